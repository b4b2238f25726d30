"""My next two weeks: what is due on which day, for whoever works with children."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.sight.my_days import my_days
from lineofsight.desk.sight.recording import kinds_recordable
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import today
from lineofsight.partnership.reach import OnePerson
from lineofsight.records.identities.case_numbers import numbers_of


def list_my_days(request: HttpRequest) -> HttpResponse:
    """What is overdue, then day by day."""
    day = today(request.actor.now)
    found = my_days(request.actor, today=day)
    late = [line for one in found.overdue for line in one.lines]
    shown = [*late, *(line for one in found.days for line in one.lines)]
    note_children_read(what="My next two weeks", children=[line.ref for line in shown], by=request.actor)
    return render(
        request,
        "sight/my_days.html",
        {
            "found": found,
            "today": day,
            "late": len(late),
            "ahead": sum(len(one.lines) for one in found.days),
            "recordable": kinds_recordable(request.actor, on=day),
            "numbers": numbers_of(request.actor, [line.child for line in shown]),
            "in_calendar": request.actor.reach.children is OnePerson.NEAR,
        },
    )
