"""Who has an account: invite, give a role, end access, and help somebody who lost their authenticator."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.partnership import actions, queries
from lineofsight.partnership.one_agency import OneAgencyHere
from lineofsight.partnership.rules import ROLE_WORDS, Role
from lineofsight.web.accounts.forms import InviteForm, LostForm, RoleForm, SureForm
from lineofsight.web.form_page import form_page
from lineofsight.web.signin.recently import proved_recently
from lineofsight.web.signin.safety import tell_owner

View = Callable[..., HttpResponse]


def asks_first(view: View) -> View:
    """Ask for the step-up before the form is filled in, and not only when it is sent."""

    @wraps(view)
    def answer(request: HttpRequest, **things: Any) -> HttpResponse:
        if request.method == "GET" and not proved_recently(request):
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        return view(request, **things)

    return answer


def list_accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account, who is invited, and what waits for a second administrator."""
    actor = request.actor
    reports = [
        {"lost": lost, "waits_for_another": actor.person_id in (lost.asked_by_id, lost.person_id)}
        for lost in queries.lost_authenticators(actor)
    ]
    invited = [
        {"invitation": invitation, "role": ROLE_WORDS[Role(invitation.role)]}
        for invitation in queries.open_invitations(actor)
    ]
    context = {"accounts": queries.accounts(actor), "invited": invited, "reports": reports}
    return render(request, "accounts/list.html", context)


@asks_first
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody. The link is shown once, for the administrator to hand over."""
    form = InviteForm(request.POST or None, on=queries.today(request.actor.now))
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"].casefold()
        had_one = queries.open_invitations(request.actor).filter(email=address).exists()
        try:
            invitation, token = actions.invite(
                email=form.cleaned_data["email"],
                agency=queries.find_agency(form.cleaned_data["agency"]),
                role=Role(form.cleaned_data["role"]),
                by=request.actor,
            )
        except actions.HasAccount as known:
            form.add_error("email", str(known))
        except (OneAgencyHere, actions.NotIndependent) as second:
            form.add_error("agency", str(second))
        else:
            link = request.build_absolute_uri(reverse("invitation", args=[token]))
            context = {"invitation": invitation, "link": link, "is_invented": settings.IS_DEMONSTRATION}
            context |= {"had_one": had_one}
            return render(request, "accounts/invited.html", context)
    context = {"form": form, "page_title": "Invite somebody", "h1": "Invite somebody", "submit": "Make the invitation"}
    context |= {"cancel": reverse("accounts"), "lede": "You get a link that works once, for 7 days."}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def show_account(request: HttpRequest, person: Any) -> HttpResponse:
    """One account: its roles, and what can be done."""
    account = queries.account_of(person, now=request.actor.now)
    is_own = request.actor.person_id == person.pk
    return render(request, "accounts/account.html", {"account": account, "is_own": is_own})


@asks_first
def give_role(request: HttpRequest, person: Any) -> HttpResponse:
    """Give somebody who has an account a further role."""

    def act(clean: dict[str, Any]) -> str:
        agency = queries.find_agency(clean["agency"])
        actions.give_role(person=person, agency=agency, role=Role(clean["role"]), by=request.actor)
        return reverse("account", args=[person.ref])

    return form_page(
        request,
        RoleForm(request.POST or None, on=queries.today(request.actor.now)),
        act=act,
        refusals=(actions.HasRole, actions.HasLeft, actions.NotIndependent, actions.OneAgencyAtATime, OneAgencyHere),
        done="The role is given. It counts from today.",
        page_title="Give a role",
        h1="Give a role",
        caption=person.email,
        submit="Give the role",
        cancel=reverse("account", args=[person.ref]),
    )


@asks_first
def end_access(request: HttpRequest, person: Any) -> HttpResponse:
    """End every role and session of somebody who leaves."""

    def act(clean: dict[str, Any]) -> str:
        actions.leave(person=person, by=request.actor)
        return reverse("accounts")

    return form_page(
        request,
        _sent(request),
        act=act,
        refusals=(actions.LastAdministrator,),
        done=f"The access of {person.email} has ended, on every device.",
        page_title="End access",
        h1="End all access?",
        caption=person.email,
        lede="They are signed out at once, on every device, and have no role from now on. What they wrote stays.",
        submit="End all access",
        cancel=reverse("account", args=[person.ref]),
    )


@asks_first
def report_lost(request: HttpRequest, person: Any) -> HttpResponse:
    """Say that somebody lost their authenticator. Another administrator must agree."""

    def act(clean: dict[str, Any]) -> str:
        actions.report_lost_authenticator(person=person, reason=clean["reason"], by=request.actor)
        return reverse("accounts")

    return form_page(
        request,
        LostForm(request.POST or None),
        act=act,
        refusals=(actions.TwoPeopleNeeded, actions.AlreadyReported),
        done="Reported. Nothing has changed yet: another administrator must agree.",
        page_title="Lost authenticator",
        h1="They lost their authenticator",
        caption=person.email,
        lede="Two administrators together take it off. You are the first.",
        submit="Report it",
        cancel=reverse("account", args=[person.ref]),
    )


@asks_first
def approve_lost(request: HttpRequest, lost: Any) -> HttpResponse:
    """Agree, as the second person, that a lost authenticator is taken off."""

    def act(clean: dict[str, Any]) -> str:
        tell_owner("authenticator.removed", actions.approve_lost_authenticator(lost=lost, by=request.actor))
        return reverse("accounts")

    return form_page(
        request,
        _sent(request),
        act=act,
        refusals=(actions.TwoPeopleNeeded,),
        done=f"Taken off. {lost.person.email} sets up a new one at the next sign-in.",
        template="accounts/approve.html",
        lost=lost,
        page_title="Agree to take it off",
        h1="Do you agree?",
        caption=lost.person.email,
        lede="You are the second person. Ask them yourself: face to face, or on a number that you knew before.",
        submit="I asked them and I agree",
        cancel=reverse("accounts"),
    )


def _sent(request: HttpRequest) -> SureForm:
    return SureForm(request.POST if request.method == "POST" else None)
