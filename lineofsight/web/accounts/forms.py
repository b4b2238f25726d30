"""What the administrator says about an account."""

from datetime import date
from typing import Any

from django import forms

from lineofsight.partnership.queries import agency_choices, find_agency
from lineofsight.partnership.rules import PERSONAL_ROLES, ROLE_WORDS, Role
from lineofsight.publication.partners import kinds_that_approve
from lineofsight.web.choices import offer
from lineofsight.web.words_field import AsksAboutNames, Words


class RoleForm(forms.Form):
    """A role in an agency."""

    agency = forms.ChoiceField(label="Agency", error_messages={"required": "Choose the agency."})
    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *((role.value, ROLE_WORDS[role]) for role in PERSONAL_ROLES)],
        error_messages={"required": "Choose the role."},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        offer(self, "agency", agency_choices())

    def clean(self) -> dict[str, Any]:
        """Somebody of another body would wait for ever for what only a safeguarding partner is asked."""
        clean: dict[str, Any] = super().clean() or {}
        agency = find_agency(clean.get("agency", ""))
        if agency is None or clean.get("role") != Role.EXECUTIVE:
            return clean
        if agency.kind not in kinds_that_approve(on=self.on):
            self.add_error(
                "agency",
                f"{agency.name} is no safeguarding partner: only the council, the integrated care board and the police"
                " approve a Summary. Choose one of them, or another role.",
            )
        return clean


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
