"""Name a paper that lies before an item of a meeting."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.desk import registers as desk
from lineofsight.library.register import RegisterKind
from lineofsight.partnership.queries import today
from lineofsight.records.registers.actions.papers import name_paper
from lineofsight.records.registers.rules.entries import LONGEST_PLACE, BadAnswers, PaperSaid, WrongEntry
from lineofsight.web.choices import picked
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page


class PaperForm(forms.Form):
    """Which paper, which edition, of which day, and where it is kept."""

    edition = forms.IntegerField(
        label="Which edition?",
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Enter the edition as a whole number, for example 1."
        ),
    )
    on = DayField(label="Of which day?")
    place = forms.CharField(
        label="Its reference there",
        help_text="A number or mark by which it is found there, without a space. No address and no words.",
        max_length=LONGEST_PLACE,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
        error_messages={"max_length": f"Enter {LONGEST_PLACE} letters and digits or fewer."},
    )

    def __init__(self, *args: Any, kind: RegisterKind, **kw: Any) -> None:
        super().__init__(*args, **kw)
        papers, holders = list(kind.papers.items()), list(kind.held_by.items())
        what = picked("Which paper?", papers, "Choose one", "Choose which paper it is.")
        held = picked("Where is it kept?", holders, "Choose one", "Choose where it is kept.")
        self.fields.update({"what": what, "held_by": held})
        self.order_fields(("what", "edition", "on", "held_by", "place"))

    def said(self) -> PaperSaid:
        """What was answered."""
        clean = self.cleaned_data
        return PaperSaid(clean["what"], clean["edition"], clean["on"], clean["held_by"], clean["place"].strip())


def name(request: HttpRequest, entry: Any) -> HttpResponse:
    """Name a paper before an item, or a later edition of one."""
    kind = desk.kind_of(entry)
    if not kind.papers:
        raise WrongEntry(f"Before «{kind.title}» no papers are named.")
    form = PaperForm(request.POST or None, kind=kind, initial={"on": today(request.actor.now), "edition": 1})
    back = f"{reverse('meeting', args=[entry.meeting.ref])}#item-{entry.ref}" if entry.meeting else ""
    address = back or reverse("entry", args=[entry.ref])

    def act(clean: dict[str, Any]) -> str:
        try:
            name_paper(kind=kind, entry=entry, said=form.said(), by=request.actor)
        except BadAnswers as trouble:
            # Each sentence stands at its field.
            raise AtField(trouble) from None
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(AtField,),
        done="Named. Those who keep the register see it at the item.",
        template="registers/form.html",
        kind=kind,
        heading="Name a paper",
        submit="Name it",
        what="The paper itself stays where it is kept. Here stands which, which edition and where.",
        cancel=address,
    )


class AtField(ValueError):
    """The first of what is wrong, with its field."""

    def __init__(self, trouble: BadAnswers) -> None:
        self.field, sentence = next(iter(trouble.wrong.items()))
        super().__init__(sentence)
