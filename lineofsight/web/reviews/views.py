"""Reviews: the list, one review, its assessments and open items."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions import assessments, open_items
from lineofsight.assurance.queries import imports
from lineofsight.assurance.queries import rounds as collecting
from lineofsight.assurance.rules import OpenKind
from lineofsight.assurance.rules.imports import days_left
from lineofsight.assurance.sources import text_of
from lineofsight.files.actions import AlreadyHeld, FileRefused, keep_file
from lineofsight.files.queries import find_held
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import find_agency, hub, today
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.tombstones import tombstone_of
from lineofsight.publication.next_edition import on_its_way
from lineofsight.publication.queries import editions as publication
from lineofsight.web.chain.overview import listed
from lineofsight.web.form_page import form_page
from lineofsight.web.pages import paged
from lineofsight.web.reviews.days import clocks_in_sight
from lineofsight.web.reviews.forms import (
    AssessmentForm,
    OpenItemForm,
    ReasonForm,
    SourceForm,
)
from lineofsight.web.standing_words import in_sight
from lineofsight.web.summaries.words import STATE_WORDS


def list_reviews(request: HttpRequest) -> HttpResponse:
    """The reviews that you see."""
    listed = list(queries.reviews(request.actor))
    actor = request.actor
    may_import = can(actor, Act.REVIEW_IMPORT)
    begun = [
        (row, days_left(waits_until=row.waits_until, now=actor.now))
        for row in (imports.imports_begun(actor) if may_import else ())
    ]
    return render(request, "reviews/list.html", {"reviews": listed, "may_import": may_import, "begun": begun})


def show_review(request: HttpRequest, review: Any) -> HttpResponse:
    """One review: where it stands, in the sentences that you may see."""
    actor = request.actor
    statements = list(queries.statements_of(review, actor))
    rows = [in_sight(statement, day=actor.now) for statement in statements]
    views = {
        "all": rows,
        "not-evidenced": [row for row in rows if not row["basis"].standing.is_evidenced],
        "ours-not-evidenced": [
            row
            for row in rows
            if row["statement"].agency_id == actor.agency_id and not row["basis"].standing.is_evidenced
        ],
        "ours": [row for row in rows if row["statement"].agency_id == actor.agency_id],
        "no-opinion": [row for row in rows if row["opinion"] is None or row["opinion"].has_lapsed],
        "doubt": [row for row in rows if row["statement"].doubt],
    }
    chosen = request.GET.get("view", "all")
    page, shown = paged(views.get(chosen, rows), asked=request.GET.get("page", "1"))
    return render(
        request,
        "reviews/review.html",
        {
            "review": review,
            "counts": queries.counts_of(statements, day=actor.now),
            "rows": shown,
            "views": {name: len(listed) for name, listed in views.items()},
            "chosen": chosen if chosen in views else "all",
            "page": page,
            "today": today(actor.now),
            "state_words": STATE_WORDS,
            "days": clocks_in_sight(review, actor),
            "chain": listed(review, actor, request.GET.get("recommendations", "all"), statements=statements),
            "assessments": queries.assessments_of(review, actor),
            "open_items": queries.open_items(review, actor),
            "editions": publication.editions_of(review, actor),
            "rounds": collecting.rounds_of(review, actor),
            "may_collect": can(actor, Act.ROUND_RUN),
            "may_open_edition": can(actor, Act.EDITION_COMPILE) and on_its_way(review, actor) is None,
            "may_freeze": can(actor, Act.FIGURE_FREEZE),
            "may_opine": can(actor, Act.OPINION_GIVE, review),
            "may_open_item": can(actor, Act.OPEN_ITEM_WRITE),
            "may_say_wrongly": can(actor, Act.REVIEW_BEGUN_WRONGLY),
            "gone": tombstone_of(review.ref),
        },
    )


def show_assessment(request: HttpRequest, assessment: Any) -> HttpResponse:
    """One outside assessment: who looked at whom, and whether its text is stored."""
    source = find_held(request.actor, assessment.source.ref) if assessment.source else None
    return render(
        request,
        "reviews/assessment.html",
        {
            "assessment": assessment,
            # Its name is the name of a file, and not everybody who sees the assessment sees the file.
            "source_name": source.name if source else "",
            "source_gone": tombstone_of(assessment.source.ref) if assessment.source else None,
            "may_source": can(request.actor, Act.ASSESSMENT_SOURCE),
        },
    )


def describe_assessment(request: HttpRequest, assessment: Any) -> HttpResponse:
    """Say who looked at whom, and when."""
    initial = {
        "title": assessment.title,
        "body": assessment.body,
        "about": assessment.about.ref if assessment.about else "",
        "scope": assessment.scope,
        "period_from": assessment.period_from,
        "period_to": assessment.period_to,
        "published_date": assessment.published_date,
        "version": assessment.version,
    }
    form = AssessmentForm(request.POST or None, initial=initial)

    def act(clean: dict[str, Any]) -> str:
        version, about = clean.pop("version"), find_agency(clean.pop("about"))
        assessments.describe_assessment(
            assessment=assessment, about=about, expected_version=version, by=request.actor, **clean
        )
        return reverse("assessment", args=[assessment.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Saved. Quotations are judged by this scope and these days.",
        page_title=f"Describe it – {assessment.title}",
        h1="What did this assessment look at?",
        submit="Save this assessment",
        cancel=reverse("assessment", args=[assessment.ref]),
    )


def store_source(request: HttpRequest, assessment: Any) -> HttpResponse:
    """Store the published text."""
    form = SourceForm(request.POST or None, request.FILES or None, initial={"version": assessment.version})

    def act(clean: dict[str, Any]) -> str:
        file: UploadedFile = clean["file"]
        try:
            held = keep_file(
                content=file,
                name=file.name or "",
                agency=hub(),
                by=request.actor,
                audience=Audience.PARTNERSHIP,
            )
        except AlreadyHeld as known:
            held = known.held
        assessments.store_source(
            assessment=assessment,
            held=held,
            text=text_of(held),
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("assessment", args=[assessment.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(FileRefused, Unreadable),
        done="Stored. Every quotation from it is now compared word by word at each check.",
        page_title=f"Store the text – {assessment.title}",
        h1="Store the published text",
        lede="Without it no quotation from this assessment can be printed.",
        submit="Store this text",
        cancel=reverse("assessment", args=[assessment.ref]),
    )


def add_open_item(request: HttpRequest, review: Any) -> HttpResponse:
    """Say what is not yet done or known."""
    form = OpenItemForm(request.POST or None)

    def act(clean: dict[str, Any]) -> str:
        agency = find_agency(clean.pop("agency"))
        open_items.add_open_item(
            review=review, agency=agency or hub(), kind=OpenKind(clean.pop("kind")), by=request.actor, **clean
        )
        return reverse("review", args=[review.ref]) + "#open"

    return form_page(
        request,
        form,
        act=act,
        done="Added. It is printed in the Summary until it is closed.",
        page_title=f"Not yet done or known – {review.name}",
        h1="What is not yet done or known?",
        submit="Add this",
        cancel=reverse("review", args=[review.ref]),
    )


def close_open_item(request: HttpRequest, open_item: Any) -> HttpResponse:
    """Close an open item, with the reason."""
    form = ReasonForm(request.POST or None, initial={"version": open_item.version})

    def act(clean: dict[str, Any]) -> str:
        open_items.close_open_item(
            item=open_item, reason=clean["reason"], expected_version=clean["version"], by=request.actor
        )
        return reverse("review", args=[open_item.review.ref]) + "#open"

    return form_page(
        request,
        form,
        act=act,
        refusals=(ReasonNeeded,),
        done="Closed. Your reason stays in the history.",
        page_title="Close it – Not yet done or known",
        h1="What became of it?",
        lede=open_item.text,
        submit="Close this",
        cancel=reverse("review", args=[open_item.review.ref]),
    )
