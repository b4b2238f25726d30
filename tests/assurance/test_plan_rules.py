"""Plans as they really come: without headings, with two rows of them, with merged cells, and far too long."""

import pytest

from lineofsight.assurance.rules.plan_rows import Body
from lineofsight.assurance.rules.plan_settled import WITHOUT_HEADINGS, PlanField, Said
from lineofsight.assurance.rules.plans import PlanReading, plan_reading
from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.readers.dispatch import read
from tests.factories.plans import FIRST, HEADER, ROWS, SECOND, workbook

BODIES = (Body("council", "Wexcombe Council"), Body("health", "Northmoor Community Health", "NCH"))
ROW = ("See every child.", "Write it down.", "Council", "1/9/2026")


def of(*rows: tuple[str, ...], said: tuple[Said, ...] = (), **more: object) -> PlanReading:
    return plan_reading(read(workbook(rows, **more), "plan.xlsx"), said=said, bodies=BODIES)  # type: ignore[arg-type]


def column(place: int, field: str) -> Said:
    return Said(PlanField.COLUMN, "not used", field, 0, place)


FIELDS = tuple(
    column(place, name) for place, name in enumerate(("recommendation", "action", "lead agency", "due date"))
)


def test_a_plan_without_headings_is_asked_about_and_keeps_its_first_row():
    asked = of(ROW, ROW)
    now = of(ROW, ROW, said=(Said(PlanField.HEADINGS, "headings", WITHOUT_HEADINGS), *FIELDS))

    assert asked.missing.startswith("No row of the file is read as an action")
    assert [(row.title, row.agency, row.place) for row in now.rows] == [
        ("Write it down.", "council", "sheet «Plan», row 1"),
        ("Write it down.", "council", "sheet «Plan», row 2"),
    ]


def test_control_where_its_first_row_is_taken_for_headings_it_is_no_action():
    assert len(of(ROW, ROW, ROW, said=FIELDS).rows) == 0  # printed again, a row of headings is left out


def test_a_band_above_the_headings_is_left_out():
    now = of(("", "What we were asked", "", "Who", "", "", "", ""), HEADER, FIRST)

    assert [row.title for row in now.rows] == ["Write guidance for practitioners."]


def test_headings_in_two_rows_are_set_right_by_a_person():
    rows = (
        ("Ref", "Recommendation", "Action", "Lead", "Dates", "", "Status"),
        ("", "", "", "", "Start", "Due", ""),
        ("1", "See children", "Write it", "Council", "1/1/2026", "1/9/2026", "On track"),
    )

    now = of(*rows, said=(column(4, "start date"), column(5, "due date")))

    (row,) = now.rows
    assert (row.title, str(row.due)) == ("Write it", "2026-09-01")
    assert "Start date: 1/1/2026" in row.words


def test_a_merged_recommendation_covers_its_rows_without_a_doubt():
    third = ("1.3", "", "Third thing.", "Council", "1/9/2026", "On track", "", "")

    now = of(HEADER, FIRST, SECOND, third, merged=["B2:B4"])

    assert [row.recommendation for row in now.rows] == [0, 0, 0]
    assert not [doubt for doubt in now.doubts if doubt.code == "carried"]


def test_the_same_recommendation_in_several_rows_is_one():
    now = of(HEADER, FIRST, (SECOND[0], FIRST[1], *SECOND[2:]))

    assert len(now.plan.recommendations) == 1
    assert [row.recommendation for row in now.rows] == [0, 0]


def test_a_row_that_names_no_action_stands_by_its_recommendation_and_says_so():
    now = of(("Recommendation", "Agency", "Due date"), ("See every child.", "Council", "1/9/2026"))

    assert [row.title for row in now.rows] == ["See every child."]
    assert "names no action, so its recommendation stands for it" in now.doubts[-1].sentence


def test_words_that_do_not_fit_a_title_are_all_kept():
    long = "Write the guidance again " * 20

    (row,) = of(HEADER, (*FIRST[:2], long, *FIRST[3:])).rows

    assert row.title.endswith(" …")
    assert len(row.title) <= 200
    assert long.strip() in row.words


@pytest.mark.parametrize(
    ("words", "code"),
    [("Council", "council"), ("NCH", "health"), ("Northmoor Community Health", "health"), ("Wardens", ""), ("", "")],
)
def test_an_agency_is_matched_by_its_name_its_short_name_or_the_one_body_that_it_fits(words: str, code: str):
    (row,) = of(HEADER, (*FIRST[:3], words, *FIRST[4:])).rows

    assert row.agency == code


