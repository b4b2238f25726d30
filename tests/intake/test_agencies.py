"""Who acts or speaks in a paragraph: by name, by abbreviation, in general words, as «we»; and who is only mentioned."""

import pytest

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.documents import Document
from lineofsight.intake.itself import PARTNERSHIP
from lineofsight.intake.understand import understand

COUNCIL, POLICE, TRUST = "Northmoor Council", "Northmoor Police", "Eastvale NHS Trust"


def report(*lines: str, title: str = "Northmoor Safeguarding Children Partnership: progress") -> Document:
    """A report of headings («# …») and paragraphs."""
    blocks = [Block(Kind.TITLE, title, 1)]
    for position, line in enumerate(lines, start=2):
        kind = Kind.HEADING if line.startswith("# ") else Kind.PARAGRAPH
        blocks.append(Block(kind, line.removeprefix("# "), position))
    return understand(FileRead("report.docx", tuple(blocks)))


def acting(*lines: str) -> list[list[str]]:
    return [list(paragraph.agencies) for paragraph in report("# Progress", *lines).paragraphs()]


def doubted(document: Document) -> list[str]:
    return [doubt.code for doubt in document.warnings if doubt.code.startswith("agency")]


ACT = [
    ("Northmoor Council and Northmoor Police have agreed a protocol.", [COUNCIL, POLICE]),
    ("Training has been delivered by Northmoor Police and Eastvale NHS Trust.", [POLICE, TRUST]),
    ("Northmoor Police, together with Northmoor Council, has set up a hub.", [POLICE, COUNCIL]),
    ("Staff at Eastvale NHS Trust have completed the course.", [TRUST]),
    ("Practitioners within Eastvale NHS Trust have been helped to reflect.", [TRUST]),
    ("Reflective work is high priority within Eastvale NHS Trust.", [TRUST]),
    ("A team is in place within Northmoor Council.", [COUNCIL]),
    ("Northmoor Police's audit shows that officers respond quickly.", [POLICE]),
    ("An audit by Northmoor Police found good practice.", [POLICE]),
    ("Outcomes from Northmoor Council show that visits are on time.", [COUNCIL]),
    ("68% of plans read by Northmoor Council were good.", [COUNCIL]),
    ("According to Northmoor Police, calls are answered.", [POLICE]),
    ("In October 2023 Northmoor Police introduced a form.", [POLICE]),
    ("To help parents, Eastvale NHS Trust has opened a clinic.", [TRUST]),
    ("Following the inspection of Northmoor Council, Eastvale NHS Trust has reviewed its policy.", [TRUST]),
    ("Eastvale NHS Trust reports that Northmoor Police attend each meeting.", [TRUST, POLICE]),
    ("Northmoor Council: all social workers have been trained.", [COUNCIL]),
    ("There is now a named lead in Northmoor Police.", [POLICE]),
    ("The National Probation Service and Barnardo's have agreed a plan.", ["National Probation Service", "Barnardo's"]),
    ("South West Ambulance Service NHS Foundation Trust has marked addresses.", [
        "South West Ambulance Service NHS Foundation Trust",
    ]),
    ("Northmoor and Eastvale Fire and Rescue Service has trained its crews.", [
        "Northmoor and Eastvale Fire and Rescue Service",
    ]),
    ("University Hospitals of Eastvale NHS Trust has a lead.", ["University Hospitals of Eastvale NHS Trust"]),
    ("Northmoor local authority children's services has changed its panel.", [
        "Northmoor local authority children's services",
    ]),
    ("Northmoor Children's Social Care has changed its front door.", ["Northmoor Children's Social Care"]),
    ("Owner: Northmoor Council. Due: 30 May 2024.", [COUNCIL]),
    ("Haven House has trained its volunteers.", ["Haven House"]),
    ("Cafcass and Northmoor local authority children's services have met.", [
        "Cafcass", "Northmoor local authority children's services",
    ]),
    ("The probation service has introduced a checklist.", ["probation service"]),
    ("The police now attend every meeting.", ["police"]),
    ("St Mary's Primary School has revised its policy.", ["St Mary's Primary School"]),
]  # fmt: skip


@pytest.mark.parametrize("text, names", ACT, ids=[text for text, _ in ACT])
def test_an_agency_that_acts_is_named(text: str, names: list[str]):
    assert acting(text) == [names]


