"""Every contract of pyproject.toml bites: a copy of the package with one forbidden import breaks it, by its name."""

import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.house.tracked import PACKAGE, ROOT

CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
# One forbidden import each: the contract, the file that gets it, the import.
FAULTS = [
    ("floors", "partnership/rules.py", "import lineofsight.assurance.rules"),
    ("floors", "library/shelf.py", "import lineofsight.trail.refs"),
    ("floors", "trail/refs.py", "import lineofsight.library.shelf"),
    ("floors", "web/urls.py", "import lineofsight.cli.main"),
    ("floors", "files/models.py", "import lineofsight.publication.models"),
    ("floors", "measures/figure.py", "import lineofsight.assurance.rules"),
    ("floors", "packs/content.py", "import lineofsight.measures.figure"),
    ("pure", "library/shelf.py", "import django.conf"),
    ("pure", "packs/content.py", "import django.conf"),
    ("pure", "measures/figure.py", "from django.db import connection"),
    ("pure", "assurance/rules/review.py", "from django.utils import timezone"),
    ("pure", "publication/content/edition.py", "import sqlite3"),
    # Not by itself, but through a module that knows Django.
    ("pure", "publication/gate/__init__.py", "import lineofsight.trail.models"),
    ("records", "records/identities/rules.py", "import lineofsight.records.practice.rules"),
    ("doors", "web/urls.py", "from lineofsight.assurance.models import Statement"),
    ("doors", "cli/main.py", "import lineofsight.trail.models"),
    ("settings", "web/urls.py", "from lineofsight.settings import LOS_MODE"),
]


def lint(folder: Path, *, only: str | None = None) -> tuple[int, str]:
    """Exit code and words of import-linter in a folder that holds a copy of the package."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    limit = ["--contract", only] if only else []
    done = subprocess.run(
        [*command, "--no-logo", "--no-cache", *limit], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def copy(folder: Path) -> Path:
    """A copy of the package's Python files and of the contracts."""
    for source in PACKAGE.rglob("*.py"):
        target = folder / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> dict[tuple[str, str, str], tuple[int, str]]:
    """What import-linter says of each fault, two at a time."""

    def look(fault: tuple[str, str, str], folder: Path) -> tuple[int, str]:
        contract, file, line = fault
        copy(folder)
        path = folder / "lineofsight" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{line}\n{path.read_text() if path.exists() else ''}")
        return lint(folder, only=contract)

    # Made here and not in the threads: pytest's own folder is made at the first call, by one thread only.
    folders = [tmp_path_factory.mktemp("contract") for _ in FAULTS]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(FAULTS, pool.map(look, FAULTS, folders), strict=True))


@pytest.mark.parametrize("fault", FAULTS, ids=[" ".join(fault) for fault in FAULTS])
def test_one_forbidden_import_breaks_the_contract(fault, broken):
    code, words = broken[fault]

    assert (code, f"{CONTRACTS[fault[0]]['name']} BROKEN" in words) == (1, True), words


def test_control_the_package_as_it_is_keeps_every_contract(tmp_path):
    code, words = lint(copy(tmp_path))

    assert (code, words.count("KEPT")) == (0, len(CONTRACTS)), words


def test_every_contract_is_shown_to_break():
    assert {fault[0] for fault in FAULTS} == set(CONTRACTS)


def test_no_import_is_let_off():
    assert [contract["id"] for contract in CONTRACTS.values() if contract.get("ignore_imports")] == []
