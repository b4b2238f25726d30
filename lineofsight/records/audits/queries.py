"""Rounds, files, readings and grades as pages ask for them: within what an actor may see."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from lineofsight.library.audit import AuditKind
from lineofsight.library.instrument import Instrument
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Tombstone
from lineofsight.partnership.shelf import shelf
from lineofsight.records.audits.models import Audit, File, FrameFile, Grade, Pair, Reading
from lineofsight.records.audits.rules.rounds import AuditState, ReadingState


def kind_of(audit: Audit) -> AuditKind:
    """The kind of a round as it stood when it was begun; the newest where that edition is gone."""
    return shelf().as_it_stood(AuditKind, audit.kind, audit.kind_version)


def tool_of(audit: Audit) -> Instrument:
    """The instrument of a round, in the edition that was in force on its day; the newest where none was."""
    editions = shelf().history(Instrument, kind_of(audit).tool)
    return next((one for one in editions if one.in_force_on(audit.frame_date)), editions[-1])


def audits(actor: Actor) -> QuerySet[Audit]:
    """The rounds of one's own agency, the latest first."""
    rows: QuerySet[Audit] = Audit.objects.visible_to(actor).filter(agency_id=actor.agency_id)
    return rows.select_related("agency").order_by("-frame_date", "-id")


def audits_with_papers(actor: Actor) -> QuerySet[Audit]:
    """Those whose files and grades were not deleted when their time was over: a later round can ask again."""
    return audits(actor).exclude(ref__in=Tombstone.objects.values("subject_ref"))


def find_audit(actor: Actor, ref: str) -> Audit | None:
    """One round by its reference; None where there is none that the actor may see."""
    found: Audit | None = Audit.objects.visible_to(actor).select_related("agency", "again_of").called(ref)
    return found


def find_file(actor: Actor, ref: str) -> File | None:
    """One file of a sample; None where there is none that the actor may see."""
    found: File | None = File.objects.visible_to(actor).select_related("agency", "audit", "audit__agency").called(ref)
    return found


def files_of(actor: Actor, audit: Audit) -> tuple[File, ...]:
    """The files of a round that an actor sees, by number."""
    return tuple(File.objects.visible_to(actor).filter(audit=audit).order_by("number"))


def left_out_of(audit: Audit) -> Mapping[str, int]:
    """How many files were left out before the draw, by the reason."""
    found: dict[str, int] = json.loads(audit.left_out) if audit.left_out else {}
    return found


def readings_of(actor: Actor, files: Iterable[File]) -> dict[int, list[Reading]]:
    """Who reads files, by the file: first and second, the latest of each last; without what was taken back."""
    found: dict[int, list[Reading]] = defaultdict(list)
    rows = Reading.objects.visible_to(actor).filter(file__in=list(files), ended_at__isnull=True)
    for row in rows.select_related("person").order_by("is_second", "number"):
        found[row.file_id].append(row)
    return found


def own_readings(actor: Actor) -> QuerySet[Reading]:
    """What somebody was given to read in their own agency and has not signed, the oldest first."""
    rows: QuerySet[Reading] = Reading.objects.visible_to(actor).filter(
        person_id=actor.person_id, agency_id=actor.agency_id, ended_at__isnull=True
    )
    return rows.exclude(state=ReadingState.SIGNED).select_related("file", "file__audit").order_by("id")


def own_reading(actor: Actor, file: File) -> Reading | None:
    """What somebody reads of a file themselves, the latest; None where it is not theirs."""
    rows = Reading.objects.visible_to(actor).filter(file=file, person_id=actor.person_id, ended_at__isnull=True)
    found: Reading | None = rows.order_by("-number").first()
    return found


def whose_file(actor: Actor, file: File) -> FrameFile | None:
    """Whose file it is, for whoever reads it; None for everybody else: the lead sees a number alone."""
    found: FrameFile | None = FrameFile.objects.visible_to(actor).filter(file=file).first()
    return found


def grades_of(actor: Actor, reading: Reading) -> dict[str, str]:
    """The grades of one reading, by area."""
    return dict(Grade.objects.visible_to(actor).filter(reading=reading).values_list("area", "code"))


