"""Freeze a computed figure, so that it can be cited as evidence; and freeze it anew, beside what it was before."""

import json
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lineofsight.assurance.actions.evidence import move_evidence, offer_evidence, tie, write_offer
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.faces import ROWS as OF_RECORDS
from lineofsight.assurance.group_words import group_called
from lineofsight.assurance.models import Evidence, FigureRecord, Review, Statement
from lineofsight.assurance.queries.versions import content_sha
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.shelf import most_it_shows
from lineofsight.assurance.whole import check_whole
from lineofsight.library.measure import Measure
from lineofsight.library.scales import Shows
from lineofsight.measures.falling import fell_back, what_changed
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden, OfAgency, can, require
from lineofsight.partnership.queries import hub
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.shelf import shelf
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical


@transaction.atomic
def freeze_figure(
    *, review: Review, measure: Measure, figure: Figure, statements: Sequence[Statement], by: Actor
) -> Evidence:
    """Keep a figure as it was computed and put it behind statements. The gate computes it again each time.

    The business unit's is one over all agencies, and counts at once. An agency's is its own, and is offered to the
    unit as all evidence is. Where the same figure stands behind one of the statements already, this is its newer
    version, and shows no more than «counted» when it fell back. Where nothing of it changed, that one stays and stands
    behind the others too. What counts a part only, by the measure that its own names, is not kept.
    Raises Forbidden and OnlyAPart.
    """
    require(by, Act.FIGURE_FREEZE, OfAgency(by.agency_id))
    if measure.face not in OF_RECORDS and not can(by, Act.EVIDENCE_JUDGE):
        # Of what others wrote in a review an agency counts nothing.
        raise Forbidden(Act.FIGURE_FREEZE, by)
    for statement in statements:
        require(by, Act.FIGURE_FREEZE, statement)
    of_all = can(by, Act.EVIDENCE_JUDGE)
    whose = None if of_all else Agency.objects.get(pk=by.agency_id)
    check_whole(measure, by, as_at=figure.as_at_date, agency=whose)
    earlier = _earlier(review, figure, statements, by)
    if earlier is not None and earlier.figure and earlier.figure.body == canonical(figure.as_dict()).decode():
        for statement in statements:
            tie(evidence=earlier, statement=statement, by=by, act=Act.FIGURE_FREEZE)
        return earlier
    before = Figure.from_dict(json.loads(earlier.figure.body)) if earlier is not None and earlier.figure else None
    is_worse = before is not None and fell_back(before, figure, measure.direction)
    frozen = _kept(review, figure, by)
    of_whom = frozen.agency.name if frozen.audience < Audience.PARTNERSHIP else "all agencies"
    group = group_called(measure, figure.group, by=measure.by, library=shelf())
    offer = Offer(
        kind=EvidenceKind.COUNT,
        title=f"{measure.title}: {group or of_whom}"[:200],
        note=f"{figure.words()} {what_changed(before, figure)}" if before is not None else figure.words(),
        shows=_shows(measure, is_worse=is_worse, on=figure.as_at_date),
        figure=frozen,
        period_from=figure.period_from,
        period_to=figure.period_to or figure.as_at_date,
    )
    if earlier is None:
        evidence = offer_evidence(review=review, offer=offer, statements=statements, by=by, act=Act.FIGURE_FREEZE)
    else:
        evidence = _newer(earlier, offer, statements, by)
    if not can(by, Act.EVIDENCE_JUDGE, evidence):
        return evidence
    return move_evidence(evidence=evidence, target=EvidenceState.ACCEPTED, expected_version=evidence.version, by=by)


def _shows(measure: Measure, *, is_worse: bool, on: date) -> Shows:
    """What the measure says, and never more than a count from records can show; one that fell back was counted."""
    most = min(measure.shows, most_it_shows(EvidenceKind.COUNT, on=on))
    return min(most, Shows.COUNTED) if is_worse else most


def _kept(review: Review, figure: Figure, by: Actor) -> FigureRecord:
    is_of_the_unit = can(by, Act.EVIDENCE_JUDGE)
    unit = hub()
    agency_id = unit.pk if is_of_the_unit else by.agency_id
    frozen: FigureRecord = FigureRecord.objects.create(
        review=review,
        agency_id=agency_id,
        audience=Audience.PARTNERSHIP if is_of_the_unit else Audience.HUB,
        measure_id=figure.measure_id,
        n=figure.n,
        of=figure.of,
        is_ratio=figure.is_ratio,
        as_at_date=figure.as_at_date,
        definition_sha=figure.definition_sha,
        snapshot_sha=figure.snapshot_sha,
        body=canonical(figure.as_dict()).decode(),
        **written_by(by),
    )
    record(
        "figure.frozen",
        subject=frozen,
        by=by,
        at=by.now,
        agency=unit.code if is_of_the_unit else by.agency_code,
        measure=figure.measure_id,
    )
    return frozen


def _earlier(review: Review, figure: Figure, statements: Sequence[Statement], by: Actor) -> Evidence | None:
    """What holds the same figure behind one of the statements, as it stands now; the latest of several."""
    rows = Evidence.objects.visible_to(by).filter(
        review=review,
        agency_id=by.agency_id,
        figure__measure_id=figure.measure_id,
        state__in=(EvidenceState.OFFERED, EvidenceState.ACCEPTED),
        supports__statement__in=statements,
        supports__ended_at__isnull=True,
    )
    for row in rows.select_related("figure", "agency", "review").distinct().order_by("-id"):
        of_the_same = row.figure is not None and json.loads(row.figure.body)["group"] == figure.group
        if of_the_same and not Evidence.objects.filter(replaces=row, state__in=_STANDING).exists():
            return row
    return None


_STANDING = (EvidenceState.OFFERED, EvidenceState.ACCEPTED, EvidenceState.SUPERSEDED)


def _newer(earlier: Evidence, offer: Offer, statements: Sequence[Statement], by: Actor) -> Evidence:
    """The newer version, behind the statements that were ticked: what else rested on the older one is asked anew."""
    made = write_offer(review=earlier.review, offer=offer, agency_id=earlier.agency_id, by=by, replaces=earlier)
    record(
        "evidence.version_offered",
        subject=made,
        by=by,
        at=by.now,
        agency=earlier.agency.code,
        replaces=earlier.ref,
        sha=content_sha(made),
    )
    for statement in statements:
        tie(evidence=made, statement=statement, by=by, act=Act.FIGURE_FREEZE)
    return made
