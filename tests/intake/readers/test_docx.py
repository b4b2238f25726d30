"""Word files: what Word shows is what is read."""

import io
from collections import Counter

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import words
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.readers.docx_numbers import in_style
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.understand import read_document
from tests.files.packages import HEAD, zipped
from tests.intake.readers import making_word as make
from tests.intake.readers.making_word import STRICT, W, box, cell, level, num, numbered, para, row, run, table, word

SENTENCE = "Visits were made in time."


def of(body: str, **parts: str) -> FileRead:
    return read(word(body, **parts), "plan.docx")


def shown(file: FileRead) -> list[str]:
    return [f"{block.printed} {block.text}".strip() for block in file.blocks if block.kind is not Kind.TABLE]


def kinds(file: FileRead) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in file.blocks]


def codes(file: FileRead) -> list[str]:
    return [doubt.code for doubt in file.doubts]


def the_table(file: FileRead) -> Block:
    return next(block for block in file.blocks if block.kind is Kind.TABLE)


# --- headings and numbers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("space", [W, STRICT])
def test_styles_are_known_by_their_names_in_a_word_of_any_language(space: str):
    body = para("Summary", style="Titel") + para("Aims", style="berschrift1") + para("Means", style="Ours")

    file = read(word(body + para(SENTENCE), space=space), "plan.docx")

    assert kinds(file) == [
        (Kind.TITLE, "Summary"),
        (Kind.HEADING, "Aims"),
        (Kind.HEADING, "Means"),
        (Kind.PARAGRAPH, SENTENCE),
    ]


def test_a_heading_shown_only_by_bold_letters_is_a_heading():
    body = para(run("Summary", "<w:b/>")) + para(run("Supervision", "<w:b/>")) + para(SENTENCE * 3)

    assert (Kind.HEADING, "Supervision") in kinds(of(body))


def test_control_bold_says_nothing_where_most_is_bold():
    body = para(SENTENCE * 3) + para(run("Supervision", "<w:b/>")) + para(run(SENTENCE * 9, "<w:b/>"))

    assert (Kind.HEADING, "Supervision") not in kinds(of(body))


def test_numbers_of_several_levels_are_printed_and_begin_anew_under_each_higher_one():
    levels = (level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))
    numbers = make.numbering({0: levels}, num(1, 0))
    body = "".join(numbered(SENTENCE, 1, depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2))

    assert [b.printed for b in of(body, numbering=numbers).blocks] == [
        "1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)",
    ]  # fmt: skip


def test_two_numbers_of_one_list_go_on_counting_unless_one_begins_anew():
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = make.numbering({0: (level(0, "%1."),)}, num(1, 0) + num(2, 0) + num(3, 0, begin))
    body = "".join(numbered(SENTENCE, which) for which in (1, 1, 2, 3, 3, 1))

    assert [b.printed for b in of(body, numbering=numbers).blocks] == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_a_level_that_never_begins_anew_counts_through():
    never = '<w:lvlRestart w:val="0"/>'
    numbers = make.numbering({0: (level(0, "%1."), level(1, "%2)", more=never))}, num(1, 0))
    body = "".join(numbered(SENTENCE, 1, depth) for depth in (0, 1, 1, 0, 1))

    assert [b.printed for b in of(body, numbering=numbers).blocks] == ["1.", "1)", "2)", "2.", "3)"]


def test_a_style_numbers_its_paragraphs_and_words_stand_in_a_number():
    numbers = make.numbering({0: (level(0, "Recommendation %1:", "upperRoman", start=4),)}, num(1, 0))
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = para(SENTENCE, style="Counted") + para(SENTENCE, style="Counted", properties=off)
    body += para(SENTENCE, style="Counted")

    assert [b.printed for b in of(body, numbering=numbers).blocks] == ["Recommendation IV:", "", "Recommendation V:"]


