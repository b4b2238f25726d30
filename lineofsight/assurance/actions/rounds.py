"""Run a round: open it with what each agency is asked, give more time, and close it with what was not answered."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lineofsight.assurance.models import (
    Action,
    Recommendation,
    Review,
    Round,
    RoundExtension,
    RoundItem,
    RoundShare,
    Statement,
)
from lineofsight.assurance.queries.rounds import answering, find_round, label_of, number_of, shares_now, title_of
from lineofsight.assurance.rules.rounds import ROUND_MOVES, RoundState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import ReasonNeeded, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import hub, today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers


class RoundRefused(ValueError):
    """A round that could not be run as it was asked for. The sentence says what to change."""


@transaction.atomic
def open_round(
    *,
    review: Review,
    asked: Sequence[Action | Recommendation | Statement],
    opens_date: date,
    due_date: date,
    guidance: str = "",
    by: Actor,
) -> Round:
    """Open a round: each agency is asked about what it leads and what it says. Raises Forbidden, RoundRefused."""
    require(by, Act.ROUND_RUN)
    check_round(asked, opens_date=opens_date, due_date=due_date, day=today(by.now))
    written = written_by(by)
    opened = Round.objects.create(
        review=review,
        agency=hub(),
        audience=Audience.PARTNERSHIP,
        number=take_numbers(f"{review.ref} round"),
        opens_date=opens_date,
        due_date=due_date,
        guidance=guidance.strip(),
        **written,
    )
    for agency, rows in _by_agency(asked).items():
        share = RoundShare.objects.create(
            round=opened, agency=agency, audience=Audience.HUB, due_date=due_date, **written
        )
        RoundItem.objects.bulk_create(
            RoundItem(
                share=share,
                agency=agency,
                number=number,
                action=row if isinstance(row, Action) else None,
                recommendation=row if isinstance(row, Recommendation) else None,
                statement=row if isinstance(row, Statement) else None,
                label=label_of(row),
                title=title_of(row),
                **written,
            )
            for number, row in enumerate(rows, start=1)
        )
        record("round.asked", subject=share, by=by, at=by.now, agency=agency.code, round=opened.ref, items=len(rows))
    record(
        "round.opened",
        subject=opened,
        by=by,
        at=by.now,
        agency=opened.agency.code,
        opens_date=opens_date.isoformat(),
        due_date=due_date.isoformat(),
        asked=[row.ref for row in asked],
    )
    return opened


def check_round(
    asked: Sequence[Action | Recommendation | Statement], *, opens_date: date, due_date: date, day: date
) -> None:
    """Whether a round could be opened like this; changes nothing. Raises RoundRefused."""
    if not asked:
        raise RoundRefused("Choose at least one action, recommendation or sentence to ask about.")
    if due_date < opens_date:
        raise RoundRefused("The last day must be on or after the first day.")
    if due_date < day:
        raise RoundRefused("The last day must be today or later.")
    by_kind = {
        "action": [row.pk for row in asked if isinstance(row, Action)],
        "recommendation": [row.pk for row in asked if isinstance(row, Recommendation)],
        "statement": [row.pk for row in asked if isinstance(row, Statement)],
    }
    for kind, keys in by_kind.items():
        taken = RoundItem.objects.filter(**{f"{kind}__in": keys}, share__round__state=RoundState.OPEN).select_related(
            "share__round"
        )
        if (first := taken.first()) is not None:
            raise RoundRefused(
                f"{first.label} is asked already, in {first.share.round.label.lower()}, which is open. "
                "Leave it out, or close that round first."
            )


def _by_agency(
    asked: Sequence[Action | Recommendation | Statement],
) -> dict[Agency, list[Action | Recommendation | Statement]]:
    found: dict[Agency, list[Action | Recommendation | Statement]] = {}
    for row in sorted(asked, key=lambda one: (type(one).__name__, number_of(one))):
        found.setdefault(answering(row.agency), []).append(row)
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))


@transaction.atomic
def extend_share(*, share: RoundShare, new_date: date, reason: str, expected_version: int, by: Actor) -> RoundExtension:
    """Give an agency more time in a round: a decision with its day, its reason and who made it.

    Raises Forbidden, WrongState (closed), RoundRefused, ReasonNeeded, Stale.
    """
    require(by, Act.ROUND_RUN)
    find_move(ROUND_MOVES, what=share.round.label, source=share.round.state, target=RoundState.CLOSED, reason="")
    if new_date <= share.due_date:
        raise RoundRefused("Enter a day after the one by which it is due now.")
    if not reason.strip():
        raise ReasonNeeded("later")
    old_date = share.due_date
    save_version(share, expected=expected_version, due_date=new_date)
    extension = RoundExtension.objects.create(
        share=share,
        agency_id=share.agency_id,
        old_date=old_date,
        new_date=new_date,
        reason=reason.strip(),
        role=by.role_words[:200],
        **written_by(by),
    )
    record(
        "round.extended",
        subject=share,
        by=by,
        at=by.now,
        agency=share.agency.code,
        new_date=new_date.isoformat(),
        reason=reason.strip(),
    )
    return extension


@transaction.atomic
def close_round(*, collecting: Round, expected_version: int, by: Actor) -> Round:
    """Close a round; from now on nothing is taken, and what was not answered is named.

    Raises Forbidden, WrongState, Stale.
    """
    require(by, Act.ROUND_RUN)
    find_move(ROUND_MOVES, what=collecting.label, source=collecting.state, target=RoundState.CLOSED, reason="")
    # An answer that is being given is let through first.
    list(RoundShare.objects.select_for_update().filter(round=collecting).order_by("id"))
    fresh = find_round(by, collecting.ref) or collecting
    shares = shares_now(fresh.shares.all(), by)
    save_version(collecting, expected=expected_version, state=RoundState.CLOSED, closed_at=by.now)
    record(
        "round.closed",
        subject=collecting,
        by=by,
        at=by.now,
        agency=collecting.agency.code,
        unanswered=[one.item.ref for share in shares for one in share.unanswered],
        silent=[share.share.agency.code for share in shares if share.count.is_silent],
    )
    return collecting
