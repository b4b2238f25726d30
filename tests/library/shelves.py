"""A shelf made in a folder for one test, from the smallest files that are right."""

from pathlib import Path
from textwrap import dedent

HEADING = """\
title: A title
source: [line-of-sight]
basis: local
scope: local
from: 2024-01-01
checked: true
owner: business manager
review_by: 2027-01-01
"""

TERM = HEADING + "area: Reviews and partnerships\nmeaning: What it means.\n"

MEASURE = (
    HEADING
    + """\
question: How many?
unit: {one: statement, many: statements}
face: statements
kind: full count
direction: neither
shows: counted
population: {words: every statement}
numerator:
  words: those that are meant for the Summary
  where: {column: is_included, equals: true}
"""
)


def put(shelf: Path, path: str, text: str) -> Path:
    """Write one file on a shelf; the id comes from the file's name when the text does not say it."""
    target = shelf / path
    target.parent.mkdir(parents=True, exist_ok=True)
    text = dedent(text)
    if not text.startswith("id:") and path.count("/") == 1 and not path.endswith(".examples.yaml"):
        text = f"id: {target.stem}\n{text}"
    target.write_text(text, encoding="utf-8")
    return target
