"""Run the worked examples of a standard: records in, what was due out, and say where they disagree."""

from collections.abc import Iterable
from datetime import date

from lineofsight.library.standard_examples import StandardExample
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.plain.engine import due_for
from lineofsight.sight.shelf import InUse


def history_of(example: StandardExample, *, kinds: Iterable[str]) -> History:
    """The child of an example. Every kind is held for all time, but for those that it names."""
    named = {one.kind: one for one in example.carried}
    carried = [
        Carried(kind, named[kind].start, named[kind].until) if kind in named else Carried(kind)
        for kind in kinds
        if kind not in named or not named[kind].never
    ]
    return History(
        child="example",
        events=tuple(Event(one.event, one.day, one.code, one.link) for one in example.events),
        spans=tuple(Span(one.span, one.start, one.until, one.code, one.number) for one in example.spans),
        carried=tuple(carried),
        born_month=date.fromisoformat(f"{example.born_month}-01") if example.born_month else None,
    )


def obligations_of(id: str, example: StandardExample, *, rules: InUse) -> tuple[Obligation, ...]:
    """What `plain` makes of an example."""
    return due_for(
        history_of(example, kinds=rules.kinds),
        rules.editions(id),
        as_at=example.as_at,
        calendars=rules.calendars,
        alone=rules.alone,
    )


def disagreements(example: StandardExample, found: tuple[Obligation, ...]) -> tuple[str, ...]:
    """Where an example is not what comes out: a sentence for each, empty when they agree."""
    given = [(one.due, one.met, one.status, one.days_late, one.unknown.value if one.unknown else None) for one in found]
    wanted = [(one.due, one.met, one.status, one.days_late, one.why_unknown) for one in example.due]
    missing = [f"{_told(one)} is expected and not given" for one in wanted if one not in given]
    more = [f"{_told(one)} is given and not expected" for one in given if one not in wanted]
    if not missing and not more and len(given) != len(wanted):
        more = [f"{len(given)} obligations are given and {len(wanted)} expected"]
    return tuple(f"Example «{example.name}»: {sentence}." for sentence in (*missing, *more))


def _told(one: tuple[object, ...]) -> str:
    due, met, status, days_late, why = one
    said = f"{status} (due {due or 'not known'}, done {met or 'not'}"
    return f"{said}, {days_late} days late{f', {why}' if why else ''})"
