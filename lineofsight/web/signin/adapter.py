"""Where Line of Sight differs from allauth: no sign-up, one key for the limits, sealed secrets, our own words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lineofsight.partnership import clock
from lineofsight.partnership.actions import note_sign_in_act
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.scope import scope
from lineofsight.web.signin.qr import qr_svg
from lineofsight.web.signin.recently import proved_recently
from lineofsight.web.signin.safety import tell_owner
from lineofsight.web.signin.sealed_secrets import open_secret, seal_secret

TOO_MANY = "Too many wrong tries. Wait 5 minutes, then try again."
WRONG_PASSKEY = "This passkey was not accepted. Try again, or use another way to sign in."
WRONG_CODE = "This code is not the right one. Enter the code that your app shows now, or a recovery code not used yet."


def note(act: str, person: Any) -> None:
    """Leave a trail of what somebody did to their own way in, and tell them by mail of what nobody else may do."""
    now = clock.now()
    with scope(actor_of(person, now=now), writes=True):
        note_sign_in_act(act, person=person, at=now)
        tell_owner(act, person)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out, and changing one's password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This address and password do not belong together. Check both and try again.",
        "too_many_login_attempts": TOO_MANY,
        "enter_current_password": "Enter your present password.",
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people are invited."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth adds the host of the request, port and all: whoever sends another port each time had no limit.
        return str(credentials.get("email", "")).strip().casefold()

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Whose access ended gets the page that everybody gets."""
        return HttpResponseRedirect(reverse("signin"))

    def get_login_stages(self) -> list[str]:
        """The steps after the first, with ours in place of allauth's second."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "lineofsight.web.signin.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: Any, **hooks: Any) -> Any:
        """Leave a trail of each sign-in."""
        note("person.signed_in", user)
        return super().post_login(request, user, **hooks)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing here: our pages say themselves what happened."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether an act on one's own way in waits for a new proof. Somebody without a second step has none to give."""
        request = context.request
        return is_mfa_enabled(request.user) and not proved_recently(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """One way to prove again who you are: a code. A password alone proves too little."""
        if not is_mfa_enabled(user):
            return []
        return [{"id": "mfa_reauthenticate", "description": "Enter a code", "url": reverse("mfa_reauthenticate")}]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Everybody signs in anew with the new password, on every device."""
        return f"{reverse('signin')}?changed=1"


class MFAAdapter(DefaultMFAAdapter):
    """The second step."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a passkey is made for, as the browser says it."""
        return super().get_public_key_credential_rp_entity() | {"name": "Line of Sight"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name for a passkey that its owner gave none."""
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url, label="QR code of your key. The same key stands below in letters.")
