"""Where a chain counts: the counts, the stretches of each with the limit that holds, and when a limit is the one asked.

A point asks by the first stretch that still lies before its due day. Which one that is depends on the point's day alone
and only grows with it. So each stretch is asked by the points of one interval of days, worked out here for a few
stretches and not for a million points.
"""

# ruff: noqa: S608
from lineofsight.library.standard import Chain
from lineofsight.sight.compile.counting import WORKING, later, turning
from lineofsight.sight.compile.facts import counted_back, reach
from lineofsight.sight.compile.numbered import RUN, Numbered, Row, Vocabulary
from lineofsight.sight.compile.text import FOREVER, Step, earlier_of, later_of, table


def raw_counts(words: Vocabulary) -> list[Step]:
    """Each count: a run of days on which everything holds, or a meeting of the spans that it is counted from."""
    chains = words.of(Chain)
    arms = []
    steps = []
    free = [one.s for one in chains if not _counted_from(one)]
    if free:
        listed = ", ".join(map(str, free))
        arms.append(f"SELECT child, s, start_day, until_day FROM run AS r WHERE r.use = {RUN} AND r.s IN ({listed})")
    for many in sorted({len(_counted_from(one)) for one in chains} - {0}):
        rows: list[Row] = [(one.s, *_counted_from(one)) for one in chains if len(_counted_from(one)) == many]
        places = range(many)
        steps.append(table(f"counted_from{many}", "#s " + " ".join(f"kind{place}" for place in places), rows))
        start, until = "h0.start_day", "h0.until_day"
        joins = "JOIN held AS h0 ON h0.kind = f.kind0"
        for place in places[1:]:
            start, until = later_of(start, f"h{place}.start_day"), earlier_of(until, f"h{place}.until_day")
            joins += f" JOIN held AS h{place} ON h{place}.child = h0.child AND h{place}.kind = f.kind{place}"
        arms.append(
            f"SELECT h0.child, f.s, {start} AS start_day, {until} AS until_day FROM counted_from{many} AS f {joins} "
            f"WHERE {start} < {until}"
        )
    columns = ("child", "s", "start_day", "until_day")
    if not words.anew:
        return [*steps, Step("raw_count", "\nUNION ".join(arms), columns, is_kept=True)]
    return [
        *steps,
        Step("whole_count", "\nUNION ".join(arms), columns, is_kept=True),
        table("anew", "#s #t", words.anew),
        # Where a span ended and no other of its kind holds, the count of what goes on is cut.
        Step(
            "raw_count",
            """
SELECT c.child, c.s, c.day, COALESCE(LEAD(c.day) OVER w, c.until_day) FROM (
  SELECT child, s, start_day, until_day, start_day AS day FROM whole_count
  UNION SELECT c.child, c.s, c.start_day, c.until_day, v.day FROM whole_count AS c JOIN anew AS n ON n.s = c.s
    JOIN level AS v ON v.child = c.child AND v.t = n.t AND v.total = 0 AND v.day > c.start_day AND v.day < c.until_day
    CROSS JOIN asked AS a WHERE v.day <= a.as_at
) AS c WINDOW w AS (PARTITION BY c.child, c.s, c.start_day, c.until_day ORDER BY c.day)""",
            columns,
            is_kept=True,
        ),
    ]


def _counted_from(one: Numbered) -> tuple[str, ...]:
    return one.shape.counted_from if isinstance(one.shape, Chain) else ()


def counts(words: Vocabulary) -> list[Step]:
    """The counts that can be told, each with a number, what answers it and how far the records reach."""
    rows: list[tuple[int, ...]] = [
        (one.s, words.event(one.shape.met_by), one.most, int(one.has_unsure)) for one in words.of(Chain)
    ]
    columns, joins = reach(words, "c")
    back, first_day, back_join = counted_back(words, Chain, "raw_count", "start_day")
    return [
        *back,
        table("chain", "#s #e #most #has_unsure", rows),
        table("number_class", "#s #number", [(s, number) for s, _, most, _ in rows for number in range(most + 1)]),
        Step(
            "counts",
            f"""
SELECT ROW_NUMBER() OVER (ORDER BY c.child, c.s, c.start_day, c.until_day) AS c, c.child, c.s, c.start_day, c.until_day,
  {first_day} AS first_day, n.e, n.most, n.has_unsure, {columns}
FROM raw_count AS c JOIN chain AS n ON n.s = c.s
{joins}
{back_join}""",
            is_kept=True,
        ),
    ]


