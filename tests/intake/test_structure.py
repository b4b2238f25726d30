"""Title, headings, paragraphs, tables and what belongs to none of them, in the layouts that people use."""

import textwrap

import pytest

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.layout.structure import Outline, outline
from lineofsight.intake.readers.dispatch import read

ONE = "The Trust has reviewed its policy and trained its staff so that each child is seen. It checks this yearly."
TWO = "Northmoor Police has changed how it answers the requests of others, and has asked for an audit in spring."


def shape_of(*lines: str) -> Outline:
    return outline(read("\n".join(lines).encode(), "report.txt"))


def parts_of(shape: Outline) -> list[tuple[str | None, list[tuple[object, str]]]]:
    return [(part.heading, [(found.number, found.text) for found in part.found]) for part in shape.parts]


def codes(shape: Outline) -> list[str]:
    return [doubt.code for doubt in shape.doubts]


@pytest.mark.parametrize(
    "first, second, numbers",
    [
        ("1. ", "2. ", [1, 2]),
        ("1) ", "2) ", [1, 2]),
        ("(1) ", "(2) ", [1, 2]),
        ("- 1. ", "- 2. ", [1, 2]),
        ("4.1 ", "4.2 ", ["4.1", "4.2"]),
        ("4.1. ", "4.2. ", ["4.1", "4.2"]),
        ("4.1.1 ", "4.1.2 ", ["4.1.1", "4.1.2"]),
        ("(a) ", "(b) ", ["(a)", "(b)"]),
        ("a) ", "b) ", ["a", "b"]),
        ("a. ", "b. ", ["a", "b"]),
        ("(i) ", "(ii) ", ["(i)", "(ii)"]),
        ("- ", "- ", [None, None]),
        ("• ", "• ", [None, None]),
        ("– ", "– ", [None, None]),
        ("* ", "* ", [None, None]),
        ("", "", [None, None]),
        ("1.", "2.", [1, 2]),
        ("1.\n", "2.\n", [1, 2]),
    ],
)
def test_paragraphs_are_told_apart_by_any_mark(first: str, second: str, numbers: list[object]):
    for gap in ("\n\n", "\n"):
        shape = shape_of("My report", "", "Progress", "", f"{first}{ONE}{gap}{second}{TWO}")

        assert parts_of(shape) == [("Progress", [(numbers[0], ONE), (numbers[1], TWO)])]


def test_bare_numbers_count_when_three_stand_in_a_row():
    shape = shape_of("My report", "", "Progress", "", f"1 {ONE}", "", f"2 {TWO}", "", f"3 {ONE}", "", "36 nurses came.")

    assert [number for number, _ in parts_of(shape)[0][1]] == [1, 2, 3, None]
    assert parts_of(shape)[0][1][3][1] == "36 nurses came."


def test_a_first_paragraph_without_a_number_is_counted_and_doubted():
    shape = shape_of("My report", "", "Progress", "", f"- {ONE}", f"- 2. {TWO}", f"- 3. {ONE}")

    assert [number for number, _ in parts_of(shape)[0][1]] == [1, 2, 3]
    assert codes(shape) == ["number-missing"]


def test_a_number_that_is_missing_between_two_is_counted_and_a_skipped_one_is_doubted():
    shape = shape_of("My report", "", "Progress", "", f"1. {ONE}", "", TWO, "", f"3. {ONE}", "", f"5. {TWO}")

    assert [number for number, _ in parts_of(shape)[0][1]] == [1, 2, 3, 5]
    assert codes(shape) == ["number-missing", "number-skipped"]


def test_a_percentage_glued_to_the_number_that_is_due_is_parted_from_it():
    shape = shape_of("My report", "", "Progress", "", f"1. {ONE}", f"2. {TWO}", "3.75% of plans were good.")
    other = shape_of("My report", "", "Progress", "", f"1. {ONE}", f"2. {TWO}", "", "8.75% of plans were good.")

    assert parts_of(shape)[0][1][2] == (3, "75% of plans were good.")
    assert codes(shape) == ["glued-number"]
    assert parts_of(other)[0][1][2] == (None, "8.75% of plans were good.")


