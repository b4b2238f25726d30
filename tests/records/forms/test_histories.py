"""Every instrument, whatever is done with it in whatever order: what is true of it stays true."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.library.instrument import AnswerAs, Instrument
from lineofsight.library.instrument_examples import FormState
from lineofsight.library.instrument_troubles import FILL_IN
from lineofsight.library.shelf import load
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import RULES, Act, Role
from lineofsight.records.forms.actions import (
    CannotBegin,
    NotAllAnswered,
    NotForYou,
    add_entry,
    begin_form,
    save_section,
    set_aside,
    sign_form,
)
from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.records.forms.queries import kept_of
from lineofsight.records.forms.rules.answers import CannotTake, choices_of, kept_in
from lineofsight.records.forms.rules.asking import (
    Filled,
    asked_in,
    asks,
    can_be_signed,
    questions_for,
    state_of,
    summary_of,
)
from lineofsight.records.forms.rules.words import from_words
from lineofsight.trail.models import Event
from tests.factories.partnership import NOW, TODAY, actor, agency, member, partnership
from tests.factories.sight_rows import returned

SHELF = load()
# A form about the file of an audit is begun from its round (tests/records/audits).
IDS = sorted(
    id
    for id in SHELF.ids(Instrument.FOLDER)
    if not all(about.begins_elsewhere for about in SHELF.newest(Instrument, id).about)
)
# What each test does to the database is taken back; a slow machine is no fault.
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


def instrument(id: str) -> Instrument:
    return SHELF.newest(Instrument, id)


def values(of: Instrument, question) -> st.SearchStrategy:
    """Answers that the question takes."""
    match question.answer:
        case AnswerAs.DAY:
            return st.dates(date(2020, 1, 1), TODAY)
        case AnswerAs.SCALE | AnswerAs.NUMBER:
            return st.integers(question.lowest, question.highest)
        case AnswerAs.SEVERAL:
            return st.lists(st.sampled_from(sorted(question.choices)), min_size=1, unique=True).map(tuple)
        case AnswerAs.TEXT:
            return st.just("A few words.")
    return st.sampled_from(sorted(choices_of(of, question)))


# What no question takes, or only some: too late, too large, another's code, nothing at all.
STRANGE = st.sampled_from([TODAY + timedelta(days=400), 10_001, -1, "no such code", "", ("yes", "yes"), "x" * 301])


@st.composite
def section_answers(draw, of: Instrument, section, *, is_legal: bool = True):
    found = {}
    entries = range(1, draw(st.integers(1, section.repeats.at_most)) + 1) if section.repeats else range(1)
    for entry in entries:
        for question in kept_in(of, section):
            if draw(st.booleans()) or draw(st.booleans()):
                found[question.id, entry] = draw(values(of, question) if is_legal or draw(st.booleans()) else STRANGE)
    return found


@st.composite
def all_answers(draw, of: Instrument):
    found = {}
    for section in of.sections:
        found |= draw(section_answers(of, section))
    return found


@pytest.mark.parametrize("id", IDS)
@given(data=st.data())
@settings(max_examples=40, **QUIET)
def test_what_is_not_asked_never_counts(id, data):
    of = instrument(id)
    answers = data.draw(all_answers(of))
    saved = frozenset(section.id for section in of.sections)
    filled = Filled(of, answers, saved)
    asked = {
        (question.id, entry)
        for section in of.sections
        for entry, questions in asked_in(filled, section).entries
        for question in questions
    }
    only = Filled(of, {place: value for place, value in answers.items() if place in asked}, saved)

    assert summary_of(filled) == summary_of(only)
    assert state_of(filled) == state_of(only)
    assert asks(filled) == asks(only)


@pytest.mark.parametrize("id", IDS)
@given(data=st.data())
@settings(max_examples=40, **QUIET)
def test_a_summary_holds_no_text_and_nothing_that_is_private(id, data):
    of = instrument(id)
    answers = data.draw(all_answers(of))
    texts = {question.id for _, question in of.questions() if question.answer is AnswerAs.TEXT or question.private}
    marked = {place: "zq0000qz" if place[0] in texts else value for place, value in answers.items()}

    said = " ".join(summary_of(Filled(of, marked, frozenset(one.id for one in of.sections))))

    assert "zq0000qz" not in said
    assert "{" not in said


@pytest.mark.parametrize("id", IDS)
@given(data=st.data())
@settings(max_examples=40, **QUIET)
def test_what_the_words_of_an_answer_say_is_the_answer(id, data):
    of = instrument(id)
    for _, question in of.questions():
        if question.answer not in (AnswerAs.DAY, AnswerAs.TEXT):
            value = data.draw(values(of, question))
            choices = choices_of(of, question)
            words = (
                "; ".join(choices[code] for code in value)
                if isinstance(value, tuple)
                else choices.get(str(value), str(value))
            )

            assert from_words(of, question, words) == value


REFUSED = (CannotTake, WrongState, NotAllAnswered, Stale, CannotBegin, NotForYou)


@pytest.fixture
def people(db):
    """Somebody for whom each instrument is, with a child of their agency's records."""
    bodies = partnership()
    service = agency("court-service", "Family Court Advisory Service", "court advisory")
    found = {}
    for of in (bodies.council, bodies.health, service):
        child = returned(of).child(team="North 1")
        for role in FILL_IN:
            person = member(role, of)
            found[of.kind, role] = (actor(role, of, person=person), child)
    return found


