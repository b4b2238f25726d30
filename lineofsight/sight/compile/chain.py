"""Again and again: the points of every count, by which stretch each asks, and how it stands.

One row for each point goes through everything below, a million of them for a county. So whatever is the same for all
points of a stretch is put together once, in `asked_by`, and a point meets it in one join.
"""

# ruff: noqa: S608
from lineofsight.library.standard import Chain
from lineofsight.sight.compile import verdict
from lineofsight.sight.compile.counting import later
from lineofsight.sight.compile.facts import fell_due, not_carried, row
from lineofsight.sight.compile.numbered import Vocabulary
from lineofsight.sight.compile.text import FOREVER, Step, earlier_of, later_of, or_none, table

TOLD, AGE, CALENDAR = 0, 1, 2
"""Whether a row can be told, and if not, what is not known: the age, or what the calendar says."""


def chain(words: Vocabulary) -> list[Step]:
    """From the counts to one judged row for each point."""
    has_unsure = any(one.has_unsure for one in words.of(Chain))
    most = max(one.most for one in words.of(Chain))
    # All or none of several may have been held before the records begin only where a limit names a second one.
    has_other = most > 1
    return [
        *(_held_unseen(most) if most else []),
        *_of_age(words),
        *_asked_by(most=most, has_unsure=has_unsure),
        _points(has_unsure=has_unsure),
        *_candidates(has_other=has_other),
        *(_longest() if has_unsure else []),
        *_judged(has_unsure=has_unsure, has_other=has_other, has_age=bool(_ages(words))),
    ]


def _ages(words: Vocabulary) -> list[tuple[int, int]]:
    """Each chain that ends with an age, with the months from the month of birth until it does."""
    of = {one.s: [12 * age + 1 for hold in one.shape.holds if (age := hold.until_age)] for one in words.of(Chain)}
    return [(s, min(months)) for s, months in of.items() if months]


def _of_age(words: Vocabulary) -> list[Step]:
    """The month in which each child comes of age: its first day, and the day from which on nothing more is asked."""
    ages = _ages(words)
    if not ages:
        return []
    return [
        table("until_age", "#s #months", ages),
        Step(
            "comes_of_age",
            """
SELECT c.child, y.months, m.first_day, m.first_day + m.days AS day
FROM @child@ AS c CROSS JOIN (SELECT DISTINCT months FROM until_age) AS y
JOIN calendar AS d ON d.day = c.born_month_day
JOIN month AS m ON m.month_index = d.month_index + y.months - 1""",
            is_kept=True,
        ),
    ]


def _due(day: str, tag: str) -> tuple[str, str, str]:
    """The day by which the next is due (NULL: nobody can tell), whether the child's own plan says so, the joins."""
    law, joins = later(day, within="a.within", counted="a.counted", calendar="a.calendar", tag=tag)
    is_own = f"a.own > 0 AND {day} + a.own < {law}"
    due = later_of(f"CASE WHEN {is_own} THEN {day} + a.own ELSE {law} END", "a.from_day")
    # NULL is neither before nor after the first day of the stretch.
    return (
        f"CASE WHEN a.age = 0 AND a.is_past = 0 AND {law} IS NOT NULL THEN {due} END",
        f"CASE WHEN {is_own} THEN 1 ELSE 0 END",
        joins,
    )


def _held_unseen(most: int) -> list[Step]:
    """How many were due, one after the other, before the records begin: they count as held, and numbers go on."""
    due, _, joins = _due("w.day", "n")
    steps = [
        Step(
            "unseen0",
            "SELECT c.c, c.first_day AS day, 0 AS unseen, c.most, c.begins FROM counts AS c "
            "WHERE c.begins > c.start_day AND c.most > 0",
        )
    ]
    # One after the other as often as a limit names a number: a question that asks itself runs on fewer engines.
    for held in range(most):
        body = f"""
SELECT w.c, {due} AS day, {held + 1} AS unseen, w.most, w.begins
FROM unseen{held} AS w JOIN asking AS a ON a.c = w.c AND a.number = {held + 1} AND a.longest = 0
  AND a.lo <= w.day AND w.day < a.hi AND a.age_before = 0 {joins}
WHERE {held} < w.most AND {due} < w.begins"""
        steps.append(Step(f"unseen{held + 1}", body))
    every = " UNION ALL ".join(f"SELECT c, unseen FROM unseen{held}" for held in range(most + 1))
    body = f"SELECT x.c, MAX(x.unseen) AS unseen FROM ({every}) AS x GROUP BY x.c"
    return [*steps, Step("unseen_number", body, is_kept=True)]


