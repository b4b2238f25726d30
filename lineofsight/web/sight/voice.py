"""What children say and who stays with them: n of N by the library's measures, for leaders, in counts alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.voice import Counted, voice
from lineofsight.measures.figure import Figure
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.sight.counting import Tally
from lineofsight.web.sight.shares import told


def show_voice(request: HttpRequest) -> HttpResponse:
    """Taking part, being spoken with, seen alone and offered an advocate; workers who stay."""
    day = today(request.actor.now)
    found = voice(request.actor, as_at=day)
    return render(
        request,
        "sight/voice.html",
        {
            "found": found,
            "today": day,
            "blocks": [_block(one) for one in found.counted],
            "sees_children": can(request.actor, Act.SIGHT_READ),
            "months": _months(found.months),
        },
    )


def _block(one: Counted) -> dict[str, Any]:
    rules = rules_in_use()
    return {
        "measure": one.measure,
        "total": _told(one.total),
        "groups": [
            (name, figure.of + sum(left.count for left in figure.left_out), figure) for name, figure in one.groups
        ],
        "of": one.total.of,
        "chart": one.chart,
        "is_unsaid": not one.total.of and bool(one.total.left_out),
        "sources": "; ".join(rules.cited(source) for source in one.measure.source),
    }


def _told(figure: Figure) -> dict[str, Any]:
    words = told(Tally(figure.n, figure.of))
    return {"words": words["n_of_n"], "percent": words["percent"], "left_out": figure.left_out_words()}


def _months(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"
