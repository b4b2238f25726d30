"""The library in use here with the measures that people of the partnership added to it, and the check of such a one.

They are rows, not files: each web process and each command asks for them anew, a backup holds them, and one is kept in
the same transaction as its event. Read is each as the file that it could be.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings

from lineofsight.assurance.faces import ROWS as OF_RECORDS
from lineofsight.assurance.models import OwnMeasure
from lineofsight.assurance.shelf import shelf
from lineofsight.library.conditions import All, AnyOf, Condition, HasAny, Not
from lineofsight.library.faults import Fault, Trouble, unknown_word
from lineofsight.library.loading import EXAMPLES_ENDING, Folder, entry_of, examples_in, read_text
from lineofsight.library.measure import FaceColumns, Measure, MeasureExample
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.reading import Unreadable, read_documents
from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.shelf import Shelf, laid_over
from lineofsight.library.words import day_words
from lineofsight.measures.compute import MeasureDoesNotFit, RowsNotAsDeclared
from lineofsight.measures.examples import disagreements, figures_of
from lineofsight.measures.sql import faces_used
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import today

EXAMPLES = "examples"
"""Where a trouble with the worked examples stands."""

# A column that says which child or which member of staff a row is about, on whichever face it stands.
ONE_PERSON = frozenset({"child", "person"})


def with_own_measures(actor: Actor) -> Shelf:
    """The library in use here, with the measures that the actor sees as added. Broken ones are in its faults.

    It is asked for with each use, for another process may have kept one; the same rows are read once.
    """
    kept = tuple(_rows(actor).values_list("measure_id", "text"))
    return _laid(settings.LOS_SHELF, kept) if kept else shelf()


def own_refs(actor: Actor) -> tuple[str, ...]:
    """What was added, by ref: where it is the same, so is every figure counted by it."""
    return tuple(_rows(actor).values_list("ref", flat=True))


def _rows(actor: Actor) -> Any:
    return OwnMeasure.objects.visible_to(actor).order_by("measure_id", "version")


@lru_cache(maxsize=16)
def _laid(_own: str, kept: tuple[tuple[str, str], ...]) -> Shelf:
    texts: dict[str, list[str]] = defaultdict(list)
    for id, text in kept:
        texts[id].append(text)
    library = _laid_over(texts)
    # One version that cannot be read takes the others with it: where there is a later one, that one mends it.
    mended = {id: some[-1:] for id, some in texts.items() if some[1:] and id not in library.ids(Measure.FOLDER)}
    return _laid_over({**texts, **mended}) if mended else library


def _laid_over(texts: Mapping[str, list[str]]) -> Shelf:
    files = [read_text(f"{Measure.FOLDER}/{id}.yaml", file_text(some), Measure) for id, some in texts.items()]
    added = Folder(
        tuple(found for one in files for found in one.found),
        faults=tuple(fault for one in files for fault in one.faults),
    )
    return laid_over(shelf(), added)


def file_text(editions: Iterable[str]) -> str:
    """The file of a measure from its versions, the oldest first: each ends on the day before the next begins."""
    texts = list(editions)
    begins = [_begins(text) for text in texts]
    ended = [
        f"{text}to: {(after - timedelta(days=1)).isoformat()}\n" if after else text
        for text, after in zip(texts, [*begins[1:], None], strict=True)
    ]
    return "---\n".join(ended)


def _begins(text: str) -> date | None:
    try:
        found = read_documents(text)[0].data.get("from")
    except Unreadable:
        return None
    return found if isinstance(found, date) else None


@dataclass(frozen=True, slots=True)
class Checked:
    """A measure as it was read, None where it cannot be; and what is wrong: the place and the sentence of each."""

    measure: Measure | None
    troubles: tuple[Trouble, ...] = ()


def checked(text: str, examples: str, *, by: Actor, of: Agency | None) -> Checked:
    """Read a measure and its examples as the loader reads files, against the library in use here.

    of: the agency whose rows it shall count. A first version has an id that nobody uses; a later one belongs to a
    measure that was added here, has the next number and begins after today, for figures may have been kept today.
    """
    try:
        document = read_documents(text)[0]
    except Unreadable as error:
        return Checked(None, (Trouble((), f"Line {error.line}: {error.sentence}"),))
    entry, troubles = entry_of(document, Measure)
    if not isinstance(entry, Measure):
        return Checked(None, (*troubles, *_examples_troubles(None, examples)))
    library = with_own_measures(by)
    found = [*troubles, *_of_references(entry, library)]
    if not found:
        found += [*_of_version(entry, library, by), *_of_rows(entry, of), *_of_one_person(entry), *_of_children(entry)]
    found += _examples_troubles(None if found else entry, examples)
    return Checked(entry, tuple(found))


def troubles_of_kept(text: str, *, by: Actor) -> tuple[Trouble, ...]:
    """What is wrong with a measure that was kept and cannot be read any more: its words, and what it refers to."""
    try:
        entry, troubles = entry_of(read_documents(text)[0], Measure)
    except Unreadable as error:
        return (Trouble((), f"Line {error.line}: {error.sentence}"),)
    of_references = _of_references(entry, with_own_measures(by)) if isinstance(entry, Measure) else ()
    return (*troubles, *of_references)


def _of_references(measure: Measure, library: Shelf) -> Iterator[Trouble]:
    yield from measure.troubles(library)


def _of_version(measure: Measure, library: Shelf, by: Actor) -> Iterator[Trouble]:
    kept = list(_rows(by).filter(measure_id=measure.id).values_list("version", flat=True))
    if not kept:
        if measure.id in library.ids(Measure.FOLDER):
            yield Trouble(("id",), f"«{measure.id}» stands on the shelf already. Give this one another id.")
        if measure.version != 1:
            yield Trouble(("version",), "The first version of a measure is 1.")
        return
    if measure.version != kept[-1] + 1:
        yield Trouble(
            ("version",), f"Version {kept[-1]} of «{measure.id}» is kept already; the next one is {kept[-1] + 1}."
        )
    if measure.from_date <= today(by.now):
        yield Trouble(
            ("from",),
            "A later version begins tomorrow or after: figures that were kept until today stay with the one before.",
        )
    elif (first := _from_of(by, measure.id)) and measure.from_date <= first:
        yield Trouble(("from",), f"The version before begins on {first.isoformat()}. Let this one begin after it.")


def _from_of(by: Actor, id: str) -> date | None:
    return _begins(_rows(by).filter(measure_id=id).values_list("text", flat=True).last())


def _of_rows(measure: Measure, of: Agency | None) -> Iterator[Trouble]:
    """Only rows of the records, and for one agency those that say whose they are."""
    known = countable_faces(of)
    if measure.face not in known:
        yield Trouble(("face",), *unknown_word(measure.face, known=known, what="rows that you can count"))
    for face in sorted(faces_used(measure) - {measure.face} - OF_RECORDS.keys()):
        yield Trouble((), f"A measure of the records cannot look at «{face}», which is of a review.")


def countable_faces(of: Agency | None) -> list[str]:
    """The faces whose rows can be counted over all agencies, or for one those that say whose they are."""
    faces = {id: shelf().newest(FaceColumns, id) for id in OF_RECORDS}
    return sorted(id for id, face in faces.items() if of is None or "agency" in face.columns)


def _of_one_person(measure: Measure) -> Iterator[Trouble]:
    """No condition names one child or one member of staff, and no group is one: a definition is read by everybody."""
    for place, where in (("population", measure.population.where), ("numerator", measure.numerator.where)):
        for column in sorted(_columns_of(where) & ONE_PERSON):
            yield Trouble((place, "where"), _NEVER_ONE.format(column=column))
    for number, rule in enumerate(measure.left_out):
        for column in sorted(_columns_of(rule.where) & ONE_PERSON):
            yield Trouble(("left_out", number), _NEVER_ONE.format(column=column))
    if measure.by in ONE_PERSON:
        yield Trouble(("by",), _NEVER_ONE.format(column=measure.by))


def _of_children(measure: Measure) -> Iterator[Trouble]:
    """Where each row is a child, the words say children: by them small numbers are kept back (`small-numbers`)."""
    if shelf().newest(FaceColumns, measure.face).key != ("child",):
        return
    known = shelf().newest(SmallNumbers, "figures-in-public").words[WhoIsCounted.CHILDREN]
    said = f"{measure.numerator.words} {measure.population.words}".casefold()
    if not any(re.search(rf"\b{re.escape(word)}\b", said) for word in known):
        yield Trouble(("population", "words"), "Each of these rows is a child. Say so: «children …».")


_NEVER_ONE = "«{column}» tells one person from another. A measure names nobody and tells nobody apart."


def _columns_of(where: Condition | None) -> set[str]:
    """The columns that conditions compare with a value."""
    if where is None:
        return set()
    if isinstance(where, All | AnyOf):
        inner = where.all if isinstance(where, All) else where.any
        return set().union(*map(_columns_of, inner))
    if isinstance(where, Not):
        return _columns_of(where.not_)
    if isinstance(where, HasAny):
        return _columns_of(where.has_any.where)
    return {where.column} if where.test != "is" else set()


def _examples_troubles(measure: Measure | None, text: str) -> Iterator[Trouble]:
    """What is wrong with the worked examples, and, of a measure that stands, those that do not come out."""
    name = f"{Measure.FOLDER}/{measure.id if measure else 'this'}{EXAMPLES_ENDING}"
    try:
        found, faults = examples_in(name, read_documents(text)[0], MeasureExample)
    except Unreadable as error:
        found, faults = [], [Fault(name, error.line, error.sentence)]
    for fault in faults:
        yield Trouble((EXAMPLES,), f"Line {fault.line}: {fault.sentence}")
    if measure is None or faults:
        return
    faces = {face.id: face for face in shelf().all_newest(FaceColumns)}
    for example in found:
        if not isinstance(example, MeasureExample):
            continue
        try:
            for sentence in disagreements(example, figures_of(measure, example, faces=faces)):
                yield Trouble((EXAMPLES,), sentence)
        except (MeasureDoesNotFit, RowsNotAsDeclared) as trouble:
            yield Trouble((EXAMPLES,), f"Example «{example.name}»: {trouble}")


@dataclass(frozen=True)
class Added:
    """One version of a measure as it was added, and the name of the measure; its id where it is broken."""

    row: OwnMeasure
    title: str
    is_broken: bool = False

    @property
    def is_agreed(self) -> bool:
        """Whether it may be counted over all agencies."""
        return self.row.agreed_at is not None

    @property
    def words(self) -> str:
        """Who added it, and whether somebody has agreed: «For local sign-off: added by …»."""
        row = self.row
        said = f"dded by {row.role}, {day_words(today(row.recorded_at))}"
        if row.agreed_at is None:
            waits = "The business unit has not agreed to it yet, so each agency counts it for itself alone."
            return f"For local sign-off: a{said}. {waits}"
        return f"A{said}; agreed by {row.agreed_role}, {day_words(today(row.agreed_at))}."


def added(actor: Actor) -> tuple[Added, ...]:
    """The newest version of each measure that was added here, by id."""
    return tuple({one.row.measure_id: one for one in _all_added(actor)}.values())


def waiting_for_agreement(actor: Actor) -> tuple[Added, ...]:
    """The versions that somebody else than the actor added and nobody has agreed to, the oldest first."""
    return tuple(one for one in _all_added(actor) if not one.is_agreed and one.row.by_ref != actor.ref)


def find_added(actor: Actor, ref: str) -> OwnMeasure | None:
    """One version of a measure that was added here; None where there is none that the actor sees."""
    found: OwnMeasure | None = _rows(actor).select_related("agency").called(ref)
    return found


def versions_of(actor: Actor, id: str) -> tuple[Added, ...]:
    """Every version of a measure that was added here, the oldest first; none for a measure of the shelf."""
    return tuple(one for one in _all_added(actor) if one.row.measure_id == id)


def _all_added(actor: Actor) -> tuple[Added, ...]:
    rows = tuple(_rows(actor).select_related("agency"))
    library = with_own_measures(actor) if rows else shelf()
    known = library.ids(Measure.FOLDER)
    editions = {id: library.history(Measure, id) for id in {row.measure_id for row in rows} & known}
    return tuple(_as_added(row, editions.get(row.measure_id, ())) for row in rows)


def _as_added(row: OwnMeasure, editions: tuple[Measure, ...]) -> Added:
    title = editions[-1].title if editions else row.measure_id
    return Added(row, title, is_broken=row.version not in {one.version for one in editions})


def added_faults(actor: Actor) -> tuple[str, ...]:
    """What of that is broken, a sentence each: an id that the program uses by now, or a column that is gone.

    What a later version has mended is told no more.
    """
    library = with_own_measures(actor)
    before = set(shelf().faults)
    mended = {f"{Measure.FOLDER}/{one.row.measure_id}.yaml" for one in added(actor) if not one.is_broken}
    return tuple(str(one) for one in library.faults if one not in before and one.path not in mended)


def agreed(actor: Actor, measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Those that may be counted over all agencies: of those that were added, the versions to which somebody agreed."""
    waiting = set(_rows(actor).filter(agreed_at__isnull=True).values_list("measure_id", "version"))
    return tuple(one for one in measures if (one.id, one.version) not in waiting)
