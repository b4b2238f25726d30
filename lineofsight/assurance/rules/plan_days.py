"""As at which day a plan says what it says: of an action by the row's own words, of all others by the plan's head."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.intake.plans.days import Day, beside_the_day, days_in
from lineofsight.intake.plans.mapping import Field
from lineofsight.intake.plans.plan import Action, Plan
from lineofsight.intake.plans.schemes import plain
from lineofsight.library.scales import DeliveryWord

BY_COLOUR = "The plan says it by a colour alone."
_HEAD = re.compile(
    r"\b(?:updated|revised|refreshed|(?:position|status|progress|correct|plan)\s+(?:as\s+)?(?:at|of|on)|as\s+(?:at|of))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlannedUpdate:
    """One update as it will be written. No day: it is as at the day of the plan."""

    text: str
    day: date | None


def day_of_plan(plan: Plan, *, until: date) -> Day | None:
    """The latest day, not after `until`, on which the plan's head says that it was brought up to date; None without."""
    heads = ((left.text, _HEAD.search(left.text)) for left in plan.left_over)
    said = (days_in(text[head.end() :]) for text, head in heads if head)
    days = [days[0] for days in said if days and days[0].day and days[0].day <= until]
    return max(days, key=lambda one: one.day or date.min, default=None)


def told_of(action: Action, delivery: str, statuses: Mapping[str, str]) -> tuple[PlannedUpdate, ...]:
    """What a row says happened, each with the day that the row gives it.

    A row that says «Complete» and no more has that as its entry: how far something is has a day too. `statuses`: what
    a word of status means.
    """
    entries = [one for one in action.updates if one.text]
    told = [PlannedUpdate(one.text, one.day.day if one.day else _day_beside(one.text, statuses)) for one in entries]
    if delivery == DeliveryWord.REPORTED_COMPLETE:
        if not told:
            told = [PlannedUpdate(action.status or BY_COLOUR, None)]
        if told[-1].day is None:
            told[-1] = PlannedUpdate(told[-1].text, _closed(action) or _day_beside(action.status, statuses))
    return tuple(told)


def _closed(action: Action) -> date | None:
    days = days_in(dict(action.cells).get(Field.DATE_CLOSED, ""))
    return days[-1].day if days else None


def _day_beside(words: str, statuses: Mapping[str, str]) -> date | None:
    """The day in words that are nothing else but a word for «complete»: in a longer sentence it may be of something
    else."""
    found = beside_the_day(words)
    if found is None:
        return None
    day, said = found
    return day.day if statuses.get(plain(said)) == DeliveryWord.REPORTED_COMPLETE else None
