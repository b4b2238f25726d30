"""File names as people give them, and as we keep and hand them out."""

import pytest

from lineofsight.files.rules import NAME_BYTES, NAME_LETTERS, Download, clean_name, suffix_of


@pytest.mark.parametrize(
    "given, kept",
    [
        ("Plan.docx", "Plan.docx"),
        ("C:\\papers\\Plan.docx", "Plan.docx"),
        ("../../etc/Plan.docx", "Plan.docx"),
        ("Plan\u202excod.exe", "Planxcod.exe"),
        ("Plan\u200b\x00\x07.docx", "Plan.docx"),
        ("Plan\r\nSet-Cookie: a.docx", "Plan Set-Cookie- a.docx"),
        ('a"b<c>|?*.pdf', "a-b-c----.pdf"),
        ("  .hidden.txt ", "hidden.txt"),
        ("", "file"),
        ("...", "file"),
        ("CON.txt", "_CON.txt"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("Pla\ud800n.pdf", "Plan.pdf"),
    ],
)
def test_a_name_keeps_what_can_be_seen_and_loses_what_leads_elsewhere(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.parametrize("letter", ["a", "é", "字", "🙂"])
def test_a_long_name_is_cut_before_its_ending(letter: str) -> None:
    kept = clean_name(letter * 500 + ".docx")

    assert kept.endswith(f"{letter}.docx")
    assert len(kept) <= NAME_LETTERS
    assert len(kept.encode()) <= NAME_BYTES


def test_cleaning_a_clean_name_changes_nothing() -> None:
    for name in ("Plan.docx", "_CON.txt", "Café 2.pdf", "file"):
        assert clean_name(name) == name


@pytest.mark.parametrize("name, suffix", [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), ("a.", ""), (".txt", "")])
def test_an_ending_is_what_stands_behind_the_last_dot(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_a_download_is_an_attachment_that_no_browser_shows_or_guesses() -> None:
    headers = Download(name='Café "100%"; a.pdf', media_type="application/pdf", size=7).headers

    assert headers["Content-Disposition"] == (
        "attachment; filename=\"Caf_ _100___ a.pdf\"; filename*=UTF-8''Caf%C3%A9%20%22100%25%22%3B%20a.pdf"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == "7"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
