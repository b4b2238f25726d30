"""Quotations: their exact words, who speaks them, and what in quotation marks is none."""

import pytest

from lineofsight.intake.quotations.find import quotations_in, without_edge_dots
from lineofsight.intake.quotations.marks import marked_stretches

# what is written · (text, who, partial) for each quotation · the terms
READ = [
    ('The Ofsted inspection found that: "plans are clear".', [("plans are clear", "Ofsted", False)], []),
    ("Ofsted found that ‘plans are clear’.", [("plans are clear", "Ofsted", False)], []),
    ("Inspectors found “a culture of learning” and “visible leaders”.", [
        ("a culture of learning", "Inspectors", False), ("visible leaders", "Inspectors", False),
    ], []),
    ('Ofsted showed that: "children are safe" and that: "few return".', [
        ("children are safe", "Ofsted", False), ("few return", "Ofsted", False),
    ], []),
    ('Ofsted said "leaders know" and there is: ".... a clear grip on what matters."', [
        ("leaders know", "Ofsted", False), ("a clear grip on what matters.", "Ofsted", True),
    ], []),
    ('The report noted "…improving, but from a low base…" here.', [
        ("improving, but from a low base", "report", True),
    ], []),
    ('Ofsted found: "oversight is routine...".', [("oversight is routine", "Ofsted", True)], []),
    ('Ofsted found: "the academy helps. \'Grow your own\' is popular."', [
        ("the academy helps. 'Grow your own' is popular.", "Ofsted", False),
    ], []),
    ("A young person said 'I didn't know who to ring, and my mum's phone was off'.", [
        ("I didn't know who to ring, and my mum's phone was off", "A young person", False),
    ], []),
    ("‘It’s the parents’ views that count,’ said the social worker.", [
        ("It’s the parents’ views that count,", "social worker", False),
    ], []),
    ("“Children are safe,” inspectors said, “and well cared for.”", [
        ("Children are safe,", "inspectors", False), ("and well cared for.", "inspectors", False),
    ], []),
    ('"The progress is real", concluded the lead inspector.', [("The progress is real", "lead inspector", False)], []),
    ('"It felt like someone cared." (Young person, 15)', [("It felt like someone cared.", "Young person", False)], []),
    ('"It felt like someone cared." – care leaver', [("It felt like someone cared.", "care leaver", False)], []),
    ('Ofsted (November 2023): "Staff know their children."', [("Staff know their children.", "Ofsted", False)], []),
    ("In Ofsted’s words, practice is ‘consistently good’.", [("consistently good", "Ofsted", False)], []),
    ("Leaders were described by Ofsted as “tenacious”.", [("tenacious", "Ofsted", False)], []),
    ('According to the peer review team, there is "clear evidence of impact".', [
        ("clear evidence of impact", "peer review team", False),
    ], []),
    ('Feedback from parents included: "helpful", "kind" and "always there".', [
        ("helpful", "parents", False), ("kind", "parents", False), ("always there", "parents", False),
    ], []),
    ('One parent said: "She listened". Another said "it was too late".', [
        ("She listened", "One parent", False), ("it was too late", "Another", False),
    ], []),
    ("Ofsted inspectors, who came in May, noted that “plans are clear”.", [("plans are clear", "Ofsted", False)], []),
    ("The inspection of the city was positive: “Leaders respond with pace and with care.”", [
        ("Leaders respond with pace and with care.", "inspection of the city", False),
    ], []),
    ("Ofsted graded the work ‘requires improvement’.", [("requires improvement", "Ofsted", False)], []),
    ("Inspectors called it “quiet work”.", [("quiet work", "Inspectors", False)], []),
    ("Ofsted, visiting in 2024, saw “patient work”.", [("patient work", "Ofsted", False)], []),
    ("They “cleaned and closed”, as one officer said.", [("cleaned and closed", "one officer", False)], []),
    ("They were “well nice”, to quote the children.", [("well nice", "children", False)], []),
    ("Staff met his mother, who told them: “I knew.”", [("I knew.", "his mother", False)], []),
    ("The chair wrote to us. She said it was “thin, in places”.", [("thin, in places", "chair", False)], []),
    ("We hear from parents that it is done ‘about us, without us’.", [
        ("about us, without us", "parents", False),
    ], []),
    ("A nurse told us that 'nobody likes the word \"incident\"'.", [
        ('nobody likes the word "incident"', "A nurse", False),
    ], []),
    ("A ‘no blame’ form was used.", [], ["no blame"]),
    ("“Nurses,” the regulator wrote, “see too little.”", [
        ("Nurses,", "regulator", False), ("see too little.", "regulator", False),
    ], []),
    ("“Do you know?” asked one girl. “Nothing, now.”", [
        ("Do you know?", "one girl", False), ("Nothing, now.", "one girl", False),
    ], []),
    ("A boy spoke of “one bloke at the gym”.", [("one bloke at the gym", "A boy", False)], []),
    ("A girl trusted, in her own words, “one teacher”.", [("one teacher", "A girl", False)], []),
    ("The scrutineer’s one criticism was that girls were “discussed last and least”.", [
        ("discussed last and least", "scrutineer", False),
    ], []),
    ("Her neighbour was not convinced: “Polite isn’t safe.”", [("Polite isn’t safe.", "Her neighbour", False)], []),
    ("His grandmother, their nain, said, “I told it once.”", [("I told it once.", "His grandmother", False)], []),
    ("Ofsted came in May. The same letter says that “drift is rare”.", [("drift is rare", "Ofsted", False)], []),
    ("The chair sat in. Her report says: “The talk is brisk.”", [("The talk is brisk.", "chair", False)], []),
    ("The plan is “on track”, according to the Council.", [("on track", "Council", False)], []),
    ("Requests are answered as “soon as can be”.", [], ["soon as can be"]),
    ("The Care Quality Commission (“CQC”) came.", [], []),
    ("Under the heading “Help and care” it says nothing.", [], ["Help and care"]),
    ("Ofsted came to a place called “Haven”.", [], ["Haven"]),
    ('The review concerns a child known as "Rowan".', [], ["Rowan"]),
    ('The death of "Rowan" was reviewed.', [], ["Rowan"]),
    ('The "Grow Your Own" scheme has begun.', [], ["Grow Your Own"]),
    ("A ‘safe spaces’ scheme has been opened.", [], ["safe spaces"]),
    ('A so-called "safe" address was used.', [], ["safe"]),
    ('Workers use the term "lived experience" in plans.', [], ["lived experience"]),
    ("It holds a meeting called “Safer Starts” each week.", [], ["Safer Starts"]),
    ("Children's plans and parents' views are recorded; workers' caseloads fell.", [], []),
    ("It was so in the '90s, and 'twas ever thus.", [], []),
    ("He was 6' 2\" tall.", [], []),
]  # fmt: skip


