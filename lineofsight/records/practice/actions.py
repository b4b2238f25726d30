"""What people do with returns: look at what one would give, and take it; all of it, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection, transaction

from lineofsight.library.fact import FactKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.identities.keys import KeyMissing, Keys, held_keys, key_file
from lineofsight.records.identities.models import Carried, Import, NamedChildren, Receipt, Subject
from lineofsight.records.identities.naming import rename_all
from lineofsight.records.identities.one_at_a_time import turn
from lineofsight.records.identities.rules import DeliveryState
from lineofsight.records.practice.before import later_than
from lineofsight.records.practice.clearing import clear_unfinished
from lineofsight.records.practice.counts import in_chunks
from lineofsight.records.practice.matching import Matching
from lineofsight.records.practice.models import Allocation, Description, Fact, Span
from lineofsight.records.practice.nearness import refresh
from lineofsight.records.practice.numbering import next_number
from lineofsight.records.practice.receipts import ReceiptBody, body_of, from_json
from lineofsight.records.practice.settling import let_the_return_stand
from lineofsight.records.taken import Reading, Taken
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

CHUNK = 1_000
COUNTED_FROM = 500
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Took:
    """What a return gave, or would give. `same_as`: these very files were taken before, and nothing was done."""

    body: ReceiptBody
    delivery: Import | None = None
    same_as: Import | None = None


def preview_return(*, reading: Reading, mark: str, by: Actor, tell: Tell | None = None, again: bool = False) -> Took:
    """What taking a return would do. Nothing is written.

    Raises Forbidden, KeyMissing, UnreadableReturn.
    """
    # A return is compared with all that is known: a child whom somebody said they should not see is not a new one.
    by = by.counting
    agency = _agency(by)
    keys = _keys(agency, by)
    with _seeing(by):
        same = None if again else _same(agency, reading.source, mark, keys)
        matching = _matching(agency, keys, reading.source, None, by)
    if same is not None:
        return Took(_receipt(same, by), same_as=same)
    done = 0
    for chunk in _chunks(reading, matching):
        with _seeing(by):
            matching.settle(matching.look(chunk))
        done = _told(done + len(chunk), tell)
    read = reading.summary()
    with _seeing(by):
        for _ in matching.withdraw(read.carried, not_whole=read.not_whole):
            _told(done, tell)
    return Took(body_of(matching.counts, read))


def take_return(
    *,
    reading: Reading,
    mark: str,
    by: Actor,
    at: datetime | None = None,
    tell: Tell | None = None,
    again: bool = False,
    and_then: Callable[[Import], None] | None = None,
) -> Took:
    """Take a return in: all of it is there at one moment, or nothing.

    In: the reading; the mark of its files (`mark_of`); who and when. `again`: also where these files were taken before.
    `and_then`: what else belongs into the last transaction; given the return that was taken, now or before.
    Its rows come in by chunks, so that nobody waits long, and count only once the last short transaction has run.
    Raises Forbidden, KeyMissing, AnotherIsBeingTaken, UnreadableReturn (nothing of it stays then).
    """
    at, person, by = at or by.now, by, by.counting
    agency = _agency(by)
    keys = _keys(agency, by)
    with turn(agency):
        clear_unfinished(agency=agency, by=by)
        with _seeing(by):
            same = None if again else _same(agency, reading.source, mark, keys)
        if same is not None:
            if and_then is not None:
                with scope(person, writes=True), transaction.atomic():
                    and_then(same)
            return Took(_receipt(same, by), same_as=same)
        with scope(by, writes=True):
            delivery = Import.objects.create(
                agency=agency,
                audience=Audience.OWN,
                source=reading.source,
                mark=mark,
                key_id=keys.present.id,
                state=DeliveryState.BEGUN,
                recorded_at=at,
                by_ref=by.ref,
            )
        try:
            body = _stage(reading, agency, keys, delivery, by, tell)
            return _finish(delivery, body, agency, by, at, person, and_then)
        except BaseException:
            clear_unfinished(agency=agency, by=by)
            raise


def _stage(reading: Reading, agency: Agency, keys: Keys, delivery: Import, by: Actor, tell: Tell | None) -> ReceiptBody:
    """Bring the rows in, chunk by chunk. Nobody sees them yet."""
    with _seeing(by):
        matching = _matching(agency, keys, reading.source, delivery, by)
    done = 0
    for chunk in _chunks(reading, matching):
        with _seeing(by):
            looked = matching.look(chunk)
        with scope(by, writes=True):
            matching.settle(looked)
        done = _told(done + len(chunk), tell)
    if done >= COUNTED_FROM:
        _let_them_be_counted()
    read = reading.summary()
    gone = matching.withdraw(read.carried, not_whole=read.not_whole)
    while _step(gone, by):
        _told(done, tell)
    with scope(by, writes=True):
        Carried.objects.bulk_create(
            Carried(agency=agency, delivery=delivery, kind=one.kind, start=one.start, until=one.until)
            for one in read.carried
        )
        NamedChildren.objects.create(
            agency=agency,
            delivery=delivery,
            children=matching.named.whole(),
            speaks_of_everybody=read.speaks_of_everybody,
        )
    return body_of(matching.counts, read)


def _let_them_be_counted() -> None:
    """Let PostgreSQL count what came in: it plans by what it counted last, and that may be nothing of it.

    A question about a hundred children then took minutes. Where our role may not ask, it counts within a minute anyway.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in (Subject, Fact, Span, Allocation, Description))
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYSE {tables}")


