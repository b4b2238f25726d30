"""What stands under a sentence, put into words once, for every page and for the Word file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lineofsight.library.scales import HAS_LASTED, CountKind, OpinionWord, WhoSays
from lineofsight.library.words import day_words, listed
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.figure import Figure
from lineofsight.measures.terms import Terms
from lineofsight.publication.content.challenged import view_of
from lineofsight.publication.content.edition import (
    BasisItem,
    Comparison,
    EditionContent,
    Line,
    LineFigure,
    LineKind,
    Opinion,
    Quotation,
    Signature,
)
from lineofsight.publication.content.told import LEFT_OUT, Told
from lineofsight.publication.gate.whom import OF, is_of_audit
from lineofsight.publication.render.charts import charts_of
from lineofsight.publication.render.who_says import (
    NOBODY_ELSE,
    RANK,
    Speaker,
    attributed,
    best_of,
    checked,
    said_by,
    speaker_of,
)
from lineofsight.publication.render.words import sees_differently
from lineofsight.publication.wording import count_words, period_words, when_words

ABOUT_THE_REVIEW = "The partnership, about the review itself."
_EARLIER = "earlier "


@dataclass(frozen=True, kw_only=True)
class Row:
    """A name and what stands beside it in the details of a sentence."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DifferentView:
    """What an agency sees differently, in its own words."""

    agency: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Printed:
    """One sentence with everything that is printed with it. `in_sight` stands under it without a click."""

    number: int
    anchor: str
    wording: str
    has_basis: bool
    pips: int
    shows: str
    checked: str
    in_sight: tuple[str, ...]
    views: tuple[DifferentView, ...]
    details: tuple[Row, ...]
    charts: tuple[Drawn, ...] = ()


def who_says(line: Line) -> WhoSays:
    """Who stands furthest from the agency behind a sentence: an inspection or the scrutineer, a partner, or itself."""
    return max((item.who_says for item in line.basis), key=RANK.__getitem__, default=_quoted_by(line))


def printed(line: Line, content: EditionContent) -> Printed:
    """A sentence of a published edition, ready to print. All its evidence is taken to be accepted."""
    is_context = line.kind is LineKind.CONTEXT
    return Printed(
        number=line.number,
        anchor=line.anchor,
        wording=line.wording,
        has_basis=not is_context,
        pips=line.shows.pips,
        shows=f"{line.shows.words}, and {HAS_LASTED.lower()}" if line.has_lasted else line.shows.words,
        checked="" if is_context else checked(line, content),
        in_sight=(
            *((ABOUT_THE_REVIEW,) if is_context else _in_sight(line, content)),
            *_late(line, content),
            *_let_pass(line, content),
        ),
        views=views_of(line),
        details=tuple(row for row in _details(line, content) if row.values),
        charts=charts_of(line),
    )


def _let_pass(line: Line, content: EditionContent) -> Iterator[str]:
    """What stands beside a sentence that a second person let pass."""
    for one in content.declared.overrides:
        if one.line_number == line.number:
            who = f"{one.by_role}, {one.by_agency}, {day_words(one.given_date)}"
            yield f"The check refused this sentence, and a second person let it pass: {one.reason} ({who})"


def _quoted_by(line: Line) -> WhoSays:
    return WhoSays.INDEPENDENT if line.quotations else WhoSays.OWNER


def views_of(line: Line) -> tuple[DifferentView, ...]:
    """What agencies see differently in a sentence, and what is challenged in it: they stand wherever it does."""
    return (
        *signed_views(line),
        *(DifferentView(agency=one.who, text=view_of(one, agency=line.agency)) for one in line.challenges),
    )


def signed_views(line: Line) -> tuple[DifferentView, ...]:
    """What agencies said differently when they signed the words of today."""
    return tuple(
        DifferentView(agency=signature.agency, text=signature.different_view)
        for signature in _current(line)
        if not signature.agrees and signature.is_view_printed
    )


def views_in_words(line: Line) -> str:
    """The same as one text, for lists in which a sentence stands without its frame; empty where nobody differs."""
    return " ".join(f"{sees_differently(one.agency)} {one.text}" for one in views_of(line))


def _late(line: Line, content: EditionContent) -> Iterator[str]:
    """Of a promise whose day is past, that it is: a reader of the sentence alone must not take it for one to come."""
    if line.kind is LineKind.INTENTION and line.due_date is not None and line.due_date < content.as_at_date:
        yield f"Late since {day_words(line.due_date)}."


