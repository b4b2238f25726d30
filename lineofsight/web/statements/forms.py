"""What people are asked about a statement."""

import re
from typing import Any

from django import forms

from lineofsight.assurance.actions.statements import LONGEST
from lineofsight.assurance.rules import OPINION_MEANINGS, Consent, EvidenceKind
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord, Shows, Spoke
from lineofsight.partnership.queries import agency_choices, find_agency
from lineofsight.web.count_field import CountField
from lineofsight.web.day_field import DayField
from lineofsight.web.evidence.words import EVIDENCE_WORDS
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

KIND_WORDS = {
    SentenceKind.PROGRESS: "Progress: something was done or is in place",
    SentenceKind.INTENTION: "Intention: something is planned",
    SentenceKind.ADVERSE: "Adverse: something is not as it should be",
    SentenceKind.QUOTATION: "Quotation: only what somebody else found",
    SentenceKind.CONTEXT: "Context: about the review itself",
}


# An outside assessment becomes evidence when its text is stored; nobody offers one here.
KIND_CHOICES = [
    (kind.value, f"{words[:1].upper()}{words[1:]}")
    for kind, words in EVIDENCE_WORDS.items()
    if kind is not EvidenceKind.ASSESSMENT
]


class WordingForm(forms.Form):
    """The words of a statement. A likely name in them is told once they are kept: a pseudonym may stand there."""

    text = forms.CharField(
        label="The sentence",
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": "Enter the sentence. To take it out of the Summary, untick the box below."},
    )
    kind = forms.ChoiceField(
        label="What the sentence does",
        required=False,
        choices=[("", "As its words say"), *((kind.value, words) for kind, words in KIND_WORDS.items())],
    )
    action_date = DayField(
        label="Since when it has been in place",
        required=False,
        help_text="For progress: a quotation that is older cannot show it.",
    )
    due_date = DayField(label="By when", required=False, help_text="For an intention: the day by which it is done.")
    owner_role = forms.CharField(
        label="Who answers for it",
        max_length=100,
        required=False,
        help_text="For an intention: a role, never a name. For example: head of service.",
    )
    is_included = forms.BooleanField(label="Is in the Summary", required=False)
    version = Version()


class SpeakerForm(forms.Form):
    """Whose sentence it is."""

    agency = forms.ChoiceField(
        label="Which agency says this?", error_messages={"required": "Choose the agency that says it."}
    )
    version = Version()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["agency"].choices = agency_choices()  # type: ignore[attr-defined]


CONSENT_WORDS = {
    Consent.COUNTED: "To be counted together with others",
    Consent.TOLD: "To be told in other words",
    Consent.QUOTED: "To be quoted, without a name",
}


SPOKE_WORDS = {
    Spoke.CHILD: "Children or young people",
    Spoke.PARENT: "Parents, carers or others of a family",
    Spoke.FAMILY: "Children and parents together",
    Spoke.PRACTITIONER: "Practitioners",
    Spoke.OTHER: "Others",
}


_WHOLE = {"invalid": "Enter a whole number, for example 43.", "min_value": "Enter a whole number, 0 or more."}


