"""Take a report or a plan in: begin, read, correct; or stop, or leave it until its days are over.

What a plan becomes stands in `plans`.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from lineofsight.assurance.actions.reviews import Imported, import_report, open_review
from lineofsight.assurance.models import ImportCorrection, ReportImport, Review
from lineofsight.assurance.queries.imports import earlier_statements, reading_of
from lineofsight.assurance.queries.plans import plan_counted
from lineofsight.assurance.rules import ReviewKind
from lineofsight.assurance.rules.imports import (
    OPEN,
    WAITS,
    Corrected,
    ImportKind,
    ImportState,
    NameOfAChild,
    Reading,
    counted,
    fates,
    receipt_of,
)
from lineofsight.assurance.rules.report_tables import plan_file
from lineofsight.files.models import Held
from lineofsight.intake.blocks import FileRead
from lineofsight.intake.carrying import packed
from lineofsight.intake.correcting.corrections import CannotCorrect, Correction, Field
from lineofsight.intake.documents import Document, Json, from_json, to_json
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import hub, who_is
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical, sha256_hex
from lineofsight.trail.sensitivity import Sens
from lineofsight.version import VERSION


@transaction.atomic
def begin_import(
    *, held: Held, by: Actor, document: Document | FileRead | None = None, kind: ImportKind = ImportKind.REPORT
) -> ReportImport:
    """Begin with a file that is kept: its reading follows, unless it has been read already. Raises Forbidden."""
    require(by, Act.REVIEW_IMPORT)
    begun = ReportImport.objects.create(
        agency=hub(),
        audience=Audience.HUB,
        kind=kind,
        state=ImportState.READING if document is None else ImportState.PREVIEW,
        held=held,
        name=held.name[:200],
        file_sha=held.blob.sha256,
        reader=VERSION,
        document="" if document is None else _stored(document),
        beat_at=by.now,
        waits_until=by.now + WAITS,
        **written_by(by),
    )
    record("import.begun", subject=begun, by=by, at=by.now, agency=hub().code, sha256=begun.file_sha, reader=VERSION)
    return begun


def _stored(document: Document | FileRead) -> str:
    # A report is kept in the form that programs outside know; the blocks of a plan are ours alone.
    return json.dumps(packed(document) if isinstance(document, FileRead) else to_json(document), ensure_ascii=False)


def _counted(row: ReportImport, by: Actor) -> dict[str, Json]:
    return plan_counted(row, by) if row.kind == ImportKind.PLAN else counted(from_json(json.loads(row.document)))


def note_progress(*, ref: str, done: int, of: int, at: datetime) -> bool:
    """Say how far a reading is. False when somebody stopped it, so that nobody waits for it any more."""
    going = ReportImport.objects.filter(ref=ref, state=ImportState.READING, trouble="")
    return bool(going.update(done_pages=done, all_pages=of, beat_at=at))


@transaction.atomic
def finish_reading(*, ref: str, document: Document | FileRead, by: Actor) -> bool:
    """Keep what was read. False when it was stopped meanwhile: then nothing is kept."""
    row = ReportImport.objects.filter(ref=ref, state=ImportState.READING).first()
    if row is None:
        return False
    save_version(row, expected=row.version, state=ImportState.PREVIEW, document=_stored(document), trouble="")
    record("import.read", subject=row, by=by, at=by.now, agency=hub().code, sens=Sens.S1, read=_counted(row, by))
    return True


@transaction.atomic
def fail_reading(*, ref: str, sentence: str, by: Actor) -> None:
    """Keep why a file could not be read."""
    row = ReportImport.objects.filter(ref=ref, state=ImportState.READING).first()
    if row is not None:
        save_version(row, expected=row.version, trouble=sentence[:400])
        record("import.unreadable", subject=row, by=by, at=by.now, agency=hub().code, sens=Sens.S2, sentence=sentence)


@transaction.atomic
def read_again(*, report_import: ReportImport, expected_version: int, by: Actor) -> None:
    """Begin the reading anew, because the one before died. Raises WrongState, Stale, Forbidden."""
    require(by, Act.REVIEW_IMPORT, report_import)
    must_be(report_import, ImportState.READING, "read again")
    save_version(report_import, expected=expected_version, done_pages=0, all_pages=0, beat_at=by.now, trouble="")
    record("import.begun_again", subject=report_import, by=by, at=by.now, agency=hub().code)


@transaction.atomic
def stop_import(*, report_import: ReportImport, expected_version: int, by: Actor) -> None:
    """Stop it: what was read is removed, what happened stays in the trail. Raises WrongState, Stale, Forbidden."""
    require(by, Act.REVIEW_IMPORT, report_import)
    if report_import.state not in OPEN:
        raise WrongState("This import", report_import.state, ImportState.CANCELLED)
    _end(report_import, ImportState.CANCELLED, expected=expected_version, by=by)


def must_be(row: ReportImport, state: ImportState, then: str) -> None:
    """Raises WrongState unless the import stands there."""
    if row.state != state:
        raise WrongState("This import", row.state, then)


def _end(row: ReportImport, state: ImportState, *, expected: int, by: Actor) -> None:
    receipt: dict[str, object] = {"file": file_of(row), "became": state.value}
    if row.document:
        receipt["read"] = _counted(row, by)
    save_version(
        row,
        expected=expected,
        state=state,
        document="",
        done_pages=0,
        all_pages=0,
        ended_at=by.now,
        receipt=canonical(receipt).decode(),
    )
    row.corrections.exclude(old="", new="").update(old="", new="")
    record(f"import.{state.value}", subject=row, by=by, at=by.now, agency=hub().code)


@transaction.atomic
def leave_overdue(*, by: Actor) -> int:
    """Remove the content of every import that has waited its thirty days; its receipt stays. Out: how many."""
    waited = list(ReportImport.objects.filter(state__in=OPEN, waits_until__lte=by.now).order_by("id"))
    for row in waited:
        _end(row, ImportState.LEFT, expected=row.version, by=by)
    return len(waited)


class SomebodyCorrected(Stale):
    """Somebody else corrected this paragraph first (409). Carries the import as it now stands."""


@transaction.atomic
def correct(
    *, report_import: ReportImport, paragraph: int, corrections: Sequence[Correction], seen: int, by: Actor
) -> None:
    """Add a person's corrections of one paragraph, all or none. `seen` is how many they had seen there.

    Raises SomebodyCorrected, CannotCorrect, WrongState, Forbidden.
    """
    require(by, Act.REVIEW_IMPORT, report_import)
    # The row is held until this transaction ends, so that two people cannot both count the same.
    row = ReportImport.objects.select_for_update().get(pk=report_import.pk)
    must_be(row, ImportState.PREVIEW, "corrected")
    there = row.corrections.filter(paragraph=paragraph).count()
    new = [one for one in corrections if one.new != one.old]
    if there != seen and new:
        raise SomebodyCorrected(row)
    reading_of(row, new)  # whatever does not fit is refused here, before anything is kept
    for one in new:
        ImportCorrection.objects.create(
            report_import=row,
            agency_id=row.agency_id,
            paragraph=paragraph,
            field=one.field,
            place=one.at,
            old=one.old[:4000],
            new=one.new[:4000],
            **written_by(by),
        )
    if new:
        fields = sorted({one.field.value for one in new})
        record(
            "import.corrected",
            subject=row,
            by=by,
            at=by.now,
            agency=hub().code,
            paragraph=paragraph,
            fields=fields,
        )


@transaction.atomic
def decide_name(*, report_import: ReportImport, name: str, instead: str, by: Actor) -> None:
    """Say what stands instead of a name everywhere in the report; the name itself when it may stand.

    Raises CannotCorrect, WrongState, Forbidden.
    """
    require(by, Act.REVIEW_IMPORT, report_import)
    if not instead.strip():
        raise CannotCorrect("Enter the words that stand instead of the name.")
    fix = Correction(0, Field.NAME, 0, name, instead.strip())
    row = ReportImport.objects.select_for_update().get(pk=report_import.pk)
    must_be(row, ImportState.PREVIEW, "corrected")
    reading_of(row, [fix])
    ImportCorrection.objects.create(
        report_import=row,
        agency_id=row.agency_id,
        paragraph=0,
        field=Field.NAME,
        place=0,
        old=name[:4000],
        new=fix.new[:4000],
        **written_by(by),
    )
    record("import.name_decided", subject=row, by=by, at=by.now, agency=hub().code, may_stand=fix.new == name)


@transaction.atomic
def say_earlier(*, report_import: ReportImport, earlier: Review | None, expected_version: int, by: Actor) -> None:
    """Say of which review's report this is a later edition; None: of none. Raises WrongState, Stale, Forbidden."""
    require(by, Act.REVIEW_IMPORT, report_import)
    must_be(report_import, ImportState.PREVIEW, "matched")
    save_version(report_import, expected=expected_version, earlier=earlier)
    record(
        "import.matched",
        subject=report_import,
        by=by,
        at=by.now,
        agency=hub().code,
        earlier=earlier.ref if earlier else "",
    )


