"""What changed between two editions: each kind, what was open then, and the same in every form."""

import io
from dataclasses import replace

import docx
import pdfplumber
import pytest

from lineofsight.library.scales import OpinionWord, Shows
from lineofsight.publication.comparing import changes
from lineofsight.publication.content.changed import Became, Change, ChangeKind, Changes
from lineofsight.publication.content.edition import EditionContent, Line, Opinion
from lineofsight.publication.render.changes import as_text, told
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from tests.publication.pure import factory
from tests.publication.pure.readable import Page
from tests.publication.pure.second import first, second

SECOND = second()
FILES = render(SECOND)


def only(before: Line, after: Line) -> Change | None:
    """What became of one sentence."""
    found = changes(factory.edition(before, number=1), factory.edition(after)).items
    return found[0] if found else None


def kinds(found: Changes) -> list[ChangeKind]:
    return [change.kind for change in found.items]


def opinion(level: OpinionWord, **facts: object) -> Opinion:
    return Opinion(level=level, by_role="Scrutineer", by_agency="Scrutiny", given_date=factory.AS_AT, **facts)


# Planted each in a test of its own.
OF_THEIR_OWN = (ChangeKind.SEEN_OTHERWISE, ChangeKind.LOOKED_AT)


def test_each_sentence_is_told_once_and_what_was_lost_stands_first():
    found = SECOND.changes

    assert kinds(found) == [kind for kind in ChangeKind if kind not in OF_THEIR_OWN]
    assert found.unchanged == 2
    assert len(found.items) + found.unchanged == len({line.statement_ref for line in first().lines() + SECOND.lines()})


def test_an_edition_compared_with_itself_has_no_change():
    found = changes(first(), first())

    assert found.items == ()
    assert found.unchanged == len(first().lines())
    assert {item.became for item in found.open_items} == {Became.STILL_OPEN}
    assert told(found).lede.startswith("No sentence changed.")


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        ({}, {"shows": Shows.SAID}, ChangeKind.WEAKER),
        ({"shows": Shows.SAID}, {}, ChangeKind.STRONGER),
        ({"has_lasted": True}, {}, ChangeKind.WEAKER),
        ({"opinion": None}, {"opinion": opinion(OpinionWord.LIMITED)}, ChangeKind.LOOKED_AT),
        ({"opinion": None}, {"opinion": opinion(OpinionWord.REASONABLE)}, ChangeKind.LOOKED_AT),
        ({"opinion": opinion(OpinionWord.REASONABLE)}, {"opinion": opinion(OpinionWord.LIMITED)}, ChangeKind.WEAKER),
        ({"opinion": opinion(OpinionWord.LIMITED)}, {"opinion": opinion(OpinionWord.REASONABLE)}, ChangeKind.STRONGER),
        ({"opinion": None, "has_lasted": True}, {"opinion": opinion(OpinionWord.REASONABLE)}, ChangeKind.WEAKER),
        ({}, {"opinion": opinion(OpinionWord.REASONABLE, has_lapsed=True)}, ChangeKind.WEAKER),
        ({"shows": Shows.SAID}, {"opinion": opinion(OpinionWord.LIMITED)}, ChangeKind.WEAKER),
        ({}, {"due_date": factory.AS_AT}, ChangeKind.REDATED),
        ({}, {"action_date": factory.AS_AT}, ChangeKind.REDATED),
        ({}, {"wording": "Managers read files."}, ChangeKind.REWORDED),
        ({}, {"agency": factory.HEALTH}, ChangeKind.REWORDED),
        ({}, {"shows": Shows.SAID, "wording": "Managers read files."}, ChangeKind.WEAKER),
    ],
)
def test_what_a_change_is_called(then, now, kind):
    line = factory.line("checked")

    assert only(replace(line, **then), replace(line, **now)).kind is kind


@pytest.mark.parametrize("now", [{}, {"number": 7, "anchor": "s7"}, {"statement_ref": "another"}])
def test_another_number_or_another_statement_of_the_same_words_is_no_change(now):
    line = factory.line("checked")

    assert only(line, replace(line, **now)) is None


def test_a_view_that_is_not_said_again_is_told_and_so_is_a_new_one():
    line = factory.line("checked")
    signed = replace(line.signatures[0], agrees=False, different_view="It includes visits by telephone.")
    differs = replace(line, signatures=(signed,))

    gone, new = only(differs, line), only(line, differs)

    assert {gone.kind, new.kind} == {ChangeKind.SEEN_OTHERWISE}
    texts = [" ".join(as_text(told(changes(*_two(*pair))))) for pair in ((differs, line), (line, differs))]
    assert f"No longer said beside it, by {signed.agency}: «It includes visits by telephone.»" in texts[0]
    assert f"Now seen differently by {signed.agency}: «It includes visits by telephone.»" in texts[1]
    assert only(differs, differs) is None


