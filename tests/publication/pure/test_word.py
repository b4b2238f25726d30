"""The Word file: the same bytes, the same words and numbers as the pages, nothing of ours or of a template in it."""

import io
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from lineofsight.intake.blocks import Kind
from lineofsight.intake.readers.dispatch import read as read_file
from lineofsight.publication.content.edition import BasisState, EditionContent, NothingOpen, Voices
from lineofsight.publication.render import html, words
from lineofsight.publication.render.word import render_word
from tests.publication.pure import factory
from tests.publication.pure.readable import Page
from tests.publication.pure.word_file import parts_of


def opened(content: EditionContent):
    """The file as another program reads it."""
    return docx.Document(io.BytesIO(render_word(content)))


def said(content: EditionContent) -> list[str]:
    """Every paragraph of the body, those of tables not."""
    return [paragraph.text for paragraph in opened(content).paragraphs]


def test_the_same_edition_gives_the_same_bytes_and_so_does_its_own_json() -> None:
    content = factory.content(40)

    assert render_word(content) == render_word(EditionContent.from_json(content.to_json())) == render_word(content)


def test_another_letter_gives_other_bytes() -> None:
    content = factory.content()

    assert render_word(content) != render_word(replace(content, published_note=content.published_note + " "))


def test_each_sentence_stands_in_it_with_its_number_and_the_words_of_the_pages_beneath() -> None:
    content = factory.content()
    page = Page(html.render(content)["all/index.html"]).text
    paragraphs = said(content)

    for line in content.lines()[1:]:
        at = paragraphs.index(f"{line.number} {line.wording}")
        end = paragraphs.index(f"What sentence {line.number} rests on")
        assert at < end
        for beneath in paragraphs[at + 1 : end]:
            assert beneath in page
        assert end - at > 1


@pytest.mark.parametrize(
    "sight",
    [
        "Practice changed, and has lasted. Independent scrutineer, 20 April 2026, about Fernley County Council. Rests "
        "on E1 (count from records) and E2 (audit).",
        "Outside opinion: substantial assurance (Independent scrutineer, 2 July 2026).",
        "Fernley County Council sees this differently: We agree with the count. 14 of the 35 late reviews were moved "
        "at the family's request.",
        "Signed: Safeguarding lead, 14 July 2026, with a different view.",
        "If this has brought something back: 0800 000 0000, day and night.",
        "A shared record of visits between the council and the trust.",
        "Tell us early when the visitor changes.",
        "Nothing was reported.",
        "What this cannot tell you",
    ],
)
def test_what_must_be_in_sight_is_a_paragraph_of_its_own(sight: str) -> None:
    assert sight in said(factory.content())


def test_nobody_is_its_author_and_its_days_are_those_of_the_edition() -> None:
    properties = opened(factory.content()).core_properties

    assert properties.title == "Summary of Progress, Review of help for one family"
    assert properties.subject == "Edition 2, as at 30 June 2026"
    assert {properties.author, properties.last_modified_by} == {factory.PARTNERSHIP}
    assert properties.language == "en-GB"
    assert {properties.created.date(), properties.modified.date()} == {factory.AS_AT}
    assert properties.comments == properties.keywords == ""


def test_its_foot_says_which_edition_it_is_with_its_mark_and_the_page() -> None:
    content = factory.content()

    foot = opened(content).sections[0].footer
    fields = [field.get(qn("w:instr")) for field in foot.part.element.iter(qn("w:fldSimple"))]

    assert (
        foot.paragraphs[0].text
        == f"Edition 2 of the Summary of Progress, as at 30 June 2026. Its mark is {content.sha}."
    )
    assert fields == ["PAGE", "NUMPAGES"]


def test_headings_are_headings_and_follow_each_other_without_a_gap() -> None:
    levels = [
        int(paragraph.style.name.removeprefix("Heading "))
        for paragraph in opened(factory.content()).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]

    assert levels[0] == 1
    assert levels.count(1) == 6
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_repeats_its_first_row_and_breaks_no_row() -> None:
    tables = opened(factory.content()).tables

    assert len(tables) == 2
    for table in tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_the_language_is_british_english_in_styles_and_settings() -> None:
    parts = parts_of(render_word(factory.content()))

    assert b'<w:lang w:val="en-GB"' in parts["word/styles.xml"]
    assert b'<w:themeFontLang w:val="en-GB"/>' in parts["word/settings.xml"]
    assert not [name for name, part in parts.items() if b"en-US" in part]


def test_each_link_leads_to_a_bookmark_of_the_file_and_none_leads_out() -> None:
    parts = parts_of(render_word(factory.content(40)))
    body = etree.fromstring(parts["word/document.xml"])

    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert {f"s{number}" for number in range(1, 41)} | links <= set(marks)
    assert len(marks) == len(set(marks)) == len(set(numbers))
    assert not [name for name, part in parts.items() if b"External" in part]


def test_nothing_of_the_template_is_left_in_it() -> None:
    parts = parts_of(render_word(factory.content()))

    assert list(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert not [name for name, part in parts.items() if b"rsid" in part or b"python-docx" in part]


def test_every_style_that_is_used_is_there() -> None:
    parts = parts_of(render_word(factory.content()))
    used = {
        style.get(qn("w:val"))
        for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml")
        for style in etree.fromstring(parts[name]).iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    there = {style.get(qn("w:styleId")) for style in etree.fromstring(parts["word/styles.xml"]).iter(qn("w:style"))}

    assert used <= there


def test_evidence_that_was_not_accepted_is_not_in_it() -> None:
    line = factory.line("checked")
    secret = factory.audit("E99", state=BasisState.REJECTED, title="Draft that was sent back", why_not="Names a child")

    body = render_word(factory.edition(replace(line, basis=(*line.basis, secret))))

    assert body == render_word(factory.edition(line))
    assert b"sent back" not in body


def test_words_that_look_like_markup_are_words_and_a_line_break_stays_one() -> None:
    line = replace(factory.line("said"), wording="<w:del>1 & 2</w:del>\n“more”")

    assert "1 <w:del>1 & 2</w:del>\n“more”" in said(factory.edition(line))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (factory.edition(), "This edition has no sentences about what was done."),
        (factory.edition(voices=Voices()), "This edition does not say what children and families told us."),
        (factory.edition(voices=Voices(nobody_asked_reason="No worker.")), "Nobody was asked. No worker."),
        (
            factory.edition(
                open_items=(),
                nothing_open=NothingOpen(
                    reason="All was seen to be done.",
                    by_role="business manager",
                    by_agency=factory.PARTNERSHIP,
                    second_role="scrutineer",
                    second_agency=factory.PARTNERSHIP,
                ),
            ),
            "All was seen to be done.",
        ),
    ],
)
def test_silence_is_told_as_on_the_pages(content: EditionContent, told: str) -> None:
    assert told in said(content)


def test_our_own_reader_of_reports_reads_every_sentence_out_of_it() -> None:
    content = factory.content()

    read = read_file(render_word(content), "summary.docx")

    texts = {block.text for block in read.blocks}
    assert {f"{line.number} {line.wording}" for line in content.lines()} <= texts
    assert words.SUMMARY in {block.text for block in read.blocks if block.kind is Kind.HEADING and block.level == 1}
    assert read.doubts == ()
