"""The facts as at a day, from whatever tables or queries the caller gives, and how far the records reach."""

# ruff: noqa: S608

from lineofsight.library.standard import Shape
from lineofsight.sight.compile.masks import Seen
from lineofsight.sight.compile.numbered import Row, Vocabulary
from lineofsight.sight.compile.text import ANY, FOREVER, Step, literal, or_none, table


def seen_facts(words: Vocabulary) -> list[Step]:
    """What had happened and what held on the day; an end that was still to come is no end yet."""
    wanted, taken_out = words.wanted()
    steps = [
        Step("asked", "SELECT CAST(@as_at@ AS INTEGER) AS as_at"),
        table("wanted", "#e kind code", wanted),
        Step(
            "held",
            f"""
SELECT DISTINCT h.child, h.kind, h.start_day,
  CASE WHEN h.until_day IS NULL OR h.until_day > a.as_at THEN {FOREVER} ELSE h.until_day END AS until_day,
  h.code, h.number
FROM @span@ AS h CROSS JOIN asked AS a
WHERE h.start_day <= a.as_at{_of_kinds(words)}""",
            is_kept=True,
        ),
    ]
    not_out = ""
    if taken_out:
        steps.append(table("unwanted", "#e code", taken_out))
        not_out = "\n  AND NOT EXISTS (SELECT 1 FROM unwanted AS u WHERE u.e = w.e AND u.code = h.code)"
    steps.append(
        Step(
            "happened",
            f"""
SELECT h.child, w.e, h.day, h.link
FROM @event@ AS h
JOIN wanted AS w ON w.kind = h.kind AND (w.code = '{ANY}' OR w.code = h.code)
CROSS JOIN asked AS a
WHERE h.day <= a.as_at{not_out}""",
            is_kept=True,
        )
    )
    return steps


def _of_kinds(words: Vocabulary) -> str:
    if Seen() in words.tests.numbers:
        return ""
    if not words.span_kinds:
        return " AND 1 = 0"
    return f" AND h.kind IN ({', '.join(literal(kind) for kind in sorted(words.span_kinds))})"


def answers(words: Vocabulary) -> list[Step]:
    """What each standard relies on: the kinds of what answers it and what calls for it, in order."""
    kinds = [one.relied_on for one in words.standards]
    most = max(map(len, kinds))
    rows: list[Row] = [
        (one.s, one.newest.version, *(some + [""] * most)[:most])
        for one, some in zip(words.standards, kinds, strict=True)
    ]
    listed = ", ".join(literal(kind) for kind in sorted({kind for some in kinds for kind in some}))
    return [
        table("answer", "#s #version " + " ".join(f"kind{place}" for place in range(most)), rows),
        # The records say of each child how far they reach in every kind: of the few that are relied on it is read once.
        Step(
            "reached",
            f"SELECT k.child, k.kind, k.start_day, k.until_day FROM @carried@ AS k WHERE k.kind IN ({listed})",
            is_kept=True,
        ),
    ]


def counted_back(words: Vocabulary, shape: type[Shape], rows: str, day: str) -> tuple[list[Step], str, str]:
    """The day from which something that begins on a day is counted: the steps, the day, its join to `c`.

    rows: the step of what begins, with child, s and that day.
    """
    backs = words.counted_back(shape)
    if not backs:
        return [], f"c.{day}", ""
    name = f"back_of_{rows}"
    steps = [
        table(f"{name}s", "#s #e #at_most", backs),
        Step(
            name,
            f"""
SELECT c.child, c.s, c.{day}, MAX(h.day) AS counted_day
FROM (SELECT DISTINCT child, s, {day} FROM {rows}) AS c JOIN {name}s AS t ON t.s = c.s
JOIN happened AS h ON h.child = c.child AND h.e = t.e AND h.day <= c.{day} AND h.day >= c.{day} - t.at_most
GROUP BY c.child, c.s, c.{day}""",
            is_kept=True,
        ),
    ]
    join = f"LEFT JOIN {name} AS b ON b.child = c.child AND b.s = c.s AND b.{day} = c.{day}"
    return steps, f"COALESCE(b.counted_day, c.{day})", join


def reach(words: Vocabulary, row: str) -> tuple[str, str]:
    """The columns version, gap (the kind that is not carried), begins and ends; the joins."""
    places = range(max(len(one.relied_on) for one in words.standards))
    joins = f"JOIN answer AS w ON w.s = {row}.s" + "".join(
        f"\nLEFT JOIN reached AS k{place} ON k{place}.child = {row}.child AND k{place}.kind = w.kind{place}"
        for place in places
    )
    gap = " ".join(f"WHEN w.kind{place} <> '' AND k{place}.child IS NULL THEN w.kind{place}" for place in places)
    columns = f"w.version, CASE {gap} END AS gap, k0.start_day AS begins, COALESCE(k0.until_day, {FOREVER}) AS ends"
    return columns, joins


COLUMNS = {
    "child": "",
    "s": "",
    "version": "",
    "since": "CAST(NULL AS INTEGER)",
    "counted_from": "CAST(NULL AS INTEGER)",
    "due": "CAST(NULL AS INTEGER)",
    "status": "",
    "met": "CAST(NULL AS INTEGER)",
    "limit_no": "-1",
    "days_late": "0",
    "sure_by": "CAST(NULL AS INTEGER)",
    "until_day": "CAST(NULL AS INTEGER)",
    "unknown": "''",
    "kind": "''",
    "tightened": "0",
}
"""The columns of what comes out, with what stands where an arm says nothing."""


def row(tables: str, **given: str) -> str:
    """A SELECT of the columns of what comes out."""
    columns = ", ".join(f"{given.get(name, nothing)} AS {name}" for name, nothing in COLUMNS.items())
    return f"SELECT {columns}\n{tables.strip()}"


def not_carried(tables: str, *, start: str, until: str) -> str:
    """The row of what no source carries: one for a child and standard."""
    return told_once(tables, start=start, until=until, unknown="'not carried'", kind="r.gap")


def fell_due(rows: str, *, start: str, due: str, until: str, unknown: str = "'conflict'") -> str:
    """One row for a child and standard of what fell due and is not known for one reason; the first due day is told.

    rows: child, s and kind, and the columns that are named. unknown: the reason; left out, that two spans held of which
    only one can be.
    """
    told = row(
        f"FROM {rows} AS r JOIN answer AS w ON w.s = r.s",
        child="r.child",
        s="r.s",
        version="w.version",
        since=f"MIN({start})",
        due=f"MIN({due})",
        status="'unknown'",
        until_day=or_none(f"MAX({until})"),
        unknown=unknown,
        kind="r.kind",
    )
    return f"{told}\nGROUP BY r.child, r.s, w.version, r.kind"


def told_once(tables: str, *, start: str, until: str, unknown: str, kind: str) -> str:
    """One row for a child, standard and kind, from the first time that it was asked for to the last."""
    told = nobody_can_tell(tables, since=f"MIN({start})", until=f"MAX({until})", unknown=unknown, kind=kind)
    return f"{told}\nGROUP BY r.child, r.s, r.version, {kind}"


def nobody_can_tell(tables: str, *, since: str, until: str, unknown: str, kind: str) -> str:
    """The row of a count or run of which nothing can be told: child, standard and version come from `r`."""
    return row(
        tables,
        child="r.child",
        s="r.s",
        version="r.version",
        since=since,
        status="'unknown'",
        until_day=or_none(until),
        unknown=unknown,
        kind=kind,
    )
