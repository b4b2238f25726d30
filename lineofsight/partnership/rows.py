"""Rows that belong to an agency, and the one way to ask for them: `visible_to`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict
from lineofsight.partnership.reach import OnePerson, Reach
from lineofsight.partnership.rules import Audience
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


def among_people(actor: Actor, sees: OnePerson, near: "Sequence[NearBy]", shared: Sequence[str] = ()) -> Q:
    """Whether an actor sees rows that tell of one person.

    sees: how many of such rows their roles show them. near: how a post brings them near. shared: the columns that
    name another agency which takes part in such a row.
    """
    if sees is OnePerson.ALL:
        return Q()
    within = Q(pk__in=())
    if sees is OnePerson.OF_THE_AGENCY and actor.agency_id is not None:
        for column in shared:
            within |= Q(**{column: actor.agency_id})
        return within | Q(agency_id=actor.agency_id)
    if sees is OnePerson.NEAR and actor.person_id is not None:
        # Of the agency for which they act today: whoever has moved on is near nothing of the one before.
        for way in near:
            tie = Q(**{f"{way.field}__in": way.of(actor.person_id)}) if way.model else Q(person_id=actor.person_id)
            within |= tie & Q(agency_id=actor.agency_id)
    return within


@dataclass(frozen=True)
class NearBy:
    """A way in which somebody is near a row: its `field` stands in `column` of one of their rows of `model`.

    Without a model: the row is their own. `only`: columns of that row, and what they must be.
    """

    field: str
    model: str = ""
    column: str = ""
    only: tuple[tuple[str, bool | None], ...] = ()

    def of(self, person_id: int) -> "models.QuerySet[Any]":
        """What somebody is near to."""
        rows = apps.get_model(self.model)._default_manager.filter(person_id=person_id)
        return (
            rows.filter(**{name: value for name, value in self.only if value is not None})
            .filter(**{f"{name}__isnull": True for name, value in self.only if value is None})
            .values(self.column)
        )

    def sql(self, table: str, person: str) -> str:
        """The same in SQL, for row security."""
        if not self.model:
            return f"{table}.person_id = {person}"
        near = apps.get_model(self.model)._meta.db_table
        only = "".join(
            f" AND n.{name} IS NULL" if value is None else f" AND n.{name} = {str(value).upper()}"
            for name, value in self.only
        )
        where = f"n.person_id = {person} AND n.{self.column} = {table}.{self.field}{only}"
        return f"EXISTS (SELECT 1 FROM {near} n WHERE {where})"  # noqa: S608


_CHILD = "identities.Subject"
# It is what brings somebody near a child, so it cannot wait for the child to be seen.
_BRINGS_NEAR = "identities.Near"


def has_ref(model: type[models.Model]) -> bool:
    """Whether somebody can say of a row of this model that they should not see it: it is called by its reference."""
    return any(field.name == "ref" for field in model._meta.concrete_fields)


def child_of(model: type[models.Model]) -> "models.ForeignKey[Any, Any] | None":
    """The field by which a row of this model tells of a child; None where it tells of none."""
    if model._meta.label == _BRINGS_NEAR:
        return None
    for field in model._meta.concrete_fields:
        if field.name == "subject" and field.related_model is not None and field.related_model._meta.label == _CHILD:
            return field  # type: ignore[return-value]
    return None


class VisibleRows(models.QuerySet[Any]):
    """Rows of agencies, narrowed to what an actor may see."""

    def visible_to(self, actor: Actor) -> Self:
        """Only the rows within the actor's reach (reach.sees, said in SQL), without those that they said they should
        not see."""
        rows = self._within(actor)
        if not actor.stopped:
            return rows
        if has_ref(self.model):
            rows = rows.exclude(ref__in=actor.stopped)
        child = child_of(self.model)
        if child is None:
            return rows
        # What tells of a child goes with the child; another agency's row tells of a child of theirs.
        seen: Any = child.related_model
        theirs = Q(**{f"{child.name}__isnull": True}) | ~Q(agency_id=actor.agency_id)
        return rows.filter(theirs | Q(**{f"{child.name}__in": seen.objects.visible_to(actor)}))

    def called(self, ref: str) -> Any | None:
        """The row with this reference, which no other has; None where it is not among these.

        `first` would ask for an order, for which Django looks at every column that is read.
        """
        return next(iter(self.filter(ref=ref).order_by()), None)

    def _within(self, actor: Actor) -> Self:
        through = getattr(self.model, "SEEN_THROUGH", "")
        if through:
            seen = self.model._meta.get_field(through).related_model
            rows = self.filter(**{f"{through}__in": seen.objects.visible_to(actor)})
            kept = getattr(self.model, "OWN_UNLESS", "")
            if not kept or actor.reach.children is OnePerson.ALL:
                return rows
            return rows.filter(Q(**{kept: True}) | Q(agency_id=actor.agency_id))
        if issubclass(self.model, ChildRow):
            return self.filter(_of_a_child(self.model, actor))
        return self.filter(within_reach(actor))


def _of_a_child(model: "type[ChildRow]", actor: Actor) -> Q:
    """Whether an actor sees rows of a model that tells of a child, in any of the ways that there are to it."""
    within = among_people(actor, model.seen_of(actor.reach), model.NEAR, model.SHARED)
    if model.ALSO_THROUGH:
        seen: Any = model._meta.get_field(model.ALSO_THROUGH).related_model
        within |= Q(**{f"{model.ALSO_THROUGH}__in": seen.objects.visible_to(actor)})
    if model.ALSO_FROM:
        other: Any = apps.get_model(model.ALSO_FROM[0])
        within |= Q(pk__in=other.objects.visible_to(actor).values(model.ALSO_FROM[1]))
    return within


class WalledRow(models.Model):
    """A row that an agency owns. `agency_id` is on every row, for row security."""

    agency = models.ForeignKey("partnership.Agency", on_delete=models.PROTECT, related_name="+")

    objects = VisibleRows.as_manager()

    class Meta:
        abstract = True


class ChildRow(WalledRow):
    """A row that tells of one child or one worker (S3). It reaches no audience: only roles that see children see it."""

    # How a post brings somebody near such a row; nothing: only who sees all children of the agency sees it.
    NEAR: ClassVar[tuple[NearBy, ...]] = ()
    # How it brings them near enough to write one; nothing: whoever is near reads.
    WRITTEN_NEAR: ClassVar[tuple[NearBy, ...]] = ()
    # The columns that name another agency which takes part in such a row: its people who see children see and move it
    # too.
    SHARED: ClassVar[tuple[str, ...]] = ()
    # A field that leads to a row through which this one is seen and written too.
    ALSO_THROUGH: ClassVar[str] = ""
    # A model, and its field that leads here: whoever sees one of its rows sees and writes this one too.
    ALSO_FROM: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def seen_of(cls, reach: Reach) -> OnePerson:
        """How many of such rows a reach shows."""
        return reach.children


class StaffRow(ChildRow):
    """A row that tells of somebody who works, and of no child (S3): only roles that see staff see it."""

    class Meta:
        abstract = True

    @classmethod
    def seen_of(cls, reach: Reach) -> OnePerson:
        """How many of such rows a reach shows."""
        return reach.staff


class UnseenRow(StaffRow):
    """A row that tells of those who work and that nobody sees, in whichever role: background work alone counts them."""

    class Meta:
        abstract = True

    @classmethod
    def seen_of(cls, reach: Reach) -> OnePerson:
        """All of them for background work, and none for anybody else."""
        return OnePerson.ALL if reach.staff is OnePerson.ALL else OnePerson.NONE


class OwnedRow(WalledRow):
    """A row that an agency owns, with who wrote it and when."""

    ref = RefField()
    recorded_at = models.DateTimeField()
    by_ref = models.CharField(max_length=26)

    class Meta:
        abstract = True


OWNED = sens(S1="id ref agency recorded_at by_ref")


def written_by(by: Actor) -> dict[str, Any]:
    """The two columns of every owned row that say who wrote it, and at which moment (aware, kept in UTC)."""
    return {"by_ref": by.ref, "recorded_at": by.now}


class AgencyRow(OwnedRow):
    """An owned row that says itself how far it reaches."""

    audience = models.PositiveSmallIntegerField(choices=[(level.value, level.name) for level in Audience])

    class Meta:
        abstract = True


REACHING = OWNED | sens(S1="audience")


class Stale(Conflict):
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
