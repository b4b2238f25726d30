"""Adding a measure on a page: where one starts, what was answered as YAML, and what it gives before it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from lineofsight.assurance.own_shelf import (
    EXAMPLES,
    Added,
    checked,
    countable_faces,
    file_text,
    troubles_of_kept,
    versions_of,
    waiting_for_agreement,
    with_own_measures,
)
from lineofsight.desk.figures.page import FigurePage, figure_page
from lineofsight.desk.figures.told import countable, telling, whose
from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.library.kinds import Theme
from lineofsight.library.loading import EXAMPLES_ENDING
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.shelf import OURS, Origin
from lineofsight.library.writing import (
    Value,
    answers_in,
    answers_of,
    asked_at,
    can_be_asked,
    line_at,
    measure_text,
    not_lines,
)
from lineofsight.measures.compute import MeasureDoesNotFit, RowsNotAsDeclared
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, can, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.trail.canonical import sha256_hex

OWNER = "agency analyst"


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one answer; asked is "" where it is with several together."""

    asked: str
    sentence: str


@dataclass(frozen=True)
class Tried:
    """A measure that stands, with what it gives today. mark: of exactly this text, so that what was tried is kept."""

    measure: Measure
    text: str
    mark: str
    page: FigurePage
    over_all_says: str


def faces_to_count(actor: Actor) -> tuple[FaceColumns, ...]:
    """The rows that somebody can count, by id."""
    return tuple(shelf().newest(FaceColumns, id) for id in countable_faces(whose(actor)))


def themes() -> tuple[Theme, ...]:
    """The themes under which people look for a figure, in the order of a Summary."""
    return shelf().all_newest(Theme)


def to_start_from(actor: Actor, *, on: date) -> tuple[Measure, ...]:
    """The measures from which somebody can start, by title."""
    found = countable(actor, whose(actor), on=on)
    return tuple(sorted((one for one in found if can_be_asked(one)), key=lambda one: one.title))


def reasons_to_leave_out(actor: Actor) -> tuple[str, ...]:
    """Why the measures of the shelf leave rows out, each reason once: what can be chosen."""
    library = with_own_measures(actor)
    measures = (library.newest(Measure, id) for id in library.ids(Measure.FOLDER))
    return tuple(sorted({rule.reason for one in measures for rule in one.left_out}))


def started(actor: Actor, id: str, *, on: date) -> dict[str, Value]:
    """What is answered before anybody answers: nothing but the usual, or all that a measure says; it is version 1."""
    usual: dict[str, Value] = {
        "version": 1,
        "source": "line-of-sight",
        "basis": "local",
        "kind": "full count",
        "window": "a period",
        "direction": "higher is better",
        "shows": "counted",
        "by": "agency",
        "from_date": date(on.year - 3, 1, 1),
        "review_by_date": date(on.year + 1, on.month, 1),
        EXAMPLES: "",
    }
    start = next((one for one in to_start_from(actor, on=on) if one.id == id), None)
    if start is None:
        return usual
    own: dict[str, Value] = {"id": f"{start.id}-2", "version": 1, "basis": "local", "checked": False}
    said = answers_of(start) | {EXAMPLES: examples_text(actor, start.id), "review_by_date": usual["review_by_date"]}
    return said | own


def next_version(actor: Actor, id: str, *, on: date) -> dict[str, Value] | None:
    """What the newest version of a measure that was added here says, as the next one; None where none was added.

    Of one that cannot be read any more it is what its text says, so that it can be mended.
    """
    versions = versions_of(actor, id)
    if not versions or shelf().ids(Measure.FOLDER) & {id}:
        return None
    newest = versions[-1]
    said = answers_in(newest.row.text) if newest.is_broken else _said_by(actor, newest)
    tomorrow = date.fromordinal(on.toordinal() + 1)
    after = {"id": id, "version": newest.row.version + 1, "from_date": tomorrow, "checked": False}
    return {**said, EXAMPLES: newest.row.examples, **after}


def _said_by(actor: Actor, newest: Added) -> dict[str, Value]:
    return answers_of(with_own_measures(actor).newest(Measure, newest.row.measure_id))


def troubles_now(actor: Actor, id: str) -> tuple[Wrong, ...]:
    """What is wrong with the newest version of a measure that was added here; nothing where it can be read."""
    newest = versions_of(actor, id)[-1]
    return tuple(_wrong(troubles_of_kept(newest.row.text, by=actor))) if newest.is_broken else ()


def examples_text(actor: Actor, id: str) -> str:
    """The worked examples of a measure as they are written; "" where none can be read."""
    versions = versions_of(actor, id)
    if versions:
        return str(versions[-1].row.examples)
    library = with_own_measures(actor)
    theirs = library.origin(Measure, id) is not Origin.OURS
    root = Path(settings.LOS_SHELF) if theirs else OURS
    path = root / Measure.FOLDER / f"{id}{EXAMPLES_ENDING}"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def own_file(actor: Actor, id: str) -> str:
    """The file of a measure that was added here, with all its versions; "" where there is none."""
    return file_text(str(one.row.text) for one in versions_of(actor, id))


def tried(actor: Actor, answers: Mapping[str, Value]) -> Tried | tuple[Wrong, ...]:
    """What was answered, read as a file is read, and counted of the present records; or what is wrong. Nothing is kept.

    answers: the names of `library/writing` and `examples`. It is counted for whoever asks, by what they may see. Raises
    Forbidden.
    """
    require(actor, Act.MEASURE_ADD, OfAgency(actor.agency_id))
    said: dict[str, Value] = {name: value for name, value in answers.items() if name != EXAMPLES}
    said["owner"] = OWNER
    lines = tuple(Wrong(one.asked, f"Line {one.line}: {one.sentence}") for one in not_lines(said))
    if lines:
        return lines
    text, examples = measure_text(said), str(answers[EXAMPLES])
    found = checked(text, examples, by=actor, of=whose(actor))
    if found.measure is None or found.troubles:
        return tuple(_wrong(found.troubles))
    day = today(actor.now)
    try:
        page = figure_page(actor, found.measure, as_at=day)
    except (MeasureDoesNotFit, RowsNotAsDeclared) as trouble:
        return (Wrong("", str(trouble)),)
    over_all = telling(found.measure, agency=None, on=day).rule.says
    return Tried(found.measure, text, mark_of(text, examples), page, over_all)


def mark_of(text: str, examples: str) -> str:
    """The mark of the two files."""
    return sha256_hex(f"{text}\n{examples}".encode())


def _wrong(troubles: object) -> Iterator[Wrong]:
    for one in troubles:  # type: ignore[attr-defined]
        if one.place[:1] == (EXAMPLES,):
            yield Wrong(EXAMPLES, one.sentence)
            continue
        asked, line = asked_at(one.place), line_at(one.place)
        yield Wrong(asked, f"Line {line}: {one.sentence}" if line and asked else one.sentence)


def waiting(actor: Actor) -> Iterator[Waiting]:
    """For the unit: each measure that an agency counts for itself alone until somebody has agreed to it."""
    if not can(actor, Act.MEASURE_AGREE):
        return
    for one in waiting_for_agreement(actor):
        yield Waiting(
            text=f"Measure: {one.title}",
            kind="measure",
            ref=one.row.ref,
            note=f"Added by {one.row.role}. Agree to it, and it is counted over all agencies.",
            since=today(one.row.recorded_at),
        )
