"""Bodies known by what they do, and what has capitals and is no body."""

import pytest

from lineofsight.intake.names_that_act import names_that_act_in

BODIES = [
    ("Corner Youth has seen 31 young people.", ["Corner Youth"]),
    ("In May Corner Youth rang the school.", ["Corner Youth"]),
    ("Education Welfare Cranholme checks every absence.", ["Education Welfare Cranholme"]),
    ("Volunteers from Dale Listening came.", ["Dale Listening"]),
    ("Lantern, a charity for bereaved children, has a room.", ["Lantern"]),
    ("Brightwater, the town's drug and alcohol provider, took part.", ["Brightwater"]),
    ("Stepping Out, which houses care leavers, lost a post.", ["Stepping Out"]),
    ("Lantern moved its clinic in May.", ["Lantern"]),
    ("The Council, Brightwater and Corner Youth have signed.", ["Brightwater", "Corner Youth"]),
    ("It was drawn up by the police, Kestrel Row and Dale Listening.", ["Dale Listening", "Kestrel Row"]),
]
NO_BODIES = [
    "Sarah Milton told the review that nobody rang.",
    "Dr Nwosu Hale rang the ward.",
    "Ellie told her teacher.",
    "Ellie, a pupil at the school, was seen.",
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
