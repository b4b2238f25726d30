"""One edition of a Summary as one frozen value: everything that the gate judges and the renderers print.

Nothing else is read to judge or to print an edition, so it can be rebuilt from its JSON alone. It holds what may be
public (class S0) and no more: roles and agencies, never a person's name; no rows about children; no stored source.
What of it is frozen, printed and hashed stands in as_published.py: without evidence that does not stand.

Days are days in Europe/London. Numbers are whole or written as text («37.5»): a float has no single written form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from lineofsight.library.scales import CountKind, OpinionWord, Scope, Shows, Spoke, WhoIsCounted, WhoSays
from lineofsight.measures.figure import Figure
from lineofsight.publication.content.challenged import Challenge
from lineofsight.publication.content.changed import Changes
from lineofsight.publication.content.charted import Chart
from lineofsight.publication.content.declared import NOTHING_DECLARED, Declared
from lineofsight.publication.content.part import Part
from lineofsight.publication.content.promised import Acted, Recommended
from lineofsight.publication.content.told import EXACT, Told
from lineofsight.trail.canonical import canonical, sha256_hex

Unit = Literal["count", "percent", "percentage_point", "money", "share"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]

Sources = Mapping[str, str | None]
"""The full text of each stored source by the ref of its assessment; None, or no entry, where it was not supplied."""

Recomputed = Mapping[str, Figure | str]
"""Each tied figure by its ref: computed again now, or a sentence that says why it does not compute."""


class NotAnEdition(ValueError):
    """The JSON does not hold an edition. Its text says where, for people."""


class LineKind(StrEnum):
    """What a sentence does. Intention, quotation and context have checks of their own, so that none is a way round."""

    PROGRESS = "progress"
    INTENTION = "intention"
    ADVERSE = "adverse"
    QUOTATION = "quotation"
    CONTEXT = "context"


class BasisKind(StrEnum):
    """The kinds of evidence. An extract of an external assessment corroborates; it never raises what is shown."""

    DOCUMENT = "document"
    COUNT = "count from records"
    AUDIT = "audit"
    ASSESSMENT = "external assessment"
    EXPERIENCE = "experience"
    STATEMENT = "statement"


class BasisState(StrEnum):
    """Where a piece of evidence stands."""

    OFFERED = "offered"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class OpenKind(StrEnum):
    """Why something stands under «Not yet done or known»."""

    LATE = "late"
    REJECTED = "rejected"
    NOT_RESPONDED = "not responded"
    SAID_NOT_SHOWN = "said but not shown"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, kw_only=True)
class Assessment(Part):
    """A published external assessment. `inspected_*` is when it looked; `source_sha` the stored source, if supplied."""

    ref: str
    title: str
    body: str
    about: tuple[str, ...]
    inspected_from: date | None = None
    inspected_to: date | None = None
    published_date: date | None = None
    source_sha: str | None = None


@dataclass(frozen=True, kw_only=True)
class Quotation(Part):
    """Words of somebody else, as between the outer marks, without dots at the edges (`partial`: there were some)."""

    text: str
    attributed_to: str
    assessment_ref: str
    about: tuple[str, ...]
    partial: bool = False


@dataclass(frozen=True, kw_only=True)
class MeasuredFigure(Part):
    """A computed figure as it was frozen, its ref, and what was counted in words («visits made in time»).

    `counts` is whom it counts, where somebody has said so; None: its words say it. `chart` is its course until then.
    """

    ref: str
    definition: str
    figure: Figure
    counts: WhoIsCounted | None = None
    chart: Chart | None = None


@dataclass(frozen=True, kw_only=True)
class StatedFigure(Part):
    """What an agency states and nobody computed here: n of `of`, what was counted, from where. None: not supplied.

    `counts` is whom it counts, where somebody has said so; None: its words say it.
    """

    n: int | None = None
    of: int | None = None
    definition: str = ""
    source: str = ""
    period_from: date | None = None
    period_to: date | None = None
    as_at_date: date | None = None
    kind: CountKind = CountKind.FULL_COUNT
    counts: WhoIsCounted | None = None


@dataclass(frozen=True, kw_only=True)
class Comparison(Part):
    """The earlier figure, measured in the same way."""

    n: int
    of: int
    period_from: date | None = None
    period_to: date | None = None
    as_at_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class LineFigure(Part):
    """A figure in a sentence: its words, what they say, and what is tied to them: measured, stated, or nothing."""

    number: str
    text: str
    value: str
    unit: Unit
    value_to: str | None = None
    comparator: Comparator = "="
    denominator: int | None = None
    measured: MeasuredFigure | None = None
    stated: StatedFigure | None = None
    compared_with: Comparison | None = None
    # How its counts are told in public; what is frozen holds no more than that.
    told: Told = EXACT


@dataclass(frozen=True, kw_only=True)
class BasisItem(Part):
    """A piece of evidence tied to a sentence. `number` («E31») is the same in every form of the edition.

    `about` names the councils or agencies it is about. `said_by` is a body or a role, never a person. `why_not` is the
    reason of a rejection or withdrawal.
    """

    ref: str
    number: str
    kind: BasisKind
    title: str
    about: tuple[str, ...]
    shows: Shows
    who_says: WhoSays
    said_by: str
    state: BasisState
    scope: Scope = Scope.LOCAL
    said_date: date | None = None
    period_from: date | None = None
    period_to: date | None = None
    received_date: date | None = None
    valid_until: date | None = None
    why_not: str = ""
    assessment_ref: str | None = None
    figure_number: str | None = None
    # It counts because whoever offered it said so.
    seen_by_nobody_else: bool = False


@dataclass(frozen=True, kw_only=True)
class Opinion(Part):
    """What somebody outside the lead agency finds. No opinion on a line means: not yet looked at."""

    level: OpinionWord
    by_role: str
    by_agency: str
    given_date: date
    rationale: str = ""
    has_lapsed: bool = False


@dataclass(frozen=True, kw_only=True)
class OnBehalf(Part):
    """A signature recorded for an agency: who agreed, where and when, and the minute that shows it."""

    minute: str
    agreed_date: date
    recorded_by_role: str
    # Through this day the agency may object; None where the days off of that year are not known.
    object_until: date | None = None
    # Set once the agency has objected: when, and why.
    objected_date: date | None = None
    objection: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature(Part):
    """An agency signs one wording. A different view is printed beside the sentence, in the agency's words."""

    agency: str
    role: str
    signed_date: date
    wording_sha: str
    agrees: bool = True
    different_view: str = ""
    is_view_printed: bool = True
    on_behalf: OnBehalf | None = None


