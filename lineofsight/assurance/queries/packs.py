"""What people ask of packs that came back: every difference, beside what stands and what another pack says."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lineofsight.assurance.models import PackMade, PackReading, RoundItem, RoundShare
from lineofsight.assurance.packs import reading_in
from lineofsight.assurance.queries.rounds import ItemNow, find_share, share_now
from lineofsight.assurance.rules.rounds import PackState
from lineofsight.packs.found import Edit, Reading, Refusal
from lineofsight.partnership.actor import Actor


def readings(actor: Actor) -> QuerySet[PackReading]:
    """Packs that came back and that the actor sees."""
    return (
        PackReading.objects.visible_to(actor)
        .select_related("share__round__review", "share__agency", "made", "held__blob", "agency")
        .order_by("-id")
    )


def find_reading(actor: Actor, ref: str) -> PackReading | None:
    """One pack that came back, or None."""
    return readings(actor).called(ref)


def waiting_packs(share: RoundShare, actor: Actor) -> QuerySet[PackReading]:
    """The packs of an agency that nobody has taken or left yet."""
    return readings(actor).filter(share=share, state=PackState.READ)


@dataclass(frozen=True)
class Difference:
    """One answer of a pack, beside the answer that stands and what other packs of the agency say about the item."""

    edit: Edit
    now: ItemNow
    others: tuple[Edit, ...]

    @property
    def is_same(self) -> bool:
        """Whether it says what stands already."""
        stands = self.now.answer
        if stands is None or stands.kind != self.edit.kind:
            return False
        is_day = not self.edit.as_at or stands.as_at_date.isoformat() == self.edit.as_at
        return is_day and (stands.text == self.edit.words or not self.edit.words)

    @property
    def is_plain(self) -> bool:
        """Whether nothing speaks against taking it: nothing stands in its place and no other pack differs."""
        return self.now.answer is None and not self.others


@dataclass(frozen=True)
class PackNow:
    """A pack that came back, where it stands today. `is_earlier`: another was made for the agency after it."""

    row: PackReading
    reading: Reading
    differences: tuple[Difference, ...]
    same: tuple[Difference, ...]
    is_earlier: bool = False


def pack_now(row: PackReading, actor: Actor) -> PackNow:
    """Everything that a pack says, compared with today."""
    reading = reading_in(row)
    share = find_share(actor, row.share.ref) or row.share
    items = {one.item.ref: one for one in share_now(share, actor).items}
    others = [edit for other in waiting_packs(row.share, actor).exclude(pk=row.pk) for edit in reading_in(other).edits]
    every = tuple(
        Difference(
            edit,
            items[edit.ref],
            tuple(other for other in others if other.ref == edit.ref and _said(other) != _said(edit)),
        )
        for edit in reading.edits
        if edit.ref in items
    )
    return PackNow(
        row,
        reading,
        tuple(one for one in every if not one.is_same),
        tuple(one for one in every if one.is_same),
        PackMade.objects.visible_to(actor).filter(share=row.share, number__gt=row.made.number).exists(),
    )


def refused_in(actor: Actor, ref: str, *, item: RoundItem) -> Refusal | None:
    """The row about an item that could not be taken from a pack of its agency; None where there is none."""
    row = find_reading(actor, ref)
    if row is None or row.share_id != item.share_id:
        return None
    return next((refusal for refusal in reading_in(row).refusals if refusal.ref == item.ref), None)


def _said(edit: Edit) -> tuple[str, str, str]:
    return edit.kind, edit.words, edit.as_at