def pairs_of(actor: Actor, file: File) -> tuple[Pair, ...]:
    """Both readers' grades of a file side by side, of the latest time that both had signed."""
    rows = list(Pair.objects.visible_to(actor).filter(file=file).order_by("id"))
    last = max((row.number for row in rows), default=0)
    return tuple(row for row in rows if row.number == last)


@dataclass(frozen=True)
class Stand:
    """How a file stands: its grades by area as they count now, and by both readers where it was read twice."""

    file: File
    is_read: bool
    is_read_twice: bool
    first: Mapping[str, str]
    second: Mapping[str, str]
    agreed: Mapping[str, str]

    @property
    def waits_for_agreement(self) -> bool:
        """Whether two readers differ and have not said which grade stands."""
        return any(self.first.get(area) != code and area not in self.agreed for area, code in self.second.items())

    @property
    def counts(self) -> Mapping[str, str]:
        """The grade of each area that counts: the one that two readers agreed on, else the one of the first."""
        return {**self.first, **self.agreed}


def stands(audit_ids: Iterable[int]) -> Iterator[Stand]:
    """How each file of some rounds stands. For whoever sees all of it: a job, in its own scope."""
    files = list(
        File.objects.filter(audit_id__in=list(audit_ids)).select_related("audit").order_by("audit_id", "number")
    )
    signed: dict[tuple[int, bool], Reading] = {}
    readings = Reading.objects.filter(file__in=files, state=ReadingState.SIGNED, ended_at__isnull=True)
    for row in readings.order_by("number"):
        signed[row.file_id, row.is_second] = row
    grades: dict[int, dict[str, str]] = defaultdict(dict)
    for reading_id, area, code in Grade.objects.filter(reading__in=[row.pk for row in signed.values()]).values_list(
        "reading_id", "area", "code"
    ):
        grades[reading_id][area] = code
    agreed: dict[int, dict[str, str]] = defaultdict(dict)
    numbers: dict[int, int] = {}
    for pair in Pair.objects.filter(file__in=files).order_by("number"):
        if pair.number > numbers.get(pair.file_id, 0):
            numbers[pair.file_id] = pair.number
            agreed[pair.file_id] = {}
        if pair.agreed:
            agreed[pair.file_id][pair.area] = pair.agreed
    for file in files:
        first, second = signed.get((file.pk, False)), signed.get((file.pk, True))
        yield Stand(
            file=file,
            is_read=first is not None,
            is_read_twice=first is not None and second is not None,
            first=grades[first.pk] if first else {},
            second=grades[second.pk] if first and second else {},
            agreed=agreed[file.pk],
        )


def progress(audits: Iterable[Audit]) -> dict[int, tuple[int, int]]:
    """Of each round how many readings are signed, of how many. Counts alone, for a job."""
    rows = (
        Reading.objects.filter(file__audit__in=list(audits), ended_at__isnull=True)
        .values("file__audit")
        .annotate(all=Count("id"), signed=Count("id", filter=Q(state=ReadingState.SIGNED)))
    )
    return {row["file__audit"]: (row["signed"], row["all"]) for row in rows}


def frame_keys(audit: Audit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the frame, and those of the sample by number. For a job."""
    rows = list(FrameFile.objects.filter(audit=audit).values_list("key", "file__number"))
    sample = sorted((number, key) for key, number in rows if number is not None)
    return tuple(key for key, _ in rows), tuple(key for _, key in sample)


def rounds_drawn(by: Actor) -> QuerySet[Audit]:
    """Every round that was drawn and that an actor may see."""
    rows: QuerySet[Audit] = Audit.objects.visible_to(by).exclude(state=AuditState.BEGUN)
    return rows.select_related("agency", "again_of").order_by("id")


def shown_of_sample(audit: Audit) -> dict[int, str]:
    """Whose each file of the sample is, by number, as people read the pseudonym. For a job."""
    rows = FrameFile.objects.filter(audit=audit, file__isnull=False).order_by("file__number")
    return dict(rows.values_list("file__number", "shown"))


def who_gave_back(actor: Actor, audit: Audit) -> dict[int, frozenset[str]]:
    """Of each file the people from whom it was taken back, or who gave it back themselves."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Reading.objects.visible_to(actor).filter(file__audit=audit, ended_at__isnull=False)
    for file_id, ref in rows.values_list("file_id", "person__ref"):
        found[file_id].add(ref)
    return {file_id: frozenset(some) for file_id, some in found.items()}
