"""The Word file and the OpenDocument text opened by LibreOffice: it reads what was approved, heading by heading."""

import os
from pathlib import Path

import pytest

from lineofsight.intake.blocks import Kind
from lineofsight.intake.readers.dispatch import read
from lineofsight.publication.render import blocks
from lineofsight.publication.render.odt import render_odt
from lineofsight.publication.render.word import render_word
from tests.office import MISSING, find_soffice, save_again
from tests.publication.pure import factory

pytestmark = pytest.mark.long

CONTENT = factory.content(40)
FORMS = {"odt": (render_odt, "docx"), "docx": (render_word, "odt")}


@pytest.fixture(scope="module")
def soffice() -> str:
    """The path of a LibreOffice. Without one the test is skipped by name; where CI is set it fails."""
    if found := find_soffice():
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


def saved(soffice: str, content, form: str, folder: Path):
    """What our own reader finds in the file after LibreOffice has saved it in the other format."""
    make, other = FORMS[form]
    file = folder / f"summary.{form}"
    file.write_bytes(make(content))
    (again,) = save_again(soffice, [file], suffix=other, into=folder / "again")
    return read(again.read_bytes(), again.name)


@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_reads_every_paragraph_and_heading_of_the_edition(soffice, form, tmp_path):
    planned = blocks.summary(CONTENT, CONTENT.sha)
    styles = {"Heading1": 1, "Heading2": 2, "Heading3": 3}

    found = saved(soffice, CONTENT, form, tmp_path)

    # A reader of reports takes paragraphs that follow each other closely as one.
    said = " ".join(" ".join([block.text, *(cell for row in block.rows for cell in row)]) for block in found.blocks)
    said = " ".join(said.replace("•", " ").split())
    for text in filter(None, blocks.texts(planned)):
        assert " ".join(text.split()) in said
    assert [(block.level, block.text) for block in found.blocks if block.kind is Kind.HEADING] == [
        (styles[block.style], block.text)
        for block in planned
        if isinstance(block, blocks.Paragraph) and block.style in styles
    ]


def test_control_a_sentence_that_was_lost_is_missed(soffice, tmp_path):
    other = factory.content(39)

    said = " ".join(block.text for block in saved(soffice, other, "odt", tmp_path).blocks)

    last = CONTENT.lines()[-1]
    assert f"{last.number} {last.wording}" not in said
