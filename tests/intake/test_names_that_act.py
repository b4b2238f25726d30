"""Bodies known by what they do, and what has capitals and is no body."""

import pytest

from lineofsight.intake.bodies.names_that_act import names_that_act_in

BODIES = [
    ("Corner Youth has seen 31 young people.", ["Corner Youth"]),
    ("In May Corner Youth rang the school.", ["Corner Youth"]),
    ("Education Welfare Cranholme checks every absence.", ["Education Welfare Cranholme"]),
    ("Lantern, a charity for bereaved children, has a room.", ["Lantern"]),
    ("Brightwater, the town's drug and alcohol provider, took part.", ["Brightwater"]),
    ("Stepping Out, which houses care leavers, lost a post.", ["Stepping Out"]),
    ("Lantern moved its clinic in May.", ["Lantern"]),
    ("The Council, Brightwater and Corner Youth have signed.", ["Brightwater", "Corner Youth"]),
    ("Dale Knitters knits blankets for babies.", ["Dale Knitters"]),
    ("The Gurdwara at Wick Lane has asked to be told.", ["Gurdwara at Wick Lane"]),
    ("Members of the Youth Cabinet read it.", ["Youth Cabinet"]),
    ("The Almonry has checked its lists.", ["Almonry"]),
    ("Clearwater, which provides treatment, has a clinic.", ["Clearwater"]),
    ("Nestling, a local charity, runs baby banks.", ["Nestling"]),
    ("Open Door has met the board.", ["Open Door"]),
    ("Sunrise Support hopes to open a kitchen.", ["Sunrise Support"]),
    ("The LMC, which speaks for doctors, has written.", ["LMC"]),
]
NO_BODIES = [
    "Sarah Milton told the review that nobody rang.",
    "Dr Nwosu Hale rang the ward.",
    "Ellie told her teacher.",
    "Ellie, a pupil at the school, was seen.",
    "Ottoline Marl, the director of nursing, signed it.",
    "Brenno Quill is the son of a parent who was known to us.",
    "MARAC has met twelve times.",
    "The Director has agreed.",
    "Staff have trained together.",
    "Operation Lantern has opened doors.",
    "Every Tuesday, a nurse calls.",
    "In March, a group of parents met.",
    "Family workers meet them. Family has changed.",
    "Tom Reeve, a manager at the charity, was seen.",
    "Signs of Safety is used and has changed practice.",
    "Graded Care Profile was bought and trained teams use it.",
    "Safer Sleep Week saw 40 calls.",
    "Working Together says that a lead is needed.",
    "Operation Encompass sent 300 notices.",
    "Lower Dale saw a rise in referrals in the year.",
    "In March the group met.",
    "Millfield and Penmarsh have libraries.",
    "The Council and Sarah Milton met.",
    "The Council and Ofsted have met.",
    "The Council and Cranholme have grown.",
]


def named(text: str) -> list[str]:
    known = {"Council", "Cranholme Council"}
    return [*dict.fromkeys(one.name for one in names_that_act_in([text], known=known, places={"Cranholme"}))]


@pytest.mark.parametrize("text, names", BODIES, ids=[text for text, _ in BODIES])
def test_a_body_is_known_by_what_it_does(text: str, names: list[str]):
    assert sorted(named(text)) == names


@pytest.mark.parametrize("text", NO_BODIES)
def test_people_titles_tools_and_places_are_no_bodies(text: str):
    assert named(text) == []


def test_the_word_that_was_said_of_a_body_comes_with_it():
    (one,) = set(names_that_act_in(["Nestling, a local charity, runs baby banks."], known=set(), places=set()))

    assert (one.name, one.kind) == ("Nestling", "charity")


def test_a_name_that_only_its_end_was_known_of_is_read_whole():
    (one,) = set(names_that_act_in(["Mind the Gap CIC has 12 mentors."], known={"Gap CIC"}, places=set()))

    assert one.name == "Mind the Gap CIC"
