"""Facts without their day: what of a child cannot be told because of them, and what can all the same."""

# ruff: noqa: S608

from lineofsight.sight.compile.facts import COLUMNS, row
from lineofsight.sight.compile.numbered import Vocabulary
from lineofsight.sight.compile.text import ANY, FOREVER, Step, literal, table
from lineofsight.sight.undated import DAY_NOT_SAID, EndsAt

_END = f"CASE WHEN h.until_day IS NULL OR h.until_day > a.as_at THEN {FOREVER} ELSE h.until_day END"


def missing_days(words: Vocabulary) -> list[Step]:
    """What has no day, and where it silences some days, asks once more, or doubts what was not done in time."""
    asks = "r.first_day <= a.as_at AND (r.asks_itself = 1 OR COALESCE(t.number, 0) = m.number)"
    alone = ", ".join(literal(kind) for kind in sorted(words.alone)) or "NULL"
    return [
        # stretch: by how many days one such fact can stretch the time until the next; 0: nobody knows.
        # before, after: the days beside its own on which a span matters too.
        table(
            "rests_on",
            "#s #place kind #first_day #must_be #asks_itself #is_all #silences #tells #doubts #counts #stretch"
            " #before #after",
            words.rests_on,
        ),
        table("turns_on", "#s #from_since #ends_at", words.turns_on),
        table("rests_on_code", "#s #place code", words.rests_on_codes),
        table("not_on_code", "#s #place code", words.not_on_codes),
        Step(
            "without_start",
            f"""
SELECT h.child, h.kind, h.code, {_END} AS to_day, COUNT(*) AS number FROM @span@ AS h CROSS JOIN asked AS a
WHERE h.start_day IS NULL GROUP BY h.child, h.kind, h.code, {_END}""",
            is_kept=True,
        ),
        Step(
            "said_elsewhere",
            f"""
SELECT DISTINCT h.child, h.kind FROM @event@ AS h CROSS JOIN asked AS a
WHERE h.day <= a.as_at AND h.child IN (
  SELECT n.child FROM @event@ AS n WHERE n.day IS NULL AND n.code = '{DAY_NOT_SAID}'
)""",
        ),
        # Of a kind of which a child has one at a time it began after the one before it had ended.
        Step(
            "undated",
            f"""
SELECT child, kind, code, -{FOREVER} AS from_day, {FOREVER} AS to_day, COUNT(*) AS number
FROM (
  SELECT h.child, h.kind, h.code FROM @event@ AS h LEFT JOIN said_elsewhere AS e
    ON e.child = h.child AND e.kind = h.kind AND h.code = '{DAY_NOT_SAID}'
  WHERE h.day IS NULL AND e.child IS NULL
) AS h GROUP BY child, kind, code
UNION ALL SELECT w.child, w.kind, w.code, COALESCE(MAX(h.until_day), -{FOREVER}), w.to_day, w.number
FROM without_start AS w CROSS JOIN asked AS a
LEFT JOIN @span@ AS h ON h.child = w.child AND h.kind = w.kind AND h.kind IN ({alone})
  AND h.start_day <= a.as_at AND h.until_day <= a.as_at AND h.until_day < w.to_day
GROUP BY w.child, w.kind, w.code, w.to_day, w.number""",
            is_kept=True,
        ),
        Step(
            "with_undated",
            f"""
SELECT child, kind, code, from_day, to_day FROM undated
UNION SELECT h.child, h.kind, h.code, h.day, h.day + 1 FROM @event@ AS h CROSS JOIN asked AS a
WHERE h.day <= a.as_at AND h.child IN (SELECT u.child FROM undated AS u)
UNION SELECT h.child, h.kind, h.code, h.start_day, {_END} FROM @span@ AS h CROSS JOIN asked AS a
WHERE h.start_day <= a.as_at AND h.child IN (SELECT u.child FROM undated AS u)""",
            is_kept=True,
        ),
        # How many of what must be there for a standard to ask a child has in those days. Counted, because not every
        # engine takes a question within a question within a question.
        Step(
            "there",
            f"""
SELECT x.child, x.from_day, x.to_day, x.s, COUNT(*) AS number
FROM (
  SELECT DISTINCT t.child, u.from_day, u.to_day, p.s, p.place
  FROM (SELECT DISTINCT child, from_day, to_day FROM undated) AS u
  JOIN with_undated AS t ON t.child = u.child AND t.from_day < u.to_day AND t.to_day > u.from_day
  JOIN rests_on AS p ON p.kind = t.kind AND p.must_be = 1
  JOIN rests_on_code AS k ON k.s = p.s AND k.place = p.place AND (t.code = '' OR k.code = '{ANY}' OR k.code = t.code)
  LEFT JOIN not_on_code AS n ON n.s = p.s AND n.place = p.place AND n.code = t.code
  WHERE n.s IS NULL
) AS x GROUP BY x.child, x.from_day, x.to_day, x.s""",
        ),
        Step("must_be", "SELECT r.s, SUM(r.must_be) AS number FROM rests_on AS r GROUP BY r.s"),
        Step(
            "missing_day",
            f"""
SELECT DISTINCT u.child, u.code, u.number, r.s, r.place, r.doubts, r.counts, r.stretch,
  CASE WHEN r.is_all = 1 THEN -{FOREVER} ELSE u.from_day - r.before END AS from_day,
  CASE WHEN r.is_all = 1 THEN {FOREVER} ELSE u.to_day + r.after END AS to_day,
  CASE WHEN {asks} THEN r.silences ELSE 0 END AS silences, CASE WHEN {asks} THEN r.tells ELSE 0 END AS tells
FROM undated AS u JOIN rests_on AS r ON r.kind = u.kind CROSS JOIN asked AS a
JOIN must_be AS m ON m.s = r.s
JOIN rests_on_code AS k ON k.s = r.s AND k.place = r.place AND (u.code = '' OR k.code = '{ANY}' OR k.code = u.code)
LEFT JOIN not_on_code AS n ON n.s = r.s AND n.place = r.place AND n.code = u.code
LEFT JOIN there AS t ON t.child = u.child AND t.s = r.s AND t.from_day = u.from_day AND t.to_day = u.to_day
WHERE n.s IS NULL""",
        ),
        Step(
            "touched",
            """
SELECT x.*, t.from_since, t.ends_at, d.kind AS doubted_kind, c.kind AS counted_kind
FROM (
  SELECT m.child, m.s, MIN(CASE WHEN m.doubts = 1 THEN m.place END) AS doubted_place,
    MIN(CASE WHEN m.counts = 1 THEN m.place END) AS counted_place,
    CAST(SUM(CASE WHEN m.doubts = 1 THEN m.number * m.stretch ELSE 0 END) AS INTEGER) AS stretched,
    COALESCE(MIN(CASE WHEN m.silences = 1 THEN m.place END), MIN(CASE WHEN m.tells = 1 THEN m.place END)) AS told_place,
    MIN(CASE WHEN m.silences = 1 THEN m.from_day END) AS from_day,
    MAX(CASE WHEN m.silences = 1 THEN m.to_day END) AS to_day
  FROM missing_day AS m GROUP BY m.child, m.s
) AS x JOIN turns_on AS t ON t.s = x.s
LEFT JOIN rests_on AS d ON d.s = x.s AND d.place = x.doubted_place
LEFT JOIN rests_on AS c ON c.s = x.s AND c.place = x.counted_place""",
            is_kept=True,
        ),
    ]


