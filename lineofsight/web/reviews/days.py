"""The days of a review: where it stands against what the law and guidance give it, and saying when things happened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance.actions.days import DayDoesNotFit
from lineofsight.assurance.actions.days import say_day as say
from lineofsight.assurance.queries import days
from lineofsight.assurance.rules.clocks import ClockState
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.library.clock import ReviewMoment
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.web.form_page import form_page
from lineofsight.web.reviews.forms import DayOfReviewForm


def clocks_in_sight(review: Any, actor: Any) -> dict[str, Any]:
    """What the page of a review shows of its days: {clocks, may_say}."""
    cited = rules_in_use().cited
    listed = [
        {
            "now": now,
            "is_unknown": now.state is ClockState.NOT_KNOWN,
            "words": _FIRST_WORDS[now.state.value],
            "counted": f"{now.clock.limit} {now.clock.counted_in.value}",
            "calendar": calendar,
            "sources": "; ".join(map(cited, now.clock.source)),
        }
        for now, calendar in days.clocks_of(review, actor)
    ]
    return {"clocks": listed, "may_say": can(actor, Act.REVIEW_DAYS)}


_FIRST_WORDS = {
    "not_known": "Not known",
    "met": "In time",
    "late": "Late",
    "overdue": "Overdue",
    "due_today": "Due today",
    "due": "Still to come",
}


def say_day(request: HttpRequest, review: Any) -> HttpResponse:
    """Say on which day something happened, or that it is not known."""

    def act(clean: dict[str, Any]) -> str:
        say(review=review, what=ReviewMoment(clean["what"]), day=clean["day"], note=clean["note"], by=request.actor)
        return reverse("review", args=[review.ref]) + "#days"

    moments = days.moments_of(review, request.actor)
    return form_page(
        request,
        DayOfReviewForm(request.POST or None, moments=moments),
        act=act,
        refusals=(DayDoesNotFit,),
        done="Saved. What was said before stays in the history.",
        template="reviews/days.html",
        review=review,
        said=[(ReviewMoment(row.what).words, row) for row in days.days_said(review, request.actor)],
        has_any=bool(moments),
    )