class EvidenceForm(AsksAboutNames):
    """A note, a file or a place in a register that shows something, and what it stands behind."""

    title = Words("What is it called?", "Enter what people call it.", most=200, is_long=False)
    kind = forms.ChoiceField(
        label="What kind of evidence is it?",
        choices=KIND_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    note = Words("Note", most=4000, hint="What it is, who made it and how. Name no child, parent or worker.")
    file = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Excel, text or picture, up to 25 MB.",
        error_messages={"empty": "The file is empty. Choose another."},
    )
    about = forms.ChoiceField(
        label="Whom is it about?",
        required=False,
        help_text="The agency at whose work it looks. It is printed with the sentence.",
    )
    register = Words(
        "Register in which it stands",
        most=200,
        hint="Where it stays with its agency. For example: audit register of the trust, entry 14.",
        is_long=False,
    )
    link = forms.CharField(
        label="Address in that register", max_length=400, required=False, help_text="Begins with https://."
    )
    shows = forms.TypedChoiceField(
        label="What does it show?",
        coerce=lambda value: Shows(int(value)),
        choices=[(str(int(value)), value.words) for value in Shows],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it shows."},
    )
    counted_n = CountField(label="How many?", min_value=0, error_messages=_WHOLE)
    counted_of = CountField(label="Of how many?", min_value=0, error_messages=_WHOLE)
    counted_words = Words(
        "What was counted?", most=200, hint="For example: files read by a second person.", is_long=False
    )
    asked = CountField(label="How many were asked?", min_value=0, error_messages=_WHOLE)
    answered = CountField(label="How many answered?", min_value=0, error_messages=_WHOLE)
    heard = Words("What did they raise?", most=2000, hint="The themes, in words by which nobody can be known.")
    spoke = forms.ChoiceField(
        label="Who spoke?",
        required=False,
        choices=[("", "Choose who"), *((value.value, words) for value, words in SPOKE_WORDS.items())],
        help_text="The Summary tells what children and families said, and what practitioners said, in two places.",
    )
    consent = forms.ChoiceField(
        label="What did they agree to?",
        help_text="Only where they agreed to be quoted may their own words stand above, in quotation marks. They are"
        " printed in the part about what people told us, and never in a sentence.",
        required=False,
        choices=[("", "Nothing, or not asked"), *((value.value, words) for value, words in CONSENT_WORDS.items())],
    )
    period_from = DayField(label="First day that it covers", required=False)
    period_to = DayField(label="Last day that it covers", required=False)
    valid_until = DayField(label="Valid until", required=False, help_text="After this day it no longer counts.")
    statements = forms.MultipleChoiceField(
        label="Sentences that rest on it too", required=False, widget=forms.CheckboxSelectMultiple
    )
    actions = forms.MultipleChoiceField(
        label="Actions that rest on it", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, statements: Any = (), actions: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", "The agency that says the sentence"),
            *agency_choices()[1:],
        ]
        offer_ticks(self, statements=statements, actions=actions)

    def clean_about(self) -> Any:
        return find_agency(self.cleaned_data["about"])

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if clean.get("kind") == EvidenceKind.EXPERIENCE and not clean.get("spoke"):
            self.add_error("spoke", "Say who spoke: children, parents or carers, practitioners, or others.")
        return clean


class UsesForm(forms.Form):
    """What evidence that is there already stands behind too."""

    statements = forms.MultipleChoiceField(label="Sentences", required=False, widget=forms.CheckboxSelectMultiple)
    actions = forms.MultipleChoiceField(label="Actions", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, statements: Any = (), actions: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_ticks(self, statements=statements, actions=actions)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("statements") and not clean.get("actions"):
            raise forms.ValidationError("Tick at least one sentence or action, or cancel.")
        return clean


def offer_ticks(form: forms.Form, *, statements: Any, actions: Any) -> None:
    """Give a form what can be ticked; a list with nothing in it is not asked."""
    choices = {
        "statements": [(row.ref, f"{row.position}. {row.current.text[:140]}") for row in statements if row.current],
        "actions": [(row.ref, f"{row.number}. {row.title}") for row in actions],
    }
    for name, listed in choices.items():
        form.fields[name].choices = listed  # type: ignore[attr-defined]
        if not listed:
            del form.fields[name]


class AnswersForm(forms.Form):
    """Which recommendations a sentence answers."""

    recommendations = forms.MultipleChoiceField(
        label="Which recommendations does it answer?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Untick one to say that it answers it no more.",
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.ref, f"{row.number}. {row.title}") for row in rows]
        self.fields["recommendations"].choices = choices  # type: ignore[attr-defined]


_ONLY_YES = re.compile(r"\W*(?:yes|no|ok(?:ay)?|partly|true|fine|n/?a)\W*", re.IGNORECASE)


def only_yes(said: str) -> bool:
    """Whether an answer is one only beside its question."""
    return _ONLY_YES.fullmatch(said) is not None


class OpinionForm(AsksAboutNames):
    """How sure, and the three standing questions. `is_printed`: the first answer stands beside a sentence in print."""

    field_order = ("level", "know", "how", "next_step", "next_test_date")
    know = Words("What do we know?", "Say what we know.", most=2000)
    how = Words("How do we know it?", "Say how we know it.", most=2000)
    next_step = Words("What next?", "Say what should be looked at next.", most=2000)
    level = forms.ChoiceField(
        label="How sure can we be?",
        choices=[(level.value, level.words) for level in OPINION_MEANINGS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how sure we can be."},
    )
    next_test_date = DayField(label="Look again on", required=False)
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_evidenced: bool = True, is_printed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_printed:
            self.fields["know"].help_text = "Printed beside the sentence, in these words."
        if not is_evidenced:
            only = OpinionWord.NO_ASSURANCE
            self.fields["level"].choices = [(only.value, only.words)]  # type: ignore[attr-defined]

    def clean_know(self) -> str:
        said: str = self.cleaned_data["know"]
        if only_yes(said):
            raise forms.ValidationError("Say in a sentence what we know: it is read without the question.")
        return said

    def clean_level(self) -> OpinionWord:
        return OpinionWord(self.cleaned_data["level"])
