"""Freeze a computed figure, so that it can be cited as evidence."""

from collections.abc import Sequence

from django.db import transaction

from lineofsight.assurance.actions.evidence import move_evidence, offer_evidence
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Evidence, FigureRecord, Review, Statement
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.library.measure import Measure
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import hub
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical


@transaction.atomic
def freeze_figure(
    *, review: Review, measure: Measure, figure: Figure, statements: Sequence[Statement], by: Actor
) -> Evidence:
    """Keep a figure as it was computed and put it behind statements. The gate computes it again each time.

    Raises Forbidden.
    """
    require(by, Act.FIGURE_FREEZE)
    unit = hub()
    frozen = FigureRecord.objects.create(
        review=review,
        agency=unit,
        audience=Audience.PARTNERSHIP,
        measure_id=figure.measure_id,
        n=figure.n,
        of=figure.of,
        as_at_date=figure.as_at_date,
        definition_sha=figure.definition_sha,
        snapshot_sha=figure.snapshot_sha,
        body=canonical(figure.as_dict()).decode(),
        by_ref=by.ref,
        recorded_at=by.now,
    )
    record("figure.frozen", subject=frozen, by=by, at=by.now, agency=unit.code, measure=figure.measure_id)
    evidence = offer_evidence(
        review=review,
        offer=Offer(
            kind=EvidenceKind.COUNT,
            title=f"{measure.title}: {figure.group or 'all agencies'}"[:200],
            note=figure.words(),
            shows=measure.shows,
            figure=frozen,
            period_from=figure.period_from,
            period_to=figure.period_to or figure.as_at_date,
        ),
        statements=statements,
        by=by,
    )
    return move_evidence(evidence=evidence, target=EvidenceState.ACCEPTED, expected_version=evidence.version, by=by)