ONLY_MENTIONED = [
    ("Eastvale NHS Trust has worked with Northmoor Police to share alerts.", [TRUST]),
    ("Eastvale NHS Trust has written guidance for Northmoor Council.", [TRUST]),
    ("Northmoor Police have made sure that Northmoor Council is told of each incident.", [POLICE]),
    ("Eastvale NHS Trust has changed its form so that Northmoor Council can act.", [TRUST]),
    ("The relationship between Northmoor Council and Northmoor Police has improved.", []),
    ("Referrals to Northmoor Council have risen.", []),
    ("Requests from Northmoor Council are answered.", []),
    ("Northmoor Council was inspected by Ofsted in 2022.", []),
    ("Ofsted and the Care Quality Commission visited Northmoor Council in 2022.", []),
    ("It is the responsibility of Northmoor Council to convene the meeting.", []),
    ('Inspectors said that "Northmoor Council listens to its children and acts".', []),
    ("Scrutiny panels have been created in local children's services teams.", []),
    ("Police custody and school records were checked.", []),
]


@pytest.mark.parametrize("text, names", ONLY_MENTIONED, ids=[text for text, _ in ONLY_MENTIONED])
def test_an_agency_that_is_only_mentioned_is_not_named(text: str, names: list[str]):
    assert acting(text) == [names]


@pytest.mark.parametrize(
    "text",
    [
        "Northmoor Safeguarding Children Partnership has agreed a strategy.",
        "The Northmoor Safeguarding Adults Board has agreed a strategy.",
        "Ofsted has confirmed its judgement.",
        "The Care Quality Commission has reported.",
        "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS) has reported.",
        "The Child Safeguarding Practice Review Panel has replied.",
        "The family court has seen better reports.",
        "The Local Family Justice Board has met.",
    ],
)
def test_inspectorates_partnerships_and_the_panel_are_never_agencies(text: str):
    assert acting(text) == [[]]


@pytest.mark.parametrize(
    "text, name",
    [
        ("The Family Court at Stowmere has thanked social workers.", "Family Court at Stowmere"),
        ("The Coroner has fixed the inquest for June.", "Coroner"),
        ("The Department for Education has given a grant.", "Department for Education"),
        ("The Crown Prosecution Service welcomed this.", "Crown Prosecution Service"),
    ],
)
def test_a_court_a_coroner_or_a_department_that_acts_is_an_agency_as_any_other(text: str, name: str):
    assert acting(text) == [[name]]


def test_a_partnership_does_not_hide_the_agency_beside_it():
    assert acting("The Northmoor Safeguarding Adults Board and Northmoor Council share training.") == [[COUNCIL]]


def test_a_kind_of_body_written_short_and_in_full_is_one_body():
    said = report(
        "# Summary",
        "Lakeland Integrated Care Board pays for three clinics.",
        "We have opened a fourth.",
        title="Lakeland ICB: what we did",
    )

    assert [list(one.agencies) for one in said.paragraphs()] == [["Lakeland Integrated Care Board"]] * 2


def test_control_a_short_kind_after_another_name_is_another_body():
    assert acting("Lakeland ICB pays for three clinics.", "Fenland Integrated Care Board has opened a fourth.") == [
        ["Lakeland ICB"],
        ["Fenland Integrated Care Board"],
    ]


def test_an_abbreviation_that_was_explained_stands_for_the_full_name_before_and_after():
    full = "Children and Family Court Advisory and Support Service"

    assert acting("Cafcass has trained.", f"The {full} (Cafcass) has a tool.", "Cafcass will go on.") == [[full]] * 3


@pytest.mark.parametrize(
    "explained", ["Eastvale NHS Trust (ENT)", "Eastvale NHS Trust (hereafter “ENT”)", "ENT (Eastvale NHS Trust)"]
)
def test_an_abbreviation_is_understood_however_it_is_explained(explained: str):
    assert acting(f"{explained} has a policy.", "ENT will review it.") == [[TRUST], [TRUST]]


