"""The coverage map through the browser's door: the words of a place, what ended, and lists by link."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from lineofsight.assurance.rules.coverage import Cell, Totals
from lineofsight.library.scales import Shows
from lineofsight.partnership.rules import Role
from lineofsight.web.coverage.words import cell_words, lede_of
from tests.factories import rows
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser
from tests.web.pages import page

QUIET = Cell(Shows.SAID, 1, Shows.SAID, 1, 0, None, False, None)


@pytest.fixture
def of(db):
    return partnership()


def test_a_place_says_its_word_its_count_and_nothing_more_where_there_is_nothing_more():
    assert cell_words(QUIET) == {
        "shows": Shows.SAID,
        "words": "Said",
        "count": "1 sentence",
        "notes": [],
        "fill": "said",
    }
    assert cell_words(None) is None


def test_a_place_says_what_is_weakest_who_is_independent_and_when():
    told = cell_words(Cell(Shows.COUNTED, 6, Shows.SAID, 2, 2, date(2025, 11, 4), False, None))

    assert told["notes"] == ["weakest: said (2)", "2 independent, Nov 2025"]


def test_figures_and_the_sentences_that_hold_them_are_two_counts_and_are_told_as_two():
    def lede(figures: int, sentences: int) -> str:
        totals = Totals(3, 0, 0, 0, 0, 1, figures, sentences, 0)
        return lede_of(SimpleNamespace(rows=["one"], sees_all=True, totals=totals))

    assert lede(2, 1).endswith("2 figures (1 sentence) do not say of how many.")
    assert lede(2, 2).endswith("2 figures do not say of how many.")
    assert lede(1, 1).endswith("1 figure does not say of how many.")
    assert lede(0, 0).endswith("carries a quotation.")


def test_what_expired_or_was_withdrawn_is_hatched_and_said():
    expired = cell_words(Cell(Shows.SAID, 1, Shows.SAID, 1, 0, None, True, None))
    withdrawn = cell_words(Cell(Shows.SAID, 1, Shows.SAID, 1, 0, None, False, date(2026, 6, 2)))

    assert (expired["notes"], expired["fill"]) == (["expired"], "expired")
    assert (withdrawn["notes"], withdrawn["fill"]) == (["source withdrawn 2 June 2026"], "expired")


def test_the_map_tells_a_withdrawn_source_and_leads_to_the_sentences_of_a_place(of):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    review = rows.review(of.hub)
    statement = rows.statement(review, of.council, text="All plans are read.", section="Injuries")
    ended = datetime(2026, 6, 2, 9, tzinfo=UTC)
    rows.behind(statement, rows.evidence(review, of.council, state="withdrawn", ended_at=ended))
    address = f"/reviews/{review.ref}/coverage"

    map_ = page(unit, address)
    place = page(unit, f"{address}?theme=injuries&agency={of.council.ref}")
    nowhere = page(unit, f"{address}?theme=nothing&agency=nobody&view=nothing")

    assert "source withdrawn 2 June 2026" in map_
    assert "When a child has an injury: Wexcombe Council (1)" in place
    assert "It says «all», and no N of N stands behind it." in place
    assert "(1)</h3>" not in nowhere


def test_a_review_without_a_sentence_says_so_on_both_pages(of):
    unit = browser(member(Role.BUSINESS_MANAGER, of.hub))
    review = rows.review(of.hub)

    assert "No statements yet." in page(unit, f"/reviews/{review.ref}/coverage")
    assert "nothing to show or to doubt" in page(unit, f"/reviews/{review.ref}/can-show")


def test_a_member_of_one_agency_reads_that_the_others_are_not_shown(of):
    lead = browser(member(Role.SAFEGUARDING_LEAD, of.council))
    review = rows.review(of.hub)
    rows.statement(review, of.council)
    rows.statement(review, of.health)

    told = page(lead, f"/reviews/{review.ref}/coverage")

    assert "Whether other agencies say something is not shown to you." in told
    assert "Northmoor" not in told
