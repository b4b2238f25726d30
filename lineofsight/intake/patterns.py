"""Patterns that are compiled when they are first asked.

The rules of reading are some five hundred patterns, and to compile them all takes as long as all else that the program
does when it starts. Whoever imports the rules and reads nothing pays for none of them.
"""

import re
from typing import Any, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class Waiting:
    """A pattern not yet compiled. From the first question on, its methods are the compiled pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _ASKED:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazily(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """Return a pattern that answers as `re.compile(pattern, flags)` does, and is compiled when it is first asked.

    A pattern that is wrong raises re.error only then; a test asks each of them.
    """
    return cast("re.Pattern[str]", Waiting(pattern, int(flags)))
