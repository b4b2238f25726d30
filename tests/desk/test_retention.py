"""What is past its time is counted by the library's rules, and the officer's decision does what it says, or nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.desk.going import retention
from lineofsight.desk.going.retention import decide, due_now, due_of, months_before
from lineofsight.library.retention import Stored
from lineofsight.partnership.models import AccessQuestion, RetentionDecision
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.retention import WrongDecision
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.actions import ERASED, record
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.sealer import seal
from lineofsight.trail.sensitivity import Sens
from lineofsight.trail.verify import verify
from tests.factories import rows
from tests.factories.partnership import NOW, TODAY, access_question, acting, member, partnership

pytestmark = pytest.mark.django_db
QUESTIONS, ACTS = Stored.ACCESS_QUESTIONS.value, Stored.ACTS_ABOUT_CHILDREN.value


@pytest.fixture(autouse=True)
def keys(settings, tmp_path) -> None:
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def officer(bodies):
    return acting(Role.DATA_PROTECTION, bodies.hub)


def answered(bodies, *, days: int) -> AccessQuestion:
    asked = access_question(member(Role.CONTRIBUTOR, bodies.council, email=f"a{days}@council.example"), bodies.council)
    AccessQuestion.objects.filter(pk=asked.pk).update(
        answer="It was in a sample.",
        answered_by=member(Role.DATA_PROTECTION, bodies.hub, email=f"o{days}@hub.example"),
        answered_at=NOW - timedelta(days=days),
    )
    return asked


def seen(bodies, *, days: int, sens: Sens = Sens.S3) -> Event:
    with transaction.atomic():
        return record(
            "child.read",
            subject="c" * 26,
            by="r" * 26,
            at=NOW - timedelta(days=days),
            agency="council",
            sens=sens,
            why="x",
        )


def deleting(officer, kind: str, *, reason: str = "Their time is over.", keep_until: date | None = None):
    due = due_of(officer, kind)
    assert due is not None
    with scope(officer, writes=True):
        return decide(due=due, before=due.before, reason=reason, keep_until=keep_until, by=officer)


def counts(officer) -> dict[str, int]:
    with scope(officer, writes=False):
        return {one.rule.keeps.value: one.count for one in due_now(officer)}


def test_every_kind_of_the_product_has_a_rule_of_the_library(officer):
    assert set(counts(officer)) == {kind.value for kind in Stored}


def test_only_what_is_older_than_its_months_is_due(bodies, officer):
    answered(bodies, days=800), answered(bodies, days=700)
    seen(bodies, days=2300), seen(bodies, days=2100), seen(bodies, days=2300, sens=Sens.S2)
    rows.review(bodies.hub, completed_date=TODAY - timedelta(days=3700))
    rows.review(bodies.hub, completed_date=TODAY - timedelta(days=3600))

    found = counts(officer)

    assert (found[QUESTIONS], found[ACTS], found[Stored.REVIEWS.value]) == (1, 1, 1)


def test_deleting_questions_takes_those_that_are_due_and_no_other(bodies, officer):
    answered(bodies, days=800)
    young, waiting = answered(bodies, days=10), access_question(member(Role.LEADER, bodies.council), bodies.council)

    made = deleting(officer, QUESTIONS)

    assert {one.pk for one in AccessQuestion.objects.all()} == {young.pk, waiting.pk}
    assert (made.outcome, made.deleted, made.due_count) == ("delete", 1, 1)
    assert [one.act for one in Event.objects.filter(subject_ref=made.ref)] == ["retention.deleted"]


def test_deleting_the_details_of_acts_leaves_the_acts_and_a_history_that_is_whole(bodies, officer):
    old, young = seen(bodies, days=2300), seen(bodies, days=10)
    with transaction.atomic():
        seal(at=NOW)

    made = deleting(officer, ACTS)

    with transaction.atomic():
        seal(at=NOW)
    assert made.deleted == 1
    assert Event.objects.filter(pk=old.pk).exists()
    assert (Payload.objects.get(pk=old.pk).body, bool(Payload.objects.get(pk=young.pk).body)) == ("", True)
    assert Event.objects.filter(act=ERASED, subject_ref=old.ref).count() == 1
    assert verify().ok
    assert counts(officer)[ACTS] == 0


def test_control_details_that_are_blanked_without_the_act_are_found(bodies):
    old = seen(bodies, days=2300)
    with transaction.atomic():
        seal(at=NOW)
    Payload.objects.filter(pk=old.pk).update(body="", salt="")

    assert not verify().ok


def test_kept_longer_it_does_not_wait_until_its_day_has_come(bodies, officer):
    answered(bodies, days=800)
    until = TODAY + timedelta(days=30)
    deleting(officer, QUESTIONS, keep_until=until, reason="A national inquiry holds them.")

    due, later = due_of(officer, QUESTIONS), replace(officer, now=NOW + timedelta(days=30))
    assert due is not None
    assert (due.count, due.waits) == (1, False)
    after = due_of(later, QUESTIONS)
    assert after is not None
    assert after.waits
    assert AccessQuestion.objects.count() == 1


@pytest.mark.parametrize("until", [TODAY, TODAY + timedelta(days=2000)])
def test_it_is_kept_for_some_time_and_not_for_ever(bodies, officer, until):
    answered(bodies, days=800)

    with pytest.raises(WrongDecision, match="until when"):
        deleting(officer, QUESTIONS, keep_until=until)


def test_without_a_reason_nothing_goes(bodies, officer):
    answered(bodies, days=800)

    with pytest.raises(WrongDecision, match="Say why"):
        deleting(officer, QUESTIONS, reason=" ")
    assert AccessQuestion.objects.count() == 1


def test_what_was_read_on_another_day_or_is_not_due_is_not_decided(bodies, officer):
    with pytest.raises(WrongState):
        deleting(officer, QUESTIONS)
    answered(bodies, days=800)
    due = due_of(officer, QUESTIONS)
    assert due is not None
    with pytest.raises(WrongState):
        decide(due=due, before=due.before - timedelta(days=1), reason="So.", keep_until=None, by=officer)


def test_a_fault_after_the_deletion_brings_everything_back(bodies, officer, monkeypatch):
    answered(bodies, days=800)

    def breaks(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(retention, "record_decision", breaks)
    with pytest.raises(RuntimeError, match="disk"):
        deleting(officer, QUESTIONS)

    assert AccessQuestion.objects.count() == 1
    assert not RetentionDecision.objects.exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD])
def test_nobody_but_the_officer_reads_or_decides(bodies, officer, role):
    answered(bodies, days=800)
    other, due = acting(role, bodies.hub), due_of(officer, QUESTIONS)
    assert due is not None

    with pytest.raises(Forbidden):
        due_now(other)
    with pytest.raises(Forbidden):
        decide(due=due, before=due.before, reason="So.", keep_until=None, by=other)


def test_a_decision_stays_as_it_was_written(bodies, officer):
    answered(bodies, days=800)
    made = deleting(officer, QUESTIONS)

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        RetentionDecision.objects.filter(pk=made.pk).update(reason="Something else.")


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 6, 22), 24, date(2024, 6, 22)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2026, 12, 15), 12, date(2025, 12, 15)),
        (date(2026, 1, 31), 2, date(2025, 12, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, before):
    assert months_before(day, months) == before
