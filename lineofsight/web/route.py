"""The only way to add an address. Each names the act it does; who may do it stands in the policy.

What a person may not see does not exist (404); what they see and may not do is 403; a move that its state does not
allow, or a stale save, is 409; words that cannot be taken are 422.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.utils.http import urlencode

from lineofsight.partnership import policy
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.looking import note_file_opened, note_read
from lineofsight.partnership.rules import RULES, Act, Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.once import already_done, remember
from lineofsight.trail.refs import ALPHABET, REF_LENGTH
from lineofsight.web import errors
from lineofsight.web.finders import ALONE, FINDERS, Finder
from lineofsight.web.signed_out import words_page
from lineofsight.web.signin.recently import proved_recently

View = Callable[..., HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORM = "GET POST"
"""A page that shows a form and takes it."""


class RefConverter(StringConverter):
    """A random public reference in an address."""

    regex = f"[{ALPHABET}]{{{REF_LENGTH}}}"


for _kind in FINDERS:
    register_converter(RefConverter, _kind)


@dataclass(frozen=True)
class Route:
    """One address: its act, its methods, and the things it names, in order."""

    path: str
    name: str
    may: Act
    methods: tuple[str, ...]
    things: tuple[str, ...]
    only_asks: bool = False

    def takes(self, method: str | None) -> bool:
        """Whether the address takes a method: those it names, and HEAD where it can be read."""
        return method in (*self.methods, "OPTIONS") or (method == "HEAD" and "GET" in self.methods)


ROUTES: list[Route] = []


class NoPolicy(RuntimeError):
    """An address without an act: the service does not start."""


def route(
    address: str, view: View, *, may: Act, name: str, methods: str = "GET", only_asks: bool = False
) -> URLPattern:
    """Add an address. `<statement:ref>` in it becomes the argument `statement`, found within what the actor may see.

    `may` is the act that the policy is asked about, with the last thing named. `methods`: «GET», «GET POST» or «POST».
    `only_asks`: a POST changes nothing, it only keeps out of the address what is asked. It waits for nobody's writing,
    and a view that wrote all the same would fail: nothing is recorded outside a transaction.
    """
    things = tuple(re.findall(r"<(\w+):ref>", address))
    # Django wants each argument once; ours are named by their kind.
    pattern = re.sub(r"<(\w+):ref>", r"<\1:\1>", address)
    facts = Route(address, name, may, tuple(methods.split()), things, only_asks)
    ROUTES.append(facts)
    return path(pattern, _answering(view, facts), name=name)


def third_party(address: str, view: View, *, may: Act, name: str, methods: str = FORM) -> URLPattern:
    """Mount an address of another package under our policy. It names no thing of ours and opens no scope."""
    facts = Route(address, name, may, tuple(methods.split()), ())
    ROUTES.append(facts)

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # A view of another package may take more: Django's forms read PUT as POST.
        if not facts.takes(request.method):
            return HttpResponseNotAllowed(facts.methods)
        actor = request.actor  # type: ignore[attr-defined]
        if not policy.can(actor, may):
            return _turned_away(request, actor, may)
        return view(request, *args, **kwargs)

    answer.policy = facts  # type: ignore[attr-defined]
    return path(address, answer, name=name)


def _answering(view: View, facts: Route) -> View:
    def answer(request: HttpRequest, **words: str) -> HttpResponse:
        if not facts.takes(request.method):
            return HttpResponseNotAllowed(facts.methods)
        actor: Actor = request.actor  # type: ignore[attr-defined]
        rule = RULES[facts.may]
        if not actor.is_signed_in and Role.PUBLIC not in rule.to_any:
            return _to_sign_in(request)
        is_write = request.method not in SAFE and not facts.only_asks
        try:
            with scope(actor, writes=is_write):
                refs = {kind: words[kind] for kind in facts.things}
                found = _found(actor, refs, {**FINDERS, **ALONE})
                if not policy.can(actor, facts.may, next(reversed(found.values()), None)):
                    return _turned_away(request, actor, facts.may)
                if is_write and rule.step_up and not proved_recently(request):
                    return _to_prove(request)
                whole = _found(actor, {kind: ref for kind, ref in refs.items() if kind in ALONE}, FINDERS)
                things = {**words, **found, **whole}
                if is_write:
                    return _once(request, actor, view, things)
                response = view(request, **things)
                if request.method == "GET" and response.status_code == 200:
                    # The one place where looking is recorded; which looking is, says partnership/reads.py.
                    _note(facts, next(reversed(found.values()), None), actor)
                return response
        except errors.ANSWERED as trouble:
            return errors.answer(request, trouble)
        except IntegrityError:
            # The same form, sent twice at the same moment: the first has answered it by now.
            if not request.POST.get("key"):
                raise
            with scope(actor, writes=True):
                location = already_done(actor_ref=actor.ref, key=request.POST["key"])
            if location is None:
                raise
            return HttpResponseRedirect(location)

    answer.policy = facts  # type: ignore[attr-defined]
    return answer


def _note(facts: Route, thing: Any, actor: Actor) -> None:
    if facts.may is Act.FILE_READ:
        note_file_opened(held=thing, by=actor)
    elif thing is not None:
        note_read(row=thing, by=actor)


def _found(actor: Actor, refs: Mapping[str, str], finders: Mapping[str, Finder]) -> dict[str, Any]:
    things = {}
    for kind, ref in refs.items():
        thing = finders[kind](actor, ref)
        if thing is None:
            raise Http404
        things[kind] = thing
    return things


def _once(request: HttpRequest, actor: Actor, view: View, things: Mapping[str, Any]) -> HttpResponse:
    """Do what the form asks, once: a second post with its key is answered as the first was."""
    key = request.POST.get("key", "")[:80]
    if key and actor.is_signed_in:
        location = already_done(actor_ref=actor.ref, key=key)
        if location is not None:
            return HttpResponseRedirect(location)
    response = view(request, **things)
    if response.status_code >= 400 and not getattr(response, "is_kept", False):
        # Whatever the view began, an answer that refuses leaves nothing behind, but for what a view keeps on purpose.
        transaction.set_rollback(True)
    elif key and actor.is_signed_in and isinstance(response, HttpResponseRedirect):
        remember(actor_ref=actor.ref, key=key, location=response.url[:400], at=actor.now)
    return response


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        # A page to sign in on has no place inside the page that asked: it says so itself.
        return HttpResponse(status=401)
    # Whatever was typed has passed the guard against other people's forms by now.
    page = words_page(request)
    if page is not None:
        return page
    query = urlencode({"next": request.get_full_path()}) if request.method in SAFE else ""
    return HttpResponseRedirect(f"/sign-in/{'?' + query if query else ''}")


def _to_prove(request: HttpRequest) -> HttpResponse:
    # Whatever was typed stands in the page that answers, and is sent once they have proved it.
    page = words_page(request, has_to_prove=True)
    if page is not None:
        return page
    back = request.META.get("HTTP_REFERER") or "/"
    return HttpResponseRedirect(f"/sign-in/again/?{urlencode({'next': back})}")


def _turned_away(request: HttpRequest, actor: Actor, act: Act) -> HttpResponse:
    if not actor.is_signed_in:
        return _to_sign_in(request)
    return errors.answer(request, policy.Forbidden(act, actor))


def check_all_have_a_policy(patterns: list[Any]) -> None:
    """Raise NoPolicy for an address that did not come through `route` or `third_party`. Run when the site starts."""
    for pattern in patterns:
        if not isinstance(pattern, URLPattern) or not hasattr(pattern.callback, "policy"):
            raise NoPolicy(f"The address {pattern.pattern} has no policy. Add it with route(…, may=…).")
