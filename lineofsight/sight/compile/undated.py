"""Facts without their day: what of a child cannot be told because of them, and what can all the same."""

# ruff: noqa: S608

from lineofsight.sight.compile.facts import COLUMNS, row
from lineofsight.sight.compile.numbered import Vocabulary
from lineofsight.sight.compile.text import ANY, Step, table


def missing_days(words: Vocabulary) -> list[Step]:
    """What has no day, and where it silences a standard, asks once more, or doubts what was not done in time."""
    return [
        # stretch: by how many days one such fact can stretch the time until the next; 0: nobody knows.
        table("rests_on", "#s #place kind #first_day #must_be #silences #tells #doubts #stretch", words.rests_on),
        table("rests_on_code", "#s #place code", words.rests_on_codes),
        table("not_on_code", "#s #place code", words.not_on_codes),
        Step(
            "undated",
            "SELECT child, kind, code, COUNT(*) AS number FROM @event@ AS h WHERE day IS NULL "
            "GROUP BY child, kind, code\nUNION ALL SELECT child, kind, code, COUNT(*) AS number "
            "FROM @span@ AS h WHERE start_day IS NULL "
            "GROUP BY child, kind, code",
            is_kept=True,
        ),
        Step(
            "with_undated",
            """
SELECT child, kind, code FROM undated
UNION SELECT h.child, h.kind, h.code FROM @event@ AS h CROSS JOIN asked AS a
WHERE h.day <= a.as_at AND h.child IN (SELECT u.child FROM undated AS u)
UNION SELECT h.child, h.kind, h.code FROM @span@ AS h CROSS JOIN asked AS a
WHERE h.start_day <= a.as_at AND h.child IN (SELECT u.child FROM undated AS u)""",
            is_kept=True,
        ),
        # How many of what must be there for a standard to ask a child has. Counted, because not every engine takes
        # a question within a question within a question.
        Step(
            "there",
            f"""
SELECT x.child, x.s, COUNT(*) AS number
FROM (
  SELECT DISTINCT t.child, p.s, p.place
  FROM with_undated AS t JOIN rests_on AS p ON p.kind = t.kind AND p.must_be = 1
  JOIN rests_on_code AS k ON k.s = p.s AND k.place = p.place AND (t.code = '' OR k.code = '{ANY}' OR k.code = t.code)
  LEFT JOIN not_on_code AS n ON n.s = p.s AND n.place = p.place AND n.code = t.code
  WHERE n.s IS NULL
) AS x GROUP BY x.child, x.s""",
        ),
        Step("must_be", "SELECT r.s, SUM(r.must_be) AS number FROM rests_on AS r GROUP BY r.s"),
        Step(
            "missing_day",
            f"""
SELECT x.child, x.s, x.place, x.silences, x.tells, x.doubts, x.stretch, SUM(x.number) AS number
FROM (
  SELECT DISTINCT u.child, u.code, u.number, r.s, r.place, r.doubts, r.stretch,
    CASE WHEN r.first_day <= a.as_at AND COALESCE(t.number, 0) = m.number THEN r.silences ELSE 0 END AS silences,
    CASE WHEN r.first_day <= a.as_at AND COALESCE(t.number, 0) = m.number THEN r.tells ELSE 0 END AS tells
  FROM undated AS u JOIN rests_on AS r ON r.kind = u.kind CROSS JOIN asked AS a
  JOIN must_be AS m ON m.s = r.s
  JOIN rests_on_code AS k ON k.s = r.s AND k.place = r.place AND (u.code = '' OR k.code = '{ANY}' OR k.code = u.code)
  LEFT JOIN not_on_code AS n ON n.s = r.s AND n.place = r.place AND n.code = u.code
  LEFT JOIN there AS t ON t.child = u.child AND t.s = r.s
  WHERE n.s IS NULL
) AS x GROUP BY x.child, x.s, x.place, x.silences, x.tells, x.doubts, x.stretch""",
            is_kept=True,
        ),
        Step(
            "silenced",
            "SELECT m.child, m.s, MIN(m.place) AS place FROM missing_day AS m WHERE m.silences = 1 "
            "GROUP BY m.child, m.s",
            is_kept=True,
        ),
        Step(
            "told_missing",
            """
SELECT m.child, m.s, COALESCE(MIN(z.place), MIN(m.place)) AS place
FROM missing_day AS m LEFT JOIN silenced AS z ON z.child = m.child AND z.s = m.s
WHERE m.tells = 1 GROUP BY m.child, m.s""",
        ),
        Step(
            "doubted_by",
            """
SELECT x.child, x.s, x.stretched, r.kind
FROM (
  SELECT m.child, m.s, MIN(m.place) AS place, SUM(m.number * m.stretch) AS stretched
  FROM missing_day AS m WHERE m.doubts = 1 GROUP BY m.child, m.s
) AS x JOIN rests_on AS r ON r.s = x.s AND r.place = x.place""",
            is_kept=True,
        ),
    ]


def no_day_rows() -> str:
    """The rows of what cannot be told because a fact has no day."""
    return row(
        "FROM told_missing AS n JOIN rests_on AS r ON r.s = n.s AND r.place = n.place JOIN answer AS w ON w.s = n.s",
        child="n.child",
        s="n.s",
        version="w.version",
        status="'unknown'",
        unknown="'no day'",
        kind="r.kind",
    )


def in_doubt(rows: str) -> str:
    """All rows, and of each whether it was not done in time and something without its day may have been it."""
    columns = ", ".join(f"o.{name}" for name in COLUMNS)
    is_doubted = (
        "CASE WHEN b.s IS NOT NULL AND (o.status IN ('missed', 'overdue') OR (o.status = 'late' "
        "AND (b.stretched = 0 OR o.days_late <= b.stretched))) THEN 1 ELSE 0 END"
    )
    return f"""SELECT {columns}, {is_doubted} AS is_doubted, b.kind AS missing_kind
FROM (
{rows}
) AS o LEFT JOIN doubted_by AS b ON b.child = o.child AND b.s = o.s"""


DOUBTED = {
    "status": "CASE WHEN o.is_doubted = 1 THEN 'unknown' ELSE o.status END",
    "days_late": "CASE WHEN o.is_doubted = 1 THEN 0 ELSE o.days_late END",
    "unknown": "CASE WHEN o.is_doubted = 1 THEN 'no day' ELSE o.unknown END",
    "kind": "CASE WHEN o.is_doubted = 1 THEN o.missing_kind ELSE o.kind END",
}
"""The columns that read otherwise where a row is in doubt."""
