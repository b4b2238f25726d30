"""A notice beside a published edition: written by the unit, printed or not by a second person. The edition stays."""

import re
from collections.abc import Collection

from django.db import IntegrityError, transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict, WrongState, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.publication.actions.editions import NotSaid, SamePerson
from lineofsight.publication.content.notices import fell_to_json
from lineofsight.publication.models import Edition, Notice
from lineofsight.publication.queries.names import known_names
from lineofsight.publication.queries.notices import not_yet_told, waiting_notice
from lineofsight.publication.rules import NOTICE_MOVES, EditionState, NoticeState
from lineofsight.trail.actions import record

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MOST_WORDS = 4
_OTHERS = "Who can: another business manager, a disclosure checker or a publisher."


class OneWaits(Conflict):
    """A notice of this edition waits for its second person already (409)."""

    def __init__(self) -> None:
        super().__init__("A notice of this edition waits to be read by a second person. Have it decided first.")


@transaction.atomic
def write_notice(*, edition: Edition, numbers: Collection[int], text: str = "", by: Actor) -> Notice:
    """Write what is told beside an edition of some of its sentences, by their numbers. A second person has it printed.

    Raises Forbidden, WrongState for an edition that nobody reads, OneWaits, NotSaid for no sentence, for one that rests
    on what it rested on or was told of already, and for words in which a registered name stands.
    """
    require(by, Act.NOTICE_WRITE, edition)
    if edition.state not in (EditionState.PUBLISHED, EditionState.SUPERSEDED):
        raise WrongState(f"Edition {edition.number}", edition.state, "told of beside it")
    check_none_waits(edition, by=by)
    fallen = not_yet_told(edition, by)
    chosen = tuple(one.fell for one in fallen if one.number in numbers)
    if not chosen or not set(numbers) <= {one.number for one in chosen}:
        raise NotSaid("Choose the sentences that no longer rest on what they rested on, and of which nobody was told.")
    _names_nobody(text, by)
    row = _begun(edition, text=text.strip(), fell=fell_to_json(chosen), by=by)
    record(
        "notice.written",
        subject=row,
        by=by,
        at=by.now,
        agency=row.agency.code,
        edition=edition.ref,
        sentences=sorted(set(numbers)),
        text=row.text,
    )
    return row


def check_none_waits(edition: Edition, *, by: Actor) -> None:
    """Whether a notice of an edition may be written. Raises OneWaits."""
    if waiting_notice(edition, by) is not None:
        raise OneWaits


def _begun(edition: Edition, *, text: str, fell: str, by: Actor) -> Notice:
    before = Notice.objects.visible_to(by).filter(edition=edition).count()
    try:
        with transaction.atomic():
            return Notice.objects.create(
                edition=edition,
                number=before + 1,
                agency=edition.agency,
                audience=Audience.HUB,
                text=text,
                fell=fell,
                writer_id=by.person_id,
                role=by.in_role[:100],
                **written_by(by),
            )
    except IntegrityError:
        # Somebody else has written one at the same moment: what was read did not show it yet.
        raise OneWaits from None


def _names_nobody(text: str, by: Actor) -> None:
    """Raises NotSaid where words stand that an agency has registered as a name."""
    names, found = known_names(by), _WORD.findall(text)
    for first in range(len(found)):
        for size in range(1, _MOST_WORDS + 1):
            said = " ".join(found[first : first + size])
            if any(names.registered_by(form) for form in {said, re.sub(r"['’]s?$", "", said)}):
                raise NotSaid(
                    f"A name that may not be printed stands in it, as word {first + 1}. Write a role instead."
                )


def _by_a_second_person(notice: Notice, *, by: Actor) -> None:
    """Whether somebody may have a notice printed. Raises SamePerson, who says who may."""
    if by.person_id is not None and notice.writer_id == by.person_id:
        raise SamePerson("second person", "author", _OTHERS)


@transaction.atomic
def print_notice(*, notice: Notice, expected: int, by: Actor) -> Notice:
    """Have a notice printed beside its edition, as somebody who did not write it: anybody reads it from then on.

    Raises SamePerson, WrongState (also where the edition was withdrawn since), Forbidden, Stale.
    """
    require(by, Act.NOTICE_DECIDE, notice)
    _by_a_second_person(notice, by=by)
    if notice.edition.state == EditionState.WITHDRAWN:
        raise WrongState(f"Edition {notice.edition.number}", notice.edition.state, "told of beside it")
    return _decide(notice, NoticeState.PRINTED, expected=expected, by=by, audience=Audience.PUBLIC)


@transaction.atomic
def leave_notice(*, notice: Notice, reason: str, expected: int, by: Actor) -> Notice:
    """Do not have a notice printed, with the reason: a second person, or whoever wrote it.

    Raises WrongState, ReasonNeeded, Forbidden, Stale.
    """
    require(by, Act.NOTICE_DECIDE, notice)
    return _decide(notice, NoticeState.NOT_PRINTED, expected=expected, by=by, reason=reason.strip())


def _decide(notice: Notice, to: NoticeState, *, expected: int, by: Actor, **changes: object) -> Notice:
    find_move(
        NOTICE_MOVES,
        what=f"Notice {notice.number}",
        source=notice.state,
        target=to,
        reason=str(changes.get("reason", "")),
    )
    said = {"state": to, "second_id": by.person_id, "second_role": by.in_role[:100], "decided_at": by.now, **changes}
    save_version(notice, expected=expected, **said)
    record(
        f"notice.{to.value}",
        subject=notice,
        by=by,
        at=by.now,
        agency=notice.agency.code,
        edition=notice.edition.ref,
        reason=str(changes.get("reason", "")),
    )
    return notice
