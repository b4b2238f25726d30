"""The rule for small numbers, and the check that counts."""

from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.shelf import load
from lineofsight.publication.gate.checks import counted
from tests.publication.pure import factory

# The sentences here say nothing but their number.
ONLY_A_NUMBER = frozenset(counted.CHECK.codes)
NUMBERS = load().get(SmallNumbers, "figures-in-public", on=factory.TODAY)
