"""Which test process of a run takes which file: a file whole, all that need the browser together, and those first.

A pytest plugin, in place of xdist's own order where `--dist loadfile` is asked for. A browser, a server and what is
known of the looks of pages are made once for a test process, so that two of them would make them twice. Whoever has
the browser waits for it now and then, and so begins with it, beside others who work. What takes long in few tests
comes next, and last what is many small files: nobody waits at the end for one.
"""

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What opens a page in a browser. A file elsewhere that asks for one is refused by name.
BROWSING = (
    *("tests/journeys/", "tests/web/look/"),
    *("tests/publication/pure/test_html_in_browser.py", "tests/web/signin/test_passkeys.py"),
)
# Folders with files that take long, and the one of many small files.
LONG = ("whole", "matrix", "faults", "cli", "publication", "intake")
LAST = "web"


def part_of(nodeid: str, browsers: int) -> str:
    """What is done by one test process with this test: its file, or all files of one browser.

    So many browsers share the files that need one, by the letters of their names: the same in each process.
    """
    path = nodeid.partition("::")[0]
    if path.startswith(BROWSING):
        return f"browser {sum(path.encode()) % browsers}"
    return path


def turn(part: str) -> int:
    """When a part is begun: smaller before larger."""
    if part.startswith("browser "):
        return 0
    folder = part.split("/")[1]
    return 1 + LONG.index(folder) if folder in LONG else 2 + len(LONG) + (folder == LAST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Our own order for `--dist loadfile`; None leaves it to xdist."""
    if config.getoption("dist") != "loadfile":
        return None
    # Imported here: a run in one process does not have xdist.
    from xdist.scheduler import LoadFileScheduling

    class Parts(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return part_of(nodeid, max(1, self.numnodes // 2))

        def _assign_work_unit(self, node: Any) -> None:
            self.workqueue.move_to_end(min(self.workqueue, key=turn), last=False)
            super()._assign_work_unit(node)

    return Parts(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()) and not item.nodeid.startswith(BROWSING):
            raise pytest.UsageError(f"{item.nodeid} opens a browser: BROWSING in tests/one_browser.py")