@transaction.atomic
def create_review(
    *,
    report_import: ReportImport,
    expected_version: int,
    by: Actor,
    name: str = "",
    kind: ReviewKind = ReviewKind.PRACTICE_REVIEW,
    review: Review | None = None,
) -> Imported:
    """Create the review from what was read and corrected: all of it with its receipt, or nothing.

    Raises NameOfAChild, NothingToImport, WrongState, Stale, Forbidden.
    """
    require(by, Act.REVIEW_IMPORT, report_import)
    must_be(report_import, ImportState.PREVIEW, "a review")
    now = reading_of(report_import)
    if now.children:
        raise NameOfAChild(now.children)
    if name:
        review = open_review(name=name, kind=kind, by=by)
    made = import_report(document=now.document, review=review, source=report_import.held, by=by)
    end_with(report_import, made.review, report_receipt(report_import, now, made, by), expected=expected_version, by=by)
    return replace(made, plan=begin_its_plan(report_import, now, by=by))


def begin_its_plan(row: ReportImport, now: Reading, *, by: Actor) -> ReportImport | None:
    """Let the tables of a report that somebody called a plan wait as one. None where there is none.

    Inside the caller's transaction. From there on it is a plan like any other, and nothing of it is written yet.
    """
    file = plan_file(row.name, now.as_read, now.tables)
    return begin_import(held=row.held, document=file, kind=ImportKind.PLAN, by=by) if file else None


