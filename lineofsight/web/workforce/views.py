"""Who is in post, in numbers; and what is done about alerts."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import workforce as desk
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.workforce import alerts
from lineofsight.web.form_page import form_page
from lineofsight.web.sheets import taken_away
from lineofsight.web.words_field import AsksAboutNames, Words


def _day(request: HttpRequest) -> date:
    """The day that the address names; today where it names none, or one that is ahead. Raises Http404 for no day."""
    now = today(request.actor.now)
    asked = request.GET.get("on", "")
    if not asked:
        return now
    try:
        return min(now, max(date(2000, 1, 1), date.fromisoformat(asked)))
    except ValueError:
        raise Http404 from None


def show_workforce(request: HttpRequest) -> HttpResponse:
    """Posts, people, cover, caseloads, milestones and alerts of one's own agency."""
    day = _day(request)
    now = today(request.actor.now)
    snapshot = date(now.year if (now.month, now.day) >= (9, 30) else now.year - 1, 9, 30)
    found = desk.workforce(request.actor, on=day)
    context = {"found": found, "today": now, "snapshot": snapshot, "is_today": day == now}
    context["may_see_measure"] = can(request.actor, Act.MEASURES_READ)
    return render(request, "workforce/workforce.html", context)


HEAD = ("team", "role", "posts", "vacant", "covered by agency workers", "people", "in post", "agency workers")


def download(request: HttpRequest) -> HttpResponse:
    """The same numbers as a file; full-time equivalents with two places."""
    day = _day(request)
    rows: list[tuple[str | int, ...]] = [
        (
            one.team,
            one.role,
            *(f"{number / 100:.2f}" for number in (one.established, one.vacant, one.covered)),
            one.people,
            f"{one.in_post / 100:.2f}",
            one.agency,
        )
        for one in desk.workforce(request.actor, on=day).places
    ]
    return taken_away(request, HEAD, rows, what="workforce", title="Workforce", name=f"workforce-{day.isoformat()}")


class DoneForm(AsksAboutNames):
    """What was done."""

    text = Words(
        "What was done, by whom and from when",
        "Enter what was done.",
        most=alerts.LONGEST_TEXT,
        hint="By role, without a name. It stays, and cannot be taken away.",
    )


def answer_alert(request: HttpRequest, alert: Any) -> HttpResponse:
    """Say what was done about an alert."""
    form = DoneForm(request.POST or None)

    def act(clean: dict[str, Any]) -> str:
        alerts.say_what_was_done(alert=alert, text=clean["text"], by=request.actor)
        return reverse("workforce")

    return form_page(
        request,
        form,
        act=act,
        refusals=(alerts.NothingSaid,),
        done="Kept with the alert.",
        template="workforce/alert.html",
        alert=alert,
        contingencies=list(alert.contingencies.order_by("id")),
    )
