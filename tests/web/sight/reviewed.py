"""Children in care whose next review is due, and whoever chairs it."""

from datetime import date

from tests.factories import record_rows
from tests.web.sight.listed import SINCE_START

# The third review on is due six months after the last: on the day of the page, and seven days ago.
DUE_TODAY, LATE = date(2025, 12, 22), date(2025, 12, 15)


def reviewed(council, last, **facts):
    """A child in care since 2024, reviewed twice and last on a day."""
    child = council.child(visits=[SINCE_START], since=date(2025, 3, 1), **facts)
    for day in (date(2025, 3, 20), date(2025, 6, 18), last):
        record_rows.fact(child, kind="care-review", day=day, code="PN1")
    return child


def officer_of(council, child, *, worker=None):
    """The worker of the records who is the child's reviewing officer."""
    worker = worker or record_rows.worker(council.delivery, pseudonym="officer", shown="RVW234")
    record_rows.allocation(child, worker, team="Reviewing", role="reviewing officer", start=date(2025, 3, 1))
    return worker
