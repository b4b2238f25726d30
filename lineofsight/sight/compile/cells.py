"""Stretches of days on which nothing changes for a child («cells»), what is true on each, and unbroken runs of them."""

# ruff: noqa: S608
from lineofsight.library.standard import Chain
from lineofsight.sight.compile.masks import AgeUnknown, OfAge, Seen, SpanTest, SpentTest, TurningTest, YoungTest
from lineofsight.sight.compile.numbered import AGED, MISSING, RUN, Vocabulary
from lineofsight.sight.compile.text import ANY, FOREVER, Step, earlier_of, later_of, table


def true_days(words: Vocabulary) -> list[Step]:
    """Each test with the days from which until which it is true; what holds twice stands twice."""
    steps: list[Step] = []
    arms: list[str] = []
    numbers = words.tests.numbers
    spans = {test: t for test, t in numbers.items() if isinstance(test, SpanTest)}
    if spans:
        rows = [(t, int(test.begun), test.kind, code) for test, t in spans.items() for code in test.codes or (ANY,)]
        steps.append(table("test", "#t #begun kind code", rows))
        until = f"CASE x.begun WHEN 1 THEN {FOREVER} ELSE h.until_day END"
        until = until if any(test.begun for test in spans) else "h.until_day"
        taken_out = [(t, code) for test, t in spans.items() for code in test.but_not]
        taking, not_out = "", ""
        if taken_out:
            steps.append(table("untest", "#t code", taken_out))
            taking, not_out = "\nLEFT JOIN untest AS u ON u.t = x.t AND u.code = h.code", " AND u.t IS NULL"
        arms.append(f"""
SELECT h.child, x.t, h.start_day, {until} FROM held AS h
JOIN test AS x ON x.kind = h.kind AND (x.code = '{ANY}' OR x.code = h.code){taking}
WHERE h.start_day < h.until_day{not_out}""")
    spent = [(t, test.since, words.event(test.events)) for test, t in numbers.items() if isinstance(test, SpentTest)]
    if spent:
        steps.append(table("spent", "#t kind #e", spent))
        arms.append("""
SELECT h.child, u.t, MIN(a.day), h.until_day FROM held AS h JOIN spent AS u ON u.kind = h.kind
JOIN happened AS a ON a.child = h.child AND a.e = u.e AND a.day >= h.start_day AND a.day < h.until_day
GROUP BY h.child, u.t, h.start_day, h.until_day""")
    long_ago = [
        (t, test.held_by, test.since, test.events.event)
        for test, t in numbers.items()
        if isinstance(test, SpentTest) and test.held_by
    ]
    if long_ago:
        steps.append(table("long_ago", "#t #held_by kind event", long_ago))
        arms.append("""
SELECT h.child, u.t, h.start_day, h.until_day FROM held AS h JOIN long_ago AS u ON u.kind = h.kind
JOIN reached AS k ON k.child = h.child AND k.kind = u.event AND k.start_day > h.start_day + u.held_by
WHERE h.start_day < h.until_day""")
    young = [(t, 12 * test.years + 1) for test, t in numbers.items() if isinstance(test, YoungTest)]
    if young:
        steps.append(table("young", "#t #months", young))
        arms.append("""
SELECT c.child, y.t, c.born_month_day, m.first_day FROM @child@ AS c CROSS JOIN young AS y
JOIN calendar AS d ON d.day = c.born_month_day JOIN month AS m ON m.month_index = d.month_index + y.months""")
        arms.append(
            f"SELECT c.child, {numbers[AgeUnknown()]}, -{FOREVER}, COALESCE(c.born_month_day, {FOREVER}) "
            "FROM @child@ AS c"
        )
    turning = [(t, 12 * test.years) for test, t in numbers.items() if isinstance(test, TurningTest)]
    if turning:
        steps.append(table("turning", "#t #months", turning))
        arms.append("""
SELECT c.child, y.t, m.first_day, m.first_day + m.days FROM @child@ AS c CROSS JOIN turning AS y
JOIN calendar AS d ON d.day = c.born_month_day JOIN month AS m ON m.month_index = d.month_index + y.months""")
    aged = [(t, 12 * test.years + 1) for test, t in numbers.items() if isinstance(test, OfAge)]
    if aged:
        steps.append(table("aged", "#t #months", aged))
        arms.append(f"""
SELECT c.child, y.t, m.first_day, {FOREVER} FROM @child@ AS c CROSS JOIN aged AS y CROSS JOIN asked AS a
JOIN calendar AS d ON d.day = c.born_month_day
JOIN month AS m ON m.month_index = d.month_index + y.months AND m.first_day <= a.as_at""")
    if Seen() in numbers:
        arms.append(f"SELECT h.child, {numbers[Seen()]}, MIN(h.start_day), {FOREVER} FROM held AS h GROUP BY h.child")
    body = "\nUNION ALL ".join(arms) or "SELECT '', 0, 0, 0 WHERE 1 = 0"
    return [*steps, Step("true_days", body, ("child", "t", "start_day", "until_day"), is_kept=True)]


