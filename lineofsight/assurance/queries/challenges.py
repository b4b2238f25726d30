"""Challenges of the scrutineer, as pages and editions ask for them: where each stands, and whether it has lapsed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from lineofsight.assurance.models import Action, HolderQuestion, Statement, Update, UpdateEvidence
from lineofsight.assurance.queries.review import basis_of, with_basis
from lineofsight.assurance.rules import basis_sha, is_current
from lineofsight.assurance.rules.chain import SAID_UPDATES
from lineofsight.assurance.rules.challenges import ChallengeState, is_late
from lineofsight.partnership.actor import Actor


@dataclass(frozen=True)
class ChallengeNow:
    """A challenge on a day: its row, whether what it was about has changed since, and whether its answer is late."""

    row: HolderQuestion
    has_lapsed: bool
    is_late: bool

    @property
    def is_open(self) -> bool:
        """Whether it is not resolved."""
        return self.row.state is not ChallengeState.RESOLVED

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return _WORDS[self.row.state] + (LAPSED if self.has_lapsed and self.is_open else "")


LAPSED = "; what it was about has changed since"
_WORDS = {
    ChallengeState.RAISED: "Not answered yet",
    ChallengeState.ANSWERED: "Answered; the scrutineer has not closed it",
    ChallengeState.STANDS: "It stands",
    ChallengeState.RESOLVED: "Resolved",
}


def challenges(actor: Actor) -> QuerySet[HolderQuestion]:
    """Every challenge that the actor sees, newest first."""
    rows: QuerySet[HolderQuestion] = HolderQuestion.objects.visible_to(actor).exclude(basis_sha="")
    return rows.select_related("agency", "by_agency").order_by("-id")


def unresolved(actor: Actor) -> QuerySet[HolderQuestion]:
    """Those that are not resolved: each is told with what it is about."""
    return challenges(actor).exclude(outcome=ChallengeState.RESOLVED)


def on_statement(statement: Statement, actor: Actor, *, day: date) -> tuple[ChallengeNow, ...]:
    """The challenges to a sentence. Takes a row of `with_basis`; one query."""
    sha = basis_of(statement, day=day).sha
    return tuple(_now(row, sha, day) for row in challenges(actor).filter(statement=statement))


def on_action(action: Action, actor: Actor, *, day: date) -> tuple[ChallengeNow, ...]:
    """The challenges to updates of an action. Takes a row of `find_action`; one query."""
    rows = list(challenges(actor).filter(update__action=action).select_related("update"))
    sha = said_last(action.updates.all(), day=day) if rows else ""
    return tuple(_now(row, sha, day) for row in rows)


def on_statements(
    statements: Iterable[Statement], actor: Actor, *, day: date
) -> Mapping[int, tuple[ChallengeNow, ...]]:
    """The challenges to sentences that are not resolved, by the sentence, the oldest first. One query for all."""
    shas = {row.pk: row for row in statements}
    found: dict[int, list[ChallengeNow]] = defaultdict(list)
    for row in unresolved(actor).filter(statement__in=shas).order_by("id"):
        if row.statement_id is not None:
            found[row.statement_id].append(_now(row, basis_of(shas[row.statement_id], day=day).sha, day))
    return {pk: tuple(rows) for pk, rows in found.items()}


def open_now(actor: Actor, *, day: date) -> tuple[ChallengeNow, ...]:
    """Every challenge that is not resolved, the earliest day first. The same few queries for one and for many."""
    rows = list(unresolved(actor).select_related("update__action").order_by("answer_by_date", "id"))
    statements = with_basis(actor).filter(pk__in=[row.statement_id for row in rows if row.statement_id])
    shas = {row.pk: basis_of(row, day=day).sha for row in statements} if rows else {}
    actions = {row.update.action_id for row in rows if row.update}
    updates: dict[int, list[Update]] = defaultdict(list)
    if actions:
        for update in _updates(actor).filter(action__in=actions).order_by("-id"):
            updates[update.action_id].append(update)
    return tuple(
        _now(
            row,
            said_last(updates[row.update.action_id], day=day) if row.update else shas.get(row.statement_id or 0, ""),
            day,
        )
        for row in rows
    )


def now(row: HolderQuestion, actor: Actor, *, day: date) -> ChallengeNow:
    """One challenge, as it stands on a day."""
    if row.update is not None:
        updates = _updates(actor).filter(action=row.update.action_id).order_by("-id")
        return _now(row, said_last(updates, day=day), day)
    statement = with_basis(actor).filter(pk=row.statement_id).first()
    return _now(row, basis_of(statement, day=day).sha if statement else "", day)


def said_last(updates: Iterable[Update], *, day: date) -> str:
    """The hash of what an agency says of an action now: its newest update that is no draft. Newest first."""
    latest = next((update for update in updates if update.state in SAID_UPDATES), None)
    return update_sha(latest, day=day) if latest else ""


def update_sha(update: Update, *, day: date) -> str:
    """What a challenge to an update points at: which update, its words, and the evidence that counts beside it."""
    pieces = [tie.evidence for tie in update.evidence.all()]
    current = [one for one in pieces if is_current(state=one.state, valid_until=one.valid_until, day=day)]
    return basis_sha(wording=f"{update.ref} {update.text}", supports=[(one.ref, one.version) for one in current])


def _updates(actor: Actor) -> QuerySet[Update]:
    return Update.objects.visible_to(actor).prefetch_related(
        Prefetch("evidence", UpdateEvidence.objects.filter(ended_at__isnull=True).select_related("evidence"))
    )


def _now(row: HolderQuestion, sha: str, day: date) -> ChallengeNow:
    late = is_late(state=row.state, answer_by=row.answer_by_date, day=day)
    return ChallengeNow(row, has_lapsed=row.basis_sha != sha, is_late=late)
