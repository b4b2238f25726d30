"""A child on a pathway: steps done, left out and corrected, what waits, and what cannot be."""

from datetime import date, timedelta

import pytest

from lineofsight.desk.pathways import board, due_of, ended_lately, kinds_of_fact, pathway_called, pathway_of, run_seen
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.pathways.actions import correct_step, leave_out, stop_run
from lineofsight.records.pathways.models import Part, Run, StepDone, Waiting
from lineofsight.records.pathways.queries import lines_at
from lineofsight.records.pathways.rules import CannotBe, NotNow
from lineofsight.records.practice.models import Fact
from lineofsight.trail.models import Event
from tests.factories import pathway_rows, record_rows
from tests.factories.partnership import TODAY, acting
from tests.records.pathways.conftest import STARTED, does, person_of, started

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def part(council):
    return started(council, "pre-proceedings")


def waiting(part) -> dict[str, date | None]:
    return dict(Waiting.objects.filter(run=part.run).values_list("step", "due"))


def seen(by, part):
    with scope(by, writes=False):
        return {one.step.id: one.standing for one in run_seen(by, Part.objects.get(pk=part.pk), today=TODAY).steps}


def test_a_start_is_a_fact_of_the_child_and_says_what_waits_and_until_when(part, council):
    assert waiting(part) == {"gateway": None, "letter": STARTED + 5 * A_DAY}
    fact = Fact.objects.get()
    assert (fact.subject, fact.kind, fact.day) == (council.child, "decision-to-begin-pre-proceedings", STARTED)
    event = Event.objects.get(act="pathway.started")
    assert (event.subject_ref, event.sens, event.agency_code) == (part.ref, "S3", "council")


def test_a_step_is_a_fact_and_what_comes_after_it_waits_from_then_on(part, council):
    does(council.near, part, "letter", STARTED + A_DAY)

    assert waiting(part) == {
        "gateway": None,
        "first-meeting": STARTED + 8 * A_DAY,
        "decision": STARTED + timedelta(weeks=16),
    }
    assert set(Fact.objects.values_list("kind", flat=True)) >= {"letter-before-proceedings"}
    assert Fact.objects.get(kind="letter-before-proceedings").link == part.run.ref[:16]


def test_a_step_that_comes_later_is_refused_and_nothing_is_written(part, council):
    with pytest.raises(NotNow, match="Send the letter before proceedings"):
        does(council.near, part, "decision", STARTED + A_DAY, "A")

    assert StepDone.objects.count() == 0
    assert Fact.objects.count() == 1


def test_a_step_that_was_done_is_not_done_twice(part, council):
    does(council.near, part, "letter", STARTED + A_DAY)

    with pytest.raises(NotNow, match="recorded already"):
        does(council.near, part, "letter", STARTED + 2 * A_DAY)

    assert StepDone.objects.count() == 1


def test_of_two_who_record_at_once_the_second_is_told(part, council):
    version = part.run.version
    does(council.near, part, "letter", STARTED + A_DAY, version=version)

    with pytest.raises(Stale):
        does(council.near, part, "gateway", STARTED, "gateway", version=version)

    assert StepDone.objects.count() == 1


@pytest.mark.parametrize(
    "day, told", [(STARTED - A_DAY, "started on"), (TODAY + A_DAY, "today or in the past")], ids=["before", "ahead"]
)
def test_a_day_that_cannot_be_is_refused(part, council, day, told):
    with pytest.raises(CannotBe, match=told):
        does(council.near, part, "letter", day)

    assert StepDone.objects.count() == 0


def test_an_outcome_that_the_step_does_not_have_is_refused(part, council):
    with pytest.raises(CannotBe, match="in-proceedings"):
        does(council.near, part, "gateway", STARTED, "in-proceedings")


def test_somebody_whose_step_it_is_not_may_not_record_it(part, council):
    with pytest.raises(Forbidden):
        does(council.lead, part, "letter", STARTED)


def test_a_child_is_on_a_pathway_once_at_a_time(part, council):
    with pytest.raises(CannotBe, match="on this pathway already"):
        started(council, "pre-proceedings")

    assert Run.objects.count() == 1


def test_after_its_end_a_child_can_be_on_it_again(part, council):
    does(council.near, part, "letter", STARTED + A_DAY)
    does(council.near, part, "decision", STARTED + 2 * A_DAY, "A")

    again = started(council, "pre-proceedings", day=STARTED + 3 * A_DAY)

    assert again.run_id != part.run_id
    assert waiting(part) == {}


def test_the_end_is_the_end(part, council):
    does(council.near, part, "letter", STARTED + A_DAY)
    does(council.near, part, "decision", STARTED + 2 * A_DAY, "B")

    with pytest.raises(NotNow, match="ended"):
        does(council.near, part, "first-meeting", STARTED + 3 * A_DAY, "first")

    assert Run.objects.get().ended == STARTED + 2 * A_DAY


def left_out(by, part, step, reason):
    with scope(by, writes=True):
        part = Part.objects.select_related("run", "subject").get(pk=part.pk)
        pathway = pathway_of(part)
        return leave_out(
            part=part,
            pathway=pathway,
            step=pathway.step(step),
            reason=reason,
            expected_version=part.run.version,
            due=due_of,
            by=by,
        )


