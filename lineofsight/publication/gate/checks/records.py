"""What an edition holds of its records agrees with itself: done has its day, late is listed, a count is one count."""

import re
from collections.abc import Iterator
from datetime import date

from lineofsight.library.scales import DeliveryWord, OpinionWord, PublicWord
from lineofsight.library.words import day_words, listed
from lineofsight.publication.content.edition import EditionContent, Line, OpenKind
from lineofsight.publication.content.promised import Acted, Answer, Recommended
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck, WholeCheck
from lineofsight.publication.gate.given import Given

_CURE = "Have the edition put together again from the records of the review."
_UNDER_WAY = frozenset({DeliveryWord.AGREED, DeliveryWord.STARTED})
_SAID_DONE = frozenset({DeliveryWord.REPORTED_COMPLETE, DeliveryWord.VERIFIED})
# With these a recommendation may be implemented; what is only reported waits for somebody who looks.
_FINISHED = frozenset({DeliveryWord.VERIFIED, DeliveryWord.CANCELLED})
_UNANSWERED = frozenset({PublicWord.NOT_RESPONDED, PublicWord.NOT_YET_DUE})


def _find(given: Given) -> Iterator[Found]:
    content = given.content
    # An edition from before holds no actions, and not every day.
    for row in content.recommendations if content.actions else ():
        if row.public is PublicWord.IMPLEMENTED and row.done_date is None:
            yield _otherwise(f"Recommendation {row.number} is told as implemented, and no day says when.")
        if row.answer in (Answer.ACCEPTED, Answer.IN_PART, Answer.DECLINED) and row.answered_date is None:
            yield _otherwise(f"Recommendation {row.number} is told as answered, and no day says when.")
        if row.answer is Answer.NONE and row.answered_date is not None:
            yield _otherwise(f"Recommendation {row.number} is told as not answered, and has a day on which it was.")
        yield from _public_word(row, content)
        yield from _days(row, content)
        yield from _outside(row, content)
        yield from _told_in(row, content)
        yield from _actions_beside(row, content)
    yield from _actions(content)
    yield from _open_records(content)
    yield from _voices(content)


def _public_word(row: Recommended, content: EditionContent) -> Iterator[Found]:
    """The public word follows from the answer and the days that stand beside it."""
    due, day, public = row.due_date, content.as_at_date, row.public
    if (public is PublicWord.REJECTED) != (row.answer is Answer.DECLINED):
        yield _otherwise(f"Recommendation {row.number} is told as {public.words}, and its answer is {row.answer}.")
    elif row.answer is Answer.NONE and public not in _UNANSWERED:
        yield _otherwise(f"Recommendation {row.number} is told as {public.words}, and nobody has answered it.")
    elif public is PublicWord.NOT_RESPONDED and row.answer is not Answer.NONE:
        yield _otherwise(f"Recommendation {row.number} is told as not responded to, and it was {row.answer}.")
    ends = [by for by in (due, row.respond_by if row.answer is Answer.NONE else None) if by is not None]
    if public is PublicWord.NOT_YET_DUE and ends and min(ends) < day:
        yield _otherwise(f"Recommendation {row.number} is told as not yet due; its day was {day_words(min(ends))}.")
    if public is PublicWord.NOT_YET_DUE and not ends and row.answer is not Answer.NONE:
        yield _otherwise(
            f"Recommendation {row.number} is told as {row.answer} and not yet due, and no day is set for it."
        )
    if public is PublicWord.NO_DAY_SET and due is not None:
        yield _otherwise(f"Recommendation {row.number} is told as without a day; its day is {day_words(due)}.")


def _days(row: Recommended, content: EditionContent) -> Iterator[Found]:
    """It was answered before it was implemented, neither after the day as at which the Summary speaks, nor before what
    answers it was done."""
    days = [day for day in (row.answered_date, row.done_date, content.as_at_date) if day is not None]
    if days != sorted(days):
        yield _otherwise(
            f"Recommendation {row.number} was answered on {_day(row.answered_date)} and implemented on "
            f"{_day(row.done_date)}; the Summary speaks as at {_day(content.as_at_date)}."
        )
    done = [act for act in content.actions if row.number in act.under and act.done_date is not None]
    if row.done_date is not None and (after := [a for a in done if a.done_date and a.done_date > row.done_date]):
        yield _otherwise(
            f"Recommendation {row.number} is told as implemented on {_day(row.done_date)}, before {_of_actions(after)} "
            "was done."
        )


