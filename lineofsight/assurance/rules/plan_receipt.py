"""What the receipt of a plan says: its numbers, what was left out, and what a person settled."""

from collections import Counter

from lineofsight.assurance.rules.plan_settled import PlanField, Said
from lineofsight.assurance.rules.plans import PlanReading, many
from lineofsight.intake.documents import Json


def left_out(now: PlanReading) -> list[str]:
    """What of the file is no part of the plan, in numbers and places, never its words: they may hold names."""
    columns = Counter(left.place.column for left in now.plan.left_over)
    beside = columns.pop("", 0)
    told = [f"{many(count, 'cell', 'cells')} of the column «{name}»" for name, count in columns.items()]
    return [*told, f"{many(beside, 'piece', 'pieces')} of text beside the plan"] if beside else told


def told(now: PlanReading, one: Said) -> dict[str, Json]:
    """What a person settled, for the receipt. A name that was taken out is not repeated."""
    place, was = "", one.old
    if one.field is PlanField.COLUMN:
        table = next((table for table in now.tables if table.number == one.table), None)
        header = table.headers[one.column] if table and one.column < len(table.headers) else ""
        place = f"column «{header}»"
    if one.field is PlanField.NAME or one.old in now.officers:
        was = ""
    return {"paragraph": place or "the whole plan", "what": one.field.value, "from": was, "to": one.new}


def counted_plan(now: PlanReading) -> dict[str, Json]:
    """A plan in numbers."""
    return {
        "tables": sum(table.is_taken for table in now.tables),
        "findings": len(now.plan.findings),
        "recommendations": len(now.plan.recommendations),
        "actions": len(now.rows),
        "updates": sum(len(row.updates) for row in now.rows),
    }