def _asked_by(*, most: int, has_unsure: bool) -> list[Step]:
    """Each stretch with all that a point of it needs: of which count it is, and which points it is asked by.

    place_from, place_to: the number of a point among those of its count that are seen. The numbers that limits name go
    on from what was due before the records begin; is_other: none of it was held.
    """
    due, _, joins = _due("p.day", "q")
    shift, others, is_other, lo = "0", "", "0", "a.lo"
    steps = []
    if most:
        shift = "COALESCE(n.unseen, 0)"
        others = "\nLEFT JOIN unseen_number AS n ON n.c = a.c"
    if most > 1:
        steps.append(table("other", "#is_other", [(0,), (1,)]))
        others += """
JOIN other AS o ON o.is_other = 0 OR (n.unseen > 0 AND n.unseen < c.most AND a.number <> 1 AND a.longest = 0)"""
        shift = "CASE o.is_other WHEN 1 THEN 0 ELSE COALESCE(n.unseen, 0) END"
        is_other = "o.is_other"
        lo = f"CASE o.is_other WHEN 1 THEN {later_of('a.lo', 'c.begins')} ELSE a.lo END"
    further = "(c.has_unsure = 1 OR a.longest = 0)" if has_unsure else "a.longest = 0"
    return [
        *steps,
        # What was done on the last day before the records begin is what nobody sees.
        Step(
            "unseen",
            f"""
SELECT p.c, CASE WHEN a.is_inside = 1 THEN {due} END AS sure_by,
  CASE WHEN a.age = 0 AND {due} IS NULL THEN 1 ELSE 0 END AS is_lost
FROM (SELECT c.c, c.begins - 1 AS day FROM counts AS c WHERE c.begins > c.start_day) AS p
JOIN asking AS a ON a.c = p.c AND a.number = 0 AND a.longest = 1 AND a.lo <= p.day AND p.day < a.hi
  AND p.day < a.to_day {joins}""",
        ),
        Step(
            "asked_by",
            f"""
SELECT a.c, a.number, a.longest, {is_other} AS is_other, {lo} AS lo, {earlier_of("a.hi", "a.to_day")} AS hi,
  CASE WHEN a.number = 1 OR c.most = 0 THEN 1 WHEN a.number > 1 THEN {later_of(f"a.number - {shift}", "2")}
    ELSE {later_of(f"c.most + 1 - {shift}", "2")} END AS place_from,
  CASE a.number WHEN 0 THEN {FOREVER} WHEN 1 THEN 1 ELSE a.number - {shift} END AS place_to,
  a.from_day, a.ruled_from, a.ended, a.own, a.l, a.within, a.counted, a.calendar, a.age, a.is_inside, a.is_past,
  c.child, c.s, c.start_day, c.until_day, c.begins, c.ends, u.sure_by AS unseen_sure_by, u.is_lost AS is_unseen_lost
FROM asking AS a JOIN counts AS c ON c.c = a.c LEFT JOIN unseen AS u ON u.c = a.c{others}
WHERE {further}""",
            is_kept=True,
        ),
    ]


def _points(*, has_unsure: bool) -> Step:
    """The start of each count and every day after it on which it was done, with its place and the next one."""
    return Step(
        "point",
        """
SELECT p.c, p.day, p.is_event, p.met, p.place
FROM (
  SELECT c, day, is_event, LEAD(day) OVER w AS met, DENSE_RANK() OVER w AS place
  FROM (
    SELECT c.c, c.first_day AS day, 0 AS is_event FROM counts AS c WHERE c.gap IS NULL
    UNION ALL SELECT c.c, h.day, 1 FROM happened AS h
    JOIN counts AS c ON c.child = h.child AND c.e = h.e AND c.start_day <= h.day AND h.day <= c.until_day
    WHERE c.gap IS NULL
  ) AS d
  WINDOW w AS (PARTITION BY c ORDER BY day, is_event)
) AS p
WHERE p.is_event = 0 OR p.met IS NULL OR p.met <> p.day""",
        is_kept=has_unsure,
    )


_MEETS = "a.c = p.c AND a.lo <= p.day AND p.day < a.hi AND a.place_from <= p.place AND p.place <= a.place_to"


