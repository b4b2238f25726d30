"""What was made is read again before it is published. Each fault is planted in the bytes; each has its control."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lineofsight.publication.content.edition import EditionContent, NothingOpen, Section, Voices
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from tests.publication.pure import factory
from tests.publication.pure.word_file import added, changed, packed, parts_of

BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
RUN = '<w:r><w:t xml:space="preserve">Managers read a sample'
END = "<w:sectPr>"
NS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

CONTENT = factory.content()
FILES = render(CONTENT)
WORD = FILES["summary.docx"]
# Of the three the PDF takes by far the longest to read; its faults are planted in test_checked_pdf.py.
WITHOUT_PDF = {path: body for path, body in FILES.items() if path != "summary.pdf"}
NO_PDF = "summary.pdf: it is missing."

NOTHING = NothingOpen(
    reason="All was seen to be done.",
    by_role="business manager",
    by_agency=factory.PARTNERSHIP,
    second_role="scrutineer",
    second_agency=factory.PARTNERSHIP,
)
ODD = "Tabs\tand\nlines, <b>marks</b> & “quotes”, \N{NO-BREAK SPACE}, a\N{COMBINING ACUTE ACCENT}, \N{GRINNING FACE}"


def faults(files: dict[str, bytes]) -> str:
    return " ".join(faults_in(files, CONTENT))


def of_word(body: bytes) -> str:
    return faults({**WITHOUT_PDF, "summary.docx": body}).removesuffix(NO_PDF)


def of_page(path: str, old: str, new: str) -> str:
    text = FILES[path].decode()
    assert old in text, f"{old} does not stand in {path}"
    return faults({**WITHOUT_PDF, path: text.replace(old, new, 1).encode()}).removesuffix(NO_PDF)


@pytest.mark.parametrize(
    "content",
    [
        CONTENT,
        factory.content(40),
        factory.edition(),
        factory.edition(open_items=(), nothing_open=NOTHING),
        factory.edition(support_line="", published_note="", voices=Voices(nobody_asked_reason="No worker.")),
        factory.edition(replace(factory.line("said"), wording=ODD), title=ODD, review_title=ODD, partnership=ODD),
        factory.edition(replace(factory.line("adverse"), number=12, anchor="later")),
        factory.edition(title="Summary " * 60),
        factory.edition(sections=(Section(title="", lines=(factory.line("said"),)),)),
        *(factory.edition(factory.line(name)) for name in factory.LINES),
    ],
)
def test_what_was_made_of_an_edition_has_no_fault(content: EditionContent) -> None:
    assert faults_in(render(content), content) == ()


def test_control_packing_a_word_file_again_is_no_fault() -> None:
    assert of_word(packed(parts_of(WORD))) == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Managers read a sample", "Managers read a large sample", "Sentence 3 does not stand there word for word"),
        ("Reviews are still late", "Reviews are late", "Sentence 10 does not stand there word for word"),
        ("412 of 468 (88%) were made", "421 of 468 (88%) were made", "Sentence 2 does not stand there word for word"),
        ("early permanence planning is strong", "early planning is strong", "Sentence 5 does not stand"),
        ("We agree with the count.", "We agree.", "The different view of Fernley County Council at sentence 10"),
        ("Tell us early", "Tell us", "what children and families told us does not stand"),
        ("How many visits the out-of-hours team made.", "How many visits.", "under what is not known does not stand"),
        ("Nobody outside has checked it.", "Somebody has checked it.", "where «"),
        ("reasonable assurance", "substantial assurance", "where «"),
        ("0800 000 0000", "0800 000 0001", "where «"),
        (END, f"<w:p><w:r><w:t>One more.</w:t></w:r></w:p>{END}", "it says more than was approved: «One more.»"),
        ("Managers read", "</w:t></w:r><w:r><w:t>Managers</w:t></w:r><w:r><w:t>read", "Sentence 3 does not stand"),
    ],
)
def test_a_word_that_is_not_the_approved_one_is_refused(old: str, new: str, told: str) -> None:
    assert told in of_word(changed(WORD, BODY, old, new))


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        (BODY, RUN, RUN.replace("<w:t", "<w:rPr><w:vanish/></w:rPr><w:t"), "hidden text (<vanish>)"),
        (BODY, RUN, RUN.replace("<w:t", "<w:rPr><w:webHidden/></w:rPr><w:t"), "hidden text (<webHidden>)"),
        (BODY, RUN, RUN.replace("<w:t", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t'), "a look of its own (<color>)"),
        (BODY, RUN, RUN.replace("<w:t", '<w:rPr><w:sz w:val="1"/></w:rPr><w:t'), "a look of its own (<sz>)"),
        (BODY, RUN, f'<w:ins w:id="9" w:author="A. Person"/>{RUN}', "a tracked change (<ins>)"),
        (BODY, RUN, f"<w:del><w:r><w:delText>never</w:delText></w:r></w:del>{RUN}", "a tracked change (<del>)"),
        (BODY, RUN, f'<w:commentRangeStart w:id="1"/>{RUN}', "a comment (<commentRangeStart>)"),
        (BODY, RUN, f"<w:r><w:object/></w:r>{RUN}", "an embedded object (<object>)"),
        (BODY, RUN, f"<w:r><w:drawing/></w:r>{RUN}", "an embedded object (<drawing>)"),
        (BODY, RUN, f"<!-- about a child -->{RUN}", "a note between its elements"),
        (BODY, RUN, f"about a child{RUN}", "words outside its text"),
        (BODY, RUN, RUN.replace("<w:r>", '<w:r w:rsidR="00FC693F">'), "something that no edition has (rsidR)"),
        (BODY, RUN, f'<w:bookmarkStart w:id="99" w:name="Ann_Person"/>{RUN}', "a bookmark that no edition has"),
        (BODY, RUN, f'<w:fldSimple w:instr="AUTHOR"/>{RUN}', "a field that no edition has (AUTHOR)"),
        (BODY, RUN, f"<w:sdt/>{RUN}", "something that no edition has (<sdt>)"),
        (STYLES, "<w:qFormat/>", "<w:qFormat/><w:rsid/>", "word/styles.xml is not the look of an edition"),
        (STYLES, "<w:rPr><w:b/>", "<w:rPr><w:b/><w:vanish/>", "word/styles.xml is not the look of an edition"),
        (STYLES, "0B0C0C", "FFFFFF", "word/styles.xml is not the look of an edition"),
        ("word/settings.xml", "<w:compat>", "<w:trackRevisions/><w:compat>", "word/settings.xml is not the look"),
        ("word/numbering.xml", "•", "Not: ", "word/numbering.xml is not the look"),
        ("word/footer1.xml", "as at 30 June", "as at 31 June", "where «Edition 2"),
        ("word/header1.xml", "Fernley and Marsh", "Marsh and Fernley", "where «Fernley and Marsh"),
        (CORE, "<dc:creator>Fernley", "<dc:creator>Ann Person, Fernley", "the document property «creator» says"),
        (CORE, "<cp:lastModifiedBy>Fernley", "<cp:lastModifiedBy>A", "the document property «lastModifiedBy» says"),
        (CORE, "<dc:title>", "<dc:title>Draft ", "the document property «title» says"),
        (CORE, "<cp:keywords>", "<cp:keywords>child", "the document property «keywords» says «child»"),
        (CORE, "2026-06-30T", "2026-07-19T", "the document property «created» says"),
        (CORE, "en-GB", "en-US", "the document property «language» says"),
        (CORE, "<dc:title>", "<!-- child --><dc:title>", "a note between its elements"),
        (
            "[Content_Types].xml",
            "document.main+xml",
            "document.macroEnabled.main+xml",
            "of a kind that may run something",
        ),
        (
            "word/_rels/document.xml.rels",
            'Target="styles.xml"',
            'Target="https://example.org/x" TargetMode="External"',
            "it leads outside: https://example.org/x",
        ),
        ("_rels/.rels", 'Id="rId1"', 'Id="Ann"', "something that no edition has (Ann)"),
        ("_rels/.rels", "<Relationship ", "Ann Person<Relationship ", "words outside its text"),
        ("_rels/.rels", "relationships/officeDocument", "relationships/ann", "something that no edition has (Type: "),
        ("[Content_Types].xml", "<Override ", "<Note>Ann Person</Note><Override ", "a note between its elements"),
        (
            "[Content_Types].xml",
            "/word/styles.xml",
            "/Ann/Person.xml",
            "that no edition has (PartName: /Ann/Person.xml)",
        ),
        (BODY, "<w:document", "<!-- about a child --><w:document", "a note around word/document.xml"),
        (BODY, "<w:document", "<!DOCTYPE child><w:document", "a note around word/document.xml"),
        (BODY, "<w:body>", '<w:body xmlns:a="urn:ann-person">', "something that no edition has (urn:ann-person)"),
        (BODY, '<w:pStyle w:val="Sentence"/>', '<w:pStyle w:val="Ann"/>', "something that no edition has (val: Ann)"),
        (STYLES, "<w:docDefaults>", "Ann Person<w:docDefaults>", "words outside its text"),
        (STYLES, "<w:styles ", '<w:styles w:val="Ann" ', "words outside its text"),
        (CORE, "<dc:title>", '<dc:title xml:lang="ann">', "the document property «title» holds more than words"),
    ],
)
def test_what_could_hide_something_is_refused(part: str, old: str, new: str, told: str) -> None:
    assert told in of_word(changed(WORD, part, old, new))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("word/comments.xml", "it holds comments"),
        ("word/people.xml", "it holds names of people"),
        ("word/vbaProject.bin", "it holds a macro"),
        ("word/activeX/activeX1.xml", "it holds a control that runs"),
        ("word/embeddings/sheet.xlsx", "it holds an embedded object"),
        ("word/media/image1.png", "it holds a picture"),
        ("word/footnotes.xml", "it holds footnotes"),
        ("customXml/item1.xml", "it holds data of somebody's template"),
        ("docProps/app.xml", "it holds further document properties"),
        ("docProps/custom.xml", "it holds further document properties"),
        ("anything.xml", "it holds a part that no edition has"),
    ],
)
def test_a_part_that_no_edition_has_is_refused(part: str, told: str) -> None:
    assert told in of_word(added(WORD, part))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (packed(parts_of(WORD), comment=b"Ann"), "words beside its parts"),
        (packed(parts_of(WORD), extra=b"\xfe\xca\x02\x00ab"), "words beside its parts"),
        (packed(parts_of(WORD), year=2026), "it says when it was saved"),
        (b"Ann Person" + WORD, "bytes between its parts"),
        (WORD[:-30], "damaged"),
        (b"", "damaged"),
        (packed({name: part for name, part in parts_of(WORD).items() if "header" not in name}), "it is not whole"),
    ],
)
def test_what_lies_beside_the_parts_is_refused(body: bytes, told: str) -> None:
    assert told in of_word(body)


def test_sentences_in_another_order_are_refused() -> None:
    third, fourth = (f'<w:t xml:space="preserve">{line.wording[:20]}' for line in CONTENT.lines()[2:4])
    body = changed(changed(changed(WORD, BODY, third, "@@"), BODY, fourth, third), BODY, "@@", fourth)

    assert "does not stand there word for word, at its place" in of_word(body)


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("index.html", "Managers read a sample", "Managers read a large sample", "Sentence 3 does not stand"),
        ("all/index.html", "Reviews are still late", "Reviews are late", "Sentence 10 does not stand"),
        ("index.html", "We agree with the count.", "We agree.", "The different view of Fernley County Council"),
        (
            "not-yet-done/index.html",
            "How many visits the out-of-hours",
            "How many visits the",
            "under what is not known",
        ),
        ("index.html", "Tell us early", "Tell us", "what children and families told us does not stand"),
        (
            "index.html",
            "<h2",
            '<p class="los-sentence__text">One more.</p><h2',
            "its sentences are not the approved ones",
        ),
        ("index.html", "<h2", "<p>One more.</p><h2", "it says more than was approved: «One more.»"),
        ("index.html", "<h2", "One more.<h2", "it says more than was approved: «One more.»"),
        ("index.html", "reasonable assurance (", "substantial assurance (", "is not what was approved"),
        ("all/index.html", "Audit of visits", "Audit of some visits", "it says more than was approved"),
        ("index.html", "Nobody outside has checked it.", "Checked.", "it says more than was approved"),
        ("index.html", 'aria-label="', 'aria-label="a child ', "something that no edition has (aria-label)"),
        ("index.html", "<h2", "<!-- about a child --><h2", "it hides words: «about a child»"),
        ("index.html", "<h2", '<span class="los-hidden">a child</span><h2', "it hides words: «a child»"),
        ("index.html", "<h2", "<h2 hidden", "something that no edition has (hidden)"),
        ("index.html", "<h2", '<h2 style="display:none"', "something that no edition has (style)"),
        ("index.html", "<h2", "<h2 onclick=x", "something that no edition has (onclick)"),
        ("index.html", "<h2", "<script>1</script><h2", "something that no edition has (<script>)"),
        ("index.html", "<h2", "<iframe></iframe><h2", "something that no edition has (<iframe>)"),
        ("index.html", "<title", '<meta name="author" content="Ann"><title', "that no edition says (author)"),
        ("index.html", 'href="summary.docx"', 'href="https://example.org"', "it leads outside: https://example.org"),
        ("how-to-read/index.html", 'href="../content.json"', 'href="//example.org"', "it leads outside: //example.org"),
        ("index.html", CONTENT.sha, "0" * 64, "it does not say which edition it is of"),
    ],
)
def test_a_fault_in_a_page_is_refused(path: str, old: str, new: str, told: str) -> None:
    said = of_page(path, old, new)

    assert told in said
    assert said.startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda files: files | {"edition.css": files["edition.css"] + b"p{display:none}"},
            "edition.css: it is not the",
        ),
        (lambda files: files | {"content.json": files["content.json"] + b" "}, "content.json: it is not the edition"),
        (lambda files: files | {"notes.txt": b""}, "notes.txt: an edition has no such file"),
        (lambda files: {path: files[path] for path in files if path != "summary.docx"}, "summary.docx: it is missing"),
    ],
)
def test_a_file_too_many_or_too_few_or_not_the_one_is_refused(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], told: str
) -> None:
    assert told in faults(change(WITHOUT_PDF))


@pytest.mark.parametrize("place", ["wording", "title"])
def test_a_character_that_word_cannot_hold_is_told_and_not_dropped_in_silence(place: str) -> None:
    line = replace(factory.line("said"), **({"wording": "Half\x0bof it."} if place == "wording" else {}))
    content = factory.edition(line, **({"title": "A\x0bsummary"} if place == "title" else {}))

    assert [fault for fault in faults_in(render(content), content) if fault.startswith("summary.docx: ")]
