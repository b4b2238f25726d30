"""Nobody's edit is lost (promise P12): of many who save at once one stands, and each of the others is told."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Statement
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from tests.factories import rows
from tests.factories.partnership import actor, partnership

WRITERS = 8
Save = Callable[[Statement, str, Actor], None]


def keeping(statement: Statement, text: str, by: Actor) -> None:
    change_statement(statement=statement, text=text, expected_version=statement.version, by=by)


def plain(statement: Statement, text: str, by: Actor) -> None:
    """A save that does not ask which version it replaces."""
    with transaction.atomic():
        statement.current = rows.wording(statement, text)
        statement.save(update_fields=["current"])


def set_up() -> tuple[Statement, Actor]:
    bodies = partnership()
    return rows.statement(rows.review(bodies.hub), bodies.council), actor(Role.BUSINESS_MANAGER, bodies.hub)


def answers(save: Save, read: Statement, text: str, by: Actor) -> bool:
    """Whether the writer was answered «saved»."""
    try:
        save(read, text, by)
    except Stale:
        return False
    return True


def lost_one_by_one(save: Save) -> int:
    """Eight have read the same words and save one after the other: how many were answered «saved» and overwritten."""
    statement, by = set_up()
    everybody = [Statement.objects.select_related("current", "agency").get(pk=statement.pk) for _ in range(WRITERS)]
    return sum(answers(save, read, f"Words of writer {n}.", by) for n, read in enumerate(everybody)) - 1


def lost_at_once(save: Save, *, rounds: int) -> int:
    """The same with as many threads, at one moment, so many times."""
    statement, by = set_up()
    together = threading.Barrier(WRITERS)

    def work(number: int) -> int:
        saved = 0
        try:
            for turn in range(rounds):
                together.wait(60)
                read = Statement.objects.select_related("current", "agency").get(pk=statement.pk)
                together.wait(60)
                saved += answers(save, read, f"Round {turn}, writer {number}.", by)
        finally:
            connections.close_all()
        return saved

    with ThreadPoolExecutor(WRITERS) as threads:
        # One of each round stands; whatever else was answered «saved» is gone.
        return sum(threads.map(work, range(WRITERS))) - rounds


@pytest.mark.django_db
def test_of_eight_who_read_the_same_words_one_is_saved_and_seven_are_told():
    assert lost_one_by_one(keeping) == 0


@pytest.mark.django_db
def test_control_a_plain_save_loses_seven_of_eight():
    assert lost_one_by_one(plain) == WRITERS - 1


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_no_edit_is_lost_when_many_save_at_the_same_moment(is_long_run):
    assert lost_at_once(keeping, rounds=1000 // WRITERS if is_long_run else 6) == 0


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_control_plain_saves_at_the_same_moment_lose_all_but_one_of_each_round(is_long_run):
    rounds = 1000 // WRITERS if is_long_run else 6

    assert lost_at_once(plain, rounds=rounds) == rounds * (WRITERS - 1)
