"""A plan that comes again: say of which review it is the later state, and see what is different."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lineofsight.assurance.queries.plans import plan_of
from lineofsight.assurance.queries.plans_again import compared
from lineofsight.intake.editions import Fate
from lineofsight.web.imports.views import address, earlier_page
from lineofsight.web.pages import paged
from lineofsight.web.plans.views import while_it_waits


@while_it_waits
def say_earlier(request: HttpRequest, plan_import: Any) -> HttpResponse:
    """Say with which review an earlier state of this plan came."""
    return earlier_page(
        request,
        plan_import,
        onward="plan_differences",
        h1="Is this plan here already?",
        lede="Then we match it row by row to what came before, and write only what is different.",
    )


@while_it_waits
def show_differences(request: HttpRequest, plan_import: Any) -> HttpResponse:
    """The plan row by row beside the actions that came with its earlier state."""
    if plan_import.earlier is None:
        return HttpResponseRedirect(address(plan_import, "plan_earlier"))
    now = plan_of(plan_import, request.actor)
    found = compared(plan_import, now, request.actor)
    counted = {fate.value: sum(one.difference.fate is fate for one in found) for fate in Fate}
    chosen = request.GET.get("view", Fate.CHANGED.value)
    listed = [
        (one, None if one.difference.row is None else now.rows[one.difference.row])
        for one in found
        if one.difference.fate.value == chosen
    ]
    page, rows = paged(listed, asked=request.GET.get("page", "1"))
    return render(
        request,
        "plans/differences.html",
        {"plan_import": plan_import, "counted": counted, "chosen": chosen, "rows": rows, "page": page},
    )
