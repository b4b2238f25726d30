"""One child on a pathway: where it stands, and the forms that record, leave out, correct and stop."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.pathways import begin_form_of, due_of, kinds_of_fact, pathway_of, run_seen
from lineofsight.library.pathway import Pathway, Step
from lineofsight.library.who import is_among
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.pathways.actions import correct_step, leave_out, record_step, stop_run
from lineofsight.records.pathways.queries import part_of_step
from lineofsight.records.pathways.rules import CannotBe, NotNow, StepKind
from lineofsight.records.practice.recording import NotRecorded
from lineofsight.web.choices import offer
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version


def show_run(request: HttpRequest, part: Any) -> HttpResponse:
    """Each step with its time and who does it; what other agencies did with its day alone."""
    day = today(request.actor.now)
    seen = run_seen(request.actor, part, today=day)
    return render(request, "pathways/run.html", {"seen": seen, "part": part, "today": day, "kinds": kinds_of_fact()})


class StepForm(forms.Form):
    """When a step was done, and with which outcome where it has any."""

    day = DayField(label="When was it done?", help_text="For example 27 3 2026.")
    code = forms.ChoiceField(
        label="What came of it?", widget=forms.RadioSelect, error_messages={"required": "Choose what came of it."}
    )
    version = Version()

    def __init__(self, *args: Any, step: Step, codes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step.referred:
            self.fields["day"].label, self.fields["code"].label = "When was it referred?", "To whom was it referred?"
        if codes:
            offer(self, "code", list(codes.items()))
        else:
            del self.fields["code"]
        if step.number:
            least, most = step.number.least, step.number.most
            wrong = f"Enter a number of {step.number.unit} from {least} to {most}."
            told = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
            asked = {"label": step.number.ask, "help_text": step.number.hint, "error_messages": told}
            self.fields["number"] = forms.IntegerField(min_value=least, max_value=most, **asked)


def _codes(step: Step) -> dict[str, str]:
    of = kinds_of_fact()[step.records].codes
    return {code: words for code, words in of.items() if not step.codes or code in step.codes}


def _step(request: HttpRequest, pathway: Pathway) -> Step:
    wanted = request.GET.get("step", "")
    for step in pathway.steps:
        if step.id == wanted and (not step.is_private or step.is_of(request.actor.agency_kind)):
            return step
    # The same words for a step that there is not and for one that another agency keeps to itself.
    raise NotNow("This address names no step of the pathway that you can see. Choose a step on the page of the child.")


def do_step(request: HttpRequest, part: Any) -> HttpResponse:
    """Record that a step was done: its day, and what came of it."""
    pathway = pathway_of(part)
    step = _step(request, pathway)
    _may(request, part, step)

    def act(clean: dict[str, Any]) -> str:
        record_step(
            step=step,
            day=clean["day"],
            code=clean.get("code", ""),
            number=clean.get("number") or 0,
            kinds=kinds_of_fact(),
            **_doing(request, part, pathway, clean),
        )
        return reverse("part", args=[part.ref])

    return form_page(
        request,
        StepForm(request.POST or None, step=step, codes=_codes(step), initial={"version": part.run.version}),
        act=act,
        refusals=(CannotBe, NotRecorded),
        done=f"Recorded: {step.title[:1].lower()}{step.title[1:]}.",
        template="pathways/step.html",
        widths={"number": "4"},
        part=part,
        pathway=pathway,
        step=step,
        seen=run_seen(request.actor, part, today=today(request.actor.now)),
    )


def _doing(request: HttpRequest, part: Any, pathway: Pathway, clean: dict[str, Any]) -> dict[str, Any]:
    """What every act on a run is given: which, in which version it was found, by whom and when."""
    actor = request.actor
    found = {"part": part, "pathway": pathway, "expected_version": clean["version"]}
    return found | {"due": due_of, "by": actor}


def _may(request: HttpRequest, part: Any, step: Step) -> None:
    """Whoever is not one of those who do a step is told whose it is before they type anything. Raises NotNow."""
    if not is_among(step.who, agency=request.actor.agency_kind, roles=request.actor.roles):
        whose = "; ".join(f"{', '.join(who.roles)} ({who.agency})" for who in step.who)
        raise NotNow(f"«{step.title}» is a step of others: {whose}.")


def begin_form(request: HttpRequest, part: Any) -> HttpResponse:
    """Begin the form that belongs to a step, or open the one that was begun."""
    step = _step(request, pathway_of(part))
    return HttpResponseRedirect(reverse("form", args=[begin_form_of(part, step, by=request.actor).ref]))


class ReasonForm(forms.Form):
    """Why a step is not required, or why the whole is stopped."""

    reason = forms.ChoiceField(
        label="Why?", widget=forms.RadioSelect, error_messages={"required": "Choose the reason."}
    )
    version = Version()

    def __init__(self, *args: Any, reasons: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", list(reasons.items()))


class StopForm(ReasonForm):
    """Why the whole is stopped, and from which day on."""

    day = DayField(label="From which day on?", help_text="For example 27 3 2026.")
    field_order = ("reason", "day", "version")


def leave_step(request: HttpRequest, part: Any) -> HttpResponse:
    """Say that a step is not required, and why."""
    pathway = pathway_of(part)
    step = _step(request, pathway)
    _may(request, part, step)
    if not step.not_required:
        raise NotNow("This step is not left out: the library gives no reason for it. Record it when it is done.")

    def act(clean: dict[str, Any]) -> str:
        leave_out(
            step=step,
            reason=clean["reason"],
            **_doing(request, part, pathway, clean),
        )
        return reverse("part", args=[part.ref])

    return form_page(
        request,
        ReasonForm(request.POST or None, reasons=step.not_required, initial={"version": part.run.version}),
        act=act,
        refusals=(CannotBe,),
        done="Recorded as not required, with the reason.",
        template="pathways/reason.html",
        part=part,
        pathway=pathway,
        heading=f"Not required: {step.title[:1].lower()}{step.title[1:]}",
        lede="The step stays on the page, with the reason beside it.",
        submit="Record as not required",
    )


def stop(request: HttpRequest, part: Any) -> HttpResponse:
    """End a pathway before its end, and say why."""
    pathway = pathway_of(part)
    if part.run.agency_id != request.actor.agency_id:
        raise Forbidden(Act.PATHWAY_STEP, request.actor)
    if not pathway.stops or part.run.ended is not None:
        raise NotNow("This pathway is not stopped before its end." if not pathway.stops else "It has ended already.")

    def act(clean: dict[str, Any]) -> str:
        stop_run(
            reason=clean["reason"],
            day=clean["day"],
            **_doing(request, part, pathway, clean),
        )
        return reverse("part", args=[part.ref])

    return form_page(
        request,
        StopForm(request.POST or None, reasons=pathway.stops, initial={"version": part.run.version}),
        act=act,
        refusals=(CannotBe,),
        done="Stopped. What was recorded stays.",
        template="pathways/reason.html",
        part=part,
        pathway=pathway,
        heading="Stop this pathway",
        lede="Nothing more is asked on it, for any agency that takes part.",
        submit="Stop it",
    )


def correct(request: HttpRequest, step_done: Any) -> HttpResponse:
    """Say another day or outcome of a step that one's own agency recorded."""
    part = part_of_step(request.actor, step_done)
    if part is None:
        raise Http404
    if step_done.kind != StepKind.DONE:
        raise NotNow("Only a step that was done is corrected here.")
    pathway = pathway_of(part)
    step = pathway.step(step_done.step)
    _may(request, part, step)

    def act(clean: dict[str, Any]) -> str:
        correct_step(
            done=step_done,
            day=clean["day"],
            code=clean.get("code", ""),
            number=clean.get("number") or 0,
            kinds=kinds_of_fact(),
            **_doing(request, part, pathway, clean),
        )
        return reverse("part", args=[part.ref])

    code = step_done.fact.code if step_done.fact else ""
    was = {"day": step_done.day, "code": code, "number": step_done.number or None}
    return form_page(
        request,
        StepForm(request.POST or None, step=step, codes=_codes(step), initial=was | {"version": part.run.version}),
        act=act,
        refusals=(CannotBe, NotRecorded),
        done="Corrected. What was said first stays in the history.",
        template="pathways/step.html",
        widths={"number": "4"},
        part=part,
        pathway=pathway,
        step=step,
        seen=run_seen(request.actor, part, today=today(request.actor.now)),
        correcting=True,
    )
