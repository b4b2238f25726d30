"""Lists of those who work, from the file to the rows: which there are, how one is read, and what taking it gives."""

from dataclasses import dataclass

from lineofsight.desk.workforce import raise_all
from lineofsight.files.rules import suffix_of
from lineofsight.intake.apart import blocks_apart
from lineofsight.intake.lists.staff import read_staff_list
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.library.shelf import NotOnShelf
from lineofsight.library.staff_list import StaffList as ListKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.shelf import shelf
from lineofsight.records.taken import StaffListRead
from lineofsight.records.workforce import lists
from lineofsight.records.workforce.models import StaffList
from lineofsight.records.workforce.rules import ListReceipt, ListState

LARGEST_FILE = 25_000_000
ENDINGS = (".xlsx", ".ods", ".csv")
_NOTHING = StaffListRead((), (), ())


@dataclass(frozen=True)
class KindHere:
    """A kind of list, and the last that was taken of it; None before the first."""

    kind: ListKind
    last: StaffList | None


def kinds(actor: Actor) -> tuple[ListKind, ...]:
    """The kinds of list that are in force today, in their order."""
    return tuple(sorted(shelf().entries(ListKind, on=today(actor.now)), key=lambda one: (one.order, one.id)))


def kinds_here(actor: Actor) -> tuple[KindHere, ...]:
    """Each with the last that was taken."""
    last: dict[str, StaffList] = {}
    for row in lists.taken_lists(actor):
        last.setdefault(row.kind, row)
    return tuple(KindHere(kind, last.get(kind.id)) for kind in kinds(actor))


def title_of(row: StaffList) -> str:
    """How people call the kind of a list."""
    try:
        return shelf().get(ListKind, row.kind, on=today(row.recorded_at)).title
    except NotOnShelf:
        return row.kind


def read_and_hand_in(*, kind: ListKind, content: bytes, name: str, by: Actor) -> StaffList:
    """Read a list and keep it to be looked at. Raises Unreadable, Forbidden, KeyMissing."""
    suffix = suffix_of(name)
    if suffix not in ENDINGS:
        raise Unreadable(f"{name} is no {', '.join(ENDINGS)} file. Save the list as one of them.")
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"{name} is larger than 25 MB. Hand it in in parts.")
    read = read_staff_list(kind, blocks_apart(content, name))
    return lists.hand_in(kind=kind, read=read, content=content, suffix=suffix, by=by)


def take(*, staff_list: StaffList, expected: int, by: Actor, is_sure: bool = False) -> ListReceipt:
    """Take a list that was looked at. is_sure: a team or a post that no list here had before is right.

    Raises Unreadable, NotTaken, NotSure, WrongState, Forbidden, KeyMissing, Stale.
    """
    kind = shelf().get(ListKind, staff_list.kind, on=today(staff_list.recorded_at))
    path = lists.file_of(staff_list)
    if path is None and staff_list.state == ListState.READ:
        raise Unreadable("The file of this list was removed: it is kept for a day. Hand it in again.")
    read = read_staff_list(kind, blocks_apart(path.read_bytes(), path.name)) if path else _NOTHING
    receipt = lists.take_list(staff_list=staff_list, kind=kind, read=read, expected=expected, by=by, is_sure=is_sure)
    raise_all(by=by)
    return receipt
