"""What the gate says to an edition as it stands now."""

import json

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import FigureRecord, Review
from lineofsight.assurance.shelf import wording_rules
from lineofsight.assurance.sources import text_of
from lineofsight.assurance.tables import computed_again
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.compiling import content_of
from lineofsight.publication.content import EditionContent
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.models import Edition
from lineofsight.publication.queries_names import known_names
from lineofsight.publication.rules import EditionState
from lineofsight.trail.canonical import sha256_hex


def gate(edition: Edition, actor: Actor) -> tuple[EditionContent, GateResult]:
    """Judge what the edition holds now: every figure computed again, every quotation compared with its source."""
    content = content_of(edition, actor)
    return content, judge(
        content,
        sources=_sources(edition.review, actor),
        recomputed=_recomputed(content, edition.review, actor),
        today=today(actor.now),
        wording_rules=wording_rules(on=today(actor.now)),
        earlier=_earlier(edition, actor),
        names=known_names(actor),
    )


def _earlier(edition: Edition, actor: Actor) -> tuple[EditionContent, ...]:
    """The review's published editions before this one, oldest first; one that was withdrawn is none."""
    rows = Edition.objects.visible_to(actor).filter(
        review_id=edition.review_id,
        number__lt=edition.number,
        state__in=(EditionState.PUBLISHED, EditionState.SUPERSEDED),
    )
    return tuple(EditionContent.from_json(row.content) for row in rows.order_by("number"))


def _sources(review: Review, actor: Actor) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for assessment in assurance.assessments_of(review, actor):
        text = text_of(assessment.source) if assessment.source else None
        # A stored file that is not the one that was read is no source.
        fits = text is not None and sha256_hex(text.encode()) == assessment.text_sha
        found[assessment.ref] = text if fits else None
    return found


def _recomputed(content: EditionContent, review: Review, actor: Actor) -> dict[str, Figure | str]:
    refs = {figure.measured.ref for line in content.lines() for figure in line.figures if figure.measured}
    records = FigureRecord.objects.visible_to(actor).filter(ref__in=refs)
    return {record.ref: computed_again(review, Figure.from_dict(json.loads(record.body)), actor) for record in records}