def _outside(row: Recommended, content: EditionContent) -> Iterator[Found]:
    """An opinion from outside has somebody outside who gave it on a day; without one there is nobody and no day."""
    gave = (row.outside_role, row.outside_agency, row.outside_date)
    if row.is_checked_outside and not all(gave):
        yield _otherwise(f"Recommendation {row.number} has an opinion from outside that nobody gave on any day.")
    elif row.outside is OpinionWord.NOT_LOOKED_AT and any(gave):
        yield _otherwise(f"Recommendation {row.number} is told as not looked at, and somebody gave an opinion on it.")
    elif row.is_checked_outside and row.outside_agency == row.agency:
        yield _otherwise(f"The opinion on recommendation {row.number} is of {row.agency}, which leads it.")
    elif row.outside_date is not None and row.outside_date > content.as_at_date:
        yield _otherwise(
            f"The opinion on recommendation {row.number} is of {_day(row.outside_date)}, after the day as at which the "
            "Summary speaks."
        )


_ANSWERS = re.compile(r"Recommendations? (?P<numbers>\d+(?:(?:, | and )\d+)*)\.")


def _told_in(row: Recommended, content: EditionContent) -> Iterator[Found]:
    """A sentence that answers a recommendation is told there as answering it."""
    for line in content.lines():
        named = _ANSWERS.fullmatch(line.answers or "") if line.number in row.told_in else None
        if named is not None and str(row.number) not in re.findall(r"\d+", named["numbers"]):
            yield _otherwise(
                f"Sentence {line.number} is told as answering «{line.answers}», and in the list as answering "
                f"recommendation {row.number}."
            )


def _day(day: date | None) -> str:
    return day_words(day) if day is not None else "no day"


def _actions_beside(row: Recommended, content: EditionContent) -> Iterator[Found]:
    """What is told of a recommendation's actions is what is told of each in the list of actions."""
    acts = {act.number: act for act in content.actions}
    under = [act for act in content.actions if row.number in act.under]
    if row.public is PublicWord.IMPLEMENTED and (unfinished := [a for a in under if a.delivery not in _FINISHED]):
        yield _otherwise(
            f"Recommendation {row.number} is told as implemented, and of what answers it "
            f"{_of_actions(unfinished)} {'is' if len(unfinished) == 1 else 'are'} not verified as done."
        )
    if row.public is PublicWord.PARTLY_IMPLEMENTED and under and not any(act.is_done for act in under):
        yield _otherwise(f"Recommendation {row.number} is told as partly implemented, and nothing under it is done.")
    for said in row.answered:
        act = acts.get(said.number)
        if act is None:
            continue
        if said.is_verified != (act.delivery is DeliveryWord.VERIFIED):
            yield _otherwise(
                f"Action {act.number} is told {'' if said.is_verified else 'not '}as verified with recommendation "
                f"{row.number}, and as {act.delivery.words.casefold()} among the actions."
            )
        if act.asks and (said.title, said.agency) != (act.asks, act.agency):
            yield _otherwise(f"Action {act.number} is told otherwise with recommendation {row.number}.")
        if act.under and row.number not in act.under:
            yield _otherwise(f"Action {act.number} stands under recommendation {row.number}, and answers another one.")
        if said.said_date > content.as_at_date:
            yield _otherwise(
                f"What was said of action {act.number} is of {day_words(said.said_date)}, after the day as at which "
                "the Summary speaks."
            )


def _of_actions(acts: list[Acted]) -> str:
    return listed([f"action {act.number}" for act in acts])


def _is_past(day: date | None, as_at: date) -> bool:
    return day is not None and day < as_at


def _actions(content: EditionContent) -> Iterator[Found]:
    listed_late = {item.agency for item in (*content.open_records, *content.open_items) if item.kind is OpenKind.LATE}
    for row in content.actions:
        if row.delivery in _SAID_DONE and row.done_date is None:
            yield _otherwise(f"Action {row.number} is told as done, and no day says when.")
        if row.delivery in _UNDER_WAY and row.done_date is not None:
            yield _otherwise(f"Action {row.number} is told as not done, and has a day on which it was done.")
        is_past = _is_past(row.due_date, content.as_at_date)
        if row.is_late and not is_past:
            yield _otherwise(f"Action {row.number} is told as late, and its day is not past.")
        if row.delivery in _UNDER_WAY and is_past and not row.is_late:
            yield _otherwise(f"Action {row.number} was due on {day_words(row.due_date)}, and is not told as late.")
        elif row.is_late and row.agency not in listed_late:
            yield _otherwise(f"Action {row.number} is late, and nothing under «Not yet done or known» says so.")


