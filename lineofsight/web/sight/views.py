"""Who needs a visit today, one child's path, and why something is due."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.desk.sight import rules_in_use
from lineofsight.desk.sight_lists import About, DueList, PathLine, View, due_list, path_of, summed_up
from lineofsight.library.scales import Basis
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.looking import note_taken_away
from lineofsight.partnership.queries import today
from lineofsight.records.children import known_to, working_with
from lineofsight.sight.rows import COLUMNS, rows_of
from lineofsight.web.pages import paged
from lineofsight.web.sheets import csv_file


def list_due(request: HttpRequest) -> HttpResponse:
    """What is overdue or due today for the children of one's agency; what comes next; what nobody can tell."""
    asked, found = _asked(request)
    page, lines = paged(list(found.lines), asked=request.GET.get("page", ""))
    address = f"?{urlencode(asked)}"
    return render(
        request,
        "sight/list.html",
        {
            "found": found,
            "lines": lines,
            "page": page,
            "address": address,
            "today": today(request.actor.now),
            "asked": asked,
            "views": [
                {
                    "text": view.words,
                    "href": f"?{urlencode({**asked, 'show': view.value})}",
                    "count": found.counts[view],
                    "current": asked["show"] == view.value,
                }
                for view in View
            ],
            "needs": found.children[View.NEEDS],
            "not_known": found.children[View.UNKNOWN],
            "is_about_visits": asked["about"] == About.VISITS.value,
            "other_about": f"?{urlencode({**asked, 'about': _other(asked['about'])})}",
        },
    )


def _asked(request: HttpRequest) -> tuple[dict[str, str], DueList]:
    view = _one_of(View, request.GET.get("show", ""), View.NEEDS)
    about = _one_of(About, request.GET.get("about", ""), About.VISITS)
    team = request.GET.get("team", "")[:80]
    found = due_list(request.actor, as_at=today(request.actor.now), view=view, about=about, team=team)
    return {"show": view.value, "about": about.value, "team": team}, found


def _one_of(kind: Any, word: str, instead: Any) -> Any:
    return kind(word) if word in tuple(one.value for one in kind) else instead


def _other(about: str) -> str:
    return About.ALL.value if about == About.VISITS.value else About.VISITS.value


def download(request: HttpRequest) -> HttpResponse:
    """The same list as a file, without live formulas: days and words alone."""
    _, found = _asked(request)
    rows = rows_of((line.obligation for line in found.lines), rules=rules_in_use())
    note_taken_away(what="sight", rows=len(found.lines), by=request.actor)
    return csv_file(COLUMNS, rows, name=f"due-{today(request.actor.now).isoformat()}.csv")


def list_rules(request: HttpRequest) -> HttpResponse:
    """Every standard in use, the law and guidance apart from what is local."""
    newest = {one.id: one for one in rules_in_use().standards}
    by_order = sorted(newest.values(), key=lambda one: (one.order, one.id))
    return render(
        request,
        "sight/rules.html",
        {
            "groups": [
                ("Law and national guidance", [one for one in by_order if one.basis is not Basis.LOCAL]),
                ("Local choices", [one for one in by_order if one.basis is Basis.LOCAL]),
            ],
            "of": len(by_order),
            "unchecked": sum(not one.checked and one.basis is not Basis.LOCAL for one in by_order),
            "cited": rules_in_use().cited,
        },
    )


def show_child(request: HttpRequest, child: Any) -> HttpResponse:
    """One child's path: what was due and done, what is due next, without a name."""
    day = today(request.actor.now)
    lines = path_of(request.actor, child.shown, as_at=day)
    counts = summed_up(lines)
    ahead = sorted((line for line in lines if line.obligation.status is Status.DUE), key=_by_day)
    return render(
        request,
        "sight/child.html",
        {
            "child": child,
            "lines": [line for line in lines if line.obligation.status is not Status.DUE],
            "overdue": sorted(
                (line for line in lines if line.obligation.status is Status.OVERDUE), key=_most_serious_first
            ),
            "ahead": ahead,
            "counts": counts,
            "of": sum(number for status, number in counts.items() if status is not Status.DUE),
            "works": working_with(known_to(request.actor), on=day).get(child.shown),
            "today": day,
            "Status": Status,
        },
    )


def _most_serious_first(line: PathLine) -> tuple[int, int]:
    return line.edition.order, -line.obligation.days_late


def _by_day(line: PathLine) -> date:
    return line.day or date.max


def show_why(request: HttpRequest, child: Any) -> HttpResponse:
    """Why one thing was due: the rule, what it is counted from, and what would change it."""
    day = today(request.actor.now)
    wanted = (request.GET.get("rule", ""), request.GET.get("since", ""), request.GET.get("from", ""))
    for line in path_of(request.actor, child.shown, as_at=day):
        one = line.obligation
        if (one.standard, _iso(one.since), _iso(one.counted_from)) == wanted:
            back = {"text": f"All of {child.shown}", "href": reverse("child", args=[child.ref])}
            told = {"line": line, "one": one, "child": child, "back": back, "today": day}
            return render(request, "sight/why.html", told | {"cited": rules_in_use().cited})
    raise Http404


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
