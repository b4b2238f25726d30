"""Figures of the records: whose they are, what was known then, handing one over, and one that fell back."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command

from lineofsight.assurance.actions.evidence import move_evidence
from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.faces import ROWS, end_of
from lineofsight.assurance.models import Evidence, FigureRecord
from lineofsight.assurance.queries import basis_of, find_statement
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.tables import AGENCY, computed_again, figures_of_records, measures_of_records
from lineofsight.desk.figures.page import figure_now, figure_page
from lineofsight.desk.figures.told import listed
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.scales import Shows
from lineofsight.partnership.actor import job
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from tests.factories import record_rows, rows
from tests.factories.partnership import NOW, TODAY, acting
from tests.records.pathways.conftest import STARTED, bodies, council, does, health, started

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
LETTERS = "letters-before-proceedings-in-time"
ALONE = "visits-child-seen-alone"

__all__ = ["bodies", "council", "health"]


def measure(id: str) -> Measure:
    return shelf().get(Measure, id, on=TODAY)


def visits(of, seen: int, not_seen: int) -> None:
    for number in range(seen + not_seen):
        code = "seen-alone" if number < seen else "not-seen"
        record_rows.fact(of.child, kind="care-visit", day=TODAY - (number + 1) * A_DAY, code=code)


def count(by, id: str = ALONE):
    with scope(by, writes=False):
        return figure_now(by, measure(id), as_at=TODAY)


def test_every_face_of_records_is_declared_and_says_whose_its_rows_are_or_belongs_to_one_that_does():
    declared = {id: shelf().get(FaceColumns, id, on=TODAY) for id in ROWS}
    counted = {one.face for one in measures_of_records(job("test", now=NOW))}

    assert {id for id in counted if AGENCY not in declared[id].columns} == set()


def test_there_are_more_than_thirty_measures_of_records_and_each_is_cited():
    found = measures_of_records(job("test", now=NOW))

    assert len(found) >= 30
    assert [one.id for one in found if not one.source or not one.question.endswith("?")] == []


def test_every_measure_is_counted_for_an_agency_and_over_all(council, bodies):
    visits(council, 2, 1)
    does(council.near, started(council, "pre-proceedings"), "letter", STARTED + A_DAY)

    words = []
    for by in (council.lead, acting(Role.SCRUTINEER, bodies.hub)):
        with scope(by, writes=False):
            found = listed(by, as_at=TODAY)
        told = {line.measure.id: line.words for line in found.lines}
        assert {ALONE, LETTERS} <= set(told)
        assert len(found.lines) + len(found.empty) == len(measures_of_records(job("test", now=NOW)))
        words.append(told[ALONE])
    assert words == ["2 of 3 (67%)", "too few to show"]


def test_an_agency_counts_its_own_rows_and_no_others(council, health):
    visits(council, 2, 0)
    visits(health, 0, 5)

    assert count(council.lead).words() == "2 of 2 (100%)"
    assert count(health.lead).words() == "0 of 5 (0%)"
    with scope(health.lead, writes=False), pytest.raises(Forbidden):
        figures_of_records(measure(ALONE), health.lead, as_at=TODAY)
    with scope(health.lead, writes=False), pytest.raises(Forbidden):
        figures_of_records(measure(ALONE), health.lead, as_at=TODAY, agency=council.agency)


def test_over_all_agencies_children_are_told_as_in_public(council, bodies):
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    record_rows.span(council.child, kind="care", start=TODAY - 400 * A_DAY)
    with scope(unit, writes=False):
        over_all = figure_page(unit, measure("children-offered-advocate"), as_at=TODAY)
    with scope(council.lead, writes=False):
        own = figure_page(council.lead, measure("children-offered-advocate"), as_at=TODAY)

    assert (over_all.is_exact, over_all.figure) == (False, None)
    assert not any(character.isdigit() for row in over_all.months for character in row.words)
    assert own.is_exact
    assert own.figure is not None


def test_a_year_of_months_and_the_verdict_stand_on_the_page(council):
    visits(council, 20, 5)
    with scope(council.lead, writes=False):
        found = figure_page(council.lead, measure(ALONE), as_at=TODAY, how_many=12)

    assert found.words == "20 of 25 (80%)"
    assert len(found.months) == 12
    assert found.chart is not None
    assert found.chart.sentence.startswith("Too few months to judge")
    assert [row.name for row in found.groups] == ["North"]


def test_what_came_later_changes_nothing_of_what_was_known_on_the_day(council):
    """The hash too: a year later the same question has the same answer."""
    part = started(council, "pre-proceedings")
    day = TODAY

    def known(by):
        with scope(by, writes=False):
            return figures_of_records(measure(LETTERS), by, as_at=day, agency=council.agency, known_at=end_of(day))[0]

    before = known(council.lead)
    does(replace(council.near, now=NOW + 3 * A_DAY), part, "letter", STARTED + A_DAY)
    in_a_year = replace(council.lead, now=NOW + 365 * A_DAY)

    with scope(in_a_year, writes=False):
        now = figures_of_records(measure(LETTERS), in_a_year, as_at=day, agency=council.agency)[0]
    assert known(in_a_year).sha() == before.sha()
    assert now.sha() != before.sha()


def test_the_command_counts_records_without_a_review_and_says_what_was_known(council):
    visits(council, 2, 1)
    email = "lead@example.org"
    from lineofsight.partnership.models import Membership, Person

    person = Person.objects.create(email=email, name="Lead")
    Membership.objects.create(
        person=person, agency=council.agency, role=Role.SAFEGUARDING_LEAD.value, from_date=STARTED, recorded_at=NOW
    )

    def run(*more: str) -> str:
        out = io.StringIO()
        call_command("measure", ALONE, "--as-at", TODAY.isoformat(), "--by", email, *more, stdout=out)
        return out.getvalue()

    told = json.loads(run("--json"))
    assert (told["figures"][0]["words"], told["cannot_tell_what_was_known"]) == ("2 of 3 (67%)", [])
    assert len(told["figures"][0]["sha"]) == 64
    assert f"With what was recorded by the end of {TODAY}" in run()
    assert "With what was recorded" not in run("--known-now")


def test_the_command_counts_exactly_and_says_beside_it_what_a_page_would_say(council, bodies):
    visits(council, 12, 9)
    from lineofsight.partnership.models import Membership, Person

    person = Person.objects.create(email="unit@example.org", name="Unit")
    held = {"person": person, "agency": bodies.hub, "role": Role.BUSINESS_MANAGER.value}
    Membership.objects.create(**held, from_date=STARTED, recorded_at=NOW)

    def run(*more: str) -> str:
        out = io.StringIO()
        call_command("measure", ALONE, "--as-at", TODAY.isoformat(), "--by", person.email, *more, stdout=out)
        return out.getvalue()

    lines, told = run(), json.loads(run("--json"))
    assert "12 of 21" in lines
    assert "These are exact numbers. In public: all: about 10 of 20" in lines
    assert (told["figures"][0]["n"], told["figures"][0]["of"]) == (12, 21)
    assert told["figures"][0]["in_public"] == "about 10 of 20 (50%)"


def test_the_command_tells_no_group_where_the_whole_alone_would_say_what_one_is(council, bodies):
    """Eleven of eleven: the group that is kept back is all of them too, and the command does not stop over it."""
    visits(council, 11, 0)
    from lineofsight.partnership.models import Membership, Person

    person = Person.objects.create(email="unit@example.org", name="Unit")
    held = {"person": person, "agency": bodies.hub, "role": Role.BUSINESS_MANAGER.value}
    Membership.objects.create(**held, from_date=STARTED, recorded_at=NOW)
    out = io.StringIO()
    call_command("measure", ALONE, "--as-at", TODAY.isoformat(), "--by", person.email, stdout=out)

    assert "In public: all: all of about 10; Visit to a child in care: too few to show" in out.getvalue()


def test_an_agency_hands_its_figure_over_and_the_unit_accepts_it(council, bodies):
    visits(council, 2, 0)
    review = rows.review(bodies.hub)
    statement, others = rows.statement(review, bodies.council), rows.statement(review, bodies.health)
    analyst = acting(Role.ANALYST, bodies.council)
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    figure = count(analyst)

    with scope(analyst, writes=True):
        evidence = freeze_figure(
            review=review, measure=measure(ALONE), figure=figure, statements=[statement], by=analyst
        )
        record = FigureRecord.objects.get()
    assert (evidence.state, record.audience, record.agency) == (EvidenceState.OFFERED, Audience.HUB, bodies.council)
    with scope(unit, writes=True):
        move_evidence(evidence=evidence, target=EvidenceState.ACCEPTED, expected_version=evidence.version, by=unit)
        record.refresh_from_db()
        assert record.audience == Audience.PARTNERSHIP
        assert computed_again(record, unit) == figure
    with scope(analyst, writes=True), pytest.raises(Forbidden):
        freeze_figure(
            review=review,
            measure=measure(ALONE),
            figure=figure,
            statements=[others],
            by=analyst,
        )


def test_a_figure_of_which_nothing_changed_is_kept_once_and_stands_behind_more(council, bodies):
    visits(council, 2, 0)
    review = rows.review(bodies.hub)
    first, second = rows.statement(review, bodies.council), rows.statement(review, bodies.council)
    analyst = acting(Role.ANALYST, bodies.council)

    def freeze(*statements) -> Evidence:
        figure = count(analyst)
        with scope(analyst, writes=True):
            return freeze_figure(
                review=review, measure=measure(ALONE), figure=figure, statements=list(statements), by=analyst
            )

    kept = freeze(first)
    again = freeze(first, second)
    record_rows.fact(council.child, kind="care-visit", day=TODAY - 50 * A_DAY, code="seen")
    changed = freeze(first)

    assert again == kept
    assert {tie.statement for tie in kept.supports.all()} == {first, second}
    assert changed.replaces == kept
    assert FigureRecord.objects.count() == 2


def test_a_figure_that_falls_back_takes_the_place_of_the_older_and_pulls_the_standing_down(council, bodies):
    visits(council, 8, 2)
    review = rows.review(bodies.hub)
    statement = rows.statement(review, bodies.hub)
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    shows_change = measure(ALONE).model_copy(update={"shows": Shows.PRACTICE_CHANGED})

    def freeze() -> Evidence:
        figure = count(unit)
        with scope(unit, writes=True):
            return freeze_figure(review=review, measure=shows_change, figure=figure, statements=[statement], by=unit)

    def standing() -> Shows:
        with scope(unit, writes=False):
            found = find_statement(unit, statement.ref)
            assert found is not None
            return basis_of(found, day=TODAY).standing.shows

    first = freeze()
    assert standing() == Shows.PRACTICE_CHANGED
    for number in range(10):
        record_rows.fact(council.child, kind="care-visit", day=TODAY - (50 + number) * A_DAY, code="not-seen")
    second = freeze()
    first.refresh_from_db()

    assert first.state == EvidenceState.SUPERSEDED
    assert (second.replaces, second.state) == (first, EvidenceState.ACCEPTED)
    assert "Before: 8 of 10 (80%)" in second.note
    assert standing() == Shows.COUNTED


def over_all(bodies):
    unit = acting(Role.BUSINESS_MANAGER, bodies.hub)
    with scope(unit, writes=False):
        return figure_page(unit, measure(ALONE), as_at=TODAY)


def test_a_group_that_is_kept_back_in_words_is_in_no_drawing(council, health, bodies):
    visits(council, 30, 20)
    visits(health, 3, 3)

    found = over_all(bodies)

    assert [row.words for row in found.groups] == ["too few to show", "too few to show"]
    assert found.beside is None


def test_a_whole_of_everybody_stands_alone_where_a_part_is_kept_back(council, health, bodies):
    visits(council, 30, 0)
    visits(health, 6, 0)

    found = over_all(bodies)

    assert found.words == "all of about 35"
    assert (found.months, found.chart, found.groups, found.beside) == ((), None, (), None)


def test_control_a_whole_of_which_some_are_not_counted_stands_beside_its_parts(council, health, bodies):
    visits(council, 30, 10)
    visits(health, 15, 15)

    found = over_all(bodies)

    assert [row.words for row in found.groups] == ["about 30 of 40 (75%)", "about 15 of 30 (50%)"]
    assert found.chart is not None