def cells(words: Vocabulary) -> list[Step]:
    """Sweep over the days of a child: at each change add the bit of what becomes true, take that of what ends."""
    tests = words.tests
    bits = [
        (t, test.least if isinstance(test, SpanTest) else 1, *tests.mask(frozenset({t})))
        for test, t in tests.numbers.items()
    ]
    names = tests.columns("b")
    signed = ", ".join(
        f"SUM(CASE WHEN v.total >= b.least THEN b.{name} ELSE -b.{name} END) AS {name}" for name in names
    )
    marks = [
        f"""
SELECT v.child, v.day, {signed}
FROM level AS v JOIN bit AS b ON b.t = v.t
WHERE (v.total >= b.least AND v.total - v.step < b.least) OR (v.total < b.least AND v.total - v.step >= b.least)
GROUP BY v.child, v.day"""
    ]
    nothing = ", ".join("0" for _ in names)
    own = [
        (one.shape.tightened_by,) for one in words.of(Chain) if isinstance(one.shape, Chain) and one.shape.tightened_by
    ]
    steps = [table("bit", f"#t #least {' '.join('#' + name for name in names)}", bits)]
    if own:
        steps.append(table("own_kind", "kind", sorted(set(own))))
        marks.append(f"""
SELECT h.child, CASE WHEN e.at_end = 0 THEN h.start_day ELSE h.until_day END, {nothing}
FROM held AS h JOIN own_kind AS o ON o.kind = h.kind CROSS JOIN side AS e
WHERE e.at_end = 0 OR h.until_day < {FOREVER}""")
    if words.starts_from_nothing:
        marks.append(f"SELECT c.child, -{FOREVER}, {nothing} FROM @child@ AS c")
    together = ", ".join(f"SUM({name}) AS {name}" for name in names)
    swept = ", ".join(f"CAST(SUM({name}) OVER w AS BIGINT) AS m{word}" for word, name in enumerate(names))
    return [
        *steps,
        table("side", "#at_end #step", [(0, 1), (1, -1)]),
        Step(
            "edge",
            f"""
SELECT t.child, t.t, CASE WHEN e.at_end = 0 THEN t.start_day ELSE t.until_day END AS day, e.step
FROM true_days AS t CROSS JOIN side AS e WHERE e.at_end = 0 OR t.until_day < {FOREVER}""",
        ),
        Step(
            "level",
            """
SELECT child, t, day, SUM(step) AS step, SUM(SUM(step)) OVER (PARTITION BY child, t ORDER BY day) AS total
FROM edge GROUP BY child, t, day""",
        ),
        Step("mark", "\nUNION ALL ".join(marks), ("child", "day", *names)),
        Step(
            "cell",
            f"""
SELECT child, day AS from_day, COALESCE(LEAD(day) OVER w, {FOREVER}) AS to_day, {swept}
FROM (SELECT child, day, {together} FROM mark GROUP BY child, day) AS m
WINDOW w AS (PARTITION BY child ORDER BY day)""",
            is_kept=True,
        ),
    ]


def conflicts(words: Vocabulary) -> list[Step]:
    """The days on which two spans of a kind are recorded though a child can have one only; the first kind is told."""
    tests = words.tests
    if not words.clashes:
        nothing = "SELECT child, 0 AS s, from_day, to_day, '' AS kind FROM cell AS c WHERE 1 = 0"
        return [Step("conflict", nothing, is_kept=True)]
    halves = " ".join(f"#{name}" for name in (*tests.columns("need"), *tests.columns("forbid")))
    everything = tests.mask(frozenset(number for _, rule in words.clashes for number in rule.need))
    # Hardly any child has one: look at once whether any bit of a conflict is set.
    some = " OR ".join(f"(c.m{word} & {mask}) <> 0" for word, mask in enumerate(everything) if mask)
    return [
        table("clash", f"#s #place kind {halves}", [(*row, *tests.of(rule)) for row, rule in words.clashes]),
        Step(
            "conflict",
            f"""
SELECT c.child, c.s, c.from_day, c.to_day, k.kind FROM (
  SELECT c.child, k.s, c.from_day, c.to_day, MIN(k.place) AS place FROM cell AS c
  JOIN clash AS k ON {tests.true_of("c", "k")} WHERE {some} GROUP BY c.child, k.s, c.from_day, c.to_day
) AS c JOIN clash AS k ON k.s = c.s AND k.place = c.place""",
            is_kept=True,
        ),
    ]


