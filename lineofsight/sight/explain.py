"""One obligation explains itself: what is due, why, by which rule, counted from what, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass

from lineofsight.library.standard import Standard
from lineofsight.library.standard_examples import Status
from lineofsight.library.words import day_words
from lineofsight.sight.cure import cure_of
from lineofsight.sight.obligation import Obligation, Unknown


@dataclass(frozen=True, slots=True)
class Explanation:
    """What people read about one obligation. changes: what would change it, one thing each.

    unknown, cure: for what is not known, why, and who writes what where so that it is known.
    """

    sentence: str
    status: str
    limit: str
    clause: str
    changes: tuple[str, ...]
    unknown: str = ""
    cure: str = ""

    def whole(self) -> str:
        """All of it in one line, as a file gives it."""
        changes = f" What would change it: {'; '.join(self.changes)}." if self.changes else ""
        return f"{self.sentence} Rule: {self.clause}. {self.status}{changes}"


def explain(
    one: Obligation, edition: Standard, *, kinds: Mapping[str, str], written: Mapping[str, str] | None = None
) -> Explanation:
    """Say in words how it stands with an obligation. kinds, written: of each kind of fact, as `InUse` has them.

    Raises ValueError for the edition of another standard.
    """
    if (edition.id, edition.version) != (one.standard, one.version):
        raise ValueError(f"{edition.id} {edition.version} is not the edition of {one.standard} {one.version}")
    limit = edition.limits[one.limit] if one.limit >= 0 else None
    words = limit.words if limit else str(getattr(edition.shape, "words", ""))
    if limit and limit.words_at_start and one.counted_from and one.counted_from == one.since:
        words = limit.words_at_start
    clause = (limit.clause if limit else None) or "; ".join(edition.source)
    if one.tightened:
        words = "as often as the child's own plan asks, which is more than the law does"
    unknown = _why(one, limit.unsure.because if limit and limit.unsure else "", kinds) if one.unknown else ""
    return Explanation(
        sentence=_sentence(one, edition, words),
        status=_status(one, unknown),
        limit=words,
        clause=clause,
        changes=edition.changed_by,
        unknown=unknown,
        cure=cure_of(one, limit, kinds=kinds, written=written or {}),
    )


def _sentence(one: Obligation, edition: Standard, words: str) -> str:
    counted = f", counted from {day_words(one.counted_from)}" if one.counted_from else ""
    rule = f"{words}{counted}" if words else f"counted from {day_words(one.counted_from)}" if one.counted_from else ""
    told = f"because {edition.for_whom}{f': {rule}' if rule else ''}"
    if one.due is None:
        since = f", since {day_words(one.since)}" if one.since else ""
        return f"{edition.duty} is asked for{since}, {told}."
    is_over = one.status is not Status.DUE
    return f"{edition.duty} {'was' if is_over else 'is'} due by {day_words(one.due)}, {told}."


def _status(one: Obligation, unknown: str) -> str:
    done = f"It was done on {day_words(one.met)}" if one.met else ""
    match one.status:
        case Status.MET:
            return f"{done}, in time."
        case Status.LATE:
            return f"{done}, {_days(one.days_late)} late."
        case Status.MISSED:
            ended = f", and what asked for it ended on {day_words(one.until)}" if one.until else ""
            return f"It was not done{ended}."
        case Status.OVERDUE:
            return f"Nothing is recorded since; it is overdue by {_days(one.days_late)}."
        case Status.DUE:
            return "It is still in time."
        case Status.UNKNOWN:
            return f"{f'{done}. ' if done else ''}Whether it was in time is not known, because {unknown}."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _why(one: Obligation, because: str, kinds: Mapping[str, str]) -> str:
    name = kinds.get(one.kind, one.kind)
    match one.unknown:
        case Unknown.NOT_CARRIED:
            return f"the records that were brought in hold nothing of this kind: {name}"
        case Unknown.BEFORE_RECORDS:
            return "the records begin only later, and what was done before is not seen"
        case Unknown.AFTER_RECORDS:
            return "the records end before that day"
        case Unknown.NO_DAY:
            return f"one is recorded of which the day is missing: {name}"
        case Unknown.CONFLICT:
            return f"two things are recorded for the same days of which only one can be: {name}"
        case Unknown.NO_SPAN:
            return f"nothing is recorded of this kind, and the rule turns on it: {name}"
        case Unknown.UNSURE:
            return because or "two rules may hold"
        case Unknown.NO_CALENDAR:
            return "the working days of that year are not known"
        case Unknown.NO_AGE:
            return "the rule turns on the child's age, and the month of birth is not recorded"
        case Unknown.OF_AGE:
            return f"the child has come of age, and this is recorded as going on: {name}"
        case Unknown.BIRTHDAY:
            return "the child came of age in that month, and of the birthday only the month is kept"
        case _:
            return ""
