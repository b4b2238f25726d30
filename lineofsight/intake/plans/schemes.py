"""What colours and words of status mean in one plan: proposed, shown, corrected, and kept with the plan."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineofsight.intake.characters import fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.plans.content import PlanLanguage, ours
from lineofsight.intake.plans.days import beside_the_day
from lineofsight.intake.plans.keys import COLOURS, LETTERS, colours_in_key
from lineofsight.library.plan import NOT_KNOWN
from lineofsight.library.scales import DeliveryWord
from lineofsight.library.words import quoted

_SAYS = re.compile(r"[^\s:;,./()&–-]")
_CLAIMS = frozenset({DeliveryWord.REPORTED_COMPLETE, DeliveryWord.VERIFIED, DeliveryWord.CANCELLED})
"""What a plan may not be taken to say by a word within others."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The meaning of each word or colour (in small letters): a value of DeliveryWord, or «not known»."""

    meanings: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def meaning(self, words: str, colour: str = "") -> str:
        """The delivery status of a cell: by its words, else by its colour, else «not known»."""
        known = dict(self.meanings)
        return known.get(plain(words)) or known.get(colour) or NOT_KNOWN


def propose_scheme(seen: Iterable[str], key_lines: Iterable[str] = (), language: PlanLanguage | None = None) -> Scheme:
    """Propose what each status word or colour that was seen means.

    key_lines: lines of the file that may be its key, such as «Key: Green = complete». A colour without a key is always
    a doubt, because its meaning is no standard: green is «complete» in most plans, and «on track» in one whose
    neighbours say complete otherwise: by blue, or by a word (decision 156). A letter («G») means what its colour does.
    """
    language = language or ours()
    words, schemes = language.statuses, language.colours
    lines = [colours_in_key(line) for line in key_lines]
    key = {name: said for one in lines for name, said in one.items() if _words_in(said, words)}
    names = list(dict.fromkeys(plain(one) for one in seen if one.strip()))
    chosen = _likely(schemes, [LETTERS.get(name, name) for name in (*names, *key)], names, words)
    meanings: dict[str, str] = {}
    doubts: list[Doubt] = []
    for name in dict.fromkeys([*names, *key]):
        colour = LETTERS.get(name, name)
        if colour in key and _of_words(key[colour], words):
            meanings[name] = _of_words(key[colour], words)
        elif colour in key:
            meanings[name] = NOT_KNOWN
            doubts.append(Doubt("scheme", f"The plan's key calls «{name}» «{key[colour]}»: say what it means here."))
        elif colour in COLOURS:
            meanings[name] = chosen.get(colour, NOT_KNOWN)
            readings = tuple(dict.fromkeys(s.get(colour, NOT_KNOWN) for s in schemes))
            told = tuple(reading.replace("_", " ") for reading in (meanings[name], *readings))
            sentence = f"The plan has no key for «{name}», and its meaning is no standard: say what it means here."
            doubts.append(Doubt("scheme", sentence, readings=tuple(dict.fromkeys(told))))
        else:
            meanings[name] = _of_words(name, words) or NOT_KNOWN
            if meanings[name] == NOT_KNOWN:
                doubts.append(Doubt("scheme", _asked(name, _words_in(name, words))))
    return Scheme(tuple(meanings.items()), tuple(doubts))


def _likely(
    schemes: tuple[Mapping[str, str], ...], colours: list[str], names: list[str], words: Mapping[str, str]
) -> Mapping[str, str]:
    """The scheme that the colours which were seen belong to: it has most of them, and fewest besides."""
    complete = DeliveryWord.REPORTED_COMPLETE.value
    says_it_in_words = any(_of_words(name, words) == complete for name in names if name not in COLOURS)

    def fits(scheme: Mapping[str, str]) -> tuple[int, bool, int]:
        # Where a word says complete beside it, green says something else.
        is_free = not says_it_in_words or scheme.get("green") != complete
        return len(set(colours) & set(scheme)), is_free, -len(scheme)

    return max(schemes, key=fits, default={})


def plain(words: str) -> str:
    """A status in small letters, without marks at its ends."""
    return fold(words.lower()).strip(" .:;-–*")


def _asked(name: str, within: list[str]) -> str:
    if not within:
        return f"We do not know the status «{name}»: say what it means here."
    return f"The status «{name}» has {quoted(within)} in it and says more: say what it means here."


def _of_words(said: str, words: Mapping[str, str]) -> str:
    """What a status means by its words, or "": of words within longer ones only what claims nothing is taken.

    «To be completed by June», «Complete?» and «Complete / ongoing» are no word for complete, and somebody is asked.
    """
    beside = beside_the_day(said)
    for whole in (plain(said), plain(beside[1]) if beside else ""):
        if whole in words:
            return words[whole]
    found = _words_in(said, words)
    meanings = {words[word] for word in found}
    if len(meanings) != 1 or (meanings & _CLAIMS and not _says_no_more(said, found)):
        return ""
    return meanings.pop()


def _says_no_more(said: str, found: list[str]) -> bool:
    """Whether nothing but a colour, or that it is all of it, stands beside: «Green – complete», «Completed (100%)»."""
    rest = plain(said)
    for word in (*found, *COLOURS):
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", rest)
    return not _SAYS.search(rest.replace("100%", ""))


def _words_in(said: str, words: Mapping[str, str]) -> list[str]:
    """The known words within a status, the longest of those that overlap: «not started» has «started» in it."""
    rest, found = plain(said), []
    for word in sorted(words, key=len, reverse=True):
        rest, count = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", "|", rest)
        found += [word] if count else []
    return found
