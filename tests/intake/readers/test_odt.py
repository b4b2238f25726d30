"""OpenDocument texts: what LibreOffice shows is what is read."""

import io
from collections import Counter
from xml.etree.ElementTree import Element, fromstring

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import clean, words
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.understand import read_document
from tests.files.packages import HEAD, zipped
from tests.intake.readers import making_open as make
from tests.intake.readers.making_open import (
    box,
    cell,
    heading,
    item,
    level,
    listed,
    note,
    open_text,
    para,
    row,
    style,
    table,
)

SENTENCE = "Visits were made in time."


def of(body: str, **parts: str) -> FileRead:
    return read(open_text(body, **parts), "plan.odt")


def shown(file: FileRead) -> list[str]:
    return [f"{block.printed} {block.text}".strip() for block in file.blocks if block.kind is not Kind.TABLE]


def kinds(file: FileRead) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in file.blocks]


def printed(file: FileRead) -> list[str]:
    return [block.printed for block in file.blocks]


def codes(file: FileRead) -> list[str]:
    return [doubt.code for doubt in file.doubts]


def the_table(file: FileRead) -> Block:
    return next(block for block in file.blocks if block.kind is Kind.TABLE)


# --- headings and numbers --------------------------------------------------------------------------------------------


def test_titles_and_headings_are_known_by_their_styles_and_levels():
    automatic = style("P1", parent="Title")
    body = para("Summary", style="P1") + heading("Aims") + heading("Means", 2) + para(SENTENCE)

    file = of(body, automatic=automatic)

    assert kinds(file) == [
        (Kind.TITLE, "Summary"),
        (Kind.HEADING, "Aims"),
        (Kind.HEADING, "Means"),
        (Kind.PARAGRAPH, SENTENCE),
    ]
    assert [block.level for block in file.blocks] == [0, 1, 2, 0]


def test_headings_take_their_numbers_from_the_outline():
    outline = "".join(
        level(n, more=f'text:display-levels="{n}" style:num-suffix="."', kind="outline-level-style") for n in (1, 2)
    )
    again = 'text:restart-numbering="true" text:start-value="7"'
    body = heading("Aims") + heading("Means", 2) + heading("More", 2) + heading("Ends", more=again) + heading("So", 2)
    body += heading("Aside", more='text:is-list-header="true"')

    file = of(body, styles=f"<text:outline-style>{outline}</text:outline-style>")

    assert printed(file) == ["1.", "1.1.", "1.2.", "7.", "7.1.", ""]


def test_numbers_of_several_levels_are_printed_and_begin_anew_under_each_higher_one():
    inner = listed(item("c"), item("d", listed("e", "f", style="")), style="")

    file = of(para(SENTENCE) + heading("Aims") + listed(item("a"), item("b", inner), item("g", listed("h", style=""))))

    assert shown(file)[2:] == ["1. a", "2. b", "2.1. c", "2.2. d", "(a) e", "(b) f", "3. g", "3.1. h"]


def test_a_list_begins_anew_unless_it_continues_another():
    body = listed("a", "b", more='xml:id="first"') + listed("c") + listed("d", more='text:continue-numbering="true"')
    body += listed("e", more='text:continue-list="first"') + listed(item("f", more='text:start-value="9"'), "g")

    assert printed(of(heading("Aims") + body))[1:] == ["1.", "2.", "1.", "2.", "3.", "9.", "10."]


def test_only_the_first_paragraph_of_an_item_has_its_number():
    header = f"<text:list-header>{para('Before.')}</text:list-header>"

    assert shown(of(heading("Aims") + listed(header, item("One.", "And more."), "Two."))) == [
        "Aims", "Before.", "1. One.", "And more.", "2. Two.",
    ]  # fmt: skip


def test_a_number_kept_beside_the_text_is_not_read_a_second_time():
    kept = f"<text:list-item><text:number>1.</text:number>{para('One.')}</text:list-item>"

    assert shown(of(heading("Aims") + listed(kept))) == ["Aims", "1. One."]


def test_words_stand_in_a_number_in_the_old_form_and_the_new():
    old = make.list_style("L2", level(1, "I", 'style:num-prefix="Recommendation " style:num-suffix=":"'))
    new = make.list_style("L3", level(1, more='loext:num-list-format="Part %1%:" text:start-value="4"'))
    body = heading("Aims") + listed("a", style="L2") + listed("b", style="L3") + listed("c", style="Dots")

    assert printed(of(body, automatic=old + new))[1:] == ["Recommendation I:", "Part 4:", "•"]


