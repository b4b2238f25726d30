"""A team manager sees their team's children, a reviewing officer their own, a practitioner their own entries."""

from datetime import date, timedelta

import pytest
from django.db import connection

from lineofsight.desk.sight import judged as sight
from lineofsight.desk.sight.judged import Asked, kept_obligations, obligations
from lineofsight.partnership.models import Person
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.children import WorksWith, children_near, find_child, known_to, working_with
from lineofsight.records.identities.models import Near, Subject, Worker
from lineofsight.records.practice.models import Allocation, Fact, Span
from lineofsight.records.practice.nearness import NoSuchPost, end_post, give_post, refresh_all
from lineofsight.records.taken import TakenAllocation, TakenSpan
from tests.factories.partnership import acting, member
from tests.records.readings import carries, placed, reading, visit, with_worker

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2026, 3, 3), date(2026, 4, 7), date(2026, 5, 5)


@pytest.fixture
def three(council):
    """Three children: the first and second of North, the third of South; worker 7 visited the first and the third."""
    council.takes(
        reading(
            *(placed(child, MARCH) for child in "123"),
            visit("1", MARCH, worker="7"),
            visit("1", APRIL, worker="8"),
            visit("2", MARCH, worker="8"),
            visit("3", MARCH, worker="7"),
            with_worker("1", "8", MARCH),
            with_worker("2", "9", MARCH, role="reviewing officer"),
            with_worker("3", "7", MARCH, team="South"),
        )
    )
    return council


@pytest.fixture
def lead(three):
    return acting(Role.SAFEGUARDING_LEAD, three.agency)


def worker_with(**facts: str) -> Worker:
    """The worker of the allocation that is so."""
    return Allocation.objects.get(**facts).worker


def posted(three, lead, role: Role, **facts) -> Person:
    person = member(role, three.agency)
    give_post(person=person, agency=three.agency, by=lead, **facts)
    return person


def seen(person: Person, model, *, at, filtered: bool = True) -> int:
    """How many rows somebody gets. Unfiltered: what the second wall alone leaves."""
    actor = actor_of(person, now=at)
    with scope(actor, writes=False):
        return (model.objects.visible_to(actor) if filtered else model.objects.all()).count()


def all_seen(person: Person, at) -> dict[str, int]:
    """On PostgreSQL the wall gives the same without the filter."""
    found = {model.__name__: seen(person, model, at=at) for model in (Subject, Fact, Span)}
    if connection.vendor == "postgresql":
        assert found == {model.__name__: seen(person, model, at=at, filtered=False) for model in (Subject, Fact, Span)}
    return found


def test_a_team_manager_sees_the_children_of_the_team_and_all_that_is_recorded_of_them(three, lead):
    manager = posted(three, lead, Role.TEAM_MANAGER, team="North")

    assert all_seen(manager, lead.now) == {"Subject": 2, "Fact": 3, "Span": 2}


def test_a_team_manager_is_told_who_works_with_each_child_of_the_team_and_with_no_other(three, lead):
    manager = actor_of(posted(three, lead, Role.TEAM_MANAGER, team="North"), now=lead.now)

    with scope(manager, writes=False):
        found = working_with(known_to(manager), on=MAY)
        near = children_near(manager) or ()

    # Rows of another team are kept back by the second wall alone: pages show the children who are near.
    told = {child: found[child] for child in near if child in found}
    holds = Allocation.objects.get(team="North", role="social worker")
    assert told == {holds.subject.shown: WorksWith(holds.worker.shown, "North")}
    if connection.vendor == "postgresql":
        assert found == told


def test_a_reviewing_officer_sees_the_children_they_are_allocated_to(three, lead):
    officer = posted(three, lead, Role.REVIEWING_OFFICER, worker=worker_with(role="reviewing officer"))

    assert all_seen(officer, lead.now) == {"Subject": 1, "Fact": 1, "Span": 1}


def test_a_practitioner_sees_the_children_they_hold_and_of_another_only_what_they_recorded(three, lead):
    practitioner = posted(three, lead, Role.PRACTITIONER, worker=worker_with(team="South"))

    assert all_seen(practitioner, lead.now) == {"Subject": 2, "Fact": 2, "Span": 1}


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.REVIEWING_OFFICER, Role.PRACTITIONER])
def test_without_a_post_nobody_is_near_any_child(three, lead, role):
    assert all_seen(member(role, three.agency), lead.now) == {"Subject": 0, "Fact": 0, "Span": 0}


