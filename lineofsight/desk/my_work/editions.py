"""What waits on the way to a published Summary: signing, checking, approving, publishing, opinions on sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Statement
from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.words import counted, listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import RULES, Act, Role
from lineofsight.publication.models import Edition
from lineofsight.publication.next_edition import ON_ITS_WAY
from lineofsight.publication.queries import behalf as queries_behalf
from lineofsight.publication.queries import editions as publication
from lineofsight.publication.queries.declared import may_approve
from lineofsight.publication.queries.notices import not_yet_told, notices
from lineofsight.publication.queries.sent_back import sent_back
from lineofsight.publication.rules import EditionState, NoticeState
from lineofsight.publication.signing import unsigned
from lineofsight.publication.since import since_published

_STEPS = {
    EditionState.LOCKED: (Act.EDITION_CHECK, "Check it: does it point to anybody?"),
    EditionState.CHECKED: (Act.EDITION_APPROVE, "Approve it for your agency"),
    EditionState.APPROVED: (Act.EDITION_PUBLISH, "Publish it"),
}
_NOT_READY = "Can it be published? See what is not ready yet."
# As many sentences as somebody can look at in a day; the rest follows.
MOST_OPINIONS = 20


def of_editions(actor: Actor) -> Iterator[Waiting]:
    """What an edition waits for that the actor can do. The same few queries for one and for many."""
    editions = list(publication.editions(actor))
    to_sign = unsigned([one for one in editions if can(actor, Act.EDITION_SIGN, one)], actor)
    back = sent_back([one for one in editions if can(actor, Act.EDITION_COMPILE, one)])
    approved = [one for one in editions if one.state == EditionState.APPROVED]
    left = queries_behalf.days_left([one for one in approved if can(actor, Act.EDITION_PUBLISH, one)], actor)
    for edition in editions:
        name = _name(edition)
        act, note = _STEPS.get(EditionState(edition.state), (None, ""))
        is_mine = act is not Act.EDITION_APPROVE or may_approve(edition, actor)
        if act is not None and can(actor, act, edition) and is_mine:
            still = left.get(edition.pk, ())
            why = queries_behalf.why_not_before(still)
            starts = queries_behalf.printed_from(still)
            yield Waiting(text=name, kind="summary", ref=edition.ref, note=why or note, starts=starts)
        if waiting := to_sign.get(edition.pk, 0):
            sentences = "1 sentence" if waiting == 1 else f"{waiting} sentences"
            asked = edition.signing_asked_date
            yield Waiting(text=f"Sign {sentences} about you", kind="sign", ref=edition.ref, note=name, since=asked)
        if edition.state == EditionState.DRAFT and can(actor, Act.EDITION_COMPILE, edition):
            returned = back.get(edition.pk)
            note = f"Sent back by {returned.who}: {returned.reason}" if returned else _NOT_READY
            yield Waiting(text=name, kind="gate", ref=edition.ref, note=note)
    yield from _of_published(editions, actor)
    yield from _of_notices(actor)
    yield from _of_behalf([edition for edition in editions if not edition.content], actor)


def _of_published(editions: list[Edition], actor: Actor) -> Iterator[Waiting]:
    """Where the public reads what has become otherwise, and no next edition is on its way to say so."""
    for edition in editions:
        if edition.state == EditionState.PUBLISHED and can(actor, Act.NOTICE_WRITE, edition):
            yield from _untold(edition, actor)
    going = {edition.review_id for edition in editions if edition.state in ON_ITS_WAY}
    for edition in editions:
        is_last = edition.state == EditionState.PUBLISHED and edition.review_id not in going
        if not is_last or not can(actor, Act.EDITION_COMPILE, edition):
            continue
        since = since_published(edition, actor)
        if since:
            note = f"Since {_name(edition)}: {since.words or 'evidence no longer counts'}."
            yield Waiting(
                text="Tell the public what has changed", kind="next_edition", ref=edition.review.ref, note=note
            )


def _untold(edition: Edition, actor: Actor) -> Iterator[Waiting]:
    """What the public reads and no longer rests on what it rested on: a notice, unless one waits to be printed."""
    fallen = not_yet_told(edition, actor)
    if not fallen or notices(actor).filter(edition=edition, state=NoticeState.WRITTEN).exists():
        return
    labels = listed(dict.fromkeys(one.label for one in fallen))
    sentences = counted(len({one.number for one in fallen}), "published sentence", "published sentences")
    note = f"{_name(edition)}. {labels} no longer counts. Where nobody should read the edition, have it withdrawn."
    yield Waiting(
        text=f"Tell the readers of {sentences} what became of it", kind="write_notice", ref=edition.ref, note=note
    )


def _of_notices(actor: Actor) -> Iterator[Waiting]:
    """What somebody else wrote to be told beside an edition, for whoever may have it printed."""
    if not actor.roles & RULES[Act.NOTICE_DECIDE].to_any:
        return
    for notice in notices(actor).filter(state=NoticeState.WRITTEN).exclude(writer_id=actor.person_id):
        if can(actor, Act.NOTICE_DECIDE, notice):
            note = f"{_name(notice.edition)}. Is it so, and does it point to nobody?"
            yield Waiting(text="Read a notice to the public", kind="notice", ref=notice.ref, note=note)


def _name(edition: Edition) -> str:
    return f"{edition.title}, edition {edition.number}"


def _of_behalf(editions: list[Edition], actor: Actor) -> Iterator[Waiting]:
    """What was signed on behalf of the actor's agency and may be objected to; for the unit, what was objected to."""
    names = {edition.pk: _name(edition) for edition in editions}
    compiled = [edition for edition in editions if can(actor, Act.EDITION_COMPILE, edition)]
    for objection in queries_behalf.objected_in(*compiled, actor=actor) if compiled else ():
        edition = objection.signoff.edition
        yield Waiting(
            text=f"{objection.agency.name} objects to a signature recorded for it",
            kind="summary",
            ref=edition.ref,
            note=f"{names[edition.pk]}. {objection.reason}",
            since=queries_behalf.objected_on(objection),
        )
    if not actor.roles & {Role.SAFEGUARDING_LEAD, Role.LEADER}:
        return
    behalf = queries_behalf.signed_on_behalf(*editions, actor=actor, agency_id=actor.agency_id)
    for edition in editions:
        of_this = (one for one in behalf if one.row.edition_id == edition.pk)
        still = [one for one in of_this if one.may_object and one.until is not None]
        if still:
            first = min(still, key=lambda one: one.until or date.max)
            sentences = "1 sentence was" if len(still) == 1 else f"{len(still)} sentences were"
            yield Waiting(
                text=f"{sentences} signed on behalf of your agency",
                kind="sign",
                ref=edition.ref,
                note=f"{names[edition.pk]}. Sign it yourself, or object: {first.left}.",
                due=first.until,
                is_lost_after=True,
            )