def test_letters_go_on_as_the_list_says():
    said = make.list_style("L2", level(1, "A", 'text:start-value="28"'))
    said += make.list_style("L3", level(1, "a", 'text:start-value="28" style:num-letter-sync="true"'))

    assert printed(of(heading("Aims") + listed("x", style="L2") + listed("y", style="L3"), automatic=said))[1:] == [
        "AB",
        "bb",
    ]


def test_numbered_paragraphs_that_name_their_list_are_counted():
    def named(text: str) -> str:
        return (
            f'<text:numbered-paragraph text:list-id="q" text:level="1" text:style-name="L1">{para(text)}'
            "</text:numbered-paragraph>"
        )

    assert printed(of(heading("Aims") + named("a") + para("Between.") + named("b"))) == ["", "1.", "", "2."]


def test_automatic_numbers_become_the_numbers_of_the_paragraphs_of_the_report():
    body = para("Summary of progress", style="Title") + heading("Aims") + listed(f"{SENTENCE} All were.", SENTENCE)

    document = read_document(open_text(body), "plan.odt")

    assert document.title == "Summary of progress"
    assert [(p.number, p.printed) for p in document.paragraphs()] == [(1, "1."), (2, "2.")]


# --- what stands beside and around the text --------------------------------------------------------------------------


def test_insertions_are_in_and_deletions_out_and_it_is_said():
    changes = (
        '<text:tracked-changes><text:changed-region xml:id="a"><text:insertion><office:change-info/></text:insertion>'
        f'</text:changed-region><text:changed-region xml:id="b"><text:deletion>{para("rarely ")}</text:deletion>'
        "</text:changed-region></text:tracked-changes>"
    )
    marks = ('<text:change-start text:change-id="a"/>', '<text:change-end text:change-id="a"/>')
    body = para("Visits were ", '<text:change text:change-id="b"/>', marks[0], "always ", marks[1], "made.")

    file = of(changes + body)

    assert shown(file) == ["Visits were always made."]
    assert "1 insertion in and left 1 deletion out" in file.doubts[0].sentence


def test_hidden_text_is_left_out_and_said():
    hidden = '<text:section text:display="none">' + para("Nobody sees this.") + "</text:section>"
    seen = '<text:section text:display="condition" text:is-hidden="false">' + para("Seen.") + "</text:section>"
    paragraph = para('<text:hidden-paragraph text:is-hidden="true"/>', "Nor this.")
    body = para("Visits ", '<text:span text:style-name="Unseen">secretly </text:span>', "were made.")

    file = of(body + hidden + seen + paragraph)

    assert shown(file) == ["Visits were made.", "Seen."]
    assert "6 words" in file.doubts[0].sentence


def test_comments_and_hints_are_left_out_and_said():
    comment = f"<office:annotation><dc:creator>A. Nobody</dc:creator>{para('Is this so?')}</office:annotation>"

    file = of(para("Visits", comment, " were made.", "<text:placeholder>Click here</text:placeholder>"))

    assert shown(file) == ["Visits were made."]
    assert codes(file) == ["comments", "empty-fields"]


def test_notes_follow_the_paragraph_that_names_them():
    body = para("Visits were made", note("In the year to March."), ".") + para("Last.", note("At the end.", "endnote"))

    assert kinds(of(heading("Aims") + body))[1:] == [
        (Kind.PARAGRAPH, "Visits were made."),
        (Kind.NOTE, "In the year to March."),
        (Kind.PARAGRAPH, "Last."),
        (Kind.NOTE, "At the end."),
    ]


def test_a_text_box_is_read_after_the_paragraph_or_where_it_stands_by_itself():
    file = of(para("Beside a box.", box("Inside one.", "And more.")) + box("Alone on its page."))

    assert shown(file) == ["Beside a box.", "Inside one.", "And more.", "Alone on its page."]


def test_running_heads_and_feet_are_furniture_and_stand_last():
    masters = f"<style:master-page><style:header>{para('Hopton')}</style:header></style:master-page>"
    masters += f"<style:master-page><style:footer>{para('Page <text:page-number>1</text:page-number>')}</style:footer>"

    file = of(para(SENTENCE), masters=f"{masters}</style:master-page>".replace("&lt;", "<").replace("&gt;", ">"))

    assert kinds(file)[1:] == [(Kind.FURNITURE, "Hopton"), (Kind.FURNITURE, "Page 1")]


