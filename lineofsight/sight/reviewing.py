"""What a reviewing officer asks before a review: was the child spoken with, is an advocate offered, what is undone.

Each answer tells «no» from «the source does not say». Plain values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lineofsight.sight.history import Carried, Event

REVIEW, TALK, CONTACT = "care-review", "officer-spoke-with-child", "officer-contact"
ADVOCATE, PLAN_CHANGED = "advocate-offered", "plan-changed"
DECISION_DUE, DECISION_DONE = "review-decision-due", "review-decision-done"
KINDS = (REVIEW, TALK, CONTACT, ADVOCATE, PLAN_CHANGED, DECISION_DUE, DECISION_DONE)
NOT_OFFERED = "not-offered"


class Said(StrEnum):
    """What the records answer. CONTACT: there was one, and whether they spoke is not said."""

    YES = "yes"
    CONTACT = "contact"
    NOT_YET = "not yet"
    NO = "no"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the day that it is about, where there is one, and the code of the fact behind it."""

    said: Said
    day: date | None = None
    code: str = ""


Reach = Mapping[str, Carried]
"""How far the records reach, by kind."""


def last_review(events: Iterable[Event], *, as_at: date) -> Event | None:
    """The last review that was held by a day; None before the first."""
    return max((one for one in events if one.kind == REVIEW and one.day and one.day <= as_at), default=None, key=_day)


def spoken(events: Sequence[Event], *, reach: Reach, as_at: date) -> Answer:
    """Whether the reviewing officer has spoken with the child since the last review.

    The day of the last review itself belongs to that review: a talk counts from the day after.
    """
    before = last_review(events, as_at=as_at)
    since = before.day + timedelta(days=1) if before and before.day else date.min
    talk = _latest(events, TALK, since=since, as_at=as_at)
    if talk:
        return Answer(Said.YES, talk.day, talk.code)
    contact = _latest(events, CONTACT, since=since, as_at=as_at)
    if contact:
        return Answer(Said.CONTACT, contact.day)
    if any(one.kind == TALK and one.day is None for one in events):
        return Answer(Said.NOT_SAID)
    told = reach.get(TALK)
    if told and (told.start is None or told.start <= since):
        return Answer(Said.NOT_YET, told.until if told.until and told.until < as_at else None)
    # A source that keeps the last contact alone says by it that there was none since.
    earlier = _latest(events, CONTACT, since=date.min, as_at=as_at)
    return Answer(Said.NOT_YET, earlier.day, CONTACT) if earlier else Answer(Said.NOT_SAID)


def advocate(events: Sequence[Event], *, reach: Reach, as_at: date) -> Answer:
    """Whether an advocate was offered: the last that is recorded; that nothing is, only where the source tells all."""
    last = _latest(events, ADVOCATE, since=date.min, as_at=as_at)
    if last:
        return Answer(Said.NO if last.code == NOT_OFFERED else Said.YES, last.day, last.code)
    told = reach.get(ADVOCATE)
    return Answer(Said.NOT_SAID if told is None else Said.NOT_YET)


def decisions_past(events: Iterable[Event], *, as_at: date) -> tuple[date, ...]:
    """The days of decisions of reviews that have passed and that nobody has recorded as done, oldest first."""
    found = list(events)
    done = {
        one.link for one in found if one.kind == DECISION_DONE and one.link and (one.day is None or one.day <= as_at)
    }
    return tuple(
        sorted(
            one.day
            for one in found
            if one.kind == DECISION_DUE and one.day and one.day < as_at and one.link not in done
        )
    )


def plan_changed_since(events: Sequence[Event], *, as_at: date) -> date | None:
    """The first change of the plan after the last review; None where there was none, or a review came since."""
    before = last_review(events, as_at=as_at)
    since = before.day + timedelta(days=1) if before and before.day else date.min
    changed = (one.day for one in events if one.kind == PLAN_CHANGED and one.day and since <= one.day <= as_at)
    return min(changed, default=None)


def _latest(events: Iterable[Event], kind: str, *, since: date, as_at: date) -> Event | None:
    found = (one for one in events if one.kind == kind and one.day and since <= one.day <= as_at)
    return max(found, default=None, key=_day)


def _day(event: Event) -> date:
    return event.day or date.min