def test_an_agency_that_was_settled_and_is_closed_by_now_is_asked_about_again():
    row = (*FIRST[:3], "CSC", *FIRST[4:])
    said = Said(PlanField.OWNER, "CSC", "closed")

    now = of(HEADER, row, said=(said,))

    assert [asked.words for asked in now.open_owners] == ["CSC"]


def test_of_two_bodies_the_first_leads_and_the_other_stays_in_the_words():
    (row,) = of(HEADER, (*FIRST[:3], "Council / Police", *FIRST[4:])).rows

    assert row.agency == "council"
    assert "Also named: «Police»" in row.words


def test_a_word_that_fits_two_bodies_is_asked_about():
    more = (Body("nch", "Northmoor Community Health"), Body("mental", "Tarn Mental Health"))
    rows = (HEADER, (*FIRST[:3], "Health", *FIRST[4:]))

    now = plan_reading(read(workbook(rows), "plan.xlsx"), bodies=more)

    assert [asked.words for asked in now.open_owners] == ["Health"]


def test_the_name_of_an_officer_is_no_owner_and_is_shown_with_its_place():
    now = of(HEADER, (*FIRST[:3], "Council, Jo Example", *FIRST[4:]))

    assert [(one.name, one.label) for one in now.names] == [("Jo Example", "Sheet «Plan», row 2")]
    assert "Example" not in f"{now.rows[0].owner_role} {now.rows[0].words}"


def test_words_in_place_of_a_name_stand_everywhere_and_not_within_other_words():
    said = Said(PlanField.NAME, "Sam", "the nurse")
    row = (*FIRST[:6], "Sam rang. Samples were sent to Sam.", "")

    now = of(HEADER, row, said=(said,))

    assert now.rows[0].updates[0].text == "the nurse rang. Samples were sent to the nurse."


def test_hidden_rows_are_not_read_and_are_said():
    now = of(*ROWS, hidden_rows=[3])

    assert [row.place for row in now.rows] == ["sheet «Plan», row 2", "sheet «Plan», row 4"]
    assert any("hidden: 1 row" in doubt.sentence for doubt in now.doubts)


def test_a_file_without_a_table_is_no_plan_and_asks_for_its_columns():
    now = plan_reading(FileRead("a.docx", (Block(Kind.PARAGRAPH, "Just words.", 1),)), bodies=BODIES)

    assert now.tables == ()
    assert now.missing


def test_three_thousand_rows_are_read_each_as_its_own_action():
    rows = [
        HEADER,
        *((str(n), f"Ask {n // 4}", f"Do {n}", "Council", "1/9/2026", "Done", "", "") for n in range(3_000)),
    ]
    file = FileRead("plan.xlsx", (Block(Kind.TABLE, "", 1, rows=tuple(rows), has_header=True),))

    now = plan_reading(file, bodies=BODIES)

    assert (len(now.rows), len(now.plan.recommendations), now.missing) == (3_000, 750, "")


PLAN_HEADER = ("Recommendation", "Action", "Lead agency", "Owner", "Due", "RAG")
PARTNERS = (Body("probation", "Tideway Probation Service"), Body("police", "Easthaven Police"))


def as_written(*rows: tuple[str, str], said: tuple[Said, ...] = ()) -> PlanReading:
    """Rows of a plan with an agency and an owner each."""
    table = [
        PLAN_HEADER,
        *(("Do it.", f"Action {n}", agency, owner, "1/9/2026", "green") for n, (agency, owner) in enumerate(rows)),
    ]
    block = Block(Kind.TABLE, "", 1, rows=tuple(table), has_header=True)
    return plan_reading(FileRead("plan.xlsx", (block,)), said=said, bodies=PARTNERS)


def test_an_abbreviation_with_a_place_is_the_one_body_of_that_place_and_the_owner_stays_a_role():
    now = as_written(("NPS Tideway", "Head of PDU"), ("Easthaven Police", "Det Supt, public protection"))

    assert [(row.agency, row.owner_role) for row in now.rows] == [
        ("probation", "Head of PDU"),
        ("police", "Det Supt, public protection"),
    ]
    assert now.open_owners == ()
    assert now.names == ()


def test_control_an_abbreviation_with_another_place_is_asked_about():
    (row,) = as_written(("NPS Marsh", "Head of PDU")).rows

    assert row.agency == ""


def test_an_answer_about_an_agency_takes_no_owner_away():
    asked = as_written(("", "Head of PDU"), ("", "Head of PDU"))
    now = as_written(("", "Head of PDU"), said=(Said(PlanField.OWNER, "Head of PDU", "probation"),))

    assert [(one.words, len(one.places)) for one in asked.open_owners] == [("Head of PDU", 2)]
    assert [(row.agency, row.owner_role) for row in now.rows] == [("probation", "Head of PDU")]


