"""Hand a list in, look at what it would give, take all of it or leave it; and its receipt."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import lists as desk
from lineofsight.intake.lists.staff import columns_of
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.library.staff_list import StaffList
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.identities.keys import KeyMissing
from lineofsight.records.workforce import lists
from lineofsight.records.workforce.rules import ListState, NotSure, NotTaken
from lineofsight.web import sent
from lineofsight.web.form_page import form_page
from lineofsight.web.sheets import table_file

FIRST_REFUSED = 200
_SHOWN = 50


class ListForm(forms.Form):
    """The file of a list."""

    file = forms.FileField(
        label="The list",
        help_text="Excel (.xlsx), OpenDocument (.ods) or CSV, up to 25 MB. Names and birthdays are never looked at, "
        "staff numbers become pseudonyms, and the file is removed once you have taken or left it.",
        widget=forms.FileInput(attrs={"accept": ",".join(desk.ENDINGS)}),
        error_messages={"required": "Choose the file of the list.", "empty": "The file is empty."},
    )


def list_lists(request: HttpRequest) -> HttpResponse:
    """Which lists there are, when each was last taken, and those that wait."""
    actor = request.actor
    rows = list(lists.lists_here(actor)[:_SHOWN])
    here = desk.kinds_here(actor)
    first = next((one for one in here if one.last is None), None)
    return render(
        request,
        "lists/list.html",
        {
            "kinds": here,
            "waiting": [(row, desk.title_of(row)) for row in rows if row.state == ListState.READ],
            "taken": [(row, desk.title_of(row), lists.receipt_of(row)) for row in rows if row.state == ListState.TAKEN],
            "never": sum(one.last is None for one in here),
            "first": first.kind if first else None,
            "today": today(actor.now),
        },
    )


def _kind(request: HttpRequest) -> StaffList:
    known = desk.kinds(request.actor)
    wanted = request.GET.get("of", "") or (known[0].id if known else "")
    found = next((one for one in known if one.id == wanted), None)
    if found is None:
        raise Http404
    return found


def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand a list in. It is read at once; nothing of it is taken."""
    kind = _kind(request)
    form = ListForm(request.POST or None, request.FILES or None)
    made: dict[str, Any] = {}

    def act(clean: dict[str, Any]) -> str:
        file = clean["file"]
        content = file.read(desk.LARGEST_FILE + 1)
        made["row"] = desk.read_and_hand_in(kind=kind, content=content, name=file.name, by=request.actor)
        return reverse("staff_list", args=[made["row"].ref])

    def done() -> str:
        if made["row"].state == ListState.TAKEN:
            return "This is the same file as the last one. Nothing changed."
        return "The list was read. Nothing has been taken yet."

    templates = [(f"{reverse('list_template')}?of={kind.id}&as={one}", words) for one, words in _AS.items()]
    return form_page(
        request,
        form,
        act=act,
        refusals=(Unreadable, KeyMissing),
        done=done,
        template="lists/hand_in.html",
        kind=kind,
        columns=[(column, kind.fields[name], tuple(kind.words.get(name, {}))) for name, column in kind.columns.items()],
        templates=templates,
    )


_AS = {"xlsx": "Excel", "ods": "OpenDocument", "csv": "CSV"}


def template(request: HttpRequest) -> HttpResponse:
    """The empty list, to fill in and hand in."""
    kind = _kind(request)
    return table_file(request, columns_of(kind), [], title="List", name=kind.id)


def show_list(request: HttpRequest, staff_list: Any) -> HttpResponse:
    """What a list would give, or gave."""
    receipt = lists.receipt_of(staff_list)
    is_open = staff_list.state == ListState.READ and can(request.actor, Act.STAFF_LIST_TAKE, staff_list)
    return render(
        request,
        "lists/one.html",
        {
            "row": staff_list,
            "title": desk.title_of(staff_list),
            "receipt": receipt,
            "refused": receipt.refused[:FIRST_REFUSED],
            "wrong": len({line for line, *_ in receipt.refused}),
            "is_open": is_open,
            "can_take": is_open and not receipt.refused and lists.file_of(staff_list) is not None,
            "today": today(request.actor.now),
        },
    )


def take(request: HttpRequest, staff_list: Any) -> HttpResponse:
    """Take all of it."""
    try:
        is_sure = request.POST.get("is_sure") == "yes"
        desk.take(staff_list=staff_list, expected=sent.version(request), by=request.actor, is_sure=is_sure)
    except (NotTaken, NotSure, Unreadable, KeyMissing) as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "Taken. This is its receipt.")
    return HttpResponseRedirect(reverse("staff_list", args=[staff_list.ref]))


def leave(request: HttpRequest, staff_list: Any) -> HttpResponse:
    """Leave it: its file is removed."""
    lists.leave_list(staff_list=staff_list, expected=sent.version(request), by=request.actor)
    messages.success(request, "Left. Nothing of it was taken, and its file is removed.")
    return HttpResponseRedirect(reverse("lists"))
