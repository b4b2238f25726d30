"""The guard at the door: what is no readable text is refused in one sentence that says what to do."""

import os
from pathlib import Path

import pytest

from lineofsight.intake.blocks import Kind
from lineofsight.intake.readers import guard, txt
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.readers.guard import Unreadable

PLAIN = "A title\n\n1. Some text – with a dash and an accent: café.\n"


def refusal_of(content: bytes, name: str = "report.txt") -> str:
    with pytest.raises(Unreadable) as refused:
        read(content, name)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_text_is_read_whatever_its_byte_order_mark(encoding: str):
    file = read(PLAIN.encode(encoding), "report.txt")

    assert [block.text for block in file.blocks] == ["A title", "1. Some text – with a dash and an accent: café."]
    assert file.doubts == ()


def test_utf_16_of_the_other_order_is_read_by_its_mark():
    file = read(b"\xfe\xff" + PLAIN.encode("utf-16-be"), "report.txt")

    assert file.blocks[0].text == "A title"


def test_windows_text_is_read_and_said_to_be_a_guess():
    file = read("The Trust’s “plan”".encode("cp1252"), "report.txt")

    assert file.blocks[0].text == "The Trust’s “plan”"
    assert [doubt.code for doubt in file.doubts] == ["encoding-guessed"]


def test_damage_by_an_earlier_conversion_is_doubted():
    damaged = "The Trust’s plan".encode().decode("cp1252")

    assert [doubt.code for doubt in read(damaged.encode(), "report.txt").doubts] == ["encoding-damaged"]


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"\x00" * 500, "is empty"),
        (b"%PDF-1.7 some", "a PDF"),
        (b"PK\x03\x04rest", "Word or Excel"),
        (b"\xd0\xcf\x11\xe0rest", "old Word or Excel"),
        (b"\x89PNG rest", "a picture"),
        (bytes(range(1, 32)) * 40, "not plain text"),
        (b"text with \x00 inside", "not plain text"),
        (b"caf\x81 \x8d \x9d", "save it again as UTF-8"),
        (b"\xff\xfe\x00", "save it again as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(content: bytes, says: str):
    sentence = refusal_of(content)

    assert says in sentence
    assert sentence.startswith("report.txt") or "of report.txt" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_huge_file_is_refused_and_one_at_the_limit_is_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "LARGEST_FILE", 100)

    assert "larger than" in refusal_of(b"a " * 51)
    assert read(b"a " * 50, "report.txt").blocks


def test_an_endless_line_is_refused_and_one_at_the_limit_is_not():
    assert "line breaks" in refusal_of(b"x" * (txt.LONGEST_LINE + 1))
    assert read(b"x" * txt.LONGEST_LINE, "report.txt").blocks


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(txt, "MOST_LINES", 10)

    assert "split the report" in refusal_of(b"a\n" * 11)


def test_a_missing_file_a_folder_and_a_device_are_refused(tmp_path: Path):
    for path, says in [(tmp_path / "no.txt", "There is no file"), (tmp_path, "is a folder")]:
        with pytest.raises(Unreadable, match=says):
            read(path, "report.txt")
    with pytest.raises(Unreadable, match="not an ordinary file"):
        read(Path(os.devnull), "null.txt")


def test_an_unknown_ending_names_those_that_are_read():
    assert ".txt" in refusal_of(b"text", "report.pages")


def test_gaps_and_lines_are_kept_whatever_the_line_ends():
    for text in ["a\n\nb\nc", "a\r\n\r\nb\r\nc", "a\r\rb\rc"]:
        blocks = read(text.encode(), "x.txt").blocks
        assert [(b.text, b.line, b.gap) for b in blocks] == [("a", 1, True), ("b", 3, True), ("c", 4, False)]
        assert {b.kind for b in blocks} == {Kind.LINE}


def test_typesetting_is_made_plain():
    block = read("of\u00adfice \ufb01les\u00a0and\u200b more".encode(), "x.txt").blocks[0]

    assert block.text == "office files and more"