def test_an_empty_paragraph_takes_its_number_as_it_does_in_print():
    numbers = make.numbering({0: (level(0, "%1."),)}, num(1, 0))

    file = of(numbered(SENTENCE, 1) + numbered("", 1) + numbered(SENTENCE, 1), numbering=numbers)

    assert [block.printed for block in file.blocks] == ["1.", "3."]


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (28, "lowerLetter", "bb"),
        (14, "lowerRoman", "xiv"),
        (3, "ordinal", "3rd"),
        (12, "ordinal", "12th"),
        (7, "decimalZero", "07"),
        (5, "none", ""),
        (40_000, "upperRoman", "40000"),
    ],
)
def test_numbers_are_printed_in_the_style_of_their_list(number: int, style: str, printed: str):
    assert in_style(number, style) == printed


def test_automatic_numbers_become_the_numbers_of_the_paragraphs_of_the_report():
    numbers = make.numbering({0: (level(0, "%1."),)}, num(1, 0))
    body = para("Summary of progress", style="Titel") + para("Aims", style="berschrift1")
    body += "".join(numbered(f"{SENTENCE} All {count} families were asked.", 1) for count in (4, 5))

    document = read_document(word(body, numbering=numbers), "plan.docx")

    assert document.title == "Summary of progress"
    assert [(p.number, p.printed) for p in document.paragraphs()] == [(1, "1."), (2, "2.")]


# --- what stands beside and around the text --------------------------------------------------------------------------


def test_insertions_are_in_and_deletions_out_and_it_is_said():
    body = para(
        "Visits were ",
        f'<w:del w:id="1"><w:r><w:delText>rarely </w:delText></w:r></w:del><w:ins w:id="2">{run("always ")}</w:ins>',
        "made.",
        f'<w:moveFrom w:id="3">{run(" Elsewhere.")}</w:moveFrom>',
    )

    file = of(body)

    assert shown(file) == ["Visits were always made."]
    assert codes(file) == ["tracked-changes"]
    assert "1 insertion in" in file.doubts[0].sentence
    assert "2 deletions out" in file.doubts[0].sentence


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    body = para("Visits were", properties="<w:rPr><w:del/></w:rPr>") + para(" made in time.")

    assert shown(of(body)) == ["Visits were made in time."]


def test_a_row_that_was_deleted_is_out():
    rows = row("Action", "Lead"), row("Visit", "Council"), row("Gone", "Trust", properties="<w:del/>")

    file = of(table(*rows))

    assert the_table(file).rows == (("Action", "Lead"), ("Visit", "Council"))
    assert codes(file) == ["tracked-changes"]


def test_hidden_text_is_left_out_and_said():
    body = para("Visits ", run("secretly ", "<w:vanish/>"), run("not ", '<w:rStyle w:val="Unseen"/>'), "were made.")

    file = of(body)

    assert shown(file) == ["Visits were made."]
    assert "2 words" in file.doubts[0].sentence


def test_control_text_that_is_hidden_no_more_is_read():
    assert shown(of(para(run("Visits", '<w:vanish w:val="0"/>')))) == ["Visits"]


def test_words_that_are_struck_through_are_read_and_counted():
    body = para("Visits ", run("were not ", "<w:strike/>"), run("were ", '<w:strike w:val="0"/>'), "made.")

    file = of(body)

    assert shown(file) == ["Visits were not were made."]
    assert [doubt.sentence for doubt in file.doubts] == ["Struck through: 2 words. We read them as if they stood."]


def test_comments_are_left_out_and_said():
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{para("Is this so?")}</w:comment></w:comments>'

    file = of(para("Visits were made.", '<w:r><w:commentReference w:id="0"/></w:r>'), comments=comments)

    assert shown(file) == ["Visits were made."]
    assert codes(file) == ["comments"]


def test_notes_follow_the_paragraph_that_names_them():
    body = para("Visits were made", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".") + para("And so on.")
    body += para("Last words.", '<w:r><w:endnoteReference w:id="2"/></w:r>')

    file = of(
        body,
        footnotes=make.notes("footnote", {2: "In the year to March.", 3: "Named by nobody."}),
        endnotes=make.notes("endnote", {2: "At the end."}),
    )

    assert kinds(file) == [
        (Kind.LINE, "Visits were made."),
        (Kind.NOTE, "In the year to March."),
        (Kind.LINE, "And so on."),
        (Kind.LINE, "Last words."),
        (Kind.NOTE, "At the end."),
        (Kind.NOTE, "Named by nobody."),
    ]