def test_a_number_that_is_the_rest_of_a_sentence_begins_no_paragraph():
    shape = shape_of(
        "My report",
        "",
        "Health",
        "",
        "1. The Trust has seen its list fall to less than",
        "30. It will go on.",
        "",
        f"2. {TWO}",
    )

    assert parts_of(shape)[0][1] == [(1, "The Trust has seen its list fall to less than 30. It will go on."), (2, TWO)]


def test_a_paragraph_broken_by_a_gap_and_a_bullet_is_whole_again():
    shape = shape_of(
        "My report",
        "",
        "Health",
        "",
        f"1. {ONE}",
        "2. The plan is clear. The Ofsted",
        "",
        "- inspection agreed.",
        f"3. {TWO}",
    )

    assert parts_of(shape)[0][1][1] == (2, "The plan is clear. The Ofsted inspection agreed.")
    assert [(doubt.code, doubt.paragraph) for doubt in shape.doubts] == [("joined", 2)]


def test_a_list_after_words_without_a_colon_is_not_joined_to_them():
    shape = shape_of(
        "My report", "", "Health", "", "1. The Trust has", "", "- trained staff", "- opened a clinic", f"2. {TWO}"
    )

    assert [text for _, text in parts_of(shape)[0][1]] == ["The Trust has", "trained staff", "opened a clinic", TWO]


def test_lines_of_a_set_width_are_joined_and_paragraphs_stay_apart():
    lines = [*textwrap.wrap(f"1. {ONE} {TWO}", 60), "", *textwrap.wrap(f"2. {TWO} {ONE}", 60, subsequent_indent="   ")]
    shape = shape_of("My report", "", "Health", "", *lines)

    assert parts_of(shape)[0][1] == [(1, f"{ONE} {TWO}"), (2, f"{TWO} {ONE}")]


def test_a_page_break_in_a_sentence_is_closed_and_the_page_number_set_apart():
    shape = shape_of(
        "My report",
        "",
        "Health",
        "",
        "1. The Trust has seen",
        "",
        "Page 2 of 9",
        "\f",
        "many more children.",
        f"2. {TWO}",
    )

    assert parts_of(shape)[0][1][0] == (1, "The Trust has seen many more children.")
    assert [piece.text for piece in shape.other] == ["Page 2 of 9"]


def test_a_running_head_is_set_apart_and_a_heading_that_comes_back_is_not():
    page = ["", "My report", "", "Page 1", ""]
    heads = shape_of("My report", "", "Health", "", ONE, *page, TWO, *page, ONE)
    repeated = shape_of("My report", *["", "What has changed", "", ONE] * 3)

    assert [text for _, text in parts_of(heads)[0][1]] == [ONE, TWO, ONE]
    assert [heading for heading, _ in parts_of(repeated)] == ["What has changed"] * 3


@pytest.mark.parametrize(
    "lines, headings",
    [
        (["Health", "", ONE, "", "Police", "", TWO], ["Health", "Police"]),
        (["HEALTH", ONE, "POLICE", TWO], ["HEALTH", "POLICE"]),
        (["## Health", "", ONE, "", "## Police", "", TWO], ["Health", "Police"]),
        (["**Health**", "", ONE, "", "**Police**", "", TWO], ["Health", "Police"]),
        (["Health", "------", ONE, "", "Police", "------", TWO], ["Health", "Police"]),
        (["1. Health", "", ONE, "", "2. Police", "", TWO], ["Health", "Police"]),
        (["1. Health", "1.1 " + ONE, "2. Police", "2.1 " + TWO], ["Health", "Police"]),
        (["1  Health", "", "1.1  " + ONE, "", "2  Police", "", "2.1  " + TWO], ["Health", "Police"]),
        (["Health:", "", ONE, "", "Police:", "", TWO], ["Health:", "Police:"]),
        (
            ["HELPING PARENTS WHO", "DRINK", "1. " + ONE, "", "POLICE", "2. " + TWO],
            ["HELPING PARENTS WHO DRINK", "POLICE"],
        ),
        (
            ["Health and care for", "babies", "", "1. " + ONE, "", "Police", "", "2. " + TWO],
            ["Health and care for babies", "Police"],
        ),
    ],
)
def test_headings_are_found_however_they_are_set(lines: list[str], headings: list[str]):
    shape = shape_of("My report", "", *lines)

    assert shape.title == "My report"
    assert [heading for heading, _ in parts_of(shape)] == headings
    assert [text for _, found in parts_of(shape) for _, text in found] == [ONE, TWO]


