"""A database of every release is opened by this version: moved up, whole, its edition the same byte for byte."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from lineofsight.version import VERSION
from tests.trail.places import Place, close, new_place
from tests.whole.released import migrations, releases, told_of

TELL = "import json; from tests.whole.laid_back import tell; print(json.dumps(tell({edition!r}, {draft!r})))"
COLUMNS = "import json; from tests.whole.laid_back import columns; print(json.dumps(columns()))"
# What a migration does that forgets what a partnership had written.
DROP = """
from django.db import connection
with connection.schema_editor() as editor:
    editor.execute('ALTER TABLE partnership_agency DROP COLUMN short_name')
"""
# What waits to be signed and stated once it was moved up; and the same as if nothing had been said for the unit.
ASKED = """
import json
from collections import Counter
from datetime import UTC, datetime, time
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import actor_in_role
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.models import Edition, SignOff
from lineofsight.publication.signing import unsigned
from lineofsight.records.stated.models import StatedAsk, StatedReturn
from lineofsight.trail.by_migration import BY
from lineofsight.trail.models import Event
from tests.whole.released import AS_AT

noon = datetime.combine(AS_AT, time(12), tzinfo=UTC)
with scope(job("reader", now=noon), writes=False):
    drafts = Edition.objects.filter(content="")
    signed = SignOff.objects.filter(edition__in=drafts).values_list("edition__ref", flat=True)
    told = {
        "drafts": drafts.count(),
        "signed": sorted(set(signed)),
        "asked": sorted(drafts.exclude(signing_asked_date=None).values_list("ref", flat=True)),
        "stated": sorted(set(map(list_of := "|".join, StatedReturn.objects.values_list("agency__code", "quarterly")))),
        "asks": sorted(map(list_of, StatedAsk.objects.values_list("body__code", "quarterly"))),
        "acts": Counter(Event.objects.filter(actor_ref=BY).values_list("act", flat=True)),
    }
waits = 0
for code in Agency.objects.values_list("code", flat=True):
    lead = actor_in_role(Role.SAFEGUARDING_LEAD, now=noon, agency_code=code)
    if lead is not None:
        with scope(lead, writes=False):
            waits += sum(unsigned(list(Edition.objects.visible_to(lead)), lead).values())
print(json.dumps(told | {"waits": waits}))
"""
UNASKED = """
from datetime import UTC, datetime, time
from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.publication.models import Edition
from tests.whole.released import AS_AT

with scope(job("restore", now=datetime.combine(AS_AT, time(12), tzinfo=UTC)), writes=True):
    Edition.objects.filter(content="").update(signing_asked_date=None)
"""
# Columns that a later version holds in another way, with the decision that says so.
MOVED: dict[str, int] = {}

# Codes of the check by which a later version judges otherwise, with the decision that says so.
JUDGED: dict[str, int] = {
    "open.partner_untold": 120,
    "figure.definition_changed": 136,
    "signed.may_object": 155,
    "claim.not_said": 182,
    "voices.spoke_unsaid": 235,
}

frozen = pytest.mark.parametrize("release", releases(), ids=lambda path: path.name)


@pytest.fixture
def place(moved_up: dict[Path, Place], release: Path, tmp_path: Path, db: None) -> Iterator[Place]:
    """A copy of the release's database, its files and its keys, moved up to this version."""
    shutil.copytree(moved_up[release].folder, tmp_path, dirs_exist_ok=True)
    made = new_place(tmp_path, like=moved_up[release])
    yield made
    close(made)


def told_then(release: Path) -> dict:
    """What was told of the release's database when it was kept."""
    return told_of(release)["databases"][connection.vendor]


def lost(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The columns that are gone or hold something else."""
    return {name for name, content in before.items() if after.get(name) != content} - MOVED.keys()


def otherwise(before: list[str], after: list[str]) -> set[str]:
    """What is refused now and was not, or was and is not now."""
    return {one for one in set(before) ^ set(after) if one.rpartition(": ")[2] not in JUDGED}


@frozen
@pytest.mark.django_db
def test_a_database_of_a_release_is_moved_up_and_tells_what_it_told(place: Place, release: Path):
    then = told_then(release)

    now = json.loads(place.script(TELL.format(edition=then["edition"], draft=then["draft"])))

    assert lost(then["columns"], now["columns"]) == set()
    assert (now["whole"], now["events"]) == (True, then["events"])
    assert now["faults"] == []
    if release.name == VERSION:
        assert (now["differing"], now["files"]) == ([], then["files"])
    assert otherwise(then["refused"], now["refused"]) == set()


@frozen
@pytest.mark.django_db
def test_whoever_signed_or_stated_before_is_not_asked_once_more(place: Place, release: Path):
    now = json.loads(place.script(ASKED))

    # Of what is on its way only what agencies have signed; of bodies only those that have stated something.
    assert now["signed"] == now["asked"]
    assert (now["drafts"], len(now["signed"])) == (1, 1)
    assert now["stated"] == now["asks"] != []
    assert now["acts"] == {"edition.signing_asked": 1, "stated.asked": len(now["asks"])}
    assert now["waits"] > 0


@frozen
@pytest.mark.django_db
def test_control_without_the_migration_of_the_answer_nobody_is_asked(place: Place, release: Path):
    place.script(UNASKED)

    now = json.loads(place.script(ASKED))

    assert now["signed"] != now["asked"]
    assert now["waits"] == 0


@frozen
@pytest.mark.django_db
def test_control_a_migration_that_drops_a_column_is_seen(place: Place, release: Path):
    then = told_then(release)

    place.script(DROP)

    assert lost(then["columns"], json.loads(place.script(COLUMNS))) == {"partnership_agency.short_name"}


def changed(kept: dict[str, str], found: dict[str, str]) -> list[str]:
    """The released migrations that are gone or are no longer what was released."""
    return sorted(path for path, digest in kept.items() if found.get(path) != digest)


@frozen
def test_a_released_migration_stays_as_it_was_released(release: Path):
    assert changed(told_of(release)["migrations"], migrations()) == []


def test_control_a_migration_made_anew_after_its_release_is_seen():
    found = migrations()
    first, second = sorted(found)[:2]
    released = {**found, first: "0" * 64, f"{second}.gone": "1" * 64}

    assert changed(found, found) == []
    assert changed(released, found) == [first, f"{second}.gone"]
