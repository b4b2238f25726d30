"""The trail room; after each migrate it puts the triggers of the whole project back."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


def _install(*, using: str, **_: Any) -> None:
    from lineofsight.trail import triggers

    triggers.install(using=using)


def _check(*, databases: list[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """A warning and no error: `migrate` runs this check first, and it is `migrate` that mends what it finds."""
    from lineofsight.trail import triggers

    hint = "Run the migrations: they put every trigger in place."
    return [
        checks.Warning(fault, hint=hint, id="trail.W001")
        for alias in databases or []
        for fault in triggers.faults(using=alias)
    ]


class TrailConfig(AppConfig):
    name = "lineofsight.trail"
    label = "trail"

    def ready(self) -> None:
        # post_migrate is sent once for each app, when all tables are there: ours alone is enough.
        post_migrate.connect(_install, sender=self, dispatch_uid="trail.triggers")
        checks.register(_check, checks.Tags.database)
