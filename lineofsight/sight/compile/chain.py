"""Again and again: the points of every count, by which stretch each asks, and how it stands."""

# ruff: noqa: S608
from lineofsight.library.standard import Chain
from lineofsight.sight.compile import verdict
from lineofsight.sight.compile.counting import later
from lineofsight.sight.compile.facts import nobody_can_tell, row
from lineofsight.sight.compile.numbered import Vocabulary
from lineofsight.sight.compile.text import Step, later_of, or_none


def chain(words: Vocabulary) -> list[Step]:
    """From the counts to one judged row for each point."""
    has_unsure = any(one.has_unsure for one in words.of(Chain))
    most = max(one.most for one in words.of(Chain))
    return [*_held_unseen(most), *_points(), *_asked(has_unsure), *_either(), *_judged(has_unsure)]


def _due(day: str, tag: str, *, in_days: bool = False) -> tuple[str, str, str]:
    """The day by which the next is due (NULL: nobody can tell), whether the child's own plan says so, the joins."""
    law, joins = later(day, within="a.within", counted="a.counted", calendar="a.calendar", tag=tag)
    if in_days:
        law, joins = f"{day} + a.within", ""
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
            "SELECT c.c, c.start_day AS day, 0 AS unseen, c.most, c.begins FROM counts AS c "
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


def _points() -> list[Step]:
    """The start of each count and every day after it on which it was done, with the next one."""
    return [
        Step(
            "done_in_count",
            """
SELECT c.c, c.most, c.begins, c.start_day AS day, 0 AS is_event FROM counts AS c WHERE c.gap IS NULL
UNION ALL SELECT c.c, c.most, c.begins, h.day, 1 FROM counts AS c
JOIN happened AS h ON h.child = c.child AND h.e = c.e AND h.day >= c.start_day AND h.day <= c.until_day
WHERE c.gap IS NULL""",
        ),
        Step(
            "point_place",
            """
SELECT p.c, p.most, p.day, p.is_event, p.met, p.place, p.begins, COALESCE(u.unseen, 0) AS unseen
FROM (
  SELECT c, most, begins, day, is_event, LEAD(day) OVER w AS met, DENSE_RANK() OVER w AS place FROM done_in_count
  WINDOW w AS (PARTITION BY c ORDER BY day, is_event)
) AS p LEFT JOIN unseen_number AS u ON u.c = p.c
WHERE p.is_event = 0 OR p.met IS NULL OR p.met <> p.day""",
            is_kept=True,
        ),
        # The numbers go on from what was due before the records begin; is_other: none of it was held.
        Step(
            "point",
            f"""
SELECT p.c, p.day, p.met, {_capped("CASE WHEN p.place = 1 THEN 1 ELSE p.place + p.unseen END")} AS number, p.is_event,
  0 AS is_other
FROM point_place AS p
UNION ALL
SELECT p.c, p.day, p.met, {_capped("p.place")}, p.is_event, 1
FROM point_place AS p WHERE p.place > 1 AND p.unseen > 0 AND p.unseen < p.most AND p.day >= p.begins""",
            is_kept=True,
        ),
    ]


def _capped(number: str) -> str:
    """The number of a point; 0 where no limit names it any more."""
    return f"CASE WHEN {number} <= p.most THEN {number} ELSE 0 END"


