"""What an agency names for a sentence in a round, or attaches to its answer, as evidence: once, however often it
answers."""

from lineofsight.assurance.actions.evidence import put_behind, put_beside, supersede, write_offer
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Action, Evidence, RoundAnswer, RoundItem, Statement, Update
from lineofsight.assurance.queries.versions import STANDS, content_sha
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.rules.rounds import AnswerKind, AnswerRefused
from lineofsight.files.models import Held
from lineofsight.library.scales import Shows
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rows import save_version
from lineofsight.trail.actions import record

_NO_MORE = "Asked again, the agency says that there is nothing to report."
_MAY_COUNT = (EvidenceState.OFFERED, EvidenceState.ACCEPTED)


def offer_shown(
    item: RoundItem, kind: AnswerKind, text: str, *, attached: Held | None, update: Update | None, by: Actor
) -> Evidence | None:
    """Offer what an agency names for a sentence, or attaches to an answer, as its own word: the business unit says
    whether it counts. attached: the file. update: what an answer about an action became; its file stands beside it.

    What it named in an earlier answer to the same question is the older version of it: while nobody has looked at that
    it ends now, and where it counts it does so until the newer one is accepted. The same again offers nothing new, a
    file that was attached before goes on with the newer words, and nothing to report takes back what nobody has looked
    at. Inside the caller's transaction. Raises AnswerRefused for a file where nothing is said that it could show.
    """
    thing = item.statement or item.action
    if attached is not None and (thing is None or kind is AnswerKind.NOTHING):
        raise AnswerRefused("A file shows what is done. Say what it shows, or send your answer without it.")
    if thing is None:
        return None
    older = _named_before(item)
    if kind is AnswerKind.NOTHING:
        _take_back(older, by=by)
        return None
    held = attached or (older.held if older else None)
    if item.statement is None and held is None:
        return None
    if older is not None and (older.note, older.held) == (text, held):
        made = older
    else:
        made = _offered(item, thing, text, held=held, older=older, by=by)
    if update is not None:
        put_beside(evidence=made, update=update, by=by)
    return made


def _offered(
    item: RoundItem, thing: Statement | Action, text: str, *, held: Held | None, older: Evidence | None, by: Actor
) -> Evidence:
    of_sentence = isinstance(thing, Statement)
    names = f"names for sentence {thing.position}" if of_sentence else f"attaches for action {thing.number}"
    offer = Offer(
        kind=EvidenceKind.STATEMENT,
        title=f"What {item.agency.name} {names}"[:200],
        shows=Shows.SAID,
        note=text,
        held=held,
        about=thing.agency,
    )
    made = write_offer(review=thing.review, offer=offer, agency_id=item.agency_id, by=by, replaces=older)
    if of_sentence:
        put_behind(evidence=made, statement=thing, by=by)
    record(
        "evidence.offered" if older is None else "evidence.version_offered",
        subject=made,
        by=by,
        at=by.now,
        agency=item.agency.code,
        kind=offer.kind,
        shows=int(offer.shows),
        sha=content_sha(made),
        statements=[thing.ref] if of_sentence else [],
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
