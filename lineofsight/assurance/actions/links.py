"""Reply links: one person answers one item without an account, and only a second press takes it.

Mail programs open the links of a mail, and some press its buttons. So looking takes nothing, the first press needs
typed words and only shows what would be taken, and the second carries a seal that nobody can make without the first.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from lineofsight.assurance.actions.answers import check_takes_answers, give_answer
from lineofsight.assurance.models import ReplyLink, RoundAnswer, RoundItem
from lineofsight.assurance.queries.rounds import ItemNow, find_item, item_now
from lineofsight.assurance.rules.rounds import AnswerKind, AnswerRefused, Said, Way, check_answer
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Role
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

LONGEST_DAYS = 30
# A person opens it a few times; a program that tries words is stopped.
MOST_TRIES, TRIES_WITHIN = 30, timedelta(hours=1)
# How long the second press may wait for the first.
SEAL_SECONDS = 3600
_SIGNER = signing.Signer(salt="reply link", sep=".")
_SEAL = "reply link, second press"


class LinkSpent(Exception):
    """Nothing can be answered by this link (410). The sentence says why and what to do."""


class NoSuchLink(LinkSpent):
    """The address is of no link that was ever made: mistyped, cut short, or guessed."""


class TooManyTries(Exception):
    """The link was asked for too often in an hour (429)."""


class SealBroken(ValueError):
    """The second press does not belong to a first one, or came too late."""

    def __init__(self) -> None:
        super().__init__("We could not tell what you want to send. Read your answer again and press the button again.")


@transaction.atomic
def make_link(*, item: RoundItem, person_name: str, days: int, by: Actor) -> tuple[ReplyLink, str]:
    """A link for one person to one item. Out: the link and its token, which is kept nowhere.

    Raises Forbidden, CannotAnswer.
    """
    require(by, Act.ROUND_RUN)
    check_takes_answers(item, day=max(today(by.now), item.share.round.opens_date))
    token = _SIGNER.sign(secrets.token_urlsafe(24))
    link = ReplyLink.objects.create(
        item=item,
        agency_id=item.agency_id,
        person_name=person_name.strip(),
        token_sha=_sha(token),
        expires_at=by.now + timedelta(days=min(max(days, 1), LONGEST_DAYS)),
        **written_by(by),
    )
    record(
        "reply link.made",
        subject=link,
        by=by,
        at=by.now,
        agency=item.agency.code,
        sens=Sens.S2,
        item=item.ref,
        person=link.person_name,
        expires_at=link.expires_at.isoformat(),
    )
    return link, token


def _sha(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_token_of(link: ReplyLink, token: str, *, now: datetime) -> bool:
    """Whether a token opens this link, and the link can still be answered."""
    return secrets.compare_digest(link.token_sha, _sha(token)) and not _why_ended(link, now)


@transaction.atomic
def revoke_link(*, link: ReplyLink, by: Actor) -> ReplyLink:
    """End a link now. One that has ended already stays as it is. Raises Forbidden, Stale."""
    require(by, Act.ROUND_RUN)
    link = ReplyLink.objects.select_for_update().select_related("agency").get(pk=link.pk)
    if link.revoked_at is None and link.used_at is None:
        save_version(link, expected=link.version, revoked_at=by.now)
        record("reply link.revoked", subject=link, by=by, at=by.now, agency=link.agency.code)
    return link


@dataclass(frozen=True)
class Opened:
    """A link that can be answered: for whom, the item as it stands, and who answers by it."""

    link: ReplyLink
    now: ItemNow
    holder: Actor


def open_link(*, token: str, by: Actor, how: str) -> Opened:
    """The item behind a token, counted and told in the trail. `by`: the job that looks for it; `how`: read or sent.

    In the caller's transaction, which keeps what the trail says also of a use that is refused. Raises NoSuchLink,
    LinkSpent, TooManyTries, CannotAnswer.
    """
    try:
        _SIGNER.unsign(token)
    except signing.BadSignature as trouble:
        told = "This link leads nowhere. Open it again from the message, whole, or ask for another."
        raise NoSuchLink(told) from trouble
    link = (
        ReplyLink.objects.select_for_update(of=("self",)).select_related("agency").filter(token_sha=_sha(token)).first()
    )
    if link is None:
        raise NoSuchLink("This link leads nowhere. Ask whoever sent it for another.")
    if ended := _why_ended(link, by.now):
        record("reply link.refused", subject=link, by=link, at=by.now, agency=link.agency.code, why=ended)
        raise LinkSpent(ended)
    _count(link, by.now)
    if link.tries > MOST_TRIES:
        if link.tries == MOST_TRIES + 1:
            record("reply link.stopped", subject=link, by=link, at=by.now, agency=link.agency.code, tries=link.tries)
        raise TooManyTries
    record("reply link.opened", subject=link, by=link, at=by.now, agency=link.agency.code, how=how)
    item = find_item(by, RoundItem.objects.values_list("ref", flat=True).get(pk=link.item_id))
    if item is None:
        raise LinkSpent("What this link asked about is not asked any more.")
    check_takes_answers(item, day=today(by.now))
    return Opened(link, item_now(item, by), holder_of(link, item, now=by.now))


def _why_ended(link: ReplyLink, now: datetime) -> str:
    if link.used_at is not None:
        return "This link has been used: the answer is in. Whoever sent it can send another."
    if link.revoked_at is not None:
        return "This link was ended by whoever sent it. Ask them if you still have something to say."
    if now >= link.expires_at:
        return "The time of this link is over. Ask whoever sent it for another."
    return ""


def _count(link: ReplyLink, now: datetime) -> None:
    begins = link.tries_since is None or now - link.tries_since > TRIES_WITHIN
    link.tries, link.tries_since = (1, now) if begins else (link.tries + 1, link.tries_since)
    ReplyLink.objects.filter(pk=link.pk).update(tries=link.tries, tries_since=link.tries_since)


def holder_of(link: ReplyLink, item: RoundItem, *, now: datetime) -> Actor:
    """Who answers by a link: a person without an account, for one agency."""
    return Actor(
        ref=link.ref,
        roles=frozenset({Role.LINK_HOLDER}),
        now=now,
        agency_id=item.agency_id,
        agency_code=item.agency.code,
        agency_name=item.agency.name,
        name=link.person_name,
    )


def sealed(*, opened: Opened, said: Said) -> tuple[str, str]:
    """What the first press shows: the words as they would stand, and the seal for the second.

    Typed words are needed whatever is answered. Raises AnswerRefused.
    """
    if not said.text.strip():
        raise AnswerRefused("Write your answer in the box. Without words nothing is taken.")
    last = opened.now.last.text if opened.now.last else ""
    text, _ = check_answer(said, last=last, day=today(opened.holder.now))
    kept = {"link": opened.link.ref, "seen": opened.now.number, "kind": str(said.kind), "text": said.text.strip()}
    return text, signing.dumps(kept, salt=_SEAL)


@transaction.atomic
def answer_by_link(*, opened: Opened, seal: str) -> RoundAnswer:
    """The second press: take what the first one showed, and spend the link.

    Raises SealBroken, Forbidden, CannotAnswer, AnswerRefused, Stale.
    """
    try:
        kept = signing.loads(seal, salt=_SEAL, max_age=SEAL_SECONDS)
    except signing.BadSignature as trouble:
        raise SealBroken from trouble
    if kept["link"] != opened.link.ref:
        raise SealBroken
    answer = give_answer(
        item=opened.now.item,
        said=Said(AnswerKind(kept["kind"]), kept["text"]),
        expected=kept["seen"],
        way=Way.LINK,
        by=opened.holder,
    )
    save_version(opened.link, expected=opened.link.version, used_at=opened.holder.now)
    record(
        "reply link.answered",
        subject=opened.link,
        by=opened.link,
        at=opened.holder.now,
        agency=opened.holder.agency_code,
        sens=Sens.S2,
        answer=answer.ref,
        words=kept["text"],
    )
    return answer
