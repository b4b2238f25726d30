"""Who is in post: as the latest lists have it, on any day, with long leave told, and by whom it is seen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.faces.of_workforce import spell_rows
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import make_key
from lineofsight.records.identities.models import Worker
from lineofsight.records.identities.rules import Named, pseudonym
from lineofsight.records.workforce.queries import ever_in_post, in_post
from lineofsight.records.workforce.settling import People
from tests.factories import record_rows, workforce_rows
from tests.factories.partnership import NOW, TODAY, acting, actor, partnership

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 30)


def test_who_is_in_post_is_as_the_latest_list_has_it_and_whoever_left_that_day_is_not_among_them():
    bodies = partnership()
    listed = workforce_rows.staff_list(bodies.council)
    stays, leaves, came, away = (workforce_rows.member(bodies.council) for _ in range(4))
    workforce_rows.spell(listed, stays, team="North")
    workforce_rows.spell(listed, leaves, until=ON)
    first = workforce_rows.spell(listed, came, start=date(2026, 10, 1))
    workforce_rows.spell(listed, came, start=date(2026, 9, 1), supersedes=first, is_agency_worker=True)
    gone = workforce_rows.spell(listed, away)
    workforce_rows.spell(listed, away, supersedes=gone, is_withdrawn=True)
    workforce_rows.spell(listed, away, role="manager")
    workforce_rows.absence(listed, away, is_long=True, start=date(2026, 6, 1))
    asks = actor(Role.LEARNING_LEAD, bodies.council)

    found = {one.staff_ref: one for one in in_post(asks, on=ON)}

    assert set(found) == {stays.ref, came.ref, away.ref}
    assert found[came.ref].is_agency_worker
    assert found[came.ref].since == date(2026, 9, 1)
    assert found[stays.ref].is_case_holder
    assert not found[away.ref].is_case_holder
    assert found[away.ref].long_leave_since == date(2026, 6, 1)
    assert {one.staff_ref for one in ever_in_post(asks, start=date(2026, 9, 29), until=ON)} == {*found, leaves.ref}
    assert in_post(actor(Role.LEADER, bodies.council), on=ON) == ()
    assert in_post(actor(Role.ANALYST, bodies.health), on=ON) == ()


def test_somebody_on_a_list_is_the_worker_of_the_returns_though_who_takes_it_sees_no_child(settings, tmp_path):
    settings.PSEUDONYM_KEYS_ROOT = tmp_path
    council = partnership().council
    keys = make_key(council)
    name = pseudonym(keys.present, Named.WORKER, "7")
    known = record_rows.worker(record_rows.delivery(council), pseudonym=name, shown="7AB-CDE-FGH")
    lead = acting(Role.LEARNING_LEAD, council)

    with scope(lead, writes=True):
        # The control: on PostgreSQL this role sees no worker of the returns at all.
        assert Worker.objects.visible_to(lead).count() == 0
        found = People(council, keys).add(["7", "8"], at=lead.now)

    assert (found["7"].worker_id, found["7"].shown) == (known.pk, known.shown)
    assert found["8"].worker_id is None


def test_the_rows_of_who_works_are_asked_for_in_the_same_number_of_questions_however_many_agencies_there_are():
    made, counting = partnership(), job("figures", now=NOW)

    def people_of(agency, number: int) -> None:
        listed = workforce_rows.staff_list(agency)
        for _ in range(number):
            workforce_rows.spell(listed, workforce_rows.member(agency))

    def asked() -> tuple[int, int]:
        with scope(counting, writes=False), CaptureQueriesContext(connection) as found:
            rows = list(spell_rows(counting, TODAY))
        return len(found), len(rows)

    people_of(made.council, 1)
    few, one = asked()
    people_of(made.health, 5)
    people_of(made.scrutiny, 5)

    assert asked() == (few, 11)
    # The control: an agency whose people the records of children know is asked who holds how many.
    worker = record_rows.worker(record_rows.delivery(made.council), pseudonym="known", shown="BCD-FGH-JKM")
    workforce_rows.spell(workforce_rows.staff_list(made.council), workforce_rows.member(made.council, worker=worker))
    assert asked() == (few + 2, 12)
    assert one == 1
