"""Several opinions on one page, with a line of their own each, signed by one press: each is an opinion of its own."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.assurance.actions.opinions import NotAllSigned, OnlyNoAssurance, View, check_each, give_each
from lineofsight.assurance.queries.opining import ToOpine, to_opine
from lineofsight.assurance.rules import OPINION_MEANINGS
from lineofsight.library.scales import OpinionWord
from lineofsight.library.words import counted
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.standing_words import who_checked
from lineofsight.web.statements.forms import only_yes
from lineofsight.web.statements.opinion_look import opinion_look
from lineofsight.web.words_field import AsksAboutNames, Words

AT_ONCE = 5
"""So many on a page: each is read with what it rests on."""


class EachOpinionForm(AsksAboutNames):
    """A choice and a line for each sentence; how it is known, what next and the day for all that are chosen."""

    data: Any

    def __init__(self, *args: Any, rows: tuple[ToOpine, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        levels = [("", "Not now"), *((level.value, level.words) for level in OPINION_MEANINGS)]
        for one in rows:
            ref, number = str(one.statement.ref), one.statement.position
            self.fields[f"level-{ref}"] = forms.ChoiceField(
                label=f"How sure can we be of sentence {number}?", choices=levels, required=False
            )
            self.fields[f"know-{ref}"] = Words(
                f"What do we know of sentence {number}?",
                most=2000,
                hint="Needed where you say how sure. Printed beside the sentence, in these words.",
            )
            self.fields[f"basis-{ref}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=one.basis.sha
            )
        self.fields["how"] = Words("How do we know it?", "Say how we know it.", most=2000, hint="For all of them.")
        self.fields["next_step"] = Words(
            "What next?", "Say what should be looked at next.", most=2000, hint="For all of them."
        )
        self.fields["next_test_date"] = DayField(label="Look again on", required=False)

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        chosen = 0
        for one in self.rows:
            ref = str(one.statement.ref)
            level, know = clean.get(f"level-{ref}"), clean.get(f"know-{ref}", "")
            chosen += bool(level)
            if level and not know:
                self.add_error(f"know-{ref}", "Say what we know.")
            elif level and only_yes(know):
                self.add_error(f"know-{ref}", "Say in a sentence what we know: it is read without the question.")
            elif know and not level:
                self.add_error(f"level-{ref}", "Choose how sure we can be, or take the line out.")
        if not chosen and not self.errors:
            raise forms.ValidationError("Choose how sure we can be of at least one sentence, or cancel.")
        return clean

    def views(self) -> dict[Any, tuple[View, str]]:
        """What was chosen, with the mark of what the person saw of each."""
        clean = self.cleaned_data
        shared = {name: clean[name] for name in ("how", "next_step", "next_test_date")}
        found = {}
        for one in self.rows:
            ref = str(one.statement.ref)
            if level := clean[f"level-{ref}"]:
                view = View(level=OpinionWord(level), know=clean[f"know-{ref}"], **shared)
                found[one.statement] = (view, clean[f"basis-{ref}"])
        return found

    def look_again(self, refs: list[str]) -> None:
        """Show what these rest on now, and have them chosen anew."""
        anew = self.data.copy()
        for one in self.rows:
            if str(one.statement.ref) in refs:
                anew[f"basis-{one.statement.ref}"] = one.basis.sha
                anew[f"level-{one.statement.ref}"] = ""
        self.data = anew


def give_each_opinion(request: HttpRequest, review: Any) -> HttpResponse:
    """Say of several sentences of a review how sure one is; read once more, and signed by one press."""
    actor = request.actor
    shown = {name.removeprefix("basis-") for name in request.POST if name.startswith("basis-")}
    waiting = to_opine(review, actor, also=shown)
    rows = waiting[:AT_ONCE]
    if request.method == "POST":
        # What the page showed, also where somebody has given an opinion on one of them meanwhile.
        rows = tuple(one for one in waiting if str(one.statement.ref) in shown)
    form = EachOpinionForm(request.POST or None, rows=rows)
    signed: list[Any] = []

    def act(clean: dict[str, Any]) -> str:
        try:
            signed.extend(give_each(views=form.views(), by=actor))
        except NotAllSigned as trouble:
            form.look_again(trouble.refs)
            raise
        left = len(waiting) - len(signed)
        return reverse("give_each_opinion" if left else "review", args=[review.ref])

    def look(clean: dict[str, Any]) -> dict[str, Any]:
        try:
            check_each(views=form.views(), by=actor)
        except NotAllSigned as trouble:
            form.look_again(trouble.refs)
            raise
        looks = [
            (row, opinion_look(view, about=row.current.text, is_printed=True, by=actor))
            for row, (view, _) in form.views().items()
        ]
        return {"looks": looks}

    return form_page(
        request,
        form,
        act=act,
        refusals=(OnlyNoAssurance, NotAllSigned),
        done=lambda: (
            f"Signed: {counted(len(signed), 'opinion', 'opinions')}. Each stands as long as its sentence and what it "
            "rests on stay as they are."
        ),
        last_look=look,
        look_template="statements/opinions_look.html",
        template="statements/opinions.html",
        page_title=f"Opinions – {review.name}",
        caption=review.name,
        cancel=reverse("review", args=[review.ref]),
        review=review,
        rows=[(one, who_checked(one.statement, one.basis, one.opinion)) for one in rows],
        waiting=len(waiting),
        meanings=[(level.words, words) for level, words in OPINION_MEANINGS.items()],
    )
