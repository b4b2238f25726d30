"""The pages of measures: the list, one over time, its figure as evidence in two clicks, and who may open them."""

from datetime import date

import pytest

from lineofsight.assurance.models import Evidence
from lineofsight.library.kinds import Theme
from lineofsight.library.measure import Measure
from lineofsight.library.shelf import load
from lineofsight.partnership.models import Agency
from lineofsight.partnership.shelf import shelf
from lineofsight.trail.refs import new_ref
from tests.factories import record_rows, rows
from tests.factories.sight_rows import EVEN, visits
from tests.web.pages import page, queries, words_of

pytestmark = pytest.mark.django_db
ALONE = "/measures/visits-child-seen-alone"
ALONE_ASKED = "At how many visits was the child seen alone?"
IN = date(2026, 3, 3)


@pytest.fixture
def seen(council):
    """Three visits, of which one saw the child alone; a pseudonym that must stand on no page."""
    child = council.child(team="North 1")
    for day, code in ((IN, "seen-alone"), (date(2026, 3, 9), "not-seen"), (date(2026, 4, 9), "seen")):
        record_rows.fact(child, day=day, code=code)
    return child


def test_the_list_asks_questions_and_answers_them_and_names_what_counts_nothing_yet(seen, analyst):
    told = words_of(page(analyst, "/measures?show=all"))

    assert "At how many visits was the child seen alone? 1 of 3 (33%)" in told
    assert "How many core groups met in time? Nothing to count yet" in told
    assert "No cases is not 0%." in told


def test_the_list_begins_with_the_themes_each_of_them_once_and_no_question_twice(seen, analyst):
    first = words_of(page(analyst, "/measures"))
    every = words_of(page(analyst, "/measures?show=all"))

    titles = [one.title for one in shelf().all_newest(Theme)]
    listed = first.partition("with how many of their measures")[2]
    assert [listed.count(title) for title in titles] == [1] * len(titles)
    assert ALONE_ASKED not in first
    assert every.count(ALONE_ASKED) == 1


def test_every_measure_of_ours_stands_under_a_theme():
    library = load()

    assert [one.id for one in library.all_newest(Measure) if one.theme is None] == []


@pytest.mark.parametrize(
    ("address", "is_there"),
    [
        ("?theme=quality-and-voice", True),
        ("?theme=workforce", False),
        ("?show=all&rows=visits", True),
        ("?show=all&rows=supervision", False),
        ("?show=empty", False),
        ("?show=changed", False),
        ("?theme=no-such-theme", False),
        ("?theme=quality-and-voice&show=all&rows=visits", True),
    ],
)
def test_the_list_is_narrowed_by_its_address(seen, analyst, address, is_there):
    told = words_of(page(analyst, f"/measures{address}"))

    assert (ALONE_ASKED in told) is is_there


def test_what_is_worse_or_better_than_before_stands_first(council, analyst):
    visits(council, [*EVEN[:-1], 3])

    told = words_of(page(analyst, "/measures"))

    first = told.partition("What has changed")[2].partition("Find a figure")[0]
    assert ALONE_ASKED in first
    assert "Worse than before" in first
    assert ALONE_ASKED in words_of(page(analyst, "/measures?show=changed"))


def test_months_that_chance_explains_are_told_as_no_change(council, analyst):
    visits(council, EVEN)

    first = words_of(page(analyst, "/measures")).partition("What has changed")[2].partition("Find a figure")[0]

    assert "None is worse or better than before. 1 can be judged by its months;" in first


def test_an_empty_service_says_so_and_what_to_do(council, analyst):
    told = words_of(page(analyst, "/measures?show=all"))

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
