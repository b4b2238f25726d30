"""Which pathways run, and where each child of one's agency stands on one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.pathways import board, pathways_on, waiting_steps
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Role
from lineofsight.records.pathways.queries import calls_waiting, running_by_pathway


def show_board(request: HttpRequest) -> HttpResponse:
    """The board of the pathway in the address; without one, which pathways there are and what waits."""
    actor = request.actor
    day = today(actor.now)
    pathways = pathways_on(day)
    chosen = next((one for one in pathways if one.id == request.GET.get("of", "")), None)
    if chosen is not None:
        found = board(actor, chosen, today=day)
        shown = [line.ref for section in found.sections for line in section.lines]
        note_children_read(what=f"pathway: {chosen.id}", children=shown, by=actor)
        return render(request, "pathways/board.html", {"board": found, "today": day, "agency": actor.agency_name})
    running, waiting = running_by_pathway(actor), waiting_steps(actor, today=day)
    note_children_read(what="pathways: own steps", children=[line.ref for line, _, _ in waiting], by=actor)
    return render(
        request,
        "pathways/list.html",
        {
            "pathways": [(one, running.get(one.id, 0)) for one in pathways],
            "running": sum(running.values()),
            "waiting": waiting,
            "dated": [one for one in waiting if one[0].due],
            "undated": [one for one in waiting if not one[0].due],
            "calls": calls_waiting(actor),
            "may_answer": Role.SAFEGUARDING_LEAD in actor.roles,
            "today": day,
            "agency": actor.agency_name,
        },
    )
