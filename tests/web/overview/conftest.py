"""A partnership with things to ask about."""

from tests.web.rounds.conftest import bodies, browser, clock, unit

__all__ = ["bodies", "browser", "clock", "unit"]
