"""My next two weeks: what is due on which day, for whoever works with children."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.my_days import my_days
from lineofsight.desk.recording import kinds_recordable
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Children


def list_my_days(request: HttpRequest) -> HttpResponse:
    """What is overdue, then day by day."""
    day = today(request.actor.now)
    found = my_days(request.actor, today=day)
    return render(
        request,
        "sight/my_days.html",
        {
            "found": found,
            "today": day,
            "ahead": sum(len(one.lines) for one in found.days),
            "recordable": kinds_recordable(request.actor, on=day),
            "in_calendar": request.actor.reach.children is Children.NEAR,
        },
    )
