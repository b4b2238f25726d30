"""What people ask of plans on their way in: how they read now, and what was settled about earlier ones."""

from functools import lru_cache

from lineofsight.assurance.models import ImportCorrection, PlanMemory, ReportImport
from lineofsight.assurance.rules.plan_receipt import counted_plan
from lineofsight.assurance.rules.plan_rows import Body
from lineofsight.assurance.rules.plan_settled import PlanField, Remembered, Said, memory_of
from lineofsight.assurance.rules.plans import PlanReading, plan_reading
from lineofsight.assurance.shelf import plan_language
from lineofsight.intake.blocks import FileRead
from lineofsight.intake.carrying import unpacked_as
from lineofsight.intake.documents import Json
from lineofsight.intake.plans.content import PlanLanguage
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import agencies, today


def said_of(plan_import: ReportImport) -> list[ImportCorrection]:
    """Everything that people settled about it, in the order in which they did."""
    return list(plan_import.corrections.order_by("id"))


def plan_of(plan_import: ReportImport, actor: Actor) -> PlanReading:
    """The plan as it stands with everything that people settled about it and about earlier ones."""
    said = tuple(as_said(row) for row in said_of(plan_import))
    language = plan_language(on=today(actor.now))
    return _reading(plan_import.document, said, remembered(actor), bodies(), language)


@lru_cache(maxsize=4)
def _reading(
    document: str,
    said: tuple[Said, ...],
    kept: tuple[Remembered, ...],
    bodies: tuple[Body, ...],
    language: PlanLanguage,
) -> PlanReading:
    """Read once for all the pages of a plan: thousands of rows take seconds. Everything that it rests on is given."""
    file = unpacked_as(FileRead, document)
    return plan_reading(file, said=said, memory=memory_of(kept), bodies=bodies, language=language)


def as_said(row: ImportCorrection) -> Said:
    """A stored correction as the rules know it."""
    return Said(PlanField(row.field), row.old, row.new, row.paragraph, row.place)


def plan_counted(plan_import: ReportImport, actor: Actor) -> dict[str, Json]:
    """The plan in numbers as it stands."""
    return counted_plan(plan_of(plan_import, actor))


def bodies() -> tuple[Body, ...]:
    """The agencies that can lead."""
    return tuple(Body(agency.code, agency.name, agency.short_name) for agency in agencies())


def remembered(actor: Actor) -> tuple[Remembered, ...]:
    """What was settled about earlier plans."""
    rows = PlanMemory.objects.visible_to(actor).select_related("plan_import").order_by("id")
    return tuple(
        Remembered(PlanField(row.kind), row.words, row.meaning, today(row.recorded_at), row.plan_import.name)
        for row in rows
    )
