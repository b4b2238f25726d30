"""The council's own case number beside a pseudonym, where the key is held: worked out at each look, never stored.

A council may lay a list of its numbers beside the key, one a line; it is in no database and no backup, as the key is.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import OfAgency, can, require
from lineofsight.partnership.queries import own_agency
from lineofsight.partnership.rules import Act
from lineofsight.records.identities.actions import read_as
from lineofsight.records.identities.keys import KeyMissing, Keys, held_keys, key_file
from lineofsight.records.identities.models import Subject
from lineofsight.records.identities.rules import Named, pseudonym
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

# Longer than any case system's number; a line that is longer is none.
LONGEST = 60


class NoSuchChild(ValueError):
    """No child whom the person sees has this number."""

    def __init__(self) -> None:
        super().__init__(
            "No child whom you see here has this number. Write it exactly as the return writes it. A child who came in "
            "no return yet is not here."
        )


def list_file(agency: Agency) -> Path:
    """Where a council may lay the list of its case numbers: beside the key."""
    return key_file(agency).with_name(f"case-numbers-{agency.code}.txt")


def numbers_of(actor: Actor, shown: Iterable[str]) -> Mapping[str, str]:
    """The case number of each of these children, by the pseudonym as people read it; without a list or key: none.

    Only of children whom the actor sees, and only for those who work with children.
    """
    wanted = {one for one in shown if one}
    if not wanted or actor.agency_id is None or not can(actor, Act.CASE_NUMBER, OfAgency(actor.agency_id)):
        return {}
    by_pseudonym = _list_of(own_agency(actor))
    if not by_pseudonym:
        return {}
    rows = Subject.objects.visible_to(actor).filter(agency_id=actor.agency_id, shown__in=wanted)
    found = rows.values_list("shown", "pseudonym")
    return {name: by_pseudonym[whole] for name, whole in found if whole in by_pseudonym}


def number_of_file(actor: Actor, *, pseudonym: str) -> str:
    """The case number of a file that somebody was given to read, by the pseudonym of its frame; "" without list or key.

    Who reads a file is never near its child, so the child itself is not asked: whoever calls has found the file by the
    actor's own reading of it. The rest of the wall is the same: of one's own agency, for those who work with children.
    """
    if actor.agency_id is None or not can(actor, Act.CASE_NUMBER, OfAgency(actor.agency_id)):
        return ""
    return _list_of(own_agency(actor)).get(pseudonym, "")


def child_with_number(*, number: str, by: Actor) -> Subject:
    """The child whom the council's own system calls by this number. The looking is recorded, the number is not.

    Raises Forbidden, KeyMissing, NoSuchChild.
    """
    require(by, Act.CASE_NUMBER, OfAgency(by.agency_id))
    agency = own_agency(by)
    names = [pseudonym(key, Named.CHILD, number) for key in held_keys(agency).all]
    row = Subject.objects.visible_to(by).filter(agency=agency, pseudonym__in=names).first()
    if row is None:
        raise NoSuchChild
    record("child.looked_up", subject=row, by=by, at=by.now, agency=agency.code, sens=Sens.S3)
    return read_as(row)


def _list_of(agency: Agency) -> Mapping[str, str]:
    """The numbers of the list by their pseudonyms; empty where there is no list, or no key."""
    path = list_file(agency)
    try:
        stands = path.stat()
        keys = held_keys(agency) if key_file(agency).exists() else None
    except (OSError, KeyMissing):
        return {}
    return _worked_out(path, stands.st_mtime_ns, stands.st_size, keys) if keys else {}


@lru_cache(maxsize=4)
def _worked_out(path: Path, _changed: int, _size: int, keys: Keys) -> Mapping[str, str]:
    """A list once it was read: in memory alone, until the list or the keys are others."""
    try:
        lines = {line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()}
    except (OSError, UnicodeDecodeError):
        return {}
    numbers = [line for line in lines if line and len(line) <= LONGEST]
    return {pseudonym(key, Named.CHILD, number): number for key in keys.all for number in numbers}
