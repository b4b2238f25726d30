"""What was recorded here by hand, as pages ask for it."""

from dataclasses import dataclass
from datetime import date

from lineofsight.partnership.actor import Actor
from lineofsight.records.identities.models import Carried
from lineofsight.records.identities.rules import RECORDED_HERE, DeliveryState
from lineofsight.records.practice.current import fact_of
from lineofsight.records.practice.models import Fact, RecordedHere
from lineofsight.records.practice.rules import HereState
from lineofsight.records.tables import Known, questions_answered


@dataclass(frozen=True, slots=True)
class Entry:
    """One event that stands as it was recorded here: what, when, and in which role somebody recorded it."""

    ref: str
    kind: str
    day: date | None
    code: str
    role: str


@dataclass(frozen=True, slots=True)
class KindHere:
    """How far a kind reaches: since when it is recorded here in full, and since when returns hold it in full."""

    here_since: date | None
    returns_since: date | None
    is_in_returns: bool


def kinds_here(actor: Actor) -> dict[str, KindHere]:
    """The kinds of one's own agency of which something was said here or came with a return, by their id."""
    rows = Carried.objects.visible_to(actor).filter(agency_id=actor.agency_id, delivery__state=DeliveryState.TAKEN)
    here: dict[str, date | None] = {}
    came: dict[str, date | None] = {}
    for kind, start, source in rows.order_by("delivery__number").values_list("kind", "start", "delivery__source"):
        if source == RECORDED_HERE:
            here[kind] = start
        else:
            came[kind] = min(filter(None, (came.get(kind), start)), default=None)
    return {kind: KindHere(here.get(kind), came.get(kind), kind in came) for kind in {*here, *came}}


def find_entry(actor: Actor, ref: str) -> RecordedHere | None:
    """One by its reference, taken back or not; None where there is none that the actor may see."""
    rows = RecordedHere.objects.visible_to(actor).select_related("agency", "subject", "subject__agency")
    found: RecordedHere | None = rows.called(ref)
    return found


def said_by(entry: RecordedHere) -> tuple[date | None, str]:
    """The day and the code that stand in it now."""
    fact = fact_of(entry)
    return fact.day, fact.code


def entries_of(actor: Actor, of: Known, child: str) -> tuple[Entry, ...]:
    """What stands of one child, by the pseudonym: of each reference that is read so."""
    subjects = [row[0] for row in questions_answered(of, "SELECT subject_id FROM reference WHERE child = %s", [child])]
    rows = RecordedHere.objects.visible_to(actor).filter(subject_id__in=subjects, state=HereState.STANDS)
    entries = {entry.row_key: entry for entry in rows}
    facts = Fact.objects.visible_to(actor).filter(subject_id__in=subjects, row_key__in=list(entries)).order_by("id")
    latest = {fact.row_key: fact for fact in facts}
    return tuple(
        Entry(entry.ref, fact.kind, fact.day, fact.code, entry.by_role)
        for key, fact in latest.items()
        if (entry := entries[key])
    )
