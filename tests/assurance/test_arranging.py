"""Sentences and sections are put in order: numbers stay, nothing is lost, and only the unit does it."""

import pytest

from lineofsight.assurance.actions.arranging import (
    CannotArrange,
    add_after,
    add_sections,
    move_section,
    move_statement,
    put_into_section,
    rename_section,
)
from lineofsight.assurance.models import Section, Statement
from lineofsight.assurance.queries.order import section_rows, titles_in_order
from lineofsight.assurance.queries.review import statements_of
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.trail.models import Event
from lineofsight.trail.numbers import take_numbers
from tests.factories import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def four(review, bodies):
    take_numbers(f"{review.ref} statement", count=4)
    return [
        rows.statement(review, bodies.council, section=section, text=f"Sentence {number}.")
        for number, section in enumerate(["A", "A", "B", "A"], start=1)
    ]


def numbers(review, actor) -> list[int]:
    return [one.position for one in statements_of(review, actor)]


def titles(review, actor) -> tuple[str, ...]:
    return titles_in_order(section_rows(review, actor), statements_of(review, actor))


def test_moving_up_passes_the_one_before_in_its_section_and_keeps_the_number(review, four, unit):
    move_statement(statement=four[3], up=True, by=unit)

    assert numbers(review, unit) == [1, 4, 3, 2]
    assert [one.section for one in statements_of(review, unit)] == ["A", "A", "B", "A"]


def test_up_and_down_again_is_as_it_was(review, four, unit):
    move_statement(statement=four[1], up=True, by=unit)
    move_statement(statement=Statement.objects.get(pk=four[1].pk), up=False, by=unit)

    assert numbers(review, unit) == [1, 2, 3, 4]


@pytest.mark.parametrize(("index", "up"), [(0, True), (3, False), (2, True)])
def test_the_first_and_the_last_of_a_section_go_no_further(review, four, unit, index, up):
    with pytest.raises(CannotArrange, match="in its section"):
        move_statement(statement=four[index], up=up, by=unit)

    assert numbers(review, unit) == [1, 2, 3, 4]


def test_a_sentence_is_added_behind_another_again_and_again(review, four, unit, bodies):
    made = [add_after(statement=four[0], agency=bodies.health, text=f"Added {n}.", by=unit) for n in range(13)]

    # The last one that was added stands nearest; after ten there was no room left, and all were set apart again.
    assert numbers(review, unit) == [1, *(one.position for one in reversed(made)), 2, 3, 4]
    assert {one.section for one in made} == {"A"}


def test_a_sentence_goes_into_a_section_that_is_there(review, four, unit):
    put_into_section(statement=four[0], title="B", by=unit)

    assert Statement.objects.get(pk=four[0].pk).section == "B"
    with pytest.raises(CannotArrange, match="no section of that name"):
        put_into_section(statement=four[1], title="Z", by=unit)


def test_sections_stand_as_somebody_put_them_and_a_new_one_last(review, four, unit):
    assert titles(review, unit) == ("A", "B")

    assert add_sections(review=review, titles=["  C  ", "A", "C"], by=unit) == ("C",)
    move_section(review=review, title="C", up=True, by=unit)

    assert titles(review, unit) == ("A", "C", "B")


def test_a_renamed_section_takes_its_sentences_along(review, four, unit):
    rename_section(review=review, title="A", to="Plans for babies", by=unit)

    assert titles(review, unit) == ("Plans for babies", "B")
    assert [one.section for one in statements_of(review, unit)].count("Plans for babies") == 3


@pytest.mark.parametrize(
    ("to", "why"), [(" ", "Enter what the section is called"), ("B", "already"), ("x" * 301, "may have 300")]
)
def test_a_title_that_cannot_be_is_refused_and_nothing_changes(review, four, unit, to, why):
    with pytest.raises(CannotArrange, match=why):
        rename_section(review=review, title="A", to=to, by=unit)

    assert titles(review, unit) == ("A", "B")


def test_a_section_that_somebody_else_renamed_meanwhile_is_stale(review, four, unit):
    rename_section(review=review, title="A", to="C", by=unit)

    with pytest.raises(Stale):
        rename_section(review=review, title="A", to="D", by=unit)


def test_an_agencys_lead_arranges_nothing(review, four, lead, bodies):
    for act in (
        lambda: move_statement(statement=four[1], up=True, by=lead),
        lambda: put_into_section(statement=four[1], title="B", by=lead),
        lambda: add_sections(review=review, titles=["C"], by=lead),
        lambda: rename_section(review=review, title="A", to="C", by=lead),
        lambda: move_section(review=review, title="A", up=False, by=lead),
        lambda: add_after(statement=four[0], agency=bodies.council, text="More.", by=lead),
    ):
        with pytest.raises(Forbidden):
            act()

    assert not Section.objects.exists()


def test_each_act_leaves_one_event(review, four, unit):
    move_statement(statement=four[1], up=True, by=unit)
    put_into_section(statement=Statement.objects.get(pk=four[1].pk), title="B", by=unit)
    add_sections(review=review, titles=["C"], by=unit)
    move_section(review=review, title="C", up=True, by=unit)
    rename_section(review=review, title="C", to="D", by=unit)

    assert list(Event.objects.order_by("id").values_list("act", flat=True)) == [
        "statement.moved", "statement.put into section", "sections.added", "section.moved", "section.renamed",
    ]  # fmt: skip
