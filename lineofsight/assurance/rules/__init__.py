"""What is true about reviews: a file a topic."""

from lineofsight.assurance.rules.review import (
    EVIDENCE_MOVES,
    OPINION_MEANINGS,
    Consent,
    EvidenceKind,
    EvidenceState,
    OfferedByYourself,
    OpenKind,
    ReviewKind,
    Standing,
    Support,
    basis_sha,
    is_current,
    needs_another,
    standing,
    who_says,
    wording_sha,
)

__all__ = [
    "EVIDENCE_MOVES",
    "OPINION_MEANINGS",
    "Consent",
    "EvidenceKind",
    "EvidenceState",
    "OfferedByYourself",
    "OpenKind",
    "ReviewKind",
    "Standing",
    "Support",
    "basis_sha",
    "is_current",
    "needs_another",
    "standing",
    "who_says",
    "wording_sha",
]
