"""Where an edition stands, in the words that people read."""

from collections.abc import Mapping
from types import MappingProxyType

from lineofsight.publication.rules import EditionState

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        EditionState.DRAFT: "Draft",
        EditionState.LOCKED: "Locked, to be checked",
        EditionState.CHECKED: "Checked, to be approved",
        EditionState.APPROVED: "Approved, to be published",
        EditionState.PUBLISHED: "Published",
        EditionState.WITHDRAWN: "Withdrawn",
        EditionState.SUPERSEDED: "Replaced by a later edition",
    }
)
