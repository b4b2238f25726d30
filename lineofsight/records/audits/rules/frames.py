"""Whose files can be drawn: what the records know of a file, put to the words of the library."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lineofsight.library.audit import AuditKind, FileTest
from lineofsight.library.days import months_after


@dataclass(frozen=True)
class Held:
    """Something that held from a day (None: not known when it began) until another, or goes on."""

    kind: str
    start: date | None
    until: date | None = None
    code: str = ""


@dataclass(frozen=True)
class Facts:
    """What the records know of one file on a day. key: its pseudonym; shown: as people read it."""

    key: str
    shown: str
    spans: tuple[Held, ...] = ()
    events: tuple[tuple[str, date | None, str], ...] = ()
    pathways: tuple[Held, ...] = ()
    born_month: date | None = None


@dataclass(frozen=True)
class Eligible:
    """A file that can be drawn."""

    key: str
    shown: str


@dataclass(frozen=True)
class Framed:
    """A frame as it stood on a day: the files that can be drawn, by key, and how many were left out for which reason.

    unknown: how many could not be judged, because the records do not say when the child was born.
    """

    files: tuple[Eligible, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


def holds(test: FileTest, facts: Facts, *, on: date) -> bool:
    """Whether one test of the library holds for a file on a day."""
    since = None if test.within_months is None else months_after(on, -test.within_months)
    if test.born is not None:
        is_born = facts.born_month is not None and facts.born_month <= on
        if not test.born:
            return not is_born
        young = test.under_months is None or (is_born and facts.born_month > months_after(on, -test.under_months))  # type: ignore[operator]
        return is_born and young
    if test.happened is not None:
        return any(
            kind == test.happened
            and day is not None
            and day <= on
            and (since is None or day > since)
            and (not test.code or code in test.code)
            for kind, day, code in facts.events
        )
    spans, wanted = (facts.spans, test.has) if test.has else (facts.pathways, (test.pathway,))
    return any(
        one.kind in wanted and _goes_on(one, on, since) and (not test.code or one.code in test.code) for one in spans
    )


def _goes_on(span: Held, on: date, since: date | None) -> bool:
    if span.start is not None and span.start > on:
        return False
    if span.until is None or span.until > on:
        return True
    return since is not None and span.until > since


def frame_of(kind: AuditKind, files: Iterable[Facts], *, on: date) -> Framed:
    """The files of a kind of audit that can be drawn on a day, in the order of their keys, and those left out."""
    found, left = [], Counter[str]()
    for facts in files:
        if not all(holds(test, facts, on=on) for test in kind.frame.where):
            continue
        reason = next((one.reason for one in kind.left_out if holds(one.where, facts, on=on)), None)
        if reason is None:
            found.append(Eligible(facts.key, facts.shown))
        else:
            left[reason] += 1
    return Framed(tuple(sorted(found, key=lambda one: one.key)), dict(sorted(left.items())))
