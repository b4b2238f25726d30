"""«Names that may not be printed»: an agency registers them; the page says how many and when, and never which."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.publication.actions.names import NoName, register_names, take_name_away
from lineofsight.publication.queries.names import names_kept
from lineofsight.web.form_page import form_page
from lineofsight.web.summaries.declaring_forms import NameAwayForm, NamesForm


def register(request: HttpRequest) -> HttpResponse:
    """How many names one's agency has registered, and a form to register more."""
    actor = request.actor

    def act(clean: dict[str, Any]) -> str:
        register_names(names=clean["names"].splitlines(), by=actor)
        return reverse("names")

    return form_page(
        request,
        NamesForm(request.POST or None),
        act=act,
        refusals=(NoName,),
        done="Registered. The check of every Summary looks for these names from now on, and nobody can read them here.",
        template="summaries/names.html",
        kept=names_kept(actor),
    )


def take_away(request: HttpRequest) -> HttpResponse:
    """Type a name again, and it is no longer looked for."""

    def act(clean: dict[str, Any]) -> str:
        take_name_away(name=clean["name"], by=request.actor)
        return reverse("names")

    return form_page(
        request,
        NameAwayForm(request.POST or None),
        act=act,
        refusals=(NoName,),
        done="Taken away. No Summary is held back for this name any more.",
        page_title="Take a name away – Names that may not be printed",
        h1="Which name should be taken away?",
        lede="We cannot show you the names: type it as it was typed then.",
        submit="Take this name away",
        cancel=reverse("names"),
        back={"text": "Back to names", "href": reverse("names")},
    )
