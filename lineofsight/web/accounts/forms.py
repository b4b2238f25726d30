"""What the administrator says about an account."""

from typing import Any

from django import forms

from lineofsight.partnership.queries import agency_choices
from lineofsight.partnership.rules import PERSONAL_ROLES, ROLE_WORDS
from lineofsight.web.words_field import AsksAboutNames, Words


class RoleForm(forms.Form):
    """A role in an agency."""

    agency = forms.ChoiceField(label="Agency", error_messages={"required": "Choose the agency."})
    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *((role.value, ROLE_WORDS[role]) for role in PERSONAL_ROLES)],
        error_messages={"required": "Choose the role."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agency_choices()  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    """Whom to invite, to what."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="Their own address at work: one person, one address.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter their email address.",
            "invalid": "Enter the address like this: name@agency.example.",
        },
    )
    field_order = ("email", "agency", "role")


class SureForm(forms.Form):
    """Nothing to enter: the button is the answer."""


class LostForm(AsksAboutNames):
    """Why the administrator is certain who asked."""

    reason = Words(
        "How do you know that it is they who ask?",
        "Enter how you know that it is they who ask.",
        most=400,
        hint="For example: «They came to my desk with their staff card.» A call or a mail alone is not enough.",
    )
