"""What waits for whom, put together from the rooms below."""

from dataclasses import dataclass
from datetime import date

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.queries import rounds
from lineofsight.assurance.rules.rounds import RoundState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, Role
from lineofsight.publication import queries as publication
from lineofsight.publication.rules import EditionState


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody: what, where, and since when."""

    text: str
    kind: str
    ref: str
    note: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Work:
    """Everything that waits for one person, the most pressing first."""

    waiting: tuple[Waiting, ...]
    reviews: int

    @property
    def lede(self) -> str:
        """The answer in a sentence."""
        count = len(self.waiting)
        if not count:
            return "Nothing waits for you."
        return "1 thing waits for you." if count == 1 else f"{count} things wait for you."


_EDITION_STEPS = {
    EditionState.LOCKED: (Act.EDITION_CHECK, "Check it: does it point to anybody?"),
    EditionState.CHECKED: (Act.EDITION_APPROVE, "Approve it for the safeguarding partners"),
    EditionState.APPROVED: (Act.EDITION_PUBLISH, "Publish it"),
}


def work_of(actor: Actor) -> Work:
    """What waits for the actor, from evidence, sentences, opinions and editions."""
    waiting: list[Waiting] = []
    if can(actor, Act.EVIDENCE_JUDGE):
        waiting += [
            Waiting(
                text=f"{evidence.label}: {evidence.title}",
                kind="evidence",
                ref=evidence.ref,
                note=f"Offered by {evidence.agency.name}. Does it count?",
                since=evidence.received_date,
            )
            for evidence in assurance.waiting_evidence(actor)
        ]
    waiting += _of_rounds(actor)
    for edition in publication.editions(actor):
        waiting += _of_edition(actor, edition)
    if Role.SCRUTINEER in actor.roles:
        waiting += _opinions(actor)
    return Work(tuple(waiting), assurance.reviews(actor).count())


def _of_rounds(actor: Actor) -> list[Waiting]:
    """What one's agency is asked and has not answered; for the business unit, how far each open round is."""
    found = []
    for collecting in rounds.rounds(actor).filter(state=RoundState.OPEN, opens_date__lte=today(actor.now)):
        counts = {share: rounds.count_of(share) for share in collecting.shares.all()}
        note = f"{collecting.label}, {collecting.review.name}"
        for share, count in counts.items():
            if count.missing and share.agency_id == actor.agency_id and can(actor, Act.ROUND_ANSWER, share):
                text = f"Answer {count.missing} item{'' if count.missing == 1 else 's'} of your agency"
                found.append(Waiting(text=text, kind="share", ref=share.ref, note=note))
        if can(actor, Act.ROUND_RUN):
            answered = sum(count.answered for count in counts.values())
            asked = sum(count.asked for count in counts.values())
            silent = sum(count.is_silent for count in counts.values())
            told = f"{answered} of {asked} answered" + (f", {silent} silent" if silent else "")
            found.append(Waiting(text=note, kind="round", ref=collecting.ref, note=told))
    return found


def _of_edition(actor: Actor, edition: publication.Edition) -> list[Waiting]:
    found = []
    act, text = _EDITION_STEPS.get(EditionState(edition.state), (None, ""))
    if act is not None and can(actor, act, edition):
        found.append(
            Waiting(text=f"{edition.title}, edition {edition.number}", kind="summary", ref=edition.ref, note=text)
        )
    if not edition.content and can(actor, Act.EDITION_SIGN, edition):
        unsigned = sum(1 for item in publication.to_sign(edition, actor) if not item.is_signed)
        if unsigned:
            sentences = "1 sentence" if unsigned == 1 else f"{unsigned} sentences"
            found.append(
                Waiting(
                    text=f"Sign {sentences} about you",
                    kind="sign",
                    ref=edition.ref,
                    note=f"{edition.title}, edition {edition.number}",
                )
            )
    if edition.state == EditionState.DRAFT and can(actor, Act.EDITION_COMPILE, edition):
        found.append(
            Waiting(
                text=f"{edition.title}, edition {edition.number}",
                kind="gate",
                ref=edition.ref,
                note="Can it be published? See what is not ready yet.",
            )
        )
    return found


def _opinions(actor: Actor) -> list[Waiting]:
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
    return [*lapsed, *new][:20]
