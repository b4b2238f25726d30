"""docs/promises.md names a test for every promise, and the test exists."""

import ast

import pytest

from tests.house.tracked import ROOT
from tests.promises import named_tests

PAGE = ROOT / "docs" / "promises.md"


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
