"""The lists that inspectors ask for: found under their titles, and no more taken from them than they say."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from lineofsight.intake.returns.recognise import recognise
from lineofsight.records.taken import TakenChild, TakenEvent, TakenSpan, UnreadableReturn
from tests.intake.returns.deliveries import only, read, refusals

WHO = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"]
ROBIN = ["A1", "a) Female", "a) WBRI", datetime(2015, 3, 27), 10]  # noqa: DTZ001 - Excel knows no zone


def workbook(path, **lists):
    """A workbook with a sheet for each list: rows as they stand, titles included."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in lists.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return [path]


def test_a_list_is_found_under_its_titles_whatever_its_sheet_is_called(tmp_path):
    paths = workbook(
        tmp_path / "a.xlsx",
        whatever=[
            ["Annex A"],
            [],
            ["List 3: referrals", None, "as at 31 March 2026"],
            [*WHO, "Date of Referral", "Referral NFA?", "Allocated Worker"],
            [*ROBIN, date(2026, 2, 1), "b) No", "Robin Example"],
            [*ROBIN, "01/03/2026", "Yes", "Robin Example"],
        ],
    )

    assert recognise(paths) == "annex-a"
    taken, done = read("annex-a", paths)

    assert only(TakenChild, taken) == [TakenChild("A1", date(2015, 3, 1), "F", "WBRI")]
    assert [(one.day, one.code) for one in only(TakenEvent, taken)] == [
        (date(2026, 2, 1), ""),
        (date(2026, 3, 1), "no-further-action"),
    ]
    assert [(one.kind, one.start, one.until) for one in done.carried] == [("referral", date(2026, 2, 1), None)]
    assert {"list 3: allocated worker", "list 3: date of birth (of it only the month is taken)"} <= set(
        done.thrown_away
    )
    assert dict(done.rows) == {"list 3": 2}
    assert "Example" not in repr((taken, done))


@pytest.mark.parametrize(
    "heading, found", [("Child's Legal Status", 1), ("Child\u2019s legal status", 1), ("Status", 0)]
)
def test_the_legal_status_is_found_under_the_heading_of_the_inspectors(tmp_path, heading, found):
    """The control is a heading that nobody knows."""
    head = [*WHO, "Date Started to be Looked After", heading, "Start date of current legal status",
            "Date Ceased to be Looked After"]  # fmt: skip
    paths = workbook(tmp_path / "a.xlsx", eight=[head, [*ROBIN, date(2025, 5, 1), "C2", date(2025, 9, 1), None]])

    taken, _ = read("annex-a", paths)

    assert [one.code for one in only(TakenSpan, taken) if one.kind == "legal"] == ["C2"] * found


def test_of_visits_and_reviews_the_last_one_is_taken_and_neither_is_carried(tmp_path):
    paths = workbook(
        tmp_path / "a.xlsx",
        eight=[
            [*WHO, "Date Started to be Looked After", "Legal Status", "Start date of current legal status",
             "Date of Latest Statutory Review", "Date of Last Social Work Visit", "Date Ceased to be Looked After",
             "Start Date of Most Recent Placement", "Placement Type", "Placement postcode"],
            [*ROBIN, date(2025, 5, 1), "C2", date(2025, 9, 1), date(2026, 1, 5), date(2026, 2, 5), None,
             date(2025, 6, 1), "a) U4", "ZZ1 1ZZ"],
            ["A2", *ROBIN[1:], date(2025, 5, 1), "Q7", date(2025, 9, 1), None, None, date(2025, 12, 1), None, None, ""],
        ],
    )  # fmt: skip

    taken, done = read("annex-a", paths)

    assert [(one.child, one.kind, one.start, one.until, one.code) for one in only(TakenSpan, taken)] == [
        ("A1", "care", date(2025, 5, 1), None, ""),
        ("A1", "legal", date(2025, 9, 1), None, "C2"),
        ("A1", "placement", date(2025, 6, 1), None, "U4"),
        ("A2", "care", date(2025, 5, 1), date(2025, 12, 1), ""),
        ("A2", "legal", date(2025, 9, 1), date(2025, 12, 1), ""),
    ]
    assert [(one.kind, one.day) for one in only(TakenEvent, taken)] == [
        ("care-review", date(2026, 1, 5)),
        ("care-visit", date(2026, 2, 5)),
    ]
    assert [one.kind for one in done.carried] == ["care"]
    assert refusals(taken) == [(3, "legal status")]
    assert "ZZ1" not in repr((taken, done))


