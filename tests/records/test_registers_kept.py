"""Nothing of a challenge, a register or a stated quarter is removed or rewritten, and two agencies alone write one."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.registers.models import Challenge, ChallengeStep
from lineofsight.trail import triggers
from tests.factories import register_rows
from tests.factories.partnership import acting, member, partnership

pytestmark = pytest.mark.django_db
TABLES = (
    "registers_challenge",
    "registers_challengestep",
    "registers_meeting",
    "registers_entry",
    "registers_recording",
    "registers_chased",
    "stated_statedreturn",
)
REWRITES = (
    "UPDATE registers_challenge SET wanted = 'Something else'",
    "UPDATE registers_challengestep SET said = 'Something else'",
    "UPDATE registers_meeting SET meeting_date = '2020-01-01'",
    "UPDATE registers_entry SET body = '{}'",
    "UPDATE registers_recording SET body = '{}'",
    "UPDATE registers_chased SET due_date = '2030-01-01'",
    "UPDATE stated_statedreturn SET body = '{}'",
)


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def challenge(bodies) -> Challenge:
    """Of the health trust, to the council; and a row of every other kind."""
    person = member(Role.SAFEGUARDING_LEAD, bodies.health, email="raiser@health.example")
    made = register_rows.challenge(bodies.health, bodies.council, person)
    register_rows.challenge_step(made, bodies.health)
    entry = register_rows.entry(bodies.health, person, meeting=register_rows.meeting(bodies.health))
    register_rows.recording(entry)
    register_rows.chased(entry)
    register_rows.stated(bodies.health)
    return made


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_removed(challenge, table):
    with pytest.raises(IntegrityError, match="keeps what was written"):
        run(f"DELETE FROM {table}")


@pytest.mark.parametrize("rewrite", REWRITES)
def test_no_row_is_rewritten(challenge, rewrite):
    with pytest.raises(IntegrityError, match="keeps what was written"):
        run(rewrite)


def test_what_is_closed_is_not_opened_again(challenge):
    run("UPDATE registers_challenge SET state = 'closed'")

    with pytest.raises(IntegrityError, match="keeps what was written"):
        run("UPDATE registers_challenge SET state = 'raised'")


def test_control_without_the_triggers_a_challenge_can_be_rewritten_and_removed(challenge):
    with triggers.lifted():
        run("UPDATE registers_challenge SET wanted = 'Something else'")
        run("DELETE FROM registers_challengestep")
        run("DELETE FROM registers_challenge")

    assert not Challenge.objects.exists()


def test_a_third_agency_is_named_once_and_stays(challenge, bodies):
    run(f"UPDATE registers_challenge SET third_agency_id = {bodies.scrutiny.pk}")

    with pytest.raises(IntegrityError, match="keeps what was written"):
        run("UPDATE registers_challenge SET third_agency_id = NULL")
    with pytest.raises(IntegrityError, match="keeps what was written"):
        run(f"UPDATE registers_challenge SET third_agency_id = {bodies.hub.pk}")


def test_a_third_agency_sees_a_challenge_from_when_it_is_named_and_its_steps_with_it(challenge, bodies):
    third = acting(Role.SAFEGUARDING_LEAD, bodies.scrutiny)
    with scope(third, writes=False):
        before = (Challenge.objects.visible_to(third).count(), ChallengeStep.objects.visible_to(third).count())

    Challenge.objects.filter(pk=challenge.pk).update(third_agency=bodies.scrutiny)

    with scope(third, writes=False):
        after = (Challenge.objects.visible_to(third).count(), ChallengeStep.objects.visible_to(third).count())
    assert (before, after) == ((0, 0), (1, 1))


@pytest.mark.postgres_only
@pytest.mark.parametrize("is_named", [True, False])
def test_row_security_lets_the_third_agency_read_and_add_and_another_neither(challenge, bodies, is_named):
    third = acting(Role.SAFEGUARDING_LEAD, bodies.scrutiny)
    if is_named:
        Challenge.objects.filter(pk=challenge.pk).update(third_agency=bodies.scrutiny)

    with scope(third, writes=True):
        seen = (Challenge.objects.count(), ChallengeStep.objects.count())
        try:
            with transaction.atomic():
                register_rows.challenge_step(challenge, bodies.scrutiny, number=2, step="say", said="Our view.")
            added = True
        except ProgrammingError:
            added = False

    assert (seen, added) == (((1, 1), True) if is_named else ((0, 0), False))


@pytest.mark.postgres_only
def test_row_security_lets_both_agencies_move_a_challenge_and_a_third_not_even_see_it(challenge, bodies):
    council = acting(Role.SAFEGUARDING_LEAD, bodies.council)
    third = acting(Role.SAFEGUARDING_LEAD, bodies.scrutiny)

    with scope(council, writes=True):
        moved = Challenge.objects.filter(pk=challenge.pk).update(state="answered", version=2)
    with scope(third, writes=True):
        unmoved = Challenge.objects.filter(pk=challenge.pk).update(state="closed", version=3)

    assert (moved, unmoved) == (1, 0)


@pytest.mark.postgres_only
def test_row_security_lets_nobody_raise_a_challenge_in_the_name_of_another_agency(challenge, bodies):
    council = acting(Role.SAFEGUARDING_LEAD, bodies.council)
    person = member(Role.SAFEGUARDING_LEAD, bodies.health, email="another@health.example")

    with pytest.raises(ProgrammingError, match="row-level security"), scope(council, writes=True):
        register_rows.challenge(bodies.health, bodies.council, person)
