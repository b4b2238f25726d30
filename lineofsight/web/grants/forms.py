"""What is asked about leave to look."""

from typing import Any

from django import forms

from lineofsight.partnership.grants import LONGEST_DAYS
from lineofsight.web.days_field import DaysField


class AskForm(forms.Form):
    """Why, which sample, and for how long."""

    purpose = forms.CharField(
        label="What do you want to find out?",
        max_length=600,
        widget=forms.Textarea,
        help_text="The agency reads this before it decides. Name no child and no worker.",
        error_messages={"required": "Say what you want to find out: the agency reads it before it decides."},
    )
    sample = forms.ChoiceField(
        label="Which files?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which files you ask for. Ask for no more than you need."},
    )
    days = DaysField(
        label="For how many days?",
        most=LONGEST_DAYS,
        help_text=f"1 to {LONGEST_DAYS}, counted from the moment it is given. Then it ends by itself.",
    )

    def __init__(self, *args: Any, samples: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sample"].choices = samples  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Whether the agency gives it."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "Give leave"), ("no", "Refuse it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to give leave or to refuse it."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=400,
        required=False,
        widget=forms.Textarea,
        help_text="Needed when you refuse it. Whoever asked reads it.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    """Why it ends early."""

    reason = forms.CharField(
        label="Why does it end now?",
        max_length=400,
        widget=forms.Textarea,
        help_text="Whoever has it reads this.",
        error_messages={"required": "Say why it ends: whoever has it reads this."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
