"""A partnership with things to ask about."""

from tests.web.rounds.conftest import bodies, browser, clock, places, unit

__all__ = ["bodies", "browser", "clock", "places", "unit"]
