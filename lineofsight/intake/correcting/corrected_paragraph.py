"""One paragraph set right: cut, joined, its quotations, figures and speakers changed, names taken out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from lineofsight.intake.claims import claims_in, is_context_heading, kind_of
from lineofsight.intake.correcting.corrections import CannotCorrect, Correction, Field, Part, Wanted
from lineofsight.intake.documents import (
    Paragraph,
    Quotation,
    Remainder,
    Sentence,
    StatedFigure,
    Term,
)
from lineofsight.intake.figures.find import figures_in
from lineofsight.intake.patterns import lazily
from lineofsight.intake.places import touches
from lineofsight.intake.quotations.find import quotations_in
from lineofsight.intake.sentences import sentence_places
from lineofsight.library.numbers import whole_number


def pieces(position: int, heading: str | None, paragraph: Paragraph, want: Wanted) -> list[Part]:
    """The part or parts that a paragraph comes to. Raises CannotCorrect."""
    changed = _marks(position, paragraph, heading, want)
    cuts = sorted(at for (where, field, at), new in want.items() if (where, field) == (position, Field.SPLIT) and new)
    for at in cuts:
        if not 0 < at < len(paragraph.text):
            raise CannotCorrect("A new paragraph can begin only inside the paragraph.")
        if any(quotation.start < at < quotation.end for quotation in changed.quotations):
            raise CannotCorrect("A new paragraph cannot begin inside a quotation.")
    starts = [0, *cuts]
    found = []
    for start, end in zip(starts, [*cuts, len(paragraph.text)], strict=True):
        part = _spoken(_cut(changed, start, end), position, start, want)
        if (position, Field.NUMBER, start) in want:
            part = replace(part, number=label(want[position, Field.NUMBER, start]))
        moved = want.get((position, Field.SECTION, start))
        is_moved = moved is not None and (moved or None) != heading
        found.append(Part(position, start, (moved or None) if moved is not None else heading, part, is_moved))
    return found


def label(words: str) -> int | str | None:
    """A paragraph's number as typed: whole where it can be, None where nothing was typed."""
    words = words.strip()
    return int(words) if words.isdecimal() and len(words) < 7 else words[:20] or None


def _marks(position: int, paragraph: Paragraph, heading: str | None, want: Wanted) -> Paragraph:
    quotations = [_quoted(one, position, want) for one in paragraph.quotations if not _is(want, position, one, "term")]
    quotations += [
        _quoted(Quotation(one.text, None, False, one.start, one.end), position, want)
        for one in paragraph.terms
        if _is(want, position, one, "quotation")
    ]
    terms = [one for one in paragraph.terms if not _is(want, position, one, "quotation")]
    terms += [Term(one.text, one.start, one.end) for one in paragraph.quotations if _is(want, position, one, "term")]
    figures = [
        _figure(one, position, want)
        for one in paragraph.figures
        if want.get((position, Field.FIGURE, one.start)) != "no figure"
    ]
    is_same = {one.start for one in quotations} == {one.start for one in paragraph.quotations}
    stretches = [(one.start, one.end) for one in quotations]
    return replace(
        paragraph,
        quotations=tuple(sorted(quotations, key=lambda one: one.start)),
        terms=tuple(sorted(terms, key=lambda one: one.start)),
        figures=tuple(
            figures if is_same else [replace(one, quoted=touches(stretches, one.start, one.end)) for one in figures]
        ),
        sentences=paragraph.sentences if is_same else _judged(paragraph, heading, stretches),
    )


def _is(want: Wanted, position: int, marked: Quotation | Term, kind: str) -> bool:
    return want.get((position, Field.MARKED, marked.start)) == kind


def _quoted(quotation: Quotation, position: int, want: Wanted) -> Quotation:
    speaker = want.get((position, Field.SPEAKER, quotation.start))
    return quotation if speaker is None else replace(quotation, attributed_to=speaker.strip() or None)


def _figure(figure: StatedFigure, position: int, want: Wanted) -> StatedFigure:
    of = want.get((position, Field.DENOMINATOR, figure.start))
    if of is None:
        return figure
    of = of.replace(",", "").strip()
    whole = whole_number(of, most=12)
    if of and not whole:
        raise CannotCorrect(f"«{figure.text}» is of how many? Enter a whole number, or leave it empty.")
    return replace(figure, denominator=whole)


def _judged(paragraph: Paragraph, heading: str | None, stretches: list[tuple[int, int]]) -> tuple[Sentence, ...]:
    """The sentences, read again for what they do, because what is quoted has changed."""
    own = _blanked(paragraph.text, stretches)
    in_context = is_context_heading(heading)
    return tuple(
        replace(
            one,
            kind=kind_of(
                own[one.start : one.end], quotes=touches(stretches, one.start, one.end), in_context=in_context
            ),
            claims=claims_in(paragraph.text, (one.start, one.end), stretches),
        )
        for one in paragraph.sentences
    )


def _blanked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    for start, end in stretches:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


_Place = TypeVar("_Place", Quotation, StatedFigure, Term, Sentence)


