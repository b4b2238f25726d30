"""The limits of every edition as two small tables: what each says, and of which masks it is true."""

from lineofsight.sight.compile.numbered import Vocabulary
from lineofsight.sight.compile.text import Step, table

SAYS = (
    "#l #s #v #version #limit_no #number #from_number #months #age #within #counted #longest #longest_counted "
    "#is_unsure calendar"
)


def limits(words: Vocabulary) -> list[Step]:
    """One that turns on an age stands twice: once for a known age, once (age 1) for one that nobody knows."""
    tests = words.tests
    halves = " ".join(f"#{name}" for name in (*tests.columns("need"), *tests.columns("forbid")))
    rows = [(*row, *tests.of(rule)) for row, rule in words.limits]
    return [table("term", f"{SAYS} {halves}", rows)]
