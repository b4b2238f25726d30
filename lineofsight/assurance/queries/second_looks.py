"""Whether evidence waits for somebody other than whoever offered it."""

from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EVIDENCE_MOVES, EvidenceState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import is_another_here

JUDGES = frozenset(role for move in EVIDENCE_MOVES if move.target == EvidenceState.ACCEPTED for role in move.roles)


def waits_for_another(evidence: Evidence, actor: Actor) -> bool:
    """Whether the actor offered it and somebody else is here who may say that it counts.

    The only one who could is not held up for ever: then it counts, and is printed as seen by nobody else.
    """
    return evidence.needs_another and evidence.by_ref == actor.ref and is_another_here(JUDGES, actor)
