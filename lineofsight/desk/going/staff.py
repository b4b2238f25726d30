"""Lists of those who work: their rows go, and the pseudonyms of whom nothing else is known; their receipts stay."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max, Q

from lineofsight.assurance.faces.of_learning import ROWS as OF_LEARNING
from lineofsight.assurance.faces.of_workforce import ROWS as OF_WORKFORCE
from lineofsight.desk.going.going import Going, Sentence, Way, moment, once
from lineofsight.desk.going.resting import Printed, counted_from, printed
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Tombstone
from lineofsight.partnership.queries import today
from lineofsight.records.workforce.forgetting import forget_members, forget_rows, members_of_none
from lineofsight.records.workforce.models import StaffList, StaffMember
from lineofsight.records.workforce.settling import MODELS


def rows(worker: Actor, before: date) -> Any:
    """The lists that were taken before a day and whose rows are still there."""
    gone = Tombstone.objects.values("subject_ref")
    return StaffList.objects.visible_to(worker).filter(taken_at__lt=moment(before)).exclude(ref__in=gone)


def due(worker: Actor, before: date) -> tuple[Going, ...]:
    """The same, each with what rests on it: the latest first, so that a list and what it corrects go together."""
    found, going = printed(worker), set[int]()
    listed = []
    for one in rows(worker, before).select_related("agency").order_by("-id"):
        rests = _rests(one, before, going, found, worker)
        if not rests:
            going.add(one.pk)
        listed.append(Going(one, f"List «{one.kind}» of {day_words(today(one.taken_at))}", once(rests)))
    return tuple(reversed(listed))


def _rests(one: StaffList, before: date, going: set[int], found: Printed, worker: Actor) -> list[str | Sentence]:
    rests: list[str | Sentence] = []
    holding, corrected, last = 0, 0, date.min
    for model in MODELS.values():
        listed = model.objects.visible_to(worker).filter(staff_list=one)
        names = {field.name for field in model._meta.concrete_fields}
        ends = "until" if "until" in names else "day"
        stands = Q(is_withdrawn=False) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": before}))
        holding += listed.filter(stands).count()
        later = listed.filter(later__isnull=False).exclude(later__staff_list__in=[one.pk, *going])
        corrected += later.count()
        last = max(last, listed.aggregate(last=Max(ends))["last"] or date.min)
    if holding:
        rests.append(f"who works here: {holding} of its rows hold still, or ended within the time")
    if corrected:
        rests.append(f"later lists, which correct {corrected} of its rows and are kept")
    if last > date.min:
        rests += counted_from(found, {*OF_WORKFORCE, *OF_LEARNING}, first=date.min, last=last, by=worker)
    return rests


def forget(going: Sequence[Any], worker: Actor, before: date) -> None:
    """Take the rows of the lists away, and the pseudonyms that stand beside them."""
    forget_rows(lists=[one for one in going if isinstance(one, StaffList)])
    forget_members([one for one in going if isinstance(one, StaffMember)])


WAY = Way(
    due,
    forget,
    model=StaffList,
    goes="Every row of the list, and the pseudonyms of those of whom nothing else is known here.",
    stays="That the list was taken, and its receipt: counts, and no row.",
    with_it=members_of_none,
)
