"""The partnership, clock and browsers of imports; a plan is one."""

from tests.web.imports.conftest import bodies, clock, colleague, lead, unit

__all__ = ["bodies", "clock", "colleague", "lead", "unit"]
