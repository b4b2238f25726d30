"""Which questions are asked, given the answers so far; how far a section and a form are; what can be cited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.instrument import AnswerAs, Instrument, OnlyIf, Question, Section
from lineofsight.library.instrument_examples import FormState
from lineofsight.library.instrument_troubles import COUNT_OF, GRADED, IN_SECTION, PARTS_DONE, TOKEN
from lineofsight.records.forms.rules.answers import Answers, Value, in_words, kept_in


class SectionState(StrEnum):
    """How far a section is."""

    NOT_STARTED = "not started"
    STARTED = "started"
    ALL_ANSWERED = "all answered"
    NOTHING_APPLIES = "nothing applies"


@dataclass(frozen=True)
class Filled:
    """A form as it stands: the answers that count, and the sections that somebody has saved."""

    instrument: Instrument
    answers: Answers
    saved: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AskedIn:
    """The questions that are asked in a section, for each of its entries (0 alone where it does not repeat)."""

    section: Section
    entries: tuple[tuple[int, tuple[Question, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked here."""
        return not any(questions for _, questions in self.entries)


def answer_counts(filled: Filled, id: str, entry: int) -> Value | None:
    """The answer to a question where that question is asked at all; None where it is not, or was left open."""
    for section, question in filled.instrument.questions():
        if question.id == id:
            at = entry if section.repeats else 0
            is_here = holds(filled, section.only_if, 0) and holds(filled, question.only_if, at)
            return filled.answers.get((id, at)) if is_here else None
    return None


def holds(filled: Filled, condition: OnlyIf | None, entry: int) -> bool:
    """Whether a skip rule lets its question through. A question that was skipped or left open lets nothing through."""
    if condition is None:
        return True
    value = answer_counts(filled, condition.question, entry)
    if value is None:
        return False
    if condition.at_least is not None:
        return _reaches(filled.instrument, value, condition.at_least)
    wanted = set(condition.one_of or (condition.is_,))
    return bool(wanted & (set(value) if isinstance(value, tuple) else {value}))


def _reaches(instrument: Instrument, value: Value, least: int | str) -> bool:
    if isinstance(value, int) and isinstance(least, int):
        return value >= least
    order = [grade.code for grade in instrument.grades]
    return value in order and least in order and order.index(str(value)) >= order.index(str(least))


def asked_in(filled: Filled, section: Section) -> AskedIn:
    """What is asked in a section. One that repeats asks for each entry that has an answer."""
    if not holds(filled, section.only_if, 0):
        return AskedIn(section, ())
    entries = entries_of(filled.answers, section) if section.repeats else (0,)
    return AskedIn(section, tuple((entry, questions_for(filled, section, entry)) for entry in entries))


def questions_for(filled: Filled, section: Section, entry: int) -> tuple[Question, ...]:
    """The questions of one entry, given what is answered."""
    return tuple(one for one in kept_in(filled.instrument, section) if holds(filled, one.only_if, entry))


def entries_of(answers: Answers, section: Section) -> tuple[int, ...]:
    """The numbers of the entries of a section that repeats, in which anything is answered."""
    ids = {question.id for question in section.questions}
    return tuple(sorted({entry for id, entry in answers if id in ids and entry}))


def asks(filled: Filled) -> tuple[str, ...]:
    """The ids of all questions that are asked, in order, each once. An empty section that repeats would ask its own."""
    found: dict[str, None] = {}
    for section in filled.instrument.sections:
        shown = asked_in(filled, section)
        if section.repeats and not shown.entries and holds(filled, section.only_if, 0):
            shown = AskedIn(section, ((0, questions_for(filled, section, 1)),))
        found |= {question.id: None for _, questions in shown.entries for question in questions}
    return tuple(found)


def section_state(filled: Filled, section: Section) -> SectionState:
    """How far a section is."""
    shown = asked_in(filled, section)
    if not holds(filled, section.only_if, 0) or (shown.is_empty and not section.repeats):
        return SectionState.NOTHING_APPLIES
    has_answers = any((question.id, entry) in filled.answers for entry, some in shown.entries for question in some)
    if not has_answers and section.id not in filled.saved:
        return SectionState.NOT_STARTED
    few = section.repeats is not None and len(shown.entries) < section.repeats.at_least
    is_done = not few and not any(True for _ in _open_in(filled, shown))
    if filled.instrument.printed and not has_answers:
        return SectionState.NOT_STARTED
    return SectionState.ALL_ANSWERED if is_done else SectionState.STARTED


