"""A figure that was released before says the same now, or the sentence says that it was corrected."""

import re
from collections.abc import Iterator

from lineofsight.publication.content import Line
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.released import released_as


def _has_base(line: Line, given: Given) -> bool:
    return bool(given.earlier) and any(base_of(figure) for figure in line.figures)


def _otherwise(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line).casefold()
    if any(
        re.search(rf"\b{re.escape(word.casefold())}\b", own) for word in given.own_rules.publishing.words_of_correction
    ):
        return
    for figure in line.figures:
        now = released_as(figure, line, given.content)
        before = given.last_released.get(now.same) if now is not None else None
        # An edition of an earlier version of the program printed the exact numbers.
        if (
            now is None
            or before is None
            or (now.base.n, now.base.of) == figure.told.numbers(before.base.n, before.base.of, before.base.terms)
        ):
            continue
        yield Found(
            "figure.released_otherwise",
            f"{figure.number} is {now.base.bare_words}. For the same days {before.where} says "
            f"{before.base.bare_words}.",
            "Say in the sentence that the earlier figure was corrected, and why; or mend the figure.",
        )


RELEASED = LineCheck(
    id="figure-released",
    title="No figure differs from the one released before, unless the sentence says so",
    codes={"figure.released_otherwise": "An earlier edition gives another figure for the same days."},
    applies=_has_base,
    find=_otherwise,
)
