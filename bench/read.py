"""Read a published report, against splitting it into lines and looking at each once.

./los bench read [FILE]
"""

import re
import sys
from pathlib import Path

from bench._measured import Table, ms, show, side_by_side, times
from lineofsight.intake.understand import read_document

REPORT = Path(__file__).parent.parent / "tests" / "intake" / "documents" / "twin.txt"
# What a printed page of a report holds.
WORDS_OF_A_PAGE = 450
_PLAIN = re.compile(r"\d+|\"[^\"]*\"")


def plain_pass(path: Path) -> int:
    """The least that anybody who reads a report has to do: lines, and one pattern over each."""
    return sum(len(_PLAIN.findall(line)) for line in path.read_text(encoding="utf-8").splitlines())


def measure(path: Path = REPORT) -> Table:
    """Read one report again and again."""
    document = read_document(path)
    paragraphs = list(document.paragraphs())
    pages = len(path.read_text(encoding="utf-8").split()) / WORDS_OF_A_PAGE
    ours, plain = side_by_side(lambda: read_document(path), lambda: plain_pass(path), repeats=15)
    return Table(
        title="Read a report",
        headers=("what", "time", "pages a second", "against the plain pass"),
        rows=(
            ("lines and one pattern", ms(plain), f"{pages / plain:,.0f}", "1"),
            (f"`read`: {len(paragraphs)} paragraphs", ms(ours), f"{pages / ours:,.0f}", times(ours / plain)),
        ),
        notes=(f"A page is {WORDS_OF_A_PAGE} words; the report has {pages:.1f} of them.",),
    )


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    show(measure(Path(given[0]) if given else REPORT))
