"""The trail of what a migration writes: with the tables as they stood then, by nobody in person."""

import secrets
from datetime import datetime
from typing import Any

from lineofsight.trail.canonical import canonical, sha256_hex

BY = "job:upgrade"


def record_moved(apps: Any, act: str, *, subject: str, agency: str, at: datetime, **details: Any) -> None:
    """Add one event, as `record` does. In: the tables of the migration, the references of what it wrote and of whose
    agency that is. The caller's transaction is that of the migration."""
    salt, body = secrets.token_hex(32), canonical(details).decode()
    event = apps.get_model("trail", "Event").objects.create(
        act=act,
        at=at,
        actor_ref=BY,
        subject_ref=subject,
        agency_code=agency,
        sens="S1",
        commitment=sha256_hex(f"{salt}\n{body}".encode()),
    )
    apps.get_model("trail", "Payload").objects.create(event=event, salt=salt, body=body)