def stretches(words: Vocabulary) -> list[Step]:
    """The stretches of a count with their limit, for the first, second, … event and for any other (number 0)."""
    tests = words.tests
    listed = tests.listed("x")
    start = later_of(later_of("p.from_day", "c.start_day"), "f.start_day")
    until = earlier_of(earlier_of("p.to_day", "c.until_day"), "f.until_day")
    months = sorted({(row[1], row[7]) for row, _ in words.limits if row[7]})
    terms = sorted([(one.s, 0) for one in words.of(Chain)] + months)
    cut, cut_joins = later("x.start_day", within="n.months", counted="1", calendar="''", tag="a")
    end, end_joins = later("x.start_day", within="l.months", counted="1", calendar="''", tag="b")
    cut = f"CASE WHEN n.months = 0 THEN x.from_day ELSE {cut} END" if months else "x.from_day"
    own, tightened = _own_interval(words)
    return [
        *tightened,
        table("months_of", "#s #months", terms),
        Step(
            "cut",
            f"""
SELECT x.c, x.child, x.s, x.start_day, x.has_unsure, x.v, {listed}, x.from_day, x.to_day, {cut} AS day
FROM (
  SELECT c.c, c.child, c.s, c.start_day, c.has_unsure, f.v, {tests.listed("p")}, {start} AS from_day, {until} AS to_day
  FROM counts AS c
  JOIN piece AS p ON p.child = c.child AND p.s = c.s AND p.use = {RUN}
    AND p.from_day < c.until_day AND p.to_day > c.start_day
  JOIN edition AS f ON f.s = c.s AND f.start_day < {earlier_of("p.to_day", "c.until_day")}
    AND f.until_day > {later_of("p.from_day", "c.start_day")}
) AS x JOIN months_of AS n ON n.s = x.s {cut_joins if months else ""}""",
        ),
        Step(
            "ruled",
            f"""
SELECT x.c, x.child, x.s, x.has_unsure, k.number, x.day, x.next_day, MIN(l.l) AS l
FROM (
  SELECT x.c, x.child, x.s, x.start_day, x.has_unsure, x.v, {listed}, x.day,
    COALESCE(LEAD(x.day) OVER (PARTITION BY x.c, x.v, x.from_day ORDER BY x.day), x.to_day) AS next_day
  FROM cut AS x WHERE x.day >= x.from_day AND x.day < x.to_day
) AS x
JOIN term AS l ON l.v = x.v AND {tests.true_of("x", "l")}
JOIN number_class AS k ON k.s = x.s AND (l.number = 0 OR l.number = k.number)
  AND (l.from_number = 0 OR k.number = 0 OR k.number >= l.from_number)
{end_joins if months else ""}
WHERE x.day < x.next_day{f" AND (l.months = 0 OR x.day < {end})" if months else ""}
GROUP BY x.c, x.child, x.s, x.has_unsure, k.number, x.day, x.next_day""",
        ),
        Step(
            "stretch",
            f"""
SELECT x.c, x.has_unsure, x.number, x.day AS from_day, x.next_day AS to_day, x.l, x.own,
  MIN(x.day) OVER (PARTITION BY x.c, x.number, x.ruling) AS ruled_from,
  MAX(x.next_day) OVER (PARTITION BY x.c, x.number, x.block) AS ended,
  x.last_day, MAX(x.ruling) OVER (PARTITION BY x.c, x.number) - x.ruling AS rulings_after
FROM (
  SELECT x.*, SUM(x.is_first) OVER (PARTITION BY x.c, x.number ORDER BY x.day) AS block,
    SUM(CASE WHEN x.is_first = 0 AND x.l = x.last_l AND x.own = x.last_own THEN 0 ELSE 1 END)
      OVER (PARTITION BY x.c, x.number ORDER BY x.day) AS ruling
  FROM (
    SELECT x.*, CASE WHEN x.last_day = x.day THEN 0 ELSE 1 END AS is_first
    FROM (
      SELECT x.*, LAG(x.next_day) OVER w AS last_day, LAG(x.l) OVER w AS last_l, LAG(x.own) OVER w AS last_own
      FROM (SELECT x.*, {own} AS own FROM ruled AS x) AS x
      WINDOW w AS (PARTITION BY x.c, x.number ORDER BY x.day)
    ) AS x
  ) AS x
) AS x""",
            is_kept=True,
        ),
    ]


def _own_interval(words: Vocabulary) -> tuple[str, list[Step]]:
    """The shortest interval of the child's own plan on the days of a stretch; 0 where there is none."""
    rows = [
        (one.s, one.shape.tightened_by)
        for one in words.of(Chain)
        if isinstance(one.shape, Chain) and one.shape.tightened_by
    ]
    if not rows:
        return "0", []
    shortest = """COALESCE((
    SELECT MIN(h.number) FROM held AS h JOIN tightened AS t ON t.kind = h.kind
    WHERE h.child = x.child AND t.s = x.s AND h.number > 0 AND h.start_day <= x.day AND h.until_day > x.day
  ), 0)"""
    return shortest, [table("tightened", "#s kind", rows)]


