"""What waits on the way to a published Summary: signing, checking, approving, publishing, opinions on sentences."""

from collections.abc import Iterator

from lineofsight.assurance import queries as assurance
from lineofsight.desk.waiting import Waiting
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.publication import queries as publication
from lineofsight.publication.rules import EditionState

_STEPS = {
    EditionState.LOCKED: (Act.EDITION_CHECK, "Check it: does it point to anybody?"),
    EditionState.CHECKED: (Act.EDITION_APPROVE, "Approve it for the safeguarding partners"),
    EditionState.APPROVED: (Act.EDITION_PUBLISH, "Publish it"),
}
# As many sentences as somebody can look at in a day; the rest follows.
MOST_OPINIONS = 20


def of_editions(actor: Actor) -> Iterator[Waiting]:
    """What an edition waits for that the actor can do. Asks three things of the database, however many there are."""
    editions = list(publication.editions(actor))
    to_sign = publication.unsigned([one for one in editions if can(actor, Act.EDITION_SIGN, one)], actor)
    for edition in editions:
        name = f"{edition.title}, edition {edition.number}"
        act, note = _STEPS.get(EditionState(edition.state), (None, ""))
        if act is not None and can(actor, act, edition):
            yield Waiting(text=name, kind="summary", ref=edition.ref, note=note)
        if unsigned := to_sign.get(edition.pk, 0):
            sentences = "1 sentence" if unsigned == 1 else f"{unsigned} sentences"
            yield Waiting(text=f"Sign {sentences} about you", kind="sign", ref=edition.ref, note=name)
        if edition.state == EditionState.DRAFT and can(actor, Act.EDITION_COMPILE, edition):
            note = "Can it be published? See what is not ready yet."
            yield Waiting(text=name, kind="gate", ref=edition.ref, note=note)


def of_opinions(actor: Actor) -> list[Waiting]:
    """Opinions that have lapsed, then sentences that have evidence and that nobody outside has looked at."""
    lapsed: list[Waiting] = []
    new: list[Waiting] = []
    for statement in assurance.with_basis(actor).filter(is_included=True, current__isnull=False):
        now = assurance.opinion_now(statement, day=actor.now)
        if now is None and not assurance.basis_of(statement, day=actor.now).standing.is_evidenced:
            continue
        if now is None or now.has_lapsed:
            (new if now is None else lapsed).append(
                Waiting(
                    text=statement.current.text,
                    kind="opinion",
                    ref=statement.ref,
                    note="Not yet looked at" if now is None else "Your opinion has lapsed: what it rests on changed",
                )
            )
    return [*lapsed, *new][:MOST_OPINIONS]