@pytest.mark.parametrize(
    "general, name",
    [
        ("The Council", "Northmoor County Council"),
        ("The council", "Northmoor County Council"),
        ("The local authority", "Northmoor County Council"),
        ("Northmoor Council", "Northmoor County Council"),
        ("The Trust", TRUST),
        ("The police", POLICE),
        ("The force", POLICE),
    ],
)
def test_general_words_stand_for_the_one_body_that_they_fit(general: str, name: str):
    first = "Northmoor County Council, Northmoor Police and Eastvale NHS Trust have agreed a plan."
    document = report("# Progress", first, f"{general} has trained its staff.")

    assert list(list(document.paragraphs())[1].agencies) == [name]
    assert doubted(document) == ["agency-several"]  # of the first paragraph alone


@pytest.mark.parametrize(
    "first, then, name",
    [
        ("Northmoor Integrated Care Board has a plan.", "The Integrated Care Board has met.",
         "Northmoor Integrated Care Board"),
        ("Northmoor Probation Delivery Unit has a plan.", "The Probation Delivery Unit has met.",
         "Northmoor Probation Delivery Unit"),
        ("St Brannoc’s Primary School has a plan.", "St Brannoc’s has met.", "St Brannoc’s Primary School"),
    ],
)  # fmt: skip
def test_a_name_without_its_place_is_the_one_whose_place_is_named(first: str, then: str, name: str):
    assert acting(first, then) == [[name], [name]]


def test_we_in_a_bodys_own_report_is_that_body_even_under_anothers_heading():
    document = report(
        "# What Northmoor Council has done",
        "Northmoor Council has a policy.",
        "We have read it.",
        title="Letter to the scrutineer from Eastvale NHS Trust",
    )

    assert [list(paragraph.agencies) for paragraph in document.paragraphs()] == [[COUNCIL], [TRUST]]


def test_a_place_in_the_title_is_no_agency():
    document = report("# Progress", "Visits are made on time.", title="Northmoor and Eastvale: progress")

    assert [list(paragraph.agencies) for paragraph in document.paragraphs()] == [[]]


def test_general_words_that_fit_two_bodies_take_the_latest_and_are_doubted():
    document = report(
        "# Progress",
        "Northmoor Hospitals NHS Trust has a tool.",
        "Eastvale NHS Trust has a line.",
        "The Trust has a policy.",
    )

    assert list(list(document.paragraphs())[2].agencies) == [TRUST]
    doubt = next(doubt for doubt in document.warnings if doubt.code == "agency-unsure")
    assert doubt.readings == (TRUST, "Northmoor Hospitals NHS Trust")


def test_general_words_that_were_explained_are_sure():
    document = report(
        "# Progress",
        "Northmoor Hospitals NHS Trust (the Trust) has a tool.",
        "Eastvale NHS Trust has a line.",
        "The Trust has a policy.",
    )

    assert list(list(document.paragraphs())[2].agencies) == ["Northmoor Hospitals NHS Trust"]
    assert doubted(document) == []


def test_what_stands_under_an_agencys_heading_is_its_own_account():
    document = report(
        "# NORTHMOOR POLICE",
        "Officers have been trained.",
        "We work with Northmoor Council.",
        "# Audit",
        "Plans were read.",
    )

    assert [list(paragraph.agencies) for paragraph in document.paragraphs()] == [[POLICE], [POLICE], []]


def test_a_heading_that_only_holds_an_agencys_name_owns_nothing():
    document = report("# Working with Northmoor Police", "Plans were read.", "Northmoor Police has been told.")

    assert [list(paragraph.agencies) for paragraph in document.paragraphs()] == [[], []]


def test_we_is_the_body_named_with_it_and_without_one_a_doubt():
    assert acting("At Northmoor Police, we have changed our training.") == [[POLICE]]
    assert acting("We at Eastvale NHS Trust have changed our training.") == [[TRUST]]
    nobody = report("# Progress", "We have written to all.")
    assert list(next(nobody.paragraphs()).agencies) == []
    assert "agency-we" in doubted(nobody)


def test_a_paragraph_that_names_nobody_is_doubted_with_the_agency_before_it():
    document = report("# Progress", "Eastvale NHS Trust has a policy.", "Practitioners also have access to advice.")

    assert list(list(document.paragraphs())[1].agencies) == []
    doubt = next(doubt for doubt in document.warnings if doubt.code == "agency-unnamed")
    assert doubt.readings == (TRUST, "no agency")
    assert "Practitioners" in doubt.sentence


