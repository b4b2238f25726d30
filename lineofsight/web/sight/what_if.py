"""What if a time were another one, or one more day were off: a form that changes nothing, and what it would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.lists import said
from lineofsight.desk.sight.what_if import Changed, what_if
from lineofsight.library.numbers import whole_number
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import today
from lineofsight.records.children import refs_of
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.what_if import LARGEST, CannotAsk, Difference, Time, time_named, times
from lineofsight.web.pages import paged


@dataclass(frozen=True)
class Asked:
    """What stands in the form, understood; and sentences for what was not."""

    time: Time | None
    number: int
    day_off: date | None
    troubles: tuple[dict[str, str], ...]


def show_what_if(request: HttpRequest) -> HttpResponse:
    """Who would become late or come into time. A form that is read, never one that writes."""
    day = today(request.actor.now)
    asked = _asked(request)
    is_asked = not asked.troubles and (asked.time is not None or asked.day_off is not None)
    changed = _changed(request, asked, day) if is_asked else None
    page, rows = paged(_differences(changed), asked=request.GET.get("page", ""))
    refs = refs_of(request.actor, {one.one.child for one in rows})
    note_children_read(what="What would change", children=list(refs.values()), by=request.actor)
    words = {name: request.GET.get(name, "")[:80] for name in ("time", "number", "day_off")}
    return render(
        request,
        "sight/what_if.html",
        {
            "today": day,
            "asked": asked,
            "words": words,
            "errors": list(asked.troubles),
            "troubles": {trouble["href"][1:]: trouble["text"] for trouble in asked.troubles},
            "times": times(rules_in_use()),
            "changed": changed,
            "rows": [_row(one, refs, day) for one in rows],
            "page": page,
            "address": f"?{_kept(request)}",
        },
        status=422 if asked.troubles else 200,
    )


def _kept(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _changed(request: HttpRequest, asked: Asked, day: date) -> Changed:
    return what_if(request.actor, as_at=day, time=asked.time, number=asked.number, day_off=asked.day_off)


def _differences(changed: Changed | None) -> list[Difference]:
    return [*changed.late, *changed.in_time] if changed else []


def _asked(request: HttpRequest) -> Asked:
    troubles: list[dict[str, str]] = []
    time = day_off = None
    number = 0
    id, typed, day = (request.GET.get(name, "").strip() for name in ("time", "number", "day_off"))
    if id or typed:
        try:
            time = time_named(rules_in_use(), id)
        except CannotAsk:
            troubles.append({"text": "Choose the rule whose time you want to change.", "href": "#time"})
        number = whole_number(typed, most=6) or 0
        if not 1 <= number <= LARGEST:
            told = f"Enter the new time as a whole number from 1 to {LARGEST}, for example 28."
            troubles.append({"text": told, "href": "#number"})
    if day:
        try:
            day_off = date.fromisoformat(day)
        except ValueError:
            told = "Enter the further day off as year, month and day, for example 2026-06-15."
            troubles.append({"text": told, "href": "#day_off"})
    return Asked(time, number, day_off, tuple(troubles))


def _row(one: Difference, refs: dict[str, str], day: date) -> dict[str, Any]:
    which = one.one
    edition = rules_in_use().edition(which.standard, which.version)
    now, then = _told(one.now, day), _told(one.then, day)
    return {"one": which, "ref": refs.get(which.child, ""), "duty": edition.duty, "now": now, "then": then}


def _told(one: Obligation | None, day: date) -> dict[str, Any]:
    if one is None:
        return {"mark": "", "words": "Not asked for", "day": None}
    mark, words = said(one, day)
    return {"mark": mark, "words": words, "day": one.due}
