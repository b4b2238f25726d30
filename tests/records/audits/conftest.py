"""A council that runs audits."""

import pytest

from tests.records.audits.council import Council


@pytest.fixture
def council(db) -> Council:
    return Council()
