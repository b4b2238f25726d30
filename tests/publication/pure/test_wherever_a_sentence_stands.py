"""Wherever a sentence stands in print, what an agency sees differently stands with it, and that its day is past."""

from dataclasses import replace
from datetime import timedelta

from lineofsight.publication.content.edition import BasisKind, LineKind
from lineofsight.publication.render.pages import open_groups
from lineofsight.publication.render.sentences import printed
from tests.publication.pure import factory


def said_and_doubted():
    line = factory.line("said")
    view = replace(line.signatures[0], agrees=False, different_view="In one of two areas.", is_view_printed=True)
    return replace(line, signatures=(view,))


def notes(edition) -> str:
    return " ".join(item.note for group in open_groups(edition) for item in group.items)


def test_a_different_view_stands_in_the_list_of_what_is_not_yet_done():
    doubted = said_and_doubted()

    assert f"{doubted.signatures[0].agency} sees this differently: In one of two areas." in notes(
        factory.edition(doubted)
    )
    assert "differently" not in notes(factory.edition(factory.line("said")))


def test_a_promise_whose_day_is_past_says_so_in_its_own_place():
    edition = factory.edition(factory.line("intention"))
    (line,) = edition.lines()
    assert line.kind is LineKind.INTENTION

    def in_sight(days: int) -> str:
        due = edition.as_at_date + timedelta(days=days)
        return " ".join(printed(replace(line, due_date=due), edition).in_sight)

    assert "Late since" in in_sight(-1)
    assert "Late since" not in in_sight(0)


def test_what_an_audit_read_is_never_told_as_every_one():
    line = factory.line("stated")
    source = line.figures[0].stated.source

    def told(kind: BasisKind) -> str:
        behind = replace(factory.audit("E90"), title=source, kind=kind)
        given = replace(line, basis=(behind,))
        return " ".join(words for row in printed(given, factory.edition(given)).details for words in row.values)

    assert "every one was counted" not in told(BasisKind.AUDIT)
    assert "of those that were read or asked, not of every one" in told(BasisKind.AUDIT)
    assert "every one was counted" in told(BasisKind.COUNT)
