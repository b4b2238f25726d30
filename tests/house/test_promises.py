"""docs/promises.md names a test for every promise, and the test exists."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tracked import ROOT
from tests.promises import named_tests

PAGE = ROOT / "docs" / "promises.md"
# What a test does more of at length: it carries the mark, or asks how long the run is.
LONGER = re.compile(r"^@pytest\.mark\.long\b|^def test_\w+\([^)]*\b(?:is_long_run|kills)\b", re.MULTILINE)


def missing(tests: list[str]) -> list[str]:
    """The tests of a promise that no file holds."""
    return [test for test in tests if not exists(*test.split("::"))]


def exists(file: str, *names: str) -> bool:
    path = ROOT / file
    if not path.is_file():
        return False
    body: list[ast.stmt] = ast.parse(path.read_text(encoding="utf-8")).body
    for name in names:
        found = [part for part in body if getattr(part, "name", None) == name]
        if not found:
            return False
        body = getattr(found[0], "body", [])
    return True


@pytest.mark.skipif(not PAGE.exists(), reason="docs/promises.md is not written yet")
def test_every_promise_names_tests_that_exist():
    promises = named_tests(PAGE.read_text(encoding="utf-8"))

    assert promises
    assert {promise: missing(tests) for promise, tests in promises.items() if missing(tests)} == {}
    assert [promise for promise, tests in promises.items() if not tests] == []


def test_control_a_promise_is_read_with_its_tests():
    page = "| P1 | nothing is lost | `tests/a.py::test_x` and `tests/b.py` |\n| P2 | no more | – |\ntext P3\n"

    assert named_tests(page) == {"P1": ["tests/a.py::test_x", "tests/b.py"], "P2": []}


@pytest.mark.parametrize("test", ["tests/nowhere.py", "tests/house/test_promises.py::test_never_written"])
def test_control_a_test_that_does_not_exist_is_missing(test):
    assert missing([test]) == [test]


def test_control_a_test_that_exists_is_not_missing():
    assert missing(["tests/house/test_promises.py::test_control_a_test_that_exists_is_not_missing"]) == []


def run_at_length() -> list[str]:
    """What `.ci/run --long` runs at its whole length: the tests of every promise, and the folders that it names."""
    named = [
        test.partition("::")[0] for tests in named_tests(PAGE.read_text(encoding="utf-8")).values() for test in tests
    ]
    commands = re.findall(r'"test --long ([^"]+)"', (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    folders = [word for command in commands if "--database" not in command for word in command.split()]
    return [*named, *folders]


def left_out(files: dict[str, str], reached: list[str]) -> list[str]:
    """The files of tests that do more at length and that nothing runs at length."""
    longer = {path for path, text in files.items() if LONGER.search(text)}
    return sorted(path for path in longer if not any(Path(path).is_relative_to(at) for at in reached))


def test_everything_that_does_more_at_length_is_run_at_length():
    files = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in ROOT.glob("tests/**/test_*.py")}

    assert left_out(files, run_at_length()) == []


def test_control_a_long_test_that_nothing_runs_is_named():
    files = {
        "tests/a/test_x.py": "@pytest.mark.long\n",
        "tests/b/test_y.py": "def test_y(kills):\n",
        "tests/c/test_z.py": "",
    }

    assert left_out(files, ["tests/a"]) == ["tests/b/test_y.py"]
    assert left_out(files, ["tests/a", "tests/b/test_y.py"]) == []
