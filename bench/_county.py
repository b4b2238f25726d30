"""Invented children of a county as tables in DuckDB: the same for the same number, with every common kind of span."""

# ruff: noqa: S608
from datetime import date

from lineofsight.sight.calendar_tables import number
from lineofsight.sight.engines.duck import Duck
from lineofsight.sight.engines.tables import FACTS

AS_AT = date(2026, 6, 22)
FIRST_DAY = 17900
"""4 January 2019: when the first of them comes into view."""

COVERED = ("cin-visit", "core-group-next", "cp-visit", "pre-proceedings-review", "rcpc")
"""The five standards by which they are judged where pandas judges them too."""

# Of every hundred children how many; days after the start; at least so long; at most so much longer; codes.
SPANS = {
    "open-to-social-care": (100, 0, 200, 900, ("",)),
    "need-plan": (60, 10, 100, 500, ("",)),
    "protection-plan": (35, 30, 150, 500, ("",)),
    "care": (20, 60, 300, 1500, ("",)),
    "legal": (20, 60, 100, 300, ("V2", "C1", "V2")),
    "placement": (20, 60, 60, 400, ("U6", "P1", "U4", "K2")),
    "lasts-to-18": (6, 60, 300, 900, ("yes", "no")),
    "visit-frequency": (2, 70, 100, 300, ("",)),
    "pre-proceedings": (4, 40, 60, 120, ("",)),
    "proceedings": (4, 150, 100, 150, ("",)),
    "reviewing-officer": (20, 61, 300, 1500, ("",)),
    "guardian": (4, 150, 100, 150, ("",)),
}
# From the start of which span, every so many days, give or take.
EVENTS = {
    "need-visit": ("need-plan", 20, 9),
    "protection-visit": ("protection-plan", 9, 5),
    "core-group": ("protection-plan", 38, 12),
    "review-conference": ("protection-plan", 120, 80),
    "care-visit": ("care", 36, 14),
    "child-seen": ("care", 36, 14),
    "child-seen-alone": ("care", 40, 14),
    "care-review": ("care", 110, 80),
    "health-assessment": ("care", 250, 90),
    "supervision": ("open-to-social-care", 29, 9),
    "referral": ("open-to-social-care", 600, 5),
    "referral-decided": ("open-to-social-care", 601, 5),
    "assessment-done": ("open-to-social-care", 640, 30),
    "strategy-discussion": ("protection-plan", 500, 5),
    "initial-conference": ("protection-plan", 515, 9),
    "letter-before-proceedings": ("pre-proceedings", 200, 9),
    "pre-proceedings-meeting": ("pre-proceedings", 30, 20),
    "officer-guardian-exchange": ("guardian", 60, 40),
    "case-management-hearing": ("proceedings", 300, 30),
}


def fill(database: Duck, *, children: int, kinds: tuple[str, ...], first: int = 0) -> None:
    """Put so many children into the tables. Numbers come from multiplying, so that every run has the same.

    first: the number of the first of them, for whoever takes many children in parts.
    """
    run = database.execute
    for name in FACTS:
        run(f"DELETE FROM {name}")
    run(
        f"""CREATE OR REPLACE TEMP TABLE kid AS SELECT i, 'c' || lpad(CAST(i AS TEXT), 7, '0') AS child,
        {FIRST_DAY} + (i * 7919) % 2200 AS day FROM range({first}, {first + children}) AS t(i)"""
    )
    run(f"INSERT INTO child SELECT child, first_day FROM kid JOIN month ON month_index = {2008 * 12} + i % 180")
    for place, (kind, (share, after, least, more, codes)) in enumerate(SPANS.items()):
        parts = len(codes)
        listed = ", ".join(f"'{code}'" for code in codes)
        day = f"day + {after} + {{k}} * ({least} + length // {parts})"
        run(
            f"""INSERT INTO span SELECT child, '{kind}', {day.format(k="k")},
            CASE WHEN k = {parts - 1} AND i % 3 = 0 THEN NULL ELSE {day.format(k="(k + 1)")} END,
            [{listed}][1 + k], CASE '{kind}' WHEN 'visit-frequency' THEN 14 + CAST(i % 20 AS INTEGER) ELSE 0 END
            FROM (SELECT *, (i * {104729 + 2 * place}) % {more} AS length FROM kid
              WHERE (i * 37) % 100 < {share}) AS kid, range({parts}) AS t(k)"""
        )
    for place, (kind, (span, gap, more)) in enumerate(EVENTS.items()):
        run(
            f"""INSERT INTO event SELECT child, '{kind}',
            from_day + n * {gap} + (n * n * {31 + place} + from_day) % {more}, '', ''
            FROM (SELECT child, MIN(start_day) AS from_day, MAX(COALESCE(until_day, {number(AS_AT)})) AS until_day
              FROM span WHERE kind = '{span}' GROUP BY child) AS s,
            range((until_day - from_day) // {gap} + 1) AS t(n)"""
        )
    listed = ", ".join(f"('{kind}')" for kind in kinds)
    run(f"INSERT INTO carried SELECT child, kind, NULL, NULL FROM kid, (VALUES {listed}) AS k(kind)")
