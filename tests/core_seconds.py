"""How many core-seconds a run took, folder by folder, and which took more than they may: told, never asserted.

A pytest plugin. Processor time and not the clock, so that a busy machine says the same as a quiet one. It counts this
process and the processes that have ended in it; what several folders share (a browser, a server, a story told once)
ends with the last test and is counted by itself, not as that test's. What each folder may take stands in
core_seconds.yaml: whoever makes one dearer raises its number there, or finds a cheaper
way to the same claim.
"""

import resource
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).resolve().parent
READING = "reading all tests"
SHARED = "what was shared"
# A run of a few tests says nothing of a folder.
WORTH_TELLING = 60.0

_spent = pytest.StashKey[Counter[str]]()


def used() -> float:
    """The processor's seconds of this process and of those that ended in it."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def folder_of(nodeid: str) -> str:
    """The folder of a test, below tests/."""
    parts = nodeid.partition("::")[0].split("/")
    return parts[1] if len(parts) > 2 else parts[-1]


def over(spent: dict[str, float], budget: dict[str, float]) -> list[str]:
    """The folders that took more than they may, or have no number, dearest first."""
    wanted = [name for name in spent if spent[name] > budget.get(name, 0)]
    return sorted(wanted, key=lambda name: -spent[name])


def lines(spent: dict[str, float], budget: dict[str, float]) -> list[str]:
    """What is told of a run."""
    dearest = sorted(spent, key=lambda name: -spent[name])[:8]
    told = [f"{sum(spent.values()):.0f} core-seconds: " + ", ".join(f"{name} {spent[name]:.0f}" for name in dearest)]
    for name in over(spent, budget):
        may = f"may take {budget[name]:.0f}" if name in budget else "has no number"
        told.append(f"{name} took {spent[name]:.0f} and {may} (tests/core_seconds.yaml)")
    return told


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_spent] = Counter()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    before = used()
    yield
    session.config.stash[_spent][READING] += used() - before


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    before = used()
    answer = yield
    item.config.stash[_spent][folder_of(item.nodeid)] += used() - before
    return answer


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After the last test all that was shared ends; the folder of that test is not charged for it."""
    before = used()
    yield
    if nextitem is None:
        ended = used() - before
        item.config.stash[_spent].update({SHARED: ended, folder_of(item.nodeid): -ended})


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist hands its sum on."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["core_seconds"] = dict(session.config.stash[_spent])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what a worker handed on; one that crashed has nothing."""
    node.config.stash[_spent].update(getattr(node, "workeroutput", {}).get("core_seconds", {}))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    spent = config.stash[_spent]
    if spent.total() < WORTH_TELLING or config.getoption("long"):
        return
    budget = yaml.safe_load((HERE / "core_seconds.yaml").read_text(encoding="utf-8"))[config.getoption("database")]
    terminalreporter.section("core-seconds")
    for line in lines(spent, budget):
        terminalreporter.write_line(line)
