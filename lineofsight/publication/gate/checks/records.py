"""What an edition holds of its records agrees with itself: done has its day, late is listed, a count is one count."""

from collections.abc import Iterator

from lineofsight.library.scales import DeliveryWord, PublicWord
from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import EditionContent, Line, OpenKind
from lineofsight.publication.content.promised import Answer
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck, WholeCheck
from lineofsight.publication.gate.given import Given

_CURE = "Have the edition put together again from the records of the review."
_UNDER_WAY = frozenset({DeliveryWord.AGREED, DeliveryWord.STARTED})
_SAID_DONE = frozenset({DeliveryWord.REPORTED_COMPLETE, DeliveryWord.VERIFIED})


def _find(given: Given) -> Iterator[Found]:
    content = given.content
    # An edition from before holds no actions, and not every day.
    for row in content.recommendations if content.actions else ():
        if row.public is PublicWord.IMPLEMENTED and row.done_date is None:
            yield _otherwise(f"Recommendation {row.number} is told as implemented, and no day says when.")
        if row.answer in (Answer.ACCEPTED, Answer.IN_PART, Answer.DECLINED) and row.answered_date is None:
            yield _otherwise(f"Recommendation {row.number} is told as answered, and no day says when.")
    yield from _actions(content)
    yield from _voices(content)


def _actions(content: EditionContent) -> Iterator[Found]:
    listed_late = {item.agency for item in (*content.open_records, *content.open_items) if item.kind is OpenKind.LATE}
    for row in content.actions:
        if row.delivery in _SAID_DONE and row.done_date is None:
            yield _otherwise(f"Action {row.number} is told as done, and no day says when.")
        is_past = row.due_date is not None and row.due_date < content.as_at_date
        if row.delivery in _UNDER_WAY and is_past and not row.is_late and row.due_date is not None:
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
