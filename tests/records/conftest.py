"""A council with a key of its own, and its analyst."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.histories import History
from lineofsight.records.identities.keys import make_key
from lineofsight.records.practice.actions import Took, preview_return, take_return
from lineofsight.records.tables import histories_of, known
from tests.factories.partnership import NOW, acting, partnership
from tests.records.readings import InMemory


@dataclass
class Council:
    """Where returns are taken: each a day after the one before."""

    agency: Agency
    analyst: Actor

    def takes(self, given: InMemory, *, mark: str = "", **facts: bool) -> Took:
        self.analyst = replace(self.analyst, now=self.analyst.now + timedelta(days=1))
        return take_return(reading=given, mark=mark or mark_of_rows(given), by=self.analyst, **facts)

    def previews(self, given: InMemory) -> Took:
        return preview_return(reading=given, mark=mark_of_rows(given), by=self.analyst)

    def knows(self, *, at: datetime | None = None) -> list[History]:
        with scope(self.analyst, writes=False):
            return list(histories_of(known(self.agency, at=at)))


def mark_of_rows(given: InMemory) -> str:
    return sha256(repr((given.rows, given.carried)).encode()).hexdigest()


@pytest.fixture
def keys_folder(settings, tmp_path):
    """A folder of keys for this test alone."""
    settings.PSEUDONYM_KEYS_ROOT = tmp_path / "keys"
    return settings.PSEUDONYM_KEYS_ROOT


@pytest.fixture
def council(db, keys_folder) -> Council:
    bodies = partnership()
    make_key(bodies.council)
    return Council(bodies.council, replace(acting(Role.ANALYST, bodies.council), now=NOW))
