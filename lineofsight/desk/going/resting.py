"""What rests on something whose time is over: a published sentence, or something that is still open, in words.

Nothing of its content is told: the officer who decides sees that it is there, and no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from lineofsight.assurance.models import Action, ActionEvidence, Evidence, Supports, UpdateEvidence
from lineofsight.assurance.queries.chain import state_of
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import FINISHED_ACTIONS
from lineofsight.desk.going.going import Sentence
from lineofsight.library.measure import Measure
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.partnership.shelf import shelf
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState

ON_ITS_WAY = (EditionState.DRAFT, EditionState.LOCKED, EditionState.CHECKED, EditionState.APPROVED)


@dataclass(frozen=True)
class Printed:
    """What published editions rest on, each with the sentence in words: evidence, assessments, figures, voices."""

    evidence: Mapping[str, list[Sentence]] = field(default_factory=lambda: defaultdict(list))
    assessments: Mapping[str, list[Sentence]] = field(default_factory=lambda: defaultdict(list))
    figures: list[tuple[Figure, Sentence]] = field(default_factory=list)
    voices: list[tuple[str, str]] = field(default_factory=list)


def printed(worker: Actor) -> Printed:
    """What the editions rest on that are published now. What was replaced or withdrawn rests on its content alone."""
    found = Printed()
    rows = Edition.objects.visible_to(worker).filter(state=EditionState.PUBLISHED).select_related("review")
    for edition in rows.order_by("id"):
        content = EditionContent.from_json(edition.content)
        called = f"edition {edition.number} of {edition.review.name}"
        for line in content.lines():
            sentence = Sentence(line.number, called)
            for item in line.basis:
                found.evidence[item.ref].append(sentence)
            for quotation in line.quotations:
                found.assessments[quotation.assessment_ref].append(sentence)
            found.figures.extend((one.measured.figure, sentence) for one in line.figures if one.measured)
        voiced = f"what people told us, in {called}"
        found.voices.extend((voice.text, voiced) for voice in content.voices.items)
    return found


def faces_of_measures(by: Actor) -> Mapping[str, str]:
    """The face that each measure counts, by its id. One that is on no shelf any more may count anything."""
    return {one.id: one.face for one in shelf().entries(Measure, on=today(by.now))}


def counted_from(found: Printed, faces: Iterable[str], *, first: date, last: date, by: Actor) -> list[Sentence]:
    """The published sentences with a figure that counts rows of these faces on a day from first to last."""
    of = faces_of_measures(by)
    wanted = frozenset(faces)
    return [
        replace(sentence, what="a figure in ")
        for figure, sentence in found.figures
        if of.get(figure.measure_id, "") in {*wanted, ""}
        and (figure.period_from or date.min) <= last
        and (figure.period_to or figure.as_at_date) >= first
    ]


def editions_on_their_way(worker: Actor) -> dict[int, str]:
    """Each review of which an edition is being written, with that edition in words."""
    rows = Edition.objects.visible_to(worker).filter(state__in=ON_ITS_WAY).select_related("review")
    return {row.review_id: f"edition {row.number} of {row.review.name}, which is on its way" for row in rows}


def rests_on_evidence(evidence: Iterable[Evidence], found: Printed, worker: Actor) -> dict[int, list[str | Sentence]]:
    """What rests on each piece of evidence, by its key: a fixed number of queries."""
    pieces = list(evidence)
    writing = editions_on_their_way(worker)
    rests: dict[int, list[str | Sentence]] = {one.pk: list(found.evidence.get(one.ref, ())) for one in pieces}
    for one in pieces:
        if one.state == EvidenceState.OFFERED:
            rests[one.pk].append(f"{one.label} of {one.review.name}, which waits to be checked")
    standing = {"evidence__in": pieces, "ended_at__isnull": True}
    ties = Supports.objects.visible_to(worker).filter(statement__is_included=True, **standing)
    for tie in ties.select_related("statement").order_by("id"):
        edition = writing.get(tie.statement.review_id)
        if edition:
            rests[tie.evidence_id].append(Sentence(tie.statement.position, edition))
    helped = ActionEvidence.objects.visible_to(worker).filter(**standing).select_related("action__review")
    through = UpdateEvidence.objects.visible_to(worker).filter(**standing)
    acted = [(row.evidence_id, row.action) for row in helped.prefetch_related("action__moves").order_by("id")]
    behind = through.select_related("update__action__review").prefetch_related("update__action__moves").order_by("id")
    acted += [(row.evidence_id, row.update.action) for row in behind]
    for key, action in acted:
        if is_open(action):
            rests[key].append(f"{action.label} of {action.review.name}, which is open")
    return rests


def is_open(action: Action) -> bool:
    """Whether an action goes on. Takes a row with its moves."""
    return state_of(action) not in FINISHED_ACTIONS
