"""What a sentence says became of recommendations and actions is what the records of the review say."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any

from lineofsight.library.scales import DeliveryWord, PublicWord
from lineofsight.library.words import counted, day_words, listed
from lineofsight.publication.content.edition import Line
from lineofsight.publication.content.promised import Acted, Answer, Recommended
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.claimed import Claim, State, claims_said, numbers_made
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import numbers_in

Row = Recommended | Acted
Rows = Sequence[Row]

_CURE = "Say how many, as the records of the review say it; or have what was done recorded there first."
_WORD = re.compile(r"[a-z]{4,}")
_OF_THE_REVIEW = re.compile(
    r"(?:(?:of|in|from|made|set|given|agreed|that|by) )*(?:(?:the|this|our) )?(?:review|report|plan)?"
    r"(?: (?:made|set|gave))?",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:us|we|our|it|its|them)\b", re.IGNORECASE)
_ITSELF = re.compile(r"\b(?:the|this) (?:council|trust|police|service|agency|board)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:partners|agencies|partnership|everybody|all|each|every)\b", re.IGNORECASE)


def _applies(line: Line, given: Given) -> bool:
    return bool(given.content.recommendations or given.content.actions)


def _find(line: Line, given: Given) -> Iterator[Found]:
    for code, why in _otherwise(given.own_words(line), line.agency, line.number, given):
        yield Found(code, why, _CURE)


def told_otherwise(text: str, given: Given) -> Iterator[str]:
    """What a text that is no sentence of an agency (a heading, a note) says otherwise than the review's records."""
    if text.strip() and (given.content.recommendations or given.content.actions):
        for _, why in _otherwise(text, given.content.partnership, None, given):
            yield why


def _otherwise(own: str, agency: str, number: int | None, given: Given) -> Iterator[tuple[str, str]]:
    asked = [row for row in given.content.recommendations if row.is_asked_for]
    actions = [row for row in given.content.actions if row.counts]
    for words, made in numbers_made(own):
        if asked and made not in (len(asked), len(given.content.recommendations)):
            yield "chain.number", f"«{words}»: the records of the review hold {len(asked)}."
    for claim in claims_said(own, whole={"recommendation": len(asked), "action": len(actions)}):
        rows: Rows = asked if claim.noun == "recommendation" else actions
        if rows and not _holds(claim, rows, agency, number, given):
            yield "chain.otherwise", _told(claim, rows, given)


def _holds(claim: Claim, rows: Rows, agency: str, number: int | None, given: Given) -> bool:
    """Whether a claim is so of any rows that it may mean: of all, of an agency's, or of those that the line answers."""
    if numbers := re.findall(r"\d+", claim.about) if re.match(r"\d", claim.about) else []:
        rows = [row for row in rows if str(row.number) in numbers]
        return not rows or all(_is_so(row, claim) is not False for row in rows)
    if claim.quantity == "one that is meant":
        meant = _meant(claim, rows, number)
        return not meant or any(_is_so(row, claim) is not False for row in meant)
    return any(_is_true_of(claim, some) for some in _which(claim, rows, agency, number, given))


def _which(claim: Claim, rows: Rows, agency: str, number: int | None, given: Given) -> Iterator[Rows]:
    of_line = _of_agency(agency, rows)
    speaks_for_itself = bool(of_line) and agency != given.content.partnership
    named = [row for row in rows if row.agency.casefold() in claim.about.casefold()]
    if claim.about and named:
        yield named
        return
    is_whole = not claim.about or _OF_THE_REVIEW.fullmatch(claim.about)
    is_own = speaks_for_itself and (
        _OWN.search(claim.about)
        or _ITSELF.search(claim.about)
        or (claim.by and not _TOGETHER.search(claim.by))
        or re.search(r"\b(?:our|its)\b", claim.text, re.IGNORECASE)
    )
    if is_own:
        yield of_line
    if is_whole or not speaks_for_itself:
        yield rows
    answered = [row for row in rows if isinstance(row, Recommended) and number in row.told_in]
    said = claim.whole or (_exact(claim.quantity) if claim.quantity == "both" else None)
    if answered and said == len(answered):
        yield answered
    if not is_whole and not is_own:
        # Of which it speaks nobody can tell: nothing is held against it that some of them could bear out.
        yield from [about] if (about := _about(claim.about, rows)) else ([row] for row in rows)


def _meant(claim: Claim, rows: Rows, number: int | None) -> Rows:
    """Which one a sentence means that names none by number: whose it is, what it is about, or the line answers it."""
    named = [row for row in rows if row.agency.casefold() in claim.about.casefold()]
    about = _about(claim.about, named or rows)
    answered = [row for row in rows if isinstance(row, Recommended) and number in row.told_in]
    return about or named or answered or rows


def _about(words: str, rows: Rows) -> list[Row]:
    """The rows of whose words at least two, or half of what is said, stand in what is said about them."""
    said = set(_WORD.findall(words.casefold())) - {"that", "about", "this", "from", "with", "made"}
    found = []
    for row in rows:
        shared = said & set(_WORD.findall(getattr(row, "text", "").casefold()))
        if said and (len(shared) >= 2 or 2 * len(shared) >= len(said)):
            found.append(row)
    return found


def _of_agency(name: str, rows: Rows) -> list[Row]:
    return [row for row in rows if row.agency == name]


def _is_true_of(claim: Claim, rows: Rows) -> bool:
    if claim.whole is not None and claim.whole != len(rows):
        return False
    so = [_is_so(row, claim) for row in rows]
    surely, perhaps = sum(one is True for one in so), sum(one is not False for one in so)
    return any(_fits(claim.quantity, number, len(rows)) for number in range(surely, perhaps + 1))


