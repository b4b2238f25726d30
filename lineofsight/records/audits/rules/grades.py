"""What answers come to: which areas are good or better, which ask for an action, and where two readers differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineofsight.library.audit import AuditArea, AuditKind
from lineofsight.library.instrument import AnswerAs, Instrument

_NO_YES = ("no", "yes")


def scale_of(kind: AuditKind, tool: Instrument, area: AuditArea) -> tuple[str, ...]:
    """The answers of an area from the lowest to the highest, those that do not count left out."""
    asked = next(question for _, question in tool.questions() if question.id == area.question)
    if asked.answer is AnswerAs.GRADE:
        return tuple(grade.code for grade in tool.grades)
    if asked.answer is AnswerAs.YES_NO:
        return _NO_YES
    good = [code for code in asked.choices if code in area.good]
    rest = [code for code in asked.choices if code not in area.good and code not in area.not_counted]
    return (*rest, *good)


def good_of(kind: AuditKind, tool: Instrument, area: AuditArea) -> frozenset[str]:
    """The answers of an area that are good or better."""
    asked = next(question for _, question in tool.questions() if question.id == area.question)
    if asked.answer is AnswerAs.GRADE:
        codes = [grade.code for grade in tool.grades]
        return frozenset(codes[codes.index(kind.good_from or codes[-1]) :])
    return frozenset(area.good or ("yes",))


def graded(kind: AuditKind, tool: Instrument, answers: Mapping[str, str]) -> dict[str, str]:
    """The grade of each area that applies to a file, by area."""
    found = {}
    for area in kind.areas:
        code = answers.get(area.question, "")
        if code in scale_of(kind, tool, area):
            found[area.id] = code
    return found


def good_areas(kind: AuditKind, tool: Instrument, grades: Mapping[str, str]) -> tuple[str, ...]:
    """The areas that are good or better."""
    return tuple(area.id for area in kind.areas if area.id in grades and grades[area.id] in good_of(kind, tool, area))


def below_good(kind: AuditKind, tool: Instrument, grades: Mapping[str, str]) -> tuple[str, ...]:
    """The areas that are not: each of them has to be tied to an action before the round is closed."""
    good = good_areas(kind, tool, grades)
    return tuple(area.id for area in kind.areas if area.id in grades and area.id not in good)


@dataclass(frozen=True)
class Tally:
    """An area of a round: n good or better of N that were graded, and how many files have no grade in it."""

    n: int
    of: int
    without: int = 0


def tally(kind: AuditKind, tool: Instrument, files: Iterable[Mapping[str, str]]) -> dict[str, Tally]:
    """Each area of a round, over the grades that stand for each file that was read."""
    read = list(files)
    found = {}
    for area in kind.areas:
        codes = [grades[area.id] for grades in read if area.id in grades]
        good = good_of(kind, tool, area)
        found[area.id] = Tally(sum(code in good for code in codes), len(codes), len(read) - len(codes))
    return found