def test_a_step_is_left_out_for_a_reason_of_the_library_alone(part, council):
    left_out(council.near, part, "gateway", "before")

    assert seen(council.near, part)["gateway"].status == "not required"
    assert "gateway" not in waiting(part)
    with pytest.raises(CannotBe, match="not left out for that reason"):
        left_out(council.near, part, "letter", "no-time")


def test_a_corrected_day_moves_what_is_counted_from_it_and_the_first_stays(part, council):
    done = does(council.near, part, "letter", STARTED + A_DAY)

    with scope(council.near, writes=True):
        part = Part.objects.select_related("run", "subject").get(pk=part.pk)
        correct_step(
            done=done,
            part=part,
            pathway=pathway_of(part),
            day=STARTED + 3 * A_DAY,
            code="",
            expected_version=part.run.version,
            kinds=kinds_of_fact(),
            due=due_of,
            by=council.near,
        )

    assert waiting(part)["first-meeting"] == STARTED + 10 * A_DAY
    assert list(StepDone.objects.order_by("id").values_list("day", flat=True)) == [
        STARTED + A_DAY,
        STARTED + 3 * A_DAY,
    ]
    assert seen(council.near, part)["letter"].day == STARTED + 3 * A_DAY


def test_it_is_stopped_by_whoever_started_it_and_nothing_waits_any_more(part, council):
    with scope(council.near, writes=True):
        part = Part.objects.select_related("run", "subject").get(pk=part.pk)
        stop_run(
            part=part,
            pathway=pathway_of(part),
            reason="moved",
            day=STARTED + A_DAY,
            expected_version=part.run.version,
            due=due_of,
            by=council.near,
        )

    assert waiting(part) == {}
    assert Run.objects.get().ended == STARTED + A_DAY


def test_a_board_counts_those_whom_the_reader_may_see_and_who_is_late(part, council, django_assert_max_num_queries):
    stranger = acting(Role.TEAM_MANAGER, council.agency, email="stranger@council.example")
    pathway = pathway_called("pre-proceedings", on=TODAY)

    with scope(council.near, writes=False), django_assert_max_num_queries(6):
        found = board(council.near, pathway, today=TODAY)
    with scope(stranger, writes=False):
        nothing = board(stranger, pathway, today=TODAY)

    sections = {one.step.id: one for one in found.sections}
    assert (found.running, sections["letter"].count, sections["letter"].late) == (1, 1, 1)
    assert [line.child for line in sections["letter"].lines] == ["KX4-72M"]
    assert (nothing.running, sum(one.count for one in nothing.sections)) == (0, 0)


def test_nobody_waits_for_what_is_recorded_if_it_happens_until_it_has_a_day(council):
    part = started(council, "guardian-exchange")

    assert "change" not in waiting(part)
    assert seen(council.near, part)["change"].status == "if it happens"

    does(council.near, part, "change", STARTED + A_DAY)

    assert seen(council.near, part)["change"].times == 1
    assert "change" not in waiting(part)
    # Five working days from 8 April 2026.
    assert waiting(part)["after-change"] == STARTED + 8 * A_DAY


def test_a_board_shows_those_due_first_and_says_how_many_more_there_are(council):
    """Steps without a day come after those with one, whoever waits."""
    due = [STARTED + number * A_DAY for number in (5, 1, 3)] + [None]
    for number, day in enumerate(due):
        child = record_rows.subject(council.child.delivery, pseudonym=f"p{number}", shown=f"S{number}")
        run = pathway_rows.run(council.agency, person_of(council.lead), pathway="pre-proceedings", started=STARTED)
        pathway_rows.part(run, child)
        pathway_rows.waiting(run, pathway="pre-proceedings", step="letter", due=day)

    with scope(council.lead, writes=False):
        every = lines_at(council.lead, pathway="pre-proceedings", steps=["letter", "meeting"], most=9)
        two = lines_at(council.lead, pathway="pre-proceedings", steps=["letter", "meeting"], most=2)

    assert [line.child for line in every["letter"]] == ["S1", "S2", "S0", "S3"]
    assert [line.child for line in two["letter"]] == ["S1", "S2"]
    assert "meeting" not in every


def test_a_board_says_how_many_ended_in_twelve_months_and_lists_them(council, health):
    part = started(council, "when-risk-rises")
    does(council.near, part, "decide", STARTED + A_DAY, "no-discussion")
    long_ago = TODAY - timedelta(days=366)
    run = pathway_rows.run(council.agency, person_of(council.lead), pathway="when-risk-rises", started=long_ago)
    Run.objects.filter(pk=run.pk).update(ended=long_ago)
    pathway_rows.part(run, record_rows.subject(council.child.delivery, pseudonym="p", shown="OLD"))
    pathway = pathway_called("when-risk-rises", on=TODAY)

    with scope(council.near, writes=False):
        found = board(council.near, pathway, today=TODAY)
        parts = ended_lately(council.near, pathway, today=TODAY)
    with scope(health.lead, writes=False):
        theirs = board(health.lead, pathway, today=TODAY)

    assert (found.running, found.ended) == (0, 1)
    assert [one.subject.shown for one in parts] == ["KX4-72M"]
    assert (theirs.running, theirs.ended) == (0, 0)
