"""A fact of the records calls a child onto a pathway: who is offered, to whom, and what ends it."""

from datetime import timedelta

import pytest

from lineofsight.desk.offered import offered_for, waiting
from lineofsight.desk.pathways import pathway_called, pathways_on
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import make_key
from lineofsight.records.pathways.actions import set_aside
from lineofsight.records.pathways.models import NotStarted
from lineofsight.records.pathways.rules import CannotBe, NotNow
from lineofsight.records.practice.actions import take_return
from lineofsight.records.practice.models import Fact
from lineofsight.records.taken import TakenEvent
from lineofsight.trail.models import Event
from tests.factories import pathway_rows, record_rows
from tests.factories.partnership import TODAY, acting
from tests.records.pathways.conftest import does, person_of, started
from tests.records.readings import reading

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ROSE = TODAY - 3 * DAY
RISK = "when-risk-rises"


def offers(actor, *, today=TODAY):
    """Who is offered to somebody: pathway, child and day."""
    with scope(actor, writes=False):
        found = offered_for(actor, pathways_on(today), today=today)
    return [(one.pathway, one.child, one.day) for one in found]


def lines(actor):
    with scope(actor, writes=False):
        return [(one.text, one.child) for one in waiting(actor, day=TODAY)]


def risen(side, *, day=ROSE, kind="risk-risen", **facts):
    return record_rows.fact(side.child, kind=kind, day=day, **facts)


def aside(side, *, day=ROSE, reason="looked-at", by=None):
    by = by or side.near
    with scope(by, writes=True):
        return set_aside(pathway=pathway_called(RISK, on=TODAY), subject=side.child, day=day, reason=reason, by=by)


def test_a_return_that_brings_the_fact_offers_the_child_and_one_that_brings_another_does_not(
    bodies, settings, tmp_path
):
    settings.PSEUDONYM_KEYS_ROOT = tmp_path / "keys"
    make_key(bodies.council)
    analyst, lead = acting(Role.ANALYST, bodies.council), acting(Role.SAFEGUARDING_LEAD, bodies.council)
    home = TODAY - 10 * DAY

    take_return(reading=reading(TakenEvent("2001", "parents-wishes", home, "", "", "")), mark="a" * 64, by=analyst)
    before = offers(lead)
    take_return(reading=reading(TakenEvent("2002", "came-home", home, "", "", "")), mark="b" * 64, by=analyst)

    assert before == []
    [(pathway, child, day)] = offers(lead)
    assert (pathway, day) == ("returned-home", home)
    assert Fact.objects.get(kind="came-home").subject.shown == child


def test_what_was_recorded_here_offers_the_child_too_and_my_work_names_the_child_to_whoever_is_near(council):
    risen(council)

    assert offers(council.near) == [(RISK, "KX4-72M", ROSE)]
    assert lines(council.near) == [("When risk to a child rises: 1 child, and no pathway runs", "KX4-72M")]


def test_each_agency_reads_of_its_own_child_and_a_stranger_of_none(council, health):
    risen(council)
    risen(health, kind="contact-missed")
    stranger = acting(Role.TEAM_MANAGER, council.agency, email="stranger@council.example")

    assert [child for _, child, _ in offers(council.near)] == ["KX4-72M"]
    assert [child for _, child, _ in offers(health.near)] == ["HB7-43P"]
    assert offers(stranger) == []


def test_a_run_of_another_agency_leaves_the_own_child_offered(council, health):
    """Which child of theirs it is, no agency learns: it says itself that another has started it."""
    risen(council, kind="contact-missed")
    started(health, "when-we-are-not-managing")

    assert len(offers(council.near)) == 1


@pytest.mark.parametrize(("ago", "is_offered"), [(14, True), (15, False)])
def test_after_the_limit_that_the_library_names_nobody_is_offered(council, ago, is_offered):
    risen(council, day=TODAY - ago * DAY)

    assert pathway_called(RISK, on=TODAY).starts.offered_for == 14
    assert bool(offers(council.near)) is is_offered


def test_one_who_is_put_on_it_is_offered_no_more_and_the_fact_is_counted_once(council):
    fact = risen(council)

    started(council, RISK, day=ROSE)

    assert offers(council.near) == []
    assert list(Fact.objects.filter(kind="risk-risen")) == [fact]


def test_where_the_records_do_not_have_it_the_start_writes_the_fact(council):
    risen(council)

    started(council, RISK, day=ROSE - DAY)

    assert Fact.objects.filter(kind="risk-risen").count() == 2


def test_what_happens_after_a_run_ended_calls_again_and_what_happened_during_it_does_not(council):
    part = started(council, RISK, day=ROSE - 5 * DAY)
    does(council.near, part, "decide", ROSE, "no-discussion")
    risen(council, day=ROSE - DAY)
    during = offers(council.near)

    risen(council, day=ROSE + DAY)

    assert during == []
    assert offers(council.near) == [(RISK, "KX4-72M", ROSE + DAY)]


def test_one_who_was_set_aside_with_a_reason_is_offered_again_by_a_later_fact_alone(council):
    risen(council)

    aside(council)

    assert offers(council.near) == []
    assert Event.objects.filter(act="pathway.not started", subject_ref=NotStarted.objects.get().ref).exists()
    risen(council, day=ROSE + DAY)
    assert offers(council.near) == [(RISK, "KX4-72M", ROSE + DAY)]


def test_a_child_is_set_aside_once_for_a_reason_of_the_library_by_those_who_may_start_it(council, health):
    risen(council)

    with pytest.raises(CannotBe):
        aside(council, reason="no time")
    with pytest.raises(Forbidden):
        aside(council, by=council.lead)
    with pytest.raises(Forbidden):
        aside(council, by=health.near)
    aside(council)
    with pytest.raises(NotNow):
        aside(council)

    assert NotStarted.objects.count() == 1


def test_what_was_corrected_or_withdrawn_calls_for_nothing(council):
    first = risen(council)
    record_rows.fact(council.child, kind="risk-risen", day=ROSE - 60 * DAY, supersedes=first)
    risen(council, is_withdrawn=True, row_key="w" * 16)

    assert offers(council.near) == []


def test_two_references_of_one_child_are_offered_once_and_not_while_a_pathway_runs_under_one_of_them(council):
    other = record_rows.subject(council.child.delivery, pseudonym="another of the same", shown="KX4-99Z")
    record_rows.merged(other, council.child, reason="one child")
    risen(council)
    record_rows.fact(other, kind="risk-risen", day=ROSE + DAY)
    lead = council.lead
    both = offers(lead)

    pathway_rows.part(pathway_rows.run(council.agency, person_of(lead), pathway=RISK, started=ROSE), other)

    assert [(pathway, day) for pathway, _, day in both] == [(RISK, ROSE + DAY)]
    assert offers(lead) == []


def test_whoever_may_not_start_it_has_no_line_in_my_work(council):
    risen(council)

    assert lines(council.lead) == []
    assert len(offers(council.lead)) == 1


def test_a_fact_of_before_the_edition_in_force_calls_for_nothing(council):
    begins = pathway_called(RISK, on=TODAY).from_date
    risen(council, day=begins - DAY)
    before = offers(council.lead, today=begins + DAY)

    risen(council, day=begins)

    assert before == []
    assert offers(council.lead, today=begins + DAY) == [(RISK, "KX4-72M", begins)]
