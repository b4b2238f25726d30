"""The first page of each role, the footer pages, and whether the service is well."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from lineofsight.assurance.shelf import shelf
from lineofsight.desk.home.pages import home_of
from lineofsight.desk.my_work.queries import work_of
from lineofsight.desk.registers import kept_by
from lineofsight.library.kinds import GlossaryTerm
from lineofsight.partnership.actor import job
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import RULES, Act
from lineofsight.partnership.scope import scope
from lineofsight.trail.once import done_of
from lineofsight.trail.verify import verify
from lineofsight.web.act_words import ACT_WORDS, who_may
from lineofsight.web.home.words import LEADS, LISTS

_FORMS_ASKED = 50


def home(request: HttpRequest) -> HttpResponse:
    """My work: what waits for you. Somebody who has not signed in goes to sign in, or to choose a role."""
    if not request.actor.is_signed_in:
        return HttpResponseRedirect(reverse("who_to_be") if settings.IS_DEMONSTRATION else reverse("signin"))
    actor = request.actor
    work = work_of(actor)
    note_children_read(what="My work", children=work.children, by=actor)
    context: dict[str, Any] = {"work": work, "home": home_of(actor), "today": today(actor.now)}
    context |= {"kept": kept_by(actor), "enters_voice": can(actor, Act.VOICE_BEGIN)}
    return render(request, "home/home.html", context | {"leads": LEADS, "lists": LISTS})


def help_page(request: HttpRequest) -> HttpResponse:
    """What the service is for, and where to turn."""
    return render(request, "home/help.html", {"page_title": "Help", "h1": "Help"})


def glossary(request: HttpRequest) -> HttpResponse:
    """One word for one thing."""
    terms = shelf().entries(GlossaryTerm, on=today(request.actor.now))
    areas: dict[str, list[GlossaryTerm]] = {}
    for term in terms:
        areas.setdefault(term.area.value, []).append(term)
    return render(request, "home/glossary.html", {"areas": sorted(areas.items())})


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the regulations ask for."""
    return render(request, "home/accessibility.html", {})


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, and what is never kept."""
    return render(request, "home/privacy.html", {})


def icon(request: HttpRequest) -> HttpResponse:
    """The mark, for browsers that ask for it by its old name."""
    return HttpResponseRedirect(static("mark.svg"))


def words_sent(request: HttpRequest) -> JsonResponse:
    """Which forms of one's own arrived, of those that a browser still keeps words of."""
    keys = request.GET.getlist("key")[:_FORMS_ASKED]
    return JsonResponse({"sent": done_of(actor_ref=request.actor.ref, keys=keys)})


def health(request: HttpRequest) -> JsonResponse:
    """Whether the database answers; for a monitor, so it says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": settings.LOS_VERSION})


def access(request: HttpRequest) -> HttpResponse:
    """For the data-protection officer: who may do what, and whether the history is whole."""
    rules = [{"act": ACT_WORDS[act], "who": who_may(act)} for act in RULES]
    # Proving that the history is whole means looking at all of it, also at what this reader may not read.
    with scope(job("verify", now=request.actor.now), writes=False):
        verdict = verify()
    return render(request, "home/access.html", {"rules": rules, "verdict": verdict, "today": today(request.actor.now)})