def _asked(has_unsure: bool) -> list[Step]:
    """The stretch by which each point asks; and the last day that is sure, for points before the records begin.

    A longest limit only for standards that have two that may hold.
    """
    due, _, joins = _due("p.day", "q")
    found = """
FROM {points} AS p JOIN asking AS a ON a.c = p.c AND a.number = p.number AND a.longest = {longest}
  AND a.lo <= p.day AND p.day < a.hi AND p.day < a.to_day {joins}"""
    unseen = "(SELECT c.c, c.begins - 1 AS day, 0 AS number FROM counts AS c WHERE c.begins > c.start_day)"
    # Most limits are counted in days: those points need no look into a calendar.
    arms = []
    for in_days, where in ((True, "a.counted = 0"), (False, "a.counted <> 0")):
        day, own, looked_up = _due("p.day", "q", in_days=in_days)
        arms.append(
            "SELECT p.c, p.day, p.met, p.number, p.is_event, p.is_other, a.l, a.began, a.ended, a.age, a.is_inside, "
            f"{day} AS due, {own} AS tightened"
            f"{found.format(points='point', longest=0, joins=f'AND {where} {looked_up}')}"
        )
    steps = [
        Step("first_candidate", "\nUNION ALL ".join(arms), width=13, is_kept=True),
        _before_a_break(),
        Step(
            "unseen",
            f"SELECT p.c, a.is_inside, a.age, {due} AS due {found.format(points=unseen, longest=1, joins=joins)}",
            is_kept=True,
        ),
    ]
    if has_unsure:
        of_unsure = (
            "(SELECT p.* FROM point AS p JOIN counts AS c ON c.c = p.c WHERE c.has_unsure = 1 AND p.is_other = 0)"
        )
        body = f"""
SELECT p.c, p.day, p.is_event, a.is_inside, a.age, {due} AS due
{found.format(points=of_unsure, longest=1, joins=joins)}"""
        steps.append(Step("longest", body, is_kept=True))
    return steps


def _before_a_break() -> Step:
    """What a point asks, where the standard stopped asking for a while.

    Something done before a break cannot have been done for what was asked after it: then the last stretch before the
    break is what asked, if it was done by the end of that. What was done while nothing was asked answers nothing.
    """
    due, own, joins = _due("x.day", "k")
    columns = "x.c, x.day, x.met, x.number, x.is_event, x.is_other"
    return Step(
        "candidate",
        f"""
SELECT {columns}, x.l, x.ended, x.age, x.is_inside, x.due, x.tightened
FROM first_candidate AS x WHERE x.met IS NULL OR x.met >= x.began
UNION ALL
SELECT {columns}, a.l, a.ended, 0, 0, {due}, {own}
FROM first_candidate AS x JOIN (
  SELECT f.c, f.number, f.from_day, f.to_day, f.began, f.ended, f.own, f.l, l.within, l.counted, l.calendar,
    0 AS age, 0 AS is_past
  FROM stretch AS f JOIN term AS l ON l.l = f.l WHERE f.to_day = f.ended
) AS a ON a.c = x.c AND a.number = x.number AND a.to_day > x.day AND a.began <= x.met AND x.met <= a.ended {joins}
WHERE x.met < x.began""",
        width=12,
    )


def _either() -> list[Step]:
    """The earlier of two days where all or none were held before the records begin; the later one is what is sure."""
    differs = "(o.is_inside <> x.is_inside OR o.due <> x.due) AND (o.is_inside = 1 OR x.is_inside = 1)"
    is_other = "o.is_inside = 1 AND (x.is_inside = 0 OR o.due < x.due)"
    columns = "x.c, x.day, x.met, x.number, x.is_event"
    return [
        Step(
            "either",
            f"""
SELECT x.c, x.day, x.is_event, o.l, o.ended, o.is_inside, o.due, o.tightened,
  CASE WHEN {is_other} THEN 1 ELSE 0 END AS is_other,
  CASE WHEN {is_other} THEN CASE WHEN x.is_inside = 1 THEN x.due END
    ELSE CASE WHEN o.is_inside = 1 THEN o.due END END AS sure_by
FROM candidate AS o JOIN candidate AS x ON x.c = o.c AND x.day = o.day AND x.is_event = o.is_event AND x.is_other = 0
WHERE o.is_other = 1 AND o.age = 0 AND x.age = 0 AND {differs}""",
            is_kept=True,
        ),
        Step(
            "told_candidate",
            f"""
SELECT {columns}, x.l, x.ended, x.age, x.is_inside, x.due, x.tightened, 0 AS is_either, CAST(NULL AS INTEGER) AS sure_by
FROM candidate AS x LEFT JOIN either AS e ON e.c = x.c AND e.day = x.day AND e.is_event = x.is_event
WHERE x.is_other = 0 AND e.c IS NULL
UNION ALL
SELECT {columns}, CASE e.is_other WHEN 1 THEN e.l ELSE x.l END, CASE e.is_other WHEN 1 THEN e.ended ELSE x.ended END,
  x.age, 1, CASE e.is_other WHEN 1 THEN e.due ELSE x.due END,
  CASE e.is_other WHEN 1 THEN e.tightened ELSE x.tightened END, 1, e.sure_by
FROM candidate AS x JOIN either AS e ON e.c = x.c AND e.day = x.day AND e.is_event = x.is_event
WHERE x.is_other = 0""",
            width=13,
        ),
    ]


