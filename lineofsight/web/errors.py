"""What people read when something is not there, not theirs, moved on, or went wrong. Nothing they typed is lost."""

import logging
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, is_valid_path, resolve, reverse

from lineofsight.files.store import Damaged, Missing
from lineofsight.partnership import policy
from lineofsight.partnership.moves import Conflict
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Act
from lineofsight.trail.refs import in_threes, new_ref
from lineofsight.web.act_words import ACT_WORDS, who_may
from lineofsight.web.signed_out import words_page

log = logging.getLogger("lineofsight.web")

LOST_FILES = (Missing, Damaged)
ANSWERED = (Http404, Forbidden, Conflict, *LOST_FILES)

# Fields whose words are never shown back: they prove who somebody is.
_SECRET = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2", "code", "key", "version", "basis"})


def new_reference() -> str:
    """A short code that a person can read out, and that stands in the log beside what happened."""
    return in_threes(new_ref())


def answer(request: HttpRequest, trouble: Exception) -> HttpResponse:
    """The page for expected trouble."""
    if isinstance(trouble, Http404):
        return not_found(request)
    if isinstance(trouble, Forbidden):
        rule = f"{trouble.actor.role_words or 'Nobody signed in'} may not {ACT_WORDS[trouble.act]}."
        return _page(request, "403", 403, rule=rule, who_can=_who_can(trouble.act), typed=_typed(request))
    if isinstance(trouble, LOST_FILES):
        reference = new_reference()
        log.error("a kept file is lost or changed (%s), reference %s: restore it from a backup", trouble, reference)
        return _page(request, "503", 503, reference=reference)
    return _page(request, "409", 409, state=str(trouble), typed=_typed(request), you_can=_from_here(request))


def _from_here(request: HttpRequest) -> list[dict[str, str]]:
    """The ways on from what cannot be done: the page of what it was about, by its address, and one's own work."""
    found: list[dict[str, str]] = []
    parts = request.path.strip("/").split("/")[:-1]
    while parts and not found:
        above = f"/{'/'.join(parts)}"
        facts = _route_of(above)
        if facts is not None and "GET" in facts.methods and policy.can(request.actor, facts.may):  # type: ignore[attr-defined]
            found.append({"text": "See how it stands now", "href": above})
        parts.pop()
    return [*found, {"text": "Go to my work", "href": reverse("home")}]


def _who_can(act: Act) -> str:
    return f"Who can: {who_may(act)}."


def _route_of(address: str) -> Any:
    """What `route` says of an address; None where there is none such."""
    try:
        return getattr(resolve(address).func, "policy", None)
    except Resolver404:
        return None


def _typed(request: HttpRequest) -> list[Mapping[str, str]]:
    return [
        {"label": name.replace("_", " ").capitalize(), "text": str(value)}
        for name, value in request.POST.items()
        if name not in _SECRET and len(str(value)) > 20
    ]


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    return render(request, f"errors/{template}.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the one body for what is not there and what you may not see; or on, where only a slash is too many."""
    if request.method in ("GET", "HEAD") and not getattr(request, "resolver_match", None):
        # The list of addresses alone is asked: nothing is said of what stands behind one.
        path = request.path.rstrip("/") if request.path.endswith("/") else f"{request.path}/"
        if is_valid_path(path):
            asked = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{path}?{asked}" if asked else path)
    return _page(request, "404", 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came was not a request that we could read."""
    return _page(request, "400", 400)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without its token: an old page, which keeps every word of it, or somebody else's form."""
    page = words_page(request, is_ours=False)
    return page if page is not None else _page(request, "csrf", 403, typed=_typed(request))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours, with a reference that the log has too."""
    reference = new_reference()
    log.error("server error, reference %s", reference, exc_info=True)
    try:
        return _page(request, "500", 500, reference=reference)
    except Exception:  # the page itself may be what is broken
        log.exception("the error page failed too, reference %s", reference)
        return HttpResponse(
            f"<!DOCTYPE html><html lang=en-GB><title>Line of Sight</title><h1>We cannot show this just now</h1>"
            f"<p>Nothing you saved is lost. Reference {reference}",
            status=500,
        )
