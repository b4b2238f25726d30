"""What of an edition is frozen, printed and hashed: evidence that stands, and the numbers that are told."""

from dataclasses import replace
from datetime import date
from typing import Any

from lineofsight.publication.content.charted import chart_as_told
from lineofsight.publication.content.edition import BasisState, EditionContent, Line, LineFigure, Voice
from lineofsight.publication.content.told import as_told


def as_published(content: EditionContent) -> EditionContent:
    """What is frozen, printed and hashed: evidence that was not accepted is taken out, because it is not public, and
    what had ended by the day as at which the edition is told, because nobody stands behind the sentence with it.
    Numbers are those that are printed: where children were counted, nothing that is public holds the exact ones.

    The gate lets the same sentences pass before and after, as only accepted, current evidence ever does. Doing it twice
    changes nothing more.
    """
    return replace(
        content,
        sections=tuple(
            replace(section, lines=tuple(_only_what_stands(line, content.as_at_date) for line in section.lines))
            for section in content.sections
        ),
        voices=replace(content.voices, items=tuple(_voice_as_told(voice) for voice in content.voices.items)),
    )


def _figure_as_told(figure: LineFigure) -> LineFigure:
    """A figure with the numbers that are printed, and no others; without any where they are too few to show."""
    told, before, tied = figure.told, figure.compared_with, figure.measured.figure if figure.measured else figure.stated
    if told.is_exact or told.is_done or tied is None or tied.n is None or tied.of is None:
        return figure
    terms = figure.measured.figure.terms if figure.measured else None
    if told.is_few(tied.n, tied.of, terms) or (before is not None and told.is_few(before.n, before.of, terms)):
        return replace(figure, measured=None, stated=None, compared_with=None)
    n, of = told.numbers(tied.n, tied.of, terms)
    wholes = [tied.of, *([before.of] if before else [])]
    # Whether N is large enough for a share is asked of whole ones, not of their hundredths.
    places = terms.of_places if terms else 0
    changes: dict[str, Any] = {"told": told.done(*(whole // 10**places for whole in wholes))}
    if figure.measured is not None:
        chart = figure.measured.chart and chart_as_told(figure.measured.chart, told)
        changes["measured"] = replace(figure.measured, figure=as_told(figure.measured.figure, told), chart=chart)
    if figure.stated is not None:
        changes["stated"] = replace(figure.stated, n=n, of=of)
    if before is not None:
        earlier_n, earlier_of = told.numbers(before.n, before.of, terms)
        changes["compared_with"] = replace(before, n=earlier_n, of=earlier_of)
    return replace(figure, **changes)


def _voice_as_told(voice: Voice) -> Voice:
    """How many were asked and answered, as it is printed."""
    told = voice.told
    if told.is_exact or told.is_done:
        return voice
    if voice.asked is None or voice.answered is None or told.is_few(voice.answered, voice.asked):
        return replace(voice, asked=None, answered=None)
    answered, asked = told.numbers(voice.answered, voice.asked)
    return replace(voice, asked=asked, answered=answered, told=told.done(voice.asked))


def _only_what_stands(line: Line, day: date) -> Line:
    stands = tuple(
        item
        for item in line.basis
        if item.state is BasisState.ACCEPTED and (item.valid_until is None or item.valid_until >= day)
    )
    figures = tuple(_figure_as_told(figure) for figure in line.figures)
    is_same = len(stands) == len(line.basis) and figures == line.figures
    return line if is_same else replace(line, basis=stands, figures=figures)
