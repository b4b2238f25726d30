"""Systems put together: what somebody does for which, and what each rests on, in the words of the library."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineofsight.library.kinds import Theme
from lineofsight.library.measure import Measure
from lineofsight.library.system import Does, System
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import ROLE_WORDS
from lineofsight.partnership.shelf import shelf
from lineofsight.records.registers.queries.challenges import own_agency_kind


@dataclass(frozen=True)
class Part:
    """What somebody in a role does for a system. is_yours: whether the reader is one of them."""

    who: str
    does: Does
    is_yours: bool


@dataclass(frozen=True)
class Shown:
    """A system as pages show it. rests_on: what serves it, each with the folder of the library it stands in."""

    system: System
    parts: tuple[Part, ...]
    measures: tuple[Measure, ...]
    rests_on: tuple[tuple[str, str], ...]

    @property
    def yours(self) -> tuple[Part, ...]:
        """The reader's own parts."""
        return tuple(part for part in self.parts if part.is_yours)


def all_systems() -> list[System]:
    """The systems of the library in use, by their number."""
    library = shelf()
    found = library.all_newest(System)
    return sorted(found, key=lambda one: (one.row, one.id))


def systems(actor: Actor) -> tuple[list[Shown], list[tuple[Theme, list[Shown]]]]:
    """Those in which the reader has a part, and all of them by theme in the order of a Summary."""
    kind = own_agency_kind(actor)
    shown = [_shown(one, actor, kind) for one in all_systems()]
    library = shelf()
    themes = sorted(library.all_newest(Theme), key=lambda one: one.order)
    by_theme = [(theme, [one for one in shown if one.system.theme == theme.id]) for theme in themes]
    return [one for one in shown if one.yours], [(theme, some) for theme, some in by_theme if some]


def system(id: str, actor: Actor) -> Shown | None:
    """One system; None where the library has none of this name."""
    library = shelf()
    if id not in library.ids(System.FOLDER):
        return None
    return _shown(library.newest(System, id), actor, own_agency_kind(actor))


def _shown(one: System, actor: Actor, agency_kind: str) -> Shown:
    library = shelf()
    return Shown(
        one,
        tuple(_parts(one.does, actor, agency_kind)),
        tuple(library.newest(Measure, id) for id in one.measures),
        tuple(
            (folder, library.editions(folder, id)[-1].title)
            for folder, ids in sorted(one.rests_on.items())
            for id in ids
        ),
    )


def _parts(does: Sequence[Does], actor: Actor, agency_kind: str) -> Iterator[Part]:
    for one in does:
        roles = " or ".join(ROLE_WORDS[role] for role in one.who.roles)
        is_yours = is_among([one.who], agency=agency_kind, roles=actor.roles)
        yield Part(f"{roles}, {one.who.agency.value}", one, is_yours)
