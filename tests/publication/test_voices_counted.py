"""How many people were asked and how many answered is a figure's base, as the evidence of what they said has it."""

import pytest

from lineofsight.assurance.actions.statements import add_statement
from lineofsight.assurance.rules import Consent, EvidenceKind, EvidenceState
from lineofsight.library.scales import WhoIsCounted
from lineofsight.publication.actions.editions import open_edition
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.judging import gate
from tests.factories import rows

pytestmark = pytest.mark.django_db
SAYS_NOTHING = {"figure.no_base", "figure.not_counted", "figure.not_tied"}


@pytest.fixture
def edition(bodies, author):
    return open_edition(review=rows.review(bodies.hub), by=author)


def said(edition, agency, by, text):
    """A sentence, with what young people told behind it: 30 asked, 18 answered."""
    row = add_statement(review=edition.review, agency=agency, section="Voices", text=text, by=by)
    heard = rows.evidence(
        edition.review,
        agency,
        title="What young people told about their plans",
        kind=EvidenceKind.EXPERIENCE,
        state=EvidenceState.ACCEPTED,
        asked=30,
        answered=18,
        heard="Most knew what their plan says.",
        consent=Consent.TOLD,
    )
    rows.behind(row, heard)
    return row


def figures(edition, row, by):
    lines = {line.number: line for line in content_of(edition, by).lines()}
    return lines[row.position].figures


def codes(edition, by):
    return {one.code for one in gate(edition, by)[1].refusals}


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("18 of 30 (60%) young people answered.", [(18, 30)]),
        ("30 young people were asked and 18 answered.", [(30, 30), (18, 30)]),
        ("Of 30 young people who were asked, 18 answered.", [(18, 30)]),
        ("About 20 of 30 young people answered.", [(18, 30)]),
        ("60% of the young people who were asked answered.", [(18, 30)]),
    ],
)
def test_how_many_answered_of_those_asked_is_the_base_of_a_sentence_that_says_so(edition, author, bodies, text, bases):
    row = said(edition, bodies.council, author, text)

    found = figures(edition, row, author)

    assert [(one.stated.n, one.stated.of) for one in found if one.stated] == bases
    assert {one.stated.counts for one in found} == {WhoIsCounted.CHILDREN}
    assert not codes(edition, author) & SAYS_NOTHING


def test_control_another_number_is_not_told_against_those_who_answered(edition, author, bodies):
    row = said(edition, bodies.council, author, "90% of young people knew what their plan says.")

    assert [one.stated for one in figures(edition, row, author)] == [None]
    assert codes(edition, author) & SAYS_NOTHING


def test_it_is_told_as_the_section_of_voices_tells_it(edition, author, bodies):
    said(edition, bodies.council, author, "18 of 30 young people answered.")
    exact = codes(edition, author)

    said(edition, bodies.council, author, "About 20 of 30 young people answered.")
    content = content_of(edition, author)

    assert "small.not_rounded" in exact
    assert {one.told for line in content.lines() for one in line.figures} == {one.told for one in content.voices.items}
