"""Who acts on an agency's records, for the commands: the analyst of that agency."""

from django.conf import settings
from django.core.management.base import CommandError

from lineofsight.cli.who import be_set_up, who
from lineofsight.partnership import clock
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import actor_in_role, agencies
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.program import program


def analyst(email: str, agency_code: str) -> Actor:
    """The person with this address; in the demonstration without one the analyst of an agency, else of the council.

    Raises CommandError with a sentence.
    """
    if email or not settings.IS_DEMONSTRATION:
        actor = who(email, role=Role.ANALYST)
        if agency_code and actor.agency_code != agency_code:
            raise CommandError(f"{email} is not of {agency_code}: everybody takes the returns of their own agency.")
        return actor
    be_set_up()
    known = {agency.code: agency for agency in agencies()}
    councils = [code for code, agency in known.items() if agency.kind == AgencyKind.COUNCIL]
    code = agency_code or next(iter(councils), "")
    if code not in known:
        raise CommandError(f"No agency has the code {code or '(none)'}. {program()} agency list shows them.")
    found = actor_in_role(Role.ANALYST, now=clock.now(), agency_code=code)
    if found is None:
        raise CommandError(f"The demonstration has no analyst of {known[code].name}.")
    return found
