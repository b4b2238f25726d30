"""What people ask of reviews, always for an actor: nobody gets a row that they may not see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Prefetch, Q, QuerySet

from lineofsight.assurance.models import (
    Assessment,
    Evidence,
    FigureRecord,
    OpenItem,
    Opinion,
    Review,
    Statement,
    Supports,
    Wording,
)
from lineofsight.assurance.queries.order import IN_ORDER
from lineofsight.assurance.rules import (
    EvidenceKind,
    Standing,
    Support,
    basis_sha,
    is_current,
    standing,
    who_says,
)
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.library.sentences import SentenceCounts, count_sentences, is_about_what_was_done
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today


def reviews(actor: Actor) -> QuerySet[Review]:
    """The reviews that the actor sees, with the number of statements in each: those that go on, then by the day on
    which they were completed, the latest first; a report of years ago may have been brought in yesterday."""
    found = Review.objects.visible_to(actor).annotate(statement_count=Count("statements"))
    return found.order_by(F("completed_date").desc(nulls_first=True), "-id")


def find_review(actor: Actor, ref: str) -> Review | None:
    """One review, None when there is none that the actor may see."""
    return Review.objects.visible_to(actor).select_related("source").called(ref)


def find_assessment(actor: Actor, ref: str) -> Assessment | None:
    """One outside assessment, or None."""
    return Assessment.objects.visible_to(actor).select_related("about", "source", "review").called(ref)


def find_evidence(actor: Actor, ref: str) -> Evidence | None:
    """One piece of evidence, or None."""
    return (
        Evidence.objects.visible_to(actor)
        .select_related("agency", "held__blob", "figure", "assessment", "about", "review")
        .called(ref)
    )


def find_figure(actor: Actor, ref: str) -> FigureRecord | None:
    """One frozen figure, or None."""
    return FigureRecord.objects.visible_to(actor).select_related("review").called(ref)


def find_statement(actor: Actor, ref: str) -> Statement | None:
    """One statement with its words, or None."""
    return with_basis(actor).called(ref)


def statement_alone(actor: Actor, ref: str) -> Statement | None:
    """One statement without all that hangs on it: enough to say whose it is. One query."""
    return Statement.objects.visible_to(actor).select_related("agency").called(ref)


def with_basis(actor: Actor) -> QuerySet[Statement]:
    """Statements the actor sees, with words, quotations, figures, evidence and opinions: a fixed number of queries."""
    seen_evidence = Evidence.objects.visible_to(actor)
    return (
        Statement.objects.visible_to(actor)
        .select_related("agency", "current", "review")
        .prefetch_related(
            "current__extracts",
            # A quotation from what one may not see is told without its source.
            Prefetch(
                "current__extracts__assessment", Assessment.objects.visible_to(actor).select_related("about", "source")
            ),
            "current__figures",
            Prefetch(
                "supports",
                Supports.objects.filter(evidence__in=seen_evidence, ended_at__isnull=True)
                .select_related("evidence__agency", "evidence__figure", "evidence__assessment", "evidence__about")
                .order_by("evidence__number"),
            ),
            Prefetch("opinions", Opinion.objects.select_related("agency").order_by("-id")),
        )
        .order_by(*IN_ORDER)
    )


def rests_on(evidence: Evidence) -> Q:
    """Of statements: behind which a piece of evidence stands, and was not taken away again."""
    return Q(supports__evidence=evidence, supports__ended_at__isnull=True)


def ticks_of(statement: Statement, actor: Actor) -> tuple[list[Supports], list[Supports]]:
    """The ticks behind a statement that stand, and those that were taken away again, as far as the actor sees what was
    ticked; both in the order of their numbers."""
    rows = Supports.objects.filter(statement=statement, evidence__in=Evidence.objects.visible_to(actor))
    ticks = list(rows.select_related("evidence", "statement__agency").order_by("evidence__number", "id"))
    return [one for one in ticks if one.ended_at is None], [one for one in ticks if one.ended_at is not None]


def statements_of(review: Review, actor: Actor) -> QuerySet[Statement]:
    """The statements of a review that the actor sees, in their order."""
    return with_basis(actor).filter(review=review)


@dataclass(frozen=True)
class Basis:
    """What a statement rests on at a moment: its standing, and the hash that an opinion points at."""

    standing: Standing
    sha: str
    current: tuple[Evidence, ...]
    other: tuple[Evidence, ...]
    supports: tuple[Support, ...] = ()


def voice_of(evidence: Evidence, statement: Statement) -> WhoSays:
    """Who stands behind a piece of evidence, seen from a statement."""
    return who_says(
        kind=evidence.kind,
        evidence_agency=evidence.agency_id,
        statement_agency=statement.agency_id,
        agency_kind=evidence.agency.kind,
    )


def basis_of(statement: Statement, *, day: datetime | date) -> Basis:
    """What stands behind a statement on a day in England (or at an aware moment)."""
    on = today(day) if isinstance(day, datetime) else day
    current: list[Evidence] = []
    other: list[Evidence] = []
    supports = []
    for tie in statement.supports.all():
        evidence = tie.evidence
        counts = is_current(state=evidence.state, valid_until=evidence.valid_until, day=on)
        (current if counts else other).append(evidence)
        supports.append(
            Support(
                ref=evidence.ref,
                shows=Shows(evidence.shows),
                who=voice_of(evidence, statement),
                is_current=counts,
                is_quotation=evidence.kind == EvidenceKind.ASSESSMENT,
            )
        )
    words = statement.current.text if statement.current else ""
    return Basis(
        standing=standing(kind=statement.kind, supports=supports),
        sha=basis_sha(wording=words, supports=[(evidence.ref, evidence.version) for evidence in current]),
        current=tuple(current),
        other=tuple(other),
        supports=tuple(supports),
    )


@dataclass(frozen=True)
class OpinionNow:
    """The latest opinion on a statement, and whether what it rests on has changed since."""

    opinion: Opinion
    has_lapsed: bool


def opinion_now(statement: Statement, *, day: datetime | date, until: date | None = None) -> OpinionNow | None:
    """The latest opinion, or None when nobody outside has looked yet. `until`: the latest that was given by a day."""
    given = (one for one in statement.opinions.all() if until is None or today(one.recorded_at) <= until)
    latest = next(given, None)
    if latest is None:
        return None
    return OpinionNow(latest, has_lapsed=latest.basis_sha != basis_of(statement, day=day).sha)


def wordings_of(statement: Statement, actor: Actor) -> QuerySet[Wording]:
    """Every wording a statement has had, newest first."""
    return Wording.objects.visible_to(actor).filter(statement=statement).order_by("-id")


def evidence_of(review: Review, actor: Actor) -> QuerySet[Evidence]:
    """The evidence of a review that the actor sees, newest first, with how many statements each stands behind."""
    return (
        Evidence.objects.visible_to(actor)
        .filter(review=review)
        .select_related("agency", "held")
        .annotate(statement_count=Count("supports", filter=Q(supports__ended_at__isnull=True)))
        .order_by("-number")
    )


def supported_by(evidence: Evidence, actor: Actor) -> QuerySet[Statement]:
    """The statements behind which a piece of evidence stands, as far as the actor sees them."""
    return (
        Statement.objects.visible_to(actor)
        .filter(rests_on(evidence))
        .select_related("agency", "current")
        .order_by("position")
    )


def open_items(review: Review, actor: Actor) -> QuerySet[OpenItem]:
    """What stands on «Not yet done or known», oldest first."""
    return (
        OpenItem.objects.visible_to(actor)
        .filter(review=review, closed_at__isnull=True)
        .select_related("agency")
        .order_by("id")
    )


def find_open_item(actor: Actor, ref: str) -> OpenItem | None:
    """One open item, or None."""
    return OpenItem.objects.visible_to(actor).select_related("agency", "review").called(ref)


def assessments_of(review: Review, actor: Actor) -> QuerySet[Assessment]:
    """The outside assessments of a review, with how many wordings quote each."""
    return (
        Assessment.objects.visible_to(actor)
        .filter(review=review)
        .select_related("about", "source")
        .annotate(extract_count=Count("extracts__wording__current_of"))
        .order_by("id")
    )


def waiting_evidence(actor: Actor) -> QuerySet[Evidence]:
    """Evidence that was offered and that nobody has judged yet."""
    return Evidence.objects.visible_to(actor).filter(state="offered").select_related("agency", "review").order_by("id")


@dataclass(frozen=True)
class ReviewCounts:
    """A review in numbers, as far as an actor sees it. `with_opinion`: of the sentences about what was done, those on
    which somebody outside has given an opinion that has not lapsed."""

    statements: int
    evidenced: int
    with_opinion: int
    quotations: int
    stated_figures: int
    sentences: SentenceCounts


def counts_of(statements: Iterable[Statement], *, day: datetime) -> ReviewCounts:
    """Count statements by where they stand. Takes the rows of `statements_of`, asks nothing more."""
    listed: list[tuple[str, Shows]] = []
    evidenced = opinions = quotations = figures = 0
    for statement in statements:
        basis = basis_of(statement, day=day)
        listed.append((statement.kind, basis.standing.shows))
        evidenced += basis.standing.is_evidenced
        now = opinion_now(statement, day=day)
        opinions += is_about_what_was_done(statement.kind) and now is not None and not now.has_lapsed
        if statement.current:
            quotations += len(statement.current.extracts.all())
            figures += len(statement.current.figures.all())
    return ReviewCounts(len(listed), evidenced, opinions, quotations, figures, count_sentences(listed))
