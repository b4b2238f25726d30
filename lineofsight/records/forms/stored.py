"""Answers as rows, and rows as answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from lineofsight.library.instrument import AnswerAs, Question
from lineofsight.records.forms.models import Answer, Saved
from lineofsight.records.forms.rules.answers import Answers, Place, Value


def rows_of(saved: Saved, answers: Answers, *, questions: Iterable[Question]) -> list[Answer]:
    """The rows of what was saved, not yet written."""
    texts = {question.id for question in questions if question.answer is AnswerAs.TEXT}
    return [
        Answer(save_of=saved, agency_id=saved.agency_id, question=id, entry=entry, **_column(one, is_text=id in texts))
        for (id, entry), value in sorted(answers.items())
        for one in (value if isinstance(value, tuple) else (value,))
    ]


def _column(value: date | int | str, *, is_text: bool) -> dict[str, Any]:
    if isinstance(value, date):
        return {"day": value}
    if isinstance(value, int):
        return {"number": value}
    return {"text": value} if is_text else {"code": value}


def answers_in(rows: Iterable[Answer], *, several: frozenset[str]) -> dict[Place, Value]:
    """The answers that rows hold. several: the questions with several codes, each in a row of its own."""
    found: dict[Place, Value] = {}
    for row in rows:
        place = (row.question, row.entry)
        if row.question in several:
            before = found.get(place, ())
            found[place] = (*before, row.code) if isinstance(before, tuple) else (row.code,)
        elif row.code:
            found[place] = row.code
        else:
            kept: tuple[Value | None, ...] = (row.day, row.number)  # type: ignore[assignment]
            found[place] = next((one for one in kept if one is not None), row.text)
    return found
