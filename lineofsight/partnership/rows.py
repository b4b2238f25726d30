"""Rows that belong to an agency, and the one way to ask for them: `visible_to`."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Audience, Children
from lineofsight.trail.models import RefField
from lineofsight.trail.sensitivity import sens


def within_reach(actor: Actor, through: str = "") -> Q:
    """Whether an actor reaches a row that says itself how far it reaches; `through` leads there («update__»).

    For a join where a list of all that is visible would be looked through again for each row.
    """
    within = Q(**{f"{through}audience__gte": actor.reach.other_from})
    if actor.agency_id is not None:
        own = {f"{through}agency_id": actor.agency_id, f"{through}audience__gte": actor.reach.own_from}
        within |= Q(**own)
    return within


def among_children(actor: Actor) -> Q:
    """Whether an actor sees rows that tell of one child or one worker."""
    if actor.reach.children is Children.ALL:
        return Q()
    if actor.reach.children is Children.OF_THE_AGENCY and actor.agency_id is not None:
        return Q(agency_id=actor.agency_id)
    return Q(pk__in=())


class VisibleRows(models.QuerySet[Any]):
    """Rows of agencies, narrowed to what an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Only the rows within the actor's reach (rules.sees, said in SQL)."""
        through = getattr(self.model, "SEEN_THROUGH", "")
        if through:
            seen = self.model._meta.get_field(through).related_model
            return self.filter(**{f"{through}__in": seen.objects.visible_to(actor)})
        return self.filter(among_children(actor) if issubclass(self.model, ChildRow) else within_reach(actor))


class WalledRow(models.Model):
    """A row that an agency owns. `agency_id` is on every row, for row security."""

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")

    objects = VisibleRows.as_manager()

    class Meta:
        abstract = True


class ChildRow(WalledRow):
    """A row that tells of one child or one worker (S3). It reaches no audience: only roles that see children see it."""

    class Meta:
        abstract = True


class OwnedRow(WalledRow):
    """A row that an agency owns, with who wrote it and when."""

    ref = RefField()
    recorded_at = models.DateTimeField()
    by_ref = models.CharField(max_length=26)

    class Meta:
        abstract = True


OWNED = sens(S1="id ref agency recorded_at by_ref")


class AgencyRow(OwnedRow):
    """An owned row that says itself how far it reaches."""

    audience = models.PositiveSmallIntegerField(choices=[(level.value, level.name) for level in Audience])

    class Meta:
        abstract = True


REACHING = OWNED | sens(S1="audience")


class Stale(Exception):
    """Somebody saved this row first (409). Carries the row as it now stands."""

    def __init__(self, row: Any) -> None:
        self.row = row
        super().__init__("Somebody else saved this while you were writing. Nothing is lost.")


def save_version(row: Any, *, expected: int, **changes: Any) -> None:
    """Write `changes` if the row still has version `expected`; raise Stale (with the row as it is) if not.

    The version stands in the UPDATE itself, so two savers cannot both succeed (promise P12).
    """
    model = type(row)
    written = model._base_manager.filter(pk=row.pk, version=expected).update(version=expected + 1, **changes)
    if not written:
        row.refresh_from_db()
        raise Stale(row)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version = expected + 1
