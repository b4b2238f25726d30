"""The rows of an action plan as they will be written: whose they are, by which day, how far, and what was said."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.assurance.rules.plan_days import PlannedUpdate, told_of
from lineofsight.intake.characters import fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.plans.mapping import Field
from lineofsight.intake.plans.owners import Owner, OwnerKind
from lineofsight.intake.plans.plan import Action, Plan
from lineofsight.intake.plans.schemes import Scheme
from lineofsight.library.words import quoted

TITLE, ROLE, WORD, OUTCOME = 200, 100, 200, 600
"""How long a title, a role, a word of status and an outcome can be."""
EARLIEST = 1990
"""A due day in a year before it is a slip of the pen, and is asked about."""
NOBODY = ""
# What has a field of its own in an action; everything else is kept among the plan's own words.
_TAKEN = frozenset(
    {
        Field.FINDING,
        Field.RECOMMENDATION,
        Field.ACTION,
        Field.LEAD_AGENCY,
        Field.LEAD_ROLE,
        Field.SUPPORTING,
        Field.DUE_DATE,
        Field.PROGRESS,
        Field.STATUS,
        Field.SUCCESS_MEASURE,
    }
)


@dataclass(frozen=True, slots=True)
class Body:
    """An agency of the partnership, as the directory calls it."""

    code: str
    name: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words of the file that somebody must say the meaning of, and where they stand."""

    words: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action. `agency`: a code, or "" where the words fit none. `due` None: the words are no day.

    recommendation, findings   their places in the plan; None where the plan names no recommendation for it
    status                     the plan's own word, or its colour; `delivery` what it means
    words                      what the plan says of it beyond the other fields, a line each
    """

    place: str
    title: str
    recommendation: int | None
    findings: tuple[int, ...]
    agency: str
    owner_words: str
    owner_role: str
    first_due: date | None
    due: date | None
    due_words: str
    status: str
    delivery: str
    outcome: str
    updates: tuple[PlannedUpdate, ...]
    words: str
    doubts: tuple[Doubt, ...] = ()


def with_known_bodies(
    action: Action, owners: Mapping[str, str], bodies: Iterable[Body], no_names: AbstractSet[str] = frozenset()
) -> Action:
    """The action with every owner marked as an agency that the partnership knows by these words.

    A reader that has no directory can take a body for a person: `no_names` are the words that a person said are none.
    """
    known = {name.casefold() for body in bodies for name in (body.code, body.name, body.short_name) if name}

    def marked(owner: Owner) -> Owner:
        # A role stays one, whichever agency somebody said that it belongs to.
        if owner.words.casefold() in known or (owner.words in owners and owner.kind is not OwnerKind.ROLE):
            return replace(owner, kind=OwnerKind.AGENCY)
        if owner.words not in no_names:
            return owner
        is_body = owner.column is Field.LEAD_AGENCY
        return replace(owner, kind=OwnerKind.AGENCY if is_body else OwnerKind.ROLE)

    return replace(action, owners=tuple(map(marked, action.owners)), supporting=tuple(map(marked, action.supporting)))


def plan_rows(
    plan: Plan,
    *,
    scheme: Scheme,
    owners: Mapping[str, str],
    days: Mapping[str, date],
    bodies: Iterable[Body],
    statuses: Mapping[str, str],
) -> tuple[PlanRow, ...]:
    """Every action of a plan as it will be written. `owners`, `days`: what people said of words that we do not know;
    `statuses`: what a word of status means in any plan."""
    bodies = tuple(bodies)
    # What was settled for an earlier plan may be a body that is closed by now.
    owners = {words: code for words, code in owners.items() if any(code == body.code for body in bodies)}
    asks: dict[int, int] = {}
    found: dict[int, list[int]] = {}
    for link in plan.links:
        if link.kind is Field.RECOMMENDATION:
            asks[link.action] = link.target
        else:
            found.setdefault(link.action, []).append(link.target)
    rows = []
    for number, action in enumerate(plan.actions):
        asked = asks.get(number)
        named = action.text or (plan.recommendations[asked].text if asked is not None else "")
        if not named:
            continue
        rows.append(_row(action, named, asked, tuple(found.get(number, ())), scheme, owners, days, bodies, statuses))
    return tuple(_twice(rows))


def _twice(rows: Iterable[PlanRow]) -> Iterator[PlanRow]:
    """The rows; one that says what an earlier one says, of the same body and by the same day, has that as a doubt."""
    before: dict[tuple[object, ...], str] = {}
    for row in rows:
        says = (row.recommendation, fold(row.title).casefold(), row.agency, row.owner_words, row.due, row.due_words)
        first = before.setdefault(says, row.place)
        if first is not row.place:
            sentence = (
                f"{_begun(row.place)} says what {first} says. Take one out of the file, or both become an action."
            )
            row = replace(row, doubts=(*row.doubts, Doubt("twice", sentence)))
        yield row


def _row(
    action: Action,
    named: str,
    asked: int | None,
    findings: tuple[int, ...],
    scheme: Scheme,
    owners: Mapping[str, str],
    days: Mapping[str, date],
    bodies: tuple[Body, ...],
    statuses: Mapping[str, str],
) -> PlanRow:
    place = str(action.place)
    lead, others, role = _who(action.owners)
    agency = owners.get(lead) or _body(lead, action.owners, bodies)
    cells = dict(action.cells)
    due_words = fold(cells.get(Field.DUE_DATE, ""))
    asked_day = days.get(due_words)
    first = (action.due.day if action.due and action.due.day and action.due.day.year >= EARLIEST else None) or asked_day
    later = [day.day for day in action.extensions if day.day]
    doubts = []
    if not action.text:
        doubts.append(Doubt("no-action", f"{_begun(place)} names no action, so its recommendation stands for it."))
    if asked is None:
        doubts.append(Doubt("no-recommendation", f"{_begun(place)} names no recommendation."))
    if others:
        sentence = f"{_begun(place)} names more than one body: «{lead}» leads, and {quoted(others)} stays in its words."
        doubts.append(Doubt("owners", sentence))
    status = action.status or action.colour
    delivery = scheme.meaning(action.status, action.colour)
    return PlanRow(
        place=place,
        title=cut(named, TITLE),
        recommendation=asked,
        findings=findings,
        agency=agency,
        owner_words=lead,
        owner_role=cut(role, ROLE),
        first_due=first,
        due=max([first, *later]) if first else None,
        due_words=due_words,
        status=cut(status, WORD),
        delivery=delivery,
        outcome=cut(cells.get(Field.SUCCESS_MEASURE, ""), OUTCOME),
        updates=told_of(action, delivery, statuses),
        words="\n".join(_own_words(action, cells, named, others)),
        doubts=tuple(doubts),
    )


def _own_words(action: Action, cells: Mapping[Field, str], named: str, others: tuple[str, ...]) -> Iterable[str]:
    if len(fold(named)) > TITLE:
        yield named
    for kind, limit in ((Field.SUCCESS_MEASURE, OUTCOME), (Field.STATUS, WORD)):
        if len(fold(cells.get(kind, ""))) > limit:
            yield f"{_begun(kind.value)}: {cells[kind]}"
    if others:
        yield f"Also named: {quoted(others)}"
    # Only the agency that leads answers here; who helps it stays in the plan's own words, without names of officers.
    if supporting := [owner.words for owner in action.supporting if owner.kind is not OwnerKind.OFFICER]:
        yield f"{_begun(Field.SUPPORTING.value)}: {', '.join(supporting)}"
    due = cells.get(Field.DUE_DATE, "")
    if due and (action.due is None or not action.due.is_exact or fold(due) != action.due.words):
        yield f"Due: {due}"
    for kind, text in cells.items():
        if kind not in _TAKEN:
            yield f"{_begun(kind.value)}: {text}"


def _who(owners: tuple[Owner, ...]) -> tuple[str, tuple[str, ...], str]:
    """The words for the body that leads, those for further bodies, and the role. Names of officers are in none.

    In a column of owners nothing but a body and a name is left out of the role.
    """
    bodies = [one.words for one in owners if one.kind is OwnerKind.AGENCY]
    roles = [one.words for one in owners if one.kind is OwnerKind.ROLE]
    unclear = [one.words for one in owners if one.kind is OwnerKind.UNCLEAR]
    told = [o.words for o in owners if o.kind is OwnerKind.ROLE or (bodies and o.kind is OwnerKind.UNCLEAR)]
    # A role alone belongs to some agency, and a word that we do not know may be one: both are asked about.
    leads = bodies or unclear or roles or [NOBODY]
    bodies = list(dict.fromkeys(bodies))
    return leads[0], tuple(bodies[1:]), ", ".join(dict.fromkeys(told))


def _body(words: str, owners: tuple[Owner, ...], bodies: tuple[Body, ...]) -> str:
    """The code of the one agency that the words fit, or ""."""
    owner = next((one for one in owners if one.words == words and one.agency), None)
    spelt = [body.code for body in bodies if owner is not None and owner.agency.casefold() == body.name.casefold()]
    if len(spelt) == 1:
        return spelt[0]
    found = _fitting(words, bodies)
    if not found and owner is not None and owner.place:
        # «NPS Tideway» is the one probation service whose name says Tideway, and no other.
        wanted = [word.casefold() for word in (*owner.place.split(), owner.agency)]
        own = [body.code for body in bodies if all(word in body.name.casefold() for word in wanted)]
        return own[0] if len(own) == 1 else ""
    return found or (_fitting(owner.agency, bodies) if owner is not None else "")


def _fitting(words: str, bodies: tuple[Body, ...]) -> str:
    wanted = words.casefold()
    if not wanted:
        return ""
    exact = [b.code for b in bodies if wanted in {b.code.casefold(), b.name.casefold(), b.short_name.casefold()}]
    within = [b.code for b in bodies if f" {wanted} " in f" {b.name.casefold()} "]
    return next((fitting[0] for fitting in (exact, within) if len(fitting) == 1), "")


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def cut(words: str, most: int) -> str:
    """The words on one line; where they are too many, as far as a word's end, with a mark that they go on."""
    line = fold(words)
    return line if len(line) <= most else f"{line[: most - 2].rsplit(' ', 1)[0]} …"
