"""What share was in time: for leaders, in counts alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from lineofsight.desk.sight_shares import FamilyShare, shares
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.trends import FEWEST_IN_A_MONTH
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.sight.counting import Tally
from lineofsight.web.dates import month


def show_shares(request: HttpRequest) -> HttpResponse:
    """The share in time by family of rules, one of them by month and by team."""
    team, family = request.GET.get("team", "")[:80], request.GET.get("family", "")[:60]
    day = today(request.actor.now)
    found = shares(request.actor, as_at=day, family=family, team=team)
    return render(
        request,
        "sight/shares.html",
        {
            "found": found,
            "today": day,
            "team": team,
            "families": [_row(one, team) for one in found.families],
            "chosen": _row(found.chosen, team)["told"] | {"unknown": _row(found.chosen, team)["unknown"]}
            if found.chosen
            else {},
            "months": [(month(one), told(counted)) for one, counted in reversed(found.months)],
            "teams": [(one.team, told(one.year)) for one in found.teams],
            "sees_children": can(request.actor, Act.SIGHT_READ),
        },
    )


def _row(one: FamilyShare, team: str) -> dict[str, Any]:
    href = f"?{urlencode({'family': one.id, 'team': team})}"
    unknown = one.year.unknown + one.without_a_day
    return {"one": one, "href": href, "told": told(one.year), "unknown": unknown}


def told(counted: Tally) -> dict[str, Any]:
    """n of N in words, with its share where there are enough, and how many are not known."""
    if not counted.of:
        return {"n_of_n": "no cases", "percent": "", "unknown": counted.unknown}
    is_few = counted.of < FEWEST_IN_A_MONTH
    percent = "too few for a share" if is_few else f"{whole_percent(counted.in_time, counted.of)}%"
    return {"n_of_n": f"{counted.in_time} of {counted.of}", "percent": percent, "unknown": counted.unknown}
