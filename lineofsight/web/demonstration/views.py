"""«Who would you like to be?»: one click into a role, so that anybody can see that the walls are real."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from lineofsight.partnership import actions, queries
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.reach import REACH
from lineofsight.partnership.rules import PERSONAL_ROLES, ROLE_WORDS, Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.web.demonstration.roles import PURPOSE, choices
from lineofsight.web.finders import FINDERS

_BACKEND = "lineofsight.web.signin.backend.EmailBackend"
_OWN = {Audience.OWN: "All, drafts too", Audience.HUB: "Once submitted", Audience.PUBLIC: "Only what is published"}
_OTHERS = {
    Audience.OWN: "All, drafts too",
    Audience.HUB: "Once submitted",
    Audience.PARTNERSHIP: "Once accepted for all members",
    Audience.PUBLIC: "Only what is published",
}


def who_to_be(request: HttpRequest) -> HttpResponse:
    """The roles to choose from. There is no such page outside the demonstration."""
    _only_here()
    context = {
        "choices": choices(now=request.actor.now),
        "reaches": [_reach(role) for role in (Role.PUBLIC, *PERSONAL_ROLES)],
        "public_site": _address("public_site"),
        "keep": _own_path(request.headers.get("Referer", ""), request.get_host()),
    }
    return render(request, "demonstration/who_to_be.html", context)


def become(request: HttpRequest) -> HttpResponse:
    """Step into a role: sign in as its person, and stay on the page if the role may see it."""
    _only_here()
    agency = queries.agency_named(request.POST.get("agency", ""))
    role = request.POST.get("role", "")
    if agency is None or role not in {one.value for one in PERSONAL_ROLES}:
        raise Http404
    try:
        person = actions.become(agency=agency, role=Role(role), by=request.actor)
    except actions.NotInDemonstration:
        raise Http404 from None
    login(request, person, backend=_BACKEND)
    actor = queries.actor_of(person, now=request.actor.now)
    keep = _own_path(request.POST.get("keep", ""), request.get_host())
    return HttpResponseRedirect(keep if keep and _may_see(actor, keep) else reverse("home"))


def _only_here() -> None:
    if not settings.IS_DEMONSTRATION:
        raise Http404


def _reach(role: Role) -> tuple[str, str, str, str]:
    purpose = PURPOSE.get(role, "Reads what is published, without an account.")
    return ROLE_WORDS[role], purpose, _OWN[REACH[role].own_from], _OTHERS[REACH[role].other_from]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _own_path(address: str, host: str) -> str:
    """The path of an address of ours, or "" for anybody else's and for the page of roles itself."""
    parts = urlsplit(address)
    is_ours = parts.netloc in ("", host) and parts.path.startswith("/") and not parts.path.startswith("//")
    return parts.path if is_ours and not parts.path.startswith("/demo/") else ""


def _may_see(actor: Actor, address: str) -> bool:
    """Whether a GET of this address would be answered, by the same finders and policy as the page itself."""
    try:
        match = resolve(address)
    except Resolver404:
        return False
    facts: Any = getattr(match.func, "policy", None)
    if facts is None or "GET" not in facts.methods:
        return False
    with scope(actor, writes=False):
        things = [FINDERS[kind](actor, match.kwargs[kind]) for kind in facts.things]
    return all(thing is not None for thing in things) and can(actor, facts.may, things[-1] if things else None)
