"""An order of the court that gives more time, recorded as a step: the 26 weeks move, on the pathway and in sight."""

from datetime import date, timedelta

import pytest

from lineofsight.desk.pathways import due_of, kinds_of_fact, pathway_of, run_seen
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.library.who import AgencyKind
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Subject
from lineofsight.records.pathways.actions import call_in, correct_step, take_on
from lineofsight.records.pathways.models import Part, StepDone
from lineofsight.records.pathways.rules import CannotBe
from lineofsight.records.practice.models import Span
from lineofsight.records.practice.nearness import give_post
from lineofsight.records.practice.recording import NotRecorded
from lineofsight.records.taken import TakenSpan
from lineofsight.sight.plain.engine import due_for
from lineofsight.trail.models import Event
from tests.factories.partnership import TODAY, acting, agency, member
from tests.records.pathways.conftest import Side, does, started
from tests.records.pathways.conftest import side as side_of
from tests.records.readings import carries, placed, reading, with_worker

pytestmark = pytest.mark.django_db
ISSUED, ORDERED = date(2026, 1, 5), date(2026, 6, 15)
DUE = date(2026, 7, 5)
STEP = "more-time"


def order(day: date = ORDERED, number: int = 56) -> TakenSpan:
    return TakenSpan("1", "proceedings-lengthened", day, None, number=number, row=f"L-{day}")


def issued() -> TakenSpan:
    return TakenSpan("1", "proceedings", ISSUED, None, row="C")


@pytest.fixture
def side(council) -> Side:
    """A child in proceedings, by a return; and the manager of the team that works with the child."""
    carried = (carries("proceedings"), carries("final-order"))
    council.takes(reading(placed("1", ISSUED), issued(), with_worker("1", "7", ISSUED), carried=carried))
    lead = acting(Role.SAFEGUARDING_LEAD, council.agency)
    person = member(Role.TEAM_MANAGER, council.agency)
    give_post(person=person, agency=council.agency, by=lead, team="North")
    return Side(council.agency, Subject.objects.get(), lead, actor_of(person, now=lead.now))


@pytest.fixture
def part(side) -> Part:
    """The child on the pathway of care proceedings, with the case management hearing held."""
    made = started(side, "care-proceedings", day=ISSUED, case_management_hearing_listed=date(2026, 1, 26))
    does(side.near, made, "case-management", date(2026, 1, 26))
    return made


def due_in_sight(council) -> date | None:
    """By when the final order is due, as sight says it of what stands in the records."""
    rules = rules_in_use()
    (history,) = council.knows()
    editions = rules.editions("final-order")
    found = due_for(history, editions, as_at=TODAY, calendars=rules.calendars, alone=rules.alone)
    return found[0].due if found else None


def due_on_the_pathway(side, part) -> date | None:
    with scope(side.near, writes=False):
        steps = run_seen(side.near, Part.objects.get(pk=part.pk), today=TODAY).steps
    return next(one.standing.due for one in steps if one.step.id == "order")


def corrected(by, done: StepDone, *, day: date = ORDERED, number: int = 56) -> StepDone:
    with scope(by, writes=True):
        part = Part.objects.select_related("run", "subject", "agency").get(run=done.run, agency=done.agency)
        facts = {"part": part, "pathway": pathway_of(part), "expected_version": part.run.version, "due": due_of}
        facts |= {"kinds": kinds_of_fact(), "by": by}
        return correct_step(done=StepDone.objects.get(pk=done.pk), day=day, code="", number=number, **facts)


def test_an_order_moves_the_day_on_the_pathway_and_in_sight(council, side, part):
    before = (due_on_the_pathway(side, part), due_in_sight(council))

    does(side.near, part, STEP, ORDERED, number=56)

    after = DUE + timedelta(days=56)
    assert before == (DUE, DUE)
    assert (due_on_the_pathway(side, part), due_in_sight(council)) == (after, after)
    span = Span.objects.get(kind="proceedings-lengthened")
    assert (span.start, span.until, span.number) == (ORDERED, ORDERED + timedelta(days=56), 56)
    told = Event.objects.filter(act="pathway.step", subject_ref=part.ref).latest("id").payload.body
    assert '"number":"56"' in told.replace(" ", "")


