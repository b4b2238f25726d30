"""The register of one report: every form of a name, mapped to the full name that stands for it ever after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lineofsight.intake.bodies.general_words import GENERAL, answers_to
from lineofsight.intake.patterns import lazily

_FIRST_WORD = lazily(r"[\w&]+")
_GOES_ON = lazily(r"[\w-]")
_THE = lazily(r"\b(?:the|our|its|this)\s$", re.IGNORECASE)
# Services that a council runs: where a report names one council alone, they are its own.
_OF_A_COUNCIL = ("children's social care", "children's services", "adult social care")


@dataclass
class Register:
    """The organisations of one report: every form, mapped to the first full name."""

    forms: dict[str, str] = field(default_factory=dict)
    general: dict[str, str] = field(default_factory=dict)  # general words explained: «the Trust»
    teams: frozenset[str] = frozenset()  # forms that stand for a body's team, with «the» alone: «the Desk»

    # What is asked of a complete register again and again: forms by their first word, names by general words.
    _by_first: dict[str, list[str]] = field(default_factory=dict)
    _meant: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def complete(self) -> "Register":
        """Make ready to be asked, once every form stands in it."""
        self._by_first, self._meant = {}, {}
        for form in sorted(self.forms, key=len, reverse=True):
            if first := _FIRST_WORD.match(form):
                self._by_first.setdefault(first.group(), []).append(form)
        return self

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a text has one of the forms, the longest that stands there: (start, end, full name), in order."""
        end = 0
        for word in _FIRST_WORD.finditer(text):
            if word.start() < end or word.group() not in self._by_first or text[word.start() - 1 : word.start()] == "-":
                continue
            for form in self._by_first[word.group()]:
                after = word.start() + len(form)
                if form in self.teams and not _THE.search(text, 0, word.start()):
                    continue
                if text.startswith(form, word.start()) and not _GOES_ON.match(text, after):
                    yield word.start(), after, self.forms[form]
                    end = after
                    break

    def owner(self, heading: str) -> str | None:
        """The agency whose account stands under a heading: named in full, or in a general word that one answers to."""
        if heading in self.forms:
            return self.forms[heading]
        # «Probation», as if a verb followed it.
        is_general = (match := GENERAL.match(f"{heading} has")) is not None and match.end() == len(heading)
        candidates = self.candidates(heading) if is_general else ()
        return candidates[0] if len(candidates) == 1 else None

    @property
    def names(self) -> tuple[str, ...]:
        """The full names, in the order of first mention."""
        return tuple(dict.fromkeys(self.forms.values()))

    def also(self, name: str) -> tuple[str, ...]:
        """The other forms of a name."""
        return tuple(form for form in self._also.get(name, ()) if form != name)

    @cached_property
    def _also(self) -> dict[str, list[str]]:
        forms: dict[str, list[str]] = {}
        for form, full in self.forms.items():
            forms.setdefault(full, []).append(form)
        return forms

    def candidates(self, general: str) -> tuple[str, ...]:
        """The full names that general words could stand for: «the Trust», «the local authority»."""
        words = " ".join(general.lower().replace("’", "'").split())
        if words in self.general:
            return (self.general[words],)
        if words not in self._meant:
            fitting = tuple(name for name in self.names if answers_to(name, words))
            if not fitting and words in _OF_A_COUNCIL:
                # A district council has no social workers.
                councils = tuple(n for n in self.names if answers_to(n, "council") and "District" not in n)
                fitting = councils if len(councils) == 1 else ()
            if not fitting and words in ("hospital trust", "acute trust", "hospitals trust", "health trust"):
                trusts = tuple(name for name in self.names if answers_to(name, "trust"))
                fitting = trusts if len(trusts) == 1 else ()
            # An ambulance trust is spoken of as «the ambulance service» where a report names another trust too.
            usual = tuple(name for name in fitting if words != "trust" or "Ambulance" not in name)
            self._meant[words] = usual or fitting
        return self._meant[words]
