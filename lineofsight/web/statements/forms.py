"""What people are asked about a statement."""

from django import forms

from lineofsight.assurance.actions.statements import LONGEST
from lineofsight.assurance.rules import OPINION_MEANINGS, EvidenceKind
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord, Shows
from lineofsight.partnership.queries import agency_choices
from lineofsight.web.day_field import DayField
from lineofsight.web.evidence.words import EVIDENCE_WORDS

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
    """The words of a statement."""

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
    due_date = DayField(label="By when", required=False, help_text="For an intention: the day by which it is done.")
    owner_role = forms.CharField(
        label="Who answers for it",
        max_length=100,
        required=False,
        help_text="For an intention: a role, never a name. For example: head of service.",
    )
    is_included = forms.BooleanField(label="Is in the Summary", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SpeakerForm(forms.Form):
    """Whose sentence it is."""

    agency = forms.ChoiceField(
        label="Which agency says this?", error_messages={"required": "Choose the agency that says it."}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["agency"].choices = agency_choices()  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """A note or a file that shows something."""

    title = forms.CharField(
        label="What is it called?", max_length=200, error_messages={"required": "Enter what people call it."}
    )
    kind = forms.ChoiceField(
        label="What kind of evidence is it?",
        choices=KIND_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    note = forms.CharField(
        label="Note",
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text="What it is, who made it and how. Name no child, parent or worker.",
    )
    file = forms.FileField(label="File", required=False, help_text="PDF, Word, Excel, text or picture, up to 25 MB.")
    shows = forms.TypedChoiceField(
        label="What does it show?",
        coerce=lambda value: Shows(int(value)),
        choices=[(str(int(value)), value.words) for value in Shows],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it shows."},
    )
    counted_n = forms.IntegerField(
        label="How many?",
        required=False,
        min_value=0,
    )
    counted_of = forms.IntegerField(label="Of how many?", required=False, min_value=0)
    counted_words = forms.CharField(
        label="What was counted?",
        max_length=200,
        required=False,
        help_text="For example: files read by a second person.",
    )
    period_from = DayField(label="First day that it covers", required=False)
    period_to = DayField(label="Last day that it covers", required=False)
    valid_until = DayField(label="Valid until", required=False, help_text="After this day it no longer counts.")


class OpinionForm(forms.Form):
    """The three standing questions, and how sure."""

    know = forms.CharField(
        label="What do we know?",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Say what we know."},
    )
    how = forms.CharField(
        label="How do we know it?",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Say how we know it."},
    )
    next_step = forms.CharField(
        label="What next?",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Say what should be looked at next."},
    )
    level = forms.ChoiceField(
        label="How sure can we be of this?",
        choices=[(level.value, level.words) for level in OPINION_MEANINGS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how sure we can be."},
    )
    next_test_date = DayField(label="Look again on", required=False)
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_level(self) -> OpinionWord:
        return OpinionWord(self.cleaned_data["level"])
