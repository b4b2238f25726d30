"""What people do with references to children: say that two mean one child, and look one up where the key is held."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act
from lineofsight.records.identities.keys import Keys, forget_earlier, held_keys, key_file, make_key
from lineofsight.records.identities.models import Merge, Subject, Worker
from lineofsight.records.identities.rules import Named, pseudonym, shown
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


class SameChild(ValueError):
    """The two references are read as one child already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Both are read as {name} already. There is nothing to merge.")


class NotMerged(ValueError):
    """A reference that is read as itself is to be taken apart."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is read as itself already. There is nothing to take apart.")


class StillUnderEarlier(Exception):
    """Children would be lost: they have not come again under the present key."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"{rows} children and workers have not come again since the key was changed. Take a full return in first: "
            "without the earlier key they would not be recognised."
        )


@transaction.atomic
def merge_subjects(*, subject: Subject, into: Subject, reason: str, by: Actor) -> Merge:
    """Say that two references of the source mean one child. From now on both are read as the second.

    Nothing is rewritten: who asks how it was known before this moment still gets two. Raises Forbidden, SameChild.
    """
    require(by, Act.CHILD_MERGE, subject)
    require(by, Act.CHILD_MERGE, into)
    target, source = read_as(into), read_as(subject)
    if target.pk == source.pk:
        raise SameChild(target.shown)
    facts = {"agency_id": subject.agency_id, "into": target, **written_by(by)}
    # Whatever was read as the first is now read as the second, so that no merge leads over two steps.
    for one in _latest(into=source).exclude(subject=source):
        Merge.objects.create(subject_id=one.subject_id, reason=one.reason, **facts)
    made = Merge.objects.create(subject=source, reason=reason[:200], **facts)
    record("child.merged", subject=source, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, into=target.ref)
    return made


@transaction.atomic
def take_apart(*, subject: Subject, reason: str, by: Actor) -> Merge:
    """Say that a reference is a child of its own after all. From now on it is read as itself.

    Nothing is rewritten: who asks how it was known before this moment still gets one. Raises Forbidden, NotMerged.
    """
    require(by, Act.CHILD_MERGE, subject)
    was = read_as(subject)
    if was.pk == subject.pk:
        raise NotMerged(subject.shown)
    facts = {"agency_id": subject.agency_id, "reason": reason[:200], **written_by(by)}
    made = Merge.objects.create(subject=subject, into=subject, **facts)
    record("child.taken apart", subject=subject, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, of=was.ref)
    return made


def read_as(subject: Subject) -> Subject:
    """The reference under which a child is read."""
    last = Merge.objects.filter(subject=subject).order_by("-id").select_related("into").first()
    return last.into if last else subject


def _latest(*, into: Subject) -> "QuerySet[Merge]":
    newest = Merge.objects.filter(agency_id=into.agency_id).values("subject").annotate(last=Max("id"))
    found: QuerySet[Merge] = Merge.objects.filter(into=into, id__in=newest.values("last"))
    return found


def merged_around(subject: Subject) -> tuple[Subject, tuple[Merge, ...]]:
    """As which child a reference is read, and the other references that are read as it, with why and since when."""
    newest = Merge.objects.filter(agency_id=subject.agency_id).values("subject").annotate(last=Max("id"))
    rows = Merge.objects.filter(id__in=newest.values("last")).filter(Q(into=subject) | Q(subject=subject))
    found = tuple(rows.select_related("subject", "into").order_by("id"))
    own = next((one.into for one in found if one.subject_id == subject.pk), subject)
    return own, tuple(one for one in found if one.subject_id != subject.pk)


@dataclass(frozen=True)
class Pseudonym:
    """How a child or worker of the source is read here. `is_known`: whether any return had them."""

    source_id: str
    shown: str
    is_known: bool


@transaction.atomic
def look_up(*, source_ids: list[str], named: Named, agency: Agency, by: Actor) -> list[Pseudonym]:
    """The pseudonyms of some ids of the source, where the key is held. Each that is known is recorded as looked at.

    Raises Forbidden, KeyMissing.
    """
    require(by, Act.RETURN_TAKE, OfAgency(agency.pk))
    keys = held_keys(agency)
    return [_looked_up(one, named, agency, keys, by) for one in source_ids]


def _looked_up(source_id: str, named: Named, agency: Agency, keys: Keys, by: Actor) -> Pseudonym:
    model: type[Subject] | type[Worker] = Subject if named is Named.CHILD else Worker
    names = [pseudonym(key, named, source_id) for key in keys.all]
    row = model.objects.visible_to(by).filter(agency=agency, pseudonym__in=names).first()
    if row is None:
        return Pseudonym(source_id, shown(names[0]), is_known=False)
    record("child.looked_up", subject=row, by=by, at=by.now, agency=agency.code, sens=Sens.S3)
    return Pseudonym(source_id, row.shown, is_known=True)


@transaction.atomic
def change_key(*, agency: Agency, by: Actor) -> Keys:
    """Make the first key of an agency, or a new one. The next full return gives everybody their new pseudonym.

    Raises Forbidden.
    """
    require(by, Act.RETURN_TAKE, OfAgency(agency.pk))
    is_first = not key_file(agency).exists()
    keys = make_key(agency)
    act = "pseudonym key.made" if is_first else "pseudonym key.changed"
    record(act, subject=agency, by=by, at=by.now, agency=agency.code, sens=Sens.S2, key=keys.present.id)
    return keys


@transaction.atomic
def drop_earlier_keys(*, agency: Agency, by: Actor) -> int:
    """Remove the earlier keys, once nobody is known under one. Raises Forbidden, KeyMissing, StillUnderEarlier."""
    require(by, Act.RETURN_TAKE, OfAgency(agency.pk))
    present = held_keys(agency).present
    under = [
        model.objects.visible_to(by).filter(agency=agency).exclude(key_id=present.id).count()
        for model in _keeps_pseudonyms()
    ]
    if any(under):
        raise StillUnderEarlier(sum(under))
    dropped = forget_earlier(agency)
    record(
        "pseudonym key.earlier dropped",
        subject=agency,
        by=by,
        at=by.now,
        agency=agency.code,
        sens=Sens.S2,
        keys=dropped,
    )
    return dropped


def _keeps_pseudonyms() -> Iterator[Any]:
    """Every kind of row that knows somebody under a key, in whichever room: children, workers, members of staff."""
    for model in apps.get_models():
        fields = {field.name for field in model._meta.get_fields()}
        if {"key_id", "pseudonym", "agency"} <= fields:
            yield model