def test_a_list_of_contents_is_furniture_and_its_templates_are_nothing():
    source = (
        "<text:table-of-content-source><text:index-title-template>Table</text:index-title-template>"
        "</text:table-of-content-source>"
    )
    index = (
        f"<text:index-body><text:index-title>{para('Contents')}</text:index-title>{para('Aims 2')}</text:index-body>"
    )

    file = of(f"<text:table-of-content>{source}{index}</text:table-of-content>" + para(SENTENCE))

    assert kinds(file)[:2] == [(Kind.FURNITURE, "Contents"), (Kind.FURNITURE, "Aims 2")]
    assert len(file.blocks) == 3


def test_spaces_breaks_and_soft_hyphens_are_made_plain():
    body = para("co\u00adoperate,\n   in", '<text:s text:c="3"/>', "<text:tab/>", "o\ufb03ces")
    body += para("1. First words", "<text:line-break/>", "and more.", "<text:line-break/>", "2. Second.")

    assert shown(of(body)) == ["cooperate, in offices", "1. First words and more.", "2. Second."]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_merged_covered_and_repeated_cells_stand_in_their_places():
    covered = "<table:covered-table-cell/>"
    file = of(
        table(
            f"<table:table-header-rows>{row('Recommendation', 'Action', 'Lead')}</table:table-header-rows>",
            row(cell("First", more='table:number-rows-spanned="2"'), "Visit", "Council"),
            row(covered, cell("Both", more='table:number-columns-spanned="2"'), covered),
            row(cell("Same", more='table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"'),
        )
    )

    found = the_table(file)
    assert found.rows == (
        ("Recommendation", "Action", "Lead"),
        ("First", "Visit", "Council"),
        ("", "Both", ""),
        ("Same", "Same", "Same"),
        ("Same", "Same", "Same"),
    )
    assert found.merged == ((1, 0, 2, 1), (2, 1, 1, 2))
    assert found.has_header


def test_a_title_across_a_table_stands_above_it():
    top = row(cell("Action plan", more='table:number-columns-spanned="3"'), *["<table:covered-table-cell/>"] * 2)

    file = of(table(top, row("Action", "Lead", "By when"), row("a", "b", "c")))

    assert file.blocks[0].text == "Action plan"
    assert the_table(file).rows == (("Action", "Lead", "By when"), ("a", "b", "c"))


def test_a_table_in_a_cell_follows_the_table_around_it():
    inner = table(row("x", "y"), row("1", "2"))

    file = of(table(row("Action", "Steps"), row("Visit", cell("See:", inner))))

    assert [block.rows for block in file.blocks] == [
        (("Action", "Steps"), ("Visit", "See:")),
        (("x", "y"), ("1", "2")),
    ]
    assert codes(file) == ["nested-table"]


def test_a_status_shown_by_colour_alone_becomes_the_word_for_it():
    red = 'table:style-name="Red"'
    file = of(table(row("Action", "Status"), row("a", cell("", more=red)), row("b", cell("Late", more=red))))

    assert the_table(file).rows == (("Action", "Status"), ("a", "red"), ("b", "Late"))
    assert the_table(file).colours == ((1, 1, "red"), (2, 1, "red"))
    assert codes(file) == ["colour-only"]


def test_hidden_columns_are_left_out_and_said():
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        "<table:table-column/>"
    )
    wide = cell("Across", more='table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    rows = row("Action", "Cost", "Notes", "Lead") + row("Visit", "90", "secret", "Council") + row("Call", "5", wide)

    file = of(f"<table:table>{columns}{rows}</table:table>")

    assert the_table(file).rows == (("Action", "Lead"), ("Visit", "Council"), ("Call", "Across"))
    assert codes(file) == ["hidden-columns"]
    assert "2 columns" in file.doubts[0].sentence


def test_hidden_rows_are_left_out_and_said():
    file = of(table(row("Action", "Lead"), row("a", "b"), row("c", "d", more='table:visibility="collapse"')))

    assert the_table(file).rows == (("Action", "Lead"), ("a", "b"))
    assert codes(file) == ["hidden-rows"]


def test_numbers_and_dates_in_cells_are_printed_there():
    dated = cell(more='office:value-type="date" office:date-value="2025-03-31"')
    spoken = cell("31 March", more='office:value-type="date" office:date-value="2025-03-31"')

    file = of(table(row("No.", "Action", "By when"), row(cell(listed("")), "a", dated), row("2.", "b", spoken)))

    assert the_table(file).rows[1:] == (("1.", "a", "2025-03-31"), ("2.", "b", "31 March"))


# --- files of others, and files that cannot be read ------------------------------------------------------------------


def test_a_text_saved_by_another_program_is_read():
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "Aims"))
    document.body.append(odfdo.Paragraph(SENTENCE))
    document.body.append(odfdo.List(["Audit", "Training"]))
    out = io.BytesIO()
    document.save(out)

    file = read(out.getvalue(), "plan.odt")

    assert [text for _, text in kinds(file)][:4] == ["Aims", SENTENCE, "Audit", "Training"]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and no more",
        b"no zip at all",
        zipped({"content.xml": b"<office"}),
        zipped({"content.xml": HEAD + b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
        zipped({"content.xml": HEAD + b"<x>" * 300 + b"</x>" * 300}),
        zipped({"other.xml": b"<x/>"}),
        open_text(table(row("a", cell("x", more='table:number-columns-repeated="99999"')))),
        open_text(table(row("a", "b", more='table:number-rows-repeated="999999999"'))),
    ],
)
def test_what_is_no_text_or_too_large_inside_is_refused_in_a_sentence(content: bytes):
    with pytest.raises(Unreadable, match=r"^plan\.odt .*\.$"):
        read(content, "plan.odt")


