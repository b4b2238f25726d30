"""A worked example of an instrument: answers in; which questions are asked, how far it is and what can be cited out."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from lineofsight.library.entry import Id, Strict, Words

Value = date | int | str | tuple[str, ...]
"""An answer: a day, a number, a code or a text, or several codes."""


class FormState(StrEnum):
    """How far a form is. «All answered» is not «signed»: a person who reads it through signs it."""

    NOT_STARTED = "not started"
    STARTED = "started"
    ALL_ANSWERED = "all answered"
    SIGNED = "signed"
    SET_ASIDE = "set aside"


class InstrumentExample(Strict):
    """Answers of an invented form. `entries`: of sections that repeat; `saved`: sections looked at and left empty."""

    name: Words
    says: Words
    answers: dict[Id, Value] = Field(default_factory=dict)
    entries: dict[Id, tuple[dict[Id, Value], ...]] = Field(default_factory=dict)
    saved: tuple[Id, ...] = ()
    asks: tuple[Id, ...] = Field(description="every question that is asked, in order, each once")
    state: FormState
    summary: tuple[Words, ...] = ()
    tells: tuple[Words, ...] = Field(default=(), description="what is told when it is signed")
