"""What holds for every request: its headers, and who is asking."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from lineofsight.partnership import clock
from lineofsight.partnership.actor import nobody
from lineofsight.partnership.queries import actor_of
from lineofsight.web.editor.leaving import keep_words
from lineofsight.web.signed_out import came_from_us, words_page
from lineofsight.web.signin.second_factor import must_set_up

Answer = Callable[[HttpRequest], HttpResponse]


class Headers:
    """The headers of promise P16 that Django and django-csp do not set. Nothing private is kept by a browser."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        # Sent over plain HTTP too: browsers ignore it there, and nobody can forget it behind a proxy.
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


# Touched at most once a minute: saving the session with every request halves what we can serve.
_TOUCH_SECONDS = 60


class SignedIn:
    """Put the actor on the request; end sessions that were idle too long or are older than twelve hours."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = clock.now()
        request.actor = nobody(now=now)  # type: ignore[attr-defined]
        if request.path.startswith(settings.STATIC_URL) or not request.user.is_authenticated:
            return self.get_response(request)
        seconds = int(time.time())
        began = request.session.setdefault("began", seconds)
        seen = request.session.setdefault("seen", seconds)
        if seconds - seen > settings.IDLE_SECONDS or seconds - began > settings.SESSION_COOKIE_AGE:
            # What somebody was typing is not lost with their session.
            kept = "" if must_set_up(request) else keep_words(request, actor_of(request.user, now=now))  # type: ignore[arg-type]
            logout(request)
            request.actor = nobody(now=now)  # type: ignore[attr-defined]
            if request.headers.get("HX-Request"):
                # A page to sign in on has no place inside the page that asked.
                return HttpResponse(status=401)
            page = None if kept or not came_from_us(request) else words_page(request)
            if page is not None:
                return page
            again = f"&{urlencode({'kept': 1, 'next': kept})}" if kept else ""
            return HttpResponseRedirect(f"/sign-in/?ended=1{again}")
        if seconds - seen > _TOUCH_SECONDS:
            request.session["seen"] = seconds
        request.actor = actor_of(request.user, now=now)  # type: ignore[attr-defined, arg-type]
        if must_set_up(request):
            return HttpResponseRedirect("/sign-in/second-step/")
        return self.get_response(request)
