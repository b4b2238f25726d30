"""The OpenDocument text: the same bytes, what the Word file says, headings, lists and tables as such."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import odfdo
import pytest

from lineofsight.intake.blocks import Kind
from lineofsight.intake.readers.dispatch import read as read_file
from lineofsight.publication.content.edition import BasisState, EditionContent
from lineofsight.publication.render import blocks, words
from lineofsight.publication.render.odt import MEDIA_TYPE, render_odt
from tests.publication.pure import factory
from tests.publication.pure.word_file import parts_of

CONTENT = factory.content()
BODY = render_odt(CONTENT)


def opened(body: bytes = BODY) -> odfdo.Document:
    """The file as another program reads it."""
    return odfdo.Document(io.BytesIO(body))


def test_the_same_edition_gives_the_same_bytes_and_so_does_its_own_json() -> None:
    assert render_odt(CONTENT) == render_odt(EditionContent.from_json(CONTENT.to_json())) == BODY
    assert render_odt(replace(CONTENT, published_note=CONTENT.published_note + " ")) != BODY


def test_it_says_paragraph_by_paragraph_what_the_word_file_says() -> None:
    found = [text for text in blocks.texts(blocks.summary(CONTENT, CONTENT.sha)) if text]

    # odfdo writes a link as «[words](#place)».
    read = [made.inner_text.strip() for made in opened().body.get_elements("//text:p|//text:h")]
    here = [re.sub(r"\[(.+?)\]\(#\w+\)", r"\1", text) for text in read]

    assert here == [" ".join(text.split()) for text in found]


def test_headings_are_headings_and_follow_each_other_without_a_gap() -> None:
    levels = [int(made.get_attribute("text:outline-level")) for made in opened().body.get_elements("//text:h")]

    assert levels[0] == 1
    assert levels.count(1) == 6
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_lists_are_lists_and_each_table_repeats_its_first_row() -> None:
    body = opened().body

    assert body.get_elements("//text:list//text:list-item")
    assert len(body.get_elements("//table:table")) == 2
    assert all(len(table.get_elements(".//table:table-header-rows/table:table-row")) == 1 for table in body.tables)


def test_each_link_leads_to_a_bookmark_of_the_file_and_every_sentence_has_one() -> None:
    body = opened(render_odt(factory.content(40))).body

    marks = [mark.get_attribute("text:name") for mark in body.get_elements("//text:bookmark-start")]
    links = {link.get_attribute("xlink:href") for link in body.get_elements("//text:a")}

    assert {f"#s{number}" for number in range(1, 41)} | links <= {f"#{mark}" for mark in marks}
    assert len(marks) == len(set(marks))


def test_its_title_and_language_are_told_its_author_is_nobody_and_its_days_are_those_of_the_edition() -> None:
    about = opened().meta

    assert about.title == "Summary of Progress, Review of help for one family"
    assert about.subject == "Edition 2, as at 30 June 2026"
    assert about.initial_creator == factory.PARTNERSHIP
    assert str(about.language) == "en-GB"
    assert about.creation_date.date() == factory.AS_AT
    # odfdo says its own name where a file names no program.
    assert b"generator" not in parts_of(BODY)["meta.xml"]
    assert b'fo:language="en"' in parts_of(BODY)["styles.xml"]


def test_its_kind_stands_first_and_in_the_open() -> None:
    assert list(parts_of(BODY)) == ["mimetype", "META-INF/manifest.xml", "content.xml", "meta.xml", "styles.xml"]
    # Programs look for it at this place without unpacking.
    assert BODY[30:].startswith(b"mimetype" + MEDIA_TYPE.encode())


def test_its_foot_says_which_edition_it_is_with_its_mark() -> None:
    assert f"Its mark is {CONTENT.sha}." in parts_of(BODY)["styles.xml"].decode()


def test_evidence_that_was_not_accepted_is_not_in_it() -> None:
    line = factory.line("checked")
    secret = factory.audit("E99", state=BasisState.REJECTED, title="Draft that was sent back", why_not="Names a child")

    assert render_odt(factory.edition(replace(line, basis=(*line.basis, secret)))) == render_odt(factory.edition(line))


@pytest.mark.parametrize(
    "wording", ["<text:p>1 & 2</text:p>\n“more”", "Two  spaces,\ta tab", "  before and after  ", "\N{GRINNING FACE}"]
)
def test_words_that_look_like_markup_are_words_and_spaces_line_breaks_and_tabs_stay(wording: str) -> None:
    body = opened(render_odt(factory.edition(replace(factory.line("said"), wording=wording)))).body

    (sentence,) = body.get_elements('//text:p[@text:style-name="Sentence"][text:bookmark-start/@text:name="s1"]')

    assert sentence.inner_text.strip() == f"1 {wording}".strip()


def test_our_own_reader_of_reports_reads_every_sentence_out_of_it() -> None:
    read = read_file(BODY, "summary.odt")

    texts = {block.text for block in read.blocks}
    assert {f"{line.number} {line.wording}" for line in CONTENT.lines()} <= texts
    assert words.SUMMARY in {block.text for block in read.blocks if block.kind is Kind.HEADING and block.level == 1}
    assert read.doubts == ()
