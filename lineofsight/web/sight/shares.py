"""What share was in time: for leaders, in counts alone."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.assurance.queries.charts import of_family
from lineofsight.desk.home.late_counts import late_of_children
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.shares import FamilyShare, shares, titles
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.spc import Verdict
from lineofsight.measures.trends import FEWEST_IN_A_MONTH
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import own_agency, today
from lineofsight.partnership.rules import Act
from lineofsight.sight.counting import Tally
from lineofsight.web.dates import month
from lineofsight.web.measures.anew import OneChart, anew_page


def show_shares(request: HttpRequest) -> HttpResponse:
    """The share in time by family of rules, one of them by month and by team."""
    team, family = request.GET.get("team", "")[:80], request.GET.get("family", "")[:60]
    day = today(request.actor.now)
    found = shares(request.actor, as_at=day, family=family, team=team)
    late = late_of_children(request.actor)
    return render(
        request,
        "sight/shares.html",
        {
            "found": found,
            # What is late to this day, as «My work» counts it: of the whole agency.
            "late": late,
            "late_here": next((one for one in late if found.chosen and one.about == found.chosen.id), None),
            "too_few": sum(one.trend.verdict is Verdict.TOO_FEW for one in found.families),
            "today": day,
            "team": team,
            "families": [_row(one, team) for one in found.families],
            "chosen": _row(found.chosen, team)["told"] | {"unknown": _row(found.chosen, team)["unknown"]}
            if found.chosen
            else {},
            "months": [(month(one), told(counted)) for one, counted in reversed(found.months)],
            "teams": [(one.team, told(one.year)) for one in found.teams],
            "sees_children": can(request.actor, Act.SIGHT_READ),
            "may_begin_anew": can(request.actor, Act.CHART_ANEW),
            "anew": [(month(one.month), one) for one in found.anew],
            "stands_anew": any(one.stands and not one.is_past for one in found.anew),
        },
    )


def begin_anew(request: HttpRequest, family: str) -> HttpResponse:
    """From a month on the chart of a family of rules is judged by that month and later ones alone."""
    return _anew(request, family, is_back=False)


def take_back_anew(request: HttpRequest, family: str) -> HttpResponse:
    """It no longer begins anew from a month."""
    return _anew(request, family, is_back=True)


def _anew(request: HttpRequest, family: str, *, is_back: bool) -> HttpResponse:
    actor = request.actor
    title = titles(rules_in_use()).get(family)
    if title is None:
        raise Http404
    if not can(actor, Act.SHARES_READ, OfAgency(actor.agency_id)):
        # Shares are of one agency: the unit has none of its own, and begins charts of measures over all anew.
        return HttpResponseRedirect(reverse("measures"))
    page = f"{reverse('sight_shares')}?{urlencode({'family': family})}"
    chart = OneChart(of_family(family), title, "What was in time", own_agency(actor), page)
    return anew_page(request, chart, is_back=is_back)


def _row(one: FamilyShare, team: str) -> dict[str, Any]:
    href = f"?{urlencode({'family': one.id, 'team': team})}"
    unknown = one.year.unknown + one.without_a_day
    return {"one": one, "href": href, "told": told(replace(one.year, unknown=unknown)), "unknown": unknown}


def told(counted: Tally) -> dict[str, Any]:
    """n of N in words, with its share where there are enough, and how many are not known.

    at_worst: what the share would be if none of those had been done in time. Where records begin only later, what was
    late cannot be told and what was in time can: the share of what is known looks better than it is.
    """
    if not counted.of:
        return {"n_of_n": "no cases", "percent": "", "unknown": counted.unknown, "at_worst": ""}
    is_few = counted.of < FEWEST_IN_A_MONTH
    percent = "too few for a share" if is_few else f"{whole_percent(counted.in_time, counted.of)}%"
    all_of = counted.of + counted.unknown
    at_worst = f"{whole_percent(counted.in_time, all_of)}%" if counted.unknown and not is_few else ""
    return {
        "n_of_n": f"{counted.in_time} of {counted.of}",
        "percent": percent,
        "unknown": counted.unknown,
        "at_worst": f"if none of these was in time, the share is {at_worst}" if at_worst else "",
    }
