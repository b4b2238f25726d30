"""What a partnership's library says about publishing, as the checks need it."""

from dataclasses import dataclass
from datetime import date

from lineofsight.library.identifying import IdentifyingRule
from lineofsight.library.publishing import PublishingRules, SmallNumbers
from lineofsight.library.shelf import Shelf


@dataclass(frozen=True, kw_only=True)
class OwnRules:
    """The rules in force on a day: about publishing, small numbers and what points to somebody."""

    publishing: PublishingRules
    numbers: SmallNumbers
    identifying: tuple[IdentifyingRule, ...]


def rules_of(shelf: Shelf, *, on: date) -> OwnRules:
    """The rules of a library on a day. Raises NotOnShelf for a day before they were made."""
    return OwnRules(
        publishing=shelf.get(PublishingRules, "before-publishing", on=on),
        numbers=shelf.get(SmallNumbers, "figures-in-public", on=on),
        identifying=shelf.entries(IdentifyingRule, on=on),
    )
