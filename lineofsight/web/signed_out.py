"""What somebody typed arrived without a session, with an old token, or too long after they proved who they are: the
page that answers holds every word of it.

Nothing is kept on the server and nothing is sent by itself: whoever sits there signs in, reads them and sends them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve

from lineofsight.partnership.rules import RULES, Role
from lineofsight.trail.refs import ALPHABET, REF_LENGTH
from lineofsight.web import sent
from lineofsight.web.day_field import PARTS

# What proves who somebody is never stands on a page again.
_SECRET = frozenset({"password", "password1", "password2", "code"})
# What a page asks anew, or tells this one.
_LOST = "file-not-kept"
_NOT_SENT_ON = frozenset({"csrfmiddlewaretoken", _LOST})
# What a page sends beside what somebody filled in.
_HIDDEN = frozenset({*_NOT_SENT_ON, "key", "version", "basis"})
_A_REF = re.compile(f"[{ALPHABET}]{{{REF_LENGTH}}}")
_DAY = re.compile(f"(.+)-({'|'.join(PARTS)})")
_TICKED = frozenset({"on", "yes"})


@dataclass(frozen=True)
class Typed:
    """What was typed or chosen in one field, as a person reads it."""

    label: str
    text: str


def words_page(request: HttpRequest, *, is_ours: bool = True, has_to_prove: bool = False) -> HttpResponse | None:
    """The page that holds what a form sent; None where it sent no words, or did not come from a page of ours.

    has_to_prove: whoever sent it is signed in, and has to prove again who they are before it is done.
    is_ours: whether the form is known to come from a page of ours; otherwise what the browser says of it is asked.
    """
    if request.method != "POST" or request.headers.get("HX-Request") or _SECRET & request.POST.keys():
        return None
    typed, files = tuple(_typed(request.POST)), dict(_files(request))
    if not (typed or files) or not (is_ours or _says_it_is_ours(request)):
        return None
    actor = getattr(request, "actor", None)
    is_signed_in = actor is not None and actor.is_signed_in
    context = {
        "words": typed,
        "ticks": sum(value in _TICKED or _A_REF.fullmatch(value) is not None for value in _values(request.POST)),
        "sent": sent.kept(request, but=_NOT_SENT_ON),
        "files": files,
        "lost_field": _LOST,
        "send_to": request.get_full_path(),
        "has_to_prove": has_to_prove,
        "has_to_sign_in": not is_signed_in and not _is_public(request),
    }
    return render(request, "errors/words.html", context, status=401 if context["has_to_sign_in"] else 403)


def came_from_us(request: HttpRequest) -> bool:
    """Whether a form came from a page of ours: whoever is signed out is asked before that is otherwise looked at."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    guard = CsrfViewMiddleware(lambda _: HttpResponse())
    guard.process_request(request)
    return guard.process_view(request, view, (), {}) is None


def _says_it_is_ours(request: HttpRequest) -> bool:
    """A browser names the page that a form came from; a page of somebody else cannot name ours."""
    named = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(named).netloc == request.get_host()


def _is_public(request: HttpRequest) -> bool:
    """Whether the address is for anybody, as a reply link is."""
    try:
        facts = getattr(resolve(request.path_info).func, "policy", None)
    except Resolver404:
        return False
    return facts is not None and Role.PUBLIC in RULES[facts.may].to_any


def _files(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Each field of a file, with the name of the file that was chosen: also on the way here through this page."""
    for field in request.FILES:
        yield field, ", ".join(str(one.name) for one in request.FILES.getlist(field))
    for told in request.POST.getlist(_LOST):
        field, _, name = told.partition(":")
        yield field, name


def _values(form: Mapping[str, str]) -> Iterator[str]:
    for name in form:
        if not _is_hidden(name):
            yield from form.getlist(name)  # type: ignore[attr-defined]


def _is_hidden(name: str) -> bool:
    """Whether a page sends it by itself: for all that it shows, or for one row of several («basis-…»)."""
    return name in _HIDDEN or name.startswith(("basis-", "was-"))


def _typed(form: Mapping[str, str]) -> Iterator[Typed]:
    """The fields in their order, three parts of a day as one. The marks of things say nothing to a reader."""
    days: set[str] = set()
    for name in form:
        if _is_hidden(name):
            continue
        if day := _DAY.fullmatch(name):
            if day[1] in days:
                continue
            days.add(day[1])
            values = [" ".join(filter(None, (form.get(f"{day[1]}-{part}", "").strip() for part in PARTS)))]
            name = day[1]
        else:
            values = form.getlist(name)  # type: ignore[attr-defined]
        said = [one.strip() for one in values if one.strip() not in _TICKED and not _A_REF.fullmatch(one.strip())]
        if text := ", ".join(filter(None, said)):
            yield Typed(_label(name), text)


_LABELS: Mapping[str, str] = MappingProxyType({"text": "What you wrote", "note": "Note", "kind": "Kind"})


def _label(name: str) -> str:
    return _LABELS.get(name) or re.sub(r"[_-]+", " ", name).strip().capitalize()
