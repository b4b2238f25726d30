"""What a Summary rests on, seen from above: themes by agencies, and what rests on little, on one source, or on nothing.

Rows in, cells and findings out. Whoever asks gives only the rows that they may see.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lineofsight.assurance.rules.possible import share_above, share_below, share_beside_a_count, share_of_unknown
from lineofsight.intake.documents import Comparator, SentenceKind, Unit
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.library.sentences import SentenceCounts, count_sentences, is_about_what_was_done, is_claim
from lineofsight.library.words import day_words, listed

NOT_KNOWN_WHO = ""
"""The column of the sentences of which the report does not say whose they are."""


@dataclass(frozen=True, kw_only=True)
class Behind:
    """One thing that stands behind a sentence, or stood: a piece of evidence, or an assessment that is quoted.

    `source` is what makes two of them the same source. `about` is the agency that it looked at; None: not said.
    `until` is the last day that it looked at. `ended`: the day on which it stopped counting.
    """

    source: str
    name: str
    who: WhoSays
    about: str | None = None
    until: date | None = None
    told_on: date | None = None
    is_current: bool = True
    is_quotation: bool = False
    is_citable: bool = True
    has_expired: bool = False
    withdrawn: date | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure as it stands in a sentence."""

    text: str
    value: Decimal
    unit: str
    comparator: str
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Said:
    """A sentence as the map sees it. `claims`: its words of all, none and always. `counted`: n of N behind it."""

    ref: str
    position: int
    paragraph: str
    theme: str
    agency: str
    kind: str
    shows: Shows
    behind: tuple[Behind, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[str, ...] = ()
    counted: tuple[tuple[int, int], ...] = ()
    since: date | None = None
    # What the scrutineer doubts of it and has not resolved, and how each stands.
    challenged: tuple[str, ...] = ()

    @property
    def current(self) -> tuple[Behind, ...]:
        """What counts today."""
        return tuple(one for one in self.behind if one.is_current)

    @property
    def is_quotation(self) -> bool:
        """Whether it quotes somebody."""
        return any(one.is_quotation for one in self.behind)

    @property
    def claims_something(self) -> bool:
        """Whether it says something of its own agency's practice: not a quotation, and not about the review itself."""
        return is_claim(self.kind)

    @property
    def is_on_the_map(self) -> bool:
        """Whether it is about what was done: what tells of the review itself stands nowhere on the map."""
        return is_about_what_was_done(self.kind)

    @property
    def is_evidenced(self) -> bool:
        """Whether it rests on current evidence. Words that it quotes are none."""
        return any(not one.is_quotation for one in self.current)


@dataclass(frozen=True)
class Cell:
    """One theme of one agency: what its sentences show, and who says so."""

    shows: Shows
    count: int
    weakest: Shows
    weakest_count: int
    independent: int
    independent_on: date | None
    has_expired: bool
    withdrawn: date | None


def cell_of(rows: Sequence[Said]) -> Cell:
    """A cell shows the lower median of its sentences: half of them show at least as much."""
    levels = sorted(row.shows for row in rows)
    outside = [one for row in rows for one in row.current if one.who is WhoSays.INDEPENDENT]
    ended = [one for row in rows if not row.current for one in row.behind]
    return Cell(
        shows=levels[(len(levels) - 1) // 2],
        count=len(rows),
        weakest=levels[0],
        weakest_count=levels.count(levels[0]),
        independent=sum(any(one.who is WhoSays.INDEPENDENT for one in row.current) for row in rows),
        independent_on=max((one.told_on for one in outside if one.told_on), default=None),
        has_expired=any(one.has_expired for one in ended),
        withdrawn=max((one.withdrawn for one in ended if one.withdrawn), default=None),
    )


def cells(rows: Iterable[Said]) -> Mapping[tuple[str, str], Cell]:
    """The map: (theme, agency) and what stands there. What tells of the review itself is left out."""
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for row in rows:
        if row.is_on_the_map:
            found[row.theme, row.agency].append(row)
    return {place: cell_of(here) for place, here in found.items()}


class FindingKind(StrEnum):
    """Why a sentence stands in a list below the map."""

    ONE_SOURCE = "one-source"
    OLDER = "older"
    OTHER_COUNCIL = "other-council"
    ALL_WITHOUT_COUNT = "all"
    NO_BASE = "no-base"
    CHALLENGED = "challenged"


# With one of these a sentence is not among what can be shown, whatever stands behind it.
DOUBTS = frozenset({FindingKind.CHALLENGED, FindingKind.NO_BASE, FindingKind.ALL_WITHOUT_COUNT})


@dataclass(frozen=True)
class Finding:
    """Something to look at in one sentence, and why."""

    kind: FindingKind
    ref: str
    why: str


def findings(rows: Sequence[Said], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything to look at, sentence by sentence. `names`: what each agency is called."""
    together = _paragraphs(rows)
    found: list[Finding] = []
    for row in rows:
        if not row.is_on_the_map:
            continue
        beside = together[row.paragraph or row.ref]
        found += _one_source(row)
        found += _older(row, beside)
        found += _other_council(row, beside, names)
        found += _all_without_count(row)
        found += _no_base(row, beside)
        found += [Finding(FindingKind.CHALLENGED, row.ref, why) for why in row.challenged]
    return tuple(found)


def sentences_with(kind: FindingKind, found: Iterable[Finding]) -> tuple[str, ...]:
    """The sentences of which something was found, each once: one may have two figures, or two old sources."""
    return tuple(dict.fromkeys(one.ref for one in found if one.kind is kind))


def counts_of(rows: Iterable[Said]) -> SentenceCounts:
    """The sentences of the map in numbers, by the same count as everywhere (`library/sentences`)."""
    return count_sentences((row.kind, row.shows) for row in rows)


def _paragraphs(rows: Iterable[Said]) -> Mapping[str, list[Said]]:
    together: dict[str, list[Said]] = defaultdict(list)
    for row in rows:
        together[row.paragraph or row.ref].append(row)
    return together


def _one_source(row: Said) -> Iterable[Finding]:
    if len({one.source for one in row.current}) == 1:
        names = list(dict.fromkeys(one.name for one in row.current))
        told = f"Only {names[0]} stands behind it." if len(names) == 1 else f"{listed(names)} are one file."
        yield Finding(FindingKind.ONE_SOURCE, row.ref, told)


def _older(row: Said, beside: Sequence[Said]) -> Iterable[Finding]:
    for one in row.current:
        # A quotation speaks for the claims of its paragraph; other evidence for its own sentence.
        claims = [said for said in (beside if one.is_quotation else [row]) if said.claims_something and said.since]
        begun = max((said.since for said in claims if said.since), default=None)
        if begun and one.until and one.until < begun:
            told = f"{one.name} looked until {day_words(one.until)}; what it stands beside began on {day_words(begun)}."
            yield Finding(FindingKind.OLDER, row.ref, told)


def _other_council(row: Said, beside: Sequence[Said], names: Mapping[str, str]) -> Iterable[Finding]:
    for one in row.current:
        if one.about is None:
            continue
        claims = [said for said in (beside if one.is_quotation else [row]) if said.claims_something]
        others = sorted({said.agency for said in claims if said.agency not in (NOT_KNOWN_WHO, one.about)})
        if others:
            of = listed([names.get(agency, "another agency") for agency in others])
            told = f"{one.name} is about {names.get(one.about, 'another body')}; the sentence is {of}’s."
            yield Finding(FindingKind.OTHER_COUNCIL, row.ref, told)


def _all_without_count(row: Said) -> Iterable[Finding]:
    if row.claims and not any(n == of for n, of in row.counted):
        said = ", ".join(f"«{word}»" for word in dict.fromkeys(word.lower() for word in row.claims))
        aim = " It is an aim; printed as done it would need the count." if row.kind == SentenceKind.INTENTION else ""
        yield Finding(FindingKind.ALL_WITHOUT_COUNT, row.ref, f"It says {said}, and no N of N stands behind it.{aim}")


def _no_base(row: Said, beside: Sequence[Said]) -> Iterable[Finding]:
    for figure in row.figures:
        if figure.of is not None or figure.unit not in (Unit.COUNT, Unit.PERCENT, Unit.SHARE):
            continue
        if not row.counted:
            yield Finding(FindingKind.NO_BASE, row.ref, _what_it_can_be(figure, row, beside))
        elif not any(_is_counted_by(figure, n, of) for n, of in row.counted):
            behind = listed([f"{n} of {of}" for n, of in dict.fromkeys(row.counted)])
            told = f"«{figure.text}»: of how many is not said, and what is counted behind it is {behind}."
            yield Finding(FindingKind.NO_BASE, row.ref, told)


def _is_counted_by(figure: Figure, n: int, of: int) -> bool:
    """Whether n of N can be what a figure says: a share to the whole per cent; a count is the n or the N."""
    if figure.unit == Unit.COUNT:
        return any(_bears(figure, Decimal(one)) for one in (n, of))
    return of > 0 and _bears(figure, Decimal(100 * n) / of)


def _bears(figure: Figure, shown: Decimal) -> bool:
    value = figure.value if figure.unit != Unit.SHARE else 100 * figure.value
    if figure.comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return shown >= value
    if figure.comparator in (Comparator.LESS, Comparator.AT_MOST):
        return shown <= value
    near = Decimal(figure.unit != Unit.COUNT)
    # «About» may be some way off: that is for whoever reads it beside the count to say.
    return abs(shown - value) <= (near if figure.comparator == Comparator.EQUAL else max(value / 10, near))


def _what_it_can_be(figure: Figure, row: Said, beside: Sequence[Said]) -> str:
    shown = figure.text
    if figure.unit == Unit.COUNT:
        return f"«{shown}»: of how many is not said."
    if figure.unit != Unit.PERCENT:
        return f"«{shown}» of an unknown number."
    if figure.comparator in (Comparator.MORE, Comparator.AT_LEAST):
        return share_above(figure.value, shown=shown) or f"«{shown}» of an unknown number."
    if figure.comparator in (Comparator.LESS, Comparator.AT_MOST):
        return share_below(figure.value, shown=shown) or f"«{shown}» of an unknown number."
    counts = [one for one in row.figures if one.unit == Unit.COUNT and one.of is None]
    if counts and counts[0].value == int(counts[0].value):
        is_more = counts[0].comparator in (Comparator.MORE, Comparator.AT_LEAST)
        return share_beside_a_count(
            figure.value,
            shown=shown,
            count=int(counts[0].value) - (counts[0].comparator == Comparator.AT_LEAST),
            is_more=is_more,
            said=counts[0].text[:1].lower() + counts[0].text[1:],
        )
    return share_of_unknown(figure.value, shown=shown)


@dataclass(frozen=True)
class Totals:
    """The map in numbers. Paragraphs are those of the report; sentences that stand in none are counted alone."""

    paragraphs: int
    quoting: int
    paired: int
    sources: int
    about: int
    agencies: int
    no_base: int
    # In how many sentences those figures stand: what is listed are sentences.
    no_base_in: int
    undated_pairs: int


def totals(rows: Sequence[Said], found: Iterable[Finding]) -> Totals:
    """Count what the first line of the map says."""
    together = _paragraphs(rows)
    quoting = [here for here in together.values() if any(row.is_quotation for row in here)]
    paired = [here for here in quoting if any(row.claims_something for row in here)]
    cited = {
        one.source: one.about for row in rows for one in row.behind if one.is_citable and one.who is WhoSays.INDEPENDENT
    }
    agencies = {row.agency for row in rows if row.agency != NOT_KNOWN_WHO and row.is_on_the_map}
    bare = [one.ref for one in found if one.kind is FindingKind.NO_BASE]
    return Totals(
        paragraphs=len(together),
        quoting=len(quoting),
        paired=len(paired),
        sources=len(cited),
        about=len({about for about in cited.values() if about in agencies}),
        agencies=len(agencies),
        no_base=len(bare),
        no_base_in=len(set(bare)),
        undated_pairs=sum(not _is_dated(here) for here in paired),
    )


def _is_dated(here: Sequence[Said]) -> bool:
    """Whether it can be told if what is quoted is older than what it stands beside."""
    until = all(one.until for row in here for one in row.behind if one.is_quotation)
    return until and any(row.since for row in here if row.claims_something)


def weakest(rows: Iterable[Said], found: Iterable[Finding], *, most: int = 12) -> tuple[str, ...]:
    """The sentences to look at first: those that show least, then those with most against them, then by their place."""
    against: dict[str, int] = defaultdict(int)
    for one in found:
        against[one.ref] += 1
    claims = [row for row in rows if row.claims_something]
    ordered = sorted(
        claims, key=lambda row: (len(row.current) > 0, row.shows, -against[row.ref], row.position, row.ref)
    )
    return tuple(row.ref for row in ordered[:most])


def theme_of(heading: str, themes: Mapping[str, Sequence[str]]) -> str:
    """The theme whose words stand first in a heading (the longest of them); the heading itself where none does."""
    low = heading.lower()
    places = [(low.find(word.lower()), -len(word), id) for id, words in themes.items() for word in words]
    known = [place for place in places if place[0] >= 0]
    return min(known)[2] if known else heading
