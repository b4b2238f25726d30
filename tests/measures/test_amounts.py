"""Figures that are not n of N rows: sums, ratios, and the published national numbers that have to come out of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lineofsight.library.checks import examples_of
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.reading import read_documents
from lineofsight.library.shelf import OURS
from lineofsight.measures.compute import RowsNotAsDeclared, compute
from lineofsight.measures.examples import figures_of
from lineofsight.measures.figure import Figure, ImpossibleFigure
from lineofsight.measures.judged import definition_sha
from lineofsight.measures.plain import compute_plainly
from lineofsight.measures.terms import number_words
from tests.measures.in_memory import DECLARED, EVIDENCE, HEADING, face_of, sqlite

HERE = Path(__file__).parent / "national"
DAY = date(2023, 9, 30)


def yaml(name: str):
    return read_documents((HERE / name).read_text(encoding="utf-8"))[0].data


CENSUS = FaceColumns.model_validate(yaml("face.yaml"))
MEASURES = {one["id"]: Measure.model_validate({**HEADING, **one}) for one in yaml("measures.yaml")["measures"]}
ENGLAND = yaml("england-2023.yaml")


def both_ways(measure: Measure, rows, *, face: FaceColumns = CENSUS) -> tuple[Figure, ...]:
    with sqlite() as execute:
        by_sql = compute(measure, faces={face.id: face_of(face, rows)}, execute=execute, as_at=DAY)
    assert by_sql == compute_plainly(measure, faces={face.id: face}, tables={face.id: rows}, as_at=DAY)
    return by_sql


@pytest.mark.parametrize("id", list(ENGLAND["figures"]))
def test_the_published_national_number_comes_out(id):
    (figure,) = both_ways(MEASURES[id], ENGLAND["rows"])

    assert figure.words() == ENGLAND["figures"][id]
    assert Figure.from_dict(figure.as_dict()) == figure


def test_a_ratio_counts_its_two_numbers_apart_and_n_may_be_larger_than_of():
    rows = [{"line": "left", "fte_tenths": 30}, {"line": "in-post", "fte_tenths": 20}, {"line": "other"}]

    (figure,) = both_ways(MEASURES["turnover"], rows)

    assert (figure.words(), figure.percent, figure.left_out) == ("3 for 2 full-time equivalents (150.0%)", None, ())
    assert both_ways(MEASURES["turnover"], rows[:1])[0].words() == "3 for no full-time equivalents"
    assert both_ways(MEASURES["turnover"], [])[0].words() == "no cases"


def test_a_row_that_does_not_say_its_number_is_left_out_and_said_so():
    rows = [{"line": "left", "fte_tenths": None}, {"line": "in-post", "fte_tenths": 20}]

    (figure,) = both_ways(MEASURES["turnover"], rows)

    assert (figure.words(), figure.left_out_words()) == (
        "0 for 2 full-time equivalents (0.0%)",
        "1 left out: 1 the number is not known",
    )


def test_another_amount_in_a_row_is_another_snapshot_even_where_the_sum_is_the_same():
    rows = [{"line": "in-post", "fte_tenths": 20}, {"line": "vacant", "fte_tenths": 30}]
    one = both_ways(MEASURES["vacancies"], [*rows])[0]
    other = both_ways(MEASURES["vacancies"], [{**rows[0], "fte_tenths": 21}, {**rows[1], "fte_tenths": 29}])[0]

    assert one.of == other.of
    assert one.snapshot_sha != other.snapshot_sha


def test_what_was_frozen_before_there_were_sums_keeps_its_hashes():
    """The two hashes were written down before sums came."""
    example = examples_of(OURS)["measures/statements-with-current-evidence.examples.yaml"][1][0]
    figure = figures_of(EVIDENCE, example, faces=DECLARED)[0]

    assert definition_sha(EVIDENCE) == "c2c04d5ab61900ac28ac541c1bc6d83a82d386d1db7c6219bb71034454974f99"
    assert figure.sha() == "50888c80f6986267cc5f2b106f7e474525eaa45173686c9cb453233119081543"
    assert "terms" not in figure.as_dict()


def test_a_share_of_sums_is_hundred_only_for_all_and_nought_only_for_none():
    vacancies = MEASURES["vacancies"]

    def said(vacant: int, filled: int) -> str:
        rows = [{"line": "vacant", "fte_tenths": vacant}, {"line": "in-post", "fte_tenths": filled}]
        return both_ways(vacancies, rows)[0].words()

    assert said(1, 99_999) == "0.1 of 10,000 full-time equivalents (0.1%)"
    assert said(99_999, 1) == "9,999.9 of 10,000 full-time equivalents (99.9%)"
    assert said(10, 0) == "1 of 1 full-time equivalent (100.0%)"


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"per": None}, "A ratio says what its lower number counts"),
        ({"told": "share", "ratio_is": None}, "belong to «told: ratio»"),
        ({"kind": "random sample"}, "have no likely range"),
        ({"population": {"words": "all", "places": 1}}, "Rows are whole"),
    ],
)
def test_terms_that_do_not_fit_together_are_refused(change, sentence):
    with pytest.raises(ValidationError, match=sentence):
        Measure.model_validate({**HEADING, **yaml("measures.yaml")["measures"][0], **change})


def test_a_text_cannot_be_added_up_and_what_is_below_nought_is_refused():
    wrong = MEASURES["turnover"].model_copy(
        update={"numerator": MEASURES["turnover"].numerator.model_copy(update={"sum": "region"})}
    )

    assert [trouble.sentence for trouble in wrong.troubles_with(CENSUS, None)] == [
        "«region» is not a whole number, so it cannot be added up."
    ]
    rows = [{"line": "left", "fte_tenths": -1}]
    with pytest.raises(RowsNotAsDeclared, match="-1"), sqlite() as execute:
        compute(MEASURES["turnover"], faces={"census": face_of(CENSUS, rows)}, execute=execute, as_at=DAY)
    with pytest.raises(RowsNotAsDeclared, match="-1"):
        compute_plainly(MEASURES["turnover"], faces={"census": CENSUS}, tables={"census": rows}, as_at=DAY)
    with pytest.raises(ImpossibleFigure):
        replace(both_ways(MEASURES["turnover"], [])[0], n=-1)


def test_numbers_are_written_with_no_more_decimals_than_they_have():
    assert [number_words(*one) for one in ((525460, 2), (3, 2), (100, 2), (0, 0), (1234567, 0))] == [
        "5,254.6",
        "0.03",
        "1",
        "0",
        "1,234,567",
    ]


lines = st.sampled_from(["in-post", "left", "vacant", "agency", "covering", "case-holders", "absence"])
amounts = st.one_of(st.none(), st.integers(0, 5000))
rows_of_any_kind = st.lists(
    st.fixed_dictionaries(
        {"line": lines, "region": st.sampled_from(["North", "", None]), "fte_tenths": amounts, "heads": amounts}
        | {"cases": amounts, "days_lost": amounts}
    ),
    unique_by=lambda row: row["line"],
    max_size=7,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows_of_any_kind, st.sampled_from(list(MEASURES)), st.booleans())
def test_any_sum_or_ratio_is_the_same_both_ways(rows, id, leaves_out):
    rule = {"reason": "not said where", "where": {"column": "region", "is": "not known"}}
    dumped = MEASURES[id].model_dump(by_alias=True, exclude_none=True)
    measure = Measure.model_validate({**dumped, "by": "region", "left_out": [rule] if leaves_out else []})

    total, *groups = both_ways(measure, rows)

    assert (total.n, total.of) == (sum(one.n for one in groups), sum(one.of for one in groups))
