"""The partnership room; after each migrate it makes the shared cache and builds row security on PostgreSQL."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _build_walls(*, using: str, **_: Any) -> None:
    from django.core.management import call_command
    from django.db import connections

    from lineofsight.partnership import walls

    # The limits of signing in, shared by all workers. Does nothing when the table is there.
    call_command("createcachetable", database=using, verbosity=0)
    if connections[using].vendor == "postgresql":
        walls.build(connections[using])


class PartnershipConfig(AppConfig):
    name = "lineofsight.partnership"
    label = "partnership"

    def ready(self) -> None:
        # post_migrate is sent once for each app, when all tables are there: ours alone is enough.
        post_migrate.connect(_build_walls, sender=self, dispatch_uid="partnership.walls")
        from lineofsight.partnership import checks  # noqa: F401
