"""Days that cannot be: what was looked at, said or thought after today, or over a time that ends before it begins."""

from collections.abc import Iterator
from datetime import date

from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import EditionContent, Line, LineKind
from lineofsight.publication.gate.check import Found, LineCheck, WholeCheck
from lineofsight.publication.gate.checks.evidence import LOOKED_AT
from lineofsight.publication.gate.given import Given

_WRITE = "Write down the day on which it was."


def _has_days(line: Line, given: Given) -> bool:
    return bool(line.basis) or line.opinion is not None or line.action_date is not None


def _find(line: Line, given: Given) -> Iterator[Found]:
    for item in given.rests_on(line):
        if item.period_from is not None and item.period_to is not None and item.period_from > item.period_to:
            yield Found(
                "days.evidence_turned",
                f"{item.number} covers a time that ends on {day_words(item.period_to)}, before it begins.",
                "Correct the first and the last day of the evidence.",
            )
        days = (item.said_date, item.received_date, item.period_from, item.period_to)
        last = max((day for day in days if day is not None), default=None)
        told = min((day for day in (item.said_date, item.received_date) if day is not None), default=None)
        if item.kind in LOOKED_AT and told is not None and item.period_to is not None and told < item.period_to:
            yield Found(
                "days.told_before",
                f"{item.number} is dated {day_words(told)}, and yet covers days until {day_words(item.period_to)}.",
                "Correct the day on which it was told, or the last day that it covers.",
            )
        if last is not None and last > given.today:
            yield Found(
                "days.evidence_later", f"{item.number} is of {day_words(last)}, which is still to come.", _WRITE
            )
    if line.opinion is not None and line.opinion.given_date > given.today:
        when = day_words(line.opinion.given_date)
        yield Found("days.opinion_later", f"The opinion is of {when}, which is still to come.", _WRITE)
    yield from _opinion(line, given)
    yield from _action(line, given)


def _opinion(line: Line, given: Given) -> Iterator[Found]:
    """An opinion is of the evidence of its day: with newer evidence behind the sentence it has lapsed."""
    if line.opinion is None or line.opinion.has_lapsed:
        return
    since = [
        item for item in given.rests_on(line) if item.received_date and item.received_date > line.opinion.given_date
    ]
    if since:
        yield Found(
            "days.opinion_lapsed",
            f"The opinion is of {day_words(line.opinion.given_date)}, and {since[0].number} came after it; it is told "
            "as if it still stood.",
            "Ask whoever gave the opinion to look again, or mark it as lapsed.",
        )


def _action(line: Line, given: Given) -> Iterator[Found]:
    began = line.action_date
    if began is None or line.kind is LineKind.INTENTION:
        return
    if began > given.today:
        yield Found(
            "days.action_later",
            f"What the sentence tells began on {day_words(began)}, which is still to come.",
            "Write it as an intention with its day, or correct the day.",
        )
    looked = [item for item in given.rests_on(line) if item.kind in LOOKED_AT]
    ends = [item.period_to for item in looked if item.period_to is not None]
    if looked and len(ends) == len(looked) and max(ends) < began:
        yield Found(
            "days.looked_before",
            f"Whoever looked had looked until {day_words(max(ends))}, and this began on {day_words(began)}.",
            "Add evidence from after it began, or take it out.",
        )


CHECK = LineCheck(
    id="days",
    title="Nothing rests on a day that is still to come, nor on what was looked at before it began",
    codes={
        "days.evidence_later": "Evidence has a day that is still to come.",
        "days.evidence_turned": "Evidence covers a time that ends before it begins.",
        "days.told_before": "A count, an audit or what people said was told before the last day that it covers.",
        "days.opinion_later": "The opinion has a day that is still to come.",
        "days.opinion_lapsed": "The opinion is older than evidence of the sentence, and is not told as lapsed.",
        "days.action_later": "What is told as done began on a day that is still to come.",
        "days.looked_before": "All that was counted or audited is from before it began.",
    },
    applies=_has_days,
    find=_find,
)


def _edition(given: Given) -> Iterator[Found]:
    if given.content.as_at_date > given.today:
        yield Found(
            "days.edition_later",
            f"The Summary speaks as at {day_words(given.content.as_at_date)}, which is still to come.",
            "Wait until that day, or give the edition an earlier one.",
            "edit",
        )
    yield from _told_later(given.content)
    for assessment in given.content.assessments:
        days = [assessment.inspected_from, assessment.inspected_to, assessment.published_date]
        known = [day for day in days if day is not None]
        if known != sorted(known) or (known and known[-1] > given.today):
            yield Found(
                "days.report",
                f"«{assessment.title}» has days that cannot be: {', '.join(day_words(day) for day in known)}.",
                "Give the days on which somebody looked, and then that of the report.",
                "edit",
            )


def _told_later(content: EditionContent) -> Iterator[Found]:
    """Each thing that is told, of a day after that as at which the edition speaks."""
    for what, day in dict.fromkeys(_days_told(content)):
        if day is not None and day > content.as_at_date:
            yield Found(
                "days.after_edition",
                f"The Summary speaks as at {day_words(content.as_at_date)} and tells of {day_words(day)}: {what}.",
                "Take it back to draft and lock it again: it then speaks as at the day of that.",
                "edit",
            )


def _days_told(content: EditionContent) -> Iterator[tuple[str, date | None]]:
    # Opinions that were given later are left out where an edition is put together.
    for row in content.recommendations:
        name = row.name.lower()
        yield f"what was answered to {name}", row.answered_date
        yield f"when {name} was done", row.done_date
        yield from ((f"what was said of {one.name.lower()}", one.said_date) for one in row.answered)
    for action in content.actions:
        yield f"when action {action.number} was done", action.done_date
    for line in content.lines():
        of = f"sentence {line.number}"
        yield from ((f"{item.number}, behind {of}", item.said_date) for item in line.basis)
        yield from ((f"{item.number}, behind {of}", item.received_date) for item in line.basis)


EDITION = WholeCheck(
    id="edition-day",
    title="The Summary and the reports that it quotes have days that can be",
    codes={
        "days.edition_later": "The day as at which the Summary speaks is still to come.",
        "days.after_edition": "Something that is told is of a day after that as at which the Summary speaks.",
        "days.report": "A quoted report came out before its inspectors had looked, or has a day that is still to come.",
    },
    find=_edition,
)
