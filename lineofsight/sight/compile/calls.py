"""Once: within a time of what called for it, or before a day."""

# ruff: noqa: S608
from lineofsight.library.standard import After, Before
from lineofsight.sight.compile import verdict
from lineofsight.sight.compile.counting import earlier, later
from lineofsight.sight.compile.facts import counted_back, not_carried, reach, row
from lineofsight.sight.compile.numbered import CALL, COUNTED, Vocabulary
from lineofsight.sight.compile.text import ANY, FOREVER, Step, or_none, table


def calls(words: Vocabulary) -> list[Step]:
    """Each call with the day that closes it: the next call, or the end of the span that called."""
    shapes = [(one.s, one.shape) for one in words.standards if isinstance(one.shape, After | Before)]
    steps: list[Step] = []
    arms: list[str] = []
    by_event = [(s, words.event(shape.event)) for s, shape in shapes if shape.event is not None]
    if by_event:
        steps.append(table("called_by", "#s #e", by_event))
        arms.append(f"""
SELECT child, s, day, link, COALESCE(MIN(day) OVER (PARTITION BY child, s ORDER BY day
  RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), {FOREVER}), 0
FROM (
  SELECT DISTINCT h.child, t.s, h.day, h.link FROM happened AS h JOIN called_by AS t ON t.e = h.e
) AS h""")
    spans = [(s, shape.start_of) for s, shape in shapes if shape.start_of is not None]
    if spans:
        rows = [(s, wanted.span, code) for s, wanted in spans for code in wanted.codes or (ANY,)]
        steps.append(table("started_by", "#s kind code", rows))
        taken_out = [(s, code) for s, wanted in spans if wanted.but_not for code in ("", *wanted.but_not)]
        not_out = ""
        if taken_out:
            steps.append(table("not_started_by", "#s code", taken_out))
            not_out = "\nWHERE NOT EXISTS (SELECT 1 FROM not_started_by AS u WHERE u.s = t.s AND u.code = h.code)"
        arms.append(f"""
SELECT h.child, t.s, h.start_day, '', h.until_day, 1 FROM held AS h
JOIN started_by AS t ON t.kind = h.kind AND (t.code = '{ANY}' OR t.code = h.code){not_out}""")
    columns = ("child", "s", "day", "link", "closes", "is_span")
    return [*steps, Step("call", "\nUNION ALL ".join(arms), columns, is_kept=True)]


def _told(words: Vocabulary, call: str, joined: str, columns: str) -> str:
    """Calls with how far the records reach."""
    reached, joins = reach(words, "c")
    return f"SELECT c.*, {columns}, {reached} FROM {call} AS c {joined}\n{joins}"


def _masked(words: Vocabulary, call: str) -> str:
    """A call's day with what is true on it; nothing is, before the first span."""
    columns = ", ".join(f"COALESCE(m.{column}, 0) AS {column}" for column in words.tests.columns("m"))
    return f"""
SELECT c.*, {columns} FROM {call} AS c
LEFT JOIN cell AS m ON m.child = c.child AND m.from_day <= c.day AND c.day < m.to_day"""


