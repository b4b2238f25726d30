"""One page on which it is said of every sentence of a review which recommendation it answers."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance.actions.chain import say_what_each_answers
from lineofsight.assurance.queries.answering import Answering, recommendations_to_choose, what_each_answers
from lineofsight.web.form_page import form_page

_NONE = "None stated"


class EachAnswersForm(forms.Form):
    """A choice for each sentence. One that answers several is changed on its own page."""

    def __init__(self, *args: Any, rows: tuple[Answering, ...], choices: tuple[Any, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _NONE), *((row.ref, f"{row.number}. {row.title}") for row in choices)]
        for one in rows:
            if len(one.answers) < 2:
                self.fields[one.statement.ref] = forms.ChoiceField(
                    label=f"What sentence {one.statement.position} answers",
                    required=False,
                    choices=offered,
                    initial=one.only,
                    error_messages={"invalid_choice": "Choose one of the recommendations of this review."},
                )
                # What the page showed: what nobody changed here stays as somebody else made it meanwhile.
                self.fields[f"was-{one.statement.ref}"] = forms.CharField(
                    required=False, widget=forms.HiddenInput, initial=one.only
                )

    def changed(self) -> dict[str, str]:
        """What was chosen otherwise than the page showed, by the reference of the sentence."""
        clean = self.cleaned_data
        return {
            name: chosen
            for name, chosen in clean.items()
            if not name.startswith("was-") and chosen != clean.get(f"was-{name}", "")
        }


def say_each_answers(request: HttpRequest, review: Any) -> HttpResponse:
    """Say of each sentence which recommendation it answers, all of them at once."""
    actor = request.actor
    choices = recommendations_to_choose(review, actor)
    rows = what_each_answers(review, actor, choices=choices)
    form = EachAnswersForm(request.POST if request.method == "POST" else None, rows=rows, choices=choices)
    by_ref = {str(row.ref): row for row in choices}
    of_ref = {str(one.statement.ref): one.statement for one in rows}

    def act(clean: dict[str, Any]) -> str:
        changed = {of_ref[name]: [by_ref[ref]] if ref else [] for name, ref in form.changed().items()}
        say_what_each_answers(answers=changed, by=actor)
        return f"{reverse('review', args=[review.ref])}#recommendations"

    silent = [one for one in rows if not one.answers]
    answered = {row.pk for one in rows for row in one.answers}
    return form_page(
        request,
        form,
        act=act,
        done="Saved. What stands behind a sentence stands behind the recommendation that it answers too.",
        template="reviews/answering.html",
        review=review,
        rows=rows,
        choices=choices,
        said=len(rows) - len(silent),
        without=[row for row in choices if row.pk not in answered],
    )
