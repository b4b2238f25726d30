"""The pure floors are told the day and the chance; they never look. import-linter cannot see this."""

import ast
import fnmatch
import re
import tomllib

import pytest

from tests.house.tracked import PACKAGE, ROOT, modules, texts

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
PURE = next(contract["source_modules"] for contract in CONTRACTS if contract["id"] == "pure")
# New references are random by their nature; everything else takes chance as an argument.
MAY_BE_RANDOM = {"lineofsight/trail/refs.py"}
CLOCK = {"now", "today", "utcnow", "localdate", "localtime"}
CLOCK_OWNERS = {"datetime", "date", "timezone", "dt"}


def is_pure(name: str) -> bool:
    """True for the file of a module that the contract `pure` names, or of one below it."""
    module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    patterns = [pattern.replace("**", "*") for pattern in PURE]
    return any(fnmatch.fnmatch(module, one) for pattern in patterns for one in (pattern, f"{pattern}.*"))


def looks_at_the_clock(tree: ast.Module) -> list[str]:
    """The places where a module asks for the time of day."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=asked):
                if (owner in CLOCK_OWNERS and asked in CLOCK) or (owner == "time" and asked != "min"):
                    found.append(f"line {node.lineno}: {owner}.{asked}")
            case ast.Import(names=names) if any(name.name == "time" for name in names):
                found.append(f"line {node.lineno}: import time")
            case ast.ImportFrom(module="time"):
                found.append(f"line {node.lineno}: from time")
    return found


def takes_a_chance(tree: ast.Module) -> list[str]:
    """The places where a module asks for something random."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and {name.name for name in node.names} & {"random", "secrets", "uuid"})
        or (isinstance(node, ast.ImportFrom) and node.module in {"random", "secrets", "uuid"})
    ]


def test_no_pure_module_looks_at_the_clock():
    found = {name: looks_at_the_clock(tree) for name, tree in modules(PACKAGE) if is_pure(name)}

    assert len(found) > 20
    assert {name: places for name, places in found.items() if places} == {}


def test_everybody_asks_one_clock():
    """So that the demonstration's days can go on from the day it was told as at."""
    asked = {
        name for name, tree in modules(PACKAGE) if any("timezone.now" in place for place in looks_at_the_clock(tree))
    }

    # How long a session lasts is a matter of the machine, not of the story.
    assert asked == {"lineofsight/partnership/clock.py", "lineofsight/web/signin/sessions.py"}


def test_no_pure_module_takes_a_chance():
    pure = [(name, tree) for name, tree in modules(PACKAGE) if is_pure(name) and name not in MAY_BE_RANDOM]

    assert [(name, found) for name, tree in pure if (found := takes_a_chance(tree))] == []


# A day in England begins an hour before that of UTC for half a year: `today(moment)` says which it is.
A_DAY_OF_UTC = re.compile(r"(?:_at|\bat|\bby\.now|actor\.now|moment)\.(?:date\(\)|day\b)|%B")
# A moment of a sheet is in no zone; a PDF says «%%BeginResource».
NO_DAY = ("lineofsight/intake/readers/", "lineofsight/publication/render/pdf_words.py")


def test_days_are_those_of_england_and_months_are_in_our_own_words():
    ours = {
        name: text for name, text in texts(".py") if name.startswith("lineofsight/") and not name.startswith(NO_DAY)
    }

    assert len(ours) > 500
    assert [name for name, text in ours.items() if A_DAY_OF_UTC.search(text)] == []


@pytest.mark.parametrize("line", ["link.expires_at.day", "by.now.date()", "moment.date()", 'f"{day:%B %Y}"'])
def test_control_a_day_of_utc_and_a_month_of_the_machine_are_found(line):
    assert A_DAY_OF_UTC.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now()",
        "datetime.datetime.now(UTC)",
        "date.today()",
        "timezone.now()",
        "timezone.localdate()",
        "import time",
        "from time import monotonic",
    ],
)
def test_control_a_look_at_the_clock_is_found(line):
    assert looks_at_the_clock(ast.parse(line))


@pytest.mark.parametrize("line", ["import random", "from secrets import token_hex", "import uuid"])
def test_control_a_chance_is_found(line):
    assert takes_a_chance(ast.parse(line))


@pytest.mark.parametrize(
    "name",
    [
        "lineofsight/assurance/rules/review.py",
        "lineofsight/library/shelf.py",
        "lineofsight/publication/gate/__init__.py",
    ],
)
def test_control_the_pure_floors_are_recognised(name):
    assert is_pure(name)


@pytest.mark.parametrize("name", ["lineofsight/assurance/models.py", "lineofsight/trail/models.py"])
def test_control_the_other_floors_are_recognised(name):
    assert not is_pure(name)
