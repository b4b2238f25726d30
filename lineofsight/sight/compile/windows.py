"""Once in every stretch of so many days, or in every calendar month, while everything holds."""

# ruff: noqa: S608
from lineofsight.library.standard import Grid, Month
from lineofsight.sight import calendar_tables
from lineofsight.sight.compile.facts import fell_due, not_carried, reach, row, told_once
from lineofsight.sight.compile.numbered import AGED, MISSING, RUN, Vocabulary
from lineofsight.sight.compile.text import Step, or_none, table

_FIRST = calendar_tables.number(calendar_tables.FIRST)


def told_runs(words: Vocabulary) -> Step:
    """The runs with how far the records reach."""
    columns, joins = reach(words, "n")
    facts = "n.child, n.s, n.use, n.kind, n.start_day, n.until_day"
    body = f"SELECT {facts}, {columns} FROM run AS n\n{joins}"
    return Step("told_run", body, is_kept=True)


def windows(words: Vocabulary) -> list[Step]:
    """The first and last day of every window that lies in a run whole; the present one too."""
    arms = []
    steps: list[Step] = []
    grids = [(one.s, one.shape.every) for one in words.standards if isinstance(one.shape, Grid)]
    if grids:
        # The days of the calendar are counted for want of numbers: a question that asks itself runs on fewer engines.
        first_day = f"r.start_day + (d.day - ({_FIRST})) * g.every"
        steps += [
            table("grid", "#s #every", grids),
            Step(
                "grid_window",
                f"""
SELECT r.child, r.s, r.start_day, r.until_day, r.begins, r.ends, {first_day}, g.every, a.as_at
FROM told_run AS r JOIN grid AS g ON g.s = r.s CROSS JOIN asked AS a
JOIN calendar AS d ON d.day <= a.as_at - r.start_day + ({_FIRST}) AND {first_day} <= a.as_at
WHERE r.use = {RUN} AND r.gap IS NULL AND {first_day} + g.every <= r.until_day""",
                ("child", "s", "start_day", "until_day", "begins", "ends", "first_day", "every", "as_at"),
            ),
        ]
        arms.append(
            "SELECT child, s, start_day, until_day, begins, ends, first_day, first_day + every - 1 AS last_day, as_at "
            "FROM grid_window"
        )
    months = [(one.s,) for one in words.of(Month)]
    if months:
        steps.append(table("monthly", "#s", months))
        arms.append(f"""
SELECT r.child, r.s, r.start_day, r.until_day, r.begins, r.ends, m.first_day, m.first_day + m.days - 1, a.as_at
FROM told_run AS r JOIN monthly AS g ON g.s = r.s CROSS JOIN asked AS a
JOIN month AS m ON m.first_day >= r.start_day AND m.first_day <= a.as_at AND m.first_day + m.days <= r.until_day
WHERE r.use = {RUN} AND r.gap IS NULL""")
    done = [(one.s, words.event(one.shape.met_by)) for one in words.standards if isinstance(one.shape, Grid | Month)]
    return [
        *steps,
        table("done_by", "#s #e", done),
        Step(
            "slot",
            "\nUNION ALL ".join(arms),
            ("child", "s", "start_day", "until_day", "begins", "ends", "first_day", "last_day", "as_at"),
        ),
        Step(
            "slot_row",
            """
SELECT w.child, w.s, w.start_day, w.until_day, w.first_day, w.last_day, w.as_at, f.version, w.begins, w.ends,
  MIN(h.day) AS met
FROM slot AS w JOIN edition AS f ON f.s = w.s AND f.start_day <= w.last_day AND w.last_day < f.until_day
JOIN done_by AS d ON d.s = w.s
LEFT JOIN happened AS h ON h.child = w.child AND h.e = d.e AND h.day >= w.first_day AND h.day <= w.last_day
GROUP BY w.child, w.s, w.start_day, w.until_day, w.first_day, w.last_day, w.as_at, f.version, w.begins, w.ends""",
        ),
    ]


def window_rows() -> list[str]:
    """The arms of what comes out."""
    is_open = "v.met IS NULL AND v.last_day < v.as_at"
    is_before = f"({is_open} AND COALESCE(v.first_day < v.begins, 1 = 0))"
    said = f"CASE WHEN {is_open} AND v.last_day > v.ends THEN 'after the records end' ELSE '' END"
    told = row(
        f"""
FROM slot_row AS v LEFT JOIN conflict AS k
  ON k.child = v.child AND k.s = v.s AND k.from_day <= v.last_day AND v.last_day < k.to_day
WHERE k.kind IS NULL AND NOT {is_before}""",
        child="v.child",
        s="v.s",
        version="v.version",
        since="v.start_day",
        counted_from="v.first_day",
        due="v.last_day",
        status=f"CASE WHEN {said} <> '' THEN 'unknown' WHEN v.met IS NOT NULL THEN 'met' "
        "WHEN v.as_at <= v.last_day THEN 'due' ELSE 'missed' END",
        met="v.met",
        until_day=or_none("v.until_day"),
        unknown=said,
    )
    lacking = f"FROM told_run AS r JOIN done_by AS d ON d.s = r.s WHERE r.use = {RUN} AND r.gap IS NOT NULL"
    torn = """(
  SELECT v.child, v.s, k.kind, v.start_day, v.last_day, v.until_day FROM slot_row AS v JOIN conflict AS k
    ON k.child = v.child AND k.s = v.s AND k.from_day <= v.last_day AND v.last_day < k.to_day
)"""
    unseen = f"""(
  SELECT v.child, v.s, '' AS kind, v.start_day, v.last_day, v.until_day FROM slot_row AS v LEFT JOIN conflict AS k
    ON k.child = v.child AND k.s = v.s AND k.from_day <= v.last_day AND v.last_day < k.to_day
  WHERE k.kind IS NULL AND {is_before}
)"""
    days = {"start": "r.start_day", "due": "r.last_day", "until": "r.until_day"}
    return [
        told,
        not_carried(lacking, start="r.start_day", until="r.until_day"),
        fell_due(torn, **days),
        fell_due(unseen, **days, unknown="'before the records begin'"),
    ]


def missing_rows() -> list[str]:
    """One row for all runs of days on which a span that is needed does not exist, or has outlasted an age."""
    return [
        told_once(
            f"FROM told_run AS r WHERE r.use = {use}",
            start="r.start_day",
            until="r.until_day",
            unknown=unknown,
            kind="r.kind",
        )
        for use, unknown in ((MISSING, "'nothing recorded'"), (AGED, "'of age'"))
    ]
