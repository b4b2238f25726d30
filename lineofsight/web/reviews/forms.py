"""What people are asked about a review, its outside assessments and its open items."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lineofsight.assurance.rules import OpenKind
from lineofsight.library.clock import ReviewMoment
from lineofsight.partnership.queries import agency_choices
from lineofsight.web.choices import offer
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Upload the report",
        help_text="A report as Word (.docx), OpenDocument (.odt), PDF or text (.txt), of up to 20 MB."
        " Nothing is written until you have looked at what we read.",
        error_messages={"required": "Choose the file of the report.", "empty": "The file is empty. Choose another."},
    )


class AssessmentForm(forms.Form):
    """Who looked at whom, and when."""

    title = forms.CharField(label="Title", max_length=300, error_messages={"required": "Enter its title."})
    body = forms.CharField(
        label="Who looked",
        max_length=200,
        help_text="The body as it calls itself, for example an inspectorate. Never a person.",
        error_messages={"required": "Enter who looked."},
    )
    about = forms.ChoiceField(
        label="About which agency", error_messages={"required": "Choose the agency that was looked at."}
    )
    scope = forms.ChoiceField(
        label="How far it reaches", choices=[("local", "Local"), ("regional", "Regional"), ("national", "National")]
    )
    period_from = DayField(label="First day that it looked at", required=False)
    period_to = DayField(label="Last day that it looked at", required=False)
    published_date = DayField(label="Published on", required=False)
    version = Version()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer(self, "about", agency_choices())


class SourceForm(forms.Form):
    """The published text of an assessment."""

    file = forms.FileField(
        label="Upload the published text",
        help_text="A text file (.txt). Every quotation is compared with it word by word.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty. Choose another."},
    )
    version = Version()


class OpenItemForm(AsksAboutNames):
    """Something not yet done, or not known."""

    kind = forms.ChoiceField(
        label="What is it",
        choices=[(kind.value, kind.value.capitalize()) for kind in OpenKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    text = Words("In one sentence", "Say in one sentence what is not yet done or known.", most=600)
    agency = forms.ChoiceField(label="Whose it is", error_messages={"required": "Choose the agency."})
    since_date = DayField(label="Since", required=False)
    expected_date = DayField(label="When we expect to know or to have done it", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offer(self, "agency", agency_choices())


class DayOfReviewForm(AsksAboutNames):
    """On which day something happened, or that nobody knows."""

    what = forms.ChoiceField(
        label="What happened?", widget=forms.RadioSelect, error_messages={"required": "Choose what happened."}
    )
    day = DayField(label="On which day?", required=False)
    is_unknown = forms.BooleanField(label="We looked, and the day is not known", required=False)
    note = Words(
        "How we know, or why we do not",
        most=400,
        hint="For example: from the letter to the panel. Needed when the day is not known. Name nobody.",
        is_long=False,
    )

    def __init__(self, *args: object, moments: Iterable[ReviewMoment], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(moment.value, moment.words) for moment in moments]
        offer(self, "what", choices)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if "day" in clean and bool(clean["day"]) is bool(clean.get("is_unknown")):
            self.add_error("day", "Enter the day, or tick that it is not known: one of the two.")
        return clean


class ReasonForm(AsksAboutNames):
    """Why."""

    reason = Words("Why", "Say why, in a sentence.", most=400)
    version = Version()
