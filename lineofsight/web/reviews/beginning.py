"""Begin a review by hand, where there is no report to take in yet: its name, its kind, its days."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance.actions.days import DayDoesNotFit
from lineofsight.assurance.actions.reviews import open_review
from lineofsight.assurance.rules import ReviewKind
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.words_field import AsksAboutNames, Words


class KindField(forms.ChoiceField):
    """What kind of review it is: its clocks and its place in the yearly report hang on it."""

    def __init__(self) -> None:
        super().__init__(
            label="What kind of review it is",
            choices=[(kind.value, f"{kind[:1].upper()}{kind[1:]}") for kind in ReviewKind],
            widget=forms.RadioSelect,
            help_text="The yearly report tells recommendations of local and of national reviews apart.",
            error_messages={
                "required": "Choose what kind of review it is.",
                "invalid_choice": "Choose one of the kinds of review that are listed.",
            },
        )


class BeginForm(AsksAboutNames):
    """The name and the kind of a review, and the day on which it was completed."""

    name = Words(
        "Name of the review",
        "Enter a name that people will know it by.",
        most=300,
        hint="A pseudonym that the partnership chose, never a child’s name. For example: Review «Robin».",
        is_long=False,
    )
    kind = KindField()
    completed_date = DayField(
        label="When it was completed", help_text="Leave it empty while it goes on.", required=False
    )


def begin_review(request: HttpRequest) -> HttpResponse:
    """Ask for the name and the kind, and open the review: findings and recommendations are added on its page."""
    form = BeginForm(request.POST or None)

    def act(clean: dict[str, Any]) -> str:
        review = open_review(
            name=clean["name"],
            kind=ReviewKind(clean["kind"]),
            completed_date=clean["completed_date"],
            by=request.actor,
        )
        return reverse("review", args=[review.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(DayDoesNotFit,),
        done="The review is open. Every agency sees it. Say its days, and add what it found and recommends.",
        h1="Begin a review",
        page_title="Begin a review – Reviews",
        lede="Without a report: type its findings and recommendations in, or import its action plan afterwards.",
        back={"text": "Reviews", "href": reverse("reviews")},
        submit="Begin this review",
        cancel=reverse("reviews"),
    )
