"""The part of the story that tells what bodies stated of the last quarter."""

from lineofsight.cli.demonstration.telling import Telling
from lineofsight.library.quarterly import Quarterly
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.stated.actions import accept, state_quarter
from lineofsight.records.stated.queries import find_stated
from lineofsight.records.stated.rules import Count, last_day_of, quarters_asked

# How long after the end of a quarter it was stated, where that was so long ago, and how long it took to be accepted.
STATED_AFTER, ACCEPTED_AFTER = 12, 3


def tell(told: Telling) -> None:
    """Each body states its quarter, where it was asked for by then; the unit accepts what the story says."""
    for facts in told.story["stated"]:
        kind = shelf().history(Quarterly, facts["quarterly"])[-1]
        asked = quarters_asked(kind, today=told.as_at)
        # What is asked for only from a later quarter on cannot be stated yet.
        if not asked:
            continue
        ended = (told.as_at - last_day_of(asked[0])).days
        back = max(ended - STATED_AFTER, 0)
        counts = {id: Count(*some) for id, some in facts["counts"].items()}
        with told.acting(Role(facts["role"]), back, facts["agency"]) as actor:
            made = state_quarter(kind=kind, quarter=asked[0], stated=counts, by=actor)
        if facts.get("accepted"):
            with told.acting(Role.BUSINESS_MANAGER, max(back - ACCEPTED_AFTER, 0)) as unit:
                row = find_stated(unit, made.ref) or made
                accept(stated=row, expected=row.version, by=unit)
