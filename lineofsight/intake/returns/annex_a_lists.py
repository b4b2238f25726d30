"""The lists of Annex A: how each is known by its header, and what one row of it says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.codes import PLAN_NO_DAY, code_in, ethnicity_in, sex_in
from lineofsight.intake.returns.line import UNCLEAR, Line, MaybeDay
from lineofsight.records.taken import Taken, TakenChild

Carried = tuple[tuple[str, date, bool], ...]
"""Kinds that the list holds in full, each with a day on which the row shows it, and whether that day is an end."""

Found = tuple[Taken, Carried]

CHILD, BORN = "child unique id", "date of birth"
KNOWN = frozenset(
    {"age of child (years)", "allocated team", "allocated worker", "placement postcode", "child's name", "upn"}
)
"""Columns that tell who somebody is, or where: never looked at."""

_LETTERED = re.compile(r"^[a-z]\)\s*", re.IGNORECASE)

EVENTS = frozenset({"referral", "assessment-started", "assessment-done", "enquiry-started", "initial-conference"})


@dataclass(frozen=True, slots=True)
class ListKind:
    """One list. needs: columns by which it is known, read: None where not used."""

    number: int
    needs: frozenset[str]
    read: Callable[[Line, str], Iterator[Found]] | None = None


def folded(text: str) -> str:
    """A heading without capitals, question marks and spaces too many, and with straight apostrophes."""
    return " ".join(text.casefold().replace("?", " ").replace("\u2019", "'").split())


def child(line: Line, id: str) -> Iterator[Taken]:
    """The child itself, from the first list in which it stands."""
    plain = _plain(line)
    sex = "gender" if plain.text("gender") else "sex"
    yield TakenChild(id, plain.month(BORN), sex_in(plain, sex), ethnicity_in(plain, "ethnicity"))
    line.faults.extend(plain.faults)


def _plain(line: Line) -> Line:
    """The same row without the letters that inspectors put before a word: «a) WBRI»."""
    return Line(line.file, line.number, {name: _LETTERED.sub("", text) for name, text in line.values.items()})


def _shown(kind: str, day: MaybeDay, *, is_end: bool = False) -> Carried:
    return ((kind, day, is_end),) if isinstance(day, date) else ()


def _referral(line: Line, id: str) -> Iterator[Found]:
    day = line.day("date of referral")
    nothing_done = _plain(line).is_yes("referral nfa")
    yield line.event(id, "referral", day, code="no-further-action" if nothing_done else ""), _shown("referral", day)


def _assessment(line: Line, id: str) -> Iterator[Found]:
    start, done = line.day("continuous assessment start date"), line.day("continuous assessment date of authorisation")
    row = start.isoformat() if isinstance(start, date) else "no day"
    # A row without a day of the end says so: the list holds ends from the first start on.
    carried = _shown("assessment-started", start) + _shown("assessment-done", start)
    yield line.event(id, "assessment-started", start, link=row), carried
    if done is not None:
        seen = _plain(line).is_yes("child seen during continuous assessment")
        code = {True: "child-seen", False: "child-not-seen", None: ""}[seen]
        yield line.event(id, "assessment-done", done, code=code, link=row, row=row), _shown("assessment-done", done)


def _enquiry(line: Line, id: str) -> Iterator[Found]:
    start = line.day("strategy discussion initiating section 47 enquiry start date")
    held = line.day("date of initial child protection conference")
    plain = _plain(line)
    needless = plain.is_yes("was an initial child protection conference deemed unnecessary")
    code = "no-conference-needed" if needless else ""
    row = start.isoformat() if isinstance(start, date) else "no day"
    if start is not None:
        carried = _shown("enquiry-started", start) + _shown("initial-conference", start)
        yield line.event(id, "enquiry-started", start, code=code, link=row), carried
    plan = plain.is_yes("did the initial child protection conference result in a child protection plan")
    came = {True: "plan", False: "no-plan", None: ""}[plan]
    if held is None and plan and not needless:
        # A conference that came to a plan was held: its day is missing.
        line.refuse("date of initial child protection conference", whys.NO_DAY)
        held, came = UNCLEAR, PLAN_NO_DAY
    if held is not None:
        link = row if start is not None else ""
        yield line.event(id, "initial-conference", held, code=came, link=link), _shown("initial-conference", held)


def _need(line: Line, id: str) -> Iterator[Found]:
    yield from _span(line, id, "open-to-social-care", "cin start date", "cin closure date")
    closed = line.values.get("cin closure date") and line.day("cin closure date")
    if isinstance(closed, date):
        yield line.event(id, "case-closed", closed), ()


def _span(line: Line, id: str, kind: str, starts: str, ends: str) -> Iterator[Found]:
    start, until = line.day(starts), line.day(ends)
    yield line.span(id, kind, start, until, ends=ends), _shown(kind, start) + _shown(kind, until, is_end=True)


def _protection(line: Line, id: str) -> Iterator[Found]:
    starts, ends = "child protection plan start date", "child protection plan end date"
    yield from _span(line, id, "protection-plan", starts, ends)
    visited, reviewed = line.day("date of the last statutory visit"), line.day("date of latest review conference")
    if visited is not None:
        alone = _plain(line).is_yes("was the child seen alone")
        yield line.event(id, "protection-visit", visited, code="seen-alone" if alone else ""), ()
    if reviewed is not None:
        yield line.event(id, "review-conference", reviewed), ()


def _in_care(line: Line, id: str) -> Iterator[Found]:
    ends = "date ceased to be looked after"
    until = line.day(ends)
    start = line.day("date started to be looked after")
    carried = _shown("care", start) + _shown("care", until, is_end=True)
    yield line.span(id, "care", start, until, ends=ends), carried
    plain = _plain(line)
    for kind, columns, since in (
        ("legal", _LEGAL, _LEGAL_SINCE),
        ("placement", ("placement type",), ("start date of most recent placement",)),
    ):
        column = next((name for name in columns if plain.text(name)), "")
        known = next((name for name in since if line.text(name)), "")
        if column and known:
            code = code_in(plain, column, kind)
            yield line.span(id, kind, line.day(known), until, ends=ends, code=code), ()
    line.faults.extend(plain.faults)
    for kind, columns in _LAST:
        named = next((name for name in columns if line.text(name)), "")
        if named:
            yield line.event(id, kind, line.day(named)), ()


_LEGAL = ("legal status", "child's legal status")
_LEGAL_SINCE = ("start date of current legal status", "start date of most recent legal status")
_LAST = (
    ("care-review", ("date of latest statutory review",)),
    ("care-visit", ("date of last social work visit", "date of latest social work visit")),
    ("health-assessment", ("date of last health assessment",)),
)
_KINDS = (
    ListKind(1, frozenset({CHILD, "date of contact"})),
    ListKind(2, frozenset({CHILD, "assessment start date", "assessment completion date"})),
    ListKind(3, frozenset({CHILD, "date of referral"}), _referral),
    ListKind(4, frozenset({CHILD, "continuous assessment start date"}), _assessment),
    ListKind(5, frozenset({CHILD, "strategy discussion initiating section 47 enquiry start date"}), _enquiry),
    ListKind(6, frozenset({CHILD, "cin start date", "cin closure date"}), _need),
    ListKind(7, frozenset({CHILD, "child protection plan start date", "child protection plan end date"}), _protection),
    ListKind(8, frozenset({CHILD, "date started to be looked after", "date ceased to be looked after"}), _in_care),
    ListKind(9, frozenset({CHILD, "eligibility category"})),
    ListKind(10, frozenset({CHILD, "date the child entered care"})),
    ListKind(11, frozenset({"individual adopter identifier"})),
)
TAKEN = frozenset(
    {
        CHILD, BORN, "gender", "sex", "ethnicity", "date of referral", "referral nfa",
        "continuous assessment start date", "continuous assessment date of authorisation",
        "child seen during continuous assessment",
        "strategy discussion initiating section 47 enquiry start date", "date of initial child protection conference",
        "was an initial child protection conference deemed unnecessary",
        "did the initial child protection conference result in a child protection plan", "cin start date",
        "cin closure date", "child protection plan start date", "child protection plan end date",
        "date of the last statutory visit", "was the child seen alone", "date of latest review conference",
        "date started to be looked after", "date ceased to be looked after", *_LEGAL, *_LEGAL_SINCE,
        "placement type", "start date of most recent placement", *(name for _, names in _LAST for name in names),
    }
)  # fmt: skip


def kind_of(header: frozenset[str]) -> ListKind | None:
    """The list that has such a header; None where no list has."""
    return next((kind for kind in reversed(_KINDS) if kind.needs <= header), None)