def test_assessments_enquiries_and_plans_are_taken(tmp_path):
    paths = workbook(
        tmp_path / "a.xlsx",
        four=[
            [*WHO, "Continuous Assessment Start Date", "Child Seen During Continuous Assessment",
             "Continuous Assessment Date of Authorisation"],
            [*ROBIN, date(2026, 1, 5), "Y", date(2026, 2, 5)],
        ],
        five=[
            [*WHO, "Strategy discussion initiating Section 47 Enquiry Start Date",
             "Was an Initial Child Protection Conference deemed unnecessary?",
             "Date of Initial Child Protection Conference",
             "Did the Initial Child Protection Conference Result in a Child Protection Plan"],
            [*ROBIN, date(2026, 1, 7), "N", date(2026, 1, 25), "Y"],
        ],
        six=[[*WHO, "CIN Start Date", "CIN Closure Date"], [*ROBIN, date(2026, 1, 2), None]],
        seven=[
            [*WHO, "Child Protection Plan Start Date", "Date of the Last Statutory Visit", "Was the Child Seen Alone?",
             "Date of latest review conference", "Child Protection Plan End Date"],
            [*ROBIN, date(2026, 1, 25), date(2026, 3, 1), "Yes", None, None],
        ],
        one=[[*WHO, "Date of Contact"], [*ROBIN, date(2026, 1, 1)]],
    )  # fmt: skip

    taken, done = read("annex-a", paths)

    events = [(one.kind, one.day, one.code, one.link) for one in only(TakenEvent, taken)]
    assert events == [
        ("assessment-started", date(2026, 1, 5), "", "2026-01-05"),
        ("assessment-done", date(2026, 2, 5), "child-seen", "2026-01-05"),
        ("enquiry-started", date(2026, 1, 7), "", "2026-01-07"),
        ("initial-conference", date(2026, 1, 25), "plan", "2026-01-07"),
        ("protection-visit", date(2026, 3, 1), "seen-alone", ""),
    ]
    assert [one.kind for one in only(TakenSpan, taken)] == ["open-to-social-care", "protection-plan"]
    assert "list 1: the whole list" in done.thrown_away
    assert len(only(TakenChild, taken)) == 1


@pytest.mark.parametrize(
    ("plan", "events"), [("Y", ["enquiry-started", "initial-conference"]), ("N", ["enquiry-started"])]
)
def test_a_conference_without_its_day_was_held_where_a_plan_came_of_it(tmp_path, plan, events):
    header = [
        *WHO, "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?", "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
    ]  # fmt: skip

    taken, _ = read(
        "annex-a", workbook(tmp_path / "a.xlsx", five=[header, [*ROBIN, date(2026, 1, 7), "N", None, plan]])
    )

    assert [one.kind for one in only(TakenEvent, taken)] == events
    assert [one.day for one in only(TakenEvent, taken, "initial-conference")] == [None] * (len(events) - 1)


@pytest.mark.parametrize("rows", [[["Annex A"]], [[*WHO]], []])
def test_a_workbook_without_any_list_gives_one_sentence(tmp_path, rows):
    with pytest.raises(UnreadableReturn, match="none of the lists"):
        read("annex-a", workbook(tmp_path / "a.xlsx", any=rows))


def test_what_is_hidden_is_not_read_and_a_list_that_is_there_twice_is_refused(tmp_path):
    need = [[*WHO, "CIN Start Date", "CIN Closure Date"], [*ROBIN, date(2026, 1, 2), None]]
    (path,) = workbook(tmp_path / "a.xlsx", one=need, two=need)

    with pytest.raises(UnreadableReturn, match="two sheets that are list 6"):
        read("annex-a", [path])

    book = load_workbook(path)
    book["two"].sheet_state = "hidden"
    book.save(path)
    taken, done = read("annex-a", [path])
    assert len(only(TakenSpan, taken)) == 1
    assert "1 hidden sheets were not looked at." in done.caveats


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", b"plain words"])
def test_what_is_no_workbook_gives_one_sentence(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableReturn, match=r"^a\.xlsx") as refused:
        read("annex-a", [path])

    assert "\n" not in str(refused.value)