def test_what_is_said_to_be_no_name_is_a_body_among_agencies_and_a_role_among_owners():
    words = ("Marsh Fells", "Wren Ladders")
    asked = as_written(words)
    now = as_written(words, said=tuple(Said(PlanField.NAME, one, one) for one in words))

    assert {one.name for one in asked.names} == set(words)
    assert [(row.owner_words, row.owner_role) for row in now.rows] == [("Marsh Fells", "Wren Ladders")]


def test_columns_that_are_all_known_leave_no_question_open():
    now = as_written(("NPS Tideway", "Head of PDU"))

    assert [doubt.code for doubt in now.doubts] == []


def test_who_supports_an_action_stays_in_its_words_and_does_not_lead():
    headings = ("Action", "Lead agency", "Supporting partners", "Due date")

    now = of(headings, ("Write it", "Council", "Health, Police", "1/9/2026"), ("Read it", "NCH", "", "1/9/2026"))

    assert [(row.agency, row.words) for row in now.rows] == [
        ("council", "Supporting agencies: Health, Police"),
        ("health", ""),
    ]
    assert not any("Health, Police" in left.text for left in now.plan.left_over)


def test_control_the_name_of_an_officer_who_supports_is_asked_about_and_not_kept():
    headings = ("Action", "Lead agency", "Supporting partners", "Due date")

    now = of(headings, ("Write it", "Council", "Police; Sgt Jo Example", "1/9/2026"))

    assert now.rows[0].words == "Supporting agencies: Police"
    assert any("Jo Example" in words for words in now.officers)


def dated(progress: str, status: str = "Complete") -> list[tuple[str, str]]:
    """The entries of one action, with the days that they give."""
    rows = of(HEADER, (*FIRST[:5], status, progress, "")).rows
    return [(one.text, str(one.day or "")) for one in rows[0].updates]


@pytest.mark.parametrize(
    "words", ["Done Sept 25", "Complete – 30/09/2025", "Completed in September 2025.", "Closed (30 September 2025)"]
)
def test_a_word_for_complete_with_a_day_beside_it_is_as_at_that_day(words: str):
    assert dated(words) == [(words, "2025-09-30")]


@pytest.mark.parametrize(
    "words", ["Done after the audit of Sept 25", "On track for Sept 25", "Done Sept 25, looked at again Oct 25", "Done"]
)
def test_control_a_day_in_a_sentence_may_be_of_something_else(words: str):
    assert dated(words) == [(words, "")]


def test_a_row_that_says_complete_and_no_more_says_that_with_its_day():
    assert dated("", "Complete, 12 March 2026") == [("Complete, 12 March 2026", "2026-03-12")]
    assert dated("", "On track") == []


def test_a_merged_cell_says_of_each_row_beside_it_who_leads_and_by_when():
    headings = ("Recommendation", "Action", "Lead agency", "Due date", "Status")
    rows = (
        ("See every child.", "Write it down.", "Wexcombe Council", "1/9/2026", "On track"),
        ("See every child.", "Read it.", "", "", ""),
    )

    now, apart = of(headings, *rows, merged=["C2:C3", "D2:D3", "E2:E3"]), of(headings, *rows)

    assert [(row.agency, str(row.due), row.delivery) for row in now.rows] == [("council", "2026-09-01", "started")] * 2
    # Control: an empty cell that is not merged says nothing.
    assert [(row.agency, row.due) for row in apart.rows][1] == ("", None)


def test_a_row_that_says_what_another_says_is_told():
    now = of(HEADER, FIRST, SECOND, FIRST)

    (doubt,) = [one for one in now.doubts if one.code == "twice"]
    assert doubt.sentence.startswith("Sheet «Plan», row 4 says what sheet «Plan», row 2 says.")


def test_control_the_same_action_of_another_agency_or_by_another_day_is_another():
    headings = ("Recommendation", "Action", "Lead agency", "Due date")

    now = of(headings, ROW, (*ROW[:2], "NCH", ROW[3]), (*ROW[:3], "1/9/2027"))

    assert not [one for one in now.doubts if one.code == "twice"]


@pytest.mark.parametrize(("year", "is_asked"), [("1926", True), ("1989", True), ("1990", False), ("2026", False)])
def test_a_due_day_of_long_ago_is_asked_about(year: str, is_asked: bool):
    now = of(("Recommendation", "Action", "Lead agency", "Due date"), (*ROW[:3], f"1/9/{year}"))

    assert [one.words for one in now.open_days] == ([f"1/9/{year}"] if is_asked else [])
