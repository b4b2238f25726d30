"""The same census read by a national validator and by us: the same issues of two rules, and how long each reads.

./los bench peer PYTHON [CHILDREN …]

PYTHON: the interpreter of an environment of its own, in which `csc-validator-be-cin` is installed with `numpy<2`. It is
nothing that we need, so no lock of ours names it.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._census import write_census
from bench._measured import Table, ms, show, times
from bench.census import READ
from lineofsight.library.clock import Calendar
from lineofsight.library.shelf import load
from tests.intake.returns.peer_rules import issues_of_census

SIZES = (200, 1_000)
# Run by the peer: its own reading into frames, then its own two rules.
PEER = """
import importlib, json, sys, time
from xml.etree import ElementTree
from cin_validator import cin_validator as peer
from cin_validator.test_engine import run_rule
began = time.process_time()
tables = peer.process_data(peer.convert_data(ElementTree.parse(sys.argv[1]).getroot()))
seconds, found = time.process_time() - began, []
for code, year, name, day in (
    ("8675Q", sys.argv[2], "Section47", "S47ActualStartDate"),
    ("8670Q", sys.argv[2], "Assessments", "AssessmentActualStartDate"),
):
    for edition in (year, "cin2024_25", "cin2023_24", "cin2022_23"):
        try:
            rule = importlib.import_module(f"cin_validator.rules.{edition}.rule_{code}")
            break
        except ModuleNotFoundError:
            continue
    told = run_rule(rule.validate, peer.enum_keys({key: table.copy() for key, table in tables.items()}))
    rows = tables[name].reset_index(drop=True)
    for some in told.type1_issues.row_df["ROW_ID"]:
        found += [[code, rows.iloc[int(at)]["LAchildID"], str(rows.iloc[int(at)][day])[:10]] for at in some]
print(json.dumps([seconds, sorted(found)]))
"""
EDITION = "cin2025_26"


def measure(python: str, sizes: tuple[int, ...]) -> Table:
    """Each size once; raises AssertionError where the two do not find the same."""
    rows = []
    calendar = load().newest(Calendar, "england-bank-holidays")
    with TemporaryDirectory(prefix="lineofsight-bench-") as folder:
        for children in sizes:
            path = write_census(Path(folder) / "census.xml", children)
            seconds, theirs = json.loads(_said(python, PEER, str(path), EDITION))
            ours, _, _ = _said(sys.executable, READ, str(path)).split()
            found = sorted(
                [one.rule, one.child, one.day.isoformat()] for one in issues_of_census(path, calendar=calendar)
            )
            assert found == theirs, "The two do not find the same issues."
            rows.append(
                (f"{children:,}", f"{seconds:.1f} s", ms(float(ours)), times(seconds / float(ours)), f"{len(found):,}")
            )
    return Table(
        title="The same census, beside a national validator",
        headers=("children", "it reads", "we read", "against us", "the same issues of 8670Q and 8675Q"),
        rows=tuple(rows),
        notes=("Processor time of the reading alone, each in a process of its own.",),
    )


def _said(python: str, code: str, *arguments: str) -> str:
    done = subprocess.run([python, "-c", code, *arguments], capture_output=True, check=True, text=True)
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    given = tuple(int(word) for word in sys.argv[2:] if word.isdigit())
    show(measure(sys.argv[1], given or SIZES))
