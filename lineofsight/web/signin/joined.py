"""Whose account here an account of the organisation opens. It is joined once, to somebody who was invited."""

import hashlib
from collections.abc import Mapping
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user_model

from lineofsight.partnership import clock
from lineofsight.partnership.queries import actor_of, came_by_invitation
from lineofsight.partnership.scope import scope
from lineofsight.web.signin.adapter import note
from lineofsight.web.signin.id_token import verified_address


class NotLetIn(Exception):
    """No account here belongs to this account of the organisation. The sentence is for the log."""


def person_behind(claims: Mapping[str, Any], *, provider: str) -> Any:
    """The person whom the organisation's service speaks of. Raises NotLetIn.

    Known by the number that it gave them; the first time by the address that it has verified.
    """
    # Hashed: the organisation's own number for somebody is nothing that we need to keep.
    uid = hashlib.sha256(str(claims["sub"]).encode()).hexdigest()
    joined = SocialAccount.objects.select_related("user").filter(provider=provider, uid=uid).first()
    if joined:
        if not joined.user.is_active:
            raise NotLetIn("Their access has ended.")
        return joined.user
    address = verified_address(claims)
    if not address:
        raise NotLetIn("The organisation's service has not verified their address.")
    person = get_user_model().objects.filter(email=address, is_active=True).first()
    if person is None:
        raise NotLetIn("Nobody here has their address.")
    return _join(person, provider=provider, uid=uid)


def _join(person: Any, *, provider: str, uid: str) -> Any:
    with scope(actor_of(person, now=clock.now()), writes=True):
        # Two accounts of the organisation at the same moment: the second finds the first.
        get_user_model().objects.select_for_update().get(pk=person.pk)
        if not came_by_invitation(person):
            raise NotLetIn("They were never invited.")
        _, is_new = SocialAccount.objects.get_or_create(provider=provider, user=person, defaults={"uid": uid})
        if not is_new:
            # An address is given to the next one of the same name; the account here is not.
            raise NotLetIn("Another account of the organisation is joined to theirs.")
        note("organisation_account.joined", person)
    return person
