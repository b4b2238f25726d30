"""The limit of wrong tries for the ways in that name nobody: a passkey alone, an account of the organisation.

Ten in five minutes from one place, as for passwords (promise P17). Not for each person: there is no secret of theirs to
guess, and whoever sent their number ten times would lock them out.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

_ACTION = {"app": "allauth.account", "action": "other_way_failed", "limit_get": True}


def has_tries_left(request: HttpRequest) -> bool:
    """Whether one more try may be looked at. Asking costs none."""
    return ratelimit.consume(request, dry_run=True, **_ACTION) is not None  # type: ignore[arg-type]


def count_wrong_try(request: HttpRequest) -> None:
    """Count a wrong try of this place."""
    ratelimit.consume(request, **_ACTION)  # type: ignore[arg-type]


def may_ask_elsewhere(request: HttpRequest) -> bool:
    """Whether this place may make us ask another service once more: 30 times a minute."""
    asked = ratelimit.consume(request, app="allauth.account", action="login", limit_get=True)
    return asked is not None
