"""The pages about measures and the faces that they count."""

from collections.abc import Iterator

from lineofsight.library.counting import ToldAs
from lineofsight.library.kinds import Theme
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.reference.conditions import in_words
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.shelf import Shelf


def measures_page(shelf: Shelf) -> Iterator[str]:
    """Every measure: what is counted, of what, and what to mind."""
    yield "# Measures\n"
    for measure in shelf.all_newest(Measure):
        yield f"## {measure.title}\n"
        yield f"{measure.question}\n"
        rows = [
            ["counted", measure.numerator.words],
            ["of", measure.population.words],
            ["left out", "; ".join(rule.reason for rule in measure.left_out) or "nothing"],
            ["told as", _told(measure)],
            ["told apart by", f"`{measure.by}`" if measure.by else "nothing"],
            ["how counted", f"{measure.kind.value}: {measure.kind.words}"],
            *([["counts", f"{measure.counts.value}: {measure.counts_because}"]] if measure.counts else []),
            ["looks at", measure.window.value],
            ["which way is better", measure.direction.value],
            ["shows at most", measure.shows.words],
            *([["looked for under", shelf.newest(Theme, measure.theme).title]] if measure.theme else []),
        ]
        yield from table(["part", "what it says"], rows)
        yield f"- In question: rows of `{measure.face}` where {in_words(measure.population.where)}"
        for rule in measure.left_out:
            yield f"- Left out ({rule.reason}): {in_words(rule.where)}"
        yield f"- Counted: {in_words(measure.numerator.where)}"
        for one in measure.beside:
            yield f"- Stands beside `{one.measure}`: {one.because}"
        for caveat in measure.caveats:
            yield f"- Mind: {caveat}"
        yield f"\n{foot(measure, shelf)}\n"


def _told(measure: Measure) -> str:
    """What the two numbers are, where they are not n of N rows."""
    if not measure.is_amount:
        return "n of N rows"
    added = [f"`{part.sum}`" for part in (measure.numerator, measure.population) if part.sum]
    said = f"sums of {' and '.join(dict.fromkeys(added))}; " if added else ""
    if measure.told is ToldAs.SHARE or measure.per is None:
        return f"{said}{measure.told.value} of {measure.unit.many}"
    beside = f" × {measure.times.number} {measure.times.many}" if measure.times else ""
    return f"{said}{measure.told.value}, {measure.unit.many} for {measure.per.many}{beside}"


def faces_page(shelf: Shelf) -> Iterator[str]:
    """Every face with its columns."""
    yield "# Faces that measures count\n"
    yield "A face is the rows that a measure may count, as columns. The program gives the rows; a measure names them.\n"
    for face in shelf.all_newest(FaceColumns):
        yield f"## `{face.id}`: {face.title}\n"
        key = " and ".join(f"`{column}`" for column in face.key)
        yield f"One row for each {key}. About: {face.about.value}.\n"
        rows = [[f"`{name}`", column.type.value, column.words] for name, column in face.columns.items()]
        yield from table(["column", "type", "what it holds"], rows)
