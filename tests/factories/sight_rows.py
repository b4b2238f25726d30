"""Children in care as they stand in the database, with what decides when they are visited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lineofsight.partnership.models import Agency
from lineofsight.records.identities.models import Carried, Import, Subject
from lineofsight.sight.counting import months_until
from tests.factories import record_rows
from tests.factories.partnership import TODAY

SINCE = date(2025, 10, 1)
KINDS = ("care-visit", "care-review", "care", "placement", "legal")


@dataclass
class Returned:
    """One return of an agency, and the children in it: each with a number of its own."""

    delivery: Import
    number: int = 0

    def child(
        self,
        *,
        visits: Iterable[date] = (),
        placement: str = "U6",
        since: date = SINCE,
        team: str = "",
        worker: str = "",
        born: date | None = date(2016, 4, 1),
        **described: str,
    ) -> Subject:
        """A child in care since a day, under a full care order, in one placement («»: none is recorded)."""
        self.number += 1
        code = f"{self.delivery.agency.code[:2].upper()}{self.number:04}"
        child = record_rows.subject(self.delivery, pseudonym=f"pseudonym-{code}", shown=code)
        record_rows.described(child, born_month=born, **described)
        record_rows.span(child, kind="care", start=since)
        record_rows.span(child, kind="legal", start=since, code="C2")
        if placement:
            record_rows.span(child, kind="placement", start=since, code=placement)
        for day in visits:
            record_rows.fact(child, day=day, code="seen")
        if team or worker:
            name = worker or f"W{self.number:05}"
            works = record_rows.worker(self.delivery, pseudonym=f"worker-{code}", shown=name)
            record_rows.allocation(child, works, team=team, role="social worker", start=since)
        return child


def returned(of: Agency, *, kinds: Iterable[str] = KINDS, **facts: object) -> Returned:
    """A return that was taken, and that holds these kinds of fact since the start of 2025."""
    delivery = record_rows.delivery(of, **facts)
    for kind in kinds:
        Carried.objects.create(agency_id=of.pk, delivery=delivery, kind=kind, start=date(2025, 1, 1))
    return Returned(delivery)


ALONE = "visits-child-seen-alone"
# Fourteen months that are over, of twenty visits each: so many at which the child was seen alone.
EVEN = [15, 16] * 7


def visits(council, alone: list[int]) -> None:
    child = council.child(team="North 1")
    last = months_until(TODAY, how_many=2)[0]
    for month, n in zip(months_until(last, how_many=len(alone)), alone, strict=True):
        for number in range(20):
            day = date(month.year, month.month, 1 + number)
            record_rows.fact(child, day=day, code="seen-alone" if number < n else "seen")
