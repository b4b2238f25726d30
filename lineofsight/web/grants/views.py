"""Leave to look: asked for by the scrutineer, given or refused by the agency, and ended."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.queries import samples, supported_by
from lineofsight.partnership import grant_queries as queries
from lineofsight.partnership.actor import job
from lineofsight.partnership.grant_actions import GrantDoesNotFit, Sample, ask_for_grant, decide_grant, end_grant
from lineofsight.partnership.grants import GrantState, SampleKind
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.web.form_page import form_page
from lineofsight.web.grants.forms import AskForm, DecideForm, EndForm


def list_grants(request: HttpRequest) -> HttpResponse:
    """What one has leave to open, or what others have of one's agency; for the data-protection officer, the facts."""
    actor = request.actor
    facts: tuple[queries.GrantFacts, ...] = ()
    if can(actor, Act.TRAIL_READ):
        # Without purpose and sample: who has leave is the officer's to know, and not what for.
        with scope(job("grants", now=actor.now), writes=False):
            facts = queries.all_grants(job("grants", now=actor.now))
    rows = queries.grants_now(actor)
    return render(
        request,
        "grants/list.html",
        {
            "live": [one for one in rows if one.is_live],
            "asked": [one for one in rows if one.row.state == GrantState.ASKED],
            "past": [one for one in rows if not one.is_live and one.row.state != GrantState.ASKED],
            "facts": facts,
            "is_officer": can(actor, Act.TRAIL_READ),
            "decides": [row.pk for row in queries.grants_to_decide(actor) if can(actor, Act.GRANT_DECIDE, row)],
            "today": today(actor.now),
        },
    )


def ask(request: HttpRequest, evidence: Any) -> HttpResponse:
    """Ask the agency for leave to open the file behind evidence, or all files of a sample."""
    actor, agency = request.actor, evidence.agency
    sentences = list(supported_by(evidence, actor))
    choices = [("evidence", f"Only the file of {evidence.label}")]
    if sentences:
        what = f"sentence {sentences[0].position}" if len(sentences) == 1 else f"the {len(sentences)} sentences"
        choices.append(("statement", f"Every file of {agency.name} behind {what} that {evidence.label} supports"))
    choices.append(("review", f"Every file of {agency.name} in this review"))

    def act(clean: dict[str, Any]) -> str:
        chosen = {
            "evidence": [Sample(SampleKind.EVIDENCE, evidence.ref)],
            "statement": [Sample(SampleKind.STATEMENT, row.ref) for row in sentences],
            "review": [Sample(SampleKind.REVIEW, evidence.review.ref)],
        }[clean["sample"]]
        made = ask_for_grant(
            agency=agency, purpose=clean["purpose"], sample=chosen, days=clean["days"], by=request.actor
        )
        return reverse("grant", args=[made.ref])

    return form_page(
        request,
        AskForm(request.POST or None, samples=choices, initial={"days": 7}),
        act=act,
        refusals=(GrantDoesNotFit,),
        done=f"Asked. The safeguarding lead of {agency.name} decides. It opens nothing until then.",
        template="grants/ask.html",
        evidence=evidence,
    )


def show_grant(request: HttpRequest, grant: Any) -> HttpResponse:
    """One grant: what for, which sample, who decided, and until when."""
    actor = request.actor
    now = queries.grant_now(grant, now=actor.now)
    may_decide = can(actor, Act.GRANT_DECIDE, grant) and grant.person_id != actor.person_id
    return render(
        request,
        "grants/grant.html",
        {
            "grant": grant,
            "now": now,
            "sample": samples.named([one.subject_ref for one in grant.sample.all()], actor),
            "is_mine": grant.person_id == actor.person_id,
            "ended_by": queries.ended_by(grant),
            "may_decide": may_decide and grant.state == GrantState.ASKED,
            "may_end": may_decide and now.is_live,
            "today": today(actor.now),
        },
    )


def decide(request: HttpRequest, grant: Any) -> HttpResponse:
    """Give leave for the asked days, or refuse it with a reason."""
    form = DecideForm(request.POST or None, initial={"version": grant.version})

    def act(clean: dict[str, Any]) -> str:
        decide_grant(
            grant=grant,
            approve=clean["answer"] == "yes",
            reason=clean["reason"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("grant", args=[grant.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(ReasonNeeded,),
        done="Saved. Whoever asked sees your answer.",
        template="grants/decide.html",
        grant=grant,
        now=queries.grant_now(grant, now=request.actor.now),
        sample=samples.named([one.subject_ref for one in grant.sample.all()], request.actor),
    )


def end(request: HttpRequest, grant: Any) -> HttpResponse:
    """End leave before its last day."""
    form = EndForm(request.POST or None, initial={"version": grant.version})

    def act(clean: dict[str, Any]) -> str:
        end_grant(grant=grant, reason=clean["reason"], expected_version=clean["version"], by=request.actor)
        return reverse("grant", args=[grant.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(ReasonNeeded,),
        done="Ended. It opens nothing from this moment on.",
        page_title="End leave to look – Grants",
        h1="End this leave now?",
        lede="It opens nothing from the moment you save. What was opened until then stands in the trail.",
        submit="End it now",
        back={"text": "Back", "href": reverse("grant", args=[grant.ref])},
        cancel=reverse("grant", args=[grant.ref]),
    )
