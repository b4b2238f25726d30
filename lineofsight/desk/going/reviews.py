"""Reviews: one goes whole, with all that was written in it, once two people have said so. What was published stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import Model, Q, QuerySet

from lineofsight.assurance import models as assurance
from lineofsight.assurance.models import Action, AuditFindingAction, Recommendation, Review
from lineofsight.assurance.queries.chain import state_of
from lineofsight.assurance.rules.chain import RecommendationState
from lineofsight.desk.going.going import Going, Way, once
from lineofsight.desk.going.resting import ON_ITS_WAY, is_open
from lineofsight.files.actions import forget_files
from lineofsight.files.models import Held
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Tombstone
from lineofsight.publication import models as publication
from lineofsight.publication.models import Edition, Hold

_ENDED = (RecommendationState.CLOSED, RecommendationState.DECLINED, RecommendationState.SUPERSEDED)

# Each table that belongs to a review, with the ways to it: what hangs on another stands before it. Of editions and what
# was declared of them only what was not published; its files, notices and withdrawal stay with what was.
BELONGS: Mapping[type[Model], tuple[str, ...]] = MappingProxyType(
    {
        publication.Objection: ("signoff__wording__statement__review",),
        publication.SignOff: ("wording__statement__review",),
        publication.Override: ("edition__review",),
        publication.Search: ("edition__review",),
        publication.FamilySight: ("edition__review",),
        publication.PartnerApproval: ("edition__review",),
        publication.Edition: ("review",),
        publication.Hold: ("review",),
        assurance.ReplyLink: ("item__share__round__review",),
        assurance.RoundAnswer: ("item__share__round__review",),
        assurance.RoundItem: ("share__round__review",),
        assurance.RoundExtension: ("share__round__review",),
        assurance.PackReading: ("share__round__review",),
        assurance.PackMade: ("share__round__review",),
        assurance.RoundShare: ("round__review",),
        assurance.Round: ("review",),
        assurance.PlanMemory: ("plan_import__review",),
        assurance.ImportCorrection: ("report_import__review",),
        assurance.ReportImport: ("review",),
        assurance.HolderQuestion: ("statement__review", "update__action__review"),
        assurance.UpdateEvidence: ("update__action__review",),
        assurance.ActionEvidence: ("action__review",),
        assurance.Update: ("action__review",),
        assurance.DueDecision: ("change__action__review",),
        assurance.DueChange: ("action__review",),
        assurance.ActionMove: ("action__review",),
        assurance.RecommendationAction: ("recommendation__review",),
        assurance.StatementRecommendation: ("statement__review",),
        assurance.FindingRecommendation: ("finding__review",),
        assurance.RecommendationMove: ("recommendation__review",),
        assurance.RecommendationOpinion: ("recommendation__review",),
        assurance.LikenessDecision: ("recommendation__review", "earlier__review"),
        assurance.Action: ("review",),
        assurance.Finding: ("review",),
        assurance.Recommendation: ("review",),
        assurance.Supports: ("statement__review",),
        assurance.Opinion: ("statement__review",),
        assurance.Draft: ("statement__review",),
        assurance.Extract: ("wording__statement__review",),
        assurance.StatedFigure: ("wording__statement__review",),
        assurance.Wording: ("statement__review",),
        assurance.Statement: ("review",),
        assurance.Evidence: ("review",),
        assurance.FigureRecord: ("review",),
        assurance.Assessment: ("review",),
        assurance.Section: ("review",),
        assurance.OpenItem: ("review",),
        assurance.ReviewDay: ("review",),
    }
)
# Who else may point at something of a review, which is looked at by name: the audit whose finding an action answers,
# and the report that came in as a later edition of it.
OTHERS = frozenset({"assurance.AuditFindingAction", "assurance.ReportImport.earlier"})
_OF_UNPUBLISHED = {
    publication.Search: Q(edition__content=""),
    publication.FamilySight: Q(edition__content=""),
    publication.PartnerApproval: Q(edition__content=""),
    publication.Override: Q(edition__content="") | Q(wording__isnull=False),
    publication.Edition: Q(content=""),
}


def rows(worker: Actor, before: date) -> QuerySet[Review]:
    """The reviews that were completed before a day, or begun by mistake as the unit says, and are still there."""
    gone = Tombstone.objects.values("subject_ref")
    over = Q(completed_date__lt=before) | Q(begun_wrongly_date__isnull=False)
    found: QuerySet[Review] = Review.objects.visible_to(worker)
    return found.filter(over).exclude(ref__in=gone)


def due(worker: Actor, before: date) -> tuple[Going, ...]:
    """The same, each with what rests on it."""
    found = rows(worker, before).select_related("agency").order_by("id")
    return tuple(Going(one, _called(one), once(_rests(one, worker))) for one in found)


def _called(review: Review) -> str:
    if review.begun_wrongly_date:
        day, why = day_words(review.begun_wrongly_date), review.begun_wrongly_reason.rstrip(".")
        return f"{review.name}, begun by mistake as the business unit said on {day}: {why}"
    return f"{review.name}, completed on {day_words(review.completed_date)}"


def _rests(review: Review, worker: Actor) -> Iterator[str]:
    """What keeps a review. Nothing that is open in it does where it was begun by mistake: there everything is."""
    for hold in Hold.objects.visible_to(worker).filter(review=review, lifted_date__isnull=True).order_by("id"):
        yield f"{hold.kind}, for which its editions are held back"
    audits = AuditFindingAction.objects.visible_to(worker).filter(action__review=review)
    if audits.exists():
        yield "what an audit found, which one of its actions answers"
    if assurance.ReportImport.objects.visible_to(worker).filter(earlier=review).exclude(review=review).exists():
        yield "a report that came in as a later edition of it"
    if any(_elsewhere(review)):
        yield "another review, of which something rests on it"
    if not review.begun_wrongly_date:
        yield from _open(review, worker)


def _open(review: Review, worker: Actor) -> Iterator[str]:
    for edition in Edition.objects.visible_to(worker).filter(review=review, state__in=ON_ITS_WAY).order_by("number"):
        yield f"edition {edition.number}, which is on its way"
    asked = Recommendation.objects.visible_to(worker).filter(review=review).prefetch_related("moves")
    done = Action.objects.visible_to(worker).filter(review=review).prefetch_related("moves")
    yield from (f"{one.label}, which is not closed" for one in asked.order_by("number") if state_of(one) not in _ENDED)
    yield from (f"{one.label}, which is open" for one in done.order_by("number") if is_open(one))


def _elsewhere(review: Review) -> Iterator[bool]:
    """Whether something of another review points at something of this one, table by table."""
    for model, ways in BELONGS.items():
        if model is assurance.LikenessDecision:
            # That two recommendations ask the same is said of both, and goes with either.
            continue
        mine = _any(ways, review)
        for name, to in _pointing(model):
            for way in BELONGS[to]:
                yield model._base_manager.filter(**{f"{name}__{way}": review}).exclude(mine).exists()


def _pointing(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model in BELONGS:
            yield field.name, field.related_model  # type: ignore[misc]


def _any(ways: Iterable[str], review: Any) -> Q:
    found = Q()
    for way in ways:
        found |= Q(**{f"{way}__in" if isinstance(review, list) else way: review})
    return found


def with_it(going: Sequence[Any]) -> list[Any]:
    """The files that stand behind nothing else: each has its own tombstone."""
    reviews = [one.pk for one in going]
    behind: set[int] = set()
    elsewhere: set[int] = set()
    for model, name, ways in _naming_files():
        theirs = Q(pk__in=reviews) if model is Review else _any(ways, reviews)
        named = model._base_manager.filter(**{f"{name}__isnull": False})
        behind |= set(named.filter(theirs).values_list(name, flat=True))
        elsewhere |= set(named.exclude(theirs).values_list(name, flat=True))
    gone = Tombstone.objects.values("subject_ref")
    held = Held._base_manager.filter(pk__in=behind - elsewhere).exclude(ref__in=gone)
    return list(held.select_related("agency").order_by("id"))


def _naming_files() -> Iterator[tuple[type[Model], str, tuple[str, ...]]]:
    models: tuple[type[Model], ...] = (Review, *BELONGS)
    for model in models:
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Held:
                yield model, field.name, BELONGS.get(model, ())


def forget(going: Sequence[Any], worker: Actor, before: date) -> None:
    """Take away all that was written in the reviews, and their files. A review of which something was published stays
    as a name, so that what was published goes on to say of what it is; another goes itself."""
    reviews = [one.pk for one in going if isinstance(one, Review)]
    for model, ways in BELONGS.items():
        kept = _OF_UNPUBLISHED.get(model, Q())
        found = model._base_manager.filter(pk__in=model._base_manager.filter(_any(ways, reviews), kept).values("pk"))
        found._raw_delete(found.db)
    shells = Edition._base_manager.filter(review__in=reviews).values("review")
    Review._base_manager.filter(pk__in=reviews).filter(pk__in=shells).update(source=None, begun_wrongly_reason="")
    whole = Review._base_manager.filter(pk__in=reviews).exclude(pk__in=shells)
    whole._raw_delete(whole.db)
    forget_files(held=[one for one in going if isinstance(one, Held)], by=worker)


WAY = Way(
    due,
    forget,
    model=Review,
    goes="The whole review: sentences with every wording, evidence and its files, findings, recommendations, actions,"
    " opinions, rounds with their answers, imports, and editions that were never published.",
    stays="What was published of it, byte for byte, with its signatures as they were printed, its notices and its mark,"
    " and then the name of the review; the acts in the history, without what was deleted.",
    with_it=with_it,
    takes_two=True,
)
