"""The published summary that the product was built around, read whole. Nothing of its wording is repeated here."""

import re

from lineofsight.intake.documents import Comparator, Document, SentenceKind, Unit, to_json

COUNCIL, HEALTHCARE, COMMUNITY, GUARDIANS, PROBATION = "council", "healthcare", "community", "guardians", "probation"
SIGNS = {
    COUNCIL: "local authority",
    HEALTHCARE: "Healthcare NHS Foundation Trust",
    COMMUNITY: "Community Health Services NHS Foundation Trust",
    GUARDIANS: "Advisory and Support Service",
    PROBATION: "probation service",
}
WHO_ACTS = {
    COUNCIL: {3, 5, 6, 8, 9, 10, 11, 13, 18, 19, 22, 23, 25, 33, 37, 42},
    HEALTHCARE: {13, 24, 29, 34},
    COMMUNITY: {17, 26, 31, 35, 36, 44},
    GUARDIANS: {12, 14, 15, 16, 20, 30},
    PROBATION: {32},
}
QUOTATIONS = {4: 1, 5: 1, 8: 1, 18: 1, 19: 1, 21: 1, 22: 2, 23: 1, 38: 1, 39: 2, 41: 1, 42: 1, 43: 1}
FIGURES = {
    28: [(100, Unit.COUNT, Comparator.MORE)],
    29: [(95, Unit.PERCENT, Comparator.MORE)],
    37: [(75, Unit.PERCENT, Comparator.EQUAL)],
    40: [
        (40, Unit.COUNT, Comparator.MORE),
        (86, Unit.PERCENT, Comparator.EQUAL),
        (36, Unit.COUNT, Comparator.EQUAL),
        (30, Unit.PERCENT, Comparator.LESS),
    ],
}


def sign_of(name: str) -> str:
    return next(key for key, sign in SIGNS.items() if sign in name)


def test_the_source_has_its_title_and_ten_headings(source: Document):
    assert source.title.startswith("Derby and Derbyshire")
    assert source.title.endswith("Summary of Progress")
    assert len(source.sections) == 10
    first_words = " ".join(section.heading.split()[0] for section in source.sections)
    assert first_words == "Introduction Assessing Care Multi-agency Management Returning Working The The Workforce"


def test_the_source_has_its_paragraphs_in_order_and_the_first_is_counted(source: Document):
    numbers = [paragraph.number for paragraph in source.paragraphs()]

    assert numbers == list(range(1, 45))
    assert [d.paragraph for d in source.warnings if d.code == "number-missing"] == [1]


def test_the_two_broken_paragraphs_of_the_source_are_whole(source: Document):
    joined = [doubt.paragraph for doubt in source.warnings if doubt.code == "joined"]

    assert joined == [5, 42]
    assert all(
        paragraph.text.rstrip('"')[-1] in '."' or paragraph.text.endswith('".') for paragraph in source.paragraphs()
    )


def test_every_quotation_of_the_source_is_exact(source: Document, source_text: str):
    in_marks = [" ".join(found.split()).strip(".") for found in re.findall(r'"([^"]+)"', source_text)]
    read = [q.text for paragraph in source.paragraphs() for q in paragraph.quotations]

    assert [text.strip(". ") for text in read] == [text.strip(". ") for text in in_marks[1:]]
    assert {p.number: len(p.quotations) for p in source.paragraphs() if p.quotations} == QUOTATIONS


def test_every_quotation_of_the_source_is_the_inspectorates_and_two_are_partial(source: Document):
    quotations = [(p.number, q) for p in source.paragraphs() for q in p.quotations]

    assert {quotation.attributed_to for _, quotation in quotations} == {"Ofsted"}
    assert [number for number, quotation in quotations if quotation.partial] == [18, 39]
    assert not any(q.text.startswith(".") or q.text.endswith("..") for _, q in quotations)


def test_the_pseudonym_in_the_source_is_a_term(source: Document):
    terms = [(p.number, len(term.text)) for p in source.paragraphs() for term in p.terms]

    assert terms == [(1, 4)]


def test_the_source_states_seven_figures_and_no_others(source: Document):
    read = {p.number: [(f.value, f.unit, f.comparator) for f in p.figures] for p in source.paragraphs() if p.figures}

    assert read == FIGURES


def test_the_offsets_of_figures_and_quotations_in_the_source_point_at_them(source: Document):
    for paragraph in source.paragraphs():
        assert all(paragraph.text[f.start : f.end] == f.text for f in paragraph.figures)
        assert all(q.text in paragraph.text[q.start : q.end] for q in paragraph.quotations)
        assert all(paragraph.text[s.start : s.end] == s.text for s in paragraph.sentences)


def test_the_agencies_that_act_in_the_source_are_found_paragraph_by_paragraph(source: Document):
    read = {key: {p.number for p in source.paragraphs() if key in map(sign_of, p.agencies)} for key in SIGNS}

    assert read == WHO_ACTS


def test_no_inspectorate_and_no_partnership_is_an_agency_of_the_source(source: Document):
    assert len(source.agencies) == 5
    assert not [a.name for a in source.agencies if "Ofsted" in a.name or "Partnership" in a.name]


def test_paragraphs_of_the_source_that_name_nobody_are_doubted_with_a_likely_reading(source: Document):
    doubted = {d.paragraph: d.readings[0] for d in source.warnings if d.code == "agency-unnamed"}

    assert set(doubted) == {7, 27, 28, 40, 43}
    assert sign_of(doubted[27]) == COMMUNITY


def test_sentences_of_the_source_are_told_apart(source: Document):
    kinds = {p.number: [s.kind for s in p.sentences] for p in source.paragraphs()}

    assert kinds[3][-1] is SentenceKind.INTENTION
    assert set(kinds[1] + kinds[2]) == {SentenceKind.CONTEXT}
    assert not any(SentenceKind.ADVERSE in found for found in kinds.values())
    assert {number for number, found in kinds.items() if found == [SentenceKind.QUOTATION]} == {4, 21, 38, 39, 41}


def test_claims_of_all_and_none_in_the_source_are_found(source: Document):
    claimed = {
        p.number for p in source.paragraphs() for s in p.sentences for c in s.claims if c.kind in ("all", "none")
    }

    assert claimed == {11, 15, 29, 30, 34, 35, 42, 44}


def test_closing_lines_of_the_source_come_back_apart(source: Document):
    assert len(source.other) == 2
    assert "https://" in source.other[1].text


def test_the_json_of_the_source_has_the_agreed_shape(source: Document):
    read = to_json(source)

    assert {"title", "sections", "tables", "other", "warnings"} <= set(read)
    paragraph = read["sections"][1]["paragraphs"][1]
    assert {"number", "text", "agencies", "quotations", "figures"} <= set(paragraph)
    assert {"text", "attributed_to", "partial"} <= set(paragraph["quotations"][0])
    figure = read["sections"][9]["paragraphs"][0]["figures"][0]
    assert {"text", "value", "value_to", "unit", "comparator", "denominator"} <= set(figure)
    assert figure["value"] == 40
    assert isinstance(figure["value"], int)


def test_every_word_of_the_source_comes_back_in_order(source: Document, source_text: str):
    pieces = [(0, source.title)]
    for section in source.sections:
        pieces.append((section.line, f"{section.printed} {section.heading}"))
        pieces += [(p.line, f"{p.printed} {p.text}") for p in section.paragraphs]
    pieces += [(piece.line, piece.text) for piece in source.other]

    read = re.findall(r"\w+", " ".join(text for _, text in sorted(pieces)))

    assert read == re.findall(r"\w+", source_text)
