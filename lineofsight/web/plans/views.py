"""Take an action plan in: upload it, look at its rows as they will be written, and write them."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions import plans
from lineofsight.assurance.queries.imports import imported_before
from lineofsight.assurance.queries.plans import plan_of
from lineofsight.assurance.queries.plans_again import compared, likely_earlier
from lineofsight.assurance.rules.imports import ImportKind, NameOfAChild, days_left
from lineofsight.assurance.rules.plan_days import day_of_plan
from lineofsight.assurance.rules.plan_receipt import counted_plan, left_out
from lineofsight.assurance.rules.plans import NotSettled, PlanReading
from lineofsight.jobs.queries import open_job
from lineofsight.jobs.rules import JobKind
from lineofsight.partnership.queries import today
from lineofsight.web.form_page import form_page
from lineofsight.web.imports.views import address, take_in
from lineofsight.web.pages import paged
from lineofsight.web.plans import shown
from lineofsight.web.plans.forms import PlanUploadForm, WriteForm

# What has more actions is written beside the requests.
MOST_AT_ONCE = 500
_WRITTEN = "The plan is written. Its actions can be seen by every agency; each recommendation by its lead."
_ASKED = "The plan is being written. All of it will stand, or nothing."
VIEWS = ("eye", "rows", "table", "out")


def upload(request: HttpRequest) -> HttpResponse:
    """Upload a plan. Nothing of it is written but the file itself."""
    return take_in(
        request,
        PlanUploadForm(request.POST or None, request.FILES or None),
        kind=ImportKind.PLAN,
        template="layouts/form.html",
        h1="Import an action plan",
        lede="We read its table, show you what we understood, and write nothing until you say so.",
    )


def while_it_waits(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is there while a plan can be settled; at any other time the import says where it stands."""

    def answer(request: HttpRequest, plan_import: Any) -> HttpResponse:
        if plan_import.state != "preview" and request.method != "POST":
            return HttpResponseRedirect(address(plan_import))
        return view(request, plan_import)

    return answer


@while_it_waits
def show_plan(request: HttpRequest, plan_import: Any) -> HttpResponse:
    """What needs an eye, the rows as they will be written, the table as it was read, and what is left out."""
    now = plan_of(plan_import, request.actor)
    likely = likely_earlier(plan_import, now, request.actor)
    earlier = plan_import.earlier
    eye = shown.questions(now, earlier=earlier.name if earlier else "", likely=likely.name if likely else "")
    doubts = shown.doubts(now)
    table = shown.as_read(now)
    waiting = sum(question.is_open for question in eye)
    chosen = request.GET.get("view") or ("eye" if waiting or doubts else "rows")
    chosen = chosen if chosen in VIEWS else "eye"
    listed: list[Any] = list(shown.rows(now)) if chosen == "rows" else table if chosen == "table" else []
    page, rows = paged(listed, asked=request.GET.get("page", "1"))
    out = left_out(now)
    return render(
        request,
        "plans/plan.html",
        {
            "plan_import": plan_import,
            "counts": counted_plan(now),
            "waiting": waiting,
            "questions": eye,
            "doubts": doubts,
            "next_step": _next_step(plan_import, now, eye),
            "remembered": shown.remembered(now),
            "rows": rows,
            "page": page,
            "chosen": chosen,
            "views": {"eye": waiting + len(doubts), "rows": len(now.rows), "table": len(table), "out": len(out)},
            "left_out": out,
            "headings": shown.headings(now),
            "days": days_left(waits_until=plan_import.waits_until, now=request.actor.now),
        },
    )


def _next_step(plan_import: Any, now: PlanReading, eye: tuple[shown.Question, ...]) -> dict[str, str]:
    if now.children:
        first = now.children[0]
        return {
            "text": f"«{first.name}» in {first.label[:1].lower()}{first.label[1:]} looks like a child’s name."
            " Nothing can be written while it stands.",
            "button": "Decide this name",
            "href": address(plan_import, "plan_names"),
        }
    for question in eye:
        if question.is_open:
            return {"text": question.asks, "button": question.button, "href": address(plan_import, question.page)}
    return {
        "text": "Nothing has been written yet.",
        "button": "Go on to write the plan",
        "href": address(plan_import, "write_plan"),
    }


@while_it_waits
def write_plan(request: HttpRequest, plan_import: Any) -> HttpResponse:
    """What will be written in numbers, what stays doubtful, and the last button. A large plan becomes a job."""
    going_on = open_job(request.actor, kind=JobKind.WRITE_PLAN, about_ref=plan_import.ref)
    if going_on is not None:
        return HttpResponseRedirect(reverse("job", args=[going_on.ref]))
    now = plan_of(plan_import, request.actor) if plan_import.state == "preview" else None
    known = list(queries.reviews(request.actor))
    again = compared(plan_import, now, request.actor) if now else ()
    # A plan that stood in a report goes where the report went, unless somebody says otherwise.
    report = imported_before(request.actor, file_sha=plan_import.file_sha)
    on = today(request.actor.now)
    form = WriteForm(
        request.POST or None,
        initial={
            "version": plan_import.version,
            "name": plan_import.name.rsplit(".", 1)[0],
            "review": report.review.ref if report and report.review else "",
        },
        reviews=[(one.ref, one.name) for one in known],
        is_again=plan_import.earlier is not None,
        undated=now.undated if now else 0,
        plan_day=day_of_plan(now.plan, until=on) if now else None,
        today=on,
    )

    is_large = now is not None and len(now.rows) > MOST_AT_ONCE

    def act(clean: dict[str, Any]) -> str:
        said = {
            "plan_import": plan_import,
            "review": next((one for one in known if one.ref == clean.get("review")), None),
            "name": clean.get("name", ""),
            "as_at": clean.get("as_at_date"),
            "expected_version": clean["version"],
            "by": request.actor,
        }
        if is_large:
            return reverse("job", args=[plans.ask_to_write(**said).ref])
        return reverse("review", args=[plans.take_plan(**said).review.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotSettled, NameOfAChild),
        done=_ASKED if is_large else _WRITTEN,
        template="plans/write.html",
        plan_import=plan_import,
        counts=counted_plan(now) if now else {},
        fates=Counter(one.difference.fate.value for one in again),
        leads=shown.leads(now) if now else [],
        doubts=shown.doubts(now) if now else (),
        names=now.names if now else (),
        children=now.children if now else (),
        missing=now.missing if now else "",
        today=on,
    )