def runs(words: Vocabulary) -> list[Step]:
    """The pieces of days on which a standard asks, and the unbroken runs of them. Only while an edition is in force.

    Which rule is true of which mask is asked once for each mask that occurs, and not for each child.
    """
    tests = words.tests
    start, until = later_of("p.from_day", "f.start_day"), earlier_of("p.to_day", "f.until_day")
    numbers = range(tests.words)
    looked_at = tests.listed("p")
    unchanged = " AND ".join(f"LAG(p.m{n}) OVER w = p.m{n}" for n in numbers)
    return [
        Step("mask", f"SELECT DISTINCT {', '.join(tests.columns('m'))} FROM cell"),
        Step(
            "piece",
            f"""
SELECT p.child, p.s, p.r, p.use, p.is_run, p.kind, {looked_at}, MIN(p.from_day) AS from_day, MAX(p.to_day) AS to_day
FROM (
  SELECT p.*, SUM(p.is_new) OVER (PARTITION BY p.child, p.r ORDER BY p.from_day) AS place
  FROM (
    SELECT p.*, CASE WHEN p.is_own = 0 AND LAG(p.to_day) OVER w = p.from_day AND {unchanged} THEN 0 ELSE 1 END AS is_new
    FROM (
      SELECT c.child, r.s, r.r, r.use, r.is_run, r.kind, r.is_own, {", ".join(f"r.l{n} AS m{n}" for n in numbers)},
        c.from_day, c.to_day
      FROM cell AS c JOIN (
        SELECT {tests.listed("k")}, r.r, r.s, r.use, r.is_run, r.kind,
          {", ".join(f"k.m{n} & r.look{n} AS l{n}" for n in numbers)},
          CASE WHEN {" OR ".join(f"(k.m{n} & r.own{n}) <> 0" for n in numbers)} THEN 1 ELSE 0 END AS is_own
        FROM mask AS k JOIN rule AS r ON r.use IN ({RUN}, {MISSING}, {AGED}) AND {tests.true_of("k", "r")}
      ) AS r ON {tests.same("r", "c")}
    ) AS p WINDOW w AS (PARTITION BY p.child, p.r ORDER BY p.from_day)
  ) AS p
) AS p GROUP BY p.child, p.s, p.r, p.use, p.is_run, p.kind, {looked_at}, p.place""",
            is_kept=True,
        ),
        Step(
            "joined_piece",
            f"""
SELECT child, s, r, use, kind, from_day, to_day,
  SUM(is_first) OVER (PARTITION BY child, r ORDER BY from_day) AS place
FROM (
  SELECT child, s, r, use, kind, from_day, to_day,
    CASE WHEN LAG(to_day) OVER (PARTITION BY child, r ORDER BY from_day) = from_day THEN 0 ELSE 1 END AS is_first
  FROM (
    SELECT p.child, p.s, p.r, p.use, p.kind,
      CASE WHEN f.v IS NULL THEN p.from_day ELSE {start} END AS from_day,
      CASE WHEN f.v IS NULL THEN p.to_day ELSE {until} END AS to_day
    FROM piece AS p LEFT JOIN edition AS f
      ON f.s = p.s AND f.start_day < p.to_day AND f.until_day > p.from_day AND p.use = {RUN}
    WHERE p.use IN ({MISSING}, {AGED}) OR (p.is_run = 1 AND f.v IS NOT NULL)
  ) AS p
) AS p""",
        ),
        Step(
            "run",
            """
SELECT p.child, p.s, p.use, p.kind, MIN(p.from_day) AS start_day, MAX(p.to_day) AS until_day
FROM joined_piece AS p CROSS JOIN asked AS a
GROUP BY p.child, p.s, p.r, p.use, p.kind, p.place, a.as_at HAVING MIN(p.from_day) <= a.as_at""",
            is_kept=True,
        ),
    ]


def small_tables(words: Vocabulary) -> list[Step]:
    """The rules, and when each edition is in force."""
    tests = words.tests
    names = [column for name in ("need", "forbid", "look", "own") for column in tests.columns(name)]
    rows = []
    for row, rule in words.rules:
        (_, s, use, *_) = row
        one = words.standards[int(s)]
        own = frozenset({tests.number(SpanTest(words.own_kind(one)))} if words.own_kind(one) else ())
        look = words.looked_at(one.s) if use == RUN else frozenset()
        rows.append((*row, *tests.of(rule), *tests.mask(look), *tests.mask(own if use == RUN else frozenset())))
    return [
        table("rule", f"#r #s #use #is_run kind {' '.join('#' + name for name in names)}", rows),
        table("edition", "#v #s #start_day #until_day #version", words.windows),
    ]
