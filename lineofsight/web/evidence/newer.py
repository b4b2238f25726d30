"""A newer version of evidence: offering it, and saying what of the old rests on it too."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance.actions.offer import (
    LinkDoesNotFit,
    NoConsent,
    NothingOffered,
    Offer,
    ShowsTooMuch,
    WrongCount,
)
from lineofsight.assurance.actions.versions import NothingNewer, RestedOnOther, carry, offer_version
from lineofsight.assurance.queries import versions
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.files.actions import FileRefused
from lineofsight.files.queries import find_held
from lineofsight.library.scales import Scope
from lineofsight.web.form_page import form_page
from lineofsight.web.statements.forms import EvidenceForm
from lineofsight.web.statements.offering import kept_file, kinds_and_levels

REACH_WORDS = {
    Scope.LOCAL: "This partnership",
    Scope.REGIONAL: "The region",
    Scope.NATIONAL: "The whole country",
}
_SAME = (
    *("title", "note", "kind", "shows", "register", "link", "counted_n", "counted_of", "counted_words"),
    *("asked", "answered", "heard", "consent", "spoke", "period_from", "period_to", "valid_until", "scope"),
)


class NewerForm(EvidenceForm):
    """What an offer asks, filled in with what the older version says, and how far it reaches."""

    scope = forms.ChoiceField(
        label="How far does it reach?",
        choices=[(value.value, words) for value, words in REACH_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it reaches."},
    )

    def clean_scope(self) -> Scope:
        return Scope(self.cleaned_data["scope"])


class CarryForm(forms.Form):
    """What rested on the older version, to be ticked."""

    statements = forms.MultipleChoiceField(label="Sentences", required=False, widget=forms.CheckboxSelectMultiple)
    actions = forms.MultipleChoiceField(label="Actions", required=False, widget=forms.CheckboxSelectMultiple)
    updates = forms.MultipleChoiceField(
        label="Updates that it was ticked beside", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: tuple[versions.ToCarry, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("statements", "actions", "updates"):
            listed = [one for one in rows if f"{one.kind}s" == name and one.may_carry]
            field = self.fields[name]
            field.choices = [(one.row.ref, _words(one)) for one in listed]  # type: ignore[attr-defined]
            field.initial = [one.row.ref for one in listed if one.is_ticked]
            if not listed:
                del self.fields[name]


def _words(one: versions.ToCarry) -> str:
    row: Any = one.row
    match one.kind:
        case "statement":
            return f"{row.position}. {row.current.text[:140]}"
        case "action":
            return f"{row.label}: {row.title}"
        case _:
            return f"{row.action.label}: {row.text[:140]}"


def newer_version(request: HttpRequest, evidence: Any) -> HttpResponse:
    """Offer a newer version. What the old one says stands in the form already."""
    actor = request.actor
    initial = {name: getattr(evidence, name) for name in _SAME}
    initial["about"] = evidence.about.ref if evidence.about else ""
    form = NewerForm(request.POST or None, request.FILES or None, initial=initial)
    older_file = find_held(actor, evidence.held.ref) if evidence.held else None

    def act(clean: dict[str, Any]) -> str:
        same_file = None if older_file is None or older_file.gone else older_file
        held = kept_file(clean.pop("file"), actor) or same_file
        # Nobody named anybody: it is about whom the older version was about.
        about = clean.pop("about") or evidence.about
        offer = Offer(
            **{**clean, "kind": EvidenceKind(clean["kind"]), "about": about},
            held=held,
            figure=evidence.figure,
            assessment=evidence.assessment,
        )
        made = offer_version(evidence=evidence, offer=offer, by=actor)
        return reverse("carry_over", args=[made.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(*(ShowsTooMuch, NothingOffered, WrongCount, NoConsent, LinkDoesNotFit, FileRefused, NothingNewer),),
        done=f"Offered. {evidence.label} counts until the business unit accepts the newer version.",
        template="evidence/newer.html",
        evidence=evidence,
        older_file=older_file,
        meanings=kinds_and_levels(actor),
    )


def carry_over(request: HttpRequest, evidence: Any) -> HttpResponse:
    """Tick what rests on the newer version too. What is not ticked stays with the old one, and ends with it."""
    actor = request.actor
    rows = versions.to_carry(evidence, actor)
    form = CarryForm(request.POST if request.method == "POST" else None, rows=rows)

    def act(clean: dict[str, Any]) -> str:
        chosen = {
            name: [one.row for one in rows if f"{one.kind}s" == name and one.row.ref in clean.get(name, ())]
            for name in ("statements", "actions", "updates")
        }
        carry(evidence=evidence, by=actor, **chosen)
        return reverse("evidence", args=[evidence.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(RestedOnOther,),
        done=f"Saved. What you ticked rests on {evidence.label} too.",
        template="evidence/carry.html",
        evidence=evidence,
        differs=versions.differs_from_older(evidence, actor),
        rows=[(one, _words(one)) for one in rows if not one.may_carry],
        older=versions.older_of(evidence, actor),
        total=len(rows),
    )
