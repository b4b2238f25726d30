"""The demonstration's story as it always is, on whatever day it is told: its published edition, and the check."""

import re
from datetime import UTC, date, datetime, time, timedelta

from lineofsight.assurance.queries.coverage import coverage_of, page_of
from lineofsight.assurance.queries.review import counts_of, statements_of
from lineofsight.assurance.rules.coverage import DOUBTS
from lineofsight.library.scales import OpinionWord, Shows, WhoSays
from lineofsight.partnership.actor import Actor, job
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.changed import ChangeKind
from lineofsight.publication.content.edition import EditionContent, LineKind, OpenKind
from lineofsight.publication.content.open_list import open_list
from lineofsight.publication.judging import gate
from lineofsight.publication.models import Edition
from lineofsight.publication.queries.editions import editions, find_edition
from lineofsight.publication.rebuilding import rebuild
from lineofsight.publication.render import first, pages
from lineofsight.publication.render.asked_for import word_rows
from lineofsight.publication.render.sentences import who_says

# What the check says to the next edition, whatever the day.
REFUSED = {
    "Sentence 12": {"claim.not_said", "wording.above_shown"},
    "Sentence 15": {"all.no_count", "evidence.none"},
    "Sentence 17": {"evidence.not_accepted", "figure.no_base"},
    "Sentence 18": {"figure.differs"},
    "Sentence 38": {"evidence.expired"},
    "Sentence 39": {"wording.above_shown"},
    "Sentence 44": {"evidence.none"},
    "The Summary": {"approval.missing", "family.missing", "search.missing"},
}


def is_as_always(day: date, published: str, draft: str) -> None:
    """See that the story, told as at a day, is what it always is."""
    reader = job("reader", now=datetime.combine(day, time(12), tzinfo=UTC))
    shown, coming = find_edition(reader, published), find_edition(reader, draft)

    content = content_of(shown, reader)
    said: dict[str, set[str]] = {}
    for refusal in gate(coming, reader)[1].refusals:
        if not refusal.code.startswith("signed"):
            said.setdefault(refusal.place, set()).add(refusal.code)

    assert said == REFUSED
    assert (shown.state, len(content.lines()), len(content.open_items)) == ("published", 49, 6)
    assert content.as_at_date == day - timedelta(days=48)
    assert rebuild(shown, reader).differing == ()
    tells_of_everything(content)
    published_ones = editions(reader).filter(state="published")
    assert published_ones.count() == 2
    for one in published_ones:
        first_screen_adds_up(content_of(one, reader))
    pages_count_alike(coming, reader)


def pages_count_alike(edition: Edition, reader: Actor) -> None:
    """The same words stand for the same number on the review's page, on its map, on the one page and in the edition."""
    content = content_of(edition, reader)
    printed, lede = pages.counts_of(content), pages.lede(content)
    whole, in_it = coverage_of(edition.review, reader), coverage_of(edition.review, reader, only_included=True)
    of_review = counts_of(statements_of(edition.review, reader), day=reader.now)
    one = page_of(whole, edition.review, reader)

    # Of the same sentences, the same counts: those of the edition, and those of the review.
    assert in_it.counts == printed
    assert whole.counts == of_review.sentences
    assert one.can[0] == f"{whole.counts.on_a_count_words}."
    assert lede.startswith(printed.on_a_count_words)
    # What is counted of each adds up.
    for map_ in (whole, in_it):
        assert sum(cell.count for cell in map_.cells.values()) == map_.counts.about_what_was_done
        assert sum(number for _, number in map_.counts.by_shows) == map_.counts.about_what_was_done
    assert [row.total for row in reversed(pages.shown_rows(content))] == [number for _, number in printed.by_shows]
    said = printed.on_a_count + printed.only_said + printed.intended
    assert said == printed.about_what_was_done == len(content.lines()) - printed.about_the_review
    # Evidence is one thing: with it are as many on the review's page as on the map.
    assert of_review.evidenced == sum(row.is_evidenced for row in whole.rows)
    doubted = {found.ref for found in whole.findings if found.kind in DOUBTS}
    on_a_count = {row.ref for row in whole.rows if row.is_on_the_map and row.shows >= Shows.COUNTED}
    assert len(one.shown) + one.shown_more == len(on_a_count - doubted)


def first_screen_adds_up(content: EditionContent) -> None:
    """Whatever the first screen counts is one number everywhere on it, or says of what it is."""
    said = [int(number) for number in re.findall(r"\d+", pages.lede(content).replace("on a count", ""))]
    of = said[0]
    beside = re.search(r"(\d+) more (?:is|are) about the review itself", pages.lede(content))
    assert of + (int(beside[1]) if beside else 0) == sum(len(theme.lines) for theme in content.sections)
    assert of == sum(row.total for row in pages.shown_rows(content))

    wanted = {row.word: row.total for row in word_rows(content)}
    if content.recommendations:
        asked, *became = re.findall(r"(\d+) (?:thing|is|are|was|were|had|still)", first.answer(content).split(".")[0])
        assert int(asked) == sum(map(int, became)) == sum(wanted.values())
    late, rejected = (re.search(rf"{words}: ([^.]*)", first.open_lede(content)) for words in ("late", "rejected"))
    for found, one in ((late, ("Late", "Partly implemented")), (rejected, ("Rejected",))):
        named = re.findall(r"recommendation \d+", found[1]) if found else []
        assert len(named) == sum(wanted.get(word, 0) for word in one), (found, one)
    acts = re.findall(r"action \d+", late[1]) if late else []
    assert len(acts) == sum(row.is_late and row.counts for row in content.actions)
    silent = {item.agency for item in open_list(content) if item.kind is OpenKind.NOT_RESPONDED}
    assert all(agency in first.open_lede(content) for agency in silent)


def tells_of_everything(content: EditionContent) -> None:
    """The published edition has one of each thing that a Summary can have, so that nobody has to imagine it."""
    lines, changes = content.lines(), content.changes
    spoken = {line.agency for line in lines}
    signatures = [signature for line in lines for signature in line.signatures]

    assert {line.shows for line in lines} == set(Shows)
    assert {who_says(line) for line in lines} == set(WhoSays)
    assert {line.kind for line in lines} == set(LineKind)
    assert {item.kind for item in open_list(content)} == set(OpenKind)
    assert {one.opinion.level for one in lines if one.opinion} == {
        OpinionWord.LIMITED,
        OpinionWord.REASONABLE,
        OpinionWord.SUBSTANTIAL,
    }
    assert [line.number for line in lines if line.opinion and line.opinion.has_lapsed] == [27]
    assert (len(content.sections), len(spoken), "Wexcombe Police" in spoken) == (12, 6, False)
    assert [signature.agency for signature in signatures if not signature.agrees] == ["Wexcombe Probation Service"]
    assert [(one.line_number, bool(one.reason)) for one in content.declared.overrides] == [(39, True)]
    assert len(content.voices.items) == 4
    assert (len(content.recommendations), len(content.open_records)) == (6, 1)
    assert changes is not None
    assert {one.kind for one in changes.items} == set(ChangeKind)
