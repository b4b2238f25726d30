"""The passkeys that somebody has: their names, and whether one may go."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class LastSecondStep(Exception):
    """The only second step that somebody has: nobody works here on a password alone."""

    def __str__(self) -> str:
        return "This is your only second step. Add another passkey or an authenticator app first, then remove this one."


@dataclass(frozen=True)
class Passkey:
    """What its owner is told of one. `key` stands in addresses: a hash of its id, which is random."""

    key: str
    name: str
    is_alone: bool
    added_at: datetime
    used_at: datetime | None


def passkeys_of(person: Any) -> tuple[Passkey, ...]:
    """Somebody's passkeys, the oldest first."""
    return tuple(
        Passkey(_key(row), row.wrap().name, may_sign_in_alone(row), row.created_at, row.last_used_at)
        for row in _rows(person)
    )


def passkey_row(person: Any, *, key: str) -> Authenticator | None:
    """The row of somebody's own passkey. None where they have no such one."""
    return next((row for row in _rows(person) if _key(row) == key), None)


def has_passkey(person: Any) -> bool:
    """Whether somebody can be asked for a passkey."""
    return _rows(person).exists()


def may_sign_in_alone(row: Authenticator) -> bool:
    """Whether a passkey was set up to stand for the password too."""
    return row.data.get("alone") is True


def let_sign_in_alone(row: Authenticator) -> None:
    """Note that a new passkey was made to stand for the password too."""
    row.data["alone"] = True
    row.save(update_fields=["data"])


def rename(row: Authenticator, *, name: str) -> None:
    """Give a passkey another name."""
    row.data["name"] = name
    row.save(update_fields=["data"])


def is_last_second_step(row: Authenticator) -> bool:
    """Whether somebody would have no second step without this one. Recovery codes are none: they run out."""
    return not Authenticator.objects.filter(user=row.user_id, type__in=STEPS).exclude(pk=row.pk).exists()


@transaction.atomic
def remove(row: Authenticator) -> None:
    """Take a passkey off. Raises LastSecondStep."""
    # Two removals at the same moment would each count the other's passkey.
    get_user_model().objects.select_for_update().get(pk=row.user_id)
    if is_last_second_step(row):
        raise LastSecondStep
    row.delete()


def _rows(person: Any) -> Any:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("id")


def _key(row: Authenticator) -> str:
    credential = row.wrap().authenticator_data.credential_data
    return hashlib.sha256(credential.credential_id).hexdigest()[:32]