_OF_RECORDS = re.compile(r"Action (?P<number>\d+): (?P<asks>.*)", re.DOTALL)


def _open_records(content: EditionContent) -> Iterator[Found]:
    """What the records list as late is one of the actions, of its agency, since its day."""
    acts = {act.number: act for act in content.actions}
    for item in content.open_records if acts else ():
        said = _OF_RECORDS.fullmatch(item.text)
        act = acts.get(int(said["number"])) if said is not None else None
        if said is None or item.kind is not OpenKind.LATE:
            continue
        asks = act.asks if act is not None and act.asks else said["asks"]
        if act is None or not act.is_late or (asks, act.agency) != (said["asks"], item.agency):
            yield _otherwise(f"«{item.text}» is told as late, and no action of {item.agency} is told so.")
        elif item.since_date is not None and item.since_date != act.due_date:
            yield _otherwise(
                f"Action {act.number} is told as late since {day_words(item.since_date)}; its day was "
                f"{day_words(act.due_date)}."
            )


def _voices(content: EditionContent) -> Iterator[Found]:
    """How many answered, where a sentence counts of the same answers."""
    counted = {
        figure.stated.source: (figure.stated.of, line.number)
        for line in content.lines()
        for figure in line.figures
        if figure.stated is not None and figure.stated.of is not None
    }
    periods = {
        figure.stated.source: (figure.stated.period_from, figure.stated.period_to)
        for line in content.lines()
        for figure in line.figures
        if figure.stated is not None
    }
    for number, voice in enumerate(content.voices.items, start=1):
        of, sentence = counted.get(voice.who, (None, 0))
        days = periods.get(voice.who, (None, None))
        if None not in days and voice.period_from and (voice.period_from, voice.period_to) != days:
            yield Found(
                "records.answers",
                f"Number {number} of «What children and families told us» was heard from {_day(voice.period_from)} to "
                f"{_day(voice.period_to)}; a sentence counts the same answers over other days.",
                "Write the same days in both places.",
                "ready",
            )
        if of is not None and voice.answered is not None and abs(voice.answered - of) >= max(voice.told.nearest, 1):
            yield Found(
                "records.answers",
                f"Number {number} of «What children and families told us» says that {voice.answered} answered; "
                f"sentence {sentence} counts the answers of {of}.",
                "Write how many answered, the same in both places.",
                "ready",
            )


def _otherwise(reason: str) -> Found:
    return Found("records.otherwise", reason, _CURE, "edit")


CHECK = WholeCheck(
    id="records",
    title="What is told of recommendations, actions and answers agrees with itself",
    codes={
        "records.otherwise": "A recommendation or an action has a state without its day, or is late and not told so.",
        "records.answers": "How many answered is told otherwise than a sentence counts it.",
    },
    find=_find,
)


def _is_compared(line: Line, given: Given) -> bool:
    return any(figure.compared_with is not None for figure in line.figures)


def _compared(line: Line, given: Given) -> Iterator[Found]:
    """The earlier figure beside a present one is the one that stands in the same sentence."""
    for figure in line.figures:
        earlier, tied = figure.compared_with, figure.stated or figure.measured
        for other in line.figures:
            base, same = base_of(other), other.stated or other.measured
            if earlier is None or other is figure or base is None or tied is None or same is None:
                continue
            told = (base.period_from, base.period_to) != (earlier.period_from, earlier.period_to)
            if same.definition == tied.definition and (base.n, base.of) == (earlier.n, earlier.of) and told:
                yield Found(
                    "figure.compared_otherwise",
                    f"{figure.number} is compared with {base.bare_words} of other days than {other.number}, which is "
                    "the same.",
                    "Compare it with the figure that stands in the sentence.",
                )
            is_same = same.definition == tied.definition and base.period_to == earlier.period_to
            if is_same and (base.n, base.of) != (earlier.n, earlier.of):
                yield Found(
                    "figure.compared_otherwise",
                    f"{figure.number} is compared with {earlier.n} of {earlier.of}; for the same time "
                    f"{other.number} is {base.bare_words}.",
                    "Compare it with the figure that stands in the sentence.",
                )


COMPARED = LineCheck(
    id="figure-compared",
    title="The earlier figure is the same wherever it stands",
    codes={
        "figure.compared_otherwise": "A figure is compared with other numbers than the sentence gives for that time."
    },
    applies=_is_compared,
    find=_compared,
)
