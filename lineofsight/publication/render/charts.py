"""The charts of a sentence: drawn from the numbers that are printed, and from no others."""

from collections.abc import Iterator

import typst

from lineofsight.library.words import day_words
from lineofsight.measures.charts import run as runs
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.charts.run import Event, Month, Run
from lineofsight.measures.trends import trend_of
from lineofsight.publication.content.charted import Chart, Point
from lineofsight.publication.content.edition import EditionContent, Line, LineFigure, MeasuredFigure
from lineofsight.publication.wording import period_words

# The letters of the printed forms: a drawing brings none of its own.
_FONT = "Libertinus Serif"
_PICTURE = """#set page(width: 160mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg", width: 160mm)"""
DOTS_AN_INCH = 300


def charts_of(line: Line) -> tuple[Drawn, ...]:
    """The charts of the figures of a published sentence, in their order."""
    return tuple(
        _drawn(figure, figure.measured, figure.measured.chart, line)
        for figure in line.figures
        if figure.measured is not None and figure.measured.chart is not None
    )


def has_charts(content: EditionContent) -> bool:
    """Whether any figure of an edition carries a chart."""
    return any(charts_of(line) for line in content.lines())


def _drawn(figure: LineFigure, tied: MeasuredFigure, chart: Chart, line: Line) -> Drawn:
    months = tuple(Month(point.period_to or point.as_at_date, point.n, point.of or 0) for point in chart.points)
    trend = trend_of([(one.month, one.n, one.of) for one in months], direction=chart.direction, counted="cases")
    run = Run(
        months=months,
        trend=trend,
        title=f"{figure.number}: {tied.definition}",
        description=trend.words,
        events=tuple(Event(mark.day, mark.words) for mark in chart.marks),
    )
    counted = f"{tied.definition[:1].upper()}{tied.definition[1:].rstrip('.')}"
    whole = runs.chart(
        run,
        id=f"chart-{line.number}-{figure.number.lower().replace('.', '-')}",
        question=f"{figure.number}: {chart.question}",
        source=f"{counted}. {line.agency}, as at {day_words(tied.figure.as_at_date)}.",
        notes=tuple(_notes(figure)),
    )
    # A printed table has the count of each time and no more; limits and signals are what the notes say.
    rows = tuple((_when(point), *row[1:4]) for point, row in zip(chart.points, whole.rows, strict=True))
    return Drawn(
        id=whole.id, question=whole.question, sentence=whole.sentence, wide=whole.wide, narrow=whole.narrow,
        notes=whole.notes, head=("When", *whole.head[1:4]), rows=rows, source=whole.source,
    )  # fmt: skip


def _when(point: Point) -> str:
    return period_words(point.period_from, point.period_to) or day_words(point.as_at_date)


def _notes(figure: LineFigure) -> Iterator[str]:
    if not figure.told.is_exact:
        yield f"Numbers are rounded to the nearest {figure.told.nearest}, so a point may lie a little off."


def for_print(drawing: str) -> str:
    """A drawing whose letters are those of the printed forms."""
    return drawing.replace("<svg ", f'<svg font-family="{_FONT}" ', 1)


def picture(drawing: str) -> bytes:
    """A drawing as a PNG of the width between the margins of a sheet, for programs that show no SVG."""
    made = typst.compile(
        _PICTURE.encode(),
        format="png",
        ppi=DOTS_AN_INCH,
        ignore_system_fonts=True,
        sys_inputs={"drawing": for_print(drawing)},
    )
    return bytes(made)