def test_a_first_look_that_an_edition_from_before_called_weaker_is_told_as_what_it_was():
    line = factory.line("checked")
    change = only(replace(line, opinion=None), replace(line, opinion=opinion(OpinionWord.LIMITED)))
    then = Changes(since=SECOND.changes.since, items=(replace(change, kind=ChangeKind.WEAKER),))

    assert told(then).lede.startswith("1 sentence was first looked at.")
    assert "1 sentence is weaker" in told(replace(then, items=(replace(then.items[0], before=change.after),))).lede


def _two(before: Line, after: Line) -> tuple[EditionContent, EditionContent]:
    return factory.edition(before, number=1), factory.edition(after)


def test_another_figure_in_the_same_words_is_told():
    line = factory.line("changed")
    figure = line.figures[0]
    earlier = replace(line, figures=(replace(figure, compared_with=None), *line.figures[1:]))

    change = only(earlier, line)

    assert change.kind is ChangeKind.REWORDED
    assert any(note.startswith("Figures: was 412 of 468") for note in told_of(change))


def told_of(change: Change) -> tuple[str, ...]:
    found = told(Changes(since=SECOND.changes.since, items=(change,)))
    return found.groups[0].items[0].notes


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("A shared record of visits.", Became.NEW_DATE),
        ("How many visits were made at night.", Became.STILL_OPEN),
        ("Training in court work.", Became.GONE),
        ("The trust has changed its pathway for court reports.", Became.SHOWN),
    ],
)
def test_what_became_of_each_thing_that_was_open(text, became):
    found = {item.text: item.became for item in SECOND.changes.open_items}

    assert found[text] is became


def test_a_first_edition_says_that_there_is_nothing_to_compare():
    page = Page(render(factory.content())["changes/index.html"]).text

    assert "First edition: nothing to compare." in page


def test_an_edition_that_was_withdrawn_is_named_and_its_text_is_not_shown():
    content = factory.edition(factory.line("said"), changes=Changes(since=None, withdrawn=(1,)))

    files = render(content)

    assert "Edition 1 was withdrawn. There is nothing to compare." in Page(files["changes/index.html"]).text
    assert faults_in(files, content) == ()


def test_one_that_was_withdrawn_in_between_is_named():
    content = replace(SECOND, changes=replace(SECOND.changes, withdrawn=(2, 3)))

    assert "Editions 2 and 3 were withdrawn." in Page(render(content)["changes/index.html"]).text


def test_changes_travel_with_the_content_and_come_back_the_same():
    assert EditionContent.from_json(SECOND.to_json()) == SECOND


def test_an_edition_with_changes_has_no_fault_in_any_of_its_files():
    assert faults_in(FILES, SECOND) == ()


def test_the_page_marks_words_and_tells_those_who_listen():
    page = FILES["changes/index.html"].decode()

    assert '<del><span class="los-hidden">removed: </span>course</del>' in page
    assert '<ins><span class="los-hidden">added: </span>training</ins>' in page


def test_the_word_file_and_the_pdf_say_what_the_page_says():
    paragraphs = " ".join(p.text for p in docx.Document(io.BytesIO(FILES["summary.docx"])).paragraphs)
    with pdfplumber.open(io.BytesIO(FILES["summary.pdf"])) as document:
        printed = "".join("".join(page.extract_text().split()) for page in document.pages)

    for words in (told(SECOND.changes).lede, "Outside opinion: was reasonable assurance, now limited assurance."):
        assert words in paragraphs
        assert words.replace(" ", "") in printed
    assert "Removed: «course»" in paragraphs
    assert "Added: «training»" in paragraphs


def test_new_sentences_stand_in_the_edition_and_in_what_changed_by_number():
    (new,) = [group for group in told(SECOND.changes).groups if group.anchor == "new"]
    page = Page(FILES["changes/index.html"])

    assert [item.sides[0].text for item in new.items] == [factory.line("adverse").wording]
    assert "Sentence 7" in page.text
    assert "../index.html#s7" in page.addresses
    assert factory.line("adverse").wording not in page.text
    assert factory.line("adverse").wording in Page(FILES["index.html"]).text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1 is weaker, ", "", "is not what was approved"),
        ("now limited assurance", "now substantial assurance", "is not what was approved"),
        ("412 of 468", "312 of 468", "is not what was approved"),
        ("Withdrawn</h2>", "Improved</h2>", "is not what was approved"),
        ('<span class="los-hidden">removed: </span>', '<span class="los-hidden">a child </span>', "it hides words"),
        ("No longer in the list. The sentence", "The sentence", "is not what was approved"),
    ],
)
def test_a_fault_in_the_page_of_changes_is_refused(old, new, said):
    page = FILES["changes/index.html"].decode()
    assert old in page

    found = faults_in({**FILES, "changes/index.html": page.replace(old, new, 1).encode()}, SECOND)

    assert said in " ".join(found)


def test_everything_that_is_told_is_in_its_page_in_its_order():
    page = Page(FILES["changes/index.html"]).text.replace("removed: ", "").replace("added: ", "")
    page, at = "".join(page.split()), 0

    for words in as_text(told(SECOND.changes)):
        at = page.index("".join(words.split()), at)
