"""What does not hold together in an instrument: each with its place, one sentence, and the nearest word."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lineofsight.library.entry import unknown_id
from lineofsight.library.faults import Place, Trouble, unknown_word
from lineofsight.library.who import WITH_CHILDREN

if TYPE_CHECKING:
    from lineofsight.library.instrument import Instrument, OnlyIf, Question, Section

TOKEN = re.compile(r"\{([^{}]*)\}")
# Whoever fills in a form sees rows of children; a test compares this with who may begin one.
FILL_IN = WITH_CHILDREN
COUNT_OF, GRADED, IN_SECTION, PARTS_DONE = "count of ", "graded at least ", " in ", "parts done"


def troubles_of(instrument: "Instrument") -> Iterator[Trouble]:
    """All of them."""
    yield from _twice(instrument)
    yield from _of_kind(instrument)
    yield from _who(instrument)
    seen: dict[str, tuple[Section, Question]] = {}
    all_ids = {question.id for _, question in instrument.questions()}
    for number, section in enumerate(instrument.sections):
        place: Place = ("sections", number)
        if section.only_if:
            yield from _condition(section.only_if, (*place, "only_if"), seen, all_ids, instrument, within=None)
        for at, question in enumerate(section.questions):
            here = (*place, "questions", at)
            if question.only_if:
                yield from _condition(question.only_if, (*here, "only_if"), seen, all_ids, instrument, within=section)
            known = frozenset(grade.code for grade in instrument.grades)
            for code in question.grade_words:
                if code not in known:
                    yield unknown_id(code, known, (*here, "grade_words"), "a grade of this instrument")
            for code in question.alone:
                if code not in question.choices:
                    known = frozenset(question.choices)
                    yield unknown_id(code, known, (*here, "alone"), f"a choice of «{question.id}»")
            seen[question.id] = (section, question)
    for number, sentence in enumerate(instrument.summary):
        place = ("summary", number)
        if sentence.only_if:
            yield from _condition(sentence.only_if, (*place, "only_if"), seen, all_ids, instrument, within=None)
            yield from _may_be_cited(sentence.only_if.question, (*place, "only_if"), seen)
        for token in TOKEN.findall(sentence.says):
            yield from _token(token, (*place, "says"), seen, instrument)

    for number, told in enumerate(instrument.tells):
        for at, condition in enumerate(told.when):
            place = ("tells", number, "when", at)
            yield from _condition(condition, place, seen, all_ids, instrument, within=None)
            yield from _may_be_cited(condition.question, place, seen)
        for token in TOKEN.findall(told.says):
            yield from _token(token, ("tells", number, "says"), seen, instrument)


def _twice(instrument: "Instrument") -> Iterator[Trouble]:
    sections: set[str] = set()
    questions: set[str] = set()
    for number, section in enumerate(instrument.sections):
        if section.id in sections:
            yield Trouble(("sections", number, "id"), f"Two sections are called «{section.id}».")
        sections.add(section.id)
        for at, question in enumerate(section.questions):
            if question.id in questions:
                place = ("sections", number, "questions", at, "id")
                yield Trouble(place, f"Two questions are called «{question.id}».")
            questions.add(question.id)


def _of_kind(instrument: "Instrument") -> Iterator[Trouble]:
    graded = any(question.answer == "grade" for _, question in instrument.questions())
    if graded != bool(instrument.grades):
        yield Trouble(("grades",), "Grades and questions that are answered with a grade stand together.")
    if len({grade.code for grade in instrument.grades}) != len(instrument.grades):
        yield Trouble(("grades",), "Two grades have the same code.")
    if instrument.adds_only and (len(instrument.sections) > 1 or instrument.sections[0].repeats):
        yield Trouble(("sections",), "A log that is only added to has one section, which does not repeat.")
    if instrument.adds_only and any(question.answer == "short text" for _, question in instrument.questions()):
        yield Trouble(("sections",), "A log that is only added to has no text: days, codes and numbers.")
    if instrument.adds_only and instrument.printed:
        yield Trouble(("printed",), "A printed workbook is no log. Say one of the two.")
    if instrument.printed and any(one.repeats or one.only_if for one in instrument.sections):
        yield Trouble(("sections",), "The parts of a printed workbook neither repeat nor depend on an answer.")
    if instrument.printed and any(question.only_if for _, question in instrument.questions()):
        yield Trouble(("sections",), "A printed question cannot depend on an answer that we never keep.")


def _who(instrument: "Instrument") -> Iterator[Trouble]:
    for number, who in enumerate(instrument.who):
        for at, role in enumerate(who.roles):
            if role not in FILL_IN:
                known = sorted(one.value for one in FILL_IN)
                sentence, near = unknown_word(role.value, known=known, what="a role that fills in forms")
                yield Trouble(("who", number, "roles", at), sentence, near)


def _condition(
    condition: "OnlyIf",
    place: Place,
    seen: "dict[str, tuple[Section, Question]]",
    all_ids: set[str],
    instrument: "Instrument",
    *,
    within: "Section | None",
) -> Iterator[Trouble]:
    """A skip rule looks back at one earlier question, and asks for an answer that this question has."""
    if condition.question not in seen:
        if condition.question in all_ids:
            yield Trouble(
                (*place, "question"),
                f"«{condition.question}» comes later or is the question itself: a skip rule looks back only.",
            )
        else:
            yield unknown_id(condition.question, frozenset(seen), (*place, "question"), "an earlier question")
        return
    section, question = seen[condition.question]
    if section.repeats and section is not within:
        yield Trouble(
            (*place, "question"),
            f"«{question.id}» is asked several times over: it decides nothing elsewhere.",
        )
        return
    yield from _answers_of(condition, question, place, instrument)


def _answers_of(condition: "OnlyIf", question: "Question", place: Place, instrument: "Instrument") -> Iterator[Trouble]:
    grades = frozenset(grade.code for grade in instrument.grades)
    codes = {"one": question.choices, "several": question.choices, "yes or no": {"yes", "no"}, "grade": grades}
    known = frozenset(codes.get(question.answer, ()))
    if condition.at_least is not None:
        is_number = isinstance(condition.at_least, int)
        if question.answer == "grade" and not is_number:
            if condition.at_least not in grades:
                yield unknown_id(str(condition.at_least), grades, (*place, "at least"), f"a grade of «{question.id}»")
        elif question.answer not in ("scale", "number") or not is_number:
            yield Trouble((*place, "at least"), f"«at least» asks a scale, number or grade: «{question.id}» is none.")
        return
    word = "is" if condition.is_ is not None else "one of"
    if not known:
        yield Trouble((*place, word), f"«{question.id}» has no codes: «{word}» cannot ask for one.")
        return
    for code in condition.one_of or (condition.is_,):
        if code not in known:
            yield unknown_id(str(code), known, (*place, word), f"an answer of «{question.id}»")


def _may_be_cited(id: str, place: Place, seen: "dict[str, tuple[Section, Question]]") -> Iterator[Trouble]:
    if id in seen and seen[id][1].private:
        yield Trouble(place, f"«{id}» is private: nothing of it can be cited.")


def _token(
    token: str, place: Place, seen: "dict[str, tuple[Section, Question]]", instrument: "Instrument"
) -> Iterator[Trouble]:
    """What stands in braces in a summary: a coded answer, a count of entries, of grades, of parts."""
    if token == PARTS_DONE:
        if not instrument.printed:
            yield Trouble(place, "Only a printed workbook has parts that are done.")
    elif token.startswith(COUNT_OF):
        known = frozenset(one.id for one in instrument.sections if one.repeats)
        if token.removeprefix(COUNT_OF) not in known:
            yield unknown_id(token.removeprefix(COUNT_OF), known, place, "a section that repeats")
    elif token.startswith(GRADED):
        grade, _, within = token.removeprefix(GRADED).partition(IN_SECTION)
        grades = frozenset(one.code for one in instrument.grades)
        graded = frozenset(section.id for section, question in instrument.questions() if question.answer == "grade")
        if grade not in grades:
            yield unknown_id(grade, grades, place, "a grade of this instrument")
        if within not in graded:
            yield unknown_id(within, graded, place, "a section with grades (say «graded at least GRADE in SECTION»)")
    elif token not in seen or instrument.printed:
        yield unknown_id(token, frozenset(seen), place, "a question whose answer can be cited")
    else:
        section, question = seen[token]
        if not question.answer.is_coded:
            yield Trouble(place, f"«{token}» is a text: a summary is made from coded answers alone.")
        if section.repeats:
            yield Trouble(place, f"«{token}» is asked several times over: cite «{{count of {section.id}}}».")
        yield from _may_be_cited(token, place, seen)
