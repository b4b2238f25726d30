"""The PDF: the same bytes, the same words and numbers as the pages, and a structure that a screen reader can follow."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pdfplumber
import pdfua
import pikepdf
import pytest

from lineofsight.publication.content.edition import BasisState, EditionContent
from lineofsight.publication.render import html
from lineofsight.publication.render.approved import flat
from lineofsight.publication.render.checked_pdf import faults_in_pdf
from lineofsight.publication.render.pdf import render_pdf
from lineofsight.trail.canonical import sha256_hex
from tests.publication.pure import factory
from tests.publication.pure.readable import Page

# What an own process prints of a file that it made: its hash.
MADE = """
import sys
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render.pdf import render_pdf
from lineofsight.trail.canonical import sha256_hex
print(sha256_hex(render_pdf(EditionContent.from_json(sys.stdin.buffer.read()))))
"""


def opened(content: EditionContent) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(content)))


def text(content: EditionContent) -> str:
    """Its words as another program takes them out."""
    with pdfplumber.open(io.BytesIO(render_pdf(content))) as document:
        return flat(" ".join(page.extract_text() for page in document.pages))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The tags in the order in which a screen reader meets them."""

    def below(element: pikepdf.Object) -> list[str]:
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return []
        kids = element.get("/K", [])
        found = [str(element.S)]
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            found += below(kid)
        return found

    return [tag for child in pdf.Root.StructTreeRoot.K for tag in below(child)]


def test_the_same_edition_gives_the_same_bytes_and_so_does_its_own_json():
    content = factory.content(40)

    assert render_pdf(content) == render_pdf(EditionContent.from_json(content.to_json()))


def test_another_letter_gives_other_bytes():
    content = factory.content()

    assert render_pdf(content) != render_pdf(replace(content, published_note=content.published_note + " "))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Adak"])
def test_another_folder_time_zone_and_language_give_the_same_bytes(zone, tmp_path):
    content = factory.content()
    around = {**os.environ, "TZ": zone, "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "0"}
    around["PYTHONPATH"] = os.getcwd()

    made = subprocess.run(
        [sys.executable, "-c", MADE], input=content.to_json(), cwd=tmp_path, env=around, capture_output=True, check=True
    )

    assert made.stdout.decode().strip() == sha256_hex(render_pdf(content))


def test_each_sentence_stands_in_it_with_its_number_and_the_words_of_the_pages_beneath():
    content = factory.content()
    said, page = text(content).replace(" ", ""), Page(html.render(content)["all/index.html"])

    for line in content.lines():
        assert f"{line.number}{line.wording}".replace(" ", "").replace("\n", "") in said
    assert "Outsideopinion:substantialassurance(Independentscrutineer,2July2026)." in said
    assert "Outside opinion: substantial assurance (Independent scrutineer, 2 July 2026)." in page.text


def test_what_judges_a_pdf_for_people_who_listen_finds_nothing(tmp_path):
    file = tmp_path / "summary.pdf"
    file.write_bytes(render_pdf(factory.content()))

    report = pdfua.validate(str(file))

    assert [finding.message for finding in report.findings] == []


# With this pikepdf the rule fails by itself (it asks an array for a number), and says nothing of any heading.
NOT_JUDGED = {"UA-14-001"}


def empty_headings(pdf: pikepdf.Pdf) -> list[str]:
    """The headings of a PDF that lead to no words: what UA-14-001 asks, by our own reading."""

    def has_words(kids: Any) -> bool:
        if isinstance(kids, pikepdf.Array):
            return any(has_words(kid) for kid in kids)
        if isinstance(kids, pikepdf.Dictionary):
            return kids.get("/Type") == "/MCR" or ("/K" in kids and has_words(kids["/K"]))
        return True

    tagged = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]
    headings = [one for one in tagged if re.fullmatch("/H[1-6]", str(one["/S"]))]
    assert headings
    return [str(one["/S"]) for one in headings if "/K" not in one or not has_words(one["/K"])]


def test_what_the_judge_of_pdfs_does_not_judge_is_judged_here(tmp_path):
    file = tmp_path / "summary.pdf"
    file.write_bytes(render_pdf(factory.content()))

    assert {rule.rule_id for rule in pdfua.validate(str(file)).outcomes if rule.skipped_reason} == NOT_JUDGED
    assert empty_headings(opened(factory.content())) == []


