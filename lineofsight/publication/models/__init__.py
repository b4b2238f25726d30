"""What is stored of editions: themselves, what people declare and tell about them, names that may not be printed."""

from lineofsight.publication.models.declared import FamilySight, Hold, Override, PartnerApproval, Search, Withdrawal
from lineofsight.publication.models.edition import Artefact, Edition, Objection, SignOff
from lineofsight.publication.models.names import RegisteredName
from lineofsight.publication.models.notices import Notice

__all__ = [
    "Artefact",
    "Edition",
    "FamilySight",
    "Hold",
    "Notice",
    "Objection",
    "Override",
    "PartnerApproval",
    "RegisteredName",
    "Search",
    "SignOff",
    "Withdrawal",
]
