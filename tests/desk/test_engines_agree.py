"""Shares, groups and what-if say the same by the plain engine, child by child, and by the one that does all at once."""

from datetime import date, timedelta

import pytest

from lineofsight.assurance import due
from lineofsight.desk.sight import groups as sight_groups
from lineofsight.desk.sight import judged as sight
from lineofsight.desk.sight import shares as sight_shares
from lineofsight.desk.sight.groups import groups
from lineofsight.desk.sight.shares import shares
from lineofsight.desk.sight.what_if import what_if
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.sight.engines import duck
from lineofsight.sight.what_if import time_named
from tests.factories.partnership import TODAY, acting
from tests.factories.sight_rows import returned
from tests.web.rounds.conftest import bodies  # noqa: F401

pytestmark = pytest.mark.django_db
FIRST = date(2025, 10, 6)


@pytest.fixture
def council(bodies):  # noqa: F811
    found = returned(bodies.council)
    for number in range(12):
        placement = ("U6", "P1", "", "A5")[number % 4]
        visits = [FIRST + timedelta(days=(35 + number) * at) for at in range(6)]
        found.child(visits=visits, placement=placement, team=f"North {number % 3}")
    return found


@pytest.fixture
def counted(monkeypatch):
    """How often the engine that does all at once was begun."""
    begun = []
    real = duck.duck

    def noted(*given, **more):
        begun.append(1)
        return real(*given, **more)

    monkeypatch.setattr(duck, "duck", noted)
    return begun


def by(few, monkeypatch, ask):
    """The answer with another number of children from which all are done at once; nothing kept from before."""
    for place in (due, sight):
        monkeypatch.setattr(place, "FEW", few)
    for kept in (sight_shares.counted_once, sight_groups._counted_once, due._kept):
        kept.cache_clear()
    return ask()


@pytest.mark.parametrize("what", ["shares", "groups", "what-if", "a day off"])
def test_both_engines_give_the_same_answer(council, counted, monkeypatch, what):
    analyst = acting(Role.ANALYST, council.delivery.agency, email="analyst@council.example")

    def ask():
        with scope(analyst, writes=False):
            if what == "shares":
                return shares(analyst, as_at=TODAY, family="cla-visit")
            if what == "groups":
                return groups(analyst, as_at=TODAY, family="cla-visit")
            if what == "a day off":
                return what_if(analyst, as_at=TODAY, day_off=date(2026, 6, 15))
            time = time_named(sight.rules_in_use(), "cla-visit")
            return what_if(analyst, as_at=TODAY, time=time, number=20)

    # Several parts, of which the last one is not full.
    monkeypatch.setattr(due, "PART", 5)
    plainly = by(1_000, monkeypatch, ask)
    assert counted == []
    at_once = by(1, monkeypatch, ask)

    assert counted != []
    assert at_once == plainly
