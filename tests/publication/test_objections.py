"""An agency has five working days to object to what was signed for it; an objection undoes it in the open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from lineofsight.assurance.actions.minutes import Minute
from lineofsight.assurance.shelf import shelf
from lineofsight.desk.my_work.queries import work_of
from lineofsight.library.clock import Calendar, NotInCalendar, working_days_later, working_days_left
from lineofsight.library.shelf import OURS
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions.behalf import NothingToObjectTo, TooLate, object_on_behalf, object_to
from lineofsight.publication.actions.signatures import sign, sign_on_behalf
from lineofsight.publication.gate.check import Stage
from lineofsight.publication.gate.order import stands_before
from lineofsight.publication.judging import gate
from lineofsight.publication.models import Objection, SignOff
from lineofsight.publication.queries.behalf import DaysLeft, days_left, objected_in, signed_on_behalf, why_not_before
from lineofsight.publication.signing import signing, to_sign
from lineofsight.trail.models import Event
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY, acting, partnership

AGREED = Minute("head of service", "executive meeting, item 4", TODAY)
# Recorded on Monday 22 June 2026, so the fifth working day is Monday 29 June.
LAST = date(2026, 6, 29)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 6 if day > 20 else 7, day, hour, tzinfo=UTC)


def calendar() -> Calendar:
    return shelf().get(Calendar, "england-bank-holidays", on=TODAY)


@pytest.mark.parametrize(
    ("starts", "last"),
    [
        (date(2026, 6, 22), date(2026, 6, 29)),
        # Good Friday and Easter Monday 2026 do not count.
        (date(2026, 4, 1), date(2026, 4, 10)),
        (date(2026, 6, 20), date(2026, 6, 26)),
    ],
)
def test_five_working_days_leave_out_weekends_and_bank_holidays(starts, last):
    assert working_days_later(starts, 5, calendar=calendar()) == last


def test_a_year_that_the_calendar_does_not_know_is_never_guessed():
    with pytest.raises(NotInCalendar):
        working_days_later(date(2199, 1, 1), 5, calendar=calendar())


@pytest.mark.parametrize(("today", "left"), [(22, 5), (26, 1), (27, 1), (29, 0), (30, 0)])
def test_the_days_left_are_the_working_days_after_today(today, left):
    assert working_days_left(date(2026, 6, today), LAST, calendar=calendar()) == left


class Signed:
    """Two sentences of the council, signed on its behalf on a Monday."""

    def __init__(self) -> None:
        self.of = partnership()
        self.unit = acting(Role.BUSINESS_MANAGER, self.of.hub)
        self.lead = acting(Role.SAFEGUARDING_LEAD, self.of.council)
        review = rows.review(self.of.hub)
        self.first = rows.statement(review, self.of.council, Audience.PARTNERSHIP)
        self.second = rows.statement(review, self.of.council, Audience.PARTNERSHIP, text="Some plans are read.")
        self.edition = rows.edition(review, self.of.hub)
        self.signoffs = sign_on_behalf(
            edition=self.edition,
            agency=self.of.council,
            wordings=[self.first.current, self.second.current],
            agreed=AGREED,
            by=self.unit,
        )

    def object(self, **facts):
        given = {"signoffs": self.signoffs[:1], "reason": "Nobody asked us.", "by": self.lead} | facts
        return object_to(edition=self.edition, **given)

    def codes(self) -> list[str]:
        return [one.code for one in gate(self.edition, self.unit)[1].refusals if one.code.startswith("signed")]


@pytest.fixture
def signed(db) -> Signed:
    return Signed()


def test_an_objection_undoes_the_signature_and_keeps_it_to_be_read(signed):
    signed.object()

    assert {row.agency: (row.signed, row.of) for row in signing(signed.edition, signed.unit)} == {
        "Wexcombe Council": (1, 2)
    }
    # The other was signed on its behalf, and it may still sign that itself.
    assert [(one.is_signed, one.for_us) for one in to_sign(signed.edition, signed.lead)] == [
        (False, False),
        (False, True),
    ]
    assert SignOff.objects.count() == 2
    assert Event.objects.filter(act="edition.objected", agency_code="council").count() == 1


def test_what_an_agency_without_an_account_objects_to_is_recorded_for_it_with_its_minute(signed):
    said = Minute("head of service", "telephone call, with the note of it", date(2026, 6, 29))
    facts = {"edition": signed.edition, "agency": signed.of.council, "reason": "Nobody asked us."}
    unit = replace(signed.unit, now=at(30))

    (made,) = object_on_behalf(signoffs=signed.signoffs[:1], said=said, by=unit, **facts)

    assert (made.role, made.said_where, made.said_date) == (said.agreed_by, said.agreed_where, said.agreed_date)
    assert "signed.objected" in signed.codes()
    assert "objected on 29 June 2026" in " ".join(one.reason for one in gate(signed.edition, unit)[1].refusals)
    event = Event.objects.get(act="edition.objected on behalf")
    assert (event.agency_code, event.actor_ref) == ("council", unit.ref)
    # It has nobody to sign with: it may agree since, with another minute, and that waits for its days again.
    sentence = {"edition": signed.edition, "agency": signed.of.council, "wordings": [signed.first.current]}
    with pytest.raises(ValueError, match="No sentence"):
        sign_on_behalf(agreed=AGREED, by=unit, **sentence)
    sign_on_behalf(agreed=replace(AGREED, agreed_date=date(2026, 6, 30)), by=unit, **sentence)
    assert "signed.objected" not in signed.codes()


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"agreed_by": " "}, ValueError),
        ({"agreed_where": ""}, ValueError),
        ({"agreed_date": date(2026, 7, 1)}, ValueError),
        ({"agreed_date": date(2026, 6, 21)}, ValueError),
        ({"agreed_date": date(2026, 6, 30)}, TooLate),
    ],
)
def test_an_objection_recorded_for_an_agency_needs_its_minute_and_its_days(signed, said, trouble):
    minute = replace(Minute("head of service", "telephone call", date(2026, 6, 29)), **said)

    with pytest.raises(trouble):
        object_on_behalf(
            edition=signed.edition,
            agency=signed.of.council,
            signoffs=signed.signoffs,
            reason="Nobody asked us.",
            said=minute,
            by=replace(signed.unit, now=at(30)),
        )

    assert not Objection.objects.exists()


def test_who_does_not_put_editions_together_records_no_objection(signed):
    said = Minute("head of service", "telephone call", TODAY)

    with pytest.raises(Forbidden):
        object_on_behalf(
            edition=signed.edition,
            agency=signed.of.council,
            signoffs=signed.signoffs,
            reason="No.",
            said=said,
            by=signed.lead,
        )


def may_object(signed, now=None) -> list[str]:
    """What the check says of signatures to which their agency may still object."""
    unit = replace(signed.unit, now=now) if now else signed.unit
    return [one.reason for one in gate(signed.edition, unit)[1].refusals if one.code == "signed.may_object"]


def test_what_may_be_objected_to_is_not_published_until_the_last_day_is_over(signed):
    told = "This was signed on behalf of Wexcombe Council, which may object until 29 June 2026."

    assert may_object(signed) == [told, told]
    assert may_object(signed, at(29)) == [told, told]
    assert may_object(signed, at(30)) == []


def test_the_days_are_told_for_each_agency_with_the_first_day_on_which_it_can_be_published(signed):
    def told(actor=signed.unit) -> str:
        return why_not_before(days_left([signed.edition], actor).get(signed.edition.pk, ()))

    both = told()
    sign(edition=signed.edition, wordings=[signed.first.current], by=signed.lead)
    one = told()
    signed.second.is_included = False
    signed.second.save()

    assert both == (
        "It can be published from 30 June 2026: Wexcombe Council may object until 29 June 2026 to 2 sentences that "
        "were signed on its behalf."
    )
    assert "to 1 sentence that was signed" in one
    # What is not printed keeps nothing back, and neither does a day that is over.
    assert told() == ""
    signed.second.is_included = True
    signed.second.save()
    assert (told(replace(signed.unit, now=at(29))) != "", told(replace(signed.unit, now=at(30)))) == (True, "")


def test_agencies_of_one_last_day_are_told_together_and_more_than_three_are_counted():
    four = [DaysLeft(name, name, 2, LAST) for name in ("Council", "Health", "Police", "Probation")]
    later = DaysLeft("Court service", "court", 1, LAST + timedelta(days=1))

    assert "Council, Health and Police may object until 29 June 2026 to 6 sentences that were signed on their" in (
        why_not_before(tuple(four[:3]))
    )
    assert why_not_before((later, *four)) == (
        "It can be published from 1 July 2026: Court service may object until 30 June 2026 to 1 sentence that was "
        "signed on its behalf and 4 agencies may object until 29 June 2026 to 8 sentences that were signed on their "
        "behalf."
    )


def test_the_days_of_many_editions_are_asked_at_once(signed, django_assert_num_queries):
    other = rows.edition(signed.edition.review, signed.of.hub)

    with django_assert_num_queries(1):
        found = days_left([signed.edition, other], signed.unit)

    assert list(found) == [signed.edition.pk]


def test_it_holds_up_the_publication_and_neither_the_reading_nor_what_the_agency_signs_itself(signed):
    result = gate(signed.edition, signed.unit)[1]
    assert "signed.may_object" not in {one.code for one in stands_before(result.refusals, Stage.CHECK)}

    sign(edition=signed.edition, wordings=[row.wording for row in signed.signoffs], by=signed.lead)

    assert may_object(signed) == []


def test_the_gate_refuses_what_was_objected_to(signed):
    before = signed.codes()

    signed.object()

    assert before == ["signed.may_object", "signed.may_object"]
    assert sorted(signed.codes()) == ["signed.may_object", "signed.objected"]


@pytest.mark.parametrize(("moment", "in_time"), [(at(29, 22), True), (at(30, 0), False), (at(1), False)])
def test_an_objection_is_in_time_through_the_fifth_working_day_by_the_clock_of_england(signed, moment, in_time):
    late = replace(signed.lead, now=moment)

    if in_time:
        assert len(signed.object(by=late)) == 1
    else:
        with pytest.raises(TooLate, match="29 June 2026"):
            signed.object(by=late)
        assert Objection.objects.count() == 0


def test_the_agency_signs_again_after_it_objected_and_then_it_counts(signed):
    signed.object()

    sign(edition=signed.edition, wordings=[signed.first.current, signed.second.current], by=signed.lead)

    assert signed.codes() == []
    assert objected_in(signed.edition, actor=signed.unit) == ()


def test_the_unit_does_not_record_it_a_second_time_over_an_objection(signed):
    signed.object()

    with pytest.raises(ValueError, match="No sentence of this agency waits"):
        sign_on_behalf(
            edition=signed.edition,
            agency=signed.of.council,
            wordings=[signed.first.current],
            agreed=AGREED,
            by=signed.unit,
        )


def test_nobody_objects_for_another_agency_twice_without_a_reason_or_to_nothing(signed):
    with pytest.raises(Forbidden):
        signed.object(by=acting(Role.SAFEGUARDING_LEAD, signed.of.health))
    with pytest.raises(ValueError, match="Say why"):
        signed.object(reason=" ")
    with pytest.raises(NothingToObjectTo):
        signed.object(signoffs=[])
    own = sign(edition=signed.edition, wordings=[signed.first.current], by=signed.lead)
    with pytest.raises(NothingToObjectTo):
        signed.object(signoffs=own)
    signed.object()
    with pytest.raises(WrongState):
        signed.object()


def test_nobody_objects_to_what_was_published(signed):
    signed.edition.content = "{}"

    with pytest.raises(WrongState):
        signed.object()


def test_the_database_keeps_an_objection_as_it_was_written_and_takes_one_alone(signed):
    made = signed.object()[0]

    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.update(reason="All is well.")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.objection(made.signoff)


def test_my_work_counts_the_days_for_the_agency_and_tells_the_unit_of_an_objection(signed):
    asked = chain_rows.recommendation(signed.edition.review, signed.of.council)
    chain_rows.action(asked, signed.of.council, due_date=TODAY - timedelta(days=9))
    theirs = [one for one in work_of(signed.lead).waiting if "on behalf" in one.text]
    # What can be done no more after its day stands before what is late and can still be done.
    assert work_of(signed.lead).waiting[0] == theirs[0]
    assert any(one.is_late(TODAY) for one in work_of(signed.lead).waiting)
    signed.object(signoffs=signed.signoffs)
    units = [one for one in work_of(signed.unit).waiting if "objects" in one.text]

    assert [(one.text, one.due) for one in theirs] == [("2 sentences were signed on behalf of your agency", LAST)]
    assert "5 working days left" in theirs[0].note
    assert len(units) == 2
    assert not [one for one in work_of(signed.lead).waiting if "on behalf" in one.text]
    on_behalf = signed_on_behalf(signed.edition, actor=signed.lead, agency_id=signed.of.council.pk)
    assert [bool(one.objection) for one in on_behalf] == [True, True]


def test_a_day_on_which_nothing_is_left_is_told_as_over(signed):
    over = replace(signed.lead, now=at(30))

    assert [one.may_object for one in signed_on_behalf(signed.edition, actor=over, agency_id=signed.of.council.pk)] == [
        False,
        False,
    ]


def test_another_partnership_gives_its_agencies_another_time_by_yaml_alone(signed, tmp_path, settings):
    ours = OURS / "publication-rules" / "before-publishing.yaml"
    folder = tmp_path / "publication-rules"
    folder.mkdir()
    changed = ours.read_text(encoding="utf-8").replace("object_days: 5", "object_days: 10")
    (folder / ours.name).write_text(changed, encoding="utf-8")
    late = replace(signed.lead, now=at(1))
    with pytest.raises(TooLate):
        signed.object(by=late)

    settings.LOS_SHELF = str(tmp_path)

    assert len(signed.object(by=late)) == 1
    assert "may object until 6 July 2026" in may_object(signed)[0]
