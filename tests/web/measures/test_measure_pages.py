"""The pages of measures: the list, one over time, its figure as evidence in two clicks, and who may open them."""

from datetime import date

import pytest

from lineofsight.assurance.models import Evidence
from lineofsight.partnership.models import Agency
from lineofsight.trail.refs import new_ref
from tests.factories import record_rows, rows
from tests.web.sight.test_list import page, queries, words_of

pytestmark = pytest.mark.django_db
ALONE = "/measures/visits-child-seen-alone"
IN = date(2026, 3, 3)


@pytest.fixture
def seen(council):
    """Three visits, of which one saw the child alone; a pseudonym that must stand on no page."""
    child = council.child(team="North 1")
    for day, code in ((IN, "seen-alone"), (date(2026, 3, 9), "not-seen"), (date(2026, 4, 9), "seen")):
        record_rows.fact(child, day=day, code=code)
    return child


def test_the_list_asks_questions_and_answers_them_and_names_what_counts_nothing_yet(seen, analyst):
    told = words_of(page(analyst, "/measures"))

    assert "At how many visits was the child seen alone? 1 of 3 (33%)" in told
    assert "No cases is not 0%." in told.split("Nothing to count yet")[1]


def test_an_empty_service_says_so_and_what_to_do(council, analyst):
    told = words_of(page(analyst, "/measures"))

    assert "Nothing can be counted yet" in told


def test_a_measure_answers_first_and_says_what_is_counted_and_by_whom(seen, analyst):
    text = page(analyst, ALONE)
    told = words_of(text)

    assert "1 of 3 (33%): those at which the child was seen alone." in told
    assert "Too few months to judge" in told
    assert "North 1 1 of 3 (33%)" in told
    assert "Use as evidence" in told
    assert seen.shown not in text
    assert seen.ref not in text


def test_a_measure_without_rows_says_no_cases_and_offers_no_evidence(council, analyst):
    told = words_of(page(analyst, ALONE))

    assert "No cases in this period" in told
    assert "Use as evidence" not in told


def test_a_figure_becomes_evidence_in_two_clicks_behind_several_sentences(seen, analyst):
    hub, council = Agency.objects.get(code="hub"), Agency.objects.get(code="council")
    review = rows.review(hub)
    first, second = rows.statement(review, council), rows.statement(review, council)
    told = words_of(page(analyst, f"{ALONE}/evidence"))
    assert "Keep «1 of 3 (33%)» as evidence?" in told

    answer = analyst.post(f"{ALONE}/evidence", {"statements": [first.ref, second.ref], "key": new_ref()})

    evidence = Evidence.objects.get()
    assert answer.headers["Location"] == f"/evidence/{evidence.ref}"
    assert evidence.supports.count() == 2
    assert (evidence.note, evidence.state) == ("1 of 3 (33%)", "offered")
    assert f"{evidence.label}" in words_of(page(analyst, ALONE))


def test_it_begins_with_a_review_that_has_sentences_and_offers_no_button_where_there_is_none(seen, analyst):
    hub, council = Agency.objects.get(code="hub"), Agency.objects.get(code="council")
    empty, written = rows.review(hub, name="Anna's own review"), rows.review(hub, name="Robin's own review")
    rows.statement(written, council)

    first = page(analyst, f"{ALONE}/evidence")
    none = page(analyst, f"{ALONE}/evidence?review={empty.ref}")

    assert "Robin's own review" in words_of(first).partition("Keep «")[0]
    assert "Keep it behind these sentences</button>" in first.replace("\n", "")
    assert "has no sentence that could rest on it" in none
    assert "Keep it behind these sentences" not in none


def test_nothing_ticked_is_told_and_nothing_kept(seen, analyst):
    rows.statement(rows.review(Agency.objects.get(code="hub")), Agency.objects.get(code="council"))

    answer = analyst.post(f"{ALONE}/evidence", {"key": new_ref()})

    assert answer.status_code == 422
    assert "Tick at least one sentence, or cancel." in words_of(answer.content.decode())
    assert not Evidence.objects.exists()


def test_a_measure_that_is_not_there_is_not_found(analyst, council):
    assert analyst.get("/measures/no-such-measure").status_code == 404


def test_the_list_asks_the_database_no_more_however_many_rows_there_are(council, seen, analyst):
    """It asks once for each face, of which there are many; what it asks is the same for a county."""
    page(analyst, "/measures")
    few = queries(analyst, "/measures")
    for _ in range(20):
        record_rows.fact(council.child(team="North 1"), day=IN, code="seen")

    assert queries(analyst, "/measures") <= few
