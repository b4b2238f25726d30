"""Where the tests of reading find their documents."""

from pathlib import Path

import pytest

from lineofsight.intake.documents import Document
from lineofsight.intake.understand import read_document

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT.parent / "shared" / "source" / "tds20-summary-of-progress.txt"
NO_SOURCE = "the published summary that we build on is not beside the project (../shared/source)"


@pytest.fixture(scope="session")
def source_text() -> str:
    """The published summary, as it stands in the file."""
    if not SOURCE.exists():
        pytest.skip(NO_SOURCE)
    return SOURCE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def source(source_text: str) -> Document:
    """The published summary, read."""
    return read_document(SOURCE)
