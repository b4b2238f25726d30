"""Say what an outside assessment looked at, and store the text it was quoted from."""

from datetime import date

from django.db import transaction

from lineofsight.assurance.actions.evidence import move_evidence, offer_evidence
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Assessment, Evidence, Statement
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.files.models import Held
from lineofsight.library.scales import Scope, Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import sha256_hex


@transaction.atomic
def describe_assessment(
    *,
    assessment: Assessment,
    title: str,
    body: str,
    about: Agency | None,
    scope: str,
    period_from: date | None,
    period_to: date | None,
    published_date: date | None,
    expected_version: int,
    by: Actor,
) -> Assessment:
    """Say who looked at whom, over which months, and when it was published. What stands behind sentences as its
    evidence says the same from then on. Raises Forbidden, Stale.
    """
    require(by, Act.ASSESSMENT_SOURCE)
    save_version(
        assessment,
        expected=expected_version,
        title=title,
        body=body,
        about=about,
        scope=scope,
        period_from=period_from,
        period_to=period_to,
        published_date=published_date,
    )
    _tell_the_same(assessment, by=by)
    record("assessment.described", subject=assessment, by=by, at=by.now, agency=assessment.agency.code, title=title)
    return assessment


def _tell_the_same(assessment: Assessment, *, by: Actor) -> None:
    """The evidence that an assessment is has its title, its scope and its days; what has ended stays as it was."""
    stands = (EvidenceState.OFFERED, EvidenceState.ACCEPTED)
    for evidence in Evidence.objects.visible_to(by).filter(assessment=assessment, state__in=stands):
        told: dict[str, object] = {
            "title": assessment.title[:200],
            "about": assessment.about,
            "scope": assessment.scope,
            "period_from": assessment.period_from,
            "period_to": assessment.period_to,
        }
        if all(getattr(evidence, name) == value for name, value in told.items()):
            continue
        save_version(evidence, expected=evidence.version, **told)
        record(
            "evidence.described", subject=evidence, by=by, at=by.now, agency=evidence.agency.code, title=evidence.title
        )


@transaction.atomic
def store_source(*, assessment: Assessment, held: Held, text: str, expected_version: int, by: Actor) -> Assessment:
    """Store the published text of an assessment, so that quotations can be compared with it word by word.

    The stored text also becomes evidence behind every statement that quotes it: independent, showing at most «Said».
    `text` is the file as it was read. Raises Forbidden, Stale.
    """
    require(by, Act.ASSESSMENT_SOURCE)
    save_version(assessment, expected=expected_version, source=held, text_sha=sha256_hex(text.encode()))
    quoted = Statement.objects.visible_to(by).filter(current__extracts__assessment=assessment)
    quoting = list(quoted.distinct().order_by("position"))
    evidence = Evidence.objects.visible_to(by).filter(assessment=assessment, state=EvidenceState.ACCEPTED).first()
    if evidence is None and quoting:
        evidence = offer_evidence(
            review=assessment.review,
            offer=Offer(
                kind=EvidenceKind.ASSESSMENT,
                title=assessment.title[:200],
                shows=Shows.SAID,
                held=held,
                assessment=assessment,
                about=assessment.about,
                scope=Scope(assessment.scope),
                period_from=assessment.period_from,
                period_to=assessment.period_to,
            ),
            statements=quoting,
            by=by,
        )
        move_evidence(evidence=evidence, target=EvidenceState.ACCEPTED, expected_version=evidence.version, by=by)
    record("assessment.source stored", subject=assessment, by=by, at=by.now, agency=assessment.agency.code)
    return assessment