def _candidates(*, has_other: bool) -> list[Step]:
    """The stretch by which each point asks, and the day.

    Something done before a ruling began to hold cannot have been done for it: then the stretch in which it was done is
    what asked. What was done while nothing was asked answers nothing.
    """
    due, own, joins = _due("a.day", "q")
    kept = "a.c, a.day, a.met, a.is_event, a.number, a.is_other, a.l, a.ended, a.age, a.is_inside"
    of_count = "a.child, a.s, a.start_day, a.until_day, a.begins, a.ends, a.unseen_sure_by, a.is_unseen_lost"
    return [
        Step(
            "earlier",
            """
SELECT f.c, f.number, f.from_day, f.to_day, f.ended, f.own, f.l, l.within, l.counted, l.calendar
FROM stretch AS f JOIN term AS l ON l.l = f.l WHERE f.rulings_after > 0""",
            is_kept=True,
        ),
        Step(
            "asked_point",
            f"""
SELECT p.c, p.day, p.met, p.is_event, a.number, a.is_other, COALESCE(b.l, a.l) AS l,
  COALESCE(b.ended, a.ended) AS ended,
  CASE WHEN b.c IS NULL THEN a.age ELSE 0 END AS age, CASE WHEN b.c IS NULL THEN a.is_inside ELSE 0 END AS is_inside,
  {of_count}, COALESCE(b.from_day, a.from_day) AS from_day, COALESCE(b.own, a.own) AS own,
  COALESCE(b.within, a.within) AS within, COALESCE(b.counted, a.counted) AS counted,
  COALESCE(b.calendar, a.calendar) AS calendar, CASE WHEN b.c IS NULL THEN a.is_past ELSE 0 END AS is_past
FROM point AS p JOIN asked_by AS a ON {_MEETS} AND a.longest = 0
LEFT JOIN earlier AS b ON b.c = CASE WHEN p.met < a.ruled_from THEN a.c END AND b.number = a.number AND b.to_day > p.day
  AND b.from_day <= p.met AND (p.met < b.to_day OR (p.met = b.to_day AND b.to_day = b.ended))
WHERE p.met IS NULL OR p.met >= a.ruled_from OR b.c IS NOT NULL""",
            width=24,
        ),
        Step(
            "candidate",
            f"SELECT {kept}, {of_count}, {due} AS due, {own} AS tightened FROM asked_point AS a {joins}",
            width=20,
            is_kept=True,
        ),
        # Hardly any child has a conflict: what is told of those is asked for a second time, of them alone.
        Step(
            "torn",
            "SELECT x.* FROM candidate AS x JOIN (SELECT DISTINCT child, s FROM conflict) AS k "
            "ON k.child = x.child AND k.s = x.s",
            is_kept=True,
        ),
    ]


def _longest() -> list[Step]:
    """The later day, for points of standards that have two limits of which either may hold."""
    due, _, joins = _due("a.day", "q")
    return [
        Step(
            "longest_point",
            f"""
SELECT a.*, p.day, p.is_event FROM point AS p JOIN asked_by AS a ON {_MEETS} AND a.longest = 1 AND a.is_other = 0""",
        ),
        Step(
            "longest",
            f"SELECT a.c, a.day, a.is_event, a.is_inside, a.age, {due} AS due FROM longest_point AS a {joins}",
            is_kept=True,
        ),
    ]


def _told(candidate: str, *, has_other: bool) -> str:
    """The earlier of two days where all or none were held before the records begin; the later one is what is sure."""
    if not has_other:
        return f"(SELECT x.*, 0 AS is_either, CAST(NULL AS INTEGER) AS sure_by FROM {candidate} AS x)"
    differs = "(o.is_inside <> x.is_inside OR o.due <> x.due) AND (o.is_inside = 1 OR x.is_inside = 1)"
    is_other = "o.is_inside = 1 AND (x.is_inside = 0 OR o.due < x.due)"
    chosen = ", ".join(
        f"CASE WHEN {is_other} THEN o.{name} ELSE x.{name} END AS {name}" for name in ("l", "ended", "due", "tightened")
    )
    return f"""(
  SELECT x.c, x.day, x.met, x.is_event, x.number, x.age, {chosen},
    CASE WHEN o.c IS NULL THEN x.is_inside ELSE 1 END AS is_inside,
    CASE WHEN o.c IS NULL THEN 0 ELSE 1 END AS is_either,
    CASE WHEN {is_other} THEN CASE WHEN x.is_inside = 1 THEN x.due END
      WHEN o.is_inside = 1 THEN o.due END AS sure_by,
    x.child, x.s, x.start_day, x.until_day, x.begins, x.ends, x.unseen_sure_by, x.is_unseen_lost
  FROM {candidate} AS x LEFT JOIN {candidate} AS o ON o.c = x.c AND o.day = x.day AND o.is_event = x.is_event
    AND o.is_other = 1 AND o.age = 0 AND x.age = 0 AND {differs}
  WHERE x.is_other = 0
)"""


