"""The forms of passkeys. What the browser answers comes in one hidden field; nothing in it is believed."""

import json
import struct
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from lineofsight.web.signin.adapter import TOO_MANY, WRONG_PASSKEY
from lineofsight.web.signin.kept_passkeys import may_sign_in_alone
from lineofsight.web.signin.limits import count_wrong_try, has_tries_left

_MAX_ANSWER = 20_000
# What the libraries raise when bytes from outside are not what they should be; a wrong signature is one of them.
_BROKEN = (ArithmeticError, AttributeError, InvalidSignature, LookupError, TypeError, ValueError, struct.error)
_NAME = "Such as: work laptop. It helps you to know later which one is lost."


class AnswerField(forms.JSONField):
    """What the browser says of a passkey."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, error_messages={"required": WRONG_PASSKEY, "invalid": WRONG_PASSKEY})

    def to_python(self, value: Any) -> Any:
        """The answer as a dictionary. Refuse what is too long, too deep or no dictionary."""
        if len(value or "") > _MAX_ANSWER:
            raise _refused()
        try:
            answer = super().to_python(value)
        except (RecursionError, ValueError):  # too deep, or a number of thousands of digits
            raise _refused() from None
        if answer is not None and not isinstance(answer, dict):
            raise _refused()
        return answer

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing: an answer is used once and never shown again."""
        return None


def _refused() -> ValidationError:
    return ValidationError(WRONG_PASSKEY, code="incorrect_code")


class NewPasskeyForm(AddWebAuthnForm):
    """A new passkey and its name; where the service allows it, whether it stands for the password too."""

    credential = AnswerField()
    name = forms.CharField(label="Name of the passkey", required=False, max_length=60, help_text=_NAME)
    passwordless = forms.BooleanField(
        label="Let it sign me in without my password",
        required=False,
        help_text="Each time it asks for a PIN, a finger or a face. Choose this before you make the passkey.",
    )

    def __init__(self, *args: Any, may_be_alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_alone:
            self.fields.pop("passwordless")

    def clean(self) -> dict[str, Any]:
        try:
            if "credential" in self.cleaned_data:
                RegistrationResponse.from_dict(self.cleaned_data["credential"])
            return super().clean()
        except (ValidationError, *_BROKEN):
            raise _refused() from None


class PasskeyNameForm(forms.Form):
    """Another name for a passkey."""

    name = forms.CharField(
        label="Name of the passkey", max_length=60, help_text=_NAME, error_messages={"required": "Enter a name."}
    )


class _Shown:
    """A passkey that is shown: whatever is wrong with it, the answer is one sentence."""

    def clean_credential(self) -> Authenticator:
        try:
            shown: Authenticator = super().clean_credential()  # type: ignore[misc]
        except _BROKEN:
            raise _refused() from None
        except ValidationError as trouble:
            raise (trouble if trouble.code != "incorrect_code" else _refused()) from None
        return shown


class PasskeyForm(_Shown, AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""

    credential = AnswerField()


class PasskeyAgainForm(_Shown, ReauthenticateWebAuthnForm):
    """A passkey once more, before something that cannot be taken back."""

    credential = AnswerField()


class PasskeyAloneForm(_Shown, LoginWebAuthnForm):
    """A passkey in place of address, password and code. It must have been set up so, and have asked who is there."""

    credential = AnswerField()

    def clean_credential(self) -> Authenticator:
        """The passkey, or the one sentence; each refusal counts as a wrong try."""
        if not has_tries_left(context.request):
            raise ValidationError(TOO_MANY, code="too_many_login_attempts")
        answer = self.cleaned_data["credential"]
        try:
            shown = super().clean_credential()
            if not (may_sign_in_alone(shown) and shown.user.is_active and _asked_who_is_there(answer)):
                raise _refused()
        except ValidationError:
            count_wrong_try(context.request)
            raise
        return shown


def _asked_who_is_there(answer: Any) -> bool:
    return AuthenticationResponse.from_dict(answer).response.authenticator_data.is_user_verified()


def as_options(data: dict[str, Any], which: str) -> str:
    """What the page's script hands to the browser, as text."""
    return json.dumps(data[which]["publicKey"])


def passkey_errors(form: Any) -> list[dict[str, str]]:
    """The errors of a passkey that was shown, for the top of the page: its field is hidden."""
    if form is None or not form.is_bound:
        return []
    return [{"text": str(one), "href": "#passkey"} for errors in form.errors.values() for one in errors]
