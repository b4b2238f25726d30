"""A hundred thousand children on pathways: opening the board and one run, and recording a step, against a bare insert.

Wanted (issue «three general pieces»): told as a ratio to a bare insert; the board with at most 12 queries.
"""

import time
from datetime import timedelta
from typing import Any

from bench._measured import Table, demonstration, ms, show, side_by_side, times

RUNS = 100_000
PATHWAY = "pre-proceedings"


def measure() -> Table:
    """SQLite, the safeguarding lead of a council, in one process without a server in between."""
    with demonstration():
        return _measure()


def _measure() -> Table:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from lineofsight.partnership.models import Agency
    from lineofsight.partnership.queries import actor_in_role
    from lineofsight.partnership.rules import Role
    from lineofsight.records.pathways.models import Part

    settings.ROOT_URLCONF = "bench._bare"
    settings.ALLOWED_HOSTS = ["testserver"]
    now = timezone.now()
    manager = actor_in_role(Role.SAFEGUARDING_LEAD, now=now, agency_code="council")
    assert manager is not None
    with transaction.atomic():
        _fill(manager, now)
    client = Client()
    client.force_login(get_user_model().objects.get(pk=manager.person_id))
    parts = iter(Part.objects.filter(subject__shown__startswith="B").order_by("-id")[:200])
    one = next(parts)
    doer = _doer(manager)

    def insert() -> None:
        with transaction.atomic():
            Agency.objects.filter(pk=manager.agency_id).update(short_name="Bench")

    addresses = ("/bare", f"/pathways?of={PATHWAY}", f"/pathways/{one.ref}")
    asked = [lambda address=address: client.get(address) for address in addresses]
    written, saved, bare, board, run = side_by_side(insert, lambda: _record(next(parts), doer), *asked, repeats=9)
    rows = [
        ("write one row, and commit", ms(written), "", "1.0 ×", ""),
        ("record a step: judged, what waits worked out anew, trail and all", ms(saved), "", times(saved / written), ""),
        ("a view that does nothing", ms(bare), "", "", "1.0 ×"),
    ]
    for name, address, spent in (
        ("the board of 100,000 running", addresses[1], board),
        ("one child's page", addresses[2], run),
    ):
        began = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, f"{address} answered {answer.status_code}"
        assert time.process_time() >= began
        rows.append((name, ms(spent), str(len(queries)), "", times(spent / bare)))
    return Table(
        title=f"{RUNS:,} children on pathways",
        headers=("what", "time", "queries", "against one write", "against the bare view"),
        rows=tuple(rows),
    )


def _doer(lead: Any) -> Any:
    from dataclasses import replace

    from lineofsight.partnership.rules import Role

    # The steps are a manager's; near all of them is who leads, so that no posts are made for the bench.
    return replace(lead, roles=frozenset({Role.TEAM_MANAGER, Role.SAFEGUARDING_LEAD}))


def _record(part: Any, by: Any) -> None:
    from lineofsight.desk.pathways import due_of, kinds_of_fact, pathway_of
    from lineofsight.partnership.scope import scope
    from lineofsight.records.pathways.actions import record_step
    from lineofsight.records.pathways.queries import find_part

    with scope(by, writes=True):
        found = find_part(by, part.ref)
        assert found is not None
        pathway = pathway_of(found)
        record_step(
            part=found,
            pathway=pathway,
            step=pathway.step("letter"),
            day=found.run.started,
            code="",
            expected_version=found.run.version,
            kinds=kinds_of_fact(),
            due=due_of,
            by=by,
        )


def _fill(by: Any, now: Any) -> None:
    """So many children of the council, each on the pathway since a day of the last year, the letter not sent yet."""
    from lineofsight.partnership.queries import today
    from lineofsight.records.identities.models import Import, Subject
    from lineofsight.records.pathways.models import Part, Run, Waiting

    delivery = Import.objects.filter(agency_id=by.agency_id, state="taken").latest("id")
    written: dict[str, Any] = {"by_ref": by.ref, "recorded_at": now}
    day = today(now)
    of: dict[str, Any] = {"agency_id": by.agency_id}
    children = Subject.objects.bulk_create(
        (
            Subject(delivery=delivery, key_id=delivery.key_id, pseudonym=f"bench-{n}", shown=f"B{n}"[:8], **of)
            for n in range(RUNS)
        ),
        batch_size=5_000,
    )
    runs = Run.objects.bulk_create(
        (
            Run(person_id=by.person_id, pathway=PATHWAY, started=day - timedelta(days=n % 300), **of, **written)
            for n in range(RUNS)
        ),
        batch_size=5_000,
    )
    Part.objects.bulk_create(
        (
            Part(run=run, subject=child, pathway=PATHWAY, **of, **written)
            for run, child in zip(runs, children, strict=True)
        ),
        batch_size=5_000,
    )
    Waiting.objects.bulk_create(
        (Waiting(run=run, step="letter", pathway=PATHWAY, due=run.started + timedelta(days=5), **of) for run in runs),
        batch_size=5_000,
    )


if __name__ == "__main__":
    show(measure())
