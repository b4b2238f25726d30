"""All checks, in the order in which people read them.

A new check is a file in `checks`, a line here and a row in docs/gate.md.
"""

from collections.abc import Iterable
from functools import cache

from lineofsight.publication.gate.check import LineCheck, Stage, TextCheck, WholeCheck
from lineofsight.publication.gate.checks import (
    against,
    approved,
    before,
    borne_out,
    chain,
    characters,
    claims,
    clauses,
    counted,
    days,
    defined,
    elsewhere,
    evidence,
    exchanged,
    figures,
    figures_said,
    how_many,
    joined,
    kind,
    looked,
    objectable,
    of_whom,
    open_items,
    pointing,
    practice,
    promised_days,
    quotation,
    quotation_speaker,
    records,
    registered,
    reported,
    retold,
    shown,
    signed,
    sizes,
    small,
    small_elsewhere,
    spans_of_time,
    the_counted,
    voices,
    whole,
    whose,
)
from lineofsight.publication.gate.refusal import Refusal

LINE_CHECKS: tuple[LineCheck, ...] = (
    evidence.CHECK,
    evidence.SECOND_LOOK,
    borne_out.CHECK,
    borne_out.DEFINITION,
    how_many.CHECK,
    joined.CHECK,
    practice.CHECK,
    days.CHECK,
    shown.CHECK,
    shown.SPEAKER,
    whose.CHECK,
    kind.CHECK,
    promised_days.CHECK,
    claims.CLAIMS,
    claims.ALL,
    claims.WORDS,
    quotation.SOURCE,
    quotation.VERBATIM,
    quotation.ABOUT,
    quotation_speaker.CHECK,
    looked.CHECK,
    quotation.AGE,
    reported.CHECK,
    figures.BASE,
    figures.AGAIN,
    figures_said.SAID,
    spans_of_time.CHECK,
    defined.CHECK,
    exchanged.CHECK,
    counted.CHECK,
    of_whom.CHECK,
    the_counted.CHECK,
    clauses.CHECK,
    against.CHECK,
    sizes.CHECK,
    against.RELEASED,
    against.BESIDE,
    records.COMPARED,
    chain.CHECK,
    elsewhere.OPINION,
    elsewhere.VIEW,
    small.CHECK,
    small_elsewhere.FEW_OF_THEM,
    signed.CHECK,
    objectable.CHECK,
)
# What could make somebody known comes first, and signatures last: they are asked for again after any change.
TEXT_CHECKS: tuple[TextCheck, ...] = (characters.CHECK, registered.CHECK, pointing.CHECK, small_elsewhere.ELSEWHERE)
WHOLE_CHECKS: tuple[WholeCheck, ...] = (
    whole.LINES,
    days.EDITION,
    whole.HEADINGS,
    whole.OPEN,
    open_items.CHECK,
    elsewhere.CHECK,
    records.CHECK,
    retold.RETOLD,
    whole.SUPPORT,
    small_elsewhere.VOICES,
    voices.VOICES,
    before.FAMILY,
    before.HOLDS,
    before.SEARCHES,
    approved.APPROVED,
)
Check = LineCheck | TextCheck | WholeCheck


def all_checks() -> tuple[Check, ...]:
    """Every check, in order."""
    return (*TEXT_CHECKS, *LINE_CHECKS, *WHOLE_CHECKS)


@cache
def _late() -> frozenset[str]:
    return frozenset(code for check in all_checks() if check.stage is Stage.PUBLISH for code in check.codes)


def stands_before(refusals: Iterable[Refusal], stage: Stage) -> tuple[Refusal, ...]:
    """Which refusals have to be cured by a stage. Before it is published, all of them."""
    return tuple(refusal for refusal in refusals if stage is Stage.PUBLISH or refusal.code not in _late())


def all_codes() -> dict[str, tuple[str, str]]:
    """Every code with the id of its check and what it means, in order."""
    return {code: (check.id, words) for check in all_checks() for code, words in check.codes.items()}


def reference() -> str:
    """The table of checks and codes as it stands in docs/gate.md."""
    rows = [f"| `{code}` | {check} | {words} |" for code, (check, words) in all_codes().items()]
    titles = [f"| `{check.id}` | {check.title} |" for check in all_checks()]
    return "\n".join(
        ["| check | what it asks |", "|--|--|", *titles, "", "| code | check | when |", "|--|--|--|", *rows, ""]
    )