def _judged(*, has_unsure: bool, has_other: bool, has_age: bool) -> list[Step]:
    """Put together what the days say. Where a doubt cannot be counted, the calendar is what is missing."""
    joined, unsure, sure, lost = "", "", "", "0"
    if has_unsure:
        joined = "\nLEFT JOIN longest AS g ON g.c = x.c AND g.day = x.day AND g.is_event = x.is_event"
        unsure = "WHEN g.due <> x.due THEN 1"
        sure = "WHEN g.is_inside = 1 THEN g.due"
        lost = "CASE WHEN g.age = 0 AND g.due IS NULL THEN 1 ELSE 0 END"
    of_age, birthday, never_sure = "", "", ""
    if has_age:
        joined += """
LEFT JOIN until_age AS u ON u.s = x.s
LEFT JOIN comes_of_age AS y ON y.child = x.child AND y.months = u.months AND y.first_day <= x.due"""
        of_age = " AND (y.child IS NULL OR y.day > x.due OR y.day <= q.as_at OR x.met <= x.ended)"
        in_month = "x.due < y.day AND x.ended >= y.day"
        birthday, never_sure = f"WHEN {in_month} THEN {verdict.BIRTHDAY}", f"WHEN {in_month} THEN NULL"

    def doubted(name: str, candidate: str) -> Step:
        return Step(
            name,
            f"""
SELECT x.c, x.day, x.number, x.l, x.due, x.is_inside, x.tightened,
  x.child, x.s, x.start_day, x.until_day, x.begins, x.ends, q.as_at,
  x.ended, CASE WHEN x.met <= x.ended THEN x.met END AS met,
  CASE WHEN x.age = 1 THEN {AGE} WHEN x.due IS NULL THEN {CALENDAR}
    WHEN x.is_inside = 1 AND x.is_either = 0 AND CASE WHEN x.day < x.begins THEN x.is_unseen_lost ELSE {lost} END = 1
    THEN {CALENDAR} ELSE {TOLD} END AS reason,
  CASE WHEN x.day < x.begins OR x.is_either = 1 THEN 2 {birthday} {unsure} ELSE 0 END AS why,
  CASE {never_sure} WHEN x.is_either = 1 THEN x.sure_by
    WHEN x.day < x.begins THEN x.unseen_sure_by {sure} END AS sure_by
FROM {_told(candidate, has_other=has_other)} AS x CROSS JOIN asked AS q{joined}
WHERE (x.is_inside = 1 OR x.met <= x.ended OR x.due IS NULL){of_age}""",
            width=19,
        )

    falls_in = (
        "k.child = v.child AND k.s = v.s AND k.from_day <= v.due AND v.due < k.to_day "
        f"AND v.is_inside = 1 AND v.reason = {TOLD}"
    )
    return [
        doubted("doubted", "candidate"),
        Step(
            "chain_row",
            f"""
SELECT v.*, {verdict.OUTCOME} AS outcome, COALESCE(f.l, v.l) AS told_l
FROM doubted AS v LEFT JOIN conflict AS k ON {falls_in}
LEFT JOIN stretch AS f ON v.reason = {CALENDAR} AND f.c = v.c AND f.number = v.number AND f.to_day > v.day
  AND (f.last_day IS NULL OR f.last_day <= v.day)
WHERE k.kind IS NULL""",
            width=21,
        ),
        doubted("torn_doubted", "torn"),
        Step(
            "torn_row",
            f"SELECT v.child, v.s, v.start_day, v.due, v.ended, k.kind "
            f"FROM torn_doubted AS v JOIN conflict AS k ON {falls_in}",
        ),
    ]


def rows() -> list[str]:
    """The arms of what comes out."""
    blind = f"v.outcome = {verdict.IN_DOUBT} AND v.why = {verdict.BEFORE_RECORDS} AND v.due < v.begins"
    told = row(
        "FROM chain_row AS v JOIN term AS l ON l.l = v.told_l",
        child="v.child",
        s="v.s",
        version="l.version",
        since="v.start_day",
        counted_from="v.day",
        due=_if_known(f"CASE WHEN {blind} THEN NULL ELSE {verdict.DUE_DAY} END"),
        status=f"CASE WHEN v.reason <> {TOLD} THEN 'unknown' ELSE {verdict.STATUS} END",
        met=_if_known("v.met"),
        limit_no="l.limit_no",
        days_late=f"CASE WHEN v.reason <> {TOLD} THEN 0 ELSE {verdict.DAYS_LATE} END",
        sure_by=_if_known(verdict.SURE_BY),
        until_day=f"CASE WHEN v.reason = {TOLD} THEN {or_none('v.ended')} ELSE {or_none('v.until_day')} END",
        unknown=f"CASE WHEN v.reason = {AGE} THEN 'age' WHEN v.reason = {CALENDAR} THEN 'calendar' "
        f"ELSE {verdict.UNKNOWN} END",
        tightened=f"CASE WHEN v.reason = {TOLD} THEN v.tightened ELSE 0 END",
    )
    lacking = """
FROM counts AS r WHERE r.gap IS NOT NULL AND EXISTS (
  SELECT 1 FROM stretch AS x WHERE x.c = r.c AND x.number IN (0, 1))"""
    torn = fell_due("torn_row", start="r.start_day", due="r.due", until="r.ended")
    return [told, not_carried(lacking, start="r.start_day", until="r.until_day"), torn]


def _if_known(value: str) -> str:
    return f"CASE WHEN v.reason = {TOLD} THEN {value} END"
