"""What each kind of evidence is called, with its article, as it stands inside a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from lineofsight.assurance.rules import EvidenceKind

EVIDENCE_WORDS: Mapping[EvidenceKind, str] = MappingProxyType(
    {
        EvidenceKind.DOCUMENT: "a document",
        EvidenceKind.COUNT: "a count from records",
        EvidenceKind.AUDIT: "an audit",
        EvidenceKind.ASSESSMENT: "an outside assessment",
        EvidenceKind.EXPERIENCE: "what children, families or workers told us",
        EvidenceKind.STATEMENT: "a note of somebody who knows",
    }
)