def of_opinions(actor: Actor) -> list[Waiting]:
    """Opinions that have lapsed, then one's own whose day to look again has come, then sentences that have evidence
    and that nobody outside has looked at; of each what shows least first. Of the rest, how many of which review."""
    found: list[tuple[int, int, bool, Statement, Waiting]] = []
    day = today(actor.now)
    rows = assurance.with_basis(actor).filter(is_included=True, current__isnull=False)
    # The same sentences of which the page for leaders says that nobody outside has checked them.
    for statement in rows.filter(kind__in=(SentenceKind.PROGRESS, SentenceKind.ADVERSE)):
        now = assurance.opinion_now(statement, day=actor.now)
        standing = assurance.basis_of(statement, day=actor.now).standing
        if now is None and not standing.is_evidenced:
            continue
        due = None
        if now is None:
            order, told = 2, "Not yet looked at."
        elif now.has_lapsed:
            order, told = 0, "Your opinion has lapsed: what it rests on changed."
        elif now.opinion.agency_id == actor.agency_id and (due := now.opinion.next_test_date) and due <= day:
            order, told = 1, "You meant to look at it again by then."
        else:
            continue
        note = f"{statement.agency.name}. Shows «{standing.shows.words}». {told}"
        line = Waiting(text=statement.current.text, kind="opinion", ref=statement.ref, note=note, due=due)
        found.append((order, standing.shows, standing.is_evidenced, statement, line))
    found.sort(key=lambda one: one[:2])
    first, rest = found[:MOST_OPINIONS], found[MOST_OPINIONS:]
    # Of one that rests on nothing the page of several does not ask: it stands by itself.
    alone = [line for _, _, is_evidenced, _, line in rest if not is_evidenced]
    together = _by_review(row for _, _, is_evidenced, row, _ in rest if is_evidenced)
    return [*(line for *_, line in first), *alone, *together]


def _by_review(rows: Iterable[Statement]) -> Iterator[Waiting]:
    """One line for the further sentences of each review: it leads to where several are looked at on one page."""
    reviews = Counter(row.review for row in rows)
    for review, number in reviews.items():
        sentences = counted(number, "more sentence", "more sentences")
        note = "Several are looked at on one page, with a line for each."
        yield Waiting(text=f"And {sentences} of {review.name}", kind="opinions", ref=review.ref, note=note)