def _in_sight(line: Line, content: EditionContent) -> Iterator[str]:
    if words := list(_figures_in_sight(line)):
        yield " ".join(words)
    # A promise, and somebody else's words, are not yet anything on which to give an opinion.
    is_left = line.opinion is None and line.kind not in (LineKind.INTENTION, LineKind.QUOTATION)
    best = best_of(line)
    is_told = speaker_of(line, content) in (Speaker.OWNER, Speaker.OFFICE) or (best and best.seen_by_nobody_else)
    if line.opinion is not None or (is_left and not is_told):
        yield opinion_words(line.opinion, partnership=content.partnership)


def _figures_in_sight(line: Line) -> Iterator[str]:
    """Each figure with its time. A count that the sentence gives word for word is not given again, nor one that stands
    there already as the earlier of another."""
    told = ""
    for figure in line.figures:
        if (whole := figure_words(figure)) and whole not in told:
            told += f"{whole}; "
            if said := _without(whole, line.wording):
                yield f"{figure.number}: {said}."


def _without(words: str, wording: str) -> str:
    """«412 of 468 (88%), 1 to 31 March 2026» without the count, where the wording holds it."""
    parts = []
    for part in words.split("; "):
        count, _, when = part.removeprefix(_EARLIER).partition(", ")
        kept = when if count in wording else part.removeprefix(_EARLIER)
        parts += [f"{_EARLIER if part.startswith(_EARLIER) else ''}{kept}"] if kept else []
    return "; ".join(parts)


def opinion_words(opinion: Opinion | None, *, partnership: str) -> str:
    """«Outside opinion: limited assurance (Independent scrutineer, 3 June 2026).», as it stands beside a sentence."""
    return f"Outside opinion: {_opinion(opinion, partnership)}."


def _opinion(opinion: Opinion | None, partnership: str) -> str:
    if opinion is None:
        return OpinionWord.NOT_LOOKED_AT.words.lower()
    # The partnership's own needs no further name: it stands at the head of the page. «Independent» says it itself.
    is_theirs = opinion.by_agency == partnership or opinion.by_role.startswith("Independent")
    by = opinion.by_role if is_theirs else f"{opinion.by_role}, {opinion.by_agency}"
    lapsed = "; lapsed, because what it rested on has changed" if opinion.has_lapsed else ""
    return f"{opinion.level.words.lower()} ({by}, {day_words(opinion.given_date)}{lapsed})"


def figure_words(figure: LineFigure) -> str:
    """«412 of 468 (88%), 1 January to 31 March 2026; earlier 371 of 459 (81%), 1 January to 31 March 2025»."""
    parts = []
    if figure.measured is not None:
        tied = figure.measured.figure
        words = _count(tied.n, tied.of, tied.kind, figure.told, tied.terms)
        parts.append(_with_time(words, when_words(tied.period_from, tied.period_to, tied.as_at_date)))
    elif (stated := figure.stated) is not None and stated.n is not None and stated.of is not None:
        words = _count(stated.n, stated.of, stated.kind, figure.told)
        parts.append(_with_time(words, when_words(stated.period_from, stated.period_to, stated.as_at_date)))
    if earlier := figure.compared_with:
        parts.append(f"{_EARLIER}{_earlier_words(earlier, figure)}")
    return "; ".join(parts)


def _count(n: int, of: int, kind: CountKind, told: Told, terms: Terms | None = None) -> str:
    """n of N, or a sum or ratio in its own words, as it is told in public."""
    if not told.is_exact:
        return told.words(n, of, terms)
    return count_words(n, of, kind) if terms is None else terms.words(n, of)


def _earlier_words(earlier: Comparison, figure: LineFigure) -> str:
    terms = figure.measured.figure.terms if figure.measured else None
    words = _count(earlier.n, earlier.of, CountKind.FULL_COUNT, figure.told, terms)
    return _with_time(words, when_words(earlier.period_from, earlier.period_to, earlier.as_at_date))


def _with_time(words: str, when: str) -> str:
    return f"{words}, {when}" if when else words


def _details(line: Line, content: EditionContent) -> Iterator[Row]:
    """What stands behind the sentence, besides what is told in sight."""
    if line.answers:
        yield Row(name="Answers", values=(line.answers,))
    told = f"{line.wording} {checked(line, content)}"
    if about := [name for name in line.about if name not in told and line.about != (line.agency,)]:
        yield Row(name="About", values=(f"{listed(about)}.",))
    for item in line.basis:
        yield Row(name=f"{item.number}, {item.kind.value}", values=tuple(_evidence(item, line, content)))
    # Two of one measure are told together.
    of_figures: dict[tuple[str, ...], list[str]] = {}
    for figure in line.figures:
        of_figures.setdefault(tuple(_figure_details(figure, line)), []).append(figure.number)
    for values, numbers in of_figures.items():
        yield Row(name=f"{listed(numbers)}, figure{'s' if len(numbers) > 1 else ''}", values=values)
    for quotation in line.quotations:
        yield Row(name="Quoted from", values=tuple(_source(quotation, content, line)))
    if line.opinion is not None:
        by = (f"{line.opinion.by_agency}.",) if line.opinion.by_agency != content.partnership else ()
        yield Row(name="Opinion", values=(*by, *filter(None, (line.opinion.rationale,))))
    yield Row(name="Signed", values=tuple(_signed(_current(line), line)))


