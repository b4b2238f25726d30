"""What the gate says to an edition as it stands now."""

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import FigureRecord, Review
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.shelf import wording_rules
from lineofsight.assurance.sources import stored_text
from lineofsight.assurance.tables import all_computed_again
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.judge import judge_given
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.models import Edition
from lineofsight.publication.queries.editions import editions_of
from lineofsight.publication.queries.names import known_names
from lineofsight.trail.canonical import sha256_hex


def gate(edition: Edition, actor: Actor) -> tuple[EditionContent, GateResult]:
    """Judge what the edition holds now: every figure computed again, every quotation compared with its source."""
    content = content_of(edition, actor)
    given = Given(
        content=content,
        sources=sources_of(edition.review, actor),
        recomputed=recomputed_of(content, actor),
        today=today(actor.now),
        wording_rules=wording_rules(on=today(actor.now)),
        earlier=earlier_of(edition, actor),
        names=known_names(actor),
        own_rules=rules_of(with_own_measures(actor), on=today(actor.now)),
    )
    return content, judged(given)


# The last answers, each with all that it was given: the same values, field by field, have the same answer.
_MOST_KEPT = 8
_kept: list[tuple[Given, GateResult]] = []


def judged(given: Given) -> GateResult:
    """The gate's answer to what it is given. It reads nothing else, so what was asked before is not judged again."""
    for before, result in _kept:
        if before == given:
            return result
    result = judge_given(given)
    _kept[:] = [(given, result), *_kept][:_MOST_KEPT]
    return result


def earlier_of(edition: Edition, actor: Actor) -> tuple[EditionContent, ...]:
    """The review's editions that were published before this one, oldest first; also a withdrawn one: it was read."""
    rows = editions_of(edition.review, actor).filter(number__lt=edition.number).exclude(content="").order_by("number")
    return tuple(EditionContent.from_json(row.content) for row in rows)


def sources_of(review: Review, actor: Actor) -> dict[str, str | None]:
    """The stored text of each assessment of a review, by its ref; None where it is not what was read."""
    found: dict[str, str | None] = {}
    for assessment in assurance.assessments_of(review, actor):
        text = stored_text(assessment.source)
        # A stored file that is not the one that was read is no source.
        fits = text is not None and sha256_hex(text.encode()) == assessment.text_sha
        found[assessment.ref] = text if fits else None
    return found


def recomputed_of(content: EditionContent, actor: Actor) -> dict[str, Figure | str]:
    """Each measured figure of an edition computed again now, by its ref, or why it does not compute."""
    refs = {figure.measured.ref for line in content.lines() for figure in line.figures if figure.measured}
    records = FigureRecord.objects.visible_to(actor).filter(ref__in=refs)
    return all_computed_again(records.select_related("agency", "review"), actor)
