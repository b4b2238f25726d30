"""What every command of ours is."""

from typing import ClassVar

from django.core.management.base import BaseCommand


class OurCommand(BaseCommand):
    """Begins at once, without Django's checks at each start: to read all addresses took 1.5 of a command's 2.3 seconds.

    Without a database they look at code and settings alone and say the same every time. `./los check` asks them of the
    code, and `run` asks them of an installation, with its database, before it serves anybody (decision 204).
    """

    requires_system_checks: ClassVar[list[str] | str] = []
