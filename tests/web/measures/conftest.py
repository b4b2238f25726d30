"""A council with a return taken this morning, and the clock and browsers of the rounds."""

from tests.web.sight.conftest import analyst, bodies, browser, clock, council, lead

__all__ = ["analyst", "bodies", "browser", "clock", "council", "lead"]