def test_a_paragraph_that_only_quotes_an_inspection_is_no_doubt():
    document = report("# Progress", 'The Ofsted inspection found that: "plans are clear and are shared with parents".')

    assert doubted(document) == []


def test_each_sentence_carries_the_agency_that_was_named_last():
    document = report(
        "# Progress", "Eastvale NHS Trust has a policy. It is read. Northmoor Police has none. Officers wait."
    )
    sentences = next(document.paragraphs()).sentences

    assert [sentence.agency for sentence in sentences] == [TRUST, TRUST, POLICE, POLICE]


def test_the_agencies_of_a_report_come_with_their_other_names():
    document = report("# Progress", "Eastvale NHS Trust (ENT) has a policy.", "ENT will review it.")

    assert [(agency.name, agency.also) for agency in document.agencies] == [(TRUST, ("ENT",))]


@pytest.mark.parametrize(
    "both", ["Both councils now visit.", "Neither council has visited.", "The two councils visit."]
)
def test_both_councils_are_the_two_that_the_report_names(both: str):
    first = "Northmoor Council and Eastvale District Council have met."

    assert acting(first, both) == [[COUNCIL, "Eastvale District Council"]] * 2


def test_it_at_the_beginning_of_a_paragraph_is_whoever_the_one_before_was_about():
    lines = ("Rivers College has opened a club.", "It will run each week.", "Its principal chairs the forum.")

    assert acting(*lines) == [["Rivers College"]] * 3


def test_it_is_clear_means_nobody():
    assert acting("Rivers College has opened a club.", "It is not known whether pupils like it.")[1] == []


def test_the_office_of_a_person_is_no_part_of_the_name_of_a_body():
    assert acting("The Chief Constable of Northmoor Police has written.") == [[POLICE]]


def test_letters_that_stand_for_a_name_end_it():
    named, joint = acting("Eastvale NHS Trust (ENT) has a tool.", "ENT and Northmoor Council have met.")

    assert (named, joint) == ([TRUST], [TRUST, COUNCIL])


def test_a_short_name_in_brackets_is_no_second_mention():
    assert acting("Ofsted judged Northmoor Council (NC) to be good.") == [[]]


def test_what_a_body_is_is_not_what_it_does():
    assert acting("Northmoor Council and Northmoor Police are English bodies.") == [[]]


def test_the_writers_of_a_letter_are_we_and_unnamed_work_is_not_theirs():
    lines = (
        "We write as the Chief Executive of Northmoor Council and the Chief Constable of Northmoor Police.",
        "We have set money aside.",
        "Visits have been made on time.",
    )

    assert acting(*lines) == [[COUNCIL, POLICE], [COUNCIL, POLICE], []]


def test_a_title_that_says_we_names_who_writes():
    document = report("# Work", "In June 2023 we opened a clinic.", title="What we have changed: Eastvale NHS Trust")

    assert [list(paragraph.agencies) for paragraph in document.paragraphs()] == [[TRUST]]


def test_the_longest_name_that_stands_in_a_place_is_the_one_that_is_meant():
    first = "Lantern House has trained staff, and Lantern House School has opened."

    assert acting(first)[0] == ["Lantern House", "Lantern House School"]


# --- whose sentence it is


def test_a_sentence_of_several_agencies_is_a_doubt_and_keeps_the_others():
    document = report("# Progress", f"{COUNCIL} and {POLICE} hold a joint meeting each morning.")

    (sentence,) = next(document.paragraphs()).sentences
    assert (sentence.agency, sentence.also) == (COUNCIL, (POLICE,))
    (doubt,) = [one for one in document.warnings if one.code == "agency-several"]
    assert doubt.readings == (COUNCIL, POLICE, PARTNERSHIP)


def test_control_a_sentence_of_one_agency_is_no_such_doubt():
    document = report("# Progress", f"{COUNCIL} holds a meeting with {POLICE} each morning.")

    assert "agency-several" not in doubted(document)


def test_what_the_report_says_of_itself_is_the_partnerships_sentence():
    text = f"This summary says what {COUNCIL}, {POLICE} and {TRUST} have done since. {COUNCIL} has trained its staff."
    document = report("# Progress", text)

    first, second = next(document.paragraphs()).sentences
    assert (first.agency, first.also, second.agency) == (None, (), COUNCIL)
    assert "agency-several" not in doubted(document)
