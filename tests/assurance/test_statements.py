"""A sentence gets new words, keeps its old ones, and belongs to whoever says it."""

from datetime import date

import pytest

from lineofsight.assurance.actions.statements import (
    EmptyWording,
    TooLong,
    add_statement,
    change_statement,
    keep_in_history,
    settle_speaker,
)
from lineofsight.assurance.models import Statement
from lineofsight.assurance.queries import find_statement, wordings_of
from lineofsight.assurance.rules import wording_sha
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import actor

pytestmark = pytest.mark.django_db
NEW = "Every plan is read with the child and a parent."


def change(statement, by, text=NEW, **facts):
    return change_statement(statement=statement, text=text, by=by, **{"expected_version": statement.version} | facts)


def test_new_words_stand_with_the_old_ones_in_the_history(statement, lead):
    old = statement.current.text

    change(statement, lead)

    stored = find_statement(lead, statement.ref)
    assert (stored.current.text, stored.current.sha, stored.version) == (NEW, wording_sha(NEW), 2)
    assert [row.text for row in wordings_of(stored, lead)] == [NEW, old]


def test_a_change_leaves_one_event_in_the_name_of_its_agency(statement, unit):
    change(statement, unit)

    event = Event.objects.get(subject_ref=statement.ref)
    assert (event.act, event.agency_code, event.actor_ref) == ("statement.changed", "council", unit.ref)


def test_the_same_words_again_are_no_new_wording(statement, lead):
    change(statement, lead, text=f"  {statement.current.text} ", is_included=False)

    assert wordings_of(statement, lead).count() == 1
    assert not Statement.objects.get().is_included


def test_numbers_and_quotations_are_read_again_in_the_new_words(statement, lead):
    change(statement, lead, text='The inspection found "calm work" in 8 of 10 visits.')

    words = Statement.objects.get().current
    assert [row.text for row in words.extracts.all()] == ["calm work"]
    assert [(row.value, row.denominator) for row in words.figures.all()] == [(8, 10)]


def test_a_quotation_stays_tied_to_the_assessment_it_was_quoted_from(statement, review, bodies, lead):
    inspection = rows.assessment(review, bodies.hub)
    rows.extract(statement.current, inspection, "calm work")

    change(statement, lead, text='Inspectors wrote "calm work" of us.')

    assert Statement.objects.get().current.extracts.get().assessment == inspection


def test_an_intention_keeps_by_when_and_who_answers(statement, lead):
    change(statement, lead, kind=SentenceKind.INTENTION, due_date=date(2026, 9, 1), owner_role=" Head of service ")

    stored = Statement.objects.get()
    assert (stored.kind, stored.due_date, stored.owner_role) == ("intention", date(2026, 9, 1), "Head of service")


@pytest.mark.parametrize(("text", "refusal"), [("  \n", EmptyWording), ("x" * 4001, TooLong)])
def test_words_that_are_no_sentence_are_refused_and_nothing_changes(statement, lead, text, refusal):
    with pytest.raises(refusal):
        change(statement, lead, text=text)

    assert (Statement.objects.get().version, Event.objects.count()) == (1, 0)


@pytest.mark.parametrize("role", [Role.SCRUTINEER, Role.EXECUTIVE, Role.PRACTITIONER, Role.CHECKER])
def test_whoever_only_reads_changes_no_words(statement, bodies, role):
    with pytest.raises(Forbidden):
        change(statement, actor(role, bodies.council))


def test_a_lead_changes_no_words_of_another_agency(statement, bodies):
    with pytest.raises(Forbidden):
        change(statement, actor(Role.SAFEGUARDING_LEAD, bodies.health))

    assert Statement.objects.get().version == 1


def test_the_second_saver_is_told_what_the_first_one_wrote(statement, lead, unit):
    read_by_the_unit = Statement.objects.get()
    change(statement, lead, text="Theirs stands now.")

    with pytest.raises(Stale) as told:
        change(read_by_the_unit, unit, text="Mine was written meanwhile.")

    assert (told.value.row.current.text, told.value.row.version) == ("Theirs stands now.", 2)
    assert not wordings_of(statement, lead).filter(text__startswith="Mine").exists()


def test_words_that_gave_way_stand_in_the_history_and_never_as_the_sentence(statement, lead):
    before = statement.current

    kept = keep_in_history(statement=statement, text="What I had written.", by=lead)

    assert kept in wordings_of(statement, lead)
    assert Statement.objects.get().current == before


def test_an_added_sentence_comes_last_and_belongs_to_its_agency(review, bodies, unit):
    first, second = (
        add_statement(review=review, agency=bodies.health, section="S", text=f"Health read {n} plans.", by=unit)
        for n in (3, 4)
    )

    assert (second.position, second.agency, second.audience) == (first.position + 1, bodies.health, Audience.HUB)
    assert second.current.figures.get().denominator is None


def test_only_the_unit_says_whose_sentence_it_is(statement, bodies, lead, unit):
    with pytest.raises(Forbidden):
        settle_speaker(statement=statement, agency_id=bodies.health.pk, expected_version=1, by=lead)

    settled = settle_speaker(statement=statement, agency_id=bodies.health.pk, expected_version=1, by=unit)

    assert (settled.agency, settled.doubt, settled.version) == (bodies.health, "", 2)


def test_a_day_is_taken_away_when_none_is_said_and_stays_when_nothing_is_said(statement, lead):
    change(statement, lead, kind=SentenceKind.INTENTION, due_date=date(2026, 9, 1), action_date=date(2026, 1, 1))
    change(statement, lead, owner_role="Head of service")
    statement.refresh_from_db()
    kept = (statement.due_date, statement.action_date)

    change(statement, lead, due_date=None, action_date=None)

    statement.refresh_from_db()
    assert kept == (date(2026, 9, 1), date(2026, 1, 1))
    assert (statement.due_date, statement.action_date) == (None, None)


def test_what_a_person_said_of_a_sentence_stays_said_when_its_words_change(statement, lead):
    change(statement, lead, text=statement.current.text, kind=SentenceKind.CONTEXT)

    change(Statement.objects.get(), lead, text="The report was published in March.")

    assert Statement.objects.get().kind == SentenceKind.CONTEXT


def test_control_what_was_read_in_the_old_words_is_read_anew_in_the_new(statement, lead):
    change(statement, lead, text="The council will read every plan with the child by 3 March 2027.")
    intended = str(Statement.objects.get().kind)

    change(Statement.objects.get(), lead)

    assert (intended, Statement.objects.get().kind) == (SentenceKind.INTENTION, SentenceKind.PROGRESS)
