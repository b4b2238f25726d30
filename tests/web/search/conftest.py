"""People of a partnership who search."""

from tests.web.rounds.conftest import bodies, browser, clock

__all__ = ["bodies", "browser", "clock"]
