"""All checks, in the order in which people read them. A new check is a line here and a row in docs/gate.md."""

from lineofsight.publication.gate import claims, evidence, figures, kind, quotation, shown, signed, whole
from lineofsight.publication.gate.check import LineCheck, WholeCheck

LINE_CHECKS: tuple[LineCheck, ...] = (
    evidence.CHECK,
    shown.CHECK,
    shown.SPEAKER,
    kind.CHECK,
    claims.CLAIMS,
    claims.ALL,
    claims.WORDS,
    quotation.SOURCE,
    quotation.VERBATIM,
    quotation.ABOUT,
    quotation.AGE,
    figures.BASE,
    figures.AGAIN,
    figures.SAID,
    signed.CHECK,
)
WHOLE_CHECKS: tuple[WholeCheck, ...] = (whole.LINES, whole.OPEN)


def all_checks() -> tuple[LineCheck | WholeCheck, ...]:
    """Every check, in order."""
    return (*LINE_CHECKS, *WHOLE_CHECKS)


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