def test_a_short_item_between_its_neighbours_is_no_heading():
    shape = shape_of("My report", "", "What we ask", "", "1. Supervision", "2. Audit", "3. Training", "", ONE)

    assert [text for _, text in parts_of(shape)[0][1]] == ["Supervision", "Audit", "Training", ONE]


def test_numbers_that_begin_again_under_each_heading_are_kept():
    shape = shape_of(
        "My report", "", "Health", "", f"1. {ONE}", f"2. {TWO}", "", "Police", "", f"1. {ONE}", f"2. {TWO}"
    )

    assert [[number for number, _ in found] for _, found in parts_of(shape)] == [[1, 2], [1, 2]]


@pytest.mark.parametrize(
    "top, title",
    [
        (["Summary of progress"], "Summary of progress"),
        (
            ["Northmoor Safeguarding Children Partnership", "Summary of progress"],
            "Northmoor Safeguarding Children Partnership Summary of progress",
        ),
        (
            ["Northmoor Safeguarding Children Partnership", "", "Summary of progress"],
            "Northmoor Safeguarding Children Partnership Summary of progress",
        ),
        (["Learning from Ash: two years on"], "Learning from Ash: two years on"),
        (["Summary of progress", "", "March 2024"], "Summary of progress"),
        (["OFFICIAL", "", "Summary of progress", "", "Version 1.2"], "Summary of progress"),
    ],
)
def test_the_title_is_found_and_dates_and_markings_are_set_apart(top: list[str], title: str):
    shape = shape_of(*top, "", "Health", "", f"1. {ONE}")

    assert shape.title == title
    assert parts_of(shape) == [("Health", [(1, ONE)])]


def test_contents_and_footnotes_are_set_apart():
    shape = shape_of(
        "My report",
        "",
        "Contents",
        "",
        "Health ........ 2",
        "Police ........ 3",
        "",
        "Health",
        "",
        ONE,
        "",
        "[1] Ofsted, 2023",
        "",
        "Police",
        "",
        TWO,
    )

    assert [heading for heading, _ in parts_of(shape)] == ["Health", "Police"]
    assert [piece.text for piece in shape.other] == [
        "Contents",
        "Health ........ 2",
        "Police ........ 3",
        "[1] Ofsted, 2023",
    ]


def test_closing_lines_and_addresses_are_set_apart():
    closing = [
        "Northmoor Safeguarding Children Partnership June 2024",
        "",
        "Read the inspection here: https://x.example/1",
    ]
    shape = shape_of("My report", "", "Health", "", f"1. {ONE}", "", *closing)

    assert parts_of(shape) == [("Health", [(1, ONE)])]
    assert [piece.text for piece in shape.other] == [closing[0], closing[2]]


@pytest.mark.parametrize(
    "lines",
    [
        ["| Agency | Seen |", "|---|---|", "| Council | 12 |", "| Police | 8 |"],
        ["Agency\tSeen", "Council\t12", "Police\t8"],
        ["Agency      Seen", "Council     12", "Police      8"],
    ],
)
def test_a_table_of_lines_is_read_with_its_header(lines: list[str]):
    shape = shape_of("My report", "", "Health", "", ONE, "", *lines, "", TWO)

    assert [(table.header, table.rows) for table in shape.tables] == [
        (("Agency", "Seen"), (("Council", "12"), ("Police", "8")))
    ]
    assert [text for _, text in parts_of(shape)[0][1]] == [ONE, TWO]


def test_items_set_in_by_tabs_are_no_table():
    shape = shape_of("My report", "", "Health", "", f"1.\t{ONE}", "\t(a)\ton wards;", "\t(b)\tat night.", f"2.\t{TWO}")

    assert shape.tables == []
    assert [number for number, _ in parts_of(shape)[0][1]] == [1, "(a)", "(b)", 2]


