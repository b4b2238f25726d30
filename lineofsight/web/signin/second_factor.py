"""Nobody works here on a password alone. No address is exempt but those that lead to the second step.

Source of the rule: docs/promises.md, P17.
"""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest

# All that somebody without a second step may ask for: to set it up, to prove it, to leave.
OPEN_WITHOUT = frozenset(
    {"/sign-in/", "/sign-in/second-step/", "/sign-in/passkeys/new/", "/sign-in/again/", "/sign-out/"}
)


# The type of a second step that somebody passed at their organisation.
AT_ORGANISATION = "organisation"


class SecondStep(AuthenticateStage):
    """Ask for the second step, unless the organisation's service has just said that it did."""

    def _should_handle(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, self.login.user)
        return super()._should_handle(request) and not any(one.get("type") == AT_ORGANISATION for one in records)


def has_proved_second_factor(request: HttpRequest) -> bool:
    """Whether this very session passed a second step: another session that did does not lift this one."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def must_set_up(request: HttpRequest) -> bool:
    """Whether this request is turned to the second step: somebody is signed in, by a password alone.

    Never in demonstration mode, where everything is invented and nobody has a password.
    """
    if settings.IS_DEMONSTRATION or not request.user.is_authenticated:
        return False
    if request.path in OPEN_WITHOUT or request.path.startswith(settings.STATIC_URL):
        return False
    return not has_proved_second_factor(request)
