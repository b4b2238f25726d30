"""The documents of the journeys: the published report where it lies beside the project, its invented twin always."""

import pytest

from lineofsight.intake.documents import Document
from lineofsight.intake.understand import read_document
from tests.journeys.product import ROOT

SOURCE = ROOT.parent / "shared" / "source" / "tds20-summary-of-progress.txt"
TWIN = ROOT / "lineofsight" / "cli" / "demonstration" / "report.txt"
NO_SOURCE = "the published summary that we build on is not beside the project (../shared/source)"


def invented(*, about: str) -> str:
    """A report of the invented partnership about another child, so that each journey has a review of its own.

    Its first paragraph has no number, so that the reader has a doubt.
    """
    return TWIN.read_text().replace("Robin", about).replace("\n1. ", "\n", 1)


def source() -> str:
    """The published report. Skips, by name, where it is not there."""
    if not SOURCE.exists():
        pytest.skip(NO_SOURCE)
    return SOURCE.read_text(encoding="utf-8")


def read(text: str) -> Document:
    """What the reader makes of it."""
    return read_document(text.encode(), "report.txt")