def after(words: Vocabulary) -> list[Step]:
    """Every call of an «after»: the limit that held on its day, what answered it, what took it back."""
    tests = words.tests
    found = [(one.s, one.shape) for one in words.standards if isinstance(one.shape, After)]
    rows = [(s, words.event(shape.met_by), int(shape.counts_first_day), int(shape.answered_once)) for s, shape in found]
    unless = [
        (s, words.event(wanted), int(wanted not in shape.unless))
        for s, shape in found
        for wanted in dict.fromkeys((*shape.unless, *shape.unless_in_time))
    ]
    law, law_joins = later("c.counted_from", within="l.within", counted="l.counted", calendar="l.calendar", tag="q")
    most, most_joins = later(
        "c.counted_from", within="l.longest", counted="l.longest_counted", calendar="l.calendar", tag="u"
    )
    belongs = """a.child = c.child AND a.e = t.e AND a.day >= c.day
  AND CASE WHEN c.link <> '' AND a.link <> '' THEN a.link = c.link
    ELSE a.day < c.closes OR (c.is_span = 1 AND a.day = c.closes) END"""
    back, counted_day, back_join = counted_back(words, After, "call", "day")
    steps = [
        *back,
        table("after", "#s #e #counts_first_day #answered_once", rows),
        Step(
            "after_call",
            _told(
                words,
                "(SELECT ROW_NUMBER() OVER (ORDER BY child, s, day, link, closes) AS q, c.* FROM call AS c)",
                f"JOIN after AS n ON n.s = c.s {back_join}",
                f"{counted_day} - n.counts_first_day AS counted_from, {counted_day} AS counted_day, n.e,"
                " n.answered_once",
            ),
            is_kept=True,
        ),
        Step(
            "after_limit",
            f"""
SELECT c.q, r.kind AS missing, MIN(l.l) AS l FROM ({_masked(words, "after_call")}) AS c
JOIN edition AS f ON f.s = c.s AND f.start_day <= c.day AND c.day < f.until_day
JOIN term AS l ON l.v = f.v AND l.number IN (0, 1) AND l.from_number = 0 AND {tests.true_of("c", "l")}
JOIN rule AS r ON r.s = c.s AND r.use = {CALL} AND {tests.true_of("c", "r")} GROUP BY c.q, r.kind""",
        ),
        Step(
            "after_met",
            f"""
SELECT c.q, MIN(a.day) AS met, MIN(CASE WHEN c.link <> '' AND a.link = c.link THEN a.day END) AS tied
FROM after_call AS c JOIN after AS t ON t.s = c.s JOIN happened AS a ON {belongs}
GROUP BY c.q""",
        ),
        Step(
            "after_links",
            "SELECT a.child, a.e, MAX(CASE WHEN a.link <> '' THEN 1 ELSE 0 END) AS is_linked\n"
            "FROM happened AS a JOIN after AS t ON t.e = a.e GROUP BY a.child, a.e",
        ),
    ]
    longer = [(s, shape.lengthened_by) for s, shape in found if shape.lengthened_by]
    more, lengthened = "", ""
    if longer:
        steps += [table("lengthened", "#s kind", longer), _lengthened()]
        more, lengthened = " + COALESCE(y.days, 0)", "LEFT JOIN after_lengthened AS y ON y.q = c.q"
    ends, joined = "CAST(NULL AS INTEGER) AS taken_back, CAST(NULL AS INTEGER) AS closed_by", ""
    if unless:
        steps += [
            table("unless", "#s #e #in_time", unless),
            Step(
                "after_unless",
                f"""
SELECT c.q, MIN(CASE WHEN t.in_time = 0 THEN a.day END) AS taken_back,
  MIN(CASE WHEN t.in_time = 1 THEN a.day END) AS closed_by
FROM after_call AS c JOIN unless AS t ON t.s = c.s JOIN happened AS a ON {belongs}
GROUP BY c.q""",
            ),
        ]
        ends, joined = "x.taken_back, x.closed_by", "LEFT JOIN after_unless AS x ON x.q = c.q"
    return [
        *steps,
        Step(
            "after_known",
            f"""
SELECT c.*, CASE WHEN c.gap IS NOT NULL THEN 'not carried' WHEN c.missing <> '' THEN 'nothing recorded'
  WHEN c.conflict IS NOT NULL THEN 'conflict' WHEN c.age = 1 THEN 'age'
  WHEN c.due IS NULL OR (c.is_unsure = 1 AND c.longest IS NULL) THEN 'calendar' ELSE '' END AS reason
FROM (
  SELECT c.child, c.s, c.day, c.counted_day, c.closes, c.gap, c.begins, c.ends,
    CASE WHEN c.gap IS NULL THEN l.version ELSE c.version END AS version, l.limit_no,
    CASE WHEN c.day < c.begins AND (c.answered_once = 0 OR a.tied IS NULL OR a.tied <> a.met)
      THEN 1 ELSE 0 END AS is_blind,
    l.age, l.is_unsure, i.missing, k.kind AS conflict, a.met, {ends}, {law}{more} AS due, {most}{more} AS longest,
    CASE WHEN c.link <> '' AND a.met IS NULL AND (w.child IS NULL OR w.is_linked = 1)
      THEN {FOREVER} ELSE c.closes END AS ended, z.as_at
  FROM after_call AS c JOIN after_limit AS i ON i.q = c.q JOIN term AS l ON l.l = i.l CROSS JOIN asked AS z
  LEFT JOIN conflict AS k ON k.child = c.child AND k.s = c.s AND k.from_day <= c.day AND c.day < k.to_day
  LEFT JOIN after_met AS a ON a.q = c.q LEFT JOIN after_links AS w ON w.child = c.child AND w.e = c.e
  {joined} {lengthened} {law_joins} {most_joins}
) AS c""",
            width=23,
        ),
        Step(
            "after_row",
            f"""
SELECT v.*, {verdict.OUTCOME} AS outcome FROM (
  SELECT c.child, c.s, c.day, c.counted_day, c.closes, c.gap, c.begins, c.ends, c.version, c.limit_no,
    c.missing, c.conflict, c.met, c.due, c.as_at, c.reason,
    c.taken_back, CASE WHEN c.closed_by <= c.due THEN c.closed_by END AS closed_in_time,
    CASE WHEN c.closed_by > c.due AND c.met IS NULL AND c.closed_by < c.ended
      THEN c.closed_by ELSE c.ended END AS ended,
    CASE WHEN c.is_blind = 1 THEN 2 ELSE c.is_unsure END AS why,
    CASE WHEN c.is_blind = 1 THEN NULL WHEN c.is_unsure = 1 THEN c.longest END AS sure_by
  FROM after_known AS c
) AS v
WHERE v.reason NOT IN ('', 'not carried') OR ((v.taken_back IS NULL OR v.taken_back >= v.met)
  AND (v.closed_in_time IS NULL OR v.closed_in_time >= v.met)
  AND (v.gap IS NOT NULL OR v.met IS NOT NULL OR v.ended = {FOREVER} OR v.ended > v.due))""",
            is_kept=True,
            width=22,
        ),
    ]


