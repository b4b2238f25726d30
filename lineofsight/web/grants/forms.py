"""What is asked about leave to look."""

from typing import Any

from django import forms

from lineofsight.partnership.grants import LONGEST_DAYS
from lineofsight.web.choices import offer
from lineofsight.web.days_field import DaysField
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words


class AskForm(AsksAboutNames):
    """Why, which sample, and for how long."""

    purpose = Words(
        "What do you want to find out?",
        "Say what you want to find out: the agency reads it before it decides.",
        most=600,
        hint="The agency reads this before it decides. Name no child and no worker.",
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
        offer(self, "sample", samples)


class DecideForm(AsksAboutNames):
    """Whether the agency gives it."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "Give leave"), ("no", "Refuse it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to give leave or to refuse it."},
    )
    reason = Words("Why", most=400, hint="Needed when you refuse it. Whoever asked reads it.")
    version = Version()


class EndForm(AsksAboutNames):
    """Why it ends early."""

    reason = Words(
        "Why does it end now?",
        "Say why it ends: whoever has it reads this.",
        most=400,
        hint="Whoever has it reads this.",
    )
    version = Version()
