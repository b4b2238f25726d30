"""A council that has its key, and its analyst in a browser."""

import sys

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.keys import make_key
from tests.factories.partnership import member, partnership
from tests.records.readings import readers_of_lines
from tests.web.browsers import browser


@pytest.fixture
def read_line_by_line(monkeypatch):
    """A return is read as lines of a number and a day, whatever it says it is."""
    monkeypatch.setitem(sys.modules, "lineofsight.intake.returns.recognise", readers_of_lines())


@pytest.fixture
def of():
    made = partnership()
    make_key(made.council)
    return made


@pytest.fixture
def analyst(of):
    return browser(member(Role.ANALYST, of.council))
