"""People of a partnership who search."""

from tests.web.rounds.conftest import bodies, browser, clock, places

__all__ = ["bodies", "browser", "clock", "places"]