def _judged(has_unsure: bool) -> list[Step]:
    """Put together what the days say. Where a doubt cannot be counted, the calendar is what is missing."""
    joined, unsure, sure, lost = "", "", "", "0"
    if has_unsure:
        joined = "LEFT JOIN longest AS g ON g.c = x.c AND g.day = x.day AND g.is_event = x.is_event"
        unsure = "WHEN g.due <> x.due THEN 1"
        sure = "WHEN g.is_inside = 1 THEN g.due"
        lost = "CASE WHEN g.age = 0 AND g.due IS NULL THEN 1 ELSE 0 END"
    return [
        Step(
            "doubted",
            f"""
SELECT x.c, x.day, x.number, x.l, x.due, x.is_inside, x.tightened,
  c.child, c.s, c.start_day, c.until_day, c.begins, c.ends, q.as_at,
  x.ended, CASE WHEN x.met <= x.ended THEN x.met END AS met,
  CASE WHEN x.age = 1 THEN 'age' WHEN x.due IS NULL THEN 'calendar'
    WHEN x.is_inside = 1 AND x.is_either = 0
      AND CASE WHEN x.day < c.begins THEN CASE WHEN u.age = 0 AND u.due IS NULL THEN 1 ELSE 0 END ELSE {lost} END = 1
    THEN 'calendar' ELSE '' END AS reason,
  CASE WHEN x.day < c.begins OR x.is_either = 1 THEN 2 {unsure} ELSE 0 END AS why,
  CASE WHEN x.is_either = 1 THEN x.sure_by
    WHEN x.day < c.begins THEN CASE WHEN u.is_inside = 1 THEN u.due END {sure} END AS sure_by
FROM told_candidate AS x JOIN counts AS c ON c.c = x.c CROSS JOIN asked AS q
LEFT JOIN unseen AS u ON u.c = x.c {joined}
WHERE x.is_inside = 1 OR x.met <= x.ended OR x.due IS NULL""",
            width=19,
        ),
        Step(
            "chain_row",
            f"""
SELECT v.*, {verdict.OUTCOME} AS outcome, k.kind AS conflict, COALESCE(f.l, v.l) AS told_l
FROM doubted AS v
LEFT JOIN conflict AS k ON k.child = v.child AND k.s = v.s AND k.from_day <= v.due AND v.due < k.to_day
  AND v.is_inside = 1 AND v.reason = ''
LEFT JOIN stretch AS f ON v.reason = 'calendar' AND f.c = v.c AND f.number = v.number AND f.to_day > v.day
  AND (f.last_day IS NULL OR f.last_day <= v.day)""",
            width=22,
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
        status=f"CASE WHEN v.reason <> '' OR v.conflict IS NOT NULL THEN 'unknown' ELSE {verdict.STATUS} END",
        met=_if_known("v.met"),
        limit_no="l.limit_no",
        days_late=f"CASE WHEN v.reason <> '' OR v.conflict IS NOT NULL THEN 0 ELSE {verdict.DAYS_LATE} END",
        sure_by=_if_known(verdict.SURE_BY),
        until_day=f"CASE WHEN v.reason = '' THEN {or_none('v.ended')} ELSE {or_none('v.until_day')} END",
        unknown=f"CASE WHEN v.reason <> '' THEN v.reason WHEN v.conflict IS NOT NULL THEN 'conflict' "
        f"ELSE {verdict.UNKNOWN} END",
        kind="COALESCE(v.conflict, '')",
        tightened="CASE WHEN v.reason = '' THEN v.tightened ELSE 0 END",
    )
    not_carried = nobody_can_tell(
        """
FROM counts AS r WHERE r.gap IS NOT NULL AND EXISTS (
  SELECT 1 FROM stretch AS x WHERE x.c = r.c AND x.number IN (0, 1))""",
        since="r.start_day",
        until="r.until_day",
        unknown="'not carried'",
        kind="r.gap",
    )
    return [told, not_carried]


def _if_known(value: str) -> str:
    return f"CASE WHEN v.reason = '' THEN {value} END"
