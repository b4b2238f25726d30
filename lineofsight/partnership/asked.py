"""Where a deletion stands that takes two people: what the officer asked, and what somebody of the agency said."""

from enum import StrEnum


class AskedState(StrEnum):
    """Asked, and then one of three. «Replaced»: the officer asked anew, or decided otherwise, before anybody said."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    REPLACED = "replaced"