def _cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The characters from `start` to `end` as a paragraph of their own."""
    if (start, end) == (0, len(paragraph.text)):
        return paragraph
    text = paragraph.text[start:end].rstrip()

    def within(found: Iterable[_Place]) -> tuple[_Place, ...]:
        return tuple(moved(one, -start) for one in found if start <= one.start < end)

    sentences = []
    for one in paragraph.sentences:
        first, last = max(one.start, start), min(one.end, start + len(text))
        if first < last:
            claims = tuple(claim for claim in one.claims if first <= claim.start < last)
            words = paragraph.text[first:last]
            sentences.append(moved(replace(one, text=words, start=first, end=last, claims=claims), -start))
    return replace(
        paragraph,
        number=paragraph.number if start == 0 else None,
        printed=paragraph.printed if start == 0 else "",
        text=text,
        quotations=within(paragraph.quotations),
        figures=within(paragraph.figures),
        terms=within(paragraph.terms),
        sentences=tuple(sentences),
    )


def moved(piece: _Place, by: int) -> _Place:
    """A piece of a paragraph, so many characters further on."""
    if isinstance(piece, Sentence):
        claims = tuple(replace(one, start=one.start + by, end=one.end + by) for one in piece.claims)
        return replace(piece, start=piece.start + by, end=piece.end + by, claims=claims)
    return replace(piece, start=piece.start + by, end=piece.end + by)


def _spoken(part: Paragraph, position: int, start: int, want: Wanted) -> Paragraph:
    """The part with the agencies that a person named: for all of it, and for single sentences."""
    whole = want.get((position, Field.AGENCY, start))
    sentences = []
    for one in part.sentences:
        name = want.get((position, Field.SENTENCE, one.start + start), whole)
        sentences.append(one if name is None else _said_by(one, name))
    if tuple(sentences) == part.sentences:
        return part
    agencies = tuple(dict.fromkeys(name for one in sentences for name in (one.agency, *one.also) if name))
    return replace(part, sentences=tuple(sentences), agencies=agencies)


def _said_by(sentence: Sentence, name: str) -> Sentence:
    """The sentence as this agency's; whoever was named beside it stays named."""
    named = dict.fromkeys([*([sentence.agency] if sentence.also and sentence.agency else []), *sentence.also])
    return replace(sentence, agency=name or None, also=tuple(one for one in named if one != name))


def joined(before: Paragraph, after: Paragraph) -> Paragraph:
    """Two paragraphs as one, with the number of the first."""
    by = len(before.text) + 1
    return replace(
        before,
        text=f"{before.text} {after.text}",
        agencies=tuple(dict.fromkeys((*before.agencies, *after.agencies))),
        quotations=(*before.quotations, *(moved(one, by) for one in after.quotations)),
        figures=(*before.figures, *(moved(one, by) for one in after.figures)),
        terms=(*before.terms, *(moved(one, by) for one in after.terms)),
        sentences=(*before.sentences, *(moved(one, by) for one in after.sentences)),
    )


def read_again(text: str, *, line: int | None = None) -> Paragraph:
    """Read words that stood outside every paragraph as a paragraph of their own."""
    quoted = quotations_in([(None, text)])[0]
    own = _blanked(text, quoted.stretches)
    sentences = tuple(
        Sentence(
            text[start:end],
            start,
            end,
            kind_of(own[start:end], quotes=touches(quoted.stretches, start, end), in_context=False),
            None,
            claims_in(text, (start, end), quoted.stretches),
        )
        for start, end in sentence_places(text, quoted.stretches)
    )
    figures = figures_in(text, quoted=quoted.stretches)
    return Paragraph(None, text, "", line, (), tuple(quoted.quotations), figures, tuple(quoted.terms), sentences)


def put_back(kept: list[Part], position: int, remainder: Remainder, want: Wanted) -> None:
    """Add what had been left out as a paragraph, after those that stand before it in the file."""
    line = remainder.line
    place = len(kept)
    if line is not None:
        lines = [(index, part.paragraph.line) for index, part in enumerate(kept)]
        place = max((index + 1 for index, own in lines if own is not None and own <= line), default=0)
    heading = kept[place - 1].heading if place else None
    kept[place:place] = pieces(position, heading, read_again(remainder.text, line=line), want)


def replaced_names(parts: Iterable[Part], names: Iterable[Correction]) -> tuple[Part, ...]:
    """The parts with other words instead of the names that were taken out, wherever a name stands."""
    words = {one.old: one.new for one in names}
    parts = tuple(parts)
    for name, new in words.items():
        if name != new:
            parts = tuple(replace(part, paragraph=without(part.paragraph, name, new)) for part in parts)
    return parts


def without(paragraph: Paragraph, name: str, new: str) -> Paragraph:
    """The paragraph with `new` wherever `name` stands as whole words; every place inside it moves along."""
    pattern = lazily(rf"(?<!\w){re.escape(name)}(?!\w)")
    found = [match.start() for match in pattern.finditer(paragraph.text)]
    if not found:
        return paragraph
    grows = len(new) - len(name)

    def along(place: int) -> int:
        return place + grows * sum(1 for at in found if at + len(name) <= place)

    def words(text: str) -> str:
        return pattern.sub(lambda _: new, text)

    text = words(paragraph.text)

    def renamed(pieces: Iterable[_Place], say: Callable[[str], str] = words) -> tuple[_Place, ...]:
        return tuple(replace(one, text=say(one.text), start=along(one.start), end=along(one.end)) for one in pieces)

    stretches = [(along(one.start), along(one.end)) for one in paragraph.quotations]
    sentences = [
        replace(one, claims=claims_in(text, (one.start, one.end), stretches)) for one in renamed(paragraph.sentences)
    ]
    return replace(
        paragraph,
        text=text,
        quotations=renamed(paragraph.quotations),
        figures=renamed(paragraph.figures),
        terms=renamed(paragraph.terms),
        sentences=tuple(sentences),
    )
