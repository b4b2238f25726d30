"""The partnership, clock and browsers of imports; a plan is one."""

from tests.web.imports.conftest import bodies, clock, colleague, lead, places, unit

__all__ = ["bodies", "clock", "colleague", "lead", "places", "unit"]
