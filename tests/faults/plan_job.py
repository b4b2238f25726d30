"""A plan that waits to be written as a job, and somebody who writes it. Run in a process that may be killed."""

from lineofsight.assurance.actions.imports import begin_import
from lineofsight.assurance.actions.plans import ask_to_write
from lineofsight.assurance.rules.imports import ImportKind
from lineofsight.desk.background.worker import Worker
from lineofsight.files.actions import keep_file
from lineofsight.intake.readers.dispatch import read
from lineofsight.partnership import clock
from lineofsight.partnership.queries import actor_in_role, agencies, hub
from lineofsight.partnership.rules import Audience, Role
from tests.factories.plans import FIRST, HEADER, workbook

ROWS = 40


def ask() -> None:
    """Somebody asks that a plan be written."""
    unit = actor_in_role(Role.BUSINESS_MANAGER, now=clock.now())
    assert unit is not None
    lead = agencies()[1].name
    table = (HEADER, *((f"{n}", f"Ask {n}.", f"Do {n}.", lead, *FIRST[4:]) for n in range(ROWS)))
    content = workbook(table)
    held = keep_file(content=content, name="plan.xlsx", agency=hub(), by=unit, audience=Audience.HUB)
    plan = begin_import(held=held, document=read(content, "plan.xlsx"), kind=ImportKind.PLAN, by=unit)
    ask_to_write(plan_import=plan, expected_version=plan.version, name="A review", by=unit)


def write() -> None:
    """The worker does what waits."""
    Worker(now=clock.now, beat=3600.0).do_next_job()
