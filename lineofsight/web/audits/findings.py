"""What a round found below good: tie an action that there is, make one only then, close it once practice changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import audit_findings as acts
from lineofsight.assurance.actions.chain import InThePast
from lineofsight.assurance.queries import audit_findings as queries
from lineofsight.assurance.rules.audits import NotSeenToChange
from lineofsight.desk.audits import rounds as desk
from lineofsight.records.audits.queries import find_audit, kind_of
from lineofsight.records.audits.rules.rounds import WrongRound
from lineofsight.web import sent
from lineofsight.web.audits.forms import NewActionForm, TieForm
from lineofsight.web.form_page import form_page


def _title(audit: Any, id: str) -> str:
    found = kind_of(audit).area(id)
    if found is None:
        raise Http404
    return found.title


def tie(request: HttpRequest, audit: Any, area: str) -> HttpResponse:
    """Tie an area that is below good to an action: those that there are come first."""
    actor, title = request.actor, _title(audit, area)
    actions = {row.ref: row for row in queries.actions_to_tie(actor)}
    if not actions:
        return HttpResponseRedirect(reverse("audit_make", args=[audit.ref, area]))
    form = TieForm(request.POST or None, actions=[(ref, f"{row.label}: {row.title}") for ref, row in actions.items()])

    def act(clean: dict[str, Any]) -> str:
        acts.tie_existing(audit=audit, area=area, action=actions[clean["action"]], by=actor)
        return f"{reverse('audit', args=[audit.ref])}#area-{area}"

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongRound,),
        done=f"An action answers «{title}».",
        template="audits/tie.html",
        heading=f"{title}: which action answers it?",
        what="An action that is under way already may be the answer. Look here first.",
        submit="This action answers it",
        make=reverse("audit_make", args=[audit.ref, area]),
        cancel=reverse("audit", args=[audit.ref]),
    )


def make(request: HttpRequest, audit: Any, area: str) -> HttpResponse:
    """Make an action, because none of those there answers what was found."""
    actor, title = request.actor, _title(audit, area)
    answered = {row.ref: row for row in queries.recommendations_to_answer(actor)}
    form = NewActionForm(
        request.POST or None, recommendations=[(ref, f"{row.label}: {row.title}") for ref, row in answered.items()]
    )

    def act(clean: dict[str, Any]) -> str:
        acts.tie_new(
            audit=audit,
            area=area,
            title=clean["title"],
            due_date=clean["due"],
            recommendation=answered[clean["recommendation"]],
            by=actor,
        )
        return f"{reverse('audit', args=[audit.ref])}#area-{area}"

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongRound, InThePast),
        done="Proposed. Your safeguarding lead is asked to agree to it.",
        template="audits/form.html",
        heading=f"{title}: a new action",
        what="It is proposed to your agency's safeguarding lead, and stands in the review with all others.",
        nobody=not answered,
        nothing="No recommendation is addressed to your agency, so there is none that an action could answer.",
        submit="Propose the action",
        cancel=reverse("audit", args=[audit.ref]),
    )


def show(request: HttpRequest, audit_finding: Any) -> HttpResponse:
    """A finding: its actions, and whether a round that asked again shows a change."""
    kind = kind_of(audit_finding.audit)
    area = kind.area(audit_finding.area)
    return render(
        request,
        "audits/finding.html",
        {
            "finding": audit_finding,
            "kind": kind,
            "title": area.title if area else audit_finding.area,
            "compared": desk.compared(audit_finding, request.actor) if audit_finding.state == "open" else (),
        },
    )


def close(request: HttpRequest, audit_finding: Any) -> HttpResponse:
    """Close a finding by a round that asked again and shows a change."""
    again = find_audit(request.actor, request.POST.get("again", ""))
    if again is None:
        raise NotSeenToChange("Choose the round that asked again.")
    acts.close_finding(finding=audit_finding, again=again, expected=sent.version(request), by=request.actor)
    messages.success(request, "Closed: practice is seen to have changed.")
    return HttpResponseRedirect(reverse("audit_finding", args=[audit_finding.ref]))
