"""The OpenDocument text, read again before it is published. Each fault is planted in the bytes."""

from dataclasses import replace

import pytest

from lineofsight.publication.content.edition import EditionContent, Voices
from lineofsight.publication.render.checked_odt import faults_in_odt
from lineofsight.publication.render.odt import render_odt
from tests.publication.pure import factory
from tests.publication.pure.word_file import added, changed, packed, parts_of

BODY, STYLES, META, LIST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
CONTENT = factory.content()
ODT = render_odt(CONTENT)
WORDS = "<text:span>Managers read a sample"
ODD = "Tabs\tand\nlines, <b>marks</b> & “quotes”, \N{NO-BREAK SPACE}, a\N{COMBINING ACUTE ACCENT}, \N{GRINNING FACE}"


def faults(body: bytes) -> str:
    return " ".join(faults_in_odt(body, CONTENT, mark=CONTENT.sha))


@pytest.mark.parametrize(
    "content",
    [
        CONTENT,
        factory.edition(),
        factory.edition(support_line="", published_note="", voices=Voices(nobody_asked_reason="No worker.")),
        factory.edition(replace(factory.line("said"), wording=ODD), title=ODD, review_title=ODD, partnership=ODD),
        factory.edition(title="Summary " * 60),
        *(factory.edition(factory.line(name)) for name in factory.LINES),
    ],
)
def test_what_was_made_of_an_edition_has_no_fault(content: EditionContent) -> None:
    assert list(faults_in_odt(render_odt(content), content, mark=content.sha)) == []


def test_control_packing_it_again_is_no_fault() -> None:
    assert faults(packed(parts_of(ODT))) == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Managers read a sample", "Managers read a large sample", "Sentence 3 does not stand there word for word"),
        ("Reviews are still late", "Reviews are late", "Sentence 10 does not stand there word for word"),
        ("412 of 468 (88%) were made", "421 of 468 (88%) were made", "Sentence 2 does not stand there word for word"),
        ("We agree with the count.", "We agree.", "The different view of Fernley County Council at sentence 10"),
        ("Tell us early", "Tell us", "what children and families told us does not stand"),
        ("How many visits the out-of-hours team made.", "How many visits.", "under what is not known does not stand"),
        ("Nobody outside has checked it.", "Somebody has checked it.", "where «"),
        ("0800 000 0000", "0800 000 0001", "where «"),
        ("</office:text>", "<text:p>One more.</text:p></office:text>", "more than was approved: «One more.»"),
        ('text:outline-level="3"', 'text:outline-level="2"', "its headings are not those of the edition"),
        (WORDS, f"<text:hidden-text>a child</text:hidden-text>{WORDS}", "hidden text (<hidden-text>)"),
        (WORDS, f"<office:annotation/>{WORDS}", "a comment (<annotation>)"),
        (WORDS, f'<text:change text:change-id="a"/>{WORDS}', "a tracked change (<change>)"),
        (
            WORDS,
            f'<a:frame xmlns:a="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"/>{WORDS}',
            "an embedded object (<frame>)",
        ),
        (WORDS, f"<text:note/>{WORDS}", "a footnote (<note>)"),
        (WORDS, f"<!-- about a child -->{WORDS}", "a note between its elements"),
        (WORDS, f"<?about a child?>{WORDS}", "a note between its elements"),
        (WORDS, f'<text:bookmark-start text:name="Ann_Person"/>{WORDS}', "no edition has (name: Ann_Person)"),
        (WORDS, f'<text:a xlink:href="https://example.org">x</text:a>{WORDS}', "(href: https://example.org)"),
        (WORDS, WORDS.replace("span", 'span text:style-name="Ann"'), "no edition has (style-name: Ann)"),
        ('table:style-name="CountsRow"', 'table:visibility="collapse"', "no edition has (visibility: collapse)"),
        ("<office:text>", "<office:text>about a child", "words outside its text"),
        ("<office:body>", "<office:scripts/><office:body>", "the look in content.xml|(<scripts>)"),
        ("<office:document-content", "<!-- a child --><office:document-content", "a note around content.xml"),
        ("<office:document-content", "<!DOCTYPE child><office:document-content", "a note around content.xml"),
        ("<office:text>", '<office:text xmlns:a="urn:ann-person">', "no edition has (urn:ann-person)"),
    ],
)
def test_what_is_not_the_approved_text_or_could_hide_something_is_refused(old: str, new: str, told: str) -> None:
    found = faults(changed(ODT, BODY, old, new))

    assert any(part in found for part in told.split("|")), found


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        (STYLES, "#0B0C0C", "#FFFFFF", "the look in styles.xml is not the one of an edition"),
        (STYLES, "<style:text-properties ", '<style:text-properties text:display="none" ', "the look in styles.xml"),
        (BODY, "160mm", "1mm", "the look in content.xml"),
        (STYLES, "as at 30 June", "as at 31 June", "where «Edition 2"),
        (STYLES, "Fernley and Marsh", "Marsh and Fernley", "where «Fernley and Marsh"),
        (META, "<dc:creator>Fernley", "<dc:creator>Ann Person, Fernley", "the document property «dc:creator» says"),
        (META, "</office:meta>", "<meta:keyword>child</meta:keyword></office:meta>", "«keyword» says «child»"),
        (META, "2026-06-30T", "2026-07-19T", "the document property «meta:creation-date» says"),
        (META, "en-GB", "en-US", "the document property «dc:language» says"),
        (META, "<dc:title>", "<!-- child --><dc:title>", "says « child »"),
        (LIST, 'manifest:full-path="/"', 'manifest:full-path="/" manifest:note="Ann"', "is not the list of its parts"),
        ("mimetype", "text", "text-template", "of a kind that may run something"),
    ],
)
def test_another_look_property_or_kind_is_refused(part: str, old: str, new: str, told: str) -> None:
    assert told in faults(changed(ODT, part, old, new))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("Basic/Standard/Module1.xml", "it holds a macro"),
        ("Pictures/1.png", "it holds a picture"),
        ("Thumbnails/thumbnail.png", "it holds a picture"),
        ("Object 1/content.xml", "it holds an embedded object"),
        ("settings.xml", "it holds settings of somebody's program"),
        ("manifest.rdf", "it holds further document properties"),
        ("anything.xml", "it holds a part that no edition has"),
    ],
)
def test_a_part_that_no_edition_has_is_refused(part: str, told: str) -> None:
    assert told in faults(added(ODT, part))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (packed(parts_of(ODT), comment=b"Ann"), "words beside its parts"),
        (packed(parts_of(ODT), year=2026), "it says when it was saved"),
        (b"Ann Person" + ODT, "bytes between its parts"),
        (ODT[:-30], "damaged"),
        (b"", "damaged"),
        (packed({name: part for name, part in parts_of(ODT).items() if name != META}), "it is not whole"),
        (packed(dict(reversed(parts_of(ODT).items()))), "of a kind that may run something"),
    ],
)
def test_what_lies_beside_the_parts_is_refused(body: bytes, told: str) -> None:
    assert told in faults(body)
