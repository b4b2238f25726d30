"""What one council gives to be added to others': counts by standard and month, and nothing of a child."""

from datetime import date

from lineofsight.assurance.due import as_counted
from lineofsight.desk.sight.judged import Asked, obligations, rules_in_use
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.looking import note_taken_away
from lineofsight.partnership.queries import own_agency
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import known_to
from lineofsight.sight.counting import month_of, months_until, tally
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.together import CountsFile, editions, told

MONTHS = 24


def counts_file(actor: Actor, *, as_at: date) -> CountsFile:
    """The counts of one's own agency as they may leave it; that they were taken away is recorded. Raises Forbidden."""
    rules = rules_in_use()
    months = months_until(months_until(as_at, how_many=2)[0], how_many=MONTHS)
    within = frozenset(months)

    def key(one: Obligation) -> tuple[str, date] | None:
        month = month_of(one.due) if one.due else None
        return (one.standard, month) if month in within and month else None

    # Others add the numbers up: no child is left out of them because of whoever takes them away.
    with scope(actor.counting, writes=False):
        found = obligations(asked=Asked(as_at), by=actor.counting)
        counted = tally(as_counted(found, of=known_to(actor), rules=rules), key)
    rule = shelf().get(SmallNumbers, "figures-in-public", on=as_at).rule(WhoIsCounted.CHILDREN)
    agency = own_agency(actor)
    file = CountsFile(
        agency=agency.name,
        agency_ref=agency.ref,
        as_at=as_at,
        months=months,
        standards=editions(rules.standards),
        counts=told(counted, rule),
    )
    note_taken_away(what="counts of what was due", rows=len(file.counts), by=actor)
    return file
