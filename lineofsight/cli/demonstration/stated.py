"""The part of the story that tells what bodies stated of the last quarters."""

from collections.abc import Mapping, Sequence
from typing import Any

from lineofsight.cli.demonstration.telling import Telling
from lineofsight.library.quarterly import Quarterly
from lineofsight.partnership.queries import agencies_of_kinds
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.stated.actions import accept, ask_bodies, state_quarter
from lineofsight.records.stated.queries import find_stated
from lineofsight.records.stated.rules import Count, last_day_of, quarters_asked

# How long after the end of a quarter it was stated, where that was so long ago, and how long it took to be accepted.
STATED_AFTER, ACCEPTED_AFTER = 12, 3
Counts = Mapping[str, Sequence[Any]]


def tell(told: Telling) -> None:
    """Each body states its last quarters, where it was asked for by then; the unit accepts what the story says."""
    _ask(told)
    for facts in told.story["stated"]:
        kind = shelf().newest(Quarterly, facts["quarterly"])
        # What is asked for only from a later quarter on cannot be stated yet.
        asked = quarters_asked(kind, today=told.as_at)
        told_of = list(zip(asked, facts["counts"], strict=False))[facts.get("silent_in", 0) :]
        # Whoever states keeps to the order of the quarters; the unit may not have read the last.
        for quarter, counts in reversed(told_of):
            is_accepted = facts.get("accepted", False) or quarter != asked[0]
            _state(told, facts, kind, quarter, counts, is_accepted=is_accepted)


def _ask(told: Telling) -> None:
    """The unit asks every body that counts in a system of its own, from the first quarter that can be stated."""
    for id in shelf().ids(Quarterly.FOLDER):
        kind = shelf().newest(Quarterly, id)
        quarters = quarters_asked(kind, today=told.as_at)
        if not quarters:
            continue
        back = max((told.as_at - last_day_of(quarters[-1])).days, 0)
        with told.acting(Role.BUSINESS_MANAGER, back) as unit:
            bodies = agencies_of_kinds({who.agency.value for who in kind.stated_by})
            ask_bodies(kind=kind, bodies=bodies, from_quarter=quarters[-1], by=unit)


def _state(
    told: Telling, facts: Mapping[str, Any], kind: Quarterly, quarter: Any, counts: Counts, *, is_accepted: bool
) -> None:
    back = max((told.as_at - last_day_of(quarter)).days - STATED_AFTER, 0)
    stated = {id: Count(*some) for id, some in counts.items()}
    with told.acting(Role(facts["role"]), back, facts["agency"]) as actor:
        made = state_quarter(kind=kind, quarter=quarter, stated=stated, by=actor)
    if is_accepted:
        with told.acting(Role.BUSINESS_MANAGER, max(back - ACCEPTED_AFTER, 0)) as unit:
            row = find_stated(unit, made.ref) or made
            accept(stated=row, expected=row.version, by=unit)
