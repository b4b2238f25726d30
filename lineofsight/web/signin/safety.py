"""Tell somebody by mail what was done to their own way in. These mails always come, whatever they chose."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from lineofsight.mails.actions import Recipient, put
from lineofsight.mails.rules import MailKind, safety_words
from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.queries import who_is
from lineofsight.partnership.scope import scope

_DONE: Mapping[str, str] = {
    "authenticator.set_up": "an authenticator app was set up",
    "authenticator.codes_renewed": "new recovery codes were made",
    "authenticator.removed": "your authenticator app was taken off, because two administrators agreed",
    "organisation_account.joined": "an account of your organisation was joined to yours, to sign in with",
    "passkey.added": "a passkey was added",
    "passkey.removed": "a passkey was removed",
    "person.password_changed": "your password was changed",
}


def tell_owner(act: str, person: Any) -> None:
    """Put a mail to its owner into the outbox, for an act that somebody else must not do unseen."""
    if act not in _DONE:
        return
    telling = job("account safety", now=clock.now())
    with scope(telling, writes=True):
        put(
            kind=MailKind.SAFETY,
            to=Recipient(words=who_is(person.ref, at=telling.now), person=person),
            words=safety_words(done=_DONE[act], address=settings.LOS_ADDRESS),
            by=telling,
        )
