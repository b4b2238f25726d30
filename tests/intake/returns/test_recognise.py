"""Which return a delivery is: told by what stands in it; and tables of text that mean harm."""

import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.days import NotADay, day_of
from lineofsight.intake.returns.recognise import reading_of, recognise
from lineofsight.intake.returns.whys import Why
from lineofsight.records.taken import TakenEvent, UnreadableReturn
from tests.intake.returns.deliveries import MOST, only, read, refusals, table

VISITS = "clav_cla_visit_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen,clav_cla_visit_seen_alone"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"


def test_a_delivery_is_recognised_by_its_columns_and_not_by_its_names(tmp_path):
    ssd = table(tmp_path / "episodes.csv", VISITS, "v1,7,2026-02-01,Y,Y")
    looked_after = table(tmp_path / "ssd_cla_visits.csv", REVIEWS, "A1,,01/02/2026,PN1")

    assert recognise([ssd]) == "ssd"
    assert recognise([looked_after]) == "ssda903"
    with pytest.raises(UnreadableReturn, match="hand them in one after the other"):
        recognise([ssd, looked_after])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"name,age\nx,1\n", "none of the returns"),
        (b"one column\nx\n", "has no header"),
        (b"\x00\x01\x02\x03 not a text", "is not a text"),
        (b"CHILD,CHILD,REVIEW\n", "two columns of one name"),
        ("CHILD,REVIEW".encode("utf-32"), "four bytes a letter"),
    ],
)
def test_a_file_that_is_no_return_gives_one_sentence(tmp_path, content, says):
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    with pytest.raises(UnreadableReturn, match=says) as refused:
        recognise([path])

    assert str(refused.value).startswith("file.csv ")


def test_no_file_and_a_folder_are_refused(tmp_path):
    for paths in ([], [tmp_path]):
        with pytest.raises(UnreadableReturn):
            recognise(paths)


def test_a_delivery_is_read_once_and_known_at_its_end(tmp_path):
    reading = reading_of("ssda903", [table(tmp_path / "a", REVIEWS, "A1,,01/02/2026,PN1")])

    with pytest.raises(RuntimeError):
        reading.summary()
    assert len(list(reading.taken())) == 1
    with pytest.raises(RuntimeError):
        list(reading.taken())


def test_rows_that_cannot_be_cut_are_refused_where_they_stand(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'CHILD,DOB,REVIEW,REVIEW_CODE\nA1,,01/02/2026,PN1\n"A2"x,,01/02/2026,PN1\nA3,,01/02/2026,PN1,,more\n'
        b'\n"A\n4",,01/02/2026,PN1\nA5,,01/02/2026\n"A6,,01/02/2026,PN1\n'
    )

    taken, _ = read("ssda903", [path])

    assert [one.child for one in only(TakenEvent, taken)] == ["A1", "A\n4", "A5"]
    assert refusals(taken) == [(3, ""), (4, ""), (9, "")]


def test_no_reason_and_no_cure_holds_what_stood_in_the_row():
    sentences = [why for why in vars(whys).values() if isinstance(why, Why)]

    assert len(sentences) > 15
    assert [why for why in sentences if re.search(r"[{}%]", why.reason + why.cure)] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-28", date(2026, 2, 28)),
        ("2026-02-28T23:59:59.9999999", date(2026, 2, 28)),
        ("2026-02-28 00:00:00", date(2026, 2, 28)),
        ("28/02/2026", date(2026, 2, 28)),
        ("8/2/2026 10:30", date(2026, 2, 8)),
        ("2026-02-19T09:30:00Z", date(2026, 2, 19)),
        ("2026-02-19Z", date(2026, 2, 19)),
        ("2026-02-19+00:00", date(2026, 2, 19)),
        ("2026-02-19 09:30:00 +0000", date(2026, 2, 19)),
        ("2026-02-19T23:30:00Z", date(2026, 2, 19)),
        # Midnight in an English summer, written in universal time, and as it is written there.
        ("2026-06-30T23:00:00Z", date(2026, 7, 1)),
        ("2026-07-01T00:00:00+01:00", date(2026, 7, 1)),
        # The hour that there is twice, on the night on which the clocks go back.
        ("2026-10-25T01:30:00+01:00", date(2026, 10, 25)),
        ("2026-03-28T23:59:00-05:00", date(2026, 3, 29)),
    ],
)
def test_days_are_read_as_councils_write_them(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-29",
        "02/28/2026",
        "28/02/26",
        "9999-12-31",
        "1900-01-01",
        "0206-02-28",
        "28 Feb 2026",
        "2026-02-19T09:30:00+99:00",
        "2026-02-19T25:30:00Z",
        "２026-01-01",
    ],
)
def test_what_is_no_day_or_cannot_be_one_is_refused(text):
    with pytest.raises(NotADay):
        day_of(text)


@given(st.dates(date(1901, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_as_it_was_written(day):
    assert day_of(day.isoformat()) == day_of(f"{day:%d/%m/%Y}") == day


# Tables that mean harm -------------------------------------------------------------------------------------------

MEASURED = (
    MOST
    + """
import sys
from pathlib import Path
from lineofsight.intake.returns.recognise import reading_of, recognise
from lineofsight.records.taken import UnreadableReturn
before = most()
try:
    path = Path(sys.argv[1])
    counted = sum(1 for _ in reading_of(recognise([path]), [path]).taken())
    print("read", counted)
except UnreadableReturn as refused:
    print(refused)
print(most() - before)
"""
)
SIZE = 48_000_000
HARM = {
    "one line without an end": lambda: VISITS + "\n" + "a" * SIZE,
    "a header without an end": lambda: VISITS + ",a" * (SIZE // 2),
    "a quotation mark that is never closed": lambda: VISITS + '\n"' + "a,b\n" * 150_000,
    "a million rows of nothing": lambda: VISITS + "\n" + ",,,,\n" * 200_000,
    "rows of one visit": lambda: VISITS + "\n" + "v1,7,2026-02-01,Y,Y\n" * 60_000,
}


@pytest.mark.parametrize("what", sorted(HARM))
def test_a_table_of_any_size_is_read_or_refused_in_little_memory(tmp_path, what):
    path = tmp_path / "harm.csv"
    path.write_text(HARM[what](), encoding="utf-8")

    done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, check=True, text=True)

    sentence, grown = done.stdout.splitlines()
    assert sentence.startswith(("harm.csv", "read "))
    assert int(grown) < 60_000, f"{what} took {int(grown) // 1000} MB"
