"""Rows of the records as they stand in the database, made without a file and without leaving a trail."""

from datetime import date
from typing import Any

from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.rules import Audience
from lineofsight.records.identities.models import (
    Carried,
    GoneChild,
    Import,
    Merge,
    NamedChildren,
    Near,
    Post,
    Receipt,
    Renamed,
    Subject,
    Worker,
)
from lineofsight.records.practice.counts import KindCount
from lineofsight.records.practice.models import (
    Allocation,
    Description,
    Fact,
    OwnMapping,
    RecordedHere,
    Span,
    Upload,
    WhyLate,
)
from lineofsight.records.practice.receipts import ReceiptBody
from lineofsight.records.taken import RefusedRow
from tests.factories.partnership import NOW

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}
DAY = date(2026, 4, 7)
_GAVE: dict[str, Any] = {
    "rows": (("visits.csv", 3),),
    "kinds": (("care-visit", KindCount(read=2, new=2)),),
    "refused": (RefusedRow("visits.csv", 3, "visit date", "it is not a day", "Write it like 2026-03-31."),),
    "refused_lines": 1,
    "refused_fields": 1,
    "thrown_away": ("visits.csv: name",),
    "caveats": (),
    "carried": (("care-visit", "2026-01-01", ""),),
}


def delivery(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> Import:
    """A return that was taken."""
    given = {
        "source": "ssd",
        "mark": "a" * 64,
        "key_id": "b" * 16,
        "state": "taken",
        "number": Import.objects.filter(agency=of).count() + 1,
        "taken_at": NOW,
    } | facts
    return Import.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def upload(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> Upload:
    """A return that was read and waits to be taken. Its files are not there."""
    given = {"source": "ssd", "mark": "d" * 64, "files": 1, "size": 100, "state": "read"} | facts
    body = ReceiptBody(**_GAVE).to_json()
    return Upload.objects.create(agency=of, audience=audience, body=body, **WRITTEN, **given)


def own_mapping(of: Agency, audience: Audience = Audience.OWN, *, title: str) -> OwnMapping:
    """How a list of an agency's own is read."""
    id = f"list-{OwnMapping.objects.count() + 1}"
    return OwnMapping.objects.create(
        agency=of,
        audience=audience,
        mapping_id=id,
        version=1,
        title=title,
        text=f"id: {id}\n",
        role="analyst",
        **WRITTEN,
    )


def receipt(of: Import, **facts: Any) -> Receipt:
    """What it gave: 3 rows read, 1 of them refused."""
    body = ReceiptBody(**(_GAVE | facts))
    return Receipt.objects.create(agency_id=of.agency_id, delivery=of, body=body.to_json(), **WRITTEN)


def carried(of: Import, kind: str = "care-visit") -> Carried:
    return Carried.objects.create(agency_id=of.agency_id, delivery=of, kind=kind, start=date(2026, 1, 1))


def named(of: Import, children: bytes = b"\x02") -> NamedChildren:
    """That a return names children: a bit for the number of each."""
    return NamedChildren.objects.create(agency_id=of.agency_id, delivery=of, children=children)


def subject(of: Import, *, pseudonym: str, shown: str) -> Subject:
    facts = {"agency_id": of.agency_id, "delivery": of, "key_id": of.key_id}
    return Subject.objects.create(pseudonym=pseudonym, shown=shown, **facts)


def worker(of: Import, *, pseudonym: str, shown: str) -> Worker:
    facts = {"agency_id": of.agency_id, "delivery": of, "key_id": of.key_id}
    return Worker.objects.create(pseudonym=pseudonym, shown=shown, **facts)


def renamed(of: Import, child: Subject, *, shown: str) -> Renamed:
    facts = {"agency_id": of.agency_id, "delivery": of, "key_id": of.key_id, "old_key_id": "c" * 16}
    return Renamed.objects.create(subject=child, pseudonym=child.pseudonym, shown=child.shown, old_shown=shown, **facts)


def merged(child: Subject, into: Subject, *, reason: str) -> Merge:
    return Merge.objects.create(agency_id=child.agency_id, subject=child, into=into, reason=reason, **WRITTEN)


def gone(of: Agency, *, mark: str) -> GoneChild:
    """What is kept of a child whose records were deleted."""
    return GoneChild.objects.create(agency=of, mark=mark, before_date=DAY, recorded_at=NOW)


def post(person: Person, *, of: Agency, worker: Worker | None = None, team: str = "", what: str = "team") -> Post:
    return Post.objects.create(person=person, agency=of, worker=worker, team=team, of=what, **WRITTEN)


def near(person: Person, child: Subject, *, is_whole: bool = True) -> Near:
    return Near.objects.create(person=person, agency_id=child.agency_id, subject=child, is_whole=is_whole)


def _of(child: Subject) -> dict[str, Any]:
    return {"agency_id": child.agency_id, "delivery_id": child.delivery_id, "subject": child, "row_key": "k" * 16}


def described(child: Subject, **facts: Any) -> Description:
    return Description.objects.create(**_of(child), **facts)


def fact(child: Subject, **facts: Any) -> Fact:
    return Fact.objects.create(**(_of(child) | {"kind": "care-visit", "day": DAY} | facts))


def span(child: Subject, **facts: Any) -> Span:
    return Span.objects.create(**(_of(child) | {"kind": "placement", "start": DAY} | facts))


def allocation(child: Subject, worker: Worker, **facts: Any) -> Allocation:
    return Allocation.objects.create(**_of(child), worker=worker, **({"start": DAY} | facts))


def recorded(child: Subject, **facts: Any) -> RecordedHere:
    """What somebody recorded here by hand, without its fact."""
    given = {"row_key": "h" * 16, "kind": "care-visit", "state": "stands", "by_role": "Team manager"} | facts
    return RecordedHere.objects.create(agency_id=child.agency_id, subject=child, **WRITTEN, **given)


def why_late(child: Subject, **facts: Any) -> WhyLate:
    given = {"standard": "cla-visit", "since": DAY, "counted_from": DAY, "code": "child-away"} | facts
    return WhyLate.objects.create(agency_id=child.agency_id, subject=child, by_role="Team manager", **WRITTEN, **given)
