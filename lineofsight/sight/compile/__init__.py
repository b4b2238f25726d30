"""Standards as one SQL text without date functions, the same on SQLite, PostgreSQL and DuckDB.

What it says is settled in docs/decisions/0057-standards-and-sight.md and by `plain`; this says it for all at once.
Days are numbers since 1 January 1970. One arm for each shape, joined to small tables of standards, limits and rules.
"""

# ruff: noqa: S608
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lineofsight.library.standard import After, Before, Chain, Grid, Month, Standard
from lineofsight.sight.compile import calls, cells, chain, counts, facts, limits, undated, windows
from lineofsight.sight.compile.facts import COLUMNS
from lineofsight.sight.compile.numbered import Vocabulary, number_of, numbered
from lineofsight.sight.compile.sources import Param, Question, Source, Sources, bound
from lineofsight.sight.compile.text import FOREVER, Step, table

__all__ = ["Compiled", "Param", "Question", "Source", "Sources", "compile_standards"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The text, in which places for the facts and for the day are still open.

    A row: child, standard, version, since, counted_from, due, status, met, limit, days_late, sure_by, until, unknown,
    kind, tightened; days as numbers, NULL where there is none; unknown is empty where it is known.
    """

    text: str

    def asked(self, *, as_at: date, sources: Sources | None = None) -> Question:
        """The question as at a day, of the tables or queries in which the facts stand."""
        return bound(self.text, sources or Sources(), as_at=number_of(as_at))


def compile_standards(standards: Iterable[Standard], *, alone: frozenset[str]) -> Compiled:
    """The text of some standards, of each every edition. alone: the kinds of span of which two are a conflict."""
    words = Vocabulary(numbered(tuple(standards)), alone)
    steps, arms = _steps(words)
    names = [f"{undated.DOUBTED.get(name, f'o.{name}')} AS {name}" for name in COLUMNS if name not in ("child", "s")]
    days = ", ".join(f"COALESCE(o.{day}, -{FOREVER})" for day in ("since", "counted_from", "due"))
    with_steps = ",\n".join(step.sql() for step in steps)
    union = "\nUNION ALL\n".join(arms)
    return Compiled(f"""WITH {with_steps}
SELECT o.child, n.id AS standard, {", ".join(names)}
FROM (
{undated.in_doubt(union)}
) AS o JOIN standard AS n ON n.s = o.s
ORDER BY o.child, o.s, {days}, COALESCE(o.until_day, {FOREVER}), o.kind, o.limit_no, COALESCE(o.met, {FOREVER})""")


def _steps(words: Vocabulary) -> tuple[list[Step], list[str]]:
    has_chains, has_windows = bool(words.of(Chain)), bool(words.of(Grid) or words.of(Month))
    steps = [
        table("standard", "#s id", [(one.s, one.newest.id) for one in words.standards]),
        *facts.seen_facts(words),
        *undated.missing_days(words),
        *facts.answers(words),
        *cells.small_tables(words),
        *limits.limits(words),
        *cells.true_days(words),
        *cells.cells(words),
        *cells.conflicts(words),
    ]
    arms = [undated.no_day_rows()]
    if has_chains or has_windows:
        steps += [*cells.runs(words), windows.told_runs(words)]
        arms += windows.missing_rows()
    if has_chains:
        steps += [*counts.raw_counts(words), *counts.counts(words), *counts.stretches(words), *counts.asking(words)]
        steps += chain.chain(words)
        arms += chain.rows()
    if has_windows:
        steps += windows.windows(words)
        arms += windows.window_rows()
    if words.of(After) or words.of(Before):
        steps += calls.calls(words)
    if words.of(After):
        steps += calls.after(words)
        arms += calls.after_rows()
    if words.of(Before):
        steps += calls.before(words)
        arms += calls.before_rows()
    return steps, arms
