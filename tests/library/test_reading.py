"""Only a small, safe part of YAML is read, and every value knows its line."""

from datetime import date

import pytest

from lineofsight.library.reading import LARGEST_FILE, Unreadable, not_content, read_documents


def read(text: str) -> dict[str, object]:
    return read_documents(text)[0].data


def test_yes_no_and_on_are_words_and_not_booleans():
    assert read("words: [yes, no, on, off, y, n]") == {"words": ["yes", "no", "on", "off", "y", "n"]}


def test_whole_numbers_days_true_false_and_nothing_are_values():
    text = "a: 12\nb: 2026-03-31\nc: true\nd: false\ne: null\nf:\ng: '12'"

    assert read(text) == {"a": 12, "b": date(2026, 3, 31), "c": True, "d": False, "e": None, "f": None, "g": "12"}


def test_a_number_with_noughts_before_it_stays_a_text():
    assert read("code: 007") == {"code": "007"}


def test_each_value_knows_its_line():
    document = read_documents("a: 1\nb:\n  - c: 2\n    d: 3\n")[0]

    assert document.line_of(("b",)) == 2
    assert document.line_of(("b", 0, "d")) == 4


def test_a_place_that_is_not_in_the_document_has_the_line_of_what_surrounds_it():
    document = read_documents("a: 1\nb:\n  c: 2\n")[0]

    assert document.line_of(("b", "a label of the program", "c")) == 3
    assert document.line_of(("b", "nowhere")) == 2


def test_the_documents_of_a_file_keep_the_lines_of_the_file():
    first, second = read_documents("a: 1\n---\na: 2\n")

    assert (first.line_of(("a",)), second.line_of(("a",))) == (1, 3)


@pytest.mark.parametrize(
    "text, line, words",
    [
        ("", 1, "empty"),
        ("# only a remark\n", 1, "empty"),
        ("a: 1\na: 2", 2, "stands twice"),
        ("a: &x [1]\nb: *x", 1, "Anchors"),
        ("a: !!python/object:os.system x", 1, "Tags"),
        ("a: !ours x", 1, "Tags"),
        ("a: 1\nb: 2.5", 2, "whole numbers"),
        ("a: 1\nb: 2026-02-30", 2, "not a day"),
        ("- a\n- b", 1, "list of words"),
        ("just words", 1, "list of words"),
        ("a: 1\n\tb: 2", 2, "A tab stands before the words"),
        ("a: \x00", 1, "not YAML"),
        ("? [a, b]\n: 1", 1, "one plain word"),
        ("a: " + "[" * 100_000, 1, "too deep"),
        ("a:\n" + "- " * 5_000 + "x", 2, "too deep"),
        ("a: " + "x" * LARGEST_FILE, 1, "longer than"),
    ],
)
def test_what_is_not_taken_is_refused_with_its_line_and_one_sentence(text, line, words):
    with pytest.raises(Unreadable, match=words) as refused:
        read_documents(text)

    assert refused.value.line == line


def test_a_row_of_anchors_cannot_blow_up():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    with pytest.raises(Unreadable, match="Anchors"):
        read_documents(bomb)


@pytest.mark.parametrize(
    "text, what",
    [
        ("Read <b>this</b>", "HTML"),
        ("<script>x", "HTML"),
        ("{{ settings }}", "a template"),
        ("SELECT * FROM person", "SQL"),
        ("select name from person where 1", "SQL"),
        ("x'); DROP TABLE person", "SQL"),
        ("lambda row: row.n", "Python"),
        ("().__class__", "Python"),
        ("eval(x)", "Python"),
    ],
)
def test_html_sql_and_python_are_not_content(text, what):
    assert not_content(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "Select the nearest word from the list.",
        "Fewer than 20: n < 20, or N > 5.",
        "An import of records; delete it from your shelf by hand.",
        "Write {word} and {instead}.",
        "Union of both lists, all of them.",
    ],
)
def test_plain_words_that_look_alike_are_content(text):
    assert not_content(text) == ""
