"""The worked examples of library files, run by whatever computes them: a sentence for each that does not come out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lineofsight.intake import staff_lists as of_staff_lists
from lineofsight.library import checks
from lineofsight.library.audit import AuditKind
from lineofsight.library.challenge import ChallengeKind
from lineofsight.library.clock import Calendar
from lineofsight.library.complaint import Complaints
from lineofsight.library.course import Course
from lineofsight.library.entry import Entry
from lineofsight.library.fact import FactKind
from lineofsight.library.instrument import Instrument
from lineofsight.library.listening import Listening
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.pathway import Pathway
from lineofsight.library.quarterly import Quarterly
from lineofsight.library.register import RegisterKind
from lineofsight.library.requirement import Requirement
from lineofsight.library.shelf import Shelf
from lineofsight.library.staff_list import StaffList
from lineofsight.library.standard import Standard
from lineofsight.library.survey import Survey
from lineofsight.measures import examples as of_measures
from lineofsight.measures.compute import MeasureDoesNotFit
from lineofsight.records.audits.rules import examples as of_audits
from lineofsight.records.forms.rules import examples as of_instruments
from lineofsight.records.learning import rules as of_learning
from lineofsight.records.registers.rules import examples as of_registers
from lineofsight.records.stated import rules as of_quarterlies
from lineofsight.records.voice import rules as of_voice
from lineofsight.records.workforce.rules import surveys as of_surveys
from lineofsight.sight import challenges as of_challenges
from lineofsight.sight import examples as of_standards
from lineofsight.sight.pathway import story_of
from lineofsight.sight.shelf import InUse, in_use

Run = Callable[[Shelf, InUse, str, Any], Iterable[str]]
"""Run one example of the file with an id. Out: a sentence for each thing that it asks for and does not get."""


def _measure(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    faces = {face: shelf.history(FaceColumns, face)[-1] for face in shelf.ids(FaceColumns.FOLDER)}
    measure = shelf.history(Measure, id)[-1]
    try:
        found = of_measures.figures_of(measure, example, faces=faces)
    except MeasureDoesNotFit as trouble:
        return (f"Example «{example.name}»: {trouble}",)
    return of_measures.disagreements(example, found)


def _standard(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_standards.disagreements(example, of_standards.obligations_of(id, example, rules=rules))


def _instrument(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_instruments.disagreements(shelf.history(Instrument, id)[-1], example)


def _audit(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    kind = shelf.history(AuditKind, id)[-1]
    return of_audits.disagreements(kind, shelf.history(Instrument, kind.tool)[-1], example)


def _challenge(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_challenges.disagreements(shelf.history(ChallengeKind, id)[-1], example, rules=rules)


def _register(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_registers.disagreements(shelf.history(RegisterKind, id)[-1], example)


def _pathway(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    codes = {kind: tuple(shelf.history(FactKind, kind)[-1].codes) for kind in shelf.ids(FactKind.FOLDER)}
    return story_of(shelf.get(Pathway, id, on=example.started), example, rules=rules, codes=codes)


def _quarterly(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_quarterlies.disagreements(shelf.history(Quarterly, id)[-1], example)


def _survey(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_surveys.survey_disagreements(shelf.history(Survey, id)[-1], example)


def _course(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_learning.course_disagreements(shelf.history(Course, id)[-1], example)


def _requirement(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_learning.requirement_disagreements(shelf.history(Requirement, id)[-1], example)


def _staff_list(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_staff_lists.disagreements(shelf.history(StaffList, id)[-1], example)


def _listening(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_voice.listening_disagreements(shelf.history(Listening, id)[-1], example)


def _complaints(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    procedure = shelf.history(Complaints, id)[-1]
    calendar = shelf.history(Calendar, procedure.calendar)[-1]
    return of_voice.complaint_disagreements(procedure, example, calendar=calendar)


RUN: Mapping[type[Entry], Run] = {
    AuditKind: _audit,
    ChallengeKind: _challenge,
    Course: _course,
    Survey: _survey,
    Complaints: _complaints,
    Instrument: _instrument,
    Listening: _listening,
    Measure: _measure,
    Pathway: _pathway,
    Quarterly: _quarterly,
    RegisterKind: _register,
    Requirement: _requirement,
    StaffList: _staff_list,
    Standard: _standard,
}


def wrong_examples(shelf: Shelf, root: Path) -> Iterator[str]:
    """What the worked examples of a shelf ask for and do not get, each with its file. root: the folder of the shelf."""
    rules = in_use(shelf)
    for path, (kind, examples, _) in checks.examples_of(root).items():
        id = checks.id_of(Path(path))
        if kind in RUN and id in shelf.ids(kind.FOLDER):
            for example in examples:
                yield from (f"{path}: {sentence}" for sentence in RUN[kind](shelf, rules, id, example))
