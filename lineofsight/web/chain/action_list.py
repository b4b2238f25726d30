"""Every action that somebody sees: preset lists, narrowed, sorted, fifty a page, and taken away as CSV or Excel."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.assurance.queries import action_list
from lineofsight.assurance.queries.action_list import ActionLine, ActionList, Narrowing
from lineofsight.assurance.rules.chain import DELIVERY, FINISHED_ACTIONS, ActionState
from lineofsight.partnership.looking import note_taken_away
from lineofsight.partnership.queries import today
from lineofsight.web.pages import page_of
from lineofsight.web.sheets import Cell, csv_file, xlsx_file

VIEWS = {
    "open": ("Open", "No action is open."),
    "late": ("Late", "Nothing is late."),
    "soon": ("Due within 30 days", "Nothing is due within 30 days."),
    "bare": ("Open without evidence", "Evidence stands behind every open action."),
    "ours": ("Ours", "Your agency leads no open action."),
    "finished": ("Finished", "No action is finished yet."),
    "all": ("All", "There is no action yet."),
}
_ORDERS = {"due": "Due day", "agency": "Agency", "review": "Review"}
_HEAD = (
    "Review", "Action", "Title", "Answers recommendation", "Lead agency", "Owner", "First due", "Due", "Late",
    "Owner says", "Last heard", "What was said", "Waits to be accepted", "Evidence that counts", "Reference",
)  # fmt: skip


def asked(request: HttpRequest) -> Narrowing:
    """Which list an address asks for; what it does not know of is passed over."""
    view, order = request.GET.get("view", "open"), request.GET.get("order", "due")
    return Narrowing(
        view=view if view in VIEWS else "open",
        review=request.GET.get("review", "")[:26],
        agency=request.GET.get("agency", "")[:26],
        order=order if order in _ORDERS else "due",
    )


def show_actions(request: HttpRequest) -> HttpResponse:
    """The list."""
    actor, narrowing = request.actor, asked(request)  # type: ignore[attr-defined]
    day = today(actor.now)
    found = action_list.listed(actor, narrowing, day=day)
    page = page_of(found.total, asked=request.GET.get("page", "1"))
    filters = {"review": narrowing.review, "agency": narrowing.agency, "order": narrowing.order}

    def address(**changed: str) -> str:
        return "?" + urlencode({"view": narrowing.view} | filters | changed)

    return render(
        request,
        "chain/actions.html",
        {
            "lines": [_told(line) for line in action_list.lines(actor, found, start=page.start, stop=page.stop)],
            "page": page,
            "counts": found.counts,
            "narrowing": narrowing,
            "narrowed_to": _narrowed_to(narrowing, found),
            "views": [
                {
                    "text": text,
                    "href": address(view=name),
                    "count": found.counts[name],
                    "current": name == narrowing.view,
                }
                for name, (text, _) in VIEWS.items()
            ],
            "empty": VIEWS[narrowing.view][1],
            "orders": [
                {"text": text, "href": address(order=name), "is_on": name == narrowing.order}
                for name, text in _ORDERS.items()
            ],
            "address": address(),
            "reviews": _by_name(found.reviews.values()),
            "agencies": _by_name(found.agencies.values()),
            "today": day,
        },
    )


def _by_name(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.name.casefold())


def _narrowed_to(narrowing: Narrowing, found: ActionList) -> list[str]:
    """What the list is narrowed to, in names; empty when to nothing."""
    named = [row.name for row in found.reviews.values() if row.ref == narrowing.review]
    named += [row.name for row in found.agencies.values() if row.ref == narrowing.agency]
    is_strange = bool(narrowing.review) + bool(narrowing.agency) > len(named)
    return [*named, "something that you do not see"] if is_strange else named


def _told(line: ActionLine) -> dict[str, Any]:
    return {
        "line": line,
        "is_open": line.row.state not in FINISHED_ACTIONS,
        "owner_says": DELIVERY[ActionState(line.row.state)].words,
    }


def take_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, whole, as CSV."""
    return csv_file(_HEAD, _exported(request), name="actions.csv")


def take_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as it is narrowed, whole, as Excel."""
    return xlsx_file(_HEAD, _exported(request), title="Actions", name="actions.xlsx")


def _exported(request: HttpRequest) -> Iterator[tuple[Cell, ...]]:
    actor = request.actor  # type: ignore[attr-defined]
    found = action_list.listed(actor, asked(request), day=today(actor.now))
    note_taken_away(what="actions", rows=found.total, by=actor)
    for line in action_list.lines(actor, found):
        row = line.row
        yield (
            line.review,
            row.number,
            row.title,
            "; ".join(map(str, line.recommendations)),
            line.agency,
            row.owner_role,
            row.first_due_date,
            row.due_date,
            "yes" if line.is_late else "no",
            DELIVERY[ActionState(line.row.state)].words,
            line.heard_date,
            line.heard,
            line.sent_date,
            "; ".join(line.evidence),
            row.ref,
        )
