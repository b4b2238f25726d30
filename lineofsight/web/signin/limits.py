"""The limit of wrong tries for the ways in that name nobody: a passkey alone, an account of the organisation, and the
address of a reply link.

Ten in five minutes from one place, as for passwords (promise P17). Not for each person: there is no secret of theirs to
guess, and whoever sent their number ten times would lock them out.
"""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

OTHER_WAY, GUESSED_LINK = "other_way_failed", "reply_link_guessed"
"""What is counted, each on its own: whoever guesses at links is not kept from signing in."""


def has_tries_left(request: HttpRequest, *, at: str = OTHER_WAY) -> bool:
    """Whether one more try may be looked at. Asking costs none."""
    asked = ratelimit.consume(request, app="allauth.account", action=at, limit_get=True, dry_run=True)
    return asked is not None


def count_wrong_try(request: HttpRequest, *, at: str = OTHER_WAY) -> None:
    """Count a wrong try of this place."""
    ratelimit.consume(request, app="allauth.account", action=at, limit_get=True)


def may_ask_elsewhere(request: HttpRequest) -> bool:
    """Whether this place may make us ask another service once more: 30 times a minute."""
    asked = ratelimit.consume(request, app="allauth.account", action="login", limit_get=True)
    return asked is not None