def test_an_allocation_that_has_ended_brings_nobody_near_any_more(three, lead):
    manager = posted(three, lead, Role.TEAM_MANAGER, team="South")
    three.takes(reading(TakenAllocation("3", "7", "South", "social worker", MARCH, until=date(2026, 12, 1))))
    assert all_seen(manager, lead.now)["Subject"] == 1
    refresh_all(at=lead.now + timedelta(days=400))

    assert all_seen(manager, lead.now)["Subject"] == 0


def test_when_a_post_ends_the_children_are_near_no_longer(three, lead):
    manager = member(Role.TEAM_MANAGER, three.agency)
    post = give_post(person=manager, agency=three.agency, team="North", by=lead)

    end_post(post=post, by=lead)

    assert all_seen(manager, lead.now) == {"Subject": 0, "Fact": 0, "Span": 0}
    assert not Near.objects.exists()


def test_somebody_who_takes_another_role_sees_no_child_by_an_old_post(three, lead):
    manager = posted(three, lead, Role.TEAM_MANAGER, team="North")
    manager.memberships.update(role=Role.CONTRIBUTOR)

    assert all_seen(manager, lead.now) == {"Subject": 0, "Fact": 0, "Span": 0}


def test_a_post_goes_with_a_role_and_is_given_by_the_safeguarding_lead_alone(three, lead):
    with pytest.raises(NoSuchPost):
        posted(three, lead, Role.CONTRIBUTOR, team="North")
    with pytest.raises(NoSuchPost):
        posted(three, lead, Role.LEADER, worker=worker_with(role="reviewing officer"))
    with pytest.raises(Forbidden):
        give_post(
            person=member(Role.TEAM_MANAGER, three.agency),
            agency=three.agency,
            team="North",
            by=three.analyst,
        )


AS_AT = date(2026, 12, 31)


@pytest.fixture
def with_plans(three):
    """Each of the three has a plan as well, under which nobody has visited."""
    plans = (TakenSpan(child, "need-plan", MARCH, row=f"plan {child}") for child in "123")
    three.takes(reading(*plans, carried=(carries("need-visit"),)))


def children_of(actor):
    with scope(actor, writes=False):
        of = known_to(actor)
        asked = {one.child for one in obligations(asked=Asked(AS_AT), by=actor)}
        kept = {one.child for one in kept_obligations(as_at=AS_AT, by=actor, of=of)}
        return children_near(actor), asked, kept


@pytest.mark.usefixtures("with_plans")
def test_a_practitioner_gets_nothing_computed_of_a_child_whom_they_only_visited(three, lead):
    person = posted(three, lead, Role.PRACTITIONER, worker=worker_with(team="South"))
    practitioner = actor_of(person, now=lead.now)

    near, asked, kept = children_of(practitioner)

    assert len(near) == 1
    assert asked == {*near}
    assert kept == {*near}
    others = Subject.objects.exclude(shown__in=near)
    assert others.exists()
    with scope(practitioner, writes=False):
        assert all(find_child(practitioner, other.ref) is None for other in others)


@pytest.mark.usefixtures("with_plans")
def test_what_is_kept_for_whoever_sees_all_is_never_given_to_somebody_near(three, lead):
    """The analyst asks first, so all of it is kept; the manager of a team still gets the team's."""
    manager = actor_of(posted(three, lead, Role.TEAM_MANAGER, team="South"), now=lead.now)
    _, everybody, kept_of_all = children_of(three.analyst)

    near, asked, kept = children_of(manager)

    assert len(kept_of_all) == Subject.objects.count()
    assert kept_of_all == everybody
    assert asked == {*near}
    assert kept == {*near}
    assert len(near) < Subject.objects.count()


@pytest.mark.usefixtures("with_plans")
def test_what_is_due_for_a_team_is_judged_once_until_something_is_taken(three, lead, monkeypatch):
    manager = actor_of(posted(three, lead, Role.TEAM_MANAGER, team="North"), now=lead.now)
    times: list[tuple[str, ...] | None] = []
    judged = sight.judged
    monkeypatch.setattr(
        sight, "judged", lambda of, asked, rules: (times.append(asked.children), judged(of, asked, rules))[1]
    )

    first, second = children_kept(manager), children_kept(manager)
    # The control: after another return it is judged anew.
    three.takes(reading(visit("1", MAY, worker="8")))
    third = children_kept(manager)

    assert first == second == third != set()
    assert times == [tuple(sorted(first))] * 2


def children_kept(actor) -> set[str]:
    with scope(actor, writes=False):
        return {one.child for one in kept_obligations(as_at=AS_AT, by=actor, of=known_to(actor))}
