"""People of a partnership who look at what is looked after."""

from tests.web.rounds.conftest import bodies, browser, clock

__all__ = ["bodies", "browser", "clock"]
