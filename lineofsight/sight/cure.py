"""What makes known what is not known of one obligation: what to write, in which field of which source, and who does."""

from collections.abc import Mapping

from lineofsight.library.standard import Limit
from lineofsight.sight.obligation import Obligation, Unknown

_BRINGS = "An agency analyst brings it in with the next return or list."


def cure_of(one: Obligation, limit: Limit | None, *, kinds: Mapping[str, str], written: Mapping[str, str]) -> str:
    """Say who writes what, and where; empty for what is known. Decision 249.

    kinds: the title of each kind of fact. written: for some of them, what is written and in which field of a source.
    """
    match one.unknown:
        case None:
            return ""
        case Unknown.UNSURE:
            # A rule that turns on a fact that may be absent: that fact is the one to write.
            missing = next((holds.span for holds in limit.when if holds.absent), "") if limit else ""
            if missing:
                return _write(missing, kinds, written)
            return "Nothing that is brought in can say it. Whoever works with the child keeps to the shorter time."
        case Unknown.NO_SPAN:
            return _write(one.kind, kinds, written)
        case Unknown.NOT_CARRIED:
            name = kinds.get(one.kind, one.kind)
            return f"An agency analyst brings in a return or a list of the council's own that has it: {name}."
        case Unknown.BEFORE_RECORDS:
            return "An agency analyst brings in a return that begins earlier."
        case Unknown.AFTER_RECORDS:
            return "An agency analyst brings in the next return."
        case Unknown.NO_DAY:
            return f"Whoever works with the child writes its day in the council's own system. {_BRINGS}"
        case Unknown.CONFLICT:
            return (
                "Whoever works with the child ends the one that no longer holds, or mends its days, in the council's"
                f" own system. {_BRINGS}"
            )
        case Unknown.OF_AGE:
            return f"Whoever works with the child writes in the council's own system when it ended. {_BRINGS}"
        case Unknown.NO_AGE:
            return (
                "Whoever works with the child writes the date of birth in the council's own system. An agency analyst"
                " brings it in with the next return, and only its month is kept."
            )
        case Unknown.BIRTHDAY:
            return (
                "Of a date of birth only the month is kept. Whoever works with the child looks up the day in the"
                " council's own system, and keeps to it."
            )
        case Unknown.NO_CALENDAR:
            return "Whoever looks after this service adds the bank holidays of that year to the library."


def _write(kind: str, kinds: Mapping[str, str], written: Mapping[str, str]) -> str:
    if kind in written:
        return f"Whoever works with the child writes in the council's own system {written[kind]}. {_BRINGS}"
    name = kinds.get(kind, kind)
    return (
        "Where the council's own system has a field for it, whoever works with the child writes it there, and an agency"
        f" analyst brings it in with a list of the council's own: {name}."
    )
