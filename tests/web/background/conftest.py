"""The partnership, clock and browsers of the rounds."""

from tests.web.rounds.conftest import bodies, browser, clock, lead, review, unit

__all__ = ["bodies", "browser", "clock", "lead", "review", "unit"]
