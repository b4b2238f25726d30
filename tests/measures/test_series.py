"""What is added up in one question is what `compute` gives month by month and group by group."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.library.measure import Measure
from lineofsight.library.shelf import load
from lineofsight.measures import series
from lineofsight.measures.compute import Period, compute
from lineofsight.measures.series import by_month, month_column
from tests.measures.in_memory import DECLARED, HEADING, face_of, sqlite

LETTERS = load().newest(Measure, "letters-before-proceedings-in-time")
AS_AT = date(2026, 3, 20)
MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
SHARED = Measure.model_validate(
    {**HEADING, "face": "stated", "by": "agency", "window": "a period"}
    | {
        "population": {
            "words": "all",
            "sum": "out_of",
            "where": {
                "all": [
                    {"column": "quarter_end_date", "on_or_after": "period_from"},
                    {"column": "quarter_end_date", "on_or_before": "period_to"},
                ]
            },
        },
        "numerator": {"words": "some", "sum": "counted"},
    }
)
# Its rows fall into a period by either of two days, so it is asked month by month.
EITHER = SHARED.model_validate(
    SHARED.model_dump(by_alias=True, exclude_none=True)
    | {"population": {"words": "all", "where": {"any": [{"column": "quarter_end_date", "on_or_after": "period_from"}]}}}
    | {"numerator": {"words": "some", "where": {"column": "counted", "equals": 1}}}
)

days = st.one_of(st.none(), st.integers(-3, 90).map(lambda number: date(2025, 12, 30) + timedelta(days=number)))
agencies = st.sampled_from(["Council", "Health", "", None])
steps = st.lists(
    st.fixed_dictionaries(
        {
            "run": st.sampled_from("abcdefgh"),
            "step": st.just("letter"),
            "agency": agencies,
            "pathway": st.just("pre-proceedings"),
            "status": st.sampled_from(["done", "done late", "missed", "not required", "not due", "not on the way"]),
            "due_date": days,
            "started_date": days,
        }
    ),
    unique_by=lambda row: row["run"],
    max_size=8,
)
stated = st.lists(
    st.fixed_dictionaries(
        {
            "stated": st.sampled_from("abcdefgh"),
            "question": st.just("q"),
            "agency": agencies,
            "quarter_end_date": days,
            "counted": st.one_of(st.none(), st.integers(0, 5)),
            "out_of": st.one_of(st.none(), st.integers(5, 9)),
        }
    ),
    unique_by=lambda row: row["stated"],
    max_size=8,
)


def assert_same(measure: Measure, rows) -> None:
    faces = {measure.face: face_of(DECLARED[measure.face], rows)}
    with sqlite() as execute:
        found = by_month(measure, faces=faces, execute=execute, as_at=AS_AT, months=MONTHS, by=measure.by)
        told = {}
        for first, last in zip(MONTHS, [date(2026, 1, 31), date(2026, 2, 28), AS_AT], strict=True):
            figures = compute(measure, faces=faces, execute=execute, as_at=AS_AT, period=Period(first, last))
            told |= {(first, one.group): (one.n, one.of, one.left_out) for one in figures if one.of or one.left_out}
    assert {key: (one.n, one.of, one.left_out) for key, one in found.items() if one.of or one.left_out} == told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_a_measure_of_rows_is_the_same_by_month_as_month_by_month(rows):
    assert_same(LETTERS, rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stated)
def test_so_is_a_sum_and_a_measure_that_is_asked_month_by_month(rows):
    assert_same(SHARED, rows)
    assert_same(EITHER, rows)


def test_the_month_is_read_from_one_column_or_not_at_all():
    assert [month_column(one) for one in (LETTERS, SHARED, EITHER)] == ["due_date", "quarter_end_date", None]


def test_a_wrong_month_would_be_noticed(monkeypatch):
    monkeypatch.setattr(series, "month_column", lambda measure: "started_date")
    row = {"run": "a", "step": "letter", "agency": "Council", "pathway": "pre-proceedings", "status": "done"}

    with pytest.raises(AssertionError):
        assert_same(LETTERS, [row | {"due_date": date(2026, 2, 1), "started_date": date(2026, 1, 1)}])
