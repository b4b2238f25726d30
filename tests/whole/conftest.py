"""The database of each release, laid back as it was and moved up to this version: once for all tests of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.trail.places import Place, close, new_place
from tests.whole.released import archive_of, releases

PUT_BACK = "from pathlib import Path; from tests.whole.laid_back import put_back; put_back(Path({archive!r}))"
MOVE_UP = """
from django.core.management import call_command
from lineofsight.trail.tables import bring_up_to_date
bring_up_to_date()
call_command("migrate", check_unapplied=True, verbosity=0)
"""


@pytest.fixture(scope="session")
def moved_up(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Path, Place]]:
    """Each release's database, opened by this version: nothing is left to migrate. Whoever writes takes a copy."""
    made: dict[Path, Place] = {}
    for release in releases():
        made[release] = new_place(tmp_path_factory.mktemp("moved-up"))
        made[release].script(PUT_BACK.format(archive=str(archive_of(release, connection.vendor))))
        made[release].script(MOVE_UP)
    yield made
    for place in made.values():
        close(place)