def _lengthened() -> Step:
    """The days of every order made from a call's day until it was closed, where its standard counts them."""
    return Step(
        "after_lengthened",
        """
SELECT c.q, CAST(SUM(h.number) AS INTEGER) AS days
FROM after_call AS c JOIN lengthened AS t ON t.s = c.s
JOIN held AS h ON h.child = c.child AND h.kind = t.kind AND h.start_day >= c.day
  AND (h.start_day < c.closes OR (c.is_span = 1 AND h.start_day = c.closes))
GROUP BY c.q""",
    )


def after_rows() -> list[str]:
    """The arm of what comes out."""
    return [
        row(
            "FROM after_row AS v WHERE v.gap IS NULL",
            child="v.child",
            s="v.s",
            version="v.version",
            since="v.day",
            counted_from="v.counted_day",
            due=_if_known(verdict.DUE_DAY),
            status=f"CASE WHEN v.reason <> '' THEN 'unknown' ELSE {verdict.STATUS} END",
            met=_if_known("v.met"),
            limit_no="v.limit_no",
            days_late=f"CASE WHEN v.reason <> '' THEN 0 ELSE {verdict.DAYS_LATE} END",
            sure_by=_if_known(verdict.SURE_BY),
            until_day=f"CASE WHEN v.reason = '' THEN {or_none('v.ended')} ELSE {or_none('v.closes')} END",
            unknown=f"CASE WHEN v.reason <> '' THEN v.reason ELSE {verdict.UNKNOWN} END",
            kind=_KIND,
        ),
        not_carried("FROM after_row AS r WHERE r.gap IS NOT NULL", start="r.day", until="r.closes"),
    ]


_KIND = "CASE v.reason WHEN 'nothing recorded' THEN v.missing WHEN 'conflict' THEN v.conflict ELSE '' END"


def _if_known(value: str) -> str:
    return f"CASE WHEN v.reason = '' THEN {value} END"


