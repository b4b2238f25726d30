"""Which figures a return moved: «visits in time 82% to 79%», compared with what was known before it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.sight.moved import Moved, moved_by
from lineofsight.sight.counting import Tally
from lineofsight.web.returns.words import short_source
from lineofsight.web.sight.shares import told


def show_moved(request: HttpRequest, delivery: Any) -> HttpResponse:
    """The shares in time of twelve months, before a return and with it."""
    found = moved_by(request.actor, delivery)
    return render(
        request,
        "returns/moved.html",
        {
            "found": found,
            "delivery": delivery,
            "source": short_source(delivery.source, request.actor),
            "rows": [_row(one) for one in found.moved or ()],
        },
    )


def _row(one: Moved) -> dict[str, Any]:
    before, after = _words(one.before), _words(one.after)
    return {"title": one.title, "before": before, "after": after, "short": _short(one)}


def _words(counted: Tally) -> str:
    words = told(counted)
    share = f" ({words['percent']})" if words["percent"] else ""
    return f"{words['n_of_n']}{share}{f', {counted.unknown} not known' if counted.unknown else ''}"


def _short(one: Moved) -> str:
    """«82% to 79%» where both have a share."""
    before, after = told(one.before)["percent"], told(one.after)["percent"]
    return f"{before} to {after}" if before.endswith("%") and after.endswith("%") else ""
