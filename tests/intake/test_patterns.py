"""The patterns of the rules of reading are compiled when they are asked, and every one of them can be."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from lineofsight import intake
from lineofsight.intake.patterns import Waiting, lazily

_HERE = Path(intake.__file__).parent
MODULES = sorted(
    ".".join(path.relative_to(_HERE).with_suffix("").parts) for path in _HERE.rglob("*.py") if path.stem != "__init__"
)
_COUNT = """
import re
compiled = []
first = re._compiler.compile
re._compiler.compile = lambda pattern, flags=0: compiled.append(pattern) or first(pattern, flags)
import lineofsight.intake.adverse, lineofsight.intake.claims, lineofsight.intake.quotations.attribution
before = len(compiled)
lineofsight.intake.claims.is_intention("We will.")
print(before, len(compiled) > before)
"""


def waiting() -> list[tuple[str, str]]:
    """Every pattern of the rules, with the module that holds it."""
    found: list[tuple[str, str]] = []
    for module in MODULES:
        for value in vars(import_module(f"lineofsight.intake.{module}")).values():
            for one in value if isinstance(value, tuple) else (value,):
                found += [(module, part.pattern) for part in _parts(one) if isinstance(part, Waiting)]
    return found


def _parts(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def test_every_pattern_of_the_rules_can_be_compiled():
    patterns = waiting()

    assert len(patterns) > 300
    for module, pattern in patterns:
        assert re.compile(pattern, re.IGNORECASE), module


def test_control_a_wrong_pattern_is_found_when_it_is_asked():
    with pytest.raises(re.error):
        lazily("(").search("any")


def test_a_pattern_answers_as_the_compiled_one_does():
    late, early = lazily(r"(\d+) of", re.IGNORECASE), re.compile(r"(\d+) of", re.IGNORECASE)

    for method in ("search", "match", "fullmatch"):
        assert str(getattr(late, method)("34 OF 40")) == str(getattr(early, method)("34 OF 40"))
    assert late.findall("34 of 40") == early.findall("34 of 40")
    assert late.sub("x", "34 of 40") == early.sub("x", "34 of 40")
    with pytest.raises(AttributeError):
        late.scanner  # noqa: B018


def test_the_rules_are_imported_without_compiling_any():
    told = subprocess.run([sys.executable, "-c", _COUNT], check=True, capture_output=True, text=True).stdout

    before, grows = told.split()
    assert int(before) < 10  # the standard library has a few of its own
    assert grows == "True"
