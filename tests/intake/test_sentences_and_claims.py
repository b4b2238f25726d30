"""Where sentences end, what each of them does, and what it claims."""

import pytest

from lineofsight.intake.claims import claims_in, is_context_heading, kind_of
from lineofsight.intake.documents import ClaimKind, SentenceKind
from lineofsight.intake.sentences import sentence_places
from lineofsight.intake.understand import read_document


def sentences_of(text: str, *whole: tuple[int, int]) -> list[str]:
    return [text[start:end] for start, end in sentence_places(text, whole)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["One thing is done.", "Another is not."],
        ["Is it done?", "It is!", "Good."],
        ["It rose to 4.5 in May.", "It fell."],
        ["Some agencies, e.g. the police, came.", "Others did not."],
        ["Dr. Smith and Mrs. J. Jones spoke.", "All agreed."],
        ["See para. 4.2 of reg. 28.", "It applies."],
        ["They asked for “help”.", "“Nobody came.”"],
        ["He waited (for a year).", "(She did not.)"],
        ["It went on…", "Then it ended."],
        ["40 plans were read.", "34 were good."],
        ["No end here"],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]):
    assert sentences_of(" ".join(sentences)) == sentences


def test_a_quotation_is_not_cut_and_the_sentence_after_it_is():
    text = 'Ofsted said: "Plans are clear. Children know them." The Trust agrees.'
    end = text.index('" The') + 1

    assert sentences_of(text, (13, end)) == [text[:end], "The Trust agrees."]


KINDS = [
    ("The Trust has opened a clinic.", SentenceKind.PROGRESS),
    ("Training has been delivered to staff.", SentenceKind.PROGRESS),
    ("The Trust has written guidance which will help parents.", SentenceKind.PROGRESS),
    ("Managers oversee care plans to make sure that visits are made.", SentenceKind.PROGRESS),
    ("There is a protocol for when parents are not engaging.", SentenceKind.PROGRESS),
    ("Regular scrutiny reduces delays in planning.", SentenceKind.PROGRESS),
    ("The backlog has been cleared to reduce delays in reviews.", SentenceKind.PROGRESS),
    ("Staffing is checked to ensure that there is no reduction in visits.", SentenceKind.PROGRESS),
    ("The Trust will review this in May.", SentenceKind.INTENTION),
    ("The Trust plans to open a clinic.", SentenceKind.INTENTION),
    ("The Trust intends to observe every manager.", SentenceKind.INTENTION),
    ("The Trust remains committed to improving practice.", SentenceKind.INTENTION),
    ("A second audit is planned for June.", SentenceKind.INTENTION),
    ("A new policy is being drafted.", SentenceKind.INTENTION),
    ("The form has not yet been agreed.", SentenceKind.ADVERSE),
    ("The Trust has not met the standard.", SentenceKind.ADVERSE),
    ("Recording remains inconsistent.", SentenceKind.ADVERSE),
    ("Too few boys are offered help.", SentenceKind.ADVERSE),
    ("The Trust has been unable to recruit, and visits were missed.", SentenceKind.ADVERSE),
    ("More work is needed.", SentenceKind.ADVERSE),
    ("Attendance has fallen since 2022.", SentenceKind.ADVERSE),
    ("The audit found that plans were weak.", SentenceKind.ADVERSE),
    ("We cannot say when it will open.", SentenceKind.ADVERSE),
    ("The service has struggled to reach fathers.", SentenceKind.ADVERSE),
    ("Not every school is in.", SentenceKind.ADVERSE),
    ("Only six files said why.", SentenceKind.ADVERSE),
    ("Nobody asked the child.", SentenceKind.ADVERSE),
    ("Money is tight.", SentenceKind.ADVERSE),
    ("Record keeping is uneven across the wards.", SentenceKind.ADVERSE),
    ("The ratings were too generous.", SentenceKind.ADVERSE),
    ("The clinic has 11.4 nurses in post against 15.", SentenceKind.ADVERSE),
    ("The grant for it ends in March.", SentenceKind.ADVERSE),
    ("The team has four vacancies.", SentenceKind.ADVERSE),
    ("Replies are slower than they were.", SentenceKind.ADVERSE),
    ("The clinic has 15 nurses in post against 11.4.", SentenceKind.PROGRESS),
    ("Letters were sent, and cards too in May.", SentenceKind.PROGRESS),
    ("The plans are understood by every school.", SentenceKind.PROGRESS),
    ("Vacancies were filled in May.", SentenceKind.PROGRESS),
    ("It was right, and we are sorry.", SentenceKind.ADVERSE),
    ("Vacancies have fallen to a fifth.", SentenceKind.PROGRESS),
    ("Babies who cannot roll are seen the same day.", SentenceKind.PROGRESS),
    ("A team has been set up for children missing from home.", SentenceKind.PROGRESS),
    ("We promise to ask again.", SentenceKind.INTENTION),
    ("We want a panel of children.", SentenceKind.INTENTION),
    ("The partners are to meet twice a term.", SentenceKind.INTENTION),
    ("Owner: Northmoor Council.", SentenceKind.CONTEXT),
    ("The Board is asked to note this.", SentenceKind.CONTEXT),
    ("What would I do?", SentenceKind.CONTEXT),
    ("Ring the duty team.", SentenceKind.CONTEXT),
    ("The Trust will act, because plans were weak.", SentenceKind.ADVERSE),
    ("The review was published in May.", SentenceKind.CONTEXT),
    ("This report tells what has changed.", SentenceKind.CONTEXT),
]


