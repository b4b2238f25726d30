"""Every contract of pyproject.toml bites: a copy of the package with one forbidden import breaks it, by its name."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tracked import PACKAGE, ROOT
from tests.once import made_once, shared_folder

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


AS_IT_IS = ("", "", "")
# import-linter in one process for all that are looked at: a file gets a line more, and afterwards has it no longer.
LINT = """
import contextlib, io, json, sys
from pathlib import Path
from importlinter.cli import lint_imports
found = []
for contract, file, line in json.load(sys.stdin):
    path, said = Path("lineofsight", file), io.StringIO()
    was = path.read_bytes() if file else b""
    if file:
        path.write_bytes(line.encode() + b"\\n" + was)
    with contextlib.redirect_stdout(said):
        code = lint_imports(limit_to_contracts=(contract,) if contract else (), no_cache=True, no_logo=True)
    if file:
        path.write_bytes(was)
    found.append((code, said.getvalue()))
print(json.dumps(found))
"""


def copy(folder: Path) -> Path:
    """A copy of the package's Python files and of the contracts."""
    for source in PACKAGE.rglob("*.py"):
        target = folder / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


@pytest.fixture(scope="session")
def looked_at(tmp_path_factory) -> dict[tuple[str, str, str], tuple[int, str]]:
    """What import-linter says of each fault and of the package as it is: its exit code and words."""
    wanted, folder = [*FAULTS, AS_IT_IS], shared_folder(tmp_path_factory, "contracts")
    with made_once(folder) as is_there:
        if not is_there:
            command, asked = [sys.executable, "-c", LINT], json.dumps(wanted)
            done = subprocess.run(command, cwd=copy(folder), input=asked, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            (folder / "said.json").write_text(done.stdout)
    said = json.loads((folder / "said.json").read_text())
    return dict(zip(wanted, map(tuple, said), strict=True))


@pytest.mark.parametrize("fault", FAULTS, ids=[" ".join(fault) for fault in FAULTS])
def test_one_forbidden_import_breaks_the_contract(fault, looked_at):
    code, words = looked_at[fault]

    assert (code, f"{CONTRACTS[fault[0]]['name']} BROKEN" in words) == (1, True), words


def test_control_the_package_as_it_is_keeps_every_contract(looked_at):
    code, words = looked_at[AS_IT_IS]

    assert (code, words.count("KEPT")) == (0, len(CONTRACTS)), words


def test_every_contract_is_shown_to_break():
    assert {fault[0] for fault in FAULTS} == set(CONTRACTS)


def test_no_import_is_let_off():
    assert [contract["id"] for contract in CONTRACTS.values() if contract.get("ignore_imports")] == []
