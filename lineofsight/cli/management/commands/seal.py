"""`./los seal`: give every committed event its place in the tree and sign a checkpoint."""

from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.scope import scope
from lineofsight.trail.sealer import OutOfScope, TrailBroken, seal


class Command(OurCommand):
    help = "Seal the trail: number and hash what was recorded, and sign a checkpoint."

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        try:
            with scope(job("seal", now=now), writes=False):
                last = seal(at=now)
        except (TrailBroken, OutOfScope) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{last.size} events are sealed.\n\n{last.note}" if last else "Nothing is recorded yet.")
