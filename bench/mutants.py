"""Plant faults into the rules one at a time, and count how many of them the tests see (P15).

./los bench mutants [RULES …] [--show]

RULES are names of the list below; without a name, all but the gate, which takes an hour. `--show` prints each fault
that no test saw, as a change of the code. It works on a copy: nothing here is touched.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench._apart import ROOT, python_of
from bench._measured import Table, machine


@dataclass(frozen=True)
class Rules:
    """Files of rules, below lineofsight/, and the tests that hold them, below tests/."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


RULES = {
    "intervals": Rules(
        ("measures/intervals.py", "measures/agreement.py"),
        ("measures/test_intervals.py", "measures/test_agreement.py"),
    ),
    "control-charts": Rules(("measures/spc.py",), ("measures/test_spc.py",)),
    "disclosure": Rules(
        ("measures/disclosure.py",),
        ("measures/test_disclosure.py", "measures/test_figure.py", "measures/test_attacker.py"),
    ),
    "trail": Rules(("trail/tree.py",), ("trail/test_tree.py",)),
    "gate": Rules(("publication/gate/*.py",), ("publication/pure",)),
}
LONG = {"gate"}
SURVIVED, UNTESTED = "survived", "no tests"


def copied(folder: Path) -> None:
    """What git tracks of this project, as it stands now."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def planted(rules: Rules, folder: Path, *, show: bool) -> dict[str, str]:
    """Plant every fault of one part of the rules: what became of each, by its name."""
    files = [f"lineofsight/{name}" for name in rules.files]
    tests = [f"tests/{name}" for name in rules.tests]
    said = (
        "\n[tool.mutmut]\n"
        f"source_paths = {sorted({file.rpartition('/')[0] for file in files})}\nonly_mutate = {files}\n"
        f"pytest_add_cli_args_test_selection = {tests}\n"
        'pytest_add_cli_args = ["-p", "no:xdist", "-p", "no:cacheprovider"]\n'
        'also_copy = ["lineofsight", "tests", "docs", "requirements", "manage.py", "los"]\n'
        "use_git_change_detection = false\n"
    )
    with open(folder / "pyproject.toml", "a", encoding="utf-8") as project:
        project.write(said)
    mutmut = [str(python_of("mutants", "runtime.txt", "dev.txt", "mutants.txt").with_name("mutmut"))]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LOS_", "DJANGO_"))}
    # The limit of its slowest child is no measure of a busy machine: two at a time.
    subprocess.run([*mutmut, "run", "--max-children", "2"], cwd=folder, env=environment, stdout=sys.stderr, check=True)
    told = subprocess.run([*mutmut, "results", "--all", "true"], cwd=folder, capture_output=True, text=True, check=True)
    became = dict(line.strip().split(": ", 1) for line in told.stdout.splitlines() if ": " in line)
    for name in (name for name, end in became.items() if show and end in {SURVIVED, UNTESTED}):
        subprocess.run([*mutmut, "show", name], cwd=folder, check=True)
    return became


def measured(name: str, *, show: bool) -> tuple[str, ...]:
    """One row: how many were planted, how many were seen."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        copied(folder)
        became = planted(RULES[name], folder, show=show)
    unseen = sum(end in {SURVIVED, UNTESTED} for end in became.values())
    share = f"{100 * (len(became) - unseen) / len(became):.1f} %"
    return (name, ", ".join(RULES[name].files), str(len(became)), str(len(became) - unseen), share)


if __name__ == "__main__":
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")] or [one for one in RULES if one not in LONG]
    if strange := [word for word in wanted if word not in RULES]:
        sys.exit(f"There are no rules “{strange[0]}” here; there are {', '.join(RULES)}.")
    found = [measured(name, show="--show" in sys.argv) for name in wanted]
    heads = ("rules", "files", "faults planted", "seen by a test", "share")
    print(Table(title="Faults planted into the rules (`mutants`)", headers=heads, rows=tuple(found)).markdown())
    print(machine())
