"""The SQL and the slow, obvious way give the same figures and the same hashes, whatever the rows and the conditions."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.library.measure import Measure
from lineofsight.measures import sql
from lineofsight.measures.compute import compute
from lineofsight.measures.plain import compute_plainly
from tests.measures.in_memory import DECLARED, EVIDENCE, SOME, face_of, sqlite

DAY = date(2026, 3, 31)

known_days = st.integers(-2, 2).map(lambda number: DAY + timedelta(days=number))
days = st.one_of(st.none(), known_days)
texts = st.one_of(st.none(), st.sampled_from(["Council", "Police", "", "council", "Ünit", "a'b", "%s"]))
yes_no = st.one_of(st.none(), st.booleans())
refs = st.sampled_from(["s1", "s2", "s3", "s4"])

statements = st.lists(
    st.fixed_dictionaries(
        {
            "statement_ref": refs,
            "review_ref": texts,
            "agency": texts,
            "is_included": yes_no,
            "recorded_date": days,
            "withdrawn_date": days,
        }
    ),
    unique_by=lambda row: row["statement_ref"],
    max_size=4,
)
supports = st.lists(
    st.fixed_dictionaries(
        {
            "statement_ref": refs,
            "evidence_ref": st.sampled_from(["e1", "e2"]),
            "tied_date": known_days,
            "accepted_date": days,
            "ended_date": days,
            "valid_until": days,
            "shows": st.one_of(st.none(), st.integers(0, 5)),
            "who_says": texts,
        }
    ),
    unique_by=lambda row: (row["statement_ref"], row["evidence_ref"]),
    max_size=6,
)


def column_tests(face: str) -> st.SearchStrategy[dict[str, object]]:
    """A test of one column of a face, of any sort that suits its type."""
    of_type = {"text": [], "day": [], "yes_no": [], "integer": []}
    for name, column in DECLARED[face].columns.items():
        of_type[column.type.value].append(name)
    values = {
        "text": st.sampled_from(["Council", "", "s1", "%s", "a'b"]),
        "yes_no": st.booleans(),
        "integer": st.integers(0, 5),
    }
    choices = [
        st.builds(lambda c, w: {"column": c, "is": w}, st.sampled_from(list(DECLARED[face].columns)), known_words),
        st.builds(lambda c, t, d: {"column": c, t: d}, st.sampled_from(of_type["day"]), day_tests, days_named),
    ]
    for kind, strategy in values.items():
        if of_type[kind]:
            choices.append(st.builds(lambda c, v: {"column": c, "equals": v}, st.sampled_from(of_type[kind]), strategy))
            several = st.lists(strategy, min_size=1, max_size=3)
            choices.append(st.builds(lambda c, v: {"column": c, "one_of": v}, st.sampled_from(of_type[kind]), several))
    return st.one_of(choices)


known_words = st.sampled_from(["known", "not known"])
day_tests = st.sampled_from(["on_or_before", "before", "on_or_after", "after"])
days_named = st.one_of(st.just("as_at"), known_days)


def nested(face: str) -> st.SearchStrategy[dict[str, object]]:
    """Conditions of any depth on a face."""
    return st.recursive(
        column_tests(face),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=5,
    )


def has_any(where: st.SearchStrategy[dict[str, object] | None]) -> st.SearchStrategy[dict[str, object]]:
    """There are such rows among the supports of a statement."""
    return where.map(lambda inner: {"has_any": {"face": "supports", "matching": "statement_ref", "where": inner}})


conditions = st.one_of(
    nested("statements"),
    has_any(st.one_of(st.none(), nested("supports"))),
    st.tuples(nested("statements"), has_any(nested("supports"))).map(lambda pair: {"any": [{"not": pair[0]}, pair[1]]}),
)


def assert_equal(measure, statements, supports):
    rows = {"statements": statements, "supports": supports}
    faces = {id: face_of(DECLARED[id], rows[id]) for id in rows}
    with sqlite() as execute:
        by_sql = compute(measure, faces=faces, execute=execute, as_at=DAY, groups=["Police"])

    assert by_sql == compute_plainly(measure, faces=DECLARED, tables=rows, as_at=DAY, groups=["Police"])


@settings(max_examples=60, deadline=None)
@given(statements, supports)
def test_our_measure_is_the_same_both_ways(statements, supports):
    assert_equal(EVIDENCE, statements, supports)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(statements, supports, conditions, conditions, conditions)
def test_any_measure_of_the_vocabulary_is_the_same_both_ways(statements, supports, population, numerator, left_out):
    measure = Measure.model_validate(
        {
            **SOME,
            "population": {"words": "some", "where": population},
            "numerator": {"words": "some of them", "where": numerator},
            "left_out": [{"reason": "a reason", "where": left_out}],
        }
    )

    assert_equal(measure, statements, supports)


@pytest.mark.parametrize("test, wrong", [("on_or_before", "<"), ("after", ">="), ("on_or_after", ">")])
def test_one_wrong_sign_in_the_sql_would_be_noticed(monkeypatch, test, wrong):
    monkeypatch.setitem(sql._SIGNS, test, wrong)
    rows = [
        {"statement_ref": "s1", "is_included": True, "recorded_date": DAY, "withdrawn_date": None},
        {"statement_ref": "s2", "is_included": True, "recorded_date": DAY, "withdrawn_date": DAY},
    ]
    ties = [{"statement_ref": "s1", "evidence_ref": "e1", "tied_date": DAY, "accepted_date": DAY, "valid_until": DAY}]

    with pytest.raises(AssertionError):
        assert_equal(EVIDENCE, rows, ties)
