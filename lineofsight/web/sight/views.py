"""Who needs a visit today, one child's path, and why something is due."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from lineofsight.desk.pathways import may_start, pathways_of_child
from lineofsight.desk.sight.child import ChildSeen, Then, child_seen
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.lists import DueList, View, due_list, matter_of, matters, path_of
from lineofsight.desk.sight.recording import kinds_recordable
from lineofsight.library.scales import Basis
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rules import Act
from lineofsight.records.children import delivery_before
from lineofsight.records.identities.case_numbers import numbers_of
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.rows import COLUMNS, rows_of
from lineofsight.web.pages import paged
from lineofsight.web.sheets import taken_away
from lineofsight.web.sight.merging import merged_with


def list_due(request: HttpRequest) -> HttpResponse:
    """What is overdue or due today for the children of one's agency; what comes next; what nobody can tell."""
    asked, found = _asked(request)
    page, lines = paged(list(found.lines), asked=request.GET.get("page", ""))
    note_children_read(what=_what(asked), children=[line.ref for line in lines], by=request.actor)
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
            "about": matter_of(asked["about"], ()),
            "abouts": [(one, f"?{urlencode({**asked, 'about': one.id})}") for one in matters()],
            "recordable": kinds_recordable(request.actor, on=today(request.actor.now)),
            "may_say": can(request.actor, Act.WHY_LATE_GIVE, OfAgency(request.actor.agency_id)),
            "may_read_returns": can(request.actor, Act.RETURN_READ),
            "may_keep_registers": can(request.actor, Act.REGISTER_BEGIN),
            "may_give_posts": can(request.actor, Act.POSTS_READ),
            "may_find": can(request.actor, Act.CASE_NUMBER, OfAgency(request.actor.agency_id)),
            "numbers": numbers_of(request.actor, [line.child for line in lines]),
            "is_near": request.actor.reach.children is OnePerson.NEAR,
            "may_say_kinds": can(request.actor, Act.KIND_HERE_SAY),
            "may_see_shares": can(request.actor, Act.SHARES_READ),
            "may_ask_what_if": can(request.actor, Act.WHAT_IF),
            "may_see_team_day": can(request.actor, Act.TEAM_DAY_READ),
        },
    )


def _asked(request: HttpRequest) -> tuple[dict[str, str], DueList]:
    view = _one_of(View, request.GET.get("show", ""), View.NEEDS)
    about = matter_of(request.GET.get("about", ""), {role.value for role in request.actor.roles})
    team = request.GET.get("team", "")[:80]
    found = due_list(request.actor, as_at=today(request.actor.now), view=view, about=about, team=team)
    return {"show": view.value, "about": about.id, "team": team}, found


def _what(asked: dict[str, str]) -> str:
    """What a list is called in the record of who looked at it: codes and words of ours, never what somebody typed."""
    return f"{matter_of(asked['about'], ()).words}: {View(asked['show']).words}"


def _one_of(kind: Any, word: str, instead: Any) -> Any:
    return kind(word) if word in tuple(one.value for one in kind) else instead


