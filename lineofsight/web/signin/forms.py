"""The forms of signing in, in our words. What they check is allauth's and Django's."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

NEW_HINT = "At least 12 characters. Three words that do not belong together are good. It may be pasted."
_MAX_PASSWORD = 200


def _word(field: forms.Field, *, label: str, required: str, hint: str = "", **attrs: str) -> None:
    field.label, field.help_text = label, hint
    field.error_messages["required"] = required
    field.widget.attrs = {"autocomplete": field.widget.attrs.get("autocomplete", "off")} | attrs


def _limit(*fields: forms.Field) -> None:
    # A password of a megabyte is an attack, not a password.
    for field in fields:
        field.validators.append(_not_too_long)


def _not_too_long(password: str) -> None:
    if len(password) > _MAX_PASSWORD:
        raise ValidationError(f"A password can have at most {_MAX_PASSWORD} characters.")


class PasswordForm(LoginForm):
    """The first step: address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        _word(self.fields["login"], label="Email address", required="Enter your email address.", spellcheck="false")
        self.fields["login"].error_messages["invalid"] = "Enter the address like this: name@agency.example."
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        _word(self.fields["password"], label="Password", required="Enter your password.")
        _limit(self.fields["password"])


def _word_code(form: forms.Form) -> None:
    _word(
        form.fields["code"],
        label="Code",
        required="Enter the code.",
        hint="6 digits from your authenticator app, or one of your recovery codes.",
        autocomplete="one-time-code",
        inputmode="numeric",
        spellcheck="false",
    )
    form.fields["code"].validators.append(_short_code)


def _short_code(code: str) -> None:
    if len(code) > 20:
        raise ValidationError("Enter the 6 digits, or a recovery code of 8 digits.")


class CodeForm(AuthenticateForm):
    """The second step: a code from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self)


class AgainForm(ReauthenticateForm):
    """The second step once more, before something that cannot be taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self)


class SetUpForm(ActivateTOTPForm):
    """The first code of a new authenticator app, which shows that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_code(self)
        self.fields["code"].label = "Code that the app shows"
        self.fields["code"].help_text = "6 digits. They change every 30 seconds."


class NewPasswordForm(ChangePasswordForm):
    """The present password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        old, new, again = (self.fields[name] for name in ("oldpassword", "password1", "password2"))
        _word(old, label="Present password", required="Enter your present password.")
        _word(new, label="New password", required="Enter a new password.", hint=NEW_HINT)
        _word(again, label="New password again", required="Enter the new password again.")
        _limit(old, new, again)


class InvitationForm(forms.Form):
    """What somebody invited brings along: their name and a password."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        help_text="As colleagues know you. Published pages name roles, never people.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name."},
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=_MAX_PASSWORD,
        help_text=NEW_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password."},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password(self) -> str:
        """Refuse a password that is short, common, or like the name or address."""
        password: str = self.cleaned_data["password"]
        validate_password(password, get_user_model()(email=self._email, name=self.cleaned_data.get("name", "")))
        return password