def _fits(quantity: str, number: int, whole: int) -> bool:
    """Whether so many of so many may be called that."""
    if (test := _WORDS.get(quantity)) is not None:
        return test(number, whole)
    if quantity.startswith("all but"):
        return number == whole - int(numbers_in(quantity)[0])
    said = _exact(quantity)
    if said is None:
        return True
    if quantity.startswith(("at least", "up to", "at most")):
        return number >= said if quantity.startswith("at least") else number <= said
    if quantity.startswith(("more than", "over")):
        return number > said
    if quantity.startswith(("fewer", "less", "nearly", "almost")):
        return number < said and (quantity.startswith(("fewer", "less")) or 10 * number >= 9 * said)
    return number == said


def _exact(quantity: str) -> int | None:
    if quantity == "both":
        return 2
    found = numbers_in(quantity)
    return int(found[0]) if found and found[0] == int(found[0]) else None


def _all(number: int, whole: int) -> bool:
    return number == whole


def _none(number: int, whole: int) -> bool:
    return number == 0


def _share(least: Decimal, most: Decimal = Decimal(1)) -> Callable[[int, int], bool]:
    return lambda number, whole: bool(whole) and least <= Decimal(number) / whole <= most


_NEARLY, _HALF = _share(Decimal("0.75")), _share(Decimal("0.4"), Decimal("0.6"))
_MOST = _share(Decimal("0.501"))
_WORDS: dict[str, Callable[[int, int], bool]] = {
    **dict.fromkeys(("", "all", "every", "every one", "each", "each one"), _all),
    "both": lambda number, whole: number == whole == 2,
    **dict.fromkeys(("none", "no", "neither", "not one", "any"), _none),
    **dict.fromkeys(("not all", "not every", "not each"), lambda number, whole: number < whole),
    **dict.fromkeys(("nearly all", "almost all", "virtually all"), _NEARLY),
    **dict.fromkeys(("most", "majority", "the majority", "more than half", "over half"), _MOST),
    **dict.fromkeys(("half", "about half", "around half"), _HALF),
    **dict.fromkeys(("less than half", "under half"), _share(Decimal(0), Decimal("0.499"))),
    "some": lambda number, whole: number > 0,
    **dict.fromkeys(("several", "many"), lambda number, whole: number > 1),
    **dict.fromkeys(("a few", "few"), lambda number, whole: number > 0 and 2 * number <= whole),
}


def _is_so(row: Row, claim: Claim) -> bool | None:
    """Whether a row is in the state; None where the records bear out either."""
    is_so = _of_recommendation(row, claim.state) if isinstance(row, Recommended) else _of_action(row, claim.state)
    return is_so if is_so is None or not claim.is_not or claim.quantity in ("not one", "any") else not is_so


def _of_recommendation(row: Recommended, state: State) -> bool | None:
    is_done, is_declined = row.public is PublicWord.IMPLEMENTED, row.answer is Answer.DECLINED
    match state:
        case State.DONE:
            return is_done
        case State.OPEN:
            return None if is_declined else not is_done
        case State.ACCEPTED:
            return None if row.answer is Answer.IN_PART else row.answer is Answer.ACCEPTED
        case State.IN_FULL:
            return row.answer is Answer.ACCEPTED
        case State.DECLINED:
            return is_declined
        case State.ANSWERED:
            return row.answer is not Answer.NONE
        case State.LATE:
            return None if row.public is PublicWord.NOT_RESPONDED else row.public is PublicWord.PARTLY_IMPLEMENTED
        case State.IN_TIME:
            return is_done and _by(row.due_date, row)


def _of_action(row: Acted, state: State) -> bool | None:
    match state:
        case State.DONE:
            return None if row.delivery is DeliveryWord.REPORTED_COMPLETE else row.is_done
        case State.OPEN:
            return None if row.delivery is DeliveryWord.REPORTED_COMPLETE else not row.is_done
        case State.LATE:
            return row.is_late
        case State.IN_TIME:
            in_time = row.is_done and _by(row.due_date, row)
            return None if in_time and not _by(row.first_due_date, row) else in_time
    return None


def _by(day: Any, row: Row) -> bool | None:
    return None if day is None or row.done_date is None else row.done_date <= day


def _told(claim: Claim, rows: Rows, given: Given) -> str:
    """«By the records of the review 1 of 4 recommendations is done as at 30 June 2026: 2. Not: 1, 3 and 4.»"""
    noun = claim.noun
    so = [row for row in rows if _is_so(row, _plainly(claim)) is not False]
    told = f"{len(so)} of {counted(len(rows), noun, f'{noun}s')} {'is' if len(so) == 1 else 'are'} {claim.state.value}"
    by_number = f": {_numbers(so)}" if 0 < len(so) < len(rows) else ""
    day = day_words(given.content.as_at_date)
    return f"«{claim.text}»: by the records of the review as at {day}, {told}{by_number}."


def _plainly(claim: Claim) -> Claim:
    return Claim(**{**vars(claim), "is_not": False})


def _numbers(rows: Collection[Row]) -> str:
    return listed(str(row.number) for row in sorted(rows, key=lambda row: row.number))


CHECK = LineCheck(
    id="chain",
    title="What a sentence says became of recommendations and actions is what the records say",
    codes={
        "chain.number": "The sentence says that the review made another number of recommendations than it did.",
        "chain.otherwise": "The sentence says of recommendations or actions what the records of the review do not.",
    },
    applies=_applies,
    find=_find,
)
