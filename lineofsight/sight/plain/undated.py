"""What cannot be told of a child because a day is missing, and what can all the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lineofsight.library.standard import Standard
from lineofsight.library.standard_examples import Status
from lineofsight.sight.obligation import Obligation, Unknown
from lineofsight.sight.plain.records import Records
from lineofsight.sight.undated import DOUBTS, TELLS, RestsOn, Touches, is_in_doubt, longest, rests_on


@dataclass(frozen=True, slots=True)
class Missing:
    """What has no day of all that a standard rests on. number: how many such facts there are."""

    what: RestsOn
    number: int


def with_missing_days(
    records: Records, editions: Sequence[Standard], found: Iterable[Obligation]
) -> Iterator[Obligation]:
    """What a standard says of a child, given what it would say if all that has no day were not there."""
    newest = editions[-1]
    missing = _missing(records, newest)
    asks = editions[0].from_date <= records.as_at and all(_is_there(records, one) for one in rests_on(newest))
    silent = [one for one in missing if one.what.touches is Touches.ALL and asks]
    tells = silent or [one for one in missing if one.what.touches in TELLS and asks]
    if tells:
        yield _no_day(records, newest, tells[0].what.kind)
    if silent:
        return
    doubts = [one for one in missing if one.what.touches in DOUBTS]
    stretched = longest(tuple(editions)) * sum(one.number for one in doubts)
    for one in found:
        if doubts and is_in_doubt(one.status, days_late=one.days_late, stretched=stretched):
            kind = doubts[0].what.kind
            yield replace(one, status=Status.UNKNOWN, days_late=0, unknown=Unknown.NO_DAY, kind=kind)
        else:
            yield one


def _missing(records: Records, standard: Standard) -> list[Missing]:
    found = []
    for what in rests_on(standard):
        number = sum(
            number for (kind, code), number in records.undated.items() if kind == what.kind and what.may_be(code)
        )
        if number:
            found.append(Missing(what, number))
    return found


def _is_there(records: Records, wanted: RestsOn) -> bool:
    """Whether the child has what must be there, whenever it was, or something that may be it."""
    there = {event.code for event in records.events.get(wanted.kind, ())}
    there |= {span.code for span in records.spans.get(wanted.kind, ())}
    there |= {code for kind, code in records.undated if kind == wanted.kind}
    return not wanted.must_be or any(wanted.may_be(code) for code in there)


def _no_day(records: Records, standard: Standard, kind: str) -> Obligation:
    return Obligation(
        child=records.child,
        standard=standard.id,
        version=standard.version,
        since=None,
        counted_from=None,
        due=None,
        status=Status.UNKNOWN,
        unknown=Unknown.NO_DAY,
        kind=kind,
    )
