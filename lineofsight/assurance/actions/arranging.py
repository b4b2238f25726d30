"""Put the statements of a Summary in their order and into sections. The words stay as they are."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.statements import add_statement
from lineofsight.assurance.models import Review, Section, Statement
from lineofsight.assurance.queries.order import STEP, place_of, rows_in_order, section_rows, titles_in_order
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import hub
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record

LONGEST_TITLE = 300


class CannotArrange(ValueError):
    """Something that cannot stand where it was put. The sentence says why and what to do."""


@contextmanager
def _unless_there(trouble: Exception) -> Iterator[None]:
    """A section of that name may come at the same moment from somebody else: then raise what would be said later."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise trouble from None


@transaction.atomic
def move_statement(*, statement: Statement, up: bool, by: Actor) -> Statement:
    """Let a statement and the next one of its section change places. Both keep their numbers.

    Raises Forbidden, CannotArrange, Stale.
    """
    require(by, Act.EDITION_COMPILE)
    rows = [one for one in rows_in_order(statement.review, by) if one.section == statement.section]
    at = next(index for index, one in enumerate(rows) if one.pk == statement.pk)
    beside = at - 1 if up else at + 1
    if not 0 <= beside < len(rows):
        raise CannotArrange(f"It stands {'first' if up else 'last'} in its section. Choose another section instead.")
    other = rows[beside]
    here, there = place_of(statement), place_of(other)
    save_version(statement, expected=statement.version, place=there)
    save_version(other, expected=other.version, place=here)
    code = statement.agency.code
    record("statement.moved", subject=statement, by=by, at=by.now, agency=code, beside=other.position)
    return statement


@transaction.atomic
def add_after(*, statement: Statement, agency: Agency, text: str, by: Actor) -> Statement:
    """Add a sentence behind another, in its section, for an agency. Raises Forbidden, EmptyWording, TooLong."""
    made = add_statement(review=statement.review, agency=agency, section=statement.section, text=text, by=by)
    save_version(made, expected=made.version, place=_room_after(statement, made, by))
    return made


def _room_after(statement: Statement, made: Statement, by: Actor) -> int:
    """A place between a statement and the next."""
    rows = [one for one in rows_in_order(statement.review, by) if one.pk != made.pk]
    at = next(index for index, one in enumerate(rows) if one.pk == statement.pk)
    here = place_of(rows[at])
    if at + 1 == len(rows):
        return here + STEP
    there = place_of(rows[at + 1])
    if there - here > 1:
        return (here + there) // 2
    # No room is left between them: all are set apart again.
    for number, one in enumerate(rows, start=1):
        save_version(one, expected=one.version, place=number * STEP)
    return (at + 1) * STEP + STEP // 2


@transaction.atomic
def put_into_section(*, statement: Statement, title: str, by: Actor) -> Statement:
    """Put a statement into another section of its Summary. Raises Forbidden, CannotArrange, Stale."""
    require(by, Act.EDITION_COMPILE)
    if title not in _settled(statement.review, by):
        raise CannotArrange("There is no section of that name. Add it first.")
    before = statement.section
    save_version(statement, expected=statement.version, section=title)
    code = statement.agency.code
    record("statement.put into section", subject=statement, by=by, at=by.now, agency=code, before=before, after=title)
    return statement


def _settled(review: Review, by: Actor) -> dict[str, Section]:
    """Every section as a row, in order: those that only statements name get one."""
    rows = list(section_rows(review, by))
    known = {row.title for row in rows}
    titles = titles_in_order(rows, rows_in_order(review, by))
    place = max((row.place for row in rows), default=0)
    unit = hub()
    made = [
        Section(review=review, agency=unit, title=title, place=place + number, **written_by(by))
        for number, title in enumerate((title for title in titles if title not in known), start=1)
    ]
    with _unless_there(Stale(None)):
        Section.objects.bulk_create(made)
    return {row.title: row for row in [*rows, *made]}


@transaction.atomic
def add_sections(*, review: Review, titles: Iterable[str], by: Actor) -> tuple[str, ...]:
    """Add sections at the end; those that are there already stay where they are. Out: the titles that are new.

    Raises Forbidden, CannotArrange.
    """
    require(by, Act.EDITION_COMPILE)
    there = _settled(review, by)
    place = max((row.place for row in there.values()), default=0)
    new = [title for title in dict.fromkeys(map(_title, titles)) if title not in there]
    with _unless_there(Stale(None)):
        Section.objects.bulk_create(
            Section(review=review, agency=hub(), title=title, place=place + number, **written_by(by))
            for number, title in enumerate(new, start=1)
        )
    record("sections.added", subject=review, by=by, at=by.now, agency=hub().code, titles=new)
    return tuple(new)


def _title(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise CannotArrange("Enter what the section is called.")
    if len(text) > LONGEST_TITLE:
        raise CannotArrange(f"The title has {len(text)} characters and may have {LONGEST_TITLE}.")
    return text


@transaction.atomic
def rename_section(*, review: Review, title: str, to: str, by: Actor) -> str:
    """Give a section another title; its statements follow. Raises Forbidden, CannotArrange, Stale."""
    require(by, Act.EDITION_COMPILE)
    there = _settled(review, by)
    row, to = _one(there, title, review), _title(to)
    if to == title:
        return to
    is_there = CannotArrange(f"There is a section «{to}» already. Put the sentences into that one, or choose another.")
    if to in there:
        raise is_there
    with _unless_there(is_there):
        save_version(row, expected=row.version, title=to)
    for statement in rows_in_order(review, by).filter(section=title):
        save_version(statement, expected=statement.version, section=to)
    record("section.renamed", subject=review, by=by, at=by.now, agency=hub().code, before=title, after=to)
    return to


@transaction.atomic
def move_section(*, review: Review, title: str, up: bool, by: Actor) -> None:
    """Let a section and the one beside it change places. Raises Forbidden, CannotArrange, Stale."""
    require(by, Act.EDITION_COMPILE)
    there = _settled(review, by)
    rows, row = list(there.values()), _one(there, title, review)
    beside = rows.index(row) + (-1 if up else 1)
    if not 0 <= beside < len(rows):
        raise CannotArrange(f"The section stands {'first' if up else 'last'} already.")
    other = rows[beside]
    here, place = row.place, other.place
    save_version(row, expected=row.version, place=place)
    save_version(other, expected=other.version, place=here)
    record("section.moved", subject=review, by=by, at=by.now, agency=hub().code, title=title, up=up)


def _one(there: dict[str, Section], title: str, review: Review) -> Section:
    if title not in there:
        # Somebody has renamed it meanwhile.
        raise Stale(None)
    return there[title]
