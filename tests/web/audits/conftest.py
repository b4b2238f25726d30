"""A council that runs audits, and the clock of the rounds."""

import pytest

from tests.records.audits.council import Council
from tests.web.rounds.conftest import clock

__all__ = ["clock"]


@pytest.fixture
def council(db) -> Council:
    return Council()
