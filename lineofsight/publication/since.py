"""What has happened to what a published edition tells since it was published: why the next one is due, or a correction.

Nothing published changes. Whoever runs the Summary is told, so that the public is not left with what is no longer so.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Evidence, Supports
from lineofsight.assurance.queries import chain
from lineofsight.assurance.rules import EvidenceState
from lineofsight.library.words import counted, listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.content.notices import Became, Fell
from lineofsight.publication.models import Edition

_GONE = (EvidenceState.WITHDRAWN, EvidenceState.REJECTED)


@dataclass(frozen=True)
class Fallen:
    """Evidence behind a published sentence that no longer counts: what became of it, and on which day."""

    number: int
    label: str
    fell: Fell

    @property
    def words(self) -> str:
        """«E12 was withdrawn on 5 June 2026»."""
        return f"{self.label} {self.fell.words}"


@dataclass(frozen=True)
class Since:
    """What has become otherwise since an edition was published; `fallen` is the evidence that it no longer rests on."""

    late: int = 0
    unanswered: int = 0
    lapsed: int = 0
    fallen: tuple[Fallen, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.late or self.unanswered or self.lapsed or self.fallen)

    @property
    def words(self) -> str:
        """«2 actions have become late, and 1 opinion has lapsed», without the evidence that fell."""
        return listed(self._parts())

    def _parts(self) -> Iterator[str]:
        if self.late:
            yield f"{counted(self.late, 'action has', 'actions have')} become late"
        if self.unanswered:
            yield f"{counted(self.unanswered, 'recommendation is', 'recommendations are')} past the day for an answer"
        if self.lapsed:
            yield f"{counted(self.lapsed, 'opinion has', 'opinions have')} lapsed"


def since_published(edition: Edition, actor: Actor) -> Since:
    """What has become otherwise since a published edition, for somebody who reaches everything in it. Six queries."""
    day, told = today(actor.now), edition.as_at_date
    content = json.loads(edition.content)
    lines = [line for section in content["sections"] for line in section["lines"]]
    past = {"review": edition.review_id}
    late = chain.actions(actor).filter(**past, due_date__gte=told, due_date__lt=day)
    gone = Q(respond_by_date__gte=told, respond_by_date__lt=day) | Q(due_date__gte=told, due_date__lt=day)
    asked = chain.recommendations(actor).filter(gone, **past)
    return Since(
        late=sum(chain.action_now(row, day=day).is_overdue for row in late),
        unanswered=sum(chain.state_of(row) == "drafted" for row in asked),
        lapsed=_lapsed(lines, edition, actor, day=day),
        fallen=_fallen(lines, actor),
    )


def fallen_behind(edition: Edition, actor: Actor) -> tuple[Fallen, ...]:
    """What the public goes on reading of a published edition though its evidence was withdrawn or rejected since, or
    has expired, by sentence."""
    if not edition.content:
        return ()
    lines = [line for section in json.loads(edition.content)["sections"] for line in section["lines"]]
    return _fallen(lines, actor)


def _fallen(lines: list[dict[str, Any]], actor: Actor) -> tuple[Fallen, ...]:
    day = today(actor.now)
    behind = [(item["ref"], line["number"]) for line in lines for item in line["basis"]]
    ended = Q(state__in=_GONE) | Q(state=EvidenceState.ACCEPTED, valid_until__lt=day)
    rows = Evidence.objects.visible_to(actor).filter(ended, ref__in={ref for ref, _ in behind})
    became = {row.ref: (row, *_became(row)) for row in rows}
    found = [
        Fallen(number, row.label, Fell(number=number, evidence=ref, became=how, day=when))
        for ref, number in behind
        if ref in became
        for row, how, when in (became[ref],)
    ]
    found += _taken_away(lines, actor, but=became.keys())
    return tuple(sorted(found, key=lambda one: (one.number, one.label)))


def _taken_away(lines: list[dict[str, Any]], actor: Actor, *, but: Collection[str]) -> Iterator[Fallen]:
    """What was taken away from a published sentence, and counts for what else it stands behind."""
    cited = {(line["statement_ref"], item["ref"]): line["number"] for line in lines for item in line["basis"]}
    # What a newer version replaced is not fallen: the newer stands.
    seen = Evidence.objects.visible_to(actor).exclude(state=EvidenceState.SUPERSEDED)
    ticks = Supports.objects.filter(
        evidence__in=seen, evidence__ref__in={ref for _, ref in cited}, statement__ref__in={ref for ref, _ in cited}
    )
    last = {(one.statement.ref, one.evidence.ref): one for one in ticks.select_related(*_TICKED).order_by("id")}
    for (statement, ref), tick in last.items():
        number = cited.get((statement, ref))
        if number is not None and tick.ended_at is not None and ref not in but:
            day = today(tick.ended_at)
            told = Fell(number=number, evidence=ref, became=Became.TAKEN_AWAY, day=day)
            yield Fallen(number, tick.evidence.label, told)


_TICKED = ("statement", "evidence")


def _became(row: Evidence) -> tuple[Became, date | None]:
    if row.state == EvidenceState.ACCEPTED:
        return Became.EXPIRED, row.valid_until
    how = Became.WITHDRAWN if row.state == EvidenceState.WITHDRAWN else Became.REJECTED
    return how, today(row.ended_at) if row.ended_at else None


def _lapsed(lines: list[dict[str, Any]], edition: Edition, actor: Actor, *, day: date) -> int:
    """How many opinions stood when it was published and have lapsed since."""
    stood = {line["statement_ref"] for line in lines if line["opinion"] and not line["opinion"]["has_lapsed"]}
    if not stood:
        return 0
    rows = assurance.with_basis(actor).filter(review=edition.review_id, ref__in=stood)
    return sum(bool(now and now.has_lapsed) for now in (assurance.opinion_now(row, day=day) for row in rows))