@dataclass(frozen=True, kw_only=True)
class Line(Part):
    """One sentence (or a few that belong together) at its place.

    `about` is whom the sentence is about (empty: the agency that says it). `action_date` is the day from which the
    thing was done, as far as known. `due_date` and `owner_role` belong to an intention. `answers` None: none stated.
    """

    number: int
    anchor: str
    statement_ref: str
    wording: str
    wording_sha: str
    agency: str
    kind: LineKind
    shows: Shows
    about: tuple[str, ...] = ()
    answers: str | None = None
    action_date: date | None = None
    due_date: date | None = None
    owner_role: str = ""
    has_lasted: bool = False
    basis: tuple[BasisItem, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[LineFigure, ...] = ()
    opinion: Opinion | None = None
    signatures: tuple[Signature, ...] = ()
    challenges: tuple[Challenge, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Section(Part):
    """A theme. Without lines the page says «Nothing was reported.»"""

    title: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenItem(Part):
    """Something not yet done or known: one sentence, a note, and the sentence of the edition that it is about."""

    kind: OpenKind
    text: str
    agency: str = ""
    reason: str = ""
    since_date: date | None = None
    expected_date: date | None = None
    line_number: int | None = None


@dataclass(frozen=True, kw_only=True)
class NothingOpen(Part):
    """Why nothing is open, by one role and confirmed by a second person of another agency or role. Printed."""

    reason: str
    by_role: str
    by_agency: str
    second_role: str
    second_agency: str


@dataclass(frozen=True, kw_only=True)
class Voice(Part):
    """What people told us, in words that point to nobody.

    `spoke`: whose words they are; None in an edition of before this was asked. `is_quoted`: they agreed to be quoted.
    """

    text: str
    who: str
    how: str
    asked: int | None = None
    answered: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    told: Told = EXACT
    spoke: Spoke | None = None
    is_quoted: bool = False


@dataclass(frozen=True, kw_only=True)
class Voices(Part):
    """What children and families told us, or why none of them was asked; and what practitioners and others told us."""

    items: tuple[Voice, ...] = ()
    nobody_asked_reason: str = ""

    def of_families(self) -> tuple[Voice, ...]:
        """What stands under «What children and families told us», in order."""
        return tuple(one for one in self.items if one.spoke is None or one.spoke.is_of_a_family)

    def in_print(self) -> tuple[Voice, ...]:
        """All of them in the order in which they are printed: families, practitioners, others."""
        return (*self.of_families(), *self.of(Spoke.PRACTITIONER), *self.of(Spoke.OTHER))

    def of(self, spoke: Spoke) -> tuple[Voice, ...]:
        """What one kind of people told us, in order."""
        return tuple(one for one in self.items if one.spoke is spoke)


@dataclass(frozen=True, kw_only=True)
class EditionContent(Part):
    """One edition, whole. `schema` rises when a field changes its meaning; fields may be added with a default."""

    ref: str
    number: int
    title: str
    review_title: str
    review_ref: str
    partnership: str
    as_at_date: date
    support_line: str = ""
    published_note: str = ""
    sections: tuple[Section, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    open_items: tuple[OpenItem, ...] = ()
    # What is open by the records of the review, whether or not somebody wrote it down.
    open_records: tuple[OpenItem, ...] = ()
    nothing_open: NothingOpen | None = None
    recommendations: tuple[Recommended, ...] = ()
    actions: tuple[Acted, ...] = ()
    voices: Voices = Voices()
    declared: Declared = NOTHING_DECLARED
    # What changed since the review's last edition; None for the first.
    changes: Changes | None = None
    schema: Literal[1] = 1

    def lines(self) -> tuple[Line, ...]:
        """All sentences in their order."""
        return tuple(line for section in self.sections for line in section.lines)

    def assessment(self, ref: str | None) -> Assessment | None:
        """The assessment with this ref, None when the edition does not name it."""
        return next((assessment for assessment in self.assessments if assessment.ref == ref), None)

    def to_dict(self) -> dict[str, Any]:
        """The edition as plain values, ready for JSON."""
        plain: dict[str, Any] = _plain(self)
        return plain

    def to_json(self) -> bytes:
        """The edition in its one written form."""
        return canonical(self.to_dict())

    @cached_property
    def sha(self) -> str:
        """The mark of the edition: SHA-256 of `to_json()`, 64 hex digits."""
        return sha256_hex(self.to_json())

    @staticmethod
    def from_json(text: bytes | str) -> "EditionContent":
        """Read an edition strictly. Raises NotAnEdition, which says where."""
        return _read(text)

    @staticmethod
    def from_dict(values: Mapping[str, Any]) -> "EditionContent":
        """The same from plain values. Raises NotAnEdition."""
        return EditionContent.from_json(canonical(values))


# A published edition is read again by every page that compares with it, and its text never changes.
@lru_cache(maxsize=16)
def _read(text: bytes | str) -> EditionContent:
    try:
        content = _reader().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise NotAnEdition(f"This is not an edition: at {place}: {first['msg']}.") from error
    _refuse_doubles(content)
    return content


_CAME_LATER = (
    ("spoke", None),
    ("is_quoted", False),
    *(("chart", None), ("terms", None), ("exact_below", False), ("challenges", ())),
    *(("recommendations", ()), ("open_records", ()), ("answered", ()), ("views", ()), ("seen_by_nobody_else", False)),
    *(("actions", ()), ("done_date", None), ("on_date", None), ("asks", ""), ("under", ())),
)


@cache
def _names_of(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass in their order; None for anything else."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None


def _plain(value: Any) -> Any:
    """What `dataclasses.asdict` makes, without copying texts and days, which nothing can change.

    What came later and is not there is not written: the mark of an edition from before stays what it was.
    """
    names = _names_of(type(value))  # type: ignore[arg-type]
    if names is not None:
        pairs = [(name, _plain(getattr(value, name))) for name in names]
        return {key: plain for key, plain in pairs if key not in _NAMES_CAME_LATER or (key, plain) not in _CAME_LATER}
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


_NAMES_CAME_LATER = frozenset(name for name, _ in _CAME_LATER)


@cache
def _reader() -> TypeAdapter[EditionContent]:
    return TypeAdapter(EditionContent)


def _refuse_doubles(content: EditionContent) -> None:
    """Numbers and anchors are permanent addresses: two things under one would make one of them unreachable."""
    lines = content.lines()
    for what, values in (("number", [line.number for line in lines]), ("anchor", [line.anchor for line in lines])):
        if len(set(values)) != len(values):
            raise NotAnEdition(f"This is not an edition: two sentences have the same {what}.")
    for line in lines:
        for figure in line.figures:
            if figure.measured is not None and not _ends_with_its_figure(figure.measured):
                raise NotAnEdition(f"This is not an edition: the chart of {figure.number} is not of its figure.")
    named: dict[str, str] = {}
    for line in lines:
        for item in line.basis:
            if named.setdefault(item.number, item.ref) != item.ref:
                raise NotAnEdition(f"This is not an edition: two pieces of evidence are called {item.number}.")


def _ends_with_its_figure(tied: MeasuredFigure) -> bool:
    """Whether the last point of a chart is the figure itself, or kept back, and its days are in order, each once."""
    if tied.chart is None:
        return True
    days = [point.as_at_date for point in tied.chart.points]
    if not days or days != sorted(set(days)) or days[-1] != tied.figure.as_at_date:
        return False
    last = tied.chart.points[-1]
    return not last.is_told or (last.n, last.of) == (tied.figure.n, tied.figure.of)


def wording_sha(wording: str) -> str:
    """The hash that a signature points at: SHA-256 of the wording in UTF-8. Any changed letter loses the signature."""
    return sha256_hex(wording.encode())


def about_whom(line: Line) -> tuple[str, ...]:
    """Whom a sentence is about: the named ones, else the agency that says it."""
    return line.about or ((line.agency,) if line.agency else ())


def is_about(line: Line, about: tuple[str, ...], *, partnership: str) -> bool:
    """Whether something with this scope is about the same council or agency as the sentence."""
    return partnership in about or bool(set(about) & set(about_whom(line)))
