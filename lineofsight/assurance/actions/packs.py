"""Make a pack for an agency, read one that came back, and take what somebody has ticked, all of it or none."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lineofsight.assurance.actions.answers import give_answer
from lineofsight.assurance.models import PackMade, PackReading, RoundShare
from lineofsight.assurance.packs import as_made, body_of, pack_of, reading_in, sheet_of
from lineofsight.assurance.queries.rounds import find_item
from lineofsight.assurance.rules.rounds import (
    PACK_MOVES,
    AnswerKind,
    AnswerRefused,
    PackState,
    Said,
    Way,
    check_open,
)
from lineofsight.files.models import Held
from lineofsight.packs.content import Pack
from lineofsight.packs.found import NotThisPack
from lineofsight.packs.understand import key_of, understand
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import sha256_hex


class NothingTicked(ValueError):
    """The last button was pressed and nothing was ticked."""

    def __init__(self) -> None:
        super().__init__("Tick at least one answer to take, or leave the pack.")


@transaction.atomic
def make_pack(*, share: RoundShare, by: Actor) -> Pack:
    """The pack of an agency as it stands now. One that says the same as the last keeps its number.

    Takes a row of `find_share`. Raises Forbidden, CannotAnswer (the round is closed).
    """
    require(by, Act.PACK_MAKE, share)
    _check_open(share, by)
    body = body_of(pack_of(share))
    made = PackMade.objects.filter(share=share).order_by("-number").first()
    if made is None or made.body != body:
        made = PackMade.objects.create(
            share=share,
            agency_id=share.agency_id,
            number=made.number + 1 if made else 1,
            body=body,
            sha=sha256_hex(body.encode()),
            **written_by(by),
        )
    record("pack.made", subject=made, by=by, at=by.now, agency=share.agency.code, share=share.ref)
    return as_made(made)


def _check_open(share: RoundShare, by: Actor) -> None:
    # A pack may be made before the first day: it is sent out in time.
    day = max(today(by.now), share.round.opens_date)
    check_open(label=share.round.label, state=share.round.state, opens_date=share.round.opens_date, day=day)


@transaction.atomic
def read_pack(*, share: RoundShare, held: Held, by: Actor) -> PackReading:
    """Read a pack that came back, and take nothing of it yet. The same file again is the same pack while it waits.

    Raises Forbidden, CannotAnswer, Unreadable, NotThisPack (of another round or agency, or not ours).
    """
    require(by, Act.PACK_MAKE, share)
    _check_open(share, by)
    sheet = sheet_of(held)
    made = (
        PackMade.objects.visible_to(by)
        .select_related("share__round", "share__agency")
        .filter(ref=key_of(sheet))
        .first()
    )
    if made is None:
        raise NotThisPack(
            "The pack number is none of this round. Download the pack again and copy the answers into it."
        )
    if made.share_id != share.pk:
        raise NotThisPack(
            f"This is the pack of {made.share.agency.name} for {made.share.round.label.lower()}. "
            f"It cannot be taken for {share.agency.name} in {share.round.label.lower()}."
        )
    found = understand(sheet, as_made(made), day=today(by.now))
    # The same file again, of which nobody has taken or left anything yet, is that pack.
    again = PackReading.objects.visible_to(by).filter(share=share, held=held, state=PackState.READ, body=body_of(found))
    if known := again.first():
        return known
    row = PackReading.objects.create(
        share=share,
        agency_id=share.agency_id,
        audience=Audience.HUB,
        made=made,
        held=held,
        body=body_of(found),
        **written_by(by),
    )
    record(
        "pack.read",
        subject=row,
        by=by,
        at=by.now,
        agency=share.agency.code,
        file=held.ref,
        answers=len(found.edits),
        refused=len(found.refusals),
    )
    return row


@transaction.atomic
def take_pack(*, reading: PackReading, chosen: Mapping[str, int], expected_version: int, by: Actor) -> PackReading:
    """Take the answers that are ticked, in one transaction.

    `chosen`: the number of the answer that the person saw, by the reference of its item. Raises Forbidden, WrongState,
    NothingTicked, CannotAnswer, AnswerRefused (with the row), Stale.
    """
    require(by, Act.PACK_TAKE, reading)
    find_move(PACK_MOVES, what="This pack", source=reading.state, target=PackState.TAKEN, reason="")
    edits = [edit for edit in reading_in(reading).edits if edit.ref in chosen]
    if not edits:
        raise NothingTicked
    for edit in edits:
        item = find_item(by, edit.ref)
        if item is None:
            raise AnswerRefused(f"{edit.place}: {edit.label} is not asked any more.")
        said = Said(AnswerKind(edit.kind), edit.words, date.fromisoformat(edit.as_at) if edit.as_at else None)
        try:
            give_answer(item=item, said=said, expected=chosen[edit.ref], way=Way.PACK, held=reading.held, by=by)
        except AnswerRefused as trouble:
            raise AnswerRefused(f"{edit.place}: {trouble}") from trouble
    save_version(reading, expected=expected_version, state=PackState.TAKEN)
    record(
        "pack.taken",
        subject=reading,
        by=by,
        at=by.now,
        agency=reading.share.agency.code,
        items=[edit.ref for edit in edits],
    )
    return reading


@transaction.atomic
def leave_pack(*, reading: PackReading, expected_version: int, by: Actor) -> PackReading:
    """Take nothing of a pack. The file and what was read stay. Raises Forbidden, WrongState, Stale."""
    require(by, Act.PACK_TAKE, reading)
    find_move(PACK_MOVES, what="This pack", source=reading.state, target=PackState.LEFT, reason="")
    save_version(reading, expected=expected_version, state=PackState.LEFT)
    record("pack.left", subject=reading, by=by, at=by.now, agency=reading.share.agency.code)
    return reading
