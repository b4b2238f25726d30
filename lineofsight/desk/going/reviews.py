"""Reviews: one goes whole or not at all, and nothing here does it; this tells what rests on each."""

from datetime import date

from lineofsight.assurance.models import Action, Recommendation, Review
from lineofsight.assurance.queries.chain import state_of
from lineofsight.assurance.rules.chain import RecommendationState
from lineofsight.desk.going.going import Going, once
from lineofsight.desk.going.resting import ON_ITS_WAY, is_open
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState

_ENDED = (RecommendationState.CLOSED, RecommendationState.DECLINED, RecommendationState.SUPERSEDED)
_STANDING = {EditionState.PUBLISHED: "which is published", **dict.fromkeys(ON_ITS_WAY, "which is on its way")}


def due(worker: Actor, before: date) -> tuple[Going, ...]:
    """The reviews that were completed before a day, each with what rests on it."""
    rows = Review.objects.visible_to(worker).filter(completed_date__lt=before).select_related("agency").order_by("id")
    return tuple(
        Going(one, f"{one.name}, completed on {day_words(one.completed_date)}", _rests(one, worker)) for one in rows
    )


def _rests(review: Review, worker: Actor) -> tuple[str, ...]:
    editions = Edition.objects.visible_to(worker).filter(review=review, state__in=_STANDING).order_by("number")
    rests = [f"edition {one.number}, {_STANDING[EditionState(one.state)]}" for one in editions]
    asked = Recommendation.objects.visible_to(worker).filter(review=review).prefetch_related("moves")
    done = Action.objects.visible_to(worker).filter(review=review).prefetch_related("moves")
    rests += [f"{one.label}, which is not closed" for one in asked.order_by("number") if state_of(one) not in _ENDED]
    rests += [f"{one.label}, which is open" for one in done.order_by("number") if is_open(one)]
    return once([*rests, "what it says itself: its sentences, evidence and opinions rest on one another"])
