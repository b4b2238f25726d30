"""Let the rows of staff lists go whose time is over: the list and its receipt of counts stay."""

from collections.abc import Iterable

from django.db import transaction

from lineofsight.records.identities.models import Subject
from lineofsight.records.workforce.models import ListedRow, StaffList, StaffMember, VisitCover
from lineofsight.records.workforce.settling import MODELS

_OF_SOMEBODY: tuple[type[ListedRow], ...] = tuple(
    model for model in MODELS.values() if any(one.name == "member" for one in model._meta.concrete_fields)
)


@transaction.atomic
def forget_rows(*, lists: Iterable[StaffList]) -> None:
    """Delete the rows of lists that have their tombstones, what corrects before what is corrected.

    Raises IntegrityError without one, and ProtectedError where a list that stays corrects a row of them.
    """
    going = list(lists)
    for model in MODELS.values():
        rows = model._base_manager.filter(staff_list__in=going)
        # Whatever is pointed back at by no other goes first.
        while rows.exists() and rows.filter(later__isnull=True).delete()[0]:
            pass


def members_of_none(lists: Iterable[StaffList]) -> list[StaffMember]:
    """Those of whom nothing is known but what stands in these lists."""
    going = list(lists)
    rows = [model._base_manager.filter(staff_list__in=going) for model in _OF_SOMEBODY]
    named = {one for some in rows for one in some.values_list("member", flat=True)}
    kept = [model._base_manager.exclude(staff_list__in=going) for model in _OF_SOMEBODY]
    kept.append(VisitCover._base_manager.all())
    for some in kept:
        named -= set(some.filter(member__in=named).values_list("member", flat=True))
    return list(StaffMember._base_manager.filter(pk__in=named).select_related("agency").order_by("id"))


@transaction.atomic
def forget_members(members: Iterable[StaffMember]) -> None:
    """Delete the pseudonyms of those who have their tombstone. Raises IntegrityError without one."""
    StaffMember._base_manager.filter(pk__in=[one.pk for one in members]).delete()


@transaction.atomic
def forget_cover(subjects: Iterable[Subject]) -> None:
    """Delete who was to visit children that have their tombstone. Raises IntegrityError without one."""
    rows = VisitCover._base_manager.filter(subject__in=[one.pk for one in subjects])
    rows._raw_delete(rows.db)