@pytest.mark.parametrize("text, quotations, terms", READ, ids=[text for text, _, _ in READ])
def test_words_in_quotation_marks_are_read(text: str, quotations: list[tuple[object, ...]], terms: list[str]):
    read = quotations_in([(1, text)])[0]

    assert [(q.text, q.attributed_to, q.partial) for q in read.quotations] == quotations
    assert [term.text for term in read.terms] == terms


def test_a_quotation_over_several_paragraphs_is_one_and_belongs_to_the_first():
    read = quotations_in([(1, "A mother wrote: “It was late."), (2, "“Nobody rang.”"), (3, "The Trust agrees.")])

    assert [(q.text, q.attributed_to, q.parts) for q in read[0].quotations] == [
        ("It was late. Nobody rang.", "A mother", 2)
    ]
    assert read[1].quotations == []
    assert read[1].stretches == [(0, len("“Nobody rang.”"))]
    assert read[2].stretches == []


def test_a_quotation_shown_under_its_introduction_has_its_speaker():
    read = quotations_in([(1, "Parents told the review:"), (2, "'We were never asked. We would have said yes.'")])

    assert [q.attributed_to for q in read[1].quotations] == ["Parents"]


def test_inspectors_are_those_of_the_one_inspectorate_that_is_named():
    one = quotations_in([(1, "Ofsted came."), (2, "Inspectors found “a clear sense of purpose”.")])
    two = quotations_in([(1, "Ofsted and the CQC came."), (2, "Inspectors found “a clear sense of purpose”.")])

    assert one[1].quotations[0].attributed_to == "Ofsted"
    assert two[1].quotations[0].attributed_to == "Inspectors"
    assert one[1].quotations[0].attribution == "Inspectors"