def asking(words: Vocabulary) -> list[Step]:
    """For each stretch the days [lo, hi) whose points ask by it; with a longer limit that may hold too (longest 1).

    part: 0 and 1 inside the stretch, 2 where its working days lead past the calendar's end, 3 and 4 where no stretch
    lasts until the due day. Points between `past` and `past_until` are told by a stretch before.
    """
    found, joins = turning("x.to_day", within="x.within", counted="x.counted", calendar="x.calendar", tag="b")
    law = f"CASE WHEN x.age = 1 THEN x.to_day ELSE {found} END"
    past, last = "CAST(NULL AS INTEGER)", "0"
    if any(one.uses_working_days for one in words.of(Chain)):
        last = "(SELECT MAX(y.working_rank) FROM working_day AS y WHERE y.calendar = x.calendar)"
        joins += f"""
LEFT JOIN working_day AS z ON z.calendar = x.calendar AND x.counted = {WORKING} AND x.age = 0 AND x.to_day < {FOREVER}
  AND z.working_rank = {later_of("x.last_rank - x.within + 1", "0")}"""
        past = "CASE WHEN z.day < x.to_day THEN z.day END"
    hi = later_of("x.law", "x.to_day - x.own")
    hi = f"CASE WHEN x.own = 0 OR x.age = 1 OR x.to_day = {FOREVER} THEN x.law ELSE {hi} END"
    past_until = "CASE WHEN x.past IS NOT NULL AND x.hi < x.to_day THEN x.to_day END"
    before = (
        "PARTITION BY x.c, x.number, x.longest ORDER BY x.from_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    )
    within = "PARTITION BY x.c, x.number, x.longest"
    lo = f"""CASE k.part WHEN 0 THEN x.lo WHEN 1 THEN {later_of("x.lo", "x.past_until")}
    WHEN 2 THEN {later_of("x.hi", "x.past")} WHEN 3 THEN x.last_hi
    ELSE {later_of("x.last_hi", "x.all_past_until")} END"""
    top = f"""CASE k.part WHEN 0 THEN {earlier_of("x.hi", "x.past_from")} WHEN 1 THEN x.hi WHEN 2 THEN x.to_day
    WHEN 3 THEN x.all_past_from ELSE {FOREVER} END"""
    return [
        table("longest_too", "#longest", [(0,), (1,)]),
        table("part", "#part", [(part,) for part in range(5)]),
        Step(
            "turn",
            f"""
SELECT x.*, {hi} AS hi
FROM (
  SELECT x.*, {law} AS law, {past} AS past
  FROM (
    SELECT x.*, {last} AS last_rank FROM (
    SELECT x.c, x.number, k.longest, x.from_day, x.to_day, x.ruled_from, x.ended, x.own, x.l, l.calendar, l.age,
      CASE k.longest WHEN 0 THEN l.within ELSE l.longest END AS within,
      CASE k.longest WHEN 0 THEN l.counted ELSE l.longest_counted END AS counted
    FROM stretch AS x JOIN term AS l ON l.l = x.l
    JOIN longest_too AS k ON k.longest = 0 OR x.has_unsure = 1 OR x.number = 0
    ) AS x
  ) AS x {joins}
) AS x""",
        ),
        Step(
            "bounded",
            f"""
SELECT x.*, COALESCE(MAX(x.hi) OVER ({before}), -{FOREVER}) AS lo,
  COALESCE(MAX(x.age) OVER ({before}), 0) AS age_before,
  COALESCE(MIN(CASE WHEN x.past_until IS NOT NULL THEN x.past END) OVER ({before}), {FOREVER}) AS past_from,
  COALESCE(MAX(x.past_until) OVER ({before}), {FOREVER}) AS past_until_before,
  MAX(x.hi) OVER ({within}) AS last_hi, MAX(x.to_day) OVER ({within}) AS last_day,
  COALESCE(MIN(CASE WHEN x.past_until IS NOT NULL THEN x.past END) OVER ({within}), {FOREVER}) AS all_past_from,
  COALESCE(MAX(x.past_until) OVER ({within}), {FOREVER}) AS all_past_until
FROM (SELECT x.*, {past_until} AS past_until FROM turn AS x) AS x""",
        ),
        Step(
            "asking",
            f"""
SELECT x.c, x.number, x.longest, x.from_day, x.to_day, x.ruled_from, x.ended, x.own, x.l, x.within, x.counted,
  x.calendar, x.age, x.age_before, x.lo, x.hi, CASE WHEN x.part < 2 THEN 1 ELSE 0 END AS is_inside,
  CASE WHEN x.part = 2 THEN 1 ELSE 0 END AS is_past
FROM (
  SELECT x.c, x.number, x.longest, x.from_day, x.to_day, x.ruled_from, x.ended, x.own, x.l, x.within, x.counted,
    x.calendar, x.age, x.age_before, k.part, {lo.replace("x.past_until", "x.past_until_before")} AS lo, {top} AS hi
  FROM bounded AS x JOIN part AS k ON k.part = 0 OR (k.part = 1 AND x.past_until_before < {FOREVER})
    OR (k.part = 2 AND x.past_until IS NOT NULL) OR (x.to_day = x.last_day AND x.to_day < {FOREVER}
      AND (k.part = 3 OR (k.part = 4 AND x.all_past_until < {FOREVER})))
) AS x WHERE x.lo < x.hi""",
            is_kept=True,
        ),
    ]
