"""What an agency names for a sentence in a round, as evidence: once, however often it answers."""

from lineofsight.assurance.actions.evidence import put_behind, supersede, write_offer
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Evidence, RoundAnswer, RoundItem
from lineofsight.assurance.queries.versions import STANDS, content_sha
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.rules.rounds import AnswerKind
from lineofsight.library.scales import Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rows import save_version
from lineofsight.trail.actions import record

_NO_MORE = "Asked again, the agency says that there is nothing to report."
_MAY_COUNT = (EvidenceState.OFFERED, EvidenceState.ACCEPTED)


def offer_shown(item: RoundItem, kind: AnswerKind, text: str, *, by: Actor) -> Evidence | None:
    """Offer what an agency names for a sentence as its own word: the business unit says whether it counts.

    What it named in an earlier answer to the same question is the older version of it: while nobody has looked at that
    it ends now, and where it counts it does so until the newer one is accepted. The same words again offer nothing
    new, and nothing to report takes back what nobody has looked at. Inside the caller's transaction.
    """
    if item.statement is None or kind not in (AnswerKind.SHOWN, AnswerKind.NOTHING):
        return None
    older = _named_before(item)
    if kind is AnswerKind.NOTHING:
        _take_back(older, by=by)
        return None
    if older is not None and older.note == text:
        return older
    offer = Offer(
        kind=EvidenceKind.STATEMENT,
        title=f"What {item.agency.name} names for sentence {item.statement.position}"[:200],
        shows=Shows.SAID,
        note=text,
        about=item.statement.agency,
    )
    made = write_offer(review=item.statement.review, offer=offer, agency_id=item.agency_id, by=by, replaces=older)
    put_behind(evidence=made, statement=item.statement, by=by)
    record(
        "evidence.offered" if older is None else "evidence.version_offered",
        subject=made,
        by=by,
        at=by.now,
        agency=item.agency.code,
        kind=offer.kind,
        shows=int(offer.shows),
        sha=content_sha(made),
        statements=[item.statement.ref],
        actions=[],
        **({} if older is None else {"replaces": older.ref}),
    )
    if older is not None and older.state == EvidenceState.OFFERED:
        supersede(older, by=by, newer=made)
    return made


def _named_before(item: RoundItem) -> Evidence | None:
    """The newest version of what earlier answers to an item named; None where nothing of it may count any more."""
    answer = RoundAnswer.objects.filter(item=item, evidence__isnull=False).order_by("-number").first()
    found = Evidence.objects.filter(pk=answer.evidence_id).first() if answer else None
    while found is not None:
        # Somebody may have offered a newer version of it on its own page; two at once wait for each other here.
        found = Evidence.objects.select_for_update().get(pk=found.pk)
        newer = Evidence.objects.filter(replaces=found, state__in=STANDS).first()
        if newer is None:
            return found if found.state in _MAY_COUNT else None
        found = newer
    return None


def _take_back(older: Evidence | None, *, by: Actor) -> None:
    if older is None or older.state != EvidenceState.OFFERED:
        return
    ended = {"state": EvidenceState.WITHDRAWN, "state_reason": _NO_MORE, "ended_at": by.now}
    save_version(older, expected=older.version, **ended)
    record("evidence.withdrawn", subject=older, by=by, at=by.now, agency=older.agency.code, reason=_NO_MORE)
