"""Which bodies are asked for figures each quarter, and from which quarter on: for whoever sets it up."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.desk import stated as desk
from lineofsight.library.quarterly import Quarterly, quarter_of
from lineofsight.partnership.queries import agencies_of_kinds, today
from lineofsight.records.stated import actions, queries
from lineofsight.records.stated.rules import QUARTERS_ASKED, quarter_words, quarters_asked
from lineofsight.web.form_page import form_page


class AskForm(forms.Form):
    """The bodies of each return, ticked where they are asked, and from when new ones are."""

    def __init__(self, *args: Any, listed: list[tuple[Quarterly, Any]], quarters: Any, **kw: Any):
        super().__init__(*args, **kw)
        for kind, bodies in listed:
            self.fields[kind.id] = forms.MultipleChoiceField(
                label=kind.title,
                required=False,
                choices=[(body.ref, body.name) for body in bodies],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "Choose bodies of this list."},
            )
            # Nobody ticked is an answer: nothing is asked of anybody.
            self.fields[kind.id].is_asked_sometimes = True  # type: ignore[attr-defined]
        self.fields["from_quarter"] = forms.ChoiceField(
            label="From which quarter is a body asked that you tick now?",
            choices=[(one.isoformat(), quarter_words(one)) for one in quarters],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose from which quarter."},
        )


def ask_bodies(request: HttpRequest) -> HttpResponse:
    """Tick who is asked for what. Until somebody does, nobody waits for anything."""
    actor = request.actor
    day = today(actor.now)
    listed = [(kind, agencies_of_kinds({who.agency.value for who in kind.stated_by})) for kind in desk.kinds()]
    earlier = {one for kind, _ in listed for one in quarters_asked(kind, today=day)}
    quarters = sorted({quarter_of(day), *earlier}, reverse=True)[: QUARTERS_ASKED + 1]
    asked: dict[str, list[str]] = {}
    for row in queries.asks_now(actor):
        asked.setdefault(row.quarterly, []).append(row.body.ref)
    form = AskForm(
        request.POST or None,
        listed=listed,
        quarters=quarters,
        initial={**asked, "from_quarter": quarter_of(day).isoformat()},
    )

    def act(clean: dict[str, Any]) -> str:
        first = next(one for one in quarters if one.isoformat() == clean["from_quarter"])
        for kind, bodies in listed:
            chosen = [body for body in bodies if body.ref in clean[kind.id]]
            actions.ask_bodies(kind=kind, bodies=chosen, from_quarter=first, by=actor)
        return reverse("stateds")

    return form_page(
        request,
        form,
        act=act,
        done="Saved. What is asked of each body stands in its work, and here.",
        page_title="Who is asked each quarter",
        h1="Who is asked each quarter?",
        lede="Nothing is asked of a body that is not ticked. A quarter is due once it has ended.",
        submit="Save who is asked",
        cancel=reverse("stateds"),
    )