def download(request: HttpRequest) -> HttpResponse:
    """The same list as a file, without live formulas: days and words alone."""
    asked, found = _asked(request)
    rows = rows_of((line.obligation for line in found.lines), rules=rules_in_use())
    reasons = ((one.says, one.role) if (one := line.reason) else ("", "") for line in found.lines)
    what = f"{_what(asked)}, taken away as a file"
    note_children_read(what=what, children=[line.ref for line in found.lines], by=request.actor)
    # As on the page: for whoever sees it there, and nobody else; without a list or key there is no such column.
    numbers = numbers_of(request.actor, [line.child for line in found.lines])
    own = [(numbers.get(line.child, ""),) if numbers else () for line in found.lines]
    with_reasons = ((*row, *reason, *one) for row, reason, one in zip(rows, reasons, own, strict=True))
    columns = (*COLUMNS, "reason_late", "reason_given_as", *(("case_number",) if numbers else ()))
    name = f"due-{today(request.actor.now).isoformat()}"
    return taken_away(request, columns, with_reasons, what="sight", title="Due", name=name)


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
    """One child's path: what happened, what was due and done, what is due next, without a name."""
    day = today(request.actor.now)
    then, last = _day(request, "then", before=day), _day(request, "to", before=date.max)
    seen = child_seen(request.actor, child.shown, today=day, then=Then(then) if then else None, last=last)
    return render(
        request,
        "sight/child.html",
        {
            "child": child,
            "seen": seen,
            "strips": [mark_safe(strip) for strip in seen.strips],
            "of": sum(number for status, number in seen.counts.items() if status is not Status.DUE),
            "overdue": [line for line in seen.open if line.obligation.status is Status.OVERDUE],
            "then": then,
            "before": _known_before(request),
            "older": _address(request, to=seen.first - timedelta(days=1)) if _is_older(seen) else "",
            "newer": _address(request, to=None) if last else "",
            "now": _address(request, then=None),
            "merged": merged_with(child),
            "may_merge": can(request.actor, Act.CHILD_MERGE, child),
            "number": numbers_of(request.actor, [child.shown]).get(child.shown, ""),
            "may_say": then is None and can(request.actor, Act.WHY_LATE_GIVE, child),
            "may_record": then is None and can(request.actor, Act.EVENT_RECORD, child),
            "recordable": {} if then else kinds_recordable(request.actor, on=day),
            "today": day,
            "pathways": () if then else pathways_of_child(request.actor, child.ref, today=day),
            "may_start": then is None
            and can(request.actor, Act.PATHWAY_START, child)
            and bool(may_start(request.actor, on=day)),
            "may_challenge": can(request.actor, Act.CHALLENGE_RAISE),
            "Status": Status,
            "why": reverse("why_child", args=[child.ref]),
        },
    )


def _is_older(seen: ChildSeen) -> bool:
    return seen.since is not None and seen.since < seen.first


def _known_before(request: HttpRequest) -> dict[str, Any] | None:
    """The link to what was known before the last return came in; None where there was none before."""
    before = delivery_before(request.actor)
    return None if before is None else {"day": before, "href": _address(request, then=before)}


def _day(request: HttpRequest, name: str, *, before: date) -> date | None:
    """A day in the address, where it is one and lies before another."""
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return found if date(2000, 1, 1) < found < before - timedelta(days=1) or found == before else None


def _address(request: HttpRequest, **days: date | None) -> str:
    """This page with other days in its address; None leaves one out."""
    kept = {name: request.GET.get(name, "") for name in ("then", "to")}
    kept |= {name: day.isoformat() if day else "" for name, day in days.items()}
    return f"?{urlencode({name: word for name, word in kept.items() if word})}"


def show_why(request: HttpRequest, child: Any) -> HttpResponse:
    """Why one thing was due: the rule, what it is counted from, and what would change it."""
    day = today(request.actor.now)
    wanted = (request.GET.get("rule", ""), request.GET.get("since", ""), request.GET.get("from", ""))
    for line in path_of(request.actor, child.shown, as_at=day):
        one = line.obligation
        if (one.standard, _iso(one.since), _iso(one.counted_from)) == wanted:
            back = {"text": f"All of {child.shown}", "href": reverse("child", args=[child.ref])}
            told = {"line": line, "one": one, "child": child, "back": back, "today": day}
            told["then"] = _as_known_then(request, child, one)
            return render(request, "sight/why.html", told | {"cited": rules_in_use().cited})
    # A later return may have changed what it was counted from: an old link leads here.
    back = {"text": f"All of {child.shown}", "href": reverse("child", args=[child.ref])}
    return render(request, "sight/nothing_due.html", {"child": child, "back": back, "today": day})


def _as_known_then(request: HttpRequest, child: Any, one: Obligation) -> str:
    """How it stood on the day on which it was due, by what was known on that day; nothing for what lies ahead."""
    if one.due is None or one.status is Status.DUE:
        return ""
    then = Then(one.due)
    for line in path_of(request.actor, child.shown, as_at=one.due, known_at=then.moment):
        if (line.obligation.standard, line.obligation.counted_from) == (one.standard, one.counted_from):
            return line.words
    return "Nothing was known of it"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
