"""A council with children in its records, and its safeguarding lead in a browser."""

from tests.web.challenges.conftest import child, health, lead
from tests.web.rounds.conftest import bodies, browser, clock

__all__ = ["bodies", "browser", "child", "clock", "health", "lead"]
