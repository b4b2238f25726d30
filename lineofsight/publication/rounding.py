"""Which counts of an edition are told rounded: said when it is compiled, and looked at again when it is frozen."""

from collections.abc import Iterator
from dataclasses import replace

from lineofsight.library.publishing import NumberRule, SmallNumbers
from lineofsight.library.scales import Spoke, WhoIsCounted
from lineofsight.measures.terms import Terms
from lineofsight.publication.content.edition import EditionContent, Line, LineFigure, Voice
from lineofsight.publication.content.told import EXACT, Told
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.whom import counts_below, first_class, whom


def told_by(rule: NumberRule) -> Told:
    """How a rule of the library has counts told in public."""
    if rule.round_to == 1:
        return EXACT
    return Told(nearest=rule.round_to, fewest=rule.fewest, share_from=rule.fewest_for_rate)


def with_telling(line: Line, numbers: SmallNumbers) -> Line:
    """A sentence whose figures say how they are told: it depends on whom each counts."""
    if not line.figures:
        return line
    return replace(line, figures=tuple(replace(one, told=telling_of(one, line, numbers)) for one in line.figures))


def telling_of(figure: LineFigure, line: Line | None, numbers: SmallNumbers) -> Told:
    """How a figure is told: by whom it counts, in its own words or in those of its sentence."""
    told = told_by(numbers.rule(whom(figure, line, numbers)))
    return told if told.is_exact or counts_below(figure, numbers) else replace(told, exact_below=True)


def telling_of_voice(who: str, numbers: SmallNumbers, spoke: Spoke | None = None) -> Told:
    """How many were asked and answered is told as any number of those who were asked: of a family, whatever they are
    called, as children are."""
    counts = WhoIsCounted.CHILDREN if spoke is not None and spoke.is_of_a_family else first_class(who, numbers)
    return told_by(numbers.rule(counts)) if counts else EXACT


def told_exactly(frozen: EditionContent, numbers: SmallNumbers) -> Iterator[str]:
    """What a frozen edition would tell more exactly than the library allows, one sentence each; nothing when all is
    well. Looked at before anything is written, whoever put the edition together."""
    for line in frozen.lines():
        for figure in line.figures:
            base = base_of(figure)
            if base is None or figure.unit == "money":
                continue
            compared = figure.compared_with
            pairs = [(base.n, base.of), *([(compared.n, compared.of)] if compared else [])]
            if (
                not _fits(figure.told, telling_of(figure, line, numbers), pairs, base.terms)
                or (figure.told.is_done and figure.measured is not None and figure.measured.figure.left_out)
                or not _fits_chart(figure, telling_of(figure, line, numbers))
            ):
                yield f"Sentence {line.number}: {figure.number} tells numbers of children that are not rounded."
    for number, voice in enumerate(frozen.voices.items, start=1):
        if not _fits(voice.told, telling_of_voice(voice.who, numbers, voice.spoke), _asked(voice)):
            yield f"Number {number} of what children and families told us tells numbers that are not rounded."


def _fits_chart(figure: LineFigure, wanted: Told) -> bool:
    """Whether each point of its chart is rounded and large enough for the share that a drawing gives."""
    chart = figure.measured.chart if figure.measured else None
    if chart is None or wanted.is_exact:
        return True
    pairs = [(one.n, one.of) for one in chart.points if one.n is not None and one.of is not None]
    least = min((of for _, of in pairs if of), default=wanted.share_from)
    return _fits(figure.told, wanted, pairs) and least >= wanted.numbers(0, wanted.share_from)[1]


def _asked(voice: Voice) -> list[tuple[int, int]]:
    return [(number, number) for number in (voice.asked, voice.answered) if number is not None]


def _fits(told: Told, wanted: Told, pairs: list[tuple[int, int]], terms: Terms | None = None) -> bool:
    if wanted.is_exact or not pairs:
        return True
    rounded = all(wanted.numbers(*pair, terms) == pair for pair in pairs)
    is_same = told.is_done and told.nearest == wanted.nearest
    return is_same and rounded and not any(told.is_few(*one, terms) for one in pairs)
