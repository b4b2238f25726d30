"""Withdraw a published edition, and what anybody then finds at its address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.partnership.queries import hub, today
from lineofsight.publication.actions.publishing import check_second_person, withdraw
from lineofsight.publication.queries.editions import newer_published
from lineofsight.publication.queries.withdrawn import withdrawal_of
from lineofsight.web.form_page import form_page
from lineofsight.web.summaries.declaring_forms import WithdrawForm


def withdraw_summary(request: HttpRequest, edition: Any) -> HttpResponse:
    """Take a published edition back, with the reason that everybody reads."""
    back = reverse("summary", args=[edition.ref])
    # Told before anything is asked: who published it cannot take it back, and somebody has to hurry.
    check_second_person(edition, by=request.actor)

    def act(clean: dict[str, Any]) -> str:
        withdraw(edition=edition, reason=clean["reason"], by=request.actor)
        return back

    return form_page(
        request,
        WithdrawForm(request.POST or None),
        act=act,
        done="Withdrawn. Whoever opens its address reads your reason.",
        page_title=f"Withdraw this edition – {edition.title}",
        caption=f"{edition.title}, edition {edition.number}",
        h1="Why is this edition withdrawn?",
        lede="Its pages are gone at once. Its content, its mark and its history stay.",
        submit="Withdraw it",
        cancel=back,
        back={"text": "Back to this edition", "href": back},
    )


def gone(request: HttpRequest, edition: Any) -> HttpResponse:
    """410: when and why it was withdrawn, what to read instead, the mark of the text, and whom to ask."""
    row = withdrawal_of(edition, request.actor)
    newer = newer_published(edition, request.actor)
    return render(
        request,
        "errors/410.html",
        {
            "withdrawn_date": today(row.recorded_at) if row else None,
            "reason": row.reason if row else "",
            "replaced_by": {
                "href": reverse("published", args=[newer.ref]),
                "text": f"{newer.title}, edition {newer.number}",
            }
            if newer
            else None,
            "mark": edition.content_sha,
            "ask": f"Ask {hub().name} if you need to know more.",
        },
        status=410,
    )


def newer_first(request: HttpRequest, edition: Any) -> HttpResponse:
    """Before an older edition, which stays as it was published: which one is newer, and both to read."""
    newer = newer_published(edition, request.actor)
    return render(request, "summaries/older.html", {"edition": edition, "newer": newer})
