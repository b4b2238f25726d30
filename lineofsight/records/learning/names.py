"""The pseudonym of somebody who learns, from their staff number."""

from lineofsight.partnership.models import Agency
from lineofsight.records.identities.keys import KeyMissing, held_keys
from lineofsight.records.identities.rules import Named, pseudonym, shown
from lineofsight.records.learning.rules import Refused


def named(agency: Agency, number: str) -> tuple[str, str]:
    """The pseudonym of a staff number, and how people read it; blank for none. Raises Refused without a key."""
    if not number.strip():
        return "", ""
    try:
        name = pseudonym(held_keys(agency).present, Named.WORKER, number)
    except KeyMissing:
        raise Refused(
            f"{agency.name} keeps no pseudonyms here. Leave the staff number out, or ask its analyst for the key."
        ) from None
    return name, shown(name)
