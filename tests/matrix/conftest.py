"""One world for all the tests of a file, taken back afterwards; and a clock that stands still."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache.backends import db as db_cache
from django.db import transaction
from django.utils import timezone

from tests.factories.partnership import NOW
from tests.matrix.building import build
from tests.matrix.world import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world, in one transaction for the whole file; each test takes back what it did itself."""
    folder: Path = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", NOW.timestamp)
        patch.setattr(timezone, "now", lambda: NOW)
        patch.setattr(db_cache, "tz_now", lambda: NOW)
        patch.setattr(settings, "FILES_ROOT", folder / "files")
        patch.setattr(settings, "KEYS_ROOT", folder / "keys")
        with django_db_blocker.unblock(), transaction.atomic():
            yield build()
            transaction.set_rollback(True)
