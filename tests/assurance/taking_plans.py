"""A plan on its way in: begun and taken."""

from lineofsight.assurance.actions.imports import begin_import
from lineofsight.assurance.actions.plans import take_plan
from lineofsight.assurance.models import (
    ReportImport,
)
from lineofsight.assurance.rules.imports import ImportKind
from lineofsight.intake.readers.dispatch import read
from lineofsight.partnership.rules import Audience
from tests.factories import rows
from tests.factories.plans import ROWS, workbook


def begun(bodies, unit, table=ROWS, *, name: str = "plan.xlsx", **more) -> ReportImport:
    content = workbook(table, **more)
    held = rows.held(bodies.hub, Audience.HUB, content=content, name=name)
    return begin_import(held=held, document=read(content, name), kind=ImportKind.PLAN, by=unit)


def take(plan, unit, **more):
    return take_plan(plan_import=plan, expected_version=plan.version, by=unit, **({"name": "A review"} | more))
