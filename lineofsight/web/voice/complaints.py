"""Complaints: as they came in, answered by their day, given more time, taken further."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import voice as desk
from lineofsight.library.clock import NotInCalendar
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.voice import actions
from lineofsight.records.voice.rules import NotYoursToKeep, WrongVoice
from lineofsight.web.form_page import form_page
from lineofsight.web.voice.forms import AnswerForm, ComplaintForm, FurtherForm, LongerForm
from lineofsight.web.voice.views import shown_around

REFUSALS = (WrongVoice, NotInCalendar)


def receive(request: HttpRequest) -> HttpResponse:
    """Enter a complaint."""
    actor, known = request.actor, desk.procedures_for(request.actor)
    if not known:
        raise NotYoursToKeep("Complaints are entered by others in your agency.")
    wanted = request.GET.get("of", "")
    procedure = next((one for one in known if one.id == wanted), None if wanted else known[0])
    if procedure is None:
        raise Http404
    form = ComplaintForm(request.POST or None, procedure=procedure, initial={"began": today(actor.now)})

    def act(clean: dict[str, Any]) -> str:
        calendar = desk.calendar_of(procedure)
        made = actions.receive_complaint(procedure=procedure, calendar=calendar, by=actor, **_given(clean))
        return reverse("complaint", args=[made.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=REFUSALS,
        done="Entered. The day by which it is answered is set.",
        template="voice/form.html",
        **shown_around(request, procedure.title, "Enter it", reverse("voice"), lede=procedure.about),
        others=[(one.title, f"?of={one.id}") for one in known if one.id != procedure.id],
    )


def _given(clean: dict[str, Any]) -> dict[str, Any]:
    return {name: clean[name] for name in ("who", "theme", "began")}


def show_complaint(request: HttpRequest, complaint: Any) -> HttpResponse:
    """One stage of a complaint: when it is due, and how it was answered."""
    actor, procedure = request.actor, desk.procedure_of(complaint)
    stage = procedure.stage(complaint.stage)
    may = can(actor, Act.COMPLAINT_WRITE, complaint) and desk.is_theirs(complaint, actor)
    is_open = complaint.answered_date is None
    can_be_longer = stage is not None and stage.at_most is not None and not complaint.extended_why
    has_further = getattr(complaint, "further", None) is not None
    return render(
        request,
        "voice/complaint.html",
        {
            "one": desk.complained(complaint, today(actor.now)),
            "complaint": complaint,
            "procedure": procedure,
            "stage": stage,
            "may_answer": may and is_open,
            "may_extend": may and is_open and can_be_longer,
            "may_further": may
            and not is_open
            and not has_further
            and procedure.stage_after(complaint.stage) is not None,
            "today": today(actor.now),
        },
    )


def answer(request: HttpRequest, complaint: Any) -> HttpResponse:
    """Say how a stage was answered and what changed."""
    procedure, address = desk.procedure_of(complaint), reverse("complaint", args=[complaint.ref])
    form = AnswerForm(
        request.POST or None,
        outcomes=procedure.outcomes,
        changes=procedure.changes,
        initial={"version": complaint.version, "on": today(request.actor.now)},
    )

    def act(clean: dict[str, Any]) -> str:
        facts = {"outcome": clean["outcome"], "changed": clean["changed"], "answered": clean["on"]}
        actions.answer_complaint(
            complaint=complaint, procedure=procedure, expected=clean["version"], by=request.actor, **facts
        )
        return address

    around = shown_around(request, "How was it answered?", "Say so", address)
    return form_page(request, form, act=act, refusals=REFUSALS, done="Said.", template="voice/form.html", **around)


def extend(request: HttpRequest, complaint: Any) -> HttpResponse:
    """Give a stage the longer time that its procedure allows."""
    procedure, address = desk.procedure_of(complaint), reverse("complaint", args=[complaint.ref])
    form = LongerForm(request.POST or None, reasons=procedure.reasons_to_extend, initial={"version": complaint.version})

    def act(clean: dict[str, Any]) -> str:
        actions.extend_complaint(
            complaint=complaint,
            procedure=procedure,
            why=clean["why"],
            calendar=desk.calendar_of(procedure),
            expected=clean["version"],
            by=request.actor,
        )
        return address

    stage = procedure.stage(complaint.stage)
    most = f"At most {stage.at_most} working days altogether." if stage and stage.at_most else ""
    around = shown_around(request, "Does it take longer?", "Give it more time", address, lede=most)
    return form_page(request, form, act=act, refusals=REFUSALS, done="Said.", template="voice/form.html", **around)


def further(request: HttpRequest, complaint: Any) -> HttpResponse:
    """Take an answered complaint to its next stage."""
    procedure, address = desk.procedure_of(complaint), reverse("complaint", args=[complaint.ref])
    form = FurtherForm(request.POST or None, initial={"began": today(request.actor.now)})

    def act(clean: dict[str, Any]) -> str:
        made = actions.take_further(
            complaint=complaint,
            procedure=procedure,
            began=clean["began"],
            calendar=desk.calendar_of(procedure),
            by=request.actor,
        )
        return reverse("complaint", args=[made.ref])

    following = procedure.stage_after(complaint.stage)
    lede = f"{following.title}: {following.days} working days." if following else ""
    around = shown_around(request, "Was it taken further?", "Take it further", address, lede=lede)
    return form_page(
        request, form, act=act, refusals=REFUSALS, done="Taken further.", template="voice/form.html", **around
    )
