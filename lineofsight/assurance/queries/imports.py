"""What people ask of reports on their way in, always for an actor."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lineofsight.assurance.models import ImportCorrection, ReportImport, Review, Statement
from lineofsight.assurance.rules.imports import OPEN, ImportKind, ImportState, Reading, reading
from lineofsight.intake.correcting.corrections import Correction, Field
from lineofsight.intake.documents import from_json
from lineofsight.intake.editions import Fate, matched
from lineofsight.partnership.actor import Actor


def corrections_of(report_import: ReportImport) -> tuple[Correction, ...]:
    """Everything that people corrected, in the order in which they did."""
    rows = report_import.corrections.order_by("id")
    return tuple(Correction(row.paragraph, Field(row.field), row.place, row.old, row.new) for row in rows)


def reading_of(report_import: ReportImport, extra: Sequence[Correction] = ()) -> Reading:
    """The report as it stands with everything that people corrected. Raises CannotCorrect."""
    return reading(from_json(json.loads(report_import.document)), (*corrections_of(report_import), *extra))


def earlier_statements(review: Review, actor: Actor) -> list[Statement]:
    """The statements of the earlier edition's review that the actor sees, in their order."""
    return list(
        Statement.objects.visible_to(actor).filter(review=review).select_related("current").order_by("position")
    )


def find_import(actor: Actor, ref: str) -> ReportImport | None:
    """One import, or None; one that was left too long is no longer there, whether or not it has been removed yet."""
    rows = ReportImport.objects.visible_to(actor).select_related("held__blob", "review", "earlier")
    return rows.filter(ref=ref).exclude(state__in=OPEN, waits_until__lte=actor.now).first()


def find_report(actor: Actor, ref: str) -> ReportImport | None:
    """One report on its way in, or None; also where the reference is that of a plan."""
    return _of_kind(find_import(actor, ref), ImportKind.REPORT)


def find_plan(actor: Actor, ref: str) -> ReportImport | None:
    """One plan on its way in, or None; also where the reference is that of a report."""
    return _of_kind(find_import(actor, ref), ImportKind.PLAN)


def _of_kind(found: ReportImport | None, kind: ImportKind) -> ReportImport | None:
    return found if found is not None and found.kind == kind else None


def imports_begun(actor: Actor) -> QuerySet[ReportImport]:
    """The imports that wait for somebody, the one that ends first at the top."""
    rows = ReportImport.objects.visible_to(actor).filter(state__in=OPEN, waits_until__gt=actor.now)
    return rows.order_by("waits_until", "id")


def imported_before(actor: Actor, *, file_sha: str, kind: ImportKind = ImportKind.REPORT) -> ReportImport | None:
    """The latest import of these very bytes, as what they come in, that is still open or was written."""
    rows = ReportImport.objects.visible_to(actor).filter(file_sha=file_sha, kind=kind)
    rows = rows.exclude(state__in=OPEN, waits_until__lte=actor.now)
    return rows.filter(state__in=(*OPEN, ImportState.CREATED)).exclude(trouble__gt="").order_by("-id").first()


def corrections_at(report_import: ReportImport, actor: Actor, *, paragraph: int) -> list[ImportCorrection]:
    """What people corrected in one paragraph, oldest first."""
    rows = ImportCorrection.objects.visible_to(actor).filter(report_import=report_import, paragraph=paragraph)
    return list(rows.order_by("id"))


def receipt_of(report_import: ReportImport) -> Any:
    """The receipt of an import that has ended, as values; None before."""
    return json.loads(report_import.receipt) if report_import.receipt else None


@dataclass(frozen=True)
class Match:
    """One sentence of the comparison with the earlier edition."""

    fate: Fate
    earlier: str
    later: str
    statement: Statement | None


def matches(report_import: ReportImport, now: Reading, actor: Actor) -> tuple[Match, ...]:
    """The later edition sentence by sentence beside the earlier one that the actor sees."""
    earlier: Review | None = report_import.earlier
    if earlier is None:
        return ()
    statements = [one for one in earlier_statements(earlier, actor) if one.current]
    before = [one.current.text for one in statements if one.current]
    later = [sentence.text for paragraph in now.document.paragraphs() for sentence in paragraph.sentences]
    return tuple(
        Match(
            pair.fate,
            "" if pair.earlier is None else before[pair.earlier],
            "" if pair.later is None else later[pair.later],
            None if pair.earlier is None else statements[pair.earlier],
        )
        for pair in matched(before, later)
    )