def test_a_number_and_a_tab_are_no_table():
    shape = shape_of("My report", "", "Health", "", f"1.\t{ONE}", f"2.\t{TWO}")

    assert shape.tables == []
    assert parts_of(shape)[0][1] == [(1, ONE), (2, TWO)]


def test_blocks_that_a_file_names_itself_are_taken_at_their_word():
    blocks = (
        Block(Kind.TITLE, "My report", 1),
        Block(Kind.HEADING, "Health.", 2, level=1),
        Block(Kind.PARAGRAPH, "Short", 3, printed="4.1"),
        Block(Kind.LIST_ITEM, "item", 4, printed="(a)"),
        Block(Kind.PARAGRAPH, "goes not on", 5),
        Block(Kind.TABLE, "", 6, rows=(("A", "B"), ("1", "2")), has_header=True),
        Block(Kind.FURNITURE, "Page 1", 7),
        Block(Kind.NOTE, "a footnote", 8),
    )
    shape = outline(FileRead("report.docx", blocks))

    assert shape.title == "My report"
    assert parts_of(shape) == [("Health.", [("4.1", "Short"), ("(a)", "item"), (None, "goes not on")])]
    assert shape.tables[0].header == ("A", "B")
    assert [piece.text for piece in shape.other] == ["Page 1", "a footnote"]


@pytest.mark.parametrize("first, second", [("i.", "ii."), ("a.", "b."), ("a)", "b)")])
def test_small_marks_begin_again_under_each_annex(first: str, second: str):
    annex = ["", f"{first} {ONE}", "", f"{second} {TWO}", ""]

    shape = shape_of("My report", "", "Annex A: Health", *annex, "Annex B: Police", *annex)

    numbers = [first.rstrip(".)"), second.rstrip(".)")]
    assert [[number for number, _ in found] for _, found in parts_of(shape)] == [numbers] * 2


def test_bare_numbers_alone_on_their_lines_number_what_stands_under_them():
    shape = shape_of("My report", "", "1", "", ONE, "", "2", "", TWO, "", "3", "", ONE)

    assert [number for number, _ in parts_of(shape)[0][1]] == [1, 2, 3]


def test_control_bare_numbers_under_their_pages_number_no_paragraph():
    shape = shape_of("My report", "", ONE, "", "1", "", TWO, "", "2", "", ONE, "", "3")

    assert [number for number, _ in parts_of(shape)[0][1]] == [None] * 3
    assert [piece.text for piece in shape.other] == ["1", "2", "3"]


def test_a_dash_under_a_quotation_tells_who_spoke_and_begins_no_list():
    lines = ["“We were told on the day.”", "— Father of two"]

    told = parts_of(shape_of("My report", "", "Families", "", *lines, "", f"2. {TWO}"))
    listed = parts_of(shape_of("My report", "", "Families", "", ONE, "— fathers", "— mothers", "", f"2. {TWO}"))

    assert [text for _, text in told[0][1]] == [" ".join(lines), TWO]
    assert [text for _, text in listed[0][1]] == [ONE, "fathers", "mothers", TWO]


def test_a_quotation_shown_under_a_numbered_colon_is_of_its_paragraph_in_every_format():
    blocks = (
        Block(Kind.TITLE, "My report", 1),
        Block(Kind.PARAGRAPH, "A mother told us:", 2, printed="1."),
        Block(Kind.PARAGRAPH, "“They came.”", 3),
        Block(Kind.PARAGRAPH, "A father wrote:", 4, printed="2."),
        Block(Kind.PARAGRAPH, "“They came at last.", 5),
        Block(Kind.PARAGRAPH, "“And they stayed.”", 6),
    )

    assert parts_of(outline(FileRead("report.docx", blocks)))[0][1] == [
        (1, "A mother told us: “They came.”"),
        (2, "A father wrote:"),
        (None, "“They came at last."),
        (None, "“And they stayed.”"),
    ]


def test_a_list_before_the_first_number_that_follows_it_leaves_the_next_words_unnumbered():
    lines = [f"1. {ONE}", "• wards", "• clinics", "• homes", "It did not ask before.", "", f"2. {TWO}"]

    numbers = [number for number, _ in parts_of(shape_of("My report", "", "Health", "", *lines))[0][1]]

    assert numbers == [1, None, None, None, None, 2]