def _open_in(filled: Filled, shown: AskedIn) -> Iterator[tuple[int, Question]]:
    for entry, questions in shown.entries:
        for question in questions:
            if question.needed and (question.id, entry) not in filled.answers:
                yield entry, question


def still_open(filled: Filled, section: Section) -> tuple[tuple[int, Question], ...]:
    """The needed questions of a section that nobody has answered yet."""
    return tuple(_open_in(filled, asked_in(filled, section)))


def state_of(filled: Filled) -> FormState:
    """How far a form is that nobody has signed or set aside."""
    states = [section_state(filled, section) for section in filled.instrument.sections]
    if not filled.saved and not filled.answers:
        return FormState.NOT_STARTED
    done = (SectionState.ALL_ANSWERED, SectionState.NOTHING_APPLIES)
    return FormState.ALL_ANSWERED if all(state in done for state in states) else FormState.STARTED


def can_be_signed(filled: Filled) -> bool:
    """Whether a form can be signed: all of it answered; of a printed workbook, in which skipping is fine, one part."""
    if filled.instrument.printed:
        return parts_done(filled) > 0
    return state_of(filled) is FormState.ALL_ANSWERED


def parts_done(filled: Filled) -> int:
    """How many parts of a printed workbook have a day."""
    states = (section_state(filled, section) for section in filled.instrument.sections)
    return sum(state is SectionState.ALL_ANSWERED for state in states)


def summary_of(filled: Filled) -> tuple[str, ...]:
    """The sentences that can be cited, made from coded answers; one whose question is not answered is left out."""
    found = []
    for sentence in filled.instrument.summary:
        if holds(filled, sentence.only_if, 0) and (words := _in_full(filled, sentence.says)):
            found.append(words)
    return tuple(found)


def told_of(filled: Filled) -> tuple[tuple[str, bool], ...]:
    """What is told to whoever signs: each sentence, and whether a manager is told it too."""
    found = []
    for told in filled.instrument.tells:
        if all(holds(filled, one, 0) for one in told.when) and (words := _in_full(filled, told.says)):
            found.append((words, told.manager))
    return tuple(found)


def _in_full(filled: Filled, says: str) -> str:
    """A sentence with what stands in its braces; "" where there is nothing to say."""
    said = {token: _said(filled, token) for token in TOKEN.findall(says)}
    return TOKEN.sub(lambda match: said[match[1]], says) if all(said.values()) else ""


def _said(filled: Filled, token: str) -> str:
    """What a token of a summary stands for; "" where there is nothing to say."""
    instrument = filled.instrument
    if token == PARTS_DONE:
        return f"{parts_done(filled)} of {len(instrument.sections)}"
    if token.startswith(COUNT_OF):
        section = instrument.section(token.removeprefix(COUNT_OF))
        return "" if section is None or section.id not in filled.saved else str(len(asked_in(filled, section).entries))
    if token.startswith(GRADED):
        grade, _, within = token.removeprefix(GRADED).partition(IN_SECTION)
        given = [value for value in _grades(filled, within) if value is not None]
        reached = sum(_reaches(instrument, value, grade) for value in given)
        return f"{reached} of {len(given)}" if given else ""
    value = answer_counts(filled, token, 0)
    question = next((one for _, one in instrument.questions() if one.id == token), None)
    if value is None or question is None:
        return ""
    words = in_words(instrument, question, value)
    return words if isinstance(value, int | date) else words[:1].lower() + words[1:]


def _grades(filled: Filled, within: str) -> Iterator[Value | None]:
    for section, question in filled.instrument.questions():
        if question.answer is AnswerAs.GRADE and section.id == within:
            for entry in entries_of(filled.answers, section) if section.repeats else (0,):
                yield answer_counts(filled, question.id, entry)
