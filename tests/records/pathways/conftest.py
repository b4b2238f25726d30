"""A council and a health trust, a child in the records of each, and people near them who do steps."""

from dataclasses import dataclass
from datetime import date

import pytest

from lineofsight.desk.pathways import due_of, kinds_of_fact, pathway_called, pathway_of
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Subject
from lineofsight.records.pathways.actions import record_step, start_run
from lineofsight.records.pathways.models import Part, StepDone
from lineofsight.records.practice.nearness import give_post
from tests.factories import record_rows
from tests.factories.partnership import NOW, TODAY, acting, member, partnership

STARTED = date(2026, 4, 7)
assert STARTED < TODAY


@dataclass
class Side:
    """One agency: a child in its records, its lead, and a practitioner of the team that works with the child."""

    agency: Agency
    child: Subject
    lead: Actor
    near: Actor


def side(agency: Agency, shown: str, *, role: Role = Role.TEAM_MANAGER) -> Side:
    """A child of team North in the records of an agency, and the people around it."""
    delivery = record_rows.delivery(agency)
    child = record_rows.subject(delivery, pseudonym=f"pseudonym of {shown}"[:26], shown=shown)
    worker = record_rows.worker(delivery, pseudonym=f"worker of {shown}"[:26], shown=f"W{shown}"[:8])
    record_rows.allocation(child, worker, team="North")
    lead = acting(Role.SAFEGUARDING_LEAD, agency)
    person = member(role, agency)
    give_post(person=person, agency=agency, by=lead, team="North")
    return Side(agency, child, lead, actor_of(person, now=NOW))


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def council(bodies):
    return side(bodies.council, "KX4-72M")


@pytest.fixture
def health(bodies):
    return side(bodies.health, "HB7-43P")


def started(of: Side, pathway: str, *, day: date = STARTED, by: Actor | None = None, **asked: date) -> Part:
    by = by or of.near
    with scope(by, writes=True):
        return start_run(
            pathway=pathway_called(pathway, on=day),
            subject=of.child,
            day=day,
            asked={kind.replace("_", "-"): day for kind, day in asked.items()},
            kinds=kinds_of_fact(),
            due=due_of,
            by=by,
        )


def does(
    by: Actor, part: Part, step: str, day: date, code: str = "", *, number: int = 0, version: int | None = None
) -> StepDone:
    """Record a step as somebody, in the version in which they found it."""
    with scope(by, writes=True):
        part = Part.objects.select_related("run", "subject", "agency").get(pk=part.pk)
        pathway = pathway_of(part)
        return record_step(
            part=part,
            pathway=pathway,
            step=pathway.step(step),
            day=day,
            code=code,
            number=number,
            expected_version=version or part.run.version,
            kinds=kinds_of_fact(),
            due=due_of,
            by=by,
        )


def person_of(actor):
    return Person.objects.get(pk=actor.person_id)
