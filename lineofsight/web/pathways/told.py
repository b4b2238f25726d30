"""What others did on pathways and one is told of: the page that lists it, and «I have read it»."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.my_work.told import put_all_away, put_away, told_lines
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import today


def show_told(request: HttpRequest) -> HttpResponse:
    """Each step that was done of which one is told, with its day, until one says that one has read it."""
    actor = request.actor
    lines = told_lines(actor)
    note_children_read(what="pathways: told", children=[line.told.child_ref for line in lines], by=actor)
    context = {"lines": lines, "today": today(actor.now), "agency": actor.agency_name}
    return render(request, "pathways/told.html", context)


def put_away_told(request: HttpRequest, part: Any) -> HttpResponse:
    """Say that one has read that a step was done."""
    put_away(part=part, step_ref=request.POST.get("step", ""), by=request.actor)
    messages.success(request, "Put away. The step stands on the child's page as before.")
    return HttpResponseRedirect(reverse("told"))


def put_all_told_away(request: HttpRequest) -> HttpResponse:
    """Say that one has read every step that the page showed."""
    count = put_all_away(step_refs=frozenset(request.POST.getlist("step")), by=request.actor)
    words = "1 step" if count == 1 else f"{count} steps"
    messages.success(request, f"Put away: {words}. Each stands on its child's page as before.")
    return HttpResponseRedirect(reverse("told"))
