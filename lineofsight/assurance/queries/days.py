"""The days of a review as somebody said them, and where it stands against the clocks of the library."""

from lineofsight.assurance.models import Review, ReviewDay
from lineofsight.assurance.rules.clocks import ClockNow, clock_now
from lineofsight.assurance.shelf import shelf
from lineofsight.library.clock import Calendar, ReviewClock, ReviewMoment
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today


def days_said(review: Review, actor: Actor) -> tuple[ReviewDay, ...]:
    """Everything that was said about the days of a review, newest first."""
    return tuple(ReviewDay.objects.visible_to(actor).filter(review=review).select_related("agency").order_by("-id"))


def days_of(review: Review, actor: Actor) -> dict[ReviewMoment, ReviewDay]:
    """What stands of each day: the last that somebody said."""
    return {ReviewMoment(row.what): row for row in reversed(days_said(review, actor))}


def moments_of(review: Review, actor: Actor) -> tuple[ReviewMoment, ...]:
    """The days that matter for a review of its kind, in the order of its life."""
    wanted = {moment for clock in _clocks(review, actor) for moment in (clock.starts_on, clock.ends_on)}
    return tuple(moment for moment in ReviewMoment if moment in wanted)


def clocks_of(review: Review, actor: Actor) -> tuple[tuple[ClockNow, Calendar | None], ...]:
    """Each step that the law or guidance gives a review of this kind, where it stands today, and its calendar."""
    day = today(actor.now)
    days = {moment: row.day for moment, row in days_of(review, actor).items()}
    found = []
    for clock in _clocks(review, actor):
        calendar = shelf().get(Calendar, clock.calendar, on=day) if clock.calendar else None
        found.append((clock_now(clock, days=days, today=day, calendar=calendar), calendar))
    return tuple(found)


def _clocks(review: Review, actor: Actor) -> tuple[ReviewClock, ...]:
    clocks = shelf().entries(ReviewClock, on=today(actor.now))
    return tuple(clock for clock in clocks if review.kind in clock.review_kinds)
