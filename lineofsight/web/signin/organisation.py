"""Signing in by an account of one's organisation. It makes no account: it opens the one that an invitation made."""

import logging
import time
from collections.abc import Mapping
from typing import Any

import requests
from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.http import urlencode

from lineofsight.web.signin.id_token import NotBelieved, passed_second_step, read_id_token
from lineofsight.web.signin.joined import NotLetIn, person_behind
from lineofsight.web.signin.limits import count_wrong_try, has_tries_left, may_ask_elsewhere
from lineofsight.web.signin.provider import provider_for, provider_id
from lineofsight.web.signin.second_factor import AT_ORGANISATION

logger = logging.getLogger(__name__)
_TROUBLE = (NotBelieved, OAuth2Error, requests.RequestException, KeyError, TypeError, ValueError)


def begin(request: HttpRequest) -> HttpResponse:
    """Send somebody to their organisation's service, with a question that only this browser can bring back."""
    turned_away = _turned_away(request)
    if turned_away:
        return turned_away
    nonce = get_random_string(43)
    try:
        provider = provider_for(request)
        answer: HttpResponse = provider.redirect(
            request, "login", next_url=get_next_redirect_url(request), auth_params={"nonce": nonce}, nonce=nonce
        )
    except _TROUBLE as trouble:
        return _not_reached(request, trouble)
    return answer


def come_back(request: HttpRequest) -> HttpResponse:
    """Take what the organisation's service says, and sign in whom it is about, if they may come in."""
    turned_away = _turned_away(request)
    if turned_away:
        return turned_away
    if not has_tries_left(request):
        return render(request, "errors/429.html", {}, status=429)
    try:
        claims, state = _claims(request)
        person = person_behind(claims, provider=provider_id(settings.LOS_OIDC.issuer))
    except (*_TROUBLE, NotLetIn) as trouble:
        # The type and our own sentences only: an answer from elsewhere may hold an address.
        known = isinstance(trouble, NotBelieved | NotLetIn)
        logger.warning("An account of the organisation was refused: %s", trouble if known else type(trouble).__name__)
        count_wrong_try(request)
        return render(request, "signin/organisation_refused.html", {"name": settings.LOS_OIDC.name}, status=403)
    return _let_in(request, person, claims, state)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Lead to where one signs out of the organisation's service, where it has such a place."""
    turned_away = _turned_away(request)
    if turned_away:
        return turned_away
    try:
        place = provider_for(request).get_oauth2_adapter(request).openid_config.get("end_session_endpoint", "")
    except _TROUBLE as trouble:
        return _not_reached(request, trouble)
    if not place:
        return HttpResponseRedirect(reverse("signin"))
    return HttpResponseRedirect(f"{place}?{urlencode({'client_id': settings.LOS_OIDC.client})}")


def came_by_organisation(request: HttpRequest) -> bool:
    """Whether this session was begun by an account of the organisation."""
    return any(one["method"] == "socialaccount" for one in get_authentication_records(request, request.user))  # type: ignore[arg-type]


def _claims(request: HttpRequest) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What the service says, and what this browser was sent with. The question can be answered once."""
    organisation = settings.LOS_OIDC
    state = statekit.unstash_state(
        request, state_id=request.GET.get("state", ""), provider_id=provider_id(organisation.issuer)
    )
    if state is None:
        raise NotBelieved("Nobody asked this question in this browser, or it was answered.")
    if "code" not in request.GET:
        raise NotBelieved("The organisation's service did not let them in, or they turned back.")
    if request.GET.get("iss", organisation.issuer) != organisation.issuer:
        raise NotBelieved("Another service answered.")
    provider = provider_for(request)
    there = provider.get_oauth2_adapter(request)
    answer = there.get_client(request, provider.app).get_access_token(
        request.GET["code"], pkce_code_verifier=state["pkce_code_verifier"]
    )
    with get_adapter(request).get_requests_session() as session:
        keys = session.get(there.openid_config["jwks_uri"])
        keys.raise_for_status()
    claims = read_id_token(
        answer["id_token"],
        keys=keys.json(),
        issuer=organisation.issuer,
        client=organisation.client,
        nonce=state["nonce"],
        now=time.time(),
    )
    return claims, state


def _let_in(request: HttpRequest, person: Any, claims: Mapping[str, Any], state: Mapping[str, Any]) -> HttpResponse:
    record_authentication(request, person, method="socialaccount", provider=provider_id(settings.LOS_OIDC.issuer))
    if passed_second_step(claims, words=settings.LOS_OIDC.second_step):
        # It counts from when they passed it there. Without that moment it is never «just now».
        passed_at = claims.get("auth_time")
        at = min(passed_at, time.time()) if isinstance(passed_at, int | float) else 0
        record_authentication(request, person, method="mfa", type=AT_ORGANISATION, at=at)
    entry = Login(user=person, email=person.email, redirect_url=state.get("next"))
    return perform_login(request, entry)


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    if settings.IS_DEMONSTRATION:
        raise Http404
    if settings.LOS_OIDC is None:
        return HttpResponseRedirect(reverse("signin"))
    if not may_ask_elsewhere(request):
        return render(request, "errors/429.html", {}, status=429)
    return None


def _not_reached(request: HttpRequest, trouble: Exception) -> HttpResponse:
    logger.error("The organisation's service (LOS_OIDC_ISSUER) cannot be asked: %s", type(trouble).__name__)
    return render(request, "signin/organisation_away.html", {"name": settings.LOS_OIDC.name}, status=503)