def test_a_text_box_is_read_once_although_word_stores_it_twice():
    assert shown(of(para("Beside a box.", box("Inside one.", "And more.")))) == [
        "Beside a box.",
        "Inside one.",
        "And more.",
    ]


def test_running_heads_and_feet_are_furniture_and_stand_last():
    head = f'<w:hdr xmlns:w="{W}">{para("Hopton partnership")}</w:hdr>'

    assert of(para(SENTENCE), header=head).blocks[-1].kind is Kind.FURNITURE


def test_a_list_of_contents_is_furniture():
    command = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    command += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = para(command, "Aims 2") + para("Means 3", end) + para("Old 4", style="Toc1") + para(SENTENCE)

    assert [block.kind for block in of(body).blocks] == [Kind.FURNITURE] * 3 + [Kind.LINE]


def test_a_field_written_in_one_piece_is_read_by_its_result_too():
    contents = para(f'<w:fldSimple w:instr=" TOC \\o ">{run("Aims 2")}</w:fldSimple>')
    body = contents + para("See ", f'<w:fldSimple w:instr=" REF x ">{run("12")}</w:fldSimple>', ".")

    assert kinds(of(para("Aims", style="berschrift1") + body))[1:] == [
        (Kind.FURNITURE, "Aims 2"),
        (Kind.PARAGRAPH, "See 12."),
    ]


def test_the_words_of_a_link_are_read():
    link = (
        f'<w:hyperlink r:id="r9" xmlns:r="http://x/officeDocument/2006/relationships">{run("the plan")}</w:hyperlink>'
    )

    assert shown(of(para("See ", link, "."))) == ["See the plan."]


def test_a_file_saved_by_another_program_is_read():
    document = docx.Document()
    document.add_heading("Summary of progress", 0)
    document.add_heading("Aims", 1)
    document.add_paragraph(SENTENCE, style="List Number")
    document.add_paragraph(SENTENCE, style="List Number")
    document.add_paragraph("Audit", style="List Bullet")
    grid = document.add_table(2, 2)
    for place, text in enumerate(("Action", "Lead", "Visit", "Council")):
        grid.cell(place // 2, place % 2).text = text
    out = io.BytesIO()
    document.save(out)

    file = read(out.getvalue(), "plan.docx")

    assert [(b.kind, b.printed, b.text) for b in file.blocks[:5]] == [
        (Kind.TITLE, "", "Summary of progress"),
        (Kind.HEADING, "", "Aims"),
        (Kind.PARAGRAPH, "1.", SENTENCE),
        (Kind.PARAGRAPH, "2.", SENTENCE),
        (Kind.LIST_ITEM, "•", "Audit"),
    ]
    assert the_table(file).rows == (("Action", "Lead"), ("Visit", "Council"))


def test_a_file_that_wraps_its_contents_and_numbers_its_headings_as_libreoffice_does_is_read():
    numbers = make.numbering({0: (level(0, "%1.", more='<w:pStyle w:val="berschrift1"/>'),)}, num(1, 0))
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>"
        + para("Aims 2", style="Toc1")
        + "</w:sdtContent></w:sdt>"
    )
    count = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = contents + para("Aims", style="berschrift1", properties=count) + para(SENTENCE)

    file = of(body, numbering=numbers)

    assert [(b.kind, b.printed, b.text) for b in file.blocks] == [
        (Kind.FURNITURE, "", "Aims 2"),
        (Kind.HEADING, "1.", "Aims"),
        (Kind.PARAGRAPH, "", SENTENCE),
    ]


