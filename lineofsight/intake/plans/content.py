"""The words of action plans, from the library: a partnership may lay its own over them and give them as an argument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from lineofsight.library.plan import PlanPart, PlanWords, StatusScheme
from lineofsight.library.shelf import load

WORDS = "action-plans"


@dataclass(frozen=True, eq=False)
class PlanLanguage:
    """How plans are written here.

    headings, either   what a heading means, and those that mean more than one thing
    agencies           a general name for a body, and the words for it
    roles, groups      words that make a name that of a role; the second only where no body is called so
    ranks              of the police and others: alone they are a role, before a name they are an officer
    bodies             words that make a name with a capital that of a body
    not_names          words of departments, and of the bodies that this plan speaks of: nobody's name
    statuses           what a word of status means
    colours            what colours mean in each scheme that is known; without a key the first is proposed
    """

    headings: Mapping[PlanPart, tuple[str, ...]]
    either: Mapping[str, tuple[PlanPart, ...]]
    agencies: Mapping[str, tuple[str, ...]]
    roles: frozenset[str]
    groups: frozenset[str]
    statuses: Mapping[str, str]
    colours: tuple[Mapping[str, str], ...]
    ranks: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    def with_bodies(self, bodies: Mapping[str, tuple[str, ...]], words: Iterable[str] = ()) -> "PlanLanguage":
        """The same with the bodies that one plan names itself: their names, and how it shortens each."""
        return replace(self, agencies={**bodies, **self.agencies}, not_names=self.not_names | frozenset(words))


def language_of(words: PlanWords, schemes: Iterable[StatusScheme]) -> PlanLanguage:
    """The language of plans by these files of the library, the schemes in their order."""
    schemes = tuple(schemes)
    statuses = {said: meaning for scheme in reversed(schemes) for said, meaning in scheme.words.items()}
    colours = tuple({str(name): m for name, m in scheme.colours.items()} for scheme in schemes if scheme.colours)
    return PlanLanguage(
        words.headings,
        words.either,
        words.agencies,
        frozenset(words.roles),
        frozenset(words.groups),
        statuses,
        colours,
        frozenset(words.ranks),
        frozenset(word.capitalize() for word in words.topics),
        frozenset(words.bodies),
    )


@cache
def ours() -> PlanLanguage:
    """The language of plans by the library that comes with the program, in its latest edition."""
    shelf = load()
    schemes = shelf.all_newest(StatusScheme)
    in_order = sorted(schemes, key=lambda scheme: (scheme.order, scheme.id))
    return language_of(shelf.newest(PlanWords, WORDS), in_order)