def test_a_letter_ends_at_its_close_with_those_who_sign_it_and_have_a_copy():
    close = ["Yours sincerely", "", "Jo Hale", "Director of Children's Services", "", "cc Scrutineer", "Enc. Actions"]

    shape = shape_of("My report", "", "Colleagues,", "", ONE, "", TWO, "", *close)

    assert parts_of(shape) == [(None, [(None, ONE), (None, TWO)])]
    assert [piece.text for piece in shape.other] == ["Colleagues,", *[line for line in close if line]]


def test_a_heading_that_names_its_recommendation_may_be_long():
    asked = (
        "Recommendation 3: The Council and the Trust should agree how a worker who is worried at night can reach them"
    )

    shape = shape_of("My report", "", asked, "", ONE, "", "Recommendation 4: The rota", "", TWO)

    assert [heading for heading, _ in parts_of(shape)] == [asked, "Recommendation 4: The rota"]


def test_a_numbered_heading_that_ends_in_a_small_word_stays_one():
    lines = ["1. Where this comes from", "", ONE, "", "2. What we found", "", "* One thing.", "* Another thing."]

    shape = shape_of("My report", "", *lines, "", "3. Try this", "", f"* {TWO}")

    assert [heading for heading, _ in parts_of(shape)] == ["Where this comes from", "What we found", "Try this"]
    assert [text for _, text in parts_of(shape)[2][1]] == [TWO]


def test_a_number_that_ends_a_wrapped_sentence_numbers_nothing():
    wrapped = ["2.1 In the 36 enquiries that were tested by us, an interpreter had been used in", "35."]

    found = parts_of(shape_of("My report", "", "Health", "", *wrapped, "", f"2.2 {TWO}"))[0][1]

    assert found == [("2.1", " ".join(wrapped).removeprefix("2.1 ")), ("2.2", TWO)]


def test_a_heading_over_the_table_that_ends_a_file_is_kept():
    shape = shape_of(
        "My report", "", "Health", "", ONE, "", "Who does what", "", "| Action | Owner |", "| Ask | Trust |"
    )

    assert [heading for heading, _ in parts_of(shape)] == ["Health", "Who does what"]
    assert len(shape.tables) == 1


def test_small_roman_numbers_that_begin_again_under_a_heading_are_kept():
    lines = [
        "My report",
        "",
        "Health",
        "",
        f"(i) {ONE}",
        "",
        f"(ii) {TWO}",
        "",
        "Police",
        "",
        f"(i) {ONE}",
        "",
        f"(ii) {TWO}",
    ]

    assert [[number for number, _ in found] for _, found in parts_of(shape_of(*lines))] == [["(i)", "(ii)"]] * 2


def test_what_stands_before_a_styled_title_is_set_apart_and_what_stands_after_it_is_not():
    box, said = Block(Kind.PARAGRAPH, "Registered in Marsh.", 1), Block(Kind.PARAGRAPH, ONE, 3)
    title = Block(Kind.TITLE, "My report", 2)

    before, after = (outline(FileRead("r.docx", blocks)) for blocks in ((box, title, said), (title, box, said)))

    assert (before.title, [piece.text for piece in before.other]) == ("My report", ["Registered in Marsh."])
    assert parts_of(before) == [(None, [(None, ONE)])]
    assert [text for _, text in parts_of(after)[0][1]] == ["Registered in Marsh.", ONE]


def test_a_page_label_in_the_text_is_set_apart_and_a_sentence_about_a_page_is_not():
    blocks = [Block(Kind.TITLE, "My report", 1), Block(Kind.PARAGRAPH, ONE, 2), Block(Kind.PARAGRAPH, "Page 14", 3)]
    blocks += [Block(Kind.PARAGRAPH, "Page 14 was missing.", 4)]

    shape = outline(FileRead("report.odt", tuple(blocks)))

    assert [piece.text for piece in shape.other] == ["Page 14"]
    assert [text for _, text in parts_of(shape)[0][1]] == [ONE, "Page 14 was missing."]


def test_a_file_without_a_title_or_text_says_so():
    assert codes(shape_of(f"1. {ONE}")) == ["title-missing"]
    assert codes(shape_of("My report")) == ["text-missing"]
