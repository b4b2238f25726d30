"""Which tests stand behind which promise, read from docs/promises.md. Standard library only, for `./los promises`."""

import re

_ROW = re.compile(r"^\|\s*(P\d+)\s*\|")
_TEST = re.compile(r"`(tests/[\w/.-]+\.py(?:::\w+)*)`")


def named_tests(text: str) -> dict[str, list[str]]:
    """The tests that each promise names: `{"P1": ["tests/faults/test_kill.py::test_…"], …}`.

    A promise is a table row that begins with its number; every test in it stands in back quotes. A promise that names
    no test has an empty list.
    """
    rows = (row for line in text.splitlines() if (row := _ROW.match(line)))
    return {row[1]: _TEST.findall(row.string) for row in rows}
