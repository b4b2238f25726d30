"""What every standard of the program brings, and that a wrong example of one is found out."""

from datetime import date, timedelta

import pytest

from lineofsight.library.checks import examples_of
from lineofsight.library.scales import Basis, Scope
from lineofsight.library.shelf import OURS, load
from lineofsight.library.standard import Standard
from lineofsight.sight import examples as of_standards
from lineofsight.sight.history import Carried, Event, History
from lineofsight.sight.plain.engine import due_for
from lineofsight.sight.shelf import in_use

SHELF = load()
RULES = in_use(SHELF)
IDS = sorted(SHELF.ids(Standard.FOLDER))
EXAMPLES = examples_of(OURS)
A_DAY = timedelta(days=1)


def examples_for(id: str):
    return EXAMPLES[f"{Standard.FOLDER}/{id}.examples.yaml"][1]


def answers_of(id: str, *, event: str, answer: Event, day: date, editions) -> list[tuple[date | None, str]]:
    """When what must come before an event of one child was due, and how it stood."""
    history = History(
        child="example",
        events=(Event(event, day), answer),
        carried=tuple(Carried(kind) for kind in RULES.kinds),
    )
    found = due_for(history, editions, as_at=day, calendars=RULES.calendars, alone=RULES.alone)
    return [(one.due, one.status.value) for one in found]


@pytest.mark.parametrize("id", IDS)
def test_a_standard_brings_a_plain_an_edge_and_an_empty_example(id):
    kinds = {example.name.split(":")[0] for example in examples_for(id)}

    assert kinds == {"plain", "edge", "empty"}


@pytest.mark.parametrize("id", IDS)
def test_an_empty_example_asks_for_nothing(id):
    empty = [example for example in examples_for(id) if example.name.startswith("empty")]

    assert [example.due for example in empty] == [()] * len(empty)


@pytest.mark.parametrize("id", IDS)
def test_an_example_with_another_day_is_found_out(id):
    example = next(one for one in examples_for(id) if any(due.due for due in one.due))
    found = of_standards.obligations_of(id, example, rules=RULES)
    moved = tuple(due.model_copy(update={"due": due.due and due.due + A_DAY}) for due in example.due)

    wrong = of_standards.disagreements(example.model_copy(update={"due": moved}), found)

    assert of_standards.disagreements(example, found) == ()
    assert wrong != ()


@pytest.mark.parametrize("id", IDS)
def test_a_local_number_is_never_told_as_a_national_rule(id):
    standard = SHELF.newest(Standard, id)
    is_local = standard.basis is Basis.LOCAL
    reaches_the_nation = standard.scope is Scope.NATIONAL

    # Best practice of a national body reaches the nation and binds nobody; it has to say so.
    assert is_local != reaches_the_nation or "no law" in (standard.note or "")


def test_what_must_come_before_is_counted_by_the_edition_in_force_on_the_day():
    [old] = RULES.editions("birth-plan-shared")
    old = old.model_copy(update={"to_date": date(2026, 6, 30)})
    shape = old.before.model_copy(update={"at_least": 14, "holds": ()})
    new = old.model_copy(update={"from_date": date(2026, 7, 1), "to_date": None, "version": 2, "before": shape})
    old = old.model_copy(update={"before": old.before.model_copy(update={"holds": ()})})

    def asked(day: date) -> list[tuple[date | None, str]]:
        answer = Event("birth-plan-shared", day - 20 * A_DAY)
        return answers_of("birth-plan-shared", event="birth-expected", answer=answer, day=day, editions=(old, new))

    assert asked(date(2026, 6, 29)) == [(date(2026, 6, 1), "late")]
    assert asked(date(2026, 8, 3)) == [(date(2026, 7, 20), "met")]
