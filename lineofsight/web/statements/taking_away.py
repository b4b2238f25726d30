"""Take evidence away from a sentence behind which it was put by mistake, and tell of what was taken away."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions.evidence import NotSaidWhy, untie
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
        "Say in a line why it does not belong behind this sentence.",
        most=400,
        hint="Everybody who sees the sentence reads it. For example: it is about another team.",
        is_long=False,
    )

    def __init__(self, *args: Any, ticks: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.evidence.ref, f"{one.evidence.label} {one.evidence.title}") for one in ticks]
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined]


def ticks_on(statement: Any, actor: Any) -> dict[str, Any]:
    """What a statement's page says of its ticks: whether one stands that could be taken away, and which were."""
    standing, ended = queries.ticks_of(statement, actor)
    who = who_were(one.ended_by_ref for one in ended)
    return {
        "has_ticks": bool(standing),
        "taken_away": [(one, today(one.ended_at), who(one.ended_by_ref, one.ended_at)) for one in ended],
    }


def take_evidence_away(request: HttpRequest, statement: Any) -> HttpResponse:
    """Say which evidence does not belong behind a sentence, and why. It goes on standing behind everything else."""
    ticks, _ = queries.ticks_of(statement, request.actor)
    form = TakeAwayForm(request.POST or None, initial={"evidence": request.GET.get("evidence", "")}, ticks=ticks)

    def act(clean: dict[str, Any]) -> str:
        tick = next(one for one in ticks if one.evidence.ref == clean["evidence"])
        untie(tick=tick, reason=clean["reason"], by=request.actor)
        return reverse("statement", args=[statement.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(NotSaidWhy,),
        done="Taken away. The sentence is judged anew; an opinion that rested on this evidence has lapsed.",
        template="statements/take_away.html",
        statement=statement,
        has_ticks=bool(ticks),
    )
