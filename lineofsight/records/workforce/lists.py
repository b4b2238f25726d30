"""What people do with a list of those who work: hand it in, look at what it would give, take all of it or leave it.

Its file holds names, so it stands apart from what agencies keep, in no backup, and goes as soon as it is taken or left.
"""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from lineofsight.library.staff_list import StaffList as ListKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.identities.keys import held_keys
from lineofsight.records.taken import StaffListRead
from lineofsight.records.workforce.models import ListedRow, StaffList
from lineofsight.records.workforce.rules import ListReceipt, ListState, NotSure, NotTaken
from lineofsight.records.workforce.settling import MODELS, People, Settled, settle
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.refs import new_ref
from lineofsight.trail.sensitivity import Sens

WHAT = "This list"


def hand_in(*, kind: ListKind, read: StaffListRead, content: bytes, suffix: str, by: Actor) -> StaffList:
    """Keep a list until it is taken or left, with what it would give. The same file again gives the list of then.

    Raises Forbidden, KeyMissing.
    """
    require(by, Act.STAFF_LIST_UPLOAD)
    agency = Agency.objects.get(pk=by.agency_id)
    keys = held_keys(agency)
    mark = sha256(kind.id.encode() + b"\n" + content).hexdigest()
    last = taken_lists(by).filter(kind=kind.id).first()
    if last is not None and last.mark == mark:
        return last
    settled = settle(kind, read, agency=agency, keys=keys)
    ref = new_ref()
    folder = folder_of(ref)
    folder.mkdir(parents=True, mode=0o700)
    try:
        path = folder / f"list{suffix}"
        path.touch(mode=0o600)
        path.write_bytes(content)
        with transaction.atomic():
            made = StaffList.objects.create(
                ref=ref,
                agency=agency,
                audience=Audience.OWN,
                kind=kind.id,
                kind_version=kind.version,
                mark=mark,
                key_id=keys.present.id,
                state=ListState.READ,
                receipt=_written(settled.receipt),
                **written_by(by),
            )
            record("staff list.read", subject=made, by=by, at=by.now, agency=agency.code, sens=Sens.S2, kind=kind.id)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return made


@transaction.atomic
def take_list(
    *, staff_list: StaffList, kind: ListKind, read: StaffListRead, expected: int, by: Actor, is_sure: bool = False
) -> ListReceipt:
    """Take all of a list. is_sure: what no list here had before, a team or a post, is right.

    Raises Forbidden, WrongState, NotTaken, NotSure, KeyMissing, Stale.
    """
    require(by, Act.STAFF_LIST_TAKE, staff_list)
    if staff_list.state != ListState.READ:
        raise WrongState(WHAT, staff_list.state, ListState.TAKEN)
    agency = staff_list.agency
    keys = held_keys(agency)
    settled = settle(kind, read, agency=agency, keys=keys)
    if settled.receipt.refused:
        raise NotTaken(len({line for line, *_ in settled.receipt.refused}))
    if settled.receipt.strange and not is_sure:
        raise NotSure(len({line for line, _ in settled.receipt.strange}))
    facts = {"receipt": _written(settled.receipt), "key_id": keys.present.id, "taken_at": by.now}
    _write(settled, kind, staff_list, People(agency, keys), at=by.now)
    save_version(staff_list, expected=expected, state=ListState.TAKEN, **facts)
    counts = {"new": settled.receipt.new, "corrected": settled.receipt.corrected, "gone": settled.receipt.gone}
    about = {"kind": kind.id, "mark": staff_list.mark}
    record(
        "staff list.taken", subject=staff_list, by=by, at=by.now, agency=agency.code, sens=Sens.S2, **about, **counts
    )
    _forget(staff_list)
    return settled.receipt


@transaction.atomic
def leave_list(*, staff_list: StaffList, expected: int, by: Actor) -> None:
    """Leave a list: its file goes, and nothing of it was taken. Raises Forbidden, WrongState, Stale."""
    require(by, Act.STAFF_LIST_TAKE, staff_list)
    if staff_list.state != ListState.READ:
        raise WrongState(WHAT, staff_list.state, ListState.LEFT)
    save_version(staff_list, expected=expected, state=ListState.LEFT)
    record("staff list.left", subject=staff_list, by=by, at=by.now, agency=by.agency_code, sens=Sens.S2)
    _forget(staff_list)


def _write(settled: Settled, kind: ListKind, staff_list: StaffList, people: People, *, at: datetime) -> None:
    model = MODELS[kind.takes]
    members = people.add((number for _, number, _ in settled.rows if number), at=at)
    made: list[ListedRow] = []
    for values, number, earlier in settled.rows:
        own = {"agency_id": staff_list.agency_id, "staff_list": staff_list, "supersedes": earlier}
        made.append(model(**values, **own, **({"member": members[number]} if number else {})))
    for row in settled.gone:
        same = {name: getattr(row, name) for name in _kept(model)}
        made.append(model(**same, staff_list=staff_list, supersedes=row, is_withdrawn=True))
    model._default_manager.bulk_create(made)


def _kept(model: type[ListedRow]) -> list[str]:
    """The columns that say what a row said."""
    own = {"id", "ref", "staff_list", "supersedes", "is_withdrawn"}
    return [one.attname for one in model._meta.concrete_fields if one.name not in own]


def folder_of(ref: str) -> Path:
    """Where the file of a list is kept while it waits, beside those of returns: they go after a day."""
    return Path(settings.RETURNS_ROOT) / ref


def file_of(staff_list: StaffList) -> Path | None:
    """The file of a list that waits; None once it is gone."""
    return next((path for path in folder_of(staff_list.ref).glob("list.*") if path.is_file()), None)


def _forget(staff_list: StaffList) -> None:
    transaction.on_commit(lambda: shutil.rmtree(folder_of(staff_list.ref), ignore_errors=True))


def _written(receipt: ListReceipt) -> str:
    return canonical(asdict(receipt)).decode()


def receipt_of(staff_list: StaffList) -> ListReceipt:
    """What a list gave, or would give."""
    said = json.loads(staff_list.receipt)
    refused = tuple((int(one[0]), str(one[1]), str(one[2]), str(one[3])) for one in said.pop("refused", ()))
    strange = tuple((int(line), str(column)) for line, column in said.get("strange", ()))
    return ListReceipt(**{**said, "refused": refused, "thrown": tuple(said.get("thrown", ())), "strange": strange})


def find_list(actor: Actor, ref: str) -> StaffList | None:
    """One list by its reference; None where there is none that the actor may see."""
    found: StaffList | None = StaffList.objects.visible_to(actor).select_related("agency").called(ref)
    return found


def lists_here(actor: Actor) -> QuerySet[StaffList]:
    """The lists of one's own agency, the latest first."""
    rows: QuerySet[StaffList] = StaffList.objects.visible_to(actor).filter(agency_id=actor.agency_id).exclude(mark="")
    return rows.order_by("-id")


def taken_lists(actor: Actor) -> QuerySet[StaffList]:
    """Those that were taken, the latest first."""
    return lists_here(actor).filter(state=ListState.TAKEN)
