"""The wheel carries everything that the project's folder has: pages, library, styles, and a demonstration that runs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lineofsight.version import VERSION
from tests.house.tracked import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel as it would be released."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def of_the_package() -> set[str]:
    """Every file of ours that is kept, as git has it."""
    listed = subprocess.run(["git", "ls-files", "lineofsight"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(listed.stdout.split("\n")) - {""}


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: zipfile.ZipFile):
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}

    assert held == of_the_package()
    assert any(name.endswith(".yaml") for name in held)
    assert any(name.endswith(".html") for name in held)


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile):
    (about,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))

    assert f"\nVersion: {VERSION}\n" in wheel.read(about).decode()
    assert any(name.endswith("LICENSE") for name in wheel.namelist())


@pytest.mark.long
def test_the_demonstration_is_told_from_the_wheel_alone(wheel: zipfile.ZipFile, tmp_path: Path):
    wheel.extractall(tmp_path / "installed")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from lineofsight.cli.main import main; sys.exit(main())"
    ours = ("LOS_", "DJANGO_", "DATABASE_", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment["LOS_DATA"] = str(tmp_path / "data")

    # -I keeps the project's own folder out of sight.
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path / "installed"), "demo", "--once"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert "lineofsight gate" in done.stdout
    assert (tmp_path / "out" / "index.html").exists()