def whose(of: Instrument, people) -> tuple[Actor, object]:
    who = of.who[0]
    return people[who.agency, who.roles[0]]


@pytest.mark.django_db
@pytest.mark.parametrize("id", IDS)
@given(data=st.data())
@settings(max_examples=15, **QUIET)
def test_whatever_is_done_in_whatever_order_what_was_saved_stays_and_what_is_signed_is_whole(id, data, people):
    of = instrument(id)
    by, child = whose(of, people)
    if of.adds_only:
        _add_entries(of, by, child, data)
        return
    form = begin_form(instrument=of, about=of.about[0], by=by, subject=child)
    signed = ""
    for _ in range(data.draw(st.integers(1, 8))):
        before = (Saved.objects.filter(form=form).count(), Event.objects.count())
        state = Form.objects.get(pk=form.pk).state
        try:
            _act(of, form, by, data)
        except REFUSED:
            assert (Saved.objects.filter(form=form).count(), Event.objects.count()) == before
            continue
        now = Form.objects.get(pk=form.pk)
        kept = kept_of(now)
        assert Event.objects.count() == before[1] + 1
        assert state not in (FormState.SIGNED, FormState.SET_ASIDE)
        for section in of.sections:
            numbers = list(Saved.objects.filter(form=form, section=section.id).values_list("number", flat=True))
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
            filled = kept.filled(of)
            for place in [one for one in kept.answers if one[0] in {q.id for q in kept_in(of, section)}]:
                assert place[0] in {one.id for one in kept_in(of, section)}
                assert questions_for(filled, section, place[1]) is not None
        if now.state == FormState.SIGNED:
            assert can_be_signed(kept.filled(of))
            signed = str(sorted(map(str, kept.answers.items())))
    if signed:
        assert str(sorted(map(str, kept_of(form).answers.items()))) == signed


def _act(of: Instrument, form: Form, by: Actor, data) -> None:
    now = Form.objects.get(pk=form.pk)
    kept = kept_of(now)
    match data.draw(
        st.sampled_from(["save", "save", "save", "whole", "strange", "late", "sign", "sign late", "aside"])
    ):
        case "save":
            section = data.draw(st.sampled_from(of.sections))
            answers = data.draw(section_answers(of, section))
            save_section(form=now, section=section.id, answers=answers, expected=kept.number(section.id), by=by)
        case "whole":
            for section in of.sections[:1]:
                answers = {
                    (question.id, 1 if section.repeats else 0): data.draw(values(of, question))
                    for question in kept_in(of, section)
                    if question.only_if is None
                }
                save_section(form=now, section=section.id, answers=answers, expected=kept.number(section.id), by=by)
        case "strange":
            section = data.draw(st.sampled_from(of.sections))
            answers = data.draw(section_answers(of, section, is_legal=False)) | {("no-such-question", 0): "yes"}
            save_section(form=now, section=section.id, answers=answers, expected=kept.number(section.id), by=by)
        case "late":
            section = data.draw(st.sampled_from(of.sections))
            save_section(form=now, section=section.id, answers={}, expected=kept.number(section.id) + 1, by=by)
        case "sign":
            sign_form(form=now, expected=now.version, by=by)
        case "sign late":
            sign_form(form=now, expected=now.version + 1, by=by)
        case "aside":
            set_aside(form=now, expected=now.version, by=by)


def _add_entries(of: Instrument, by: Actor, child, data) -> None:
    section = of.sections[0]
    last = None
    for _ in range(data.draw(st.integers(1, 5))):
        is_legal = data.draw(st.booleans())
        answers = data.draw(section_answers(of, section, is_legal=is_legal))
        count = (Form.objects.count(), Answer.objects.count())
        corrects = last if data.draw(st.booleans()) else None
        try:
            last = add_entry(instrument=of, about=of.about[0], answers=answers, by=by, subject=child, corrects=corrects)
        except REFUSED:
            assert (Form.objects.count(), Answer.objects.count()) == count
        else:
            assert last.state == FormState.SIGNED
            assert kept_of(last).answers == answers


def test_control_a_form_signed_by_hand_before_all_is_answered_is_not_whole(people):
    of = instrument("parenting-assessment-quality")
    by, child = whose(of, people)
    form = begin_form(instrument=of, about=of.about[0], by=by, subject=child)

    Form.objects.filter(pk=form.pk).update(state=FormState.SIGNED, signed_at=NOW)

    assert not can_be_signed(kept_of(form).filled(of))


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["answer", "saved", "form"])
def test_the_database_itself_keeps_what_was_saved_and_signed(people, what):
    from django.db import DatabaseError, transaction

    of = instrument("guardian-log")
    by, child = whose(of, people)
    answers = {("day", 0): TODAY, ("stage", 0): "allocated", ("kind", 0): "plan-made", ("reason-given", 0): "yes"}
    form = add_entry(instrument=of, about=of.about[0], answers=answers, by=by, subject=child)
    row = {"answer": Answer.objects.first(), "saved": Saved.objects.first(), "form": form}[what]
    column = {"answer": "code", "saved": "section", "form": "instrument"}[what]

    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**{column: "other"})
    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).delete()


def test_who_fills_in_forms_is_who_may_begin_one():
    assert RULES[Act.FORM_BEGIN].to_any == FILL_IN
    assert RULES[Act.FORM_WRITE].to_own == FILL_IN
    assert Role.ANALYST not in FILL_IN
