"""Whose account a report and its sections are, and the names of bodies that hold no word for a body."""

import pytest

from lineofsight.intake.understand import read_document

COUNCIL, POLICE, TRUST = "Melbury Council", "Merrow Police", "Fens NHS Trust"


def acting(*paragraphs: str, title: str = "Oakshire Safeguarding Children Partnership: progress") -> list[list[str]]:
    """Who acts in each paragraph of a report; what ends without a stop is a heading."""
    document = read_document("\n\n".join([title, *paragraphs]).encode(), "one.txt")
    return [list(paragraph.agencies) for paragraph in document.paragraphs()]


RETURNS = "1. Melbury Council, Merrow Police and Fens NHS Trust have each sent a return."


@pytest.mark.parametrize(
    "heading, owners",
    [
        ("The Council", [COUNCIL]),
        ("The police", [POLICE]),
        ("A. Merrow Police", [POLICE]),
        ("Part 2: The Trust", [TRUST]),
        ("The work of the Council", [COUNCIL]),
        ("Health: Fens NHS Trust", [TRUST]),
        ("Merrow Police (MP)", [POLICE]),
    ],
)
def test_what_stands_under_the_heading_of_one_body_is_its_own(heading: str, owners: list[str]):
    assert acting("Summary", RETURNS, heading, "2. Two houses have been opened.")[1] == owners


@pytest.mark.parametrize("heading", ["Training", "Referrals to the Council", "Health: the hospital", "Trust"])
def test_control_a_theme_is_nobodys_account(heading: str):
    assert acting("Summary", RETURNS, heading, "2. Two houses have been opened.")[1] == []


def test_a_workers_words_under_one_bodys_heading_are_its_own_and_a_familys_are_not():
    said = acting(
        "Summary",
        RETURNS,
        "The Council",
        "2. A team manager said: “It is late.”",
        "3. A mother said: “It is late.”",
        "4. Ofsted had written that plans were late. They are not.",
    )

    assert said[1:] == [[COUNCIL], [], []]


@pytest.mark.parametrize(
    "beginning",
    [
        "1. This is the joint response of Melbury Council and Merrow Police.",
        "1. Melbury Council and Merrow Police (together, “we”) wrote this report.",
        "1. We, Melbury Council and Merrow Police, wrote this report.",
        "1. In this report “we” means Melbury Council and Merrow Police.",
        "1. Melbury Council and Merrow Police have met twice this year.",
    ],
)
def test_we_is_whom_the_report_says_that_it_means(beginning: str):
    said = acting(beginning, "2. We have agreed a list.", title="Progress report")

    assert said[1:] == [[COUNCIL, POLICE]]


def test_all_of_us_are_all_who_were_named_if_they_are_as_many():
    named = "1. The bodies are Melbury Council, Merrow Police and Fens NHS Trust."
    three, four = (
        acting(
            named, f"2. Where we say “we” we mean all {number} of us.", "3. We have agreed a list.", title="Progress"
        )
        for number in ("three", "four")
    )

    assert three[2] == [COUNCIL, POLICE, TRUST]
    assert four[2] == []


def test_where_we_is_the_partnership_no_body_is_meant():
    told = "1. Melbury Council has a plan. Where we say “we” we mean the partnership."

    assert acting(told, "2. We have agreed a list.", title="Progress") == [[COUNCIL], []]
    assert acting(told.partition(" Where")[0], "2. We have agreed a list.", title="Progress")[1] == [COUNCIL]


def test_whoever_asked_for_a_report_did_not_write_it():
    said = acting(
        "1. This paper was requested by Melbury Council.",
        "2. Fens NHS Trust (the Trust) has read the review.",
        "3. We have trained our nurses.",
        title="Assurance paper",
    )

    assert COUNCIL not in said[2]


@pytest.mark.parametrize(
    "name",
    [
        "NHS Fenwold and Skerrow",
        "University Hospitals of the Fens and Wolds NHS Trust",
        "Merrow and the Levels Community Health NHS Trust",
        "Department for Work and Pensions",
        "Beyond Borders Project",
        "Learning Curve Trust",
        "London Borough of Fenwold",
    ],
)
def test_a_name_is_read_whole(name: str):
    assert acting(f"1. Forty children were seen by {name} in May.") == [[name]]
    assert acting(f"1. The work went well. In June {name} wrote to every family.") == [[name]]


@pytest.mark.parametrize(
    "text, names",
    [
        ("Open Door and the Council meet weekly.", ["Open Door", COUNCIL]),
        ("Staff of Melbury Council meet weekly.", [COUNCIL]),
        ("In May Melbury Council opened a house.", [COUNCIL]),
        ("HM Inspectorate of Constabulary and Fire and Rescue Services has reported.", []),
    ],
)
def test_control_what_is_joined_or_stands_before_a_name_is_no_part_of_it(text: str, names: list[str]):
    assert acting("1. Melbury Council has a plan.", f"2. {text}")[1] == names


def test_an_article_with_a_capital_within_a_sentence_belongs_to_the_name():
    assert acting("1. The Hive opened a house.", "2. Young people from The Hive said that it helps.")[0] == ["The Hive"]
    assert acting("1. The Hive opened a house.", "2. Young people from the Hive said that it helps.")[0] == ["Hive"]


def test_a_service_is_named_with_the_place_after_its_comma():
    said = acting(
        "1. Merrow Police has a plan.", "2. The Probation Service, Merrow, has another.", "3. PS Merrow has a third."
    )

    assert said == [[POLICE], ["Probation Service, Merrow"], ["Probation Service, Merrow"]]
    # Where no other body has that place, what follows the comma may be anything.
    assert acting("1. The Probation Service, Merrow says, has a plan.")[0] != ["Probation Service, Merrow"]


def test_a_short_name_that_acts_is_spelt_out_by_the_name_before_its_brackets():
    said = acting("1. A group is run with Fens Young Dads (FYD).", "2. FYD has trained forty workers.")

    assert said[1] == ["Fens Young Dads"]
    assert acting("1. A course is run with others.", "2. FYD has trained forty workers.")[1] == ["FYD"]


def test_what_a_body_calls_by_a_word_of_its_own_is_the_body():
    told = "1. Melbury Council’s education advice line (the Line) took 40 calls."

    assert acting(told, "2. The Line has since moved.")[1] == [COUNCIL]
    assert acting("1. Melbury Council took 40 calls.", "2. The Line has since moved.")[1] != [COUNCIL]


def test_the_short_name_of_a_partnership_is_no_body():
    said = acting("1. Oakshire Safeguarding Children Partnership (OSCP) has met.", "2. OSCP has asked for a return.")

    assert said == [[], []]
