"""A calendar as RFC 5545 wants it: lines of 75 octets, escaped text, whole days."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.desk.calendar import DueDay, escaped, folded, written

NOW = datetime(2026, 6, 22, 9, tzinfo=UTC)


def unfolded(text: str) -> str:
    """What a calendar program does with a folded line."""
    return text.replace("\r\n ", "")


def unescaped(text: str) -> str:
    """What a calendar program does with escaped text."""
    out, letters = [], iter(text)
    for letter in letters:
        if letter == "\\":
            following = next(letters)
            out.append("\n" if following in "nN" else following)
        else:
            out.append(letter)
    return "".join(out)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=("Cs",)), max_size=400))
def test_a_folded_line_is_read_back_as_it_was_and_no_piece_is_longer_than_75_octets(line):
    made = folded(line)

    assert unfolded(made) == line
    assert all(len(piece.encode()) <= 75 for piece in made.split("\r\n"))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("a,;\\\n:é"), max_size=40))
def test_escaped_text_is_read_back_as_it_was_and_ends_no_line(text):
    made = escaped(text)

    assert unescaped(made) == text
    assert "\n" not in made


def test_control_a_line_that_is_not_folded_is_too_long_and_one_not_escaped_is_misread():
    assert len(("x" * 76).encode()) > 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"
    assert unescaped("a\\b") != "a\\b"


def test_a_day_stands_as_a_whole_day_under_its_reference():
    text = written([DueDay("kx472m" + "a" * 20, "update", date(2026, 12, 31))], now=NOW, address="https://h.example/")

    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"VERSION:2.0", "DTSTAMP:20260622T090000Z", "SUMMARY:Update due: KX4-72M"} <= set(lines)
    assert {"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"} <= set(lines)
    assert f"UID:update-kx472m{'a' * 20}@line-of-sight" in lines


def test_the_same_days_give_the_same_bytes_and_no_days_an_empty_calendar():
    one = DueDay("a" * 26, "share", date(2026, 7, 1))

    assert written([one], now=NOW, address="x") == written([one], now=NOW, address="x")
    assert "VEVENT" not in written([], now=NOW, address="x")