def end_with(row: ReportImport, review: Review, receipt: dict[str, object], *, expected: int, by: Actor) -> None:
    """Say what became of an import, and freeze its receipt. Inside the caller's transaction. Raises Stale."""
    body = canonical(receipt).decode()
    save_version(row, expected=expected, state=ImportState.CREATED, review=review, receipt=body, ended_at=by.now)
    record(
        "import.created",
        subject=row,
        by=by,
        at=by.now,
        agency=hub().code,
        review=review.ref,
        receipt=sha256_hex(body.encode()),
    )


def file_of(row: ReportImport) -> dict[str, object]:
    """Of which file a receipt is, and who began."""
    return {
        "name": row.name,
        "mark": row.file_sha,
        "read_by": f"Line of Sight {row.reader}",
        "begun": row.recorded_at.isoformat(),
        "by": who_is(row.by_ref, at=row.recorded_at),
    }


def report_receipt(row: ReportImport, now: Reading, made: Imported, by: Actor) -> dict[str, object]:
    """What was read, taken, left out, doubted and corrected by whom, and how it compares with an earlier edition."""
    taken = {
        "review": made.review.name,
        "sentences": made.statements,
        "quotations": made.quotations,
        "figures": made.figures,
        "new_agencies": [agency.name for agency in made.new_agencies],
    }
    corrections = [
        Corrected(
            Correction(one.paragraph, Field(one.field), one.place, one.old, one.new),
            who_is(one.by_ref, at=one.recorded_at),
            one.recorded_at.isoformat(),
        )
        for one in row.corrections.order_by("id")
    ]
    receipt = receipt_of(now, file=file_of(row), taken=taken, corrections=corrections)  # type: ignore[arg-type]
    if row.earlier:
        earlier = [one.current.text for one in earlier_statements(row.earlier, by) if one.current]
        receipt["earlier"] = {"review": row.earlier.name, **fates(earlier, now.document)}
    return dict(receipt)
