"""Offer a newer version of evidence, and say what of the old rests on the new one too."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from lineofsight.assurance.actions.evidence import put_beside, tie, tie_to_action, write_offer
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Action, Evidence, Statement, Update
from lineofsight.assurance.queries.versions import STANDS, content_sha
from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


class NothingNewer(ValueError):
    """A newer version that says the same as the old one, file and days included."""

    def __init__(self, label: str) -> None:
        super().__init__(f"This says the same as {label}. Add the newer file, or change the days or the reach.")


class RestedOnOther(ValueError):
    """Something would be carried over that never rested on the older version."""

    def __init__(self) -> None:
        super().__init__("One of these did not rest on the older version. Open the page again and tick what it shows.")


@transaction.atomic
def offer_version(*, evidence: Evidence, offer: Offer, by: Actor) -> Evidence:
    """Offer a newer version of evidence. The old one counts until the business unit accepts the new one, and stays
    to be read with its hash. Nothing rests on the new one until somebody ticks it (`carry`).

    Raises Forbidden, WrongState (the old one does not stand, or a newer one does), NothingNewer, and whatever an offer
    raises.
    """
    require(by, Act.EVIDENCE_ATTACH, evidence)
    # Two who offer a newer version at once: the second finds the first.
    now = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if now.state not in (EvidenceState.OFFERED, EvidenceState.ACCEPTED):
        raise WrongState(f"Evidence {evidence.label}", now.state, "replaced by a newer version")
    if (newer := Evidence.objects.filter(replaces=evidence, state__in=STANDS).first()) is not None:
        raise WrongState(f"Evidence {evidence.label}", f"replaced by {newer.label}", "replaced a second time")
    made = write_offer(review=evidence.review, offer=offer, agency_id=evidence.agency_id, by=by, replaces=evidence)
    if _says_the_same(evidence, made):
        raise NothingNewer(evidence.label)
    record(
        "evidence.version_offered",
        subject=made,
        by=by,
        at=by.now,
        agency=evidence.agency.code,
        replaces=evidence.ref,
        sha=content_sha(made),
    )
    return made


def _says_the_same(older: Evidence, newer: Evidence) -> bool:
    day = newer.received_date
    newer.received_date = older.received_date
    is_same = content_sha(newer) == content_sha(older)
    newer.received_date = day
    return is_same


@transaction.atomic
def carry(
    *,
    evidence: Evidence,
    statements: Sequence[Statement] = (),
    actions: Sequence[Action] = (),
    updates: Sequence[Update] = (),
    by: Actor,
) -> int:
    """Put a newer version behind what rested on the older one: only what somebody ticked. Out: how many.

    An opinion on any of it lapses once the new version counts, because its basis is then another.
    Raises Forbidden, WrongState (the new one does not stand), RestedOnOther.
    """
    if evidence.state not in (EvidenceState.OFFERED, EvidenceState.ACCEPTED):
        raise WrongState(f"Evidence {evidence.label}", evidence.state, "put behind anything more")
    older = evidence.replaces_id
    _check_rested(older, statements)
    _check_rested(older, actions)
    _check_rested(older, updates)
    for statement in statements:
        tie(evidence=evidence, statement=statement, by=by)
    for action in actions:
        tie_to_action(evidence=evidence, action=action, by=by)
    for update in updates:
        _tie_beside(evidence=evidence, update=update, by=by)
    return len(statements) + len(actions) + len(updates)


_TIES = {Statement: "supports", Action: "evidence", Update: "evidence"}


def _check_rested(older: int | None, rows: Iterable[Statement | Action | Update]) -> None:
    for row in rows:
        if older is None or not getattr(row, _TIES[type(row)]).filter(evidence_id=older, ended_at=None).exists():
            raise RestedOnOther


def _tie_beside(*, evidence: Evidence, update: Update, by: Actor) -> None:
    """Put it beside an update, also an accepted one: its words stay as they are, what shows them is newer."""
    require(by, Act.EVIDENCE_ATTACH, update)
    put_beside(evidence=evidence, update=update, by=by)