def test_a_field_says_its_result_and_not_its_command():
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    field += (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("12") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert shown(of(para("See paragraph ", field, "."))) == ["See paragraph 12."]


def test_a_field_that_never_ends_hides_nothing():
    body = para("Before ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + para(SENTENCE)

    assert shown(of(body)) == ["Before", SENTENCE]


def test_the_hint_of_an_empty_form_field_is_no_text():
    def control(properties: str, text: str) -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"

    file = of(para("Lead: ", control("<w:showingPlcHdr/>", "Click here"), control("", "Council")))

    assert shown(file) == ["Lead: Council"]
    assert codes(file) == ["empty-fields"]


def test_signs_and_soft_hyphens_are_made_plain():
    body = para("co", "<w:r><w:softHyphen/></w:r>", "operate\u00ad, ", "<w:r><w:noBreakHyphen/></w:r>")
    body += para('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " done")

    assert shown(of(body)) == ["cooperate, -", "✓ done"]


def test_paragraphs_made_with_line_breaks_are_paragraphs():
    br = "<w:r><w:br/></w:r>"
    body = para("1. First words", br, "and more.", br, "2. Second.", br, br, "Third.")

    assert shown(of(body)) == ["1. First words and more.", "2. Second.", "Third."]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_merged_cell_has_its_words_once_and_its_area_is_told():
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    file = of(
        table(
            row("Recommendation", "Action", "Lead"),
            row(cell("First", properties=begins), "Visit", "Council"),
            row(cell(properties=goes_on), cell("Both together", properties='<w:gridSpan w:val="2"/>')),
        )
    )

    found = the_table(file)
    assert found.rows == (
        ("Recommendation", "Action", "Lead"),
        ("First", "Visit", "Council"),
        ("", "Both together", ""),
    )
    assert found.merged == ((1, 0, 2, 1), (2, 1, 1, 2))
    assert found.has_header


def test_cells_merged_across_in_the_old_way_are_one_cell():
    begins, goes_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    file = of(
        table(
            row("Recommendation", "Action", "Lead"),
            row(cell("Both", properties=begins), cell("together", properties=goes_on), "Council"),
            row(cell("All", properties=begins), cell(properties=goes_on), cell(properties=goes_on)),
        )
    )

    assert the_table(file).rows[1:] == (("Both\ntogether", "", "Council"), ("All", "", ""))
    assert the_table(file).merged == ((1, 0, 1, 2), (2, 0, 1, 3))


def test_a_piece_of_another_file_is_not_read_and_it_is_said():
    chunk = '<w:altChunk xmlns:r="x" r:id="rId9"/>'

    file = of(
        para("Before.") + chunk + para("After.") + table(row("Action", "Lead"), row(cell("Visit", chunk), "Council"))
    )

    assert shown(file)[:2] == ["Before.", "After."]
    assert codes(file) == ["foreign-text"]
    assert "2 pieces" in file.doubts[0].sentence


def test_a_title_across_a_table_stands_above_it():
    across = '<w:gridSpan w:val="3"/>'
    file = of(table(row(cell("Action plan", properties=across)), row("Action", "Lead", "By when"), row("a", "b", "c")))

    assert file.blocks[0].text == "Action plan"
    assert the_table(file).rows == (("Action", "Lead", "By when"), ("a", "b", "c"))


def test_a_table_in_a_cell_follows_the_table_around_it():
    inner = table(row("x", "y"), row("1", "2"))

    file = of(table(row("Action", "Steps"), row("Visit", cell("See:", inner, para("")))))

    assert [block.rows for block in file.blocks] == [
        (("Action", "Steps"), ("Visit", "See:")),
        (("x", "y"), ("1", "2")),
    ]
    assert codes(file) == ["nested-table"]


def test_a_table_of_one_cell_is_a_box_around_text():
    assert shown(of(table(row(cell("A view.", "And another."))))) == ["A view.", "And another."]


def test_a_status_shown_by_colour_alone_becomes_the_word_for_it():
    def status(fill: str, text: str = "") -> str:
        return cell(text, properties=f'<w:shd w:val="clear" w:fill="{fill}"/>')

    head = row(status("DDDDDD", "Action"), status("DDDDDD", "Status"))
    file = of(table(head, row("a", status("FF0000")), row("b", status("92D050")), row("c", status("FFC000", "Late"))))

    assert [line[1] for line in the_table(file).rows] == ["Status", "red", "green", "Late"]
    assert the_table(file).colours == ((1, 1, "red"), (2, 1, "green"), (3, 1, "amber"))
    assert "2 cells" in file.doubts[0].sentence


def test_numbers_in_cells_are_printed_there():
    numbers = make.numbering({0: (level(0, "%1."),)}, num(1, 0))
    file = of(
        table(row("No.", "Action"), row(cell(numbered("", 1)), "a"), row(cell(numbered("", 1)), "b")), numbering=numbers
    )

    assert [line[0] for line in the_table(file).rows] == ["No.", "1.", "2."]


# --- files that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and no more",
        b"no zip at all",
        zipped({"word/document.xml": b"<w:document"}),
        zipped({"word/document.xml": HEAD + b'<!DOCTYPE x [<!ENTITY e "boom">]><x>&e;</x>'}),
        zipped({"word/document.xml": HEAD + b"<x>" * 300 + b"</x>" * 300}),
        zipped({"other.xml": b"<x/>"}),
    ],
)
def test_what_is_no_word_file_is_refused_in_a_sentence(content: bytes):
    with pytest.raises(Unreadable, match=r"^plan\.docx .*\.$"):
        read(content, "plan.docx")


# --- whatever comes --------------------------------------------------------------------------------------------------

# A string that begins with «<» would be taken for XML by `making_word`.
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="<"), max_size=12)
RUNS = st.one_of(
    TEXT.map(run),
    TEXT.map(lambda text: f"<w:ins>{run(text)}</w:ins>"),
    st.sampled_from(
        [
            "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ]
    ),
    st.lists(TEXT.map(para), max_size=2).map(lambda inside: box(*inside)),
)  # fmt: skip
PARAS = st.builds(
    lambda runs, style, depth, which: para(
        *runs,
        style=style,
        properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{which}"/></w:numPr>' if which else "",
    ),
    st.lists(RUNS, max_size=4),
    st.sampled_from(["", "Titel", "berschrift1", "Counted", "Nowhere"]),
    st.integers(-1, 10),
    st.integers(0, 3),
)
TABLES = st.recursive(
    PARAS,
    lambda inside: st.lists(
        st.lists(
            st.builds(
                lambda pieces, across, merge: cell(
                    *pieces, properties=f'<w:gridSpan w:val="{across}"/>' + ("<w:vMerge/>" if merge else "")
                ),
                st.lists(inside, min_size=1, max_size=2),
                st.integers(-1, 3),
                st.booleans(),
            ),
            max_size=3,
        ).map(lambda cells: row(*cells)),
        max_size=3,
    ).map(lambda rows: table(*rows)),
    max_leaves=6,
)
NUMBERS = make.numbering(
    {0: (level(0, "%1."), level(1, "%1.%2"), level(5, "%9"))},
    num(1, 0) + num(2, 9) + num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="0"/></w:lvlOverride>'),
)


@given(body=st.lists(TABLES, max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_document_is_read_and_no_word_of_it_is_lost_or_read_twice(body: list[str]):
    # Without fields, whose commands are no words, and without numbers, everything written is everything read.
    plain = [piece for piece in body if "fldChar" not in piece]
    read_document(word("".join(body), numbering=NUMBERS), "any.docx")

    file = of("".join(plain))

    found = Counter(w for b in file.blocks for text in (b.text, *(c for r in b.rows for c in r)) for w in words(text))
    assert found == Counter(w for w in _written("".join(plain)))


def _written(body: str) -> list[str]:
    from xml.etree.ElementTree import fromstring

    tree = fromstring(f'<b xmlns:w="{W}" {make._SPACES}>{body}</b>')
    for parent in tree.iter():
        for child in [c for c in parent if c.tag.endswith("}Fallback")]:
            parent.remove(child)
    found: list[str] = []

    def visit(element: object) -> str:
        text = ""
        for child in element:  # type: ignore[attr-defined]
            tag = child.tag.rpartition("}")[2]
            if tag == "txbxContent" or tag == "p":
                found.extend(words(_clean(visit(child))))
            else:
                text += (child.text or "") if tag == "t" else " " if tag in ("br", "tab") else visit(child)
        return text

    visit(tree)
    return found


def _clean(text: str) -> str:
    from lineofsight.intake.characters import clean

    return clean(text)
