"""What a file stands behind, and what a sample of a grant names: the things by whose reference leave is given."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.assurance.models import Evidence, Review, Statement
from lineofsight.assurance.queries.review import supported_by
from lineofsight.files.models import Held
from lineofsight.partnership.actor import Actor


def stands_behind(evidence: Evidence, actor: Actor) -> frozenset[str]:
    """Everything that evidence belongs to: itself, the sentences it is behind, its review."""
    sentences = supported_by(evidence, actor).values_list("ref", flat=True)
    return frozenset({evidence.ref, evidence.review.ref, *sentences})


def file_stands_behind(held: Held, actor: Actor) -> frozenset[str]:
    """Everything that a file belongs to, through the evidence of its own agency."""
    pieces = Evidence.objects.visible_to(actor).filter(held=held, agency_id=held.agency_id).select_related("review")
    return frozenset().union(*(stands_behind(piece, actor) for piece in pieces))


@dataclass(frozen=True)
class Named:
    """One thing that a sample names, as a page tells it."""

    kind: str
    ref: str
    words: str


def named(refs: Iterable[str], actor: Actor) -> tuple[Named, ...]:
    """What a sample names, as far as the actor sees it: reviews, then sentences, then evidence."""
    wanted = list(refs)
    reviews = Review.objects.visible_to(actor).filter(ref__in=wanted)
    sentences = Statement.objects.visible_to(actor).filter(ref__in=wanted).select_related("current")
    pieces = Evidence.objects.visible_to(actor).filter(ref__in=wanted).order_by("number")
    return (
        *(Named("review", row.ref, f"Every file behind «{row.name}»") for row in reviews),
        *(
            Named("statement", row.ref, f"Every file behind sentence {row.position}: {row.current.text}")
            for row in sentences.order_by("position")
            if row.current
        ),
        *(Named("evidence", row.ref, f"The file of {row.label}: {row.title}") for row in pieces),
    )
