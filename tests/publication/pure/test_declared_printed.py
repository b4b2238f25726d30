"""What was declared is printed in plain sentences and read again: a changed, lost or added word of it is found."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.publication.content.declared import (
    Approval,
    Declared,
    FamilySight,
    Hold,
    HoldKind,
    Override,
    Search,
    SearchPlace,
)
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from lineofsight.publication.render.pages import themes
from lineofsight.publication.render.who_checked import who_checked
from tests.publication.pure import factory
from tests.publication.pure.word_file import packed, parts_of

DAY = date(2026, 7, 1)
FOUND = "An article of 2023 names the town."
LIFTED = "The trial has ended."
LINE = "Behind these pages is a child who was loved."
REASON = "The word is the one that the law uses."
DECLARED = Declared(
    searches=(
        Search(where=SearchPlace.INQUEST, searched_date=DAY, by_role="Business manager", by_agency="The hub"),
        Search(where=SearchPlace.PRESS, searched_date=DAY, by_role="Checker", by_agency="The hub", found=FOUND),
    ),
    holds=(
        Hold(
            kind=HoldKind.CRIMINAL,
            since_date=date(2026, 1, 5),
            lifted_date=date(2026, 6, 5),
            lifted_by_role="Safeguarding partner",
            lifted_reason=LIFTED,
        ),
    ),
    family=FamilySight(by_role="Business manager", by_agency="The hub", offered_date=DAY, child_line=LINE),
    partners=("Wexcombe Police",),
    approvals=(
        Approval(
            partner="Wexcombe Police",
            agency="Wexcombe Police",
            role="Safeguarding partner",
            approved_date=DAY,
            read_sha="a" * 64,
        ),
    ),
    overrides=(
        Override(
            code="words.other",
            reason=REASON,
            by_role="Checker",
            by_agency="The hub",
            given_date=DAY,
            line_number=1,
            wording_sha="b" * 64,
        ),
    ),
)
CONTENT = replace(factory.content(3), declared=DECLARED)
FILES = render(CONTENT)


def test_each_thing_is_told_with_role_agency_and_day():
    told = {one.text: one.note for one in who_checked(CONTENT)}

    assert told == {
        "Somebody outside the agency has given an opinion on 2 of 2 sentences about what was done.": (
            "Given by: Independent scrutineer."
        ),
        "Nothing that stands against publishing was found in the records of any inquest.": (
            "Looked at by the business manager, The hub, on 1 July 2026."
        ),
        FOUND: "Found in the press, looked at by the checker, The hub, on 1 July 2026.",
        LIFTED: (
            "Criminal proceedings held this Summary back from 5 January 2026 to 5 June 2026. "
            "Said by the safeguarding partner."
        ),
        "The family was offered sight of this Summary on 1 July 2026.": "Said by the business manager, The hub.",
        "Wexcombe Police approved this Summary, after somebody else had checked it.": (
            "Wexcombe Police: safeguarding partner, 1 July 2026."
        ),
        REASON: "Sentence 1 was let pass by the checker, The hub, on 1 July 2026.",
    }


def test_an_override_stands_beside_its_sentence_and_beside_no_other():
    lines = [line for theme in themes(CONTENT) for line in theme.lines]

    assert [any(REASON in said for said in line.in_sight) for line in lines] == [True, False, False]


def test_the_line_for_the_child_and_the_support_line_stand_on_the_first_screen():
    page = FILES["index.html"].decode()

    before_all_else = page[page.index("<h1>") : page.index("<h2")]
    assert LINE in before_all_else
    assert CONTENT.support_line in before_all_else


def test_what_is_printed_passes_its_reading_with_and_without_declarations():
    without = factory.content(3)
    held_back = replace(
        CONTENT,
        declared=replace(DECLARED, family=replace(DECLARED.family, offered_date=None, not_offered_reason="So.")),
    )

    for content in (CONTENT, without, held_back):
        assert faults_in(render(content), content) == ()


@pytest.mark.parametrize("words", [FOUND, LIFTED, LINE, REASON, "Wexcombe Police approved", "offered sight"])
@pytest.mark.parametrize("path", ["index.html", "all/index.html"])
def test_a_page_with_a_changed_word_of_it_is_not_published(path, words):
    changed = FILES[path].decode().replace(words, words[:-1] + "x")

    assert changed.encode() != FILES[path]
    assert faults_in({**FILES, path: changed.encode()}, CONTENT) != ()


@pytest.mark.parametrize("words", [FOUND, LIFTED, LINE, REASON, "Wexcombe Police approved"])
def test_a_word_file_with_a_changed_word_of_it_is_not_published(words):
    parts = parts_of(FILES["summary.docx"])
    body = parts["word/document.xml"].decode()
    assert words in body
    parts["word/document.xml"] = body.replace(words, words[:-1] + "x").encode()

    assert faults_in({**FILES, "summary.docx": packed(parts)}, CONTENT) != ()


def test_control_the_files_as_they_were_made_have_no_fault():
    assert faults_in(FILES, CONTENT) == ()
