"""The list of 10,000 actions with 30,000 pieces of evidence behind them: a page, and the whole as CSV and as Excel.

Wanted of it (F66): a page under 100 ms with at most 12 queries, CSV under 1 s, Excel under 3 s, under 250 MB.
"""

import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench._measured import Table, demonstration, ms, show, side_by_side, times

ACTIONS = 10_000
EACH = 3
AGENCIES = 5


PAGES = {
    "a view that does nothing": "/bare",
    "the first 50 of those that are open": "/actions",
    "page 150 of all": "/actions?view=all&page=150",
    "the first 50 without evidence": "/actions?view=bare",
}
EXPORTS = {"all as CSV": "/actions.csv?view=all", "all as Excel": "/actions.xlsx?view=all"}


def measure() -> Table:
    """SQLite, the business manager, in one process without a server in between.

    The process that answers is not the one that filled the database, so that its memory is that of answering.
    """
    with demonstration():
        from django.db import connection, transaction

        with transaction.atomic():
            _fill()
        connection.close()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as another:
            return another.submit(_measure).result()


def _measure() -> Table:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from lineofsight.partnership.queries import actor_in_role
    from lineofsight.partnership.rules import Role

    settings.ROOT_URLCONF = "bench._bare"
    settings.ALLOWED_HOSTS = ["testserver"]
    manager = actor_in_role(Role.BUSINESS_MANAGER, now=timezone.now())
    assert manager is not None
    client = Client()
    client.force_login(get_user_model().objects.get(pk=manager.person_id))

    def asking(address: str) -> Callable[[], object]:
        return lambda: client.get(address)

    spent = side_by_side(*map(asking, PAGES.values()), repeats=15)
    spent += side_by_side(*map(asking, EXPORTS.values()), repeats=3)
    rows = []
    for (name, address), seconds in zip((PAGES | EXPORTS).items(), spent, strict=True):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, f"{address} answered {answer.status_code}"
        size = f"{len(answer.content) / 1000:,.0f} kB"
        rows.append((name, ms(seconds), str(len(queries)), size, times(seconds / spent[0])))
    # Not `ru_maxrss`: Linux hands on to a process what the one that began it took.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1024
    return Table(
        title=f"A list of {ACTIONS:,} actions",
        headers=("what", "time", "queries", "size", "against the bare view"),
        rows=tuple(rows),
        notes=(
            f"{ACTIONS * EACH:,} pieces of evidence stand behind them. The process that answered took {peak:.0f} MB"
            " at most.",
        ),
    )


def _fill() -> None:
    """Ten thousand actions of one review, each with its moves, an accepted update and three pieces of evidence."""
    from django.utils import timezone

    from lineofsight.assurance import models
    from lineofsight.assurance.queries import reviews
    from lineofsight.library.scales import Shows
    from lineofsight.partnership.actor import job
    from lineofsight.partnership.models import Agency
    from lineofsight.partnership.rules import Audience

    now = timezone.now()
    review = reviews(job("bench", now=now))[0]
    agencies = list(Agency.objects.all()[:AGENCIES])
    written: dict[str, Any] = {"by_ref": "bench", "recorded_at": now}
    reaching: dict[str, Any] = written | {"audience": Audience.PARTNERSHIP}
    first = models.Action.objects.filter(review=review).count() + 1000
    actions = models.Action.objects.bulk_create(
        models.Action(
            review=review,
            agency=agencies[number % len(agencies)],
            number=first + number,
            title=f"Read plan {number} with the child and the carer",
            first_due_date=date(2026, 1, 1) + timedelta(days=number % 700),
            due_date=date(2026, 1, 1) + timedelta(days=number % 700),
            **reaching,
        )
        for number in range(ACTIONS)
    )
    of: list[dict[str, Any]] = [{"action": row, "agency_id": row.agency_id} | written for row in actions]
    models.ActionMove.objects.bulk_create(
        models.ActionMove(number=step, target=target, role="Bench", **one)
        for one in of
        for step, target in ((1, "proposed"), (2, "started"))
    )
    models.Update.objects.bulk_create(
        models.Update(
            as_at_date=date(2026, 3, 1), text="Half of the plans were read.", state="accepted",
            audience=Audience.PARTNERSHIP, **one,
        )
        for one in of
    )  # fmt: skip
    pieces = models.Evidence.objects.bulk_create(
        models.Evidence(
            review=review,
            agency_id=one["agency_id"],
            number=100 + number,
            title="Minutes of the panel",
            kind="document",
            shows=Shows.SAID,
            state="accepted",
            received_date=date(2026, 3, 1),
            **reaching,
        )
        for number, one in enumerate(of * EACH)
    )
    models.ActionEvidence.objects.bulk_create(
        models.ActionEvidence(evidence=piece, **one) for piece, one in zip(pieces, of * EACH, strict=True)
    )


if __name__ == "__main__":
    show(measure())
