"""One answer: what it can be, what is wrong with it, and how people read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.library.instrument import YES_NO, AnswerAs, Instrument, Question, Section
from lineofsight.library.words import day_words, listed

Value = date | int | str | tuple[str, ...]
Place = tuple[str, int]
"""The id of a question and the number of its entry: 0, or from 1 in a section that repeats."""

Answers = Mapping[Place, Value]

# What a printed workbook keeps of each part: the day on which it was done. The words on paper are the parent's own.
DONE = Question(id="done-on", ask="On which day was this part done?", answer=AnswerAs.DAY, needed=False)


@dataclass(frozen=True)
class NotTaken:
    """An answer that cannot be taken: of which question and entry, and a sentence that says what to do."""

    question: str
    entry: int
    sentence: str


class CannotTake(ValueError):
    """Some answers cannot be taken, so none is. Carries each with its sentence."""

    def __init__(self, found: Iterable[NotTaken]) -> None:
        self.found = tuple(found)
        super().__init__(" ".join(one.sentence for one in self.found))


def kept_in(instrument: Instrument, section: Section) -> tuple[Question, ...]:
    """The questions of a section whose answers are kept here."""
    return (DONE.model_copy(update={"id": done_id(section)}),) if instrument.printed else section.questions


def done_id(section: Section) -> str:
    """Under which name the day of a printed part is kept."""
    return f"{section.id}-done-on"


def choices_of(instrument: Instrument, question: Question) -> Mapping[str, str]:
    """The codes of an answer in words; none where it is no code."""
    match question.answer:
        case AnswerAs.ONE | AnswerAs.SEVERAL:
            return question.choices
        case AnswerAs.YES_NO:
            return YES_NO
        case AnswerAs.GRADE:
            return {grade.code: grade.title for grade in instrument.grades}
        case AnswerAs.SCALE:
            assert question.lowest is not None
            assert question.highest is not None
            low, high = question.ends or ("", "")
            said = {question.lowest: f": {low}", question.highest: f": {high}"}
            return {str(step): f"{step}{said.get(step, '')}" for step in range(question.lowest, question.highest + 1)}
    return {}


def fault_of(instrument: Instrument, question: Question, value: Value, *, today: date) -> str:
    """Why an answer cannot be taken, as a sentence; "" where it can."""
    match question.answer:
        case AnswerAs.ONE | AnswerAs.YES_NO | AnswerAs.GRADE:
            return "" if value in choices_of(instrument, question) else "Choose one of the answers."
        case AnswerAs.SEVERAL:
            is_known = isinstance(value, tuple) and value and set(value) <= set(question.choices)
            if not is_known or len(set(value)) != len(value):  # type: ignore[arg-type]
                return "Choose among the answers."
            alone = next((code for code in value if code in question.alone), None)  # type: ignore[union-attr]
            if alone and len(value) > 1:  # type: ignore[arg-type]
                return f"«{question.choices[alone]}» goes with no other answer: take it out, or the others."
            return ""
        case AnswerAs.DAY:
            if not isinstance(value, date):
                return "Enter the day, for example 27 3 2026."
            if value > today and not question.may_lie_ahead:
                return f"The day must be today or in the past. You entered {day_words(value)}."
            return "" if value.year >= 1990 else "Enter a day after 1990."
        case AnswerAs.SCALE | AnswerAs.NUMBER:
            assert question.lowest is not None
            assert question.highest is not None
            is_number = isinstance(value, int) and not isinstance(value, bool)
            if is_number and question.lowest <= value <= question.highest:  # type: ignore[operator]
                return ""
            return f"Enter a whole number from {question.lowest} to {question.highest}."
        case AnswerAs.TEXT:
            if not isinstance(value, str) or not value.strip():
                return "Enter a few words."
            most = question.limit or 0
            return "" if len(value) <= most else f"Cut it to {most} characters or fewer. It has {len(value)}."


def faults_of(instrument: Instrument, section: Section, answers: Answers, *, today: date) -> Iterator[NotTaken]:
    """What cannot be taken of the answers of one section, in order. A needed answer may be left open for later."""
    known = {question.id: question for question in kept_in(instrument, section)}
    last = section.repeats.at_most if section.repeats else 0
    for (id, entry), value in answers.items():
        if id not in known:
            yield NotTaken(id, entry, f"«{id}» is not a question of «{section.title}».")
        elif not (1 <= entry <= last if section.repeats else entry == 0):
            yield NotTaken(id, entry, f"«{section.title}» has room for {max(last, 1)}, and no more.")
        elif sentence := fault_of(instrument, known[id], value, today=today):
            yield NotTaken(id, entry, sentence)


def in_words(instrument: Instrument, question: Question, value: Value) -> str:
    """An answer as people read it."""
    if isinstance(value, date):
        return day_words(value)
    choices = choices_of(instrument, question)
    if isinstance(value, tuple):
        return listed([choices.get(code, code) for code in choices if code in value])
    if isinstance(value, int):
        return f"{value:,}"
    return choices.get(value, value)
