"""Sessions in the database, asked for in words of SQL that are put together once: every request asks for its own."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

_ASKED = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is looked up."""

    def load(self) -> dict[str, Any]:
        """What a session holds; nothing, and no key, where it is gone or over."""
        with connection.cursor() as cursor:
            cursor.execute(_ASKED, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return dict(self.decode(row[0]))