def _evidence(item: BasisItem, line: Line, content: EditionContent) -> Iterator[str]:
    yield f"{item.title}."
    if item is not best_of(line) or item.shows != line.shows:
        seen = f" {NOBODY_ELSE}" if item.seen_by_nobody_else else ""
        yield f"Shows: {item.shows.words}. {said_by(item, line, content, told=checked(line, content))}.{seen}"
    days = []
    if period := period_words(item.period_from, item.period_to):
        days.append(f"covers {period}")
    if item.received_date and item.received_date != item.said_date:
        days.append(f"received {day_words(item.received_date)}")
    if item.valid_until:
        days.append(f"current until {day_words(item.valid_until)}")
    if days:
        yield _sentence(", ".join(days))


def _figure_details(figure: LineFigure, line: Line) -> Iterator[str]:
    if figure.measured is not None:
        tied = figure.measured.figure
        yield _sentence(_counted_of(figure.measured.definition))
        if tied.interval is not None and figure.told.is_exact:
            yield f"Likely range for all: {tied.interval.words()}."
        if tied.left_out:
            yield f"{tied.left_out_words()}." if figure.told.is_exact else f"{LEFT_OUT}."
        elif LEFT_OUT not in tied.caveats:
            yield "Nothing left out."
        yield f"Measured by «{tied.measure_id}», version {tied.measure_version}, as at {day_words(tied.as_at_date)}; "\
              f"{_how_counted(tied)}."  # fmt: skip
        yield from (f"{caveat.rstrip('.')}." for caveat in tied.caveats)
    elif (stated := figure.stated) is not None:
        if stated.definition:
            yield _sentence(stated.definition)
        # What an audit read, or whoever was asked, is not every one there is, whatever its count says of itself.
        is_some = stated.kind is CountKind.FULL_COUNT and is_of_audit(figure, line)
        how = "of those that were read or asked, not of every one" if is_some else stated.kind.words
        is_named = any(item.title == stated.source for item in line.basis)
        yield f"Stated by the agency, not computed here{'' if is_named else f'. From: {stated.source}'}; {how}."


def _counted_of(definition: str) -> str:
    """The whole first: «of visits that were due, those made in time» reads as a sentence does."""
    counted, of, whole = definition.partition(OF)
    return f"Of {whole}, {counted}" if of else definition


def _how_counted(figure: Figure) -> str:
    """Whoever did not answer, or is left out for another reason, was not counted."""
    is_some = figure.kind is CountKind.FULL_COUNT and figure.left_out
    return "every one who is not left out was counted" if is_some else figure.kind.words


def _source(quotation: Quotation, content: EditionContent, line: Line) -> Iterator[str]:
    assessment = content.assessment(quotation.assessment_ref)
    if assessment is not None:
        known = next((item for item in line.basis if item.title == assessment.title), None)
        if known is None:
            yield f"{assessment.title}, {attributed(quotation, content, line)}."
        looked = period_words(assessment.inspected_from, assessment.inspected_to)
        if looked and (known is None or looked != period_words(known.period_from, known.period_to)):
            yield f"The inspectors looked from {looked}." if " to " in looked else f"The inspectors looked on {looked}."
    if quotation.partial:
        yield "Part of a sentence of the report."


def _current(line: Line) -> tuple[Signature, ...]:
    return tuple(signature for signature in line.signatures if signature.wording_sha == line.wording_sha)


def _signed(signatures: Iterable[Signature], line: Line) -> Iterator[str]:
    for signature in signatures:
        view = "" if signature.agrees else ", with a different view"
        agency = "" if signature.agency == line.agency else f"{signature.agency}, "
        words = _sentence(f"{agency}{signature.role.lower()}, {day_words(signature.signed_date)}{view}")
        if (behalf := signature.on_behalf) is not None:
            words += (
                f" Recorded on its behalf by the {behalf.recorded_by_role.lower()}: agreed on "
                f"{day_words(behalf.agreed_date)}, {behalf.minute}."
            )
        yield words


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
