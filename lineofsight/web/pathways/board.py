"""Which pathways run, and where each child of one's agency stands on one."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.offered import offered_for, offers_seen
from lineofsight.desk.pathways import (
    ENDED_LATELY,
    MOST_ENDED,
    RUN_COLUMNS,
    board,
    ended_lately,
    kinds_of_fact,
    pathways_on,
    runs_as_rows,
    waiting_steps,
)
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Role
from lineofsight.records.pathways.queries import calls_waiting, ended_by_pathway, running_by_pathway
from lineofsight.web.sheets import taken_away


def show_board(request: HttpRequest) -> HttpResponse:
    """The board of the pathway in the address; without one, which pathways there are and what waits."""
    actor = request.actor
    day = today(actor.now)
    pathways = pathways_on(day)
    chosen = next((one for one in pathways if one.id == request.GET.get("of", "")), None)
    if chosen is not None and request.GET.get("show") == "ended":
        parts = ended_lately(actor, chosen, today=day)
        note_children_read(what=f"pathway ended: {chosen.id}", children=[one.subject.ref for one in parts], by=actor)
        context = {"pathway": chosen, "parts": parts, "most": MOST_ENDED, "today": day, "agency": actor.agency_name}
        return render(request, "pathways/ended.html", context)
    if chosen is not None:
        found, offers = board(actor, chosen, today=day), offers_seen(actor, chosen, today=day)
        shown = [line.ref for section in found.sections for line in section.lines]
        shown += [line.ref for line in offers.lines]
        note_children_read(what=f"pathway: {chosen.id}", children=shown, by=actor)
        context = {"board": found, "offers": offers, "today": day, "agency": actor.agency_name}
        event = chosen.starts.event
        context |= {"fact": kinds_of_fact()[event.event] if event else None}
        return render(request, "pathways/board.html", context)
    called = Counter(one.pathway for one in offered_for(actor, pathways, today=day))
    ended = ended_by_pathway(actor, since=day - ENDED_LATELY)
    running, waiting = running_by_pathway(actor), waiting_steps(actor, today=day)
    note_children_read(what="pathways: own steps", children=[line.ref for line, _, _ in waiting], by=actor)
    return render(
        request,
        "pathways/list.html",
        {
            "pathways": [(one, running.get(one.id, 0), called[one.id], ended.get(one.id, 0)) for one in pathways],
            "offered": sum(called.values()),
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


def download(request: HttpRequest) -> HttpResponse:
    """Whoever is on one pathway, or was in the last twelve months, as a file: days and the library's words alone."""
    actor = request.actor
    day = today(actor.now)
    pathways, named = pathways_on(day), request.GET.get("of", "")
    # As on the page of all: an address that names none stands for the first.
    chosen = next((one for one in pathways if one.id == named), None if named else pathways[0])
    if chosen is None:
        raise Http404
    rows = runs_as_rows(actor, chosen, today=day)
    what = f"pathway: {chosen.id}"
    note_children_read(what=f"{what}, taken away as a file", children=[ref for ref, _ in rows], by=actor)
    name = f"{chosen.id}-{day.isoformat()}"
    return taken_away(request, RUN_COLUMNS, [row for _, row in rows], what=what, title="Pathway", name=name)
