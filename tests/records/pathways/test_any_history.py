"""Every pathway of the library through random histories, legal and illegal, on plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.fact import FactKind
from lineofsight.library.pathway import Pathway, Step, StepStatus
from lineofsight.library.shelf import load
from lineofsight.records.pathways.rules import (
    CannotBe,
    Course,
    Done,
    NotNow,
    check_left_out,
    check_step,
    check_stopped,
    consequence,
    with_done,
)
from lineofsight.sight.pathway import Standing, standing
from lineofsight.sight.shelf import in_use

SHELF = load()
RULES = in_use(SHELF)
CODES = {id: tuple(SHELF.newest(FactKind, id).codes) for id in SHELF.ids(FactKind.FOLDER)}
EDITIONS = [
    pytest.param(edition, id=f"{edition.id} {edition.version}")
    for id in sorted(SHELF.ids(Pathway.FOLDER))
    for edition in SHELF.history(Pathway, id)
]
OVER = {StepStatus.DONE, StepStatus.DONE_LATE, StepStatus.NOT_REQUIRED}


@dataclass(frozen=True)
class Move:
    """Something that somebody tries: a step, done or left out, with a code and a day that may be wrong."""

    step: int
    code: int
    what: str
    days: int


MOVES = st.lists(
    st.builds(
        Move,
        step=st.integers(0, 20),
        code=st.integers(0, 8),
        what=st.sampled_from(["done"] * 7 + ["left out", "wrong code", "wrong reason", "stopped", "next", "next"]),
        days=st.sampled_from([-400, -5, 0, 0, 1, 3, 10, 40, 100]),
    ),
    max_size=14,
)


def begun(pathway: Pathway) -> Course:
    started = max(pathway.from_date, date(2026, 1, 5))
    asked = tuple((kind, started + timedelta(days=60)) for kind in pathway.starts.asks)
    return Course(pathway, started, asked)


def codes_of(step: Step) -> tuple[str, ...]:
    return step.codes or CODES[step.records]


def tried(course: Course, move: Move, *, day: date) -> Course:
    """The course after a move, as the records would keep it. Raises NotNow, CannotBe."""
    steps = course.pathway.steps
    step = steps[move.step % len(steps)]
    if move.what == "next":
        # Of those open now, so that histories get somewhere.
        step = next(course.open_steps(), step)
    if move.what == "stopped":
        reasons = [*course.pathway.stops, "no reason"]
        check_stopped(course, reason=reasons[move.code % len(reasons)], day=day)
        return in_order_of_days(course, (), ended=day)
    if move.what in ("left out", "wrong reason"):
        reasons = [*step.not_required] if move.what == "left out" else []
        reason = reasons[move.code % len(reasons)] if reasons else "no reason"
        check_left_out(course, step, reason=reason)
        done = Done(step.id, day, is_left_out=True)
    else:
        codes = codes_of(step) or ("",)
        code = "no such code" if move.what == "wrong code" else codes[move.code % len(codes)]
        check_step(course, step, code=code, day=day, codes=codes_of(step))
        opens, ends = consequence(course.pathway, step, code)
        done = Done(step.id, day, opens=opens, ends=ends)
    after = with_done(course, done)
    return in_order_of_days(after, (), ended=after.ended)


def in_order_of_days(course: Course, without: tuple[str, ...], *, ended: date | None) -> Course:
    """The course in the order of days, as records read it back, without what was done at some steps."""
    done = tuple(sorted((one for one in course.done if one.step not in without), key=lambda one: one.day))
    return Course(course.pathway, course.started, course.asked, done, ended)


def walked(pathway: Pathway, moves: list[Move]) -> list[tuple[Course, Course | None, date]]:
    """What each move came to: the course before, after (None: refused), and the day."""
    course, day, found = begun(pathway), begun(pathway).started, []
    for move in moves:
        day = max(day + timedelta(days=move.days), course.started - timedelta(days=9))
        try:
            after = tried(course, move, day=day)
        except (NotNow, CannotBe):
            found.append((course, None, day))
            continue
        found.append((course, after, day))
        course = after
    return found


def stands(course: Course) -> dict[str, Standing]:
    """How each step stands once everything that was recorded has happened."""
    as_at = max([course.started, *(one.day for one in course.done), *([course.ended] if course.ended else [])])
    return {one.step.id: one for one in standing(course, as_at=as_at, rules=RULES)}


def seen_by_others(course: Course, agency: str) -> Course:
    """The course as an agency sees it: without the privileged steps of another."""
    hidden = tuple(step.id for step in course.pathway.steps if step.is_private and not step.is_of(agency))
    return in_order_of_days(course, hidden, ended=course.ended)


def last(pathway: Pathway, moves: list[Move]) -> Course:
    found = [after for _, after, _ in walked(pathway, moves) if after is not None]
    return found[-1] if found else begun(pathway)


@pytest.mark.parametrize("pathway", EDITIONS)
@settings(max_examples=40, deadline=None)
@given(moves=MOVES)
def test_a_move_is_taken_or_refused_and_what_was_done_stays_done(pathway, moves):
    for before, after, _ in walked(pathway, moves):
        if after is None:
            continue
        assert set(before.done) <= set(after.done)
        assert before.ended is None
        for step in pathway.steps:
            if before.of(step.id) and not step.repeats:
                assert after.of(step.id) == before.of(step.id)
                assert not after.is_open(step.id)


@pytest.mark.parametrize("pathway", EDITIONS)
@settings(max_examples=25, deadline=None)
@given(moves=MOVES)
def test_each_step_stands_in_one_way_and_the_same_way_again(pathway, moves):
    course = last(pathway, moves)
    found = stands(course)

    assert found == stands(in_order_of_days(course, (), ended=course.ended))
    assert list(found) == [step.id for step in pathway.steps]
    for step in pathway.steps:
        one = found[step.id]
        assert one.status in StepStatus
        assert set(one.blocked_by) <= set(found)
        assert one.late_by == 0 or one.due is not None
        assert one.is_open == course.is_open(step.id) or (one.status in OVER)
        if course.of(step.id) and not step.repeats:
            assert one.status in OVER


@pytest.mark.parametrize("pathway", EDITIONS)
@settings(max_examples=40, deadline=None)
@given(moves=MOVES, again=st.builds(Move, st.integers(0, 20), st.integers(0, 8), st.just("done"), st.just(0)))
def test_nothing_is_open_after_the_end_and_until_then_something_is(pathway, moves, again):
    course = last(pathway, moves)
    if course.ended is None:
        assert list(course.open_steps())
        return

    assert list(course.open_steps()) == []
    assert not any(one.is_open for one in stands(course).values())
    with pytest.raises(NotNow, match="ended on"):
        tried(course, again, day=course.ended)


@pytest.mark.parametrize("pathway", EDITIONS)
@settings(max_examples=25, deadline=None)
@given(moves=MOVES)
def test_what_an_agency_sees_of_shared_steps_says_nothing_of_another_one_s_privileged_steps(pathway, moves):
    course = last(pathway, moves)
    whole = stands(course)
    for agency in pathway.agencies:
        theirs = in_order_of_days(seen_by_others(course, agency), (), ended=course.ended)
        as_at = max([course.started, *(one.day for one in course.done), *([course.ended] if course.ended else [])])
        for one in standing(theirs, as_at=as_at, rules=RULES):
            if not one.step.is_private:
                assert one == whole[one.step.id]


@pytest.mark.parametrize("pathway", EDITIONS)
def test_answers_with_the_same_consequence_cannot_be_told_apart_from_outside(pathway):
    course = begun(pathway)
    for step in pathway.steps:
        kept: dict[tuple[frozenset[str], bool], Course] = {}
        for code in codes_of(step):
            opens, ends = consequence(pathway, step, code)
            after = with_done(course, Done(step.id, course.started, opens=opens, ends=ends))
            assert kept.setdefault((opens, ends), after) == after
        assert (
            len(kept) <= 1 or any(step.id == when.step for one in pathway.steps for when in one.when) or step.ends_with
        )


@pytest.mark.parametrize("pathway", EDITIONS)
def test_whoever_always_does_the_first_open_step_comes_to_an_end_or_to_steps_that_repeat(pathway):
    """So that the histories above are not all refusals."""
    course = begun(pathway)
    for _ in pathway.steps:
        step = next((one for one in course.open_steps() if not course.of(one.id)), None)
        if step is None or course.ended:
            break
        course = tried(course, Move(pathway.steps.index(step), 0, "done", 0), day=course.started)

    assert course.ended is not None or all(one.repeats for one in course.open_steps())


def test_a_pathway_that_lets_a_shared_step_wait_for_a_privileged_one_would_be_found_out():
    [pathway] = SHELF.history(Pathway, "care-proceedings")
    wrong = pathway.model_copy(
        update={
            "steps": tuple(
                step.model_copy(update={"after": ("legal-planning",)}) if step.id == "final-evidence" else step
                for step in pathway.steps
            )
        }
    )
    course = begun(wrong)
    for step in ("case-management", "legal-planning"):
        done = Done(step, course.started)
        course = with_done(course, done)

    theirs = {
        one.step.id: one
        for one in standing(seen_by_others(course, "court advisory"), as_at=course.started, rules=RULES)
    }

    assert theirs["final-evidence"] != stands(course)["final-evidence"]


def test_a_step_that_repeats_is_not_late_once_it_was_done_in_time():
    [pathway] = SHELF.history(Pathway, "when-we-are-not-managing")
    course = with_done(Course(pathway, date(2026, 1, 12)), Done("change", date(2026, 1, 20)))

    [late] = [
        one
        for one in standing(Course(pathway, date(2026, 1, 12)), as_at=date(2026, 3, 2), rules=RULES)
        if one.step.id == "change"
    ]
    [found] = [one for one in standing(course, as_at=date(2026, 3, 2), rules=RULES) if one.step.id == "change"]

    assert (late.due, late.late_by) == (date(2026, 1, 26), 35)
    assert (found.status, found.due, found.late_by) == (StepStatus.DUE, None, 0)
