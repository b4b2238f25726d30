"""Take evidence away from what it was put behind by mistake, and tell of what was taken away."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions.evidence import NotSaidWhy, untie
from lineofsight.assurance.queries.behind import ticks_on_action
from lineofsight.partnership.queries import today, who_were
from lineofsight.web.form_page import form_page
from lineofsight.web.words_field import AsksAboutNames, Words


class TakeAwayForm(AsksAboutNames):
    """Which evidence, and why."""

    evidence = forms.ChoiceField(
        label="Which evidence does not belong behind it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the evidence to take away."},
    )
    reason = Words(
        "Why does it not belong there?",
        "Say in a line why it does not belong there.",
        most=400,
        hint="Everybody who sees the page reads it. For example: it is about another team.",
        is_long=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined]


def ticks_told(standing: list[Any], ended: list[Any]) -> dict[str, Any]:
    """What a page says of its ticks: whether one stands that could be taken away, and which were."""
    who = who_were(one.ended_by_ref for one in ended)
    return {
        "has_ticks": bool(standing),
        "taken_away": [(one, today(one.ended_at), who(one.ended_by_ref, one.ended_at)) for one in ended],
    }


def take_evidence_away(request: HttpRequest, statement: Any) -> HttpResponse:
    """Say which evidence does not belong behind a sentence, and why. It goes on standing behind everything else."""
    ticks, _ = queries.ticks_of(statement, request.actor)
    return _take_away(
        request,
        {one.evidence.ref: (one, "") for one in ticks},
        address=reverse("statement", args=[statement.ref]),
        done="Taken away. The sentence is judged anew; an opinion that rested on this evidence has lapsed.",
        template="statements/take_away.html",
        statement=statement,
    )


def take_from_action(request: HttpRequest, action: Any) -> HttpResponse:
    """Say which evidence does not belong behind an action, or beside one of its updates, and why."""
    ticks, _ = ticks_on_action(action, request.actor)
    return _take_away(
        request,
        {
            one.ref: (one, f", {'behind the action' if one.thing == action else 'beside ' + one.behind}")
            for one in ticks
        },
        address=reverse("action", args=[action.ref]),
        done="Taken away. The action is judged anew; an opinion that rested on this evidence has lapsed.",
        template="chain/take_away.html",
        row=action,
    )


def _take_away(
    request: HttpRequest, ticks: dict[str, tuple[Any, str]], *, address: str, done: str, template: str, **context: Any
) -> HttpResponse:
    """The form: `ticks` by what is sent, each with what is said of where it stands."""
    choices = [(sent, f"{one.evidence.label} {one.evidence.title}{where}") for sent, (one, where) in ticks.items()]
    form = TakeAwayForm(request.POST or None, initial={"evidence": request.GET.get("evidence", "")}, choices=choices)

    def act(clean: dict[str, Any]) -> str:
        untie(tick=ticks[clean["evidence"]][0], reason=clean["reason"], by=request.actor)
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotSaidWhy,),
        done=done,
        template=template,
        has_ticks=bool(ticks),
        **context,
    )
