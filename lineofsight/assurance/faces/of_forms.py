"""Rows of signed forms and of what was answered in them: codes, numbers and days. Nobody's words are in them."""

from collections.abc import Iterator
from datetime import date

from lineofsight.assurance.faces.row import Row
from lineofsight.library.instrument import AnswerAs, Instrument
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.records.forms.models import Form
from lineofsight.records.forms.queries import edition_of, kept_all, signed_of_all
from lineofsight.records.forms.rules.answers import kept_in

CODED = (AnswerAs.ONE, AnswerAs.YES_NO, AnswerAs.GRADE, AnswerAs.DAY)


def form_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each form that was signed by the day and that no later entry corrects."""
    for form in _signed(by, on):
        yield (form.ref, form.agency.name, form.instrument, form.about, today(form.signed_at).isoformat())


def answer_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each answer of those forms that is a code, a number, a grade or a day."""
    for kept in kept_all(_signed(by, on)):
        instrument = edition_of(kept.form)
        if instrument is None:
            continue
        questions = {one.id: one for section in instrument.sections for one in kept_in(instrument, section)}
        for (id, entry), value in kept.answers.items():
            question = questions.get(id)
            if question is None:
                continue
            several = value if isinstance(value, tuple) else (value,)
            for one in several:
                is_code = question.answer in CODED or isinstance(value, tuple)
                if not is_code and not isinstance(one, int):
                    continue
                yield (
                    kept.form.ref,
                    id,
                    entry,
                    kept.form.agency.name,
                    kept.form.instrument,
                    today(kept.form.signed_at).isoformat(),
                    str(one),
                    one if isinstance(one, int) else None,
                    question.area.value if question.area else None,
                    _rank(instrument, str(one)) if question.answer is AnswerAs.GRADE else None,
                )


def _signed(by: Actor, on: date) -> list[Form]:
    return [form for form in signed_of_all(by) if form.signed_at and today(form.signed_at) <= on]


def _rank(instrument: Instrument, code: str) -> int | None:
    """Which grade it is, from 1 for the first named."""
    codes = [grade.code for grade in instrument.grades]
    return codes.index(code) + 1 if code in codes else None