# --- whatever comes --------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="<"), max_size=12)
PIECES = st.one_of(
    TEXT,
    TEXT.map(lambda text: f'<text:span text:style-name="Bold">{make.escape(text)}</text:span>'),
    TEXT.map(lambda text: note(text)),
    st.sampled_from(["<text:line-break/>", "<text:tab/>", '<text:s text:c="2"/>', "<text:soft-page-break/>"]),
    st.lists(TEXT.map(para), max_size=2).map(lambda inside: box(*inside)),
)
PARAS = st.builds(
    lambda pieces, named: para(*pieces, style=named),
    st.lists(PIECES, max_size=4),
    st.sampled_from(["Standard", "Title", "Subtitle", "Contents_20_1", "Nowhere"]),
)
BLOCKS = st.recursive(
    st.one_of(PARAS, st.builds(heading, TEXT, st.integers(-1, 12))),
    lambda inside: st.one_of(
        st.builds(
            lambda items, named: listed(*(item(*pieces) for pieces in items), style=named),
            st.lists(st.lists(inside, max_size=2), max_size=3),
            st.sampled_from(["L1", "Dots", "", "Nowhere"]),
        ),
        st.lists(inside, max_size=2).map(lambda some: f"<text:section>{''.join(some)}</text:section>"),
        st.lists(
            st.lists(
                st.builds(
                    lambda some, across: cell(*some, more=f'table:number-columns-spanned="{across}"'),
                    st.lists(inside, max_size=2),
                    st.integers(-1, 3),
                ),
                max_size=3,
            ).map(lambda cells: row(*cells)),
            max_size=3,
        ).map(lambda rows: table(*rows)),
    ),
    max_leaves=6,
)


@given(body=st.lists(BLOCKS, max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_document_is_read_and_no_word_of_it_is_lost_or_read_twice(body: list[str]):
    content = open_text("".join(body))
    read_document(content, "any.odt")

    file = read(content, "any.odt")

    found = Counter(w for b in file.blocks for text in (b.text, *(c for r in b.rows for c in r)) for w in words(text))
    # Numbers of a list that are printed in a cell or in furniture were not written: none is asked for here.
    assert not (Counter(_written("".join(body))) - found)
    assert all(_is_number(word) for word in (found - Counter(_written("".join(body)))))


def _is_number(word: str) -> bool:
    return word.isdecimal() or len(word) == 1


def _written(body: str) -> list[str]:
    found: list[str] = []

    def visit(element: Element) -> str:
        text = element.text or ""
        for child in element:
            tag = child.tag.rpartition("}")[2]
            if tag in ("p", "h"):
                found.extend(words(clean(visit(child))))
            elif tag in ("note-citation", "title"):
                pass
            else:
                text += " " if tag in ("line-break", "tab", "s") else visit(child)
            text += child.tail or ""
        return text

    visit(fromstring(f"<b {make.SPACES}>{body}</b>"))
    return found
