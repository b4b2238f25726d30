"""A meeting of a register on one page (page 23): who is there, each item with its decision, and closing it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import registers as desk
from lineofsight.library.register import ChildAsked
from lineofsight.partnership.queries import today
from lineofsight.records.children import find_child
from lineofsight.records.registers.actions import entries as actions
from lineofsight.records.registers.rules.entries import BadAnswers, NotNow
from lineofsight.web.form_page import form_page
from lineofsight.web.registers.forms import AnswersForm, CloseForm, PresentForm, RecordForm
from lineofsight.web.registers.views import children_to_choose


def show_meeting(request: HttpRequest, meeting: Any) -> HttpResponse:
    """A meeting on one page: who is there, each item, and a form for each decision."""
    actor = request.actor
    shown = desk.meeting_of(meeting, actor)
    keeps, is_open = desk.keeps(actor, shown.kind), desk.is_open(meeting)
    forms = {
        item.row.ref: RecordForm(
            kind=shown.kind, initial={"version": item.row.version}, auto_id=f"{item.row.ref[:8]}_%s"
        )
        for item in shown.undecided
        if keeps and shown.decides
    }
    present = PresentForm(kind=shown.kind, initial=_who_is_there(meeting), auto_id="there_%s")
    return render(
        request,
        "registers/meeting.html",
        {
            "shown": shown,
            "meeting": meeting,
            "keeps": keeps,
            "is_open": is_open,
            "forms": forms,
            "present": present,
            "today": today(actor.now),
        },
    )


def say_present(request: HttpRequest, meeting: Any) -> HttpResponse:
    """Say which roles are there."""
    kind = desk.kind_of(meeting)
    form = PresentForm(request.POST or None, kind=kind, initial=_who_is_there(meeting))

    def act(clean: dict[str, Any]) -> str:
        actions.say_who_is_there(
            kind=kind,
            meeting=meeting,
            present=clean["present"],
            why=clean.get("why", ""),
            expected=clean["version"],
            by=request.actor,
        )
        return reverse("meeting", args=[meeting.ref])

    return _meeting_form(request, meeting, form, act, "Who is there?", "Save who is there", "Saved.")


def _who_is_there(meeting: Any) -> dict[str, Any]:
    return {"version": meeting.version, "present": meeting.present.split(), "why": meeting.why_without}


def book(request: HttpRequest, meeting: Any) -> HttpResponse:
    """Book an item for a meeting."""
    kind = desk.kind_of(meeting)
    form = AnswersForm(
        request.POST or None,
        questions=kind.booked,
        children=children_to_choose(request, kind),
        is_child_needed=kind.child is ChildAsked.NEEDED,
    )

    def act(clean: dict[str, Any]) -> str:
        child = find_child(request.actor, clean.get("child") or "")
        actions.book(kind=kind, meeting=meeting, subject=child, answers=form.answers, by=request.actor)
        return reverse("meeting", args=[meeting.ref])

    return _meeting_form(request, meeting, form, act, "Book an item", "Book the item", "Booked.")


def close(request: HttpRequest, meeting: Any) -> HttpResponse:
    """Close a meeting: each undecided item is carried over or left."""
    shown = desk.meeting_of(meeting, request.actor)
    undecided = [
        (item.row.ref, f"{item.label}{f', {item.child.shown}' if item.child else ''}") for item in shown.undecided
    ]
    missing = () if meeting.why_without else shown.missing
    form = CloseForm(request.POST or None, undecided=undecided, missing=missing, initial={"version": meeting.version})

    def act(clean: dict[str, Any]) -> str:
        actions.close_meeting(
            kind=shown.kind,
            meeting=meeting,
            carry=form.those("carry"),
            leave=form.those("leave"),
            why=clean.get("why", ""),
            expected=clean["version"],
            by=request.actor,
        )
        return reverse("meeting", args=[meeting.ref])

    return _meeting_form(
        request, meeting, form, act, "Close the meeting", "Close the meeting", "The meeting is closed."
    )


def _meeting_form(
    request: HttpRequest,
    meeting: Any,
    form: Any,
    act: Callable[[dict[str, Any]], str],
    heading: str,
    submit: str,
    done: str,
) -> HttpResponse:
    return form_page(
        request,
        form,
        act=act,
        refusals=(BadAnswers, NotNow),
        done=done,
        template="registers/form.html",
        kind=desk.kind_of(meeting),
        heading=heading,
        submit=submit,
        cancel=reverse("meeting", args=[meeting.ref]),
    )