def before(words: Vocabulary) -> list[Step]:
    """Every target of a «before»: by when, how old at most, what was done in time and what too late."""
    tests = words.tests
    rows = []
    for (v, s, *_), edition in zip(words.windows, words.of_window, strict=True):
        shape = edition.shape
        if isinstance(shape, Before):
            counted = (shape.at_least, shape.at_most or 0, COUNTED[shape.counted_in])
            rows.append((v, s, words.event(shape.met_by), *counted, edition.calendar or ""))
    due, due_joins = earlier("c.day", by="n.at_least", counted="n.counted", calendar="n.calendar", tag="q")
    old, old_joins = earlier("c.day", by="n.at_most", counted="n.counted", calendar="n.calendar", tag="u")
    return [
        table("before", "#v #s #e #at_least #at_most #counted calendar", rows),
        Step(
            "target",
            """
SELECT c.child, c.s, c.day, MIN(c.closes) AS closes,
  LAG(c.day) OVER (PARTITION BY c.child, c.s ORDER BY c.day) AS last_day
FROM call AS c WHERE c.s IN (SELECT n.s FROM before AS n) GROUP BY c.child, c.s, c.day""",
        ),
        Step("before_target", _told(words, "target", "", "1 AS is_target")),
        Step(
            "before_known",
            f"""
SELECT c.*, CASE WHEN c.last_day >= c.oldest THEN c.last_day + 1 ELSE c.oldest END AS first_day,
  CASE WHEN c.missing <> '' THEN 'nothing recorded'
  WHEN c.conflict IS NOT NULL THEN 'conflict' WHEN c.due IS NULL OR c.oldest IS NULL THEN 'calendar' ELSE ''
  END AS reason
FROM (
  SELECT c.child, c.s, c.day, c.closes, c.last_day, c.gap, c.begins, c.ends, f.version, n.e,
    r.kind AS missing, k.kind AS conflict, {due} AS due,
    CASE WHEN n.at_most = 0 THEN -{FOREVER} ELSE {old} END AS oldest
  FROM ({_masked(words, "before_target")}) AS c
  JOIN edition AS f ON f.s = c.s AND f.start_day <= c.day AND c.day < f.until_day
  JOIN before AS n ON n.v = f.v
  JOIN rule AS r ON r.s = c.s AND r.use = {CALL} AND {tests.true_of("c", "r")}
  LEFT JOIN conflict AS k ON k.child = c.child AND k.s = c.s AND k.from_day <= c.day AND c.day < k.to_day
  {due_joins} {old_joins}
) AS c""",
        ),
        Step(
            "before_row",
            """
SELECT c.*, CASE WHEN c.reason <> '' THEN c.reason WHEN c.in_time IS NOT NULL THEN 'met'
  WHEN c.first_day < c.begins THEN 'before the records begin' WHEN c.due > c.ends THEN 'after the records end'
  WHEN c.too_late IS NOT NULL THEN 'late' ELSE 'missed' END AS said
FROM (
  SELECT c.child, c.s, c.day, c.version, c.closes, c.due, c.first_day, c.begins, c.ends, c.reason, c.missing,
    c.conflict,
    MAX(CASE WHEN a.day <= c.due THEN a.day END) AS in_time,
    MIN(CASE WHEN a.day > c.due AND a.day < c.closes THEN a.day END) AS too_late
  FROM before_known AS c LEFT JOIN happened AS a ON a.child = c.child AND a.e = c.e AND a.day >= c.first_day
  WHERE c.gap IS NULL
  GROUP BY c.child, c.s, c.day, c.version, c.closes, c.due, c.first_day, c.begins, c.ends, c.reason, c.missing,
    c.conflict
) AS c""",
        ),
    ]


def before_rows() -> list[str]:
    """The arm of what comes out."""
    return [
        row(
            "FROM before_row AS v",
            child="v.child",
            s="v.s",
            version="v.version",
            since="v.day",
            counted_from="v.day",
            due=_if_known("v.due"),
            status="CASE WHEN v.said IN ('met', 'late', 'missed') THEN v.said ELSE 'unknown' END",
            met="CASE v.said WHEN 'met' THEN v.in_time WHEN 'late' THEN v.too_late END",
            days_late="CASE v.said WHEN 'late' THEN v.too_late - v.due WHEN 'missed' THEN v.day - v.due ELSE 0 END",
            until_day=or_none("v.closes"),
            unknown="CASE WHEN v.said IN ('met', 'late', 'missed') THEN '' ELSE v.said END",
            kind=_KIND,
        ),
        not_carried(
            "FROM (SELECT c.child, c.s, c.gap, c.day, c.closes, w.version FROM before_known AS c "
            "JOIN answer AS w ON w.s = c.s WHERE c.gap IS NOT NULL) AS r",
            start="r.day",
            until="r.closes",
        ),
    ]