def no_day_rows() -> str:
    """The rows of what cannot be told because a fact has no day."""
    return row(
        "FROM touched AS n JOIN rests_on AS r ON r.s = n.s AND r.place = n.told_place JOIN answer AS w ON w.s = n.s",
        child="n.child",
        s="n.s",
        version="w.version",
        status="'unknown'",
        unknown="'no day'",
        kind="r.kind",
    )


def in_doubt(rows: str) -> str:
    """All rows but those that turn on days on which something without its day may have held.

    Of each whether it was not done in time and something without its day may have been it, or whether it is counted
    from the start and something without its day may have begun it before.
    """
    columns = ", ".join(f"o.{name}" for name in COLUMNS)
    not_in_time = (
        "b.doubted_place IS NOT NULL AND (o.status IN ('missed', 'overdue') OR (o.status = 'late' "
        "AND (b.stretched = 0 OR o.days_late <= b.stretched)))"
    )
    counted = "b.counted_place IS NOT NULL AND o.status <> 'unknown' AND o.counted_from <= o.since"
    missing_kind = f"CASE WHEN {not_in_time} THEN b.doubted_kind WHEN {counted} THEN b.counted_kind END"
    starts = "CASE WHEN b.from_since = 1 THEN o.since ELSE COALESCE(o.counted_from, o.since) END"
    ends = (
        f"CASE b.ends_at WHEN {EndsAt.CALL:d} THEN o.since + 1 "
        f"WHEN {EndsAt.WINDOW:d} THEN COALESCE(o.due + 1, o.until_day, {FOREVER}) "
        f"ELSE COALESCE(o.met, o.until_day, {FOREVER}) END"
    )
    return f"""SELECT {columns}, {missing_kind} AS missing_kind
FROM (
{rows}
) AS o LEFT JOIN touched AS b ON b.child = o.child AND b.s = o.s
WHERE b.from_day IS NULL OR o.since IS NULL OR b.from_day >= {ends} OR b.to_day <= {starts}"""


DOUBTED = {
    "status": "CASE WHEN o.missing_kind IS NOT NULL THEN 'unknown' ELSE o.status END",
    "days_late": "CASE WHEN o.missing_kind IS NOT NULL THEN 0 ELSE o.days_late END",
    "unknown": "CASE WHEN o.missing_kind IS NOT NULL THEN 'no day' ELSE o.unknown END",
    "kind": "CASE WHEN o.missing_kind IS NOT NULL THEN o.missing_kind ELSE o.kind END",
}
"""The columns that read otherwise where a row is in doubt."""
