"""A challenge is printed beside its sentence in every form, and what is printed is read again."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.publication.content.challenged import Challenge
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.gate.printed import printed_texts
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from tests.publication.pure import factory
from tests.publication.pure.word_file import packed, parts_of

DOUBT, ANSWER, WHY = "Nobody outside has read them.", "Two managers have.", "We read five, and two had no copy."
CHALLENGE = Challenge(
    text=DOUBT,
    by_role="Independent scrutineer",
    by_agency="Independent Scrutiny",
    raised_date=date(2026, 6, 1),
    answer_by=date(2026, 6, 15),
    answer=ANSWER,
    answered_date=date(2026, 6, 9),
    closing=WHY,
    closed_date=date(2026, 6, 12),
)


def with_challenge() -> EditionContent:
    whole = factory.content(3)
    first = whole.sections[0]
    line = replace(first.lines[0], challenges=(CHALLENGE,))
    return replace(whole, sections=(replace(first, lines=(line, *first.lines[1:])), *whole.sections[1:]))


CONTENT = with_challenge()
FILES = render(CONTENT)


def test_the_page_tells_it_as_a_different_view_with_the_answer():
    page = FILES["index.html"].decode()

    assert "The independent scrutineer sees this differently:" in page
    assert all(words in page for words in (DOUBT, ANSWER, WHY))


def test_its_words_are_among_those_that_the_gate_reads_for_names_and_places():
    found = {one.text: one.where for one in printed_texts(CONTENT)}

    assert found[DOUBT] == "the words of a challenge"
    assert found[ANSWER] == "the answer of a challenge"
    assert found[WHY] == "the reason why it stands of a challenge"


@pytest.mark.parametrize("words", [DOUBT, ANSWER, WHY])
def test_a_file_without_a_word_of_it_is_not_published(words):
    page = FILES["index.html"].decode().replace(words, words[:-2])
    parts = parts_of(FILES["summary.docx"])
    parts["word/document.xml"] = parts["word/document.xml"].decode().replace(words, words[:-2]).encode()

    assert faults_in({**FILES, "index.html": page.encode()}, CONTENT) != ()
    assert faults_in({**FILES, "summary.docx": packed(parts)}, CONTENT) != ()


def test_control_the_files_as_they_were_made_have_no_fault_and_read_back_the_same():
    assert faults_in(FILES, CONTENT) == ()
    assert EditionContent.from_json(CONTENT.to_json()) == CONTENT
