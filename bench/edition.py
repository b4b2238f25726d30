"""Write editions of 100 and 400 statements as pages, against writing the same content as JSON."""

from bench._measured import Table, ms, show, side_by_side, times
from lineofsight.publication.render.html import render
from tests.publication.pure.factory import content


def measure() -> Table:
    """From the frozen content to the bytes of every page."""
    few, many = content(100), content(400)
    files = render(many)
    quarter, whole, plain = side_by_side(lambda: render(few), lambda: render(many), many.to_json, repeats=7)
    size = sum(map(len, files.values())) / 1e6
    return Table(
        title="Write the pages of an edition",
        headers=("what", "time", "each statement", "against its JSON"),
        rows=(
            ("400 statements as JSON", ms(plain), ms(plain / 400), "1"),
            ("100 statements as pages", ms(quarter), ms(quarter / 100), ""),
            ("400 statements as pages", ms(whole), ms(whole / 400), times(whole / plain)),
        ),
        notes=(
            f"{len(files)} files, {size:.1f} MB. Four times the statements take {whole / quarter:.1f} times as long.",
        ),
    )


if __name__ == "__main__":
    show(measure())