def test_two_orders_add_up(council, side, part):
    does(side.near, part, STEP, ORDERED - timedelta(days=7), number=56)
    does(side.near, part, STEP, ORDERED, number=28)

    after = DUE + timedelta(days=84)
    assert (due_on_the_pathway(side, part), due_in_sight(council)) == (after, after)


@pytest.mark.parametrize("number", [0, 57, -1])
def test_a_number_that_no_order_gives_is_refused_and_nothing_is_written(side, part, number):
    with pytest.raises(CannotBe, match="Enter a number of days from 1 to 56"):
        does(side.near, part, STEP, ORDERED, number=number)

    assert not Span.objects.filter(kind="proceedings-lengthened").exists()
    assert not StepDone.objects.filter(step=STEP).exists()


def test_a_step_that_asks_for_no_number_takes_none(side, part):
    with pytest.raises(CannotBe, match="asks for no number"):
        does(side.near, part, "guardian", ORDERED, number=3)


def test_a_correction_stands_in_place_of_what_was_said_first_and_that_stays(council, side, part):
    first = does(side.near, part, STEP, ORDERED, number=56)

    corrected(side.near, first, day=ORDERED - timedelta(days=1), number=42)

    after = DUE + timedelta(days=42)
    assert (due_on_the_pathway(side, part), due_in_sight(council)) == (after, after)
    assert Span.objects.filter(kind="proceedings-lengthened").count() == 2


def test_one_order_is_not_recorded_twice(side, part):
    does(side.near, part, STEP, ORDERED, number=56)

    with pytest.raises(NotRecorded, match="of this day is recorded already"):
        does(side.near, part, STEP, ORDERED, number=28)

    assert StepDone.objects.filter(step=STEP).count() == 1


def test_an_order_that_a_return_brings_later_is_counted_once(council, side, part):
    first = does(side.near, part, STEP, ORDERED, number=56)

    council.takes(reading(issued(), order()))

    assert due_in_sight(council) == DUE + timedelta(days=56)
    assert Event.objects.filter(act="spans.came").count() == 1
    with pytest.raises(NotRecorded, match="A return has it with 56 and not 28"):
        corrected(side.near, first, number=28)
    with pytest.raises(NotRecorded, match="A return has this now"):
        corrected(side.near, first, day=ORDERED - timedelta(days=1))


def test_an_order_that_a_return_brought_before_is_tied_to_the_step_and_counted_once(council, side, part):
    council.takes(reading(issued(), order()))

    with pytest.raises(NotRecorded, match="A return has it with 56 and not 28"):
        does(side.near, part, STEP, ORDERED, number=28)
    does(side.near, part, STEP, ORDERED, number=56)

    after = DUE + timedelta(days=56)
    assert (due_on_the_pathway(side, part), due_in_sight(council)) == (after, after)


def test_control_two_orders_of_two_days_by_step_and_return_are_both_counted(council, side, part):
    does(side.near, part, STEP, ORDERED, number=56)

    council.takes(reading(issued(), order(ORDERED + timedelta(days=1), 28)))

    assert due_in_sight(council) == DUE + timedelta(days=84)


def test_another_agency_that_takes_part_has_the_day_moved_and_does_not_read_by_how_much(side, part):
    court = side_of(agency("court", "Family Court Advisory Service", AgencyKind.COURT_ADVISORY), "CT5-19R")
    with scope(side.near, writes=True):
        call = call_in(part=part, agency=court.agency, by=side.near)
    with scope(court.lead, writes=True):
        facts = {"expected_version": call.version, "by": court.lead}
        theirs = take_on(call=call, subject=court.child, **facts)

    does(side.near, part, STEP, ORDERED, number=56)

    with scope(court.near, writes=False):
        seen = run_seen(court.near, Part.objects.select_related("run").get(pk=theirs.pk), today=TODAY).steps
    steps = {one.step.id: one for one in seen}
    assert steps["order"].standing.due == DUE + timedelta(days=56)
    assert [(one.day, one.number, one.is_own) for one in steps[STEP].entries] == [(ORDERED, 0, False)]
