"""Say that two references of the source mean one child, after looking at what that would change; and take it back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.sight.merging import would_change
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import today
from lineofsight.records.children import child_called, find_child
from lineofsight.records.identities.actions import (
    NotMerged,
    SameChild,
    merge_subjects,
    merged_around,
    read_as,
    take_apart,
)
from lineofsight.web.form_page import form_page
from lineofsight.web.words_field import AsksAboutNames, Words


class WhichForm(forms.Form):
    """The other reference."""

    other = forms.CharField(
        label="Which other reference means the same child?",
        help_text="Its pseudonym, for example KX4-72M. Where the key is held, the case number leads to it.",
        max_length=40,
        error_messages={"required": "Enter the pseudonym of the other reference."},
    )


class ReasonForm(AsksAboutNames):
    """Why."""

    reason = Words(
        "How do you know?",
        "Say how you know.",
        most=200,
        hint="For example: one number was given twice at the move of the system. Write no name.",
        is_long=False,
    )


def merge_two(request: HttpRequest, child: Any) -> HttpResponse:
    """Ask for the other reference; then show what would change, and ask why."""
    actor = request.actor
    other = find_child(actor, request.GET.get("other", ""))
    if other is None or other.pk == child.pk or other.agency_id != child.agency_id:
        return _ask_which(request, child)

    # The child in the address is recorded by the route; the other one is shown as well.
    note_children_read(what="Are these one child", children=[other.ref], by=actor)

    def act(clean: dict[str, Any]) -> str:
        merge_subjects(subject=other, into=child, reason=clean["reason"], by=actor)
        return reverse("child", args=[child.ref])

    return form_page(
        request,
        ReasonForm(request.POST or None),
        act=act,
        refusals=(SameChild,),
        done=f"Said. {other.shown} is read as {child.shown} from now on.",
        template="sight/merge.html",
        child=child,
        would=would_change(actor, into=child, other=other, today=today(actor.now)),
    )


def _ask_which(request: HttpRequest, child: Any) -> HttpResponse:
    form = WhichForm(request.POST if "other" in request.POST else None)
    if form.is_valid():
        other = child_called(request.actor, form.cleaned_data["other"])
        if other is not None and read_as(other).pk != read_as(child).pk:
            # The other stands in the address by its reference: a pseudonym stands in none.
            return HttpResponseRedirect(f"{reverse('merge', args=[child.ref])}?other={other.ref}")
        form.add_error("other", _why_not(other, child))
    status = 422 if form.errors else 200
    return render(request, "sight/merge_which.html", {"form": form, "child": child}, status=status)


def _why_not(other: Any, child: Any) -> str:
    if other is None:
        return "No child of your agency is read so. Look at the pseudonym again."
    return f"Both are read as {read_as(child).shown} already. There is nothing to merge."


def take_two_apart(request: HttpRequest, child: Any) -> HttpResponse:
    """Say that a reference is a child of its own after all."""
    actor = request.actor

    def act(clean: dict[str, Any]) -> str:
        take_apart(subject=child, reason=clean["reason"], by=actor)
        return reverse("child", args=[child.ref])

    return form_page(
        request,
        ReasonForm(request.POST or None),
        act=act,
        refusals=(NotMerged,),
        done=f"Said. {child.shown} is read as itself again.",
        template="sight/take_apart.html",
        child=child,
        whole=read_as(child),
    )


def merged_with(child: Any) -> dict[str, Any]:
    """What the child's page says of other references: as which it is read, and which are read as it."""
    whole, merged = merged_around(child)
    others = [(one.subject, one.reason, one.recorded_at) for one in merged]
    return {"read_as": whole if whole.pk != child.pk else None, "also": others}
