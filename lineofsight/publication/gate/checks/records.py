"""What an edition holds of its records agrees with itself: done has its day, late is listed, a count is one count."""

from collections.abc import Iterator
from datetime import date

from lineofsight.library.scales import DeliveryWord, PublicWord
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
        yield from _public_word(row, content)
        yield from _actions_beside(row, content)
    yield from _actions(content)
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
    if public is PublicWord.NO_DAY_SET and due is not None:
        yield _otherwise(f"Recommendation {row.number} is told as without a day; its day is {day_words(due)}.")


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


def _voices(content: EditionContent) -> Iterator[Found]:
    """How many answered, where a sentence counts of the same answers."""
    counted = {
        figure.stated.source: (figure.stated.of, line.number)
        for line in content.lines()
        for figure in line.figures
        if figure.stated is not None and figure.stated.of is not None
    }
    for number, voice in enumerate(content.voices.items, start=1):
        of, sentence = counted.get(voice.who, (None, 0))
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
