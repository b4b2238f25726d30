"""The worked examples of library files, run by whatever computes them: a sentence for each that does not come out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lineofsight.intake.lists import staff as of_staff_lists
from lineofsight.intake.returns import mapped_examples as of_mappings
from lineofsight.library import checks
from lineofsight.library.audit import AuditKind
from lineofsight.library.borne_out import not_borne_out
from lineofsight.library.challenge import ChallengeKind
from lineofsight.library.claim import ClaimExample, ClaimKind
from lineofsight.library.clock import Calendar, ClockExample, NotInCalendar, ReviewClock, last_day
from lineofsight.library.complaint import Complaints
from lineofsight.library.course import Course
from lineofsight.library.entry import Entry
from lineofsight.library.fact import FactKind
from lineofsight.library.faults import unknown_word
from lineofsight.library.identifying import IdentifyingExample, IdentifyingRule, pointers_in
from lineofsight.library.instrument import Instrument
from lineofsight.library.kinds import WordingExample, WordingRule
from lineofsight.library.listening import Listening
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.pathway import Pathway
from lineofsight.library.quarterly import Quarterly
from lineofsight.library.register import RegisterKind
from lineofsight.library.requirement import Requirement
from lineofsight.library.shelf import NotOnShelf, Shelf
from lineofsight.library.staff_list import StaffList
from lineofsight.library.standard import Standard
from lineofsight.library.survey import Survey
from lineofsight.library.wording import claims_in
from lineofsight.library.words import listed
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
    faces = {face.id: face for face in shelf.all_newest(FaceColumns)}
    measure = shelf.newest(Measure, id)
    try:
        found = of_measures.figures_of(measure, example, faces=faces)
    except MeasureDoesNotFit as trouble:
        return (f"Example «{example.name}»: {trouble}",)
    return of_measures.disagreements(example, found)


def _standard(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    strange = [f"Example «{example.name}»: {sentence}" for sentence in _not_recorded(shelf, example)]
    return strange or of_standards.disagreements(example, of_standards.obligations_of(id, example, rules=rules))


def _not_recorded(shelf: Shelf, example: Any) -> Iterator[str]:
    """The kinds of fact and the codes of an example that nobody records: a rule would pass over them in silence."""
    known = {one.id: one for one in shelf.all_newest(FactKind)}
    for kind, code in [(one.event, one.code) for one in example.events] + [(s.span, s.code) for s in example.spans]:
        if kind not in known:
            yield unknown_word(kind, known=sorted(known), what="a kind of fact")[0]
        elif code and code not in known[kind].codes:
            yield unknown_word(code, known=sorted(known[kind].codes), what=f"a code of «{kind}»")[0]


def _instrument(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_instruments.disagreements(shelf.newest(Instrument, id), example)


def _audit(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    kind = shelf.newest(AuditKind, id)
    return of_audits.disagreements(kind, shelf.newest(Instrument, kind.tool), example)


def _challenge(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_challenges.disagreements(shelf.newest(ChallengeKind, id), example, rules=rules)


def _register(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_registers.disagreements(shelf.newest(RegisterKind, id), example)


def _pathway(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    codes = {kind.id: tuple(kind.codes) for kind in shelf.all_newest(FactKind)}
    return story_of(shelf.get(Pathway, id, on=example.started), example, rules=rules, codes=codes)


def _quarterly(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_quarterlies.disagreements(shelf.newest(Quarterly, id), example)


def _survey(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_surveys.survey_disagreements(shelf.newest(Survey, id), example)


def _course(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_learning.course_disagreements(shelf.newest(Course, id), example)


def _requirement(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_learning.requirement_disagreements(shelf.newest(Requirement, id), example)


def _staff_list(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_staff_lists.disagreements(shelf.newest(StaffList, id), example)


def _listening(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_voice.listening_disagreements(shelf.newest(Listening, id), example)


def _complaints(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    procedure = shelf.newest(Complaints, id)
    calendar = shelf.newest(Calendar, procedure.calendar)
    return of_voice.complaint_disagreements(procedure, example, calendar=calendar)


def _wording(shelf: Shelf, rules: InUse, id: str, example: WordingExample) -> Iterable[str]:
    found = tuple(claim.word for claim in claims_in(example.sentence, [shelf.newest(WordingRule, id)]))
    return _found_otherwise(example.name, found, example.finds)


def _claim(shelf: Shelf, rules: InUse, id: str, example: ClaimExample) -> Iterable[str]:
    kind, behind = shelf.newest(ClaimKind, id), (example.behind,)
    found = not_borne_out(kind, example.sentence, behind, is_counted=example.counted, is_only_asked=example.only_asked)
    return _found_otherwise(example.name, tuple(one.words for one in found), example.finds)


def _identifying(shelf: Shelf, rules: InUse, id: str, example: IdentifyingExample) -> Iterable[str]:
    found = tuple(one.says for one in pointers_in(example.sentence, [shelf.newest(IdentifyingRule, id)]))
    return _found_otherwise(example.name, found, example.finds)


def _found_otherwise(name: str, found: tuple[str, ...], wanted: tuple[str, ...]) -> Iterable[str]:
    if found != wanted:
        yield f"Example «{name}» finds {_quoted(found)}, not {_quoted(wanted)}."


def _quoted(words: tuple[str, ...]) -> str:
    return listed(f"«{one}»" for one in words) or "nothing"


def _mapping(shelf: Shelf, rules: InUse, id: str, example: Any) -> Iterable[str]:
    return of_mappings.disagreements(shelf.newest(CsvMapping, id), example)


def _clock(shelf: Shelf, rules: InUse, id: str, example: ClockExample) -> Iterable[str]:
    clock = shelf.newest(ReviewClock, id)
    calendar = shelf.newest(Calendar, clock.calendar) if clock.calendar else None
    try:
        found = last_day(clock, starts=example.starts, calendar=calendar)
    except NotInCalendar:
        found = None
    if found != example.last_day:
        yield f"Example «{example.name}» ends on {found or 'no day'}, not {example.last_day or 'no day'}."


RUN: Mapping[type[Entry], Run] = {
    AuditKind: _audit,
    ChallengeKind: _challenge,
    ClaimKind: _claim,
    Course: _course,
    CsvMapping: _mapping,
    IdentifyingRule: _identifying,
    ReviewClock: _clock,
    WordingRule: _wording,
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
    """What the worked examples of a shelf ask for and do not get, each with its file. root: the folder of the shelf.

    Raises KeyError for a kind that has examples and nobody here who runs them.
    """
    rules = in_use(shelf)
    for path, (kind, examples, _) in checks.examples_of(root).items():
        id = checks.id_of(Path(path))
        if kind.EXAMPLES is not None and id in shelf.ids(kind.FOLDER):
            for example in examples:
                yield from (f"{path}: {sentence}" for sentence in _run(shelf, rules, kind, id, example))


def _run(shelf: Shelf, rules: InUse, kind: type[Entry], id: str, example: Any) -> Iterator[str]:
    """What one example asks for and does not get; one from before the first edition is told, and runs no further."""
    try:
        yield from RUN[kind](shelf, rules, id, example)
    except NotOnShelf as sentence:
        yield f"Example «{example.name}»: {sentence}"
