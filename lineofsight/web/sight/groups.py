"""Who is this not working for? One share by sex, ethnicity or disability; small groups are not told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from lineofsight.desk.sight.groups import Groups, GroupShare, groups
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.measures.figure import whole_percent
from lineofsight.measures.terms import NO_CASES
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.web.sight.shares import told

TOO_FEW = "too few to show"


def show_groups(request: HttpRequest) -> HttpResponse:
    """One family of rules, told apart in one way, as far as the groups are large enough."""
    day = today(request.actor.now)
    family, by = request.GET.get("family", "")[:60], request.GET.get("by", "")[:60]
    found = groups(request.actor, as_at=day, family=family, by=by)
    return render(
        request,
        "sight/groups.html",
        {
            "found": found,
            "today": day,
            "ways": [_way(found, one.id, one.title) for one in found.ways],
            "rows": [_row(one) for one in found.rows],
            "whole": told(found.whole),
            "answer": _answer(found),
            "cited": "; ".join(rules_in_use().cited(one) for one in found.by.source),
            "sees_children": can(request.actor, Act.SIGHT_READ),
        },
    )


def _way(found: Groups, id: str, title: str) -> dict[str, Any]:
    href = f"?{urlencode({'family': found.family, 'by': id})}"
    return {"text": title, "href": href, "current": id == found.by.id}


def _row(one: GroupShare) -> dict[str, Any]:
    return {"name": one.words, "words": _words(one), "beside": _beside(one)}


def _words(one: GroupShare) -> str:
    if one.told is None:
        return TOO_FEW
    if not one.told.of:
        return NO_CASES
    share = f" ({whole_percent(one.told.n, one.told.of)}%)" if one.told.has_share else ""
    return f"about {one.told.n} of {one.told.of}{share}"


def _beside(one: GroupShare) -> str:
    if one.beside is not None:
        return one.beside.value
    return "too few to judge" if one.told and one.told.of else ""


def _answer(found: Groups) -> str:
    """The sentence that answers the heading."""
    if found.is_too_few:
        return "The groups are too small to show: nobody may be picked out of a figure."
    if found.lower:
        return f"Lower than chance explains: {'; '.join(one.words for one in found.lower)}."
    return "No group that can be shown is lower than chance explains."
