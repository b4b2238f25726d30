"""How one's own agency stands to the courses that are asked of it, as at any day; and who has to renew soon."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk import learning as desk
from lineofsight.partnership.queries import today
from lineofsight.records.learning import queries
from lineofsight.web.sheets import taken_away

HEAD = ("person", "team", "role", "requirement", "course", "mandatory", "status", "until")


def _as_at(request: HttpRequest) -> tuple[date, str]:
    """The day that the address asks about, and why it cannot be where it cannot."""
    now = today(request.actor.now)
    typed = [request.GET.get(f"on-{part}", "").strip() for part in ("year", "month", "day")]
    if not any(typed):
        return now, ""
    try:
        day = date(*(int(one) for one in typed))
    except (ValueError, OverflowError, TypeError):
        return now, "That is not a date. Enter the day, for example 27 3 2026."
    return (now, "The day must be today or in the past.") if day > now else (day, "")


def show_training(request: HttpRequest) -> HttpResponse:
    """In date of those who have to be, by course, team and role; then who renews within ninety days."""
    day, trouble = _as_at(request)
    return render(
        request,
        "learning/training.html",
        {
            "found": desk.training(request.actor, on=day),
            "day": day,
            "trouble": trouble,
            "is_earlier": day != today(request.actor.now),
            "query": request.GET.urlencode(),
        },
        status=422 if trouble else 200,
    )


def download(request: HttpRequest) -> HttpResponse:
    """Every person and requirement of one's own agency as at a day, by pseudonym."""
    day, _ = _as_at(request)
    courses = {one.id: one.title for one in queries.courses()}
    rows = [
        (
            one.shown,
            one.team,
            one.role,
            one.requirement.title,
            courses[one.requirement.course],
            "yes" if one.requirement.is_mandatory else "offered",
            one.standing.holds.value,
            one.standing.until,
        )
        for one in queries.training(request.actor, on=day)
    ]
    return taken_away(request, HEAD, rows, what="training", title="Training", name=f"training-{day.isoformat()}")
