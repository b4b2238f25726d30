"""What colours and words of status mean in one plan: proposed, shown, corrected, and kept with the plan."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineofsight.intake.characters import fold
from lineofsight.intake.documents import Doubt
from lineofsight.intake.plans.content import PlanLanguage, ours
from lineofsight.library.plan import NOT_KNOWN, StatusColour

COLOURS = tuple(colour.value for colour in StatusColour)
_KEY_LINE = re.compile(rf"\b({'|'.join(COLOURS)})\b\s*(?:=|:|–|-|means|is)\s*([^=;,.\n|]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The meaning of each word or colour (in small letters): a value of DeliveryWord, or «not known».

    from_key: whether the plan's own key said so. is_checked: false until a person has looked at it.
    """

    meanings: tuple[tuple[str, str], ...] = ()
    from_key: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_checked: bool = False

    def meaning(self, words: str, colour: str = "") -> str:
        """The delivery status of a cell: by its words, else by its colour, else «not known»."""
        known = dict(self.meanings)
        return known.get(plain(words)) or known.get(colour) or NOT_KNOWN


def propose_scheme(seen: Iterable[str], key_lines: Iterable[str] = (), language: PlanLanguage | None = None) -> Scheme:
    """Propose what each status word or colour that was seen means.

    key_lines: lines of the file that may be its key, such as «Key: Green = complete». A colour without a key is always
    a doubt, because its meaning is no standard: green is «on track» in some plans and «complete» in others.
    """
    language = language or ours()
    words, schemes = language.statuses, language.colours
    key = {m[1].lower(): fold(m[2]) for line in key_lines for m in _KEY_LINE.finditer(line)}
    names = list(dict.fromkeys(plain(one) for one in seen if one.strip()))
    chosen = schemes[0] if schemes else {}
    meanings: dict[str, str] = {}
    doubts: list[Doubt] = []
    for name in dict.fromkeys([*names, *key]):
        if name in key and _of_words(key[name], words):
            meanings[name] = _of_words(key[name], words)
        elif name in COLOURS:
            meanings[name] = chosen.get(name, NOT_KNOWN)
            readings = tuple(dict.fromkeys(s.get(name, NOT_KNOWN) for s in schemes))
            told = tuple(reading.replace("_", " ") for reading in (meanings[name], *readings))
            sentence = f"The plan has no key for «{name}», and its meaning is no standard: say what it means here."
            doubts.append(Doubt("scheme", sentence, readings=tuple(dict.fromkeys(told))))
        else:
            meanings[name] = _of_words(name, words) or NOT_KNOWN
            if meanings[name] == NOT_KNOWN:
                doubts.append(Doubt("scheme", f"We do not know the status «{name}»: say what it means here."))
    return Scheme(tuple(meanings.items()), tuple(key), tuple(doubts))


def plain(words: str) -> str:
    """A status in small letters, without marks at its ends."""
    return fold(words.lower()).strip(" .:;-–*")


def _of_words(said: str, words: Mapping[str, str]) -> str:
    said = plain(said)
    if said in words:
        return words[said]
    found = [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)]
    # «Not started» has «started» in it: the longest is meant.
    return words[max(found, key=len)] if found else ""
