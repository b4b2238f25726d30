"""The scrutineer challenges a sentence or an update of another agency, and closes the challenge again."""

from datetime import date, timedelta

from django.db import transaction

from lineofsight.assurance.actions.opinions import BasisChanged
from lineofsight.assurance.actions.questions import note_question
from lineofsight.assurance.models import HolderQuestion, Statement, Update
from lineofsight.assurance.models.questions import LONGEST
from lineofsight.assurance.queries import basis_of
from lineofsight.assurance.queries.challenges import update_sha
from lineofsight.assurance.rules.chain import SAID_UPDATES
from lineofsight.assurance.rules.challenges import CHALLENGE_MOVES, ChallengeState, may_stand
from lineofsight.assurance.shelf import shelf
from lineofsight.library.clock import Calendar, NotInCalendar, working_days_later
from lineofsight.library.publishing import PublishingRules
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import NotYours, WrongState, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act, Audience


class WrongChallenge(ValueError):
    """A challenge that says nothing, or one that is kept up before the agency has had its days."""


def answer_by(day: date) -> date:
    """The last day in time for an answer to a challenge of that day, by the library's working days.

    In a year whose days off nobody knows yet, weekends alone are left out.
    """
    rules = shelf().get(PublishingRules, "before-publishing", on=day)
    try:
        calendar = shelf().get(Calendar, rules.object_calendar, on=day)
        return working_days_later(day, rules.challenge_days, calendar=calendar)
    except NotInCalendar:
        weeks, rest = divmod(rules.challenge_days, 5)
        return day + timedelta(days=weeks * 7 + rest + (2 if day.weekday() + rest > 4 else 0))


@transaction.atomic
def challenge_statement(*, statement: Statement, asks: str, seen_basis: str, by: Actor) -> HolderQuestion:
    """Challenge a sentence of another agency. It points at the words and the evidence that were read.

    Raises Forbidden (own agency, other roles), BasisChanged, WrongChallenge.
    """
    require(by, Act.OPINION_CHALLENGE, statement)
    sha = basis_of(statement, day=by.now).sha
    words = statement.current.text if statement.current else ""
    line = f"Sentence {statement.position}: {words}"
    return _raise(
        HolderQuestion(statement=statement), on=statement, line=line, asks=asks, sha=sha, seen=seen_basis, by=by
    )


@transaction.atomic
def challenge_update(*, update: Update, asks: str, seen_basis: str, by: Actor) -> HolderQuestion:
    """Challenge what another agency says of an action. It lapses when the agency says something else.

    Raises Forbidden (own agency, other roles), WrongState (a draft, or one that was replaced), BasisChanged,
    WrongChallenge.
    """
    require(by, Act.OPINION_CHALLENGE, update)
    if update.state not in SAID_UPDATES:
        raise WrongState("This update", update.state, "challenged")
    line = f"Update to {update.action.label.lower()}: {update.text}"
    sha = update_sha(update, day=today(by.now))
    return _raise(HolderQuestion(update=update), on=update, line=line, asks=asks, sha=sha, seen=seen_basis, by=by)


def _raise(
    made: HolderQuestion, *, on: Statement | Update, line: str, asks: str, sha: str, seen: str, by: Actor
) -> HolderQuestion:
    if seen and seen != sha:
        raise BasisChanged
    if not asks.strip():
        raise WrongChallenge("Say what you doubt, and what would answer it.")
    day = today(by.now)
    made.agency_id, made.by_agency_id, made.audience = on.agency_id, by.agency_id, Audience.HUB
    made.line = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    made.asks, made.by_role, made.asked_date, made.answer_by_date = asks.strip(), by.in_role[:120], day, answer_by(day)
    made.about_kind = "statement" if made.statement_id else "action"
    made.about_ref = on.ref if isinstance(on, Statement) else on.action.ref
    made.basis_sha, made.by_ref, made.recorded_at = sha, by.ref, by.now
    made.save(force_insert=True)
    note_question("challenge.raised", made, by, asks=made.asks, of=on.ref, basis=sha, by_when=str(made.answer_by_date))
    return made


@transaction.atomic
def close_challenge(
    *, question: HolderQuestion, outcome: ChallengeState, closing: str, expected: int, by: Actor
) -> None:
    """Say that a challenge is resolved, or that it stands and is printed as a different view.

    Raises Forbidden, WrongState, NotYours, ReasonNeeded, WrongChallenge (kept up too early), Stale.
    """
    require(by, Act.QUESTION_CLOSE, question)
    if not question.is_challenge:
        raise WrongState("This question", question.state, str(outcome))
    day, state = today(by.now), question.state
    move = find_move(CHALLENGE_MOVES, what="This challenge", source=state, target=outcome, reason=closing)
    if not move.may_be_made(roles=by.roles, actor_agency=by.agency_id, row_agency=question.agency_id):
        raise NotYours("This challenge", move)
    if outcome is ChallengeState.STANDS and not may_stand(state=state, answer_by=question.answer_by_date, day=day):
        raise WrongChallenge("It can be kept up once it was answered, or once the days for an answer have passed.")
    facts = {"outcome": outcome.value, "closing": closing.strip(), "closed_date": day, "closed_role": by.in_role[:120]}
    save_version(question, expected=expected, **facts)
    note_question(
        f"challenge.{'kept' if outcome is ChallengeState.STANDS else 'resolved'}", question, by, closing=closing.strip()
    )
