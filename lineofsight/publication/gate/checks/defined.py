"""What a sentence says was counted, against what was counted: not the contrary, not by another limit, not of others."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lineofsight.library.words import day_words, listed
from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.gate.behind import texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.counted import named_in, told_as_not_left
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.checks.one_of_both import one_of_both
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import A_WHOLE_NUMBER, numbers_in

# «Did not», «had no», «lacked», «missed», «late», «unsigned»: whichever of them the sentence says for the definition's.
_CONTRARY = re.compile(
    r"\b(?:not|no|none|nor|never|neither|nobody|nothing|without|cannot|lack\w*|miss\w*|fail\w*|absent|late|too"
    r"|only|few\w*|less|left out|un\w{4,}|incomplete|\w+n['’]t)\b",
    re.IGNORECASE,
)
# The verb behind a figure that turns it round: «77 of 84 (92%) enquiries were not answered».
_TURNS = re.compile(
    r"[^.;,:]{0,80}?\b(?:(?:was|were|is|are|did|do|does|had|has|have|could|would)\s+(?:not|never)"
    r"|cannot|\w+n['’]t)\b(?!\s+yet\b)",
    re.IGNORECASE,
)
_NOT = frozenset({"not", "no", "never"})
_LIMIT = re.compile(
    rf"\bwithin\s+(?:the\s+)?(?P<number>{A_WHOLE_NUMBER})\s+(?P<unit>(?:working\s+)?(?:minute|hour|day|week|month|year))s?\b"
    # «In the first week», «in the first two days».
    rf"|\b(?:in|within|during|on|by)\s+(?:the|their|its)\s+first\s+(?:(?P<count>{A_WHOLE_NUMBER})\s+)?(?P<first>hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_GRADES = ("outstanding", "excellent", "good", "adequate", "satisfactory", "requires improvement", "inadequate")
_ANSWERED = re.compile(r"\b(?:answer|repl(?:y|ie)|respon[ds]|return(?:ed)? (?:it|the form))\w*", re.IGNORECASE)


def _says_a_figure(line: Line, given: Given) -> bool:
    return bool(line.figures) and line.kind is not LineKind.INTENTION


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    for figure in line.figures:
        definition = _definition(figure)
        if definition.strip():
            yield from _turned(figure, definition, own)
            yield from _limit(figure, definition, own, line, given)
            yield from _grade(figure, definition, own)
            yield from one_of_both(figure, definition, own, _name(figure))
            yield from _lasting(figure, own, line, given)
        yield from _unit(figure, own)
        yield from _answers(figure, own)
        yield from _beyond(figure, line, given)


def _name(figure: LineFigure) -> str:
    return figure.measured.figure.measure_id.replace("-", " ") if figure.measured is not None else ""


def _definition(figure: LineFigure) -> str:
    part = figure.stated or figure.measured
    return part.definition if part is not None else ""


def _turned(figure: LineFigure, definition: str, own: str) -> Iterator[Found]:
    # A measure's definition also says who is left out («not withdrawn by then»): only what an agency states is short
    # enough to say one thing.
    if figure.stated is None:
        return
    # «Missed» in what was counted («why a visit was missed») says nothing against it in the sentence.
    counted = {word.casefold() for word in _CONTRARY.findall(definition)} - _NOT
    says_not = any(word.casefold() not in counted for word in _CONTRARY.findall(own))
    turned = not told_as_not_left(definition, own) and any(
        _TURNS.match(own[end:]) for _, end in places_of(figure.text, own)
    )
    # What the sentence says too («why a visit was missed») turns nothing round.
    folded = own.casefold()
    against = [
        word for word in _CONTRARY.findall(definition) if word.casefold() in _NOT or word.casefold() not in folded
    ]
    counts_not = any(word.casefold() in _NOT for word in _CONTRARY.findall(definition))
    if (counts_not and not says_not) or (turned and not against):
        yield Found(
            "figure.turned_round",
            f"{figure.number} counts «{definition}», and the sentence says the contrary of it.",
            "Write what was counted, or give the other number.",
        )


def _limits(text: str) -> dict[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for match in _LIMIT.finditer(text):
        unit = " ".join((match["unit"] or match["first"]).casefold().split())
        found.setdefault(unit, set()).update(numbers_in(match["number"] or match["count"] or "1"))
    return found


_FOR_HOW_LONG = re.compile(
    rf"\bfor\s+(?:the\s+|a\s+)?(?:whole\s+)?(?P<number>{A_WHOLE_NUMBER})\s+(?P<unit>month|year)s?\b", re.IGNORECASE
)
_MONTHS = re.compile(rf"\b(?P<number>{A_WHOLE_NUMBER}|a|the)\s+(?P<unit>month|year)s?\b", re.IGNORECASE)


def _lasting(figure: LineFigure, own: str, line: Line, given: Given) -> Iterator[Found]:
    """«For two years» of what was counted over twelve months."""
    found = _FOR_HOW_LONG.search(own)
    counted = {_in_months(one) for text in texts_behind(line, given) for one in _MONTHS.finditer(text)} - {None}
    if found is not None and counted and _in_months(found) not in counted:
        yield Found(
            "figure.other_duration",
            f"«{found.group()}»: {figure.number} counts «{_definition(figure)}».",
            "Write for how long it was counted.",
        )


def _in_months(found: re.Match[str]) -> Decimal | None:
    numbers = numbers_in(found["number"]) or (Decimal(1),)
    return numbers[0] * (12 if found["unit"].casefold() == "year" else 1)


def _is_said_behind(said: dict[str, set[Decimal]], line: Line, given: Given) -> bool:
    """Whether anything else behind the sentence names the number: «by six weeks before the birth»."""
    behind = " ".join(texts_behind(line, given))
    numbers = set(numbers_in(behind))
    return any(wanted & numbers for wanted in said.values())


def _limit(figure: LineFigure, definition: str, own: str, line: Line, given: Given) -> Iterator[Found]:
    said, counted = _limits(own), _limits(definition)
    if said and not counted and not _is_said_behind(said, line, given):
        named = listed([" ".join(match.group().split()) for match in _LIMIT.finditer(own)])
        yield Found(
            "figure.limit_unsaid",
            f"The sentence says «{named}», and {figure.number} counts «{definition}», which names no such time.",
            "Write the time that was counted by, in the words of what was counted.",
        )
    elif said and counted and not any(said[unit] & counted[unit] for unit in said.keys() & counted.keys()):
        within = listed([" ".join(match.group().split()) for match in _LIMIT.finditer(definition)])
        yield Found(
            "figure.other_limit",
            f"{figure.number} counts what was done {within}, and the sentence names another time.",
            "Write the time that was counted by.",
        )


def _grade(figure: LineFigure, definition: str, own: str) -> Iterator[Found]:
    said, counted = _grades(own), _grades(definition)
    if counted and said - counted:
        yield Found(
            "figure.other_grade",
            f"{figure.number} counts «{definition}», and the sentence says «{sorted(said - counted)[0]}».",
            "Write the grade that was counted.",
        )


def _grades(text: str) -> set[str]:
    folded = " ".join(text.casefold().split())
    return {grade for grade in _GRADES if re.search(rf"(?<![\w-]){grade}(?![\w-])", folded)}


_PEOPLE = re.compile(r"(?:people|persons|those|readers)\b", re.IGNORECASE)


def _unit(figure: LineFigure, own: str) -> Iterator[Found]:
    """«32 of 224 posts» of what was added up in full-time equivalents tells of people who were not counted."""
    terms = figure.measured.figure.terms if figure.measured is not None else None
    if terms is None or figure.unit != "count":
        return
    folded = " ".join(own.casefold().split())
    said_so = any(word.casefold() in folded for word in (terms.unit, terms.one))
    # «They feel sure» of «practitioners who feel sure»: its words may stand apart.
    if not said_so and not named_in(_PEOPLE.sub("", terms.unit)) <= named_in(own):
        yield Found(
            "figure.other_unit",
            f"{figure.number} is in {terms.unit}, and the sentence does not say so.",
            f"Write «{terms.unit}» with the figure.",
        )


def _answers(figure: LineFigure, own: str) -> Iterator[Found]:
    left_out = figure.measured.figure.left_out if figure.measured is not None else ()
    silent = sum(part.count for part in left_out if "did not answer" in part.reason.casefold())
    if silent and not _ANSWERED.search(own):
        yield Found(
            "figure.answers_only",
            f"{figure.number} counts those who answered; {silent} did not, and the sentence does not say so.",
            "Write «of those who answered».",
        )


def _beyond(figure: LineFigure, line: Line, given: Given) -> Iterator[Found]:
    stated = figure.stated
    days = (stated.period_from, stated.period_to or stated.as_at_date) if stated is not None else (None, None)
    if stated is None or days[1] is None:
        return
    items = [item for item in given.rests_on(line) if item.title == stated.source]
    spans = [(item.number, item.period_from, item.period_to) for item in items]
    if spans and not any(_covers(first, last, days) for _, first, last in spans):
        number, first, last = spans[0]
        until = day_words(last) if last is not None else "no day"
        since = f" from {day_words(first)}" if first is not None else ""
        yield Found(
            "figure.beyond_evidence",
            f"«{figure.text}» is told for a time that {number} does not cover: it reaches{since} until {until}.",
            "Give the figure for the time that was looked at, or add the evidence for the rest.",
        )
    elif spans and days[0] is not None and not any(_begins(first, days[0]) for _, first, _ in spans):
        number, first, _ = spans[0]
        since = day_words(first) if first is not None else "no day"
        yield Found(
            "figure.part_of_evidence",
            f"«{figure.text}» is told from {day_words(days[0])} on, and {number}, from which it is, counts from "
            f"{since}.",
            "Give the days over which it was counted, or add evidence of that part alone.",
        )


def _begins(first: date | None, told: date) -> bool:
    return first is None or first == told


def _covers(first: date | None, last: date | None, days: tuple[date | None, date | None]) -> bool:
    begins, ends = days
    if last is None:
        return True
    return (first is None or begins is None or first <= begins) and ends is not None and ends <= last


CHECK = LineCheck(
    id="figure-defined",
    title="Each sentence says what was counted, and of whom",
    codes={
        "figure.turned_round": "The sentence says the contrary of what was counted.",
        "figure.other_limit": "The sentence says «within» another time than the figure was counted by.",
        "figure.other_duration": "The sentence says «for» another time than the figure was counted over.",
        "figure.limit_unsaid": "The sentence says «within» a time that nothing behind the figure names.",
        "figure.other_grade": "The sentence names a grade that was not counted.",
        "figure.one_of_both": "«One or the other» was counted, and the sentence tells all of it as the one.",
        "figure.other_unit": "The sentence does not say in what the figure is added up, such as full-time equivalents.",
        "figure.answers_only": "The figure is of those who answered, and the sentence does not say so.",
        "figure.part_of_evidence": "The figure is told for a shorter time than the evidence counts from which it is.",
        "figure.beyond_evidence": "The figure is told for a time that its evidence does not cover.",
    },
    applies=_says_a_figure,
    find=_find,
)
