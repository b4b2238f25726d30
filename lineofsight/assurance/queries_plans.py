"""What people ask of plans on their way in: how they read now, and what was settled about earlier ones."""

import json

from lineofsight.assurance.models import ImportCorrection, PlanMemory, ReportImport
from lineofsight.assurance.rules.plan_rows import Body
from lineofsight.assurance.rules.plans import Memory, PlanField, PlanReading, Said, counted_plan, plan_reading
from lineofsight.assurance.shelf import plan_language
from lineofsight.intake.blocks import FileRead
from lineofsight.intake.carrying import unpacked_as
from lineofsight.intake.documents import Json
from lineofsight.intake.plans.mapping import Choice, Field
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import agencies, today


def said_of(plan_import: ReportImport) -> list[ImportCorrection]:
    """Everything that people settled about it, in the order in which they did."""
    return list(plan_import.corrections.order_by("id"))


def plan_of(plan_import: ReportImport, actor: Actor) -> PlanReading:
    """The plan as it stands with everything that people settled about it and about earlier ones."""
    return plan_reading(
        unpacked_as(FileRead, plan_import.document),
        said=[as_said(row) for row in said_of(plan_import)],
        memory=memory(actor),
        bodies=bodies(),
        language=plan_language(on=today(actor.now)),
    )


def as_said(row: ImportCorrection) -> Said:
    """A stored correction as the rules know it."""
    return Said(PlanField(row.field), row.old, row.new, row.paragraph, row.place)


def plan_counted(plan_import: ReportImport, actor: Actor) -> dict[str, Json]:
    """The plan in numbers as it stands."""
    return counted_plan(plan_of(plan_import, actor))


def bodies() -> tuple[Body, ...]:
    """The agencies that can lead."""
    return tuple(Body(agency.code, agency.name, agency.short_name) for agency in agencies())


def memory(actor: Actor) -> Memory:
    """What was settled about earlier plans."""
    columns, told = {}, {}
    words: dict[str, dict[str, str]] = {PlanField.STATUS: {}, PlanField.OWNER: {}}
    for row in PlanMemory.objects.visible_to(actor).select_related("plan_import").order_by("id"):
        if row.kind == PlanField.COLUMN:
            kept = json.loads(row.meaning)
            columns[row.words] = Choice(tuple((int(place), Field(name)) for place, name in kept.items()))
            day = today(row.recorded_at)
            told[row.words] = f"on {day.day} {day:%B %Y} for {row.plan_import.name}"
        else:
            words[row.kind][row.words] = row.meaning
    return Memory(columns, words[PlanField.STATUS], words[PlanField.OWNER], told)
