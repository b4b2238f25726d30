"""Whatever comes in: nothing crashes and no word is lost."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import clean, words
from lineofsight.intake.documents import Document, to_json
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.understand import read_document, understand
from tests.intake.score import DOCUMENTS, names, words_lost

PIECES = st.sampled_from(
    [
        "1. ", "- 2. ", "3.", "37.75% ", "4.1 ", "(a) ", "(i) ", "• ", "- ", "12 ", "Page 3 of 9", "# ", "**",
        "|", "\t", "  ", "\n", "\n\n", "\f", "\r\n", ". ", ": ", "; ", ", ", "...", "…", '"', "“", "”", "‘",
        "’", "'", "(", ")", "—", "/", "%", "Ofsted ", "The Trust ", "Northmoor Police ", "(NP) ",
        "the local authority ", "we ", "found that ", "said ", "and ", "has ", "34 of 40", "two thirds ",
        "one hundred and ", "between 20 and 30 ", "£1.2m ", "March 2024", "in 2023/24 ", "section 47 ",
        "Contents", "Introduction", "SUMMARY", "http://x.example ", "a@b.example", "children's ", "parents' ",
        "will ", "not yet ", "\u00ad", "\u00a0", "ﬁ", "é", "٣", "_", "x" * 130,
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=400))
CELLS = st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=4).map(tuple), max_size=4).map(tuple)
BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from([kind for kind in Kind if kind is not Kind.TABLE]),
        text=TEXTS.map(lambda text: " ".join(clean(text).split()) or "x"),
        line=st.integers(1, 9),
        gap=st.booleans(),
        printed=st.sampled_from(["", "4.1", "(a)", "•", "12."]),
        level=st.integers(0, 3),
    ),
    max_size=12,
)


def given_back(document: Document) -> Counter[str]:
    pieces = [document.title, *(piece.text for piece in document.other)]
    for section in document.sections:
        pieces += [section.printed, section.heading or ""]
        pieces += [piece for p in section.paragraphs for piece in (p.printed, p.text)]
    for table in document.tables:
        pieces += [cell for row in (table.header, *table.rows) for cell in row]
    return Counter(word for piece in pieces for word in words(piece))


@given(text=TEXTS)
@example(text="|\n|")  # a table drawn without a row
@settings(max_examples=400, deadline=None)
def test_every_word_of_any_text_comes_back_once(text: str):
    try:
        document = read_document(text.encode("utf-8", "surrogatepass"), "any.txt")
    except Unreadable:
        return

    assert given_back(document) == Counter(words(clean(text.replace("\r", "\n"))))


@given(blocks=BLOCKS, rows=CELLS)
@settings(max_examples=200, deadline=None)
def test_every_word_of_any_blocks_comes_back_once(blocks: list[Block], rows: tuple[tuple[str, ...], ...]):
    table = Block(Kind.TABLE, "", 5, rows=rows, has_header=bool(rows))
    file = FileRead("any.docx", (*blocks, table))
    expected = Counter(word for b in blocks for word in [*words(b.text), *words(b.printed)])
    expected += Counter(word for row in rows for cell in row for word in words(cell))

    # A mark that a reader gives with furniture or a note has nowhere to be printed; no reader does so.
    plain = all(b.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING) or not b.printed for b in blocks)

    document = understand(file)

    assert not plain or given_back(document) == expected


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_all_that_is_found_in_any_text_stands_where_it_says(text: str):
    try:
        document = read_document(text.encode("utf-8", "surrogatepass"), "any.txt")
    except Unreadable:
        return

    to_json(document)
    for paragraph in document.paragraphs():
        assert all(paragraph.text[f.start : f.end] == f.text for f in paragraph.figures)
        assert all(paragraph.text[s.start : s.end] == s.text for s in paragraph.sentences)
        assert all(q.parts > 1 or q.text in paragraph.text[q.start : q.end] for q in paragraph.quotations)
        assert all(paragraph.text[c.start : c.end] == c.text for s in paragraph.sentences for c in s.claims)
        assert words(" ".join(s.text for s in paragraph.sentences)) == words(paragraph.text)


@pytest.mark.parametrize("name", names())
def test_no_word_of_our_documents_is_lost(name: str):
    path = DOCUMENTS / f"{name}.txt"
    content = path.read_bytes()
    text = content.decode("cp1252") if name == "voices" else content.decode("utf-8")

    assert not words_lost(read_document(path), text)


def test_a_lost_word_would_be_noticed():
    document = read_document(b"A title\n\nSome words stand here. More words follow.", "x.txt")

    assert words_lost(document, "A title Some words stand here. More words follow. Gone") == Counter({"Gone": 1})
