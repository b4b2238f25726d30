"""A measure computed in a database: what it counts, what it refuses, and that it can be computed again."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.library.measure import Measure
from lineofsight.library.reading import read_documents
from lineofsight.library.shelf import load
from lineofsight.measures.compute import MeasureDoesNotFit, Period, RowsNotAsDeclared, compute
from lineofsight.measures.judged import definition_sha
from lineofsight.measures.sql import Face
from tests.library.shelves import MEASURE
from tests.measures.in_memory import DECLARED, face_of, sqlite

DAY = date(2026, 3, 31)
EVIDENCE = load().newest(Measure, "statements-with-current-evidence")


def statement(ref: str, agency: str | None = "Council", **more: object) -> dict[str, object]:
    given = {"statement_ref": ref, "agency": agency, "is_included": True, "recorded_date": date(2026, 1, 1)}
    return {**given, **more}


def support(ref: str, evidence: str = "e1", **more: object) -> dict[str, object]:
    day = date(2026, 2, 1)
    return {"statement_ref": ref, "evidence_ref": evidence, "tied_date": day, "accepted_date": day, **more}


def figures(statements, supports=(), *, measure=EVIDENCE, as_at=DAY, **more):
    faces = {
        "statements": face_of(DECLARED["statements"], statements),
        "supports": face_of(DECLARED["supports"], supports),
    }
    with sqlite() as execute:
        return compute(measure, faces=faces, execute=execute, as_at=as_at, **more)


def measure(text: str, **replaced: str) -> Measure:
    for old, new in replaced.items():
        text = text.replace(old, new)
    return Measure.model_validate(read_documents(f"id: some\n{text}")[0].data)


def test_the_total_comes_first_and_groups_by_name():
    found = figures([statement("s1", "Police"), statement("s2", "Council")], [support("s2")])

    assert [(figure.group, figure.words()) for figure in found] == [
        ("", "1 of 2 (50%)"),
        ("Council", "1 of 1 (100%)"),
        ("Police", "0 of 1 (0%)"),
    ]


def test_a_row_that_does_not_say_its_group_is_counted_under_not_known():
    found = figures([statement("s1", None), statement("s2", "")])

    assert [(figure.group, figure.of) for figure in found] == [("", 2), ("not known", 2)]


def test_a_group_that_was_asked_for_has_a_figure_without_a_row():
    found = figures([statement("s1")], groups=["Police", "Council"])

    assert [(figure.group, figure.words()) for figure in found][1:] == [
        ("Council", "0 of 1 (0%)"),
        ("Police", "no cases"),
    ]


def test_a_measure_that_tells_nothing_apart_has_the_total_alone():
    found = figures([statement("s1")], measure=measure(MEASURE), groups=["Police"])

    assert [figure.words() for figure in found] == ["1 of 1 (100%)"]


def test_the_order_of_the_rows_does_not_matter():
    rows = [statement("s1", "Police"), statement("s2"), statement("s3", is_included=False)]
    ties = [support("s1"), support("s2"), support("s2", "e2")]

    assert figures(rows, ties) == figures(rows[::-1], ties[::-1])


def test_a_figure_tells_when_it_no_longer_computes():
    before = figures([statement("s1"), statement("s2")], [support("s1")])[0]
    same_number = figures([statement("s1"), statement("s2")], [support("s2")])[0]
    expired = figures([statement("s1"), statement("s2")], [support("s1", ended_date=DAY)])[0]

    assert before.differences(figures([statement("s1"), statement("s2")], [support("s1")])[0]) == ()
    assert before.differences(same_number) == ("snapshot_sha",)
    assert before.differences(expired) == ("n", "snapshot_sha")


def test_what_happens_after_the_day_changes_nothing_as_at_the_day():
    before = figures([statement("s1")], [support("s1")])
    later = figures(
        [statement("s1", withdrawn_date=date(2026, 4, 2)), statement("s2", recorded_date=date(2026, 4, 1))],
        [support("s1", ended_date=date(2026, 4, 1)), support("s1", "e2", tied_date=date(2026, 4, 1))],
    )

    assert before == later


def test_who_owns_a_definition_does_not_belong_to_its_hash_and_what_it_counts_does():
    one = measure(MEASURE)

    assert definition_sha(one) == definition_sha(measure(MEASURE, **{"owner: business manager": "owner: analyst"}))
    assert definition_sha(one) != definition_sha(measure(MEASURE, **{"equals: true": "equals: false"}))
    assert definition_sha(one) != definition_sha(measure(MEASURE, **{"every statement": "each statement"}))


def test_days_may_be_compared_with_a_fixed_day():
    since = "where: {column: recorded_date, on_or_after: 2026-01-01}"
    some = measure(MEASURE, **{"where: {column: is_included, equals: true}": since})

    found = figures([statement("s1"), statement("s2", recorded_date=date(2025, 12, 31))], measure=some)

    assert found[0].words() == "1 of 2 (50%)"


PERIOD = {
    "kind: full count": "kind: full count\nwindow: a period",
    "where: {column: is_included, equals: true}": (
        "where: {all: [{column: recorded_date, on_or_after: period_from},"
        " {column: recorded_date, on_or_before: period_to}]}"
    ),
}


def test_a_period_counts_its_first_and_its_last_day():
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1)]
    rows = [statement(f"s{number}", recorded_date=day) for number, day in enumerate(days)]
    period = Period(date(2026, 2, 1), date(2026, 2, 28))

    (found,) = figures(rows, measure=measure(MEASURE, **PERIOD), period=period)

    assert found.words() == "2 of 4 (50%)"
    assert (found.period_from, found.period_to) == (period.from_date, period.to_date)


@pytest.mark.parametrize(
    "text, period",
    [
        (PERIOD, None),
        ({}, Period(date(2026, 1, 1), date(2026, 1, 31))),
        (PERIOD, Period(date(2026, 1, 31), date(2026, 1, 1))),
        (PERIOD, Period(date(2026, 3, 1), date(2026, 4, 1))),
    ],
)
def test_a_period_is_given_where_it_is_needed_and_ends_by_the_day(text, period):
    with pytest.raises(MeasureDoesNotFit):
        figures([statement("s1")], measure=measure(MEASURE, **text), period=period)


def test_a_face_that_was_not_given_is_named():
    faces = {"statements": face_of(DECLARED["statements"], [])}

    with sqlite() as execute, pytest.raises(MeasureDoesNotFit, match="«supports» is not a face"):
        compute(EVIDENCE, faces=faces, execute=execute, as_at=DAY)
    with sqlite() as execute, pytest.raises(MeasureDoesNotFit, match="«statements», which was not given"):
        compute(EVIDENCE, faces={}, execute=execute, as_at=DAY)


def test_a_row_given_twice_is_refused_and_not_counted_twice():
    with pytest.raises(RowsNotAsDeclared, match="twice"):
        figures([statement("s1"), statement("s1")])


def test_a_row_without_its_key_is_refused():
    face = Face(DECLARED["statements"], face_of(DECLARED["statements"], [statement("s1")]).sql.split(" WHERE ")[0])
    face = replace(face, params=face_of(DECLARED["statements"], [statement("s1")]).params)

    with sqlite() as execute, pytest.raises(RowsNotAsDeclared, match="key is None"):
        compute(measure(MEASURE), faces={"statements": face}, execute=execute, as_at=DAY)


def test_a_value_with_sql_in_it_is_only_a_value():
    hostile = "x'); DROP TABLE statements; --"
    text = f'where: {{column: agency, equals: "{hostile}"}}'
    some = measure(MEASURE, **{"where: {column: is_included, equals: true}": text})

    assert figures([statement("s1", hostile), statement("s2")], measure=some)[0].words() == "1 of 2 (50%)"


@pytest.mark.django_db
def test_the_same_text_runs_on_the_database_of_the_product():
    from django.db import connection

    rows = [statement("s1", "Police"), statement("s2"), statement("s3", is_included=False), statement("s4", None)]
    ties = [support("s1"), support("s2", ended_date=DAY), support("s4", valid_until=DAY, shows=2, who_says="owner")]
    faces = {"statements": face_of(DECLARED["statements"], rows), "supports": face_of(DECLARED["supports"], ties)}

    def execute(sql, params):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    assert compute(EVIDENCE, faces=faces, execute=execute, as_at=DAY) == figures(rows, ties)
