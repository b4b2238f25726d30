"""Read the claims of one kind in a text, and set those of a sentence beside those of what stands behind it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lineofsight.library.claim import ClaimKind, Otherwise, Unsaid


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a kind of claim: as it is written, and the place of its class among the kind's."""

    words: str
    place: int


@dataclass(frozen=True, slots=True)
class NotBorneOut:
    """A word of a sentence, and what is said of the same matter behind it; empty where nothing is."""

    words: str
    behind: str


# «Not that it is good», «whether it is good»: what is denied or asked is not claimed.
_DENIED = re.compile(
    r"\b(?:not|no|never|nor|neither|whether|if|without|cannot|\w+n['’]t|nobody|nothing)\b(?:\W+[\w’'-]+){0,4}\W*$",
    re.IGNORECASE,
)
_Values = tuple[tuple[str, ...], ...]


def said_in(text: str, kind: ClaimKind) -> tuple[Said, ...]:
    """Every word of a kind in a text, in reading order; what is denied only where the kind says that it counts."""
    return _said(" ".join(text.split()), tuple(kind.values.values()), kind.not_in, kind.denied_too)


@lru_cache(maxsize=8192)
def _said(text: str, values: _Values, not_in: tuple[str, ...], denied_too: bool) -> tuple[Said, ...]:
    pattern, passed_over = _patterns(values, not_in)
    over = [found.span() for found in passed_over.finditer(text)] if passed_over is not None else []
    return tuple(
        Said(found.group(), int((found.lastgroup or "v0")[1:]))
        for found in pattern.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in over)
        and (denied_too or not _DENIED.search(_clause(text[: found.start()])))
    )


def _clause(before: str) -> str:
    return re.split(r"[.;:,!?]", before[-60:])[-1]


@lru_cache(maxsize=64)
def _patterns(values: _Values, not_in: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    classes = (f"(?P<v{place}>{_any(words)})" for place, words in enumerate(values))
    whole = re.compile(rf"(?<![\w-])(?:{'|'.join(classes)})(?![\w-])", re.IGNORECASE)
    return whole, re.compile(rf"(?<![\w-])(?:{_any(not_in)})(?![\w-])", re.IGNORECASE) if not_in else None


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda text: (-len(text), text))
    return "|".join(re.escape(" ".join(text.split())).replace(r"\*", r"\w*") for text in longest_first)


def not_borne_out(
    kind: ClaimKind, sentence: str, behind: Sequence[str], *, is_counted: bool, is_only_asked: bool = False
) -> tuple[NotBorneOut, ...]:
    """The words of a sentence that claim what nothing behind it says, or another thing than is said there.

    behind: each text that stands behind the sentence. is_counted: whether the sentence tells a figure.
    is_only_asked: whether only documents stand behind it that say what people are to do.
    """
    if kind.counted_only and not is_counted:
        return ()
    said = said_in(_beside_numbers(sentence) if kind.beside_numbers else sentence, kind)
    if not said:
        return ()
    there = [one for text in behind for one in _said(" ".join(text.split()), _behind(kind), kind.not_in, False)]
    places = {one.place for one in there}
    unsaid = {Unsaid.ALWAYS: True, Unsaid.COUNTED: is_counted, Unsaid.ASKED: is_only_asked, Unsaid.NEVER: False}
    classes = {each.place for each in said}
    refused = [one for one in said if _is_refused(kind, one, classes, places, unsaid=unsaid[kind.unsaid])]
    told = tuple(dict.fromkeys(one.words for one in there))
    return tuple(NotBorneOut(one.words, "», «".join(told)) for one in {each.place: each for each in refused}.values())


# «Of 210 health visitors and school nurses, 188 …»: those counted end where something is said of them.
_BESIDE_NUMBER = re.compile(
    r"(?:^[Oo]f\s+(?:the|all|these)\s+|(?<![\w,])\d[\d,]*(?:\s+\(\d[\d.]*%\))?\s+(?:of\s+(?:the|all|these|our|its|their)\s+)?)"
    r"(?P<whom>(?:(?!(?:who|whom|whose|that|which|in|on|at|by|for|with|from|to|of|without|about|were|was|are|is|had|has|have"
    r"|did|do|does|said|say|says|knew|before|after|when|where|because)\b)[A-Za-z’'-]+[,\s]+)+)"
)


def _beside_numbers(sentence: str) -> str:
    text = f"{' '.join(sentence.split())} ".replace(". ", " . ")
    return " ; ".join(found["whom"] for found in _BESIDE_NUMBER.finditer(text))


def _behind(kind: ClaimKind) -> _Values:
    return tuple((*words, *kind.also_behind.get(name, ())) for name, words in kind.values.items())


def _is_refused(kind: ClaimKind, one: Said, said: set[int], behind: set[int], *, unsaid: bool) -> bool:
    if one.place in behind:
        return False
    if unsaid:
        return True
    match kind.otherwise:
        case Otherwise.ANY:
            return bool(behind)
        case Otherwise.NONE_OF_THEM:
            return bool(behind) and not said & behind
        case Otherwise.MORE:
            return bool(behind) and one.place > max(behind)
    return False
