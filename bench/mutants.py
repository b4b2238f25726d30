"""Plant faults into the rules one at a time, and count how many of them the tests see (P15).

./los bench mutants [RULES …] [--sample N] [--seed S] [--show]

RULES are names of the list below; without a name, all but those that take an hour. `--sample` draws so many of the
faults of each by the seed, where all of them would take too long; the draw is the same for the same code. `--show`
prints each fault that no test saw, as a change of the code. It works on a copy: nothing here is touched.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

from bench._apart import ROOT, python_of
from bench._measured import Table, machine


@dataclass(frozen=True)
class Rules:
    """Files of rules, below lineofsight/, and the tests that hold them, below tests/."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


GATE = (
    *("amounts", "class_of", "every_value", "exported", "judge", "lies", "overrides", "percent_in_print", "pointing"),
    *("rounded", "small", "verbatim", "wherever_a_sentence_stands"),
)
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
    "policy": Rules(
        ("partnership/policy.py", "partnership/rules.py", "partnership/reach.py", "partnership/reads.py"),
        ("partnership/test_policy.py", "matrix/test_rules.py"),
    ),
    "sight": Rules(("sight/plain/*.py", "sight/compile/*.py"), ("sight", "spec")),
    # Not the tests of what is printed: they judge an edition on their way to a page, and take a browser and an office.
    "gate": Rules(("publication/gate/*.py",), tuple(f"publication/pure/test_{name}.py" for name in GATE)),
}
LONG = {"sight", "gate"}
SURVIVED, UNTESTED, UNTRIED = "survived", "no tests", "not checked"


@dataclass(frozen=True, kw_only=True)
class Draw:
    """How many faults are tried of those there are (0: all of them), and the seed that they are drawn by."""

    most: int
    seed: int


def copied(folder: Path) -> None:
    """What git tracks of this project, as it stands now."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def planted(rules: Rules, folder: Path, *, draw: Draw, show: bool) -> tuple[int, dict[str, str]]:
    """Plant the faults of one part of the rules: how many there are, and what became of each that was drawn."""
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
    # Names of tests that come out of a set are the same in each of its processes.
    environment["PYTHONHASHSEED"] = "0"

    def run(*names: str, check: bool = True) -> None:
        # The limit of its slowest child is no measure of a busy machine: two at a time.
        command = [*mutmut, "run", "--max-children", "2", *names]
        subprocess.run(command, cwd=folder, env=environment, stdout=sys.stderr, check=check)

    def results() -> dict[str, str]:
        command = [*mutmut, "results", "--all", "true"]
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
        return dict(line.strip().split(": ", 1) for line in told.splitlines() if ": " in line)

    if draw.most:
        # It makes the faults before it looks for those that it is asked for, and is asked for none that there is.
        run("none of them", check=False)
        everyone = sorted(results())
        run(*random.Random(draw.seed).sample(everyone, min(draw.most, len(everyone))))
    else:
        run()
    found = results()
    became = {name: end for name, end in found.items() if end != UNTRIED}
    for name in (name for name, end in became.items() if show and end in {SURVIVED, UNTESTED}):
        subprocess.run([*mutmut, "show", name], cwd=folder, check=True)
    return len(found), became


def measured(name: str, *, draw: Draw, show: bool) -> tuple[str, ...]:
    """One row: how many were planted, how many were seen."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        copied(folder)
        there, became = planted(RULES[name], folder, draw=draw, show=show)
    unseen = sum(end in {SURVIVED, UNTESTED} for end in became.values())
    share = f"{100 * (len(became) - unseen) / len(became):.1f} %"
    number = str(there) if len(became) == there else f"{len(became)} of {there}, drawn by seed {draw.seed}"
    return (name, ", ".join(RULES[name].files), number, str(len(became) - unseen), share)


if __name__ == "__main__":
    parser = ArgumentParser(prog="./los bench mutants")
    parser.add_argument("rules", nargs="*")
    parser.add_argument("--sample", type=int, default=0, help="how many faults of each; without it all of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    wanted = asked.rules or [one for one in RULES if one not in LONG]
    if strange := [word for word in wanted if word not in RULES]:
        sys.exit(f"There are no rules “{strange[0]}” here; there are {', '.join(RULES)}.")
    drawn = Draw(most=asked.sample, seed=asked.seed)
    found = [measured(name, draw=drawn, show=asked.show) for name in wanted]
    heads = ("rules", "files", "faults planted", "seen by a test", "share")
    print(Table(title="Faults planted into the rules (`mutants`)", headers=heads, rows=tuple(found)).markdown())
    print(machine())
