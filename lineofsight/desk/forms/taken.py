"""The coded answers of the signed forms of one instrument, row by row: no short text and nothing private."""

from collections.abc import Iterator
from datetime import date

from lineofsight.library.instrument import Instrument, Question
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.forms.queries import Kept, edition_of, kept_all, signed_of
from lineofsight.records.forms.rules.answers import Value, in_words, kept_in
from lineofsight.records.forms.rules.asking import asked_in

Cell = str | int | date | None
COLUMNS = (
    "form", "child", "signed on", "edition", "section", "question", "entry", "answer", "answer in words",
)  # fmt: skip


def coded_answers(instrument: str, actor: Actor) -> tuple[int, list[tuple[Cell, ...]]]:
    """How many forms, and a row for each coded answer of each, the oldest form first. Raises Forbidden."""
    require(actor, Act.FORMS_EXPORT)
    forms = kept_all(signed_of(actor, instrument))
    rows = []
    for kept in forms:
        edition = edition_of(kept.form)
        if edition is not None:
            rows += list(_rows(kept, edition))
    return len(forms), rows


def _rows(kept: Kept, instrument: Instrument) -> Iterator[tuple[Cell, ...]]:
    form = kept.form
    head = (form.ref, form.subject.shown if form.subject else "", today(form.signed_at), form.edition)
    filled = kept.filled(instrument)
    for section in instrument.sections:
        known = {question.id: question for question in kept_in(instrument, section)}
        for entry, questions in asked_in(filled, section).entries:
            for question in questions:
                value = kept.answers.get((question.id, entry))
                if value is not None and may_be_taken(known[question.id]):
                    words = in_words(instrument, question, value)
                    yield (*head, section.id, question.id, entry or None, _code(value), words)


def may_be_taken(question: Question) -> bool:
    """Whether an answer may leave as a file: it is coded, and not private."""
    return question.answer.is_coded and not question.private


def _code(value: Value) -> Cell:
    return ", ".join(value) if isinstance(value, tuple) else value
