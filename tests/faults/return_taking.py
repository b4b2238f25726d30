"""Two returns of the council, and what is known after each. Run in processes that may be killed."""

import json
from datetime import date, timedelta
from hashlib import sha256

from lineofsight.partnership import clock
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import actor_in_role, agency_by_code
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records import tables
from lineofsight.records.practice import actions
from tests.records.readings import InMemory, born, carries, placed, reading, visit, with_worker

FIRST_DAY = date(2026, 1, 5)
CHILDREN = 40
# Small, so that a return comes in many chunks without being long.
actions.CHUNK = 100


def _analyst() -> Actor:
    found = actor_in_role(Role.ANALYST, now=clock.now(), agency_code="council")
    assert found is not None
    return found


def _extract(*, later: bool) -> InMemory:
    """Visits to some children. In the later one half of the last visits are corrected and some are gone."""
    rows = []
    for number in range(CHILDREN + (5 if later else 0)):
        child = f"child-{number}"
        rows += [born(child), placed(child, FIRST_DAY), with_worker(child, f"worker-{number % 7}", FIRST_DAY)]
        for week in range(10):
            if later and (number + week) % 9 == 0:
                continue
            code = "not-seen" if later and week > 6 else "seen-alone"
            rows.append(visit(child, FIRST_DAY + timedelta(weeks=week), code=code, row=f"{number}-{week}"))
    return reading(*rows, carried=(carries("care-visit"), carries("placement")))


def take(*, later: bool) -> None:
    """Take one of the two."""
    actions.take_return(reading=_extract(later=later), mark=("2" if later else "1") * 64, by=_analyst())


def look() -> None:
    """Print a hash of everything that is known of the children, and how many there are."""
    by = _analyst()
    with scope(by, writes=False):
        known = [repr(child) for child in tables.histories_of(tables.known(agency_by_code("council")))]
    print(json.dumps([len(known), sha256("\n".join(known).encode()).hexdigest()]))


def look_carelessly() -> None:
    """The deliberate fault: a reader that does not ask whether a return was taken."""
    tables._taken = lambda of: f"(SELECT id FROM identities_import WHERE agency_id = {of.agency_id})"
    tables.known = lambda agency, **_: tables.Known(agency.pk, 9, 0)
    look()
