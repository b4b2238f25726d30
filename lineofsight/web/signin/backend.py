"""Who has this address and this password."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

People = get_user_model()
# Asked with every request, and so in words of SQL that need not be put together each time.
_BY_KEY = f"SELECT * FROM {People._meta.db_table} WHERE id = %s AND is_active"  # noqa: S608


class EmailBackend(BaseBackend):
    """People by their address. One hashing whoever asks: unknown, known, gone or without a password."""

    def authenticate(self, request: HttpRequest | None, email: str = "", password: str = "", **credentials: Any) -> Any:
        """The person, or None. An address nobody has costs the same time as a wrong password."""
        try:
            person = People.objects.get_by_natural_key(email)
        except People.DoesNotExist:
            People().set_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: int) -> Any:
        """The person of a session, or None as soon as their access has ended."""
        return next(iter(People.objects.raw(_BY_KEY, [user_id])), None)
