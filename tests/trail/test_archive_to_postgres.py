"""A backup of SQLite goes into PostgreSQL whole, or not at all: the way of a partnership that outgrows one agency."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.serving import free_port, run_command, served, settings_of
from tests.trail.places import Place, close, make_roles, new_place, signed_in_as

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres_only]

# The world of the matrix, which has rows in nearly every table, with a trail that was recorded and not made by hand.
FILL = """
from django.db import transaction
from lineofsight.trail import triggers
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.tables import bring_up_to_date
from tests.matrix.building import build
from tests.trail.given import some_events
bring_up_to_date()
with transaction.atomic():
    build()
with triggers.lifted():
    Payload.objects.all().delete()
    Event.objects.all().delete()
some_events(30)
"""
# Somebody with an authenticator app, whose secret is sealed with a key of this installation.
WITH_APP = """
from allauth.mfa.models import Authenticator
from lineofsight.partnership.models import Person
from lineofsight.web.signin.sealed_secrets import seal_secret
Authenticator.objects.create(user=Person.objects.order_by("id").first(), type="totp",
                             data={"secret": seal_secret("JBSWY3DPEHPK3PXP")})
"""
# Every row of every model as Django reads it, as a hash for each table; sign-ins and limits are in no backup.
ROWS = """
import hashlib, json
from django.apps import apps
from lineofsight.trail.archive.manifest import LEFT_OUT
told = {}
for model in apps.get_models():
    if model._meta.db_table not in LEFT_OUT:
        rows = model._base_manager.order_by("pk").values_list()
        plain = [repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in rows]
        told[model._meta.db_table] = [len(plain), hashlib.sha256("\\n".join(plain).encode()).hexdigest()]
print(json.dumps(told))
"""
# A new row takes a number of its own, the walls and triggers stand again, the app's code is right, the files are there.
GO_ON = """
import json
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import IntegrityError, connection, transaction
from lineofsight.trail import triggers
from lineofsight.trail.models import Event
from tests.trail.given import some_events
some_events(2, hour=10**6)
code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", next(yield_hotp_counters_from_time())))
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_class WHERE relforcerowsecurity")
    (walled,) = cursor.fetchone()
try:
    with transaction.atomic():
        Event.objects.order_by("id").update(act="never.happened")
    kept = False
except IntegrityError:
    kept = True
print(json.dumps({
    "walled": walled, "kept": kept, "faults": triggers.faults(),
    "code_is_right": TOTP(Authenticator.objects.filter(type="totp").latest("id")).validate_code(code),
}))
"""
# What SQLite takes and PostgreSQL does not: it asks for no length.
TOO_LONG = """
from django.db import connection
connection.cursor().execute("UPDATE partnership_agency SET short_name = 'name ' || printf('%.70c', 'x') WHERE id = 1")
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Place:
    """Rows of every kind on SQLite, and somebody's app; backed up with its keys."""
    place = Place(tmp_path_factory.mktemp("sqlite"))
    place.script(FILL + WITH_APP)
    place.done("backup", str(place.folder / "all.los"), "--with-keys")
    return place


@pytest.fixture(scope="module")
def before(source) -> dict[str, list]:
    return json.loads(source.script(ROWS))


def empty(folder: Path) -> Iterator[Place]:
    place = new_place(folder)
    make_roles(place)
    yield place
    close(place)


@pytest.fixture
def target(django_db_setup, tmp_path) -> Iterator[Place]:
    yield from empty(tmp_path)


@pytest.fixture(scope="module")
def moved(django_db_setup, source, tmp_path_factory) -> Iterator[Place]:
    """The same partnership on PostgreSQL."""
    for place in empty(tmp_path_factory.mktemp("moved")):
        owner = signed_in_as(place, "lineofsight_owner")
        assert "the trail of" in owner.done("restore", "--nothing-deleted", str(source.folder / "all.los"))
        yield place


def differing(one: dict, other: dict) -> list[str]:
    return sorted(table for table in one.keys() | other.keys() if one.get(table) != other.get(table))


def files(place: Place) -> dict[str, bytes]:
    """The uploaded files and the keys."""
    kept = [path for name in ("files", "keys") for path in (place.folder / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(place.folder)): path.read_bytes() for path in kept}


def test_every_row_file_and_key_goes_over_and_life_goes_on(source, moved, before):
    after = json.loads(moved.script(ROWS))

    assert sum(count for count, _ in after.values()) > 2000
    assert sum(count > 0 for count, _ in after.values()) > 140
    assert differing(before, after) == []
    assert files(moved) == files(source)
    found = json.loads(moved.script(GO_ON))
    assert found.pop("walled") > 50
    assert found == {"kept": True, "faults": [], "code_is_right": True}
    assert json.loads(signed_in_as(moved, "lineofsight").done("verify", "--json"))["ok"]


def test_what_postgresql_does_not_take_is_refused_and_leaves_nothing(source, target, before, tmp_path_factory):
    ill = Place(tmp_path_factory.mktemp("ill"))
    ill.done("restore", "--nothing-deleted", str(source.folder / "all.los"))
    ill.script(TOO_LONG)
    ill.done("backup", str(ill.folder / "ill.los"))

    answers = [target.run("restore", "--nothing-deleted", str(ill.folder / "ill.los")) for _ in range(2)]

    # The second time proves that the first has left the place clean.
    assert [answer.returncode for answer in answers] == [1, 1]
    for answer in answers:
        assert "PostgreSQL does not take a row of partnership_agency: value too long" in answer.stderr
        assert "name xxx" not in answer.stderr
    assert [path for path in target.folder.rglob("*") if path.is_file() and path.stat().st_size > 0] == []
    # Control: one row that is another is seen where all rows are compared. The trail has grown by the backups.
    rows = json.loads(ill.script(ROWS))
    assert "partnership_agency" in differing(before, rows)
    assert "assurance_statement" not in differing(before, rows)


def test_whoever_serves_makes_no_backup_without_the_rows_it_may_not_see(moved):
    answer = signed_in_as(moved, "lineofsight").run("backup", str(moved.folder / "half.los"))

    assert answer.returncode == 1
    assert "may not see every row" in answer.stderr
    assert not (moved.folder / "half.los").exists()


def test_the_way_back_is_refused_with_a_sentence(moved, tmp_path_factory):
    signed_in_as(moved, "lineofsight_backup").done("backup", str(moved.folder / "back.los"))

    answer = Place(tmp_path_factory.mktemp("back")).run("restore", "--nothing-deleted", str(moved.folder / "back.los"))

    assert answer.returncode == 1
    assert "SQLite, which has no wall between agencies. Name an empty PostgreSQL database" in answer.stderr


def test_whoever_serves_serves_it_and_owns_no_table(moved):
    port, serving = free_port(), signed_in_as(moved, "lineofsight")
    told = settings_of(moved.folder, database=serving.url) | {"LOS_MODE": "live"}

    # Raises NotServed where it ends before it answers.
    with served(run_command(port), port=port, environment=told, log=moved.folder / "served.log") as server:
        assert server.processor_seconds() > 0


def test_before_the_owner_made_the_tables_whoever_serves_is_told_so_in_one_sentence(target):
    answer = signed_in_as(target, "lineofsight").run("run")

    assert answer.returncode == 1
    assert "The tables are not there yet. Make them with" in answer.stderr
