"""Search finds what somebody may see, and no word of anything else."""

import re

import pytest

from lineofsight.desk.search import KINDS, search
from lineofsight.partnership.rows import VisibleRows
from lineofsight.partnership.scope import scope
from tests.matrix.people import personas
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
WORD = re.compile(r"zq\d{4}qz")


def found_by_everybody(world: World) -> list[tuple[str, str, set[str]]]:
    """(who, kind, the canaries in what they found) for each kind in which somebody found anything."""
    found = []
    for name, (_who, actor) in personas(world).items():
        with scope(actor, writes=True):
            for group in search(actor, "zq"):
                told = " ".join(f"{match.text} {match.note}" for match in group.matches)
                found.append((name, group.kind, set(WORD.findall(told))))
    return found


def foreign(world: World) -> set[tuple[str, str]]:
    people = personas(world)
    return {(name, kind) for name, kind, words in found_by_everybody(world) if world.foreign(people[name][0], words)}


def test_nobody_finds_a_word_that_they_may_not_see(world: World):
    assert foreign(world) == set()


def test_control_each_kind_of_row_is_found_by_somebody(world: World):
    of_rows = {"review", "finding", "recommendation", "action", "statement", "evidence", "challenge", "summary"}

    assert {kind for _, kind, words in found_by_everybody(world) if words} == of_rows
    assert of_rows < {kind.id for kind in KINDS}


@pytest.mark.sqlite_only("on PostgreSQL row security stops what the query forgets")
def test_control_a_search_without_its_filter_is_seen(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(VisibleRows, "visible_to", lambda rows, actor: rows.all())

    assert foreign(world)
