"""Every system on one page, in Markdown: who does what where, its figures, and the sentences that cite them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from lineofsight.assurance.models import Review
from lineofsight.assurance.tables import figures_of
from lineofsight.desk.systems.rows import all_systems
from lineofsight.library.measure import Measure
from lineofsight.library.reference.parts import table
from lineofsight.library.reference.systems import files_of, who_of
from lineofsight.library.shelf import NotOnShelf, Origin
from lineofsight.library.system import System
from lineofsight.measures.charts.run import letters
from lineofsight.measures.compute import MeasureDoesNotFit
from lineofsight.measures.figure import TOTAL
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.shelf import shelf
from lineofsight.publication.content.edition import EditionContent, Line

WALKED_BY = "tests/journeys/test_systems.py"
NAMED_BY = "tests/house/test_content_alone.py"
NO_SENTENCE = "no sentence cites it yet"


@dataclass(frozen=True)
class Printed:
    """A sentence of a published edition. letter: which edition, where there are several."""

    letter: str
    line: Line

    @property
    def number(self) -> str:
        """«A S18»: by its edition, and its number there."""
        return f"{self.letter} S{self.line.number}"


@dataclass(frozen=True)
class Counted:
    """A figure in words. beside: those that show what it could hide, each in words and with why."""

    measure: Measure
    words: str
    beside: tuple[tuple[Measure, str, str], ...] = ()


@dataclass(frozen=True)
class Standing:
    """How a system stands: its figures, and the sentences that cite one of them."""

    system: System
    figures: tuple[Counted, ...]
    lines: tuple[Printed, ...]

    @property
    def counter_figures(self) -> int:
        """How many figures stand beside its own, so that none of these misleads alone."""
        return len({other.id for one in self.figures for other, _, _ in one.beside})


def standing(review: Review, contents: Sequence[EditionContent], actor: Actor, *, as_at: date) -> list[Standing]:
    """Every system with its figures over a review and the sentences of published editions that cite them.

    contents: the editions that stand, one of a review; their letters come in this order.
    """
    citing: dict[str, list[Printed]] = {}
    for letter, content in zip(letters(), contents, strict=False):
        for line in content.lines():
            for figure in line.figures:
                if figure.measured:
                    citing.setdefault(figure.measured.figure.measure_id, []).append(Printed(letter, line))
    found = []
    words = cache(lambda id: _in_words(id, review, actor, as_at))
    for one in all_systems():
        figures = tuple(_counted(_measure(id, as_at), words, as_at) for id in one.measures)
        lines = {one.number: one for id in one.measures for one in citing.get(id, ())}
        found.append(Standing(one, figures, tuple(lines.values())))
    return found


def _counted(measure: Measure, words: Callable[[str], str], as_at: date) -> Counted:
    beside = tuple((_measure(one.measure, as_at), words(one.measure), one.because) for one in measure.beside)
    return Counted(measure, words(measure.id), beside)


def _measure(id: str, as_at: date) -> Measure:
    return shelf().get(Measure, id, on=as_at)


def _in_words(id: str, review: Review, actor: Actor, as_at: date) -> str:
    try:
        figures = figures_of(review, _measure(id, as_at), actor, as_at=as_at)
    except (MeasureDoesNotFit, NotOnShelf) as trouble:
        return str(trouble)
    total = next(figure for figure in figures if figure.group == TOTAL)
    return "; ".join(filter(None, (total.words(), total.left_out_words())))


def page(some: list[Standing], *, contents: Sequence[EditionContent], as_at: date) -> str:
    """The page. Same records, same library, same text."""
    return "\n".join(_lines(some, contents, as_at)).rstrip("\n") + "\n"


def _lines(some: list[Standing], contents: Sequence[EditionContent], as_at: date) -> Iterator[str]:
    yield "<!-- Made by ./los systems from the library and the demonstration. Change those, not this page. -->\n"
    yield "# Systems\n"
    yield (
        f"What several people keep going together, as it stands in the demonstration ({contents[0].partnership}, as at "
        f"{as_at.isoformat()}; everything in it is invented). Each page named here is opened by its role in "
        f"`{WALKED_BY}`.\n"
    )
    for letter, content in zip(letters(), contents, strict=False):
        yield f"- {letter}: {content.title}, edition {content.number}"
    yield ""
    counted = sum(bool(one.figures) for one in some)
    cited = sum(bool(one.lines) for one in some)
    countered = sum(bool(one.counter_figures) for one in some)
    yield f"{len(some)} systems; {counted} have a figure; {cited} are cited by a published sentence.\n"
    yield (
        f"Where a figure could mislead alone, its measure names counter-figures: {countered} systems have one. The gate"
        " prints no such figure unless one of them stands in the same Summary. Where none is named, nobody has said"
        " yet what the figure alone could hide.\n"
    )
    yield (
        "Files and lines: the YAML of a row with its worked examples; what several rows share counts for each. Python"
        f" that names the content of a row: none (`{NAMED_BY}`). How many minutes of writing the first eight took"
        " stands in `docs/how-to/add-a-pathway.md`; of the others nobody noted it.\n"
    )
    yield from table(
        ["system", "figures", "counter-figures", "published", "files", "lines, about"],
        [
            [
                f"[{one.system.row} {one.system.title}](#{_anchor(one.system)})",
                str(len(one.figures) or "none, with its reason"),
                str(one.counter_figures or "–"),
                ", ".join(printed.number for printed in one.lines) or NO_SENTENCE,
                *map(str, files_of(one.system)),
            ]
            for one in some
        ],
    )
    for one in some:
        yield from _section(one)


def _section(one: Standing) -> Iterator[str]:
    system = one.system
    yield f"## {system.row} {system.title}\n"
    yield f"{system.purpose}\n"
    for part in system.does:
        yield f"- {who_of(part.who.roles, part.who.agency)}: {part.what}, on `{part.where}`"
    yield ""
    for counted in one.figures:
        yield f"- `{counted.measure.id}`: {counted.measure.question} **{counted.words}**"
        for other, words, because in counted.beside:
            yield f"  - beside it `{other.id}`: {other.question} **{words}** {because}"
    if system.no_figure:
        yield f"- No figure: {system.no_figure}"
    yield ""
    for printed in one.lines:
        yield f"> {printed.number} ({printed.line.agency}): {printed.line.wording}\n"
    if not one.lines:
        yield f"*{NO_SENTENCE.capitalize()}.*\n"
    is_ours = shelf().origin(System, system.id) is Origin.OURS
    yield f"Walked by `{WALKED_BY}`, row {system.row}.\n" if is_ours else "On this partnership's own shelf.\n"


def _anchor(system: System) -> str:
    kept = "".join(char for char in f"{system.row} {system.title}".casefold() if char.isalnum() or char in " -")
    return kept.replace(" ", "-")