def _chunks(reading: Reading, matching: Matching) -> Iterator[list[Taken]]:
    yield from in_chunks(reading.taken(), CHUNK)
    # Only once the last row was looked at is it known who is back.
    yield from in_chunks(matching.come_back(), CHUNK)


def _step(steps: Iterator[None], by: Actor) -> bool:
    """One step in a transaction of its own. Out: whether there was one."""
    with scope(by, writes=True):
        return next(steps, False) is None


def _finish(
    delivery: Import,
    body: ReceiptBody,
    agency: Agency,
    by: Actor,
    at: datetime,
    person: Actor,
    and_then: Callable[[Import], None] | None,
) -> Took:
    """The last short transaction: what came in is there."""
    with scope(by, writes=True), transaction.atomic():
        renamed = rename_all(delivery)
        body = replace(body, renamed=renamed)
        Receipt.objects.create(agency=agency, delivery=delivery, body=body.to_json(), recorded_at=at, by_ref=by.ref)
        facts = {
            "state": DeliveryState.TAKEN,
            "number": next_number(agency),
            "taken_at": at,
            "version": delivery.version + 1,
        }
        Import.objects.filter(pk=delivery.pk, version=delivery.version).update(**facts)
        counts = {kind: {"new": one.new, "changed": one.changed, "gone": one.withdrawn} for kind, one in body.kinds}
        told = {"source": delivery.source, "mark": delivery.mark, "rows": body.read, "refused": body.refused_lines}
        if body.gone_left_out or body.gone_back:
            told |= {"deleted_left_out": body.gone_left_out, "deleted_back": body.gone_back}
        record("return.taken", subject=delivery, by=by, at=at, agency=agency.code, sens=Sens.S2, kinds=counts, **told)
        if renamed:
            names = {"new_key": delivery.key_id, "pseudonyms": renamed}
            record("pseudonyms.renewed", subject=delivery, by=by, at=at, agency=agency.code, sens=Sens.S2, **names)
        let_the_return_stand(delivery=delivery, by=by, at=at)
        refresh(agency_id=agency.pk, day=today(at))
        delivery.refresh_from_db()
        if and_then is not None:
            with scope(person, writes=True):
                and_then(delivery)
    return Took(body, delivery=delivery)


def _agency(by: Actor) -> Agency:
    """The agency whose return it is: the own one, always. Raises Forbidden."""
    require(by, Act.RETURN_TAKE, OfAgency(by.agency_id))
    return Agency.objects.get(pk=by.agency_id)


def _keys(agency: Agency, by: Actor) -> Keys:
    """The keys of the agency. Raises KeyMissing also where its children were taken under keys that are not here."""
    keys = held_keys(agency)
    with _seeing(by):
        children = Subject.objects.visible_to(by).filter(agency=agency)
        is_strange = children.exists() and not children.filter(key_id__in=[key.id for key in keys.all]).exists()
    if is_strange:
        raise KeyMissing(
            f"The children of {agency.name} were taken under another key than the one in {key_file(agency).name}. "
            "Put the file back that was there then: under a new key alone, nobody would be recognised."
        )
    return keys


def _seeing(by: Actor) -> AbstractContextManager[None]:
    """Reading as whoever asks. Within a scope of theirs nothing is opened again."""
    return nullcontext() if connection.vendor == "sqlite" else scope(by, writes=False)


def _same(agency: Agency, source: str, mark: str, keys: Keys) -> Import | None:
    """The last delivery, where it is of these very files. What a later one changed, the same files set right again."""
    taken = Import.objects.filter(agency=agency, state=DeliveryState.TAKEN)
    found = taken.filter(source=source, mark=mark, key_id=keys.present.id).order_by("-number").first()
    return None if found is None or later_than(found).exists() else found


def _receipt(delivery: Import, by: Actor) -> ReceiptBody:
    with _seeing(by):
        return from_json(Receipt.objects.visible_to(by).get(delivery=delivery).body)


def _matching(agency: Agency, keys: Keys, source: str, delivery: Import | None, by: Actor) -> Matching:
    kinds = {one.id: one for one in shelf().entries(FactKind, on=today(by.now))}
    sources = dict(Import.objects.visible_to(by).filter(agency=agency).values_list("pk", "source"))
    known = Subject.objects.visible_to(by).filter(agency=agency).count()
    found = Matching(
        agency_id=agency.pk,
        keys=keys,
        kinds=kinds,
        sources=sources,
        source=source,
        delivery=delivery,
        today=today(by.now),
    )
    found.counts.known_children = known
    return found


def _told(done: int, tell: Tell | None) -> int:
    if tell is not None:
        tell(done)
    return done
