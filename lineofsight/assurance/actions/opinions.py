"""What somebody outside the lead agency finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction

from lineofsight.assurance.models import Opinion, Recommendation, RecommendationOpinion, Statement
from lineofsight.assurance.queries import basis_of
from lineofsight.assurance.queries.chain import recommendation_now
from lineofsight.library.scales import OpinionWord
from lineofsight.library.words import listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record


class BasisChanged(Conflict):
    """The evidence or the words changed while somebody was reading them (409). Their own words are kept."""

    def __init__(self) -> None:
        super().__init__("What this rests on changed while you were reading. Look at it again; your words are kept.")


class OnlyNoAssurance(ValueError):
    """Nothing current stands behind it, so nothing more can be said of it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"No current evidence stands behind this {what}, so only «No assurance» can be given.")


@dataclass(frozen=True, kw_only=True)
class View:
    """An opinion with the three standing questions: what do we know, how do we know it, what next."""

    level: OpinionWord
    know: str
    how: str
    next_step: str
    next_test_date: date | None = None


AnOpinion = TypeVar("AnOpinion", Opinion, RecommendationOpinion)


def check_opinion(*, on: Statement | Recommendation, view: View, seen_basis: str, by: Actor) -> str:
    """Whether this could be signed; changes nothing. Gives the mark of what it rests on.

    `seen_basis` is the mark of what the person saw. Raises Forbidden (own agency), BasisChanged, OnlyNoAssurance.
    """
    require(by, Act.OPINION_GIVE, on)
    if isinstance(on, Statement):
        basis = basis_of(on, day=by.now)
        basis_sha, is_evidenced, what = basis.sha, basis.standing.is_evidenced, "sentence"
    else:
        now = recommendation_now(on, day=today(by.now))
        basis_sha, is_evidenced, what = now.basis_sha, now.is_evidenced, "recommendation"
    if seen_basis and seen_basis != basis_sha:
        raise BasisChanged
    if not is_evidenced and view.level != OpinionWord.NO_ASSURANCE:
        raise OnlyNoAssurance(what)
    return basis_sha


@transaction.atomic
def give_opinion(*, statement: Statement, view: View, seen_basis: str, by: Actor) -> Opinion:
    """Record an opinion on a statement of another agency. It lapses when its basis changes.

    Takes and raises what `check_opinion` does.
    """
    basis_sha = check_opinion(on=statement, view=view, seen_basis=seen_basis, by=by)
    blank = Opinion(statement=statement)
    return _sign(blank, on=statement, view=view, role=by.in_role[:100], basis_sha=basis_sha, by=by)


class NotAllSigned(ValueError):
    """Of several opinions one cannot be signed, and so none was. `refs`: the sentences, by their references."""

    def __init__(self, positions: list[int], refs: list[str]) -> None:
        which = (
            f"sentence {listed(map(str, positions))}"
            if len(positions) == 1
            else f"sentences {listed(map(str, positions))}"
        )
        super().__init__(
            f"What {which} rests on changed while you were reading, so nothing was signed. Look at it again and choose "
            "anew; your words are kept."
        )
        self.refs = refs


def check_each(*, views: Mapping[Statement, tuple[View, str]], by: Actor) -> None:
    """Whether all of these could be signed; changes nothing. Raises Forbidden, OnlyNoAssurance, NotAllSigned."""
    changed = []
    for statement, (view, seen) in views.items():
        try:
            check_opinion(on=statement, view=view, seen_basis=seen, by=by)
        except BasisChanged:
            changed.append(statement)
    if changed:
        raise NotAllSigned([one.position for one in changed], [str(one.ref) for one in changed])


@transaction.atomic
def give_each(*, views: Mapping[Statement, tuple[View, str]], by: Actor) -> list[Opinion]:
    """Record an opinion on each of several statements, by what was seen of each: all of them or none. Each is an
    opinion of its own, with its own mark, and lapses by itself. Raises what `check_each` does."""
    check_each(views=views, by=by)
    return [give_opinion(statement=row, view=view, seen_basis=seen, by=by) for row, (view, seen) in views.items()]


@transaction.atomic
def give_opinion_on(*, recommendation: Recommendation, view: View, seen_basis: str, by: Actor) -> RecommendationOpinion:
    """Record an opinion on a recommendation that another agency leads. It lapses when what it rests on changes.

    Takes and raises what `check_opinion` does.
    """
    basis_sha = check_opinion(on=recommendation, view=view, seen_basis=seen_basis, by=by)
    blank = RecommendationOpinion(recommendation=recommendation)
    return _sign(blank, on=recommendation, view=view, role=by.role_words[:200], basis_sha=basis_sha, by=by)


def _sign(
    opinion: AnOpinion, *, on: Statement | Recommendation, view: View, role: str, basis_sha: str, by: Actor
) -> AnOpinion:
    """Write an opinion down, of whichever of the two, and leave its trail."""
    if by.agency_id is None:
        raise Forbidden(Act.OPINION_GIVE, by)
    opinion.agency_id, opinion.lead_agency_id = by.agency_id, on.agency_id
    opinion.level, opinion.know, opinion.how = view.level, view.know, view.how
    opinion.next_step, opinion.next_test_date = view.next_step, view.next_test_date
    opinion.role, opinion.basis_sha = role, basis_sha
    opinion.by_ref, opinion.recorded_at = by.ref, by.now
    opinion.save(force_insert=True)
    record(
        "opinion.given",
        subject=on,
        by=by,
        at=by.now,
        agency=by.agency_code,
        level=view.level,
        opinion=opinion.ref,
    )
    return opinion
