"""Where what is kept stands, and the officer who decides about it."""

from pathlib import Path

import pytest

from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.rules import Role
from tests.desk.going.making import old_file
from tests.factories import rows
from tests.factories.partnership import NOW, acting, partnership


@pytest.fixture(autouse=True)
def places(settings, tmp_path: Path) -> None:
    settings.KEYS_ROOT, settings.FILES_ROOT = tmp_path / "keys", tmp_path / "files"
    settings.DELETED_LIST = tmp_path / "deleted.jsonl"


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def officer(bodies):
    return acting(Role.DATA_PROTECTION, bodies.hub)


@pytest.fixture
def old_review(bodies):
    return rows.review(bodies.hub)


@pytest.fixture
def old_evidence(bodies, old_review):
    """Evidence with an old file, that was withdrawn: nothing rests on it."""
    return rows.evidence(
        old_review, bodies.council, held=old_file(bodies.council), state=EvidenceState.WITHDRAWN, ended_at=NOW
    )
