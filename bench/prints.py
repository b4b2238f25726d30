"""Judge an edition of 400 statements, write it in all its forms and read all of it again."""

from datetime import date

from bench._measured import Table, ms, show, side_by_side
from lineofsight.library.kinds import WordingRule
from lineofsight.library.shelf import load
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.render import html
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from lineofsight.publication.render.odt import render_odt
from lineofsight.publication.render.pdf import render_pdf
from lineofsight.publication.render.word import render_word
from tests.publication.pure.factory import TODAY, content, recomputed, sources

STATEMENTS = 400


def measure() -> Table:
    """From the frozen content to the bytes, form by form, with what stands before and after."""
    rules = load(None).entries(WordingRule, on=date(2026, 7, 20))
    many = content(STATEMENTS)
    again = recomputed(many)
    made = render(many)
    names = (
        "judge it",
        "write its pages",
        "write its PDF",
        "write its Word file",
        "write its OpenDocument text",
        "read all files again",
    )
    taken = side_by_side(
        lambda: judge(many, sources=sources(), recomputed=again, today=TODAY, wording_rules=rules),
        lambda: html.render(many),
        lambda: render_pdf(many),
        lambda: render_word(many),
        lambda: render_odt(many),
        lambda: faults_in(made, many),
        repeats=3,
    )
    whole = sum(taken[:5])
    rows = tuple((name, ms(spent), ms(spent / STATEMENTS)) for name, spent in zip(names, taken, strict=True))
    return Table(
        title="Publish an edition of 400 statements",
        headers=("what", "processor time", "each statement"),
        rows=(*rows, ("judge it and write all forms", ms(whole), ms(whole / STATEMENTS))),
        notes=(
            f"PDF {len(made[html.PDF_FILE]) / 1e6:.1f} MB, Word file {len(made[html.WORD_FILE]) / 1e6:.1f} MB, "
            f"all files {sum(map(len, made.values())) / 1e6:.1f} MB.",
        ),
    )


if __name__ == "__main__":
    show(measure())