def test_a_long_quotation_that_nobody_is_named_for_is_doubted():
    read = quotations_in([(7, "“Children come first in all that we plan and all that we do.”")])[0]

    assert len(read.quotations) == 1
    assert [(doubt.code, doubt.paragraph) for doubt in read.doubts] == [("quotation-unattributed", 7)]


def test_a_mark_that_is_never_closed_is_doubted_and_the_next_quotation_is_still_read():
    read = quotations_in([(1, 'A "mark is open. Ofsted said "plans are clear".')])[0]
    alone = quotations_in([(1, 'Ofsted said "plans are clear and children are seen every week.')])[0]

    assert [q.text for q in read.quotations] == ["plans are clear"]
    assert [doubt.code for doubt in alone.doubts] == ["quotation-unclosed"]


def test_the_place_of_a_quotation_holds_its_marks():
    text = 'Ofsted said "plans are clear".'
    quotation = quotations_in([(1, text)])[0].quotations[0]

    assert text[quotation.start : quotation.end] == '"plans are clear"'


@pytest.mark.parametrize(
    "words, plain, partial",
    [
        ("…so it goes", "so it goes", True),
        ("... so it goes", "so it goes", True),
        (".... so it goes", "so it goes", True),
        ("so it goes . . .", "so it goes", True),
        ("so it goes [...]", "so it goes", True),
        ("so it goes...", "so it goes", True),
        ("so it goes.", "so it goes.", False),
        ("so … it goes", "so … it goes", False),
        ("…", "", True),
    ],
)
def test_dots_at_the_edge_are_taken_off_and_said(words: str, plain: str, partial: bool):
    assert without_edge_dots(words) == (plain, partial)


@pytest.mark.parametrize(
    "text, marked",
    [
        ('"a" and "b"', ['"a"', '"b"']),
        ('"a "b" c"', ['"a "b" c"']),
        ("“a ‘b’ c”", ["“a ‘b’ c”"]),
        ("‘a “b” c’", ["‘a “b” c’"]),
        ("'a' isn't 'b'", ["'a'", "'b'"]),
        ("«a» „b”", ["«a»", "„b”"]),
        ("the 'parents' group' met", ["'parents' group'"]),
        ("rock 'n' roll", []),
    ],
)
def test_marks_that_belong_together_are_paired(text: str, marked: list[str]):
    assert [text[found.start : found.end] for found in marked_stretches(text)] == marked


def test_a_list_under_a_colon_is_said_by_whoever_introduced_it():
    texts = ["Auditors noted the following:", "records were late;", "supervision was “regular but rarely curious”."]

    read = quotations_in([(None, text) for text in texts])[2]

    assert [(q.text, q.attributed_to) for q in read.quotations] == [("regular but rarely curious", "Auditors")]


def test_a_pronoun_may_mean_whoever_was_quoted_in_the_paragraph_before():
    texts = ["Ofsted found that staff “knew how to ask”.", "It went on to say that records were “variable, and late”."]

    read = quotations_in(list(enumerate(texts)))[1]

    assert [(q.text, q.attributed_to) for q in read.quotations] == [("variable, and late", "Ofsted")]