@pytest.mark.parametrize("text, kind", KINDS, ids=[text for text, _ in KINDS])
def test_a_sentence_is_read_for_what_it_does(text: str, kind: SentenceKind):
    assert kind_of(text, quotes=False, in_context=False) is kind


def test_a_sentence_that_quotes_is_a_quotation_and_one_of_the_introduction_is_context():
    assert kind_of("Ofsted said          .", quotes=True, in_context=False) is SentenceKind.QUOTATION
    assert kind_of("Agencies came together.", quotes=False, in_context=True) is SentenceKind.CONTEXT
    assert kind_of("Agencies did not come.", quotes=False, in_context=True) is SentenceKind.ADVERSE


@pytest.mark.parametrize(
    "heading, is_one",
    [
        ("Introduction", True),
        ("1. Background", True),
        ("Purpose of this report", True),
        ("The response to injuries", False),
        (None, False),
    ],
)
def test_headings_of_introductions_are_known(heading: str | None, is_one: bool):
    assert is_context_heading(heading) is is_one


CLAIMS = [
    ("All staff are trained.", [(ClaimKind.ALL, "All")]),
    ("It has confirmed that all children have one.", [(ClaimKind.ALL, "all")]),
    ("Every child is seen.", [(ClaimKind.ALL, "Every")]),
    ("100% of plans were good.", [(ClaimKind.ALL, "100%")]),
    ("No child waited.", [(ClaimKind.NONE, "No")]),
    ("None of them waited.", [(ClaimKind.NONE, "None")]),
    ("Visits are always recorded.", [(ClaimKind.ALWAYS, "always")]),
    ("A visit is never missed.", [(ClaimKind.ALWAYS, "never")]),
    ("Practice has improved.", [(ClaimKind.CHANGE, "has improved")]),
    ("Procedures have been strengthened.", [(ClaimKind.CHANGE, "have been strengthened")]),
    ("Repeat incidents fell by a third.", [(ClaimKind.CHANGE, "fell")]),
    ("Home visits have doubled.", [(ClaimKind.CHANGE, "have doubled")]),
    ("It is 100, up from 82.", [(ClaimKind.CHANGE, "up from")]),
    ("A test was dropped.", []),
    ("Seven in every ten accepted.", []),
    ("There is an improvement in recording.", [(ClaimKind.CHANGE, "an improvement in")]),
    ("Not all staff are trained.", []),
    ("Nearly all staff are trained.", []),
    ("After all, it is overall a small step above all.", []),
    ("It is no longer so, no doubt.", []),
    ("The aim is to improve practice.", []),
]


@pytest.mark.parametrize("text, claims", CLAIMS, ids=[text for text, _ in CLAIMS])
def test_claims_of_all_of_none_and_of_change_are_found(text: str, claims: list[tuple[ClaimKind, str]]):
    assert [(claim.kind, claim.text) for claim in claims_in(text, (0, len(text)))] == claims


def test_what_a_quotation_claims_is_not_the_sentences_claim():
    text = 'Ofsted said "all children are seen" and all agree.'

    assert [claim.start for claim in claims_in(text, (0, len(text)), ((12, 35),))] == [40]


def test_what_a_list_says_is_meant_to_be_done_is_no_progress():
    text = "Report\n\nStowmere Council will:\n\n- train every teacher;\n\n- print the card.\n\nWards have a nurse.\n"

    kinds = [[one.kind.value for one in p.sentences] for p in read_document(text.encode(), "a.txt").paragraphs()]

    assert kinds == [["intention"], ["intention"], ["intention"], ["progress"]]