def test_control_a_heading_without_words_is_found_by_us_and_by_the_reader_of_bytes():
    pdf, kept = opened(factory.content()), io.BytesIO()
    first = next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/H1")
    first["/K"] = pikepdf.Array([])
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.disable)

    assert empty_headings(pdf) == ["/H1"]
    assert list(faults_in_pdf(kept.getvalue(), factory.content(), mark=factory.content().sha))


def test_each_sentence_is_a_place_that_an_address_can_name_and_stands_there():
    content = factory.content(40)
    body = render_pdf(content)
    pdf = pikepdf.open(io.BytesIO(body))
    named = list(pdf.Root.Names.Dests.Names)
    places = {str(name): place for name, place in zip(named[::2], named[1::2], strict=True)}
    pages = [page.objgen for page in pdf.pages]

    assert {f"statement-{line.number}" for line in content.lines()} <= places.keys()
    with pdfplumber.open(io.BytesIO(body)) as document:
        for line in content.lines():
            page, _, _, up, _ = places[f"statement-{line.number}"]
            sheet = document.pages[pages.index(page.objgen)]
            below = [word for word in sheet.extract_words() if 0 <= word["top"] - (sheet.height - float(up)) < 20]
            assert below[0]["text"] == str(line.number)


def test_control_a_pdf_without_tags_is_found_by_what_judges_it(tmp_path):
    pdf = opened(factory.content())
    del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
    pdf.save(tmp_path / "summary.pdf")

    assert pdfua.validate(str(tmp_path / "summary.pdf")).findings


def test_it_says_that_it_is_for_everybody_and_shows_its_title_in_british_english():
    pdf = opened(factory.content())

    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == "Summary of Progress, Review of help for one family"
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_nobody_is_its_author_and_its_days_are_those_of_the_edition():
    pdf = opened(factory.content())

    said = pdf.docinfo

    assert "/Author" not in said
    assert str(said["/CreationDate"]) == str(said["/ModDate"]) == "D:20260630000000Z"


def test_headings_follow_each_other_without_a_gap_and_are_its_bookmarks():
    pdf = opened(factory.content())

    levels = [int(tag[2]) for tag in tags(pdf) if tag in ("/H1", "/H2", "/H3")]
    with pdf.open_outline() as outline:
        parts = [item.title for item in outline.root]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert parts == [
        "What was promised and what has been done",
        "What is not yet done or known",
        "What children and families told us",
        "Annex: each sentence, and what it rests on",
        "Who checked this, and how",
        "How to read this Summary",
    ]


def test_tables_have_header_cells_and_lists_are_lists():
    found = tags(opened(factory.content()))

    assert found.count("/Table") == found.count("/THead") == 2
    assert found.count("/TH") == 6 + 2
    assert found.count("/L") == 2
    assert found.count("/LI") == found.count("/LBody")


def test_each_link_leads_to_a_place_in_the_file_and_says_which_page():
    pdf = opened(factory.content())
    links = [note for page in pdf.pages for note in page.get("/Annots", [])]

    assert len(links) > 10
    assert {str(link.Subtype) for link in links} == {"/Link"}
    assert all("page " in str(link.Contents) and "/Dest" in link and "/A" not in link for link in links)


def test_evidence_that_was_not_accepted_is_not_in_it():
    line = factory.line("checked")
    secret = factory.audit("E99", state=BasisState.REJECTED, title="Draft that was sent back", why_not="Names a child")

    assert render_pdf(factory.edition(replace(line, basis=(*line.basis, secret)))) == render_pdf(factory.edition(line))


@pytest.mark.parametrize(
    "wording",
    [
        "= Not a heading, *not bold*, #panic() and $x$ are words.",
        "\"Quoted\" -- not a dash --- 'so' ~ it is...",
        '#include "/etc/passwd" #read("/etc/hostname") @link <label> \\ // no note',
    ],
)
def test_words_that_look_like_markup_are_words(wording):
    said = text(factory.edition(replace(factory.line("said"), wording=wording)))

    assert wording.replace(" ", "") in said.replace(" ", "")


def test_a_letter_that_no_font_has_is_spelled_by_its_name():
    said = text(
        factory.edition(replace(factory.line("said"), wording="They said \N{GRINNING FACE} and \N{CHECK MARK}."))
    )

    assert "They said [GRINNING FACE] and \N{CHECK MARK}." in said


def test_a_long_title_stays_on_the_sheet():
    content = factory.edition(title="Summary " * 60, partnership="Partnership " * 20)

    with pdfplumber.open(io.BytesIO(render_pdf(content))) as document:
        assert all(
            word["top"] > 20 and word["bottom"] < 822 for page in document.pages for word in page.extract_words()
        )
