"""`./los`: old Pythons get a sentence, a newcomer gets an environment, and a set-up that was cut short starts again."""

import ast
import ensurepip
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lineofsight.cli.main import COMMANDS, our_commands
from tests.house.tracked import ROOT

SOURCE = (ROOT / "los").read_text(encoding="utf-8")
EVERYTHING = {*COMMANDS, "test", "check", "bench", "promises", "shots", "jobs", "release"}
# Beside the Python that runs us, or where a version manager keeps its own.
OLD_PYTHONS = [
    found
    for minor in range(6, 11)
    for place in (Path("/usr/bin"), Path("/usr/local/bin"), *Path(sys.base_prefix).parent.glob(f"3.{minor}.*/bin"))
    if (found := place / f"python3.{minor}").exists()
]
# Stands in for the installer: notes how it was called, then does what the test asks for.
INSTALLER = """#!/bin/sh
[ "$1" = --version ] && exit 0
echo "$@" >>"$INSTALLER_LOG"
[ "$INSTALLER_DOES" = fail ] && { echo "no such package" >&2; exit 1; }
[ "$INSTALLER_DOES" = kill ] && kill -9 $PPID
[ "$INSTALLER_DOES" = wait ] && read -r word <"$INSTALLER_LOG.go"
exit 0
"""


class Folder:
    """A copy of what `./los` needs, with empty locks, a stand-in for the installer and a command that answers."""

    def __init__(self, path: Path, pip: Path | None = None) -> None:
        self.path, self.calls = path, path / "calls.txt"
        self.settings: dict[str, str] = {"PYTHONPATH": str(pip)} if pip else {}
        for name in (
            "los",
            "lineofsight/__init__.py",
            "lineofsight/program.py",
            "lineofsight/cli/__init__.py",
            "lineofsight/cli/main.py",
        ):
            target = path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
        (path / "requirements").mkdir()
        for lock in ("runtime.txt", "dev.txt", "uv.txt"):
            (path / "requirements" / lock).write_text("")
        (path / "pyproject.toml").write_text("")
        (path / "manage.py").write_text("import sys\nprint('answer', *sys.argv[1:])\n")
        (path / "bin").mkdir()
        (path / "bin" / "uv").write_text(INSTALLER)
        (path / "bin" / "uv").chmod(0o755)

    def without_uv(self, **settings: str) -> None:
        """Take the installer off the path, put a wheel of it where pip is told to look, and give pip these settings."""
        (self.path / "bin" / "uv").unlink()
        shelf = self.path / "shelf"
        shelf.mkdir()
        wheel = shelf / "uv-1.0-py3-none-any.whl"
        about = "uv-1.0.dist-info"
        with zipfile.ZipFile(wheel, "w") as made:
            script = zipfile.ZipInfo("uv-1.0.data/scripts/uv")
            script.external_attr = 0o100755 << 16
            made.writestr(script, INSTALLER)
            made.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: uv\nVersion: 1.0\n")
            made.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            made.writestr(f"{about}/RECORD", "")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        (self.path / "requirements" / "uv.txt").write_text(f"uv==1.0 --hash=sha256:{digest}\n")
        self.settings |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(shelf), **settings}

    def start(self, *arguments: str, installer: str = "work") -> subprocess.Popen[str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        environment = {
            **ours,
            **self.settings,
            "PIP_CONFIG_FILE": os.devnull,
            "XDG_CACHE_HOME": str(self.path / "cache"),
            "PATH": f"{self.path / 'bin'}:/usr/bin:/bin",
            "INSTALLER_LOG": str(self.calls),
            "INSTALLER_DOES": installer,
        }
        command = [sys.executable, str(self.path / "los"), *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment, cwd=self.path.parent)

    def los(self, *arguments: str, installer: str = "work") -> tuple[int, str, str]:
        child = self.start(*arguments, installer=installer)
        out, err = child.communicate(timeout=60)
        return child.returncode, out, err

    def installs(self) -> list[str]:
        return self.calls.read_text().splitlines() if self.calls.exists() else []


@pytest.fixture(scope="module")
def pip(tmp_path_factory) -> Path | None:
    """The pip that Python carries, unpacked once: putting it into each .venv takes longer than all that a test asks."""
    carried = sorted(Path(ensurepip.__file__).parent.glob("_bundled/pip-*.whl"))
    if not carried:
        return None
    folder = tmp_path_factory.mktemp("pip")
    with zipfile.ZipFile(carried[-1]) as wheel:
        wheel.extractall(folder)
    return folder


@pytest.fixture
def folder(tmp_path, pip) -> Folder:
    return Folder(tmp_path / "project", pip)


def test_an_old_python_can_read_it_to_the_end():
    assert ast.parse(SOURCE, feature_version=(3, 6))


def test_control_a_newer_grammar_would_be_seen():
    with pytest.raises(SyntaxError):
        ast.parse("if (found := 1):\n    pass\n", feature_version=(3, 6))


@pytest.mark.skipif(not OLD_PYTHONS, reason="this machine has no Python older than 3.11")
@pytest.mark.parametrize("python", OLD_PYTHONS, ids=lambda path: path.name)
def test_an_old_python_says_in_one_sentence_which_one_is_needed(python):
    done = subprocess.run([python, ROOT / "los", "demo"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "needs Python 3.11 or newer" in done.stderr


def test_it_uses_the_standard_library_only():
    names = {node.module if isinstance(node, ast.ImportFrom) else name.name
             for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import | ast.ImportFrom)
             for name in node.names}  # fmt: skip

    strange = {name.partition(".")[0] for name in names if name} - set(sys.stdlib_module_names)

    assert strange <= {"lineofsight", "tests"}


def test_the_first_start_sets_up_and_the_second_only_runs(folder):
    first = folder.los("read", "report.txt", "--json")
    second = folder.los("read", "report.txt", "--json")

    assert first[:2] == (0, "answer read report.txt --json\n")
    assert "Setting up: done" in first[2]
    assert second == (0, "answer read report.txt --json\n", "")
    assert len(folder.installs()) == 1
    assert "--require-hashes -r" in folder.installs()[0]


def test_the_product_alone_installs_no_development_packages(folder):
    folder.los("read")

    assert ["dev.txt" in call for call in folder.installs()] == [False]


def test_a_changed_lock_is_installed(folder):
    folder.los("read")
    (folder.path / "requirements" / "runtime.txt").write_text("# changed\n")

    folder.los("read")

    assert len(folder.installs()) == 2


def test_a_killed_set_up_starts_again_from_nothing(folder):
    killed = folder.los("read", installer="kill")
    half_installed = folder.path / ".venv" / "half-installed"
    half_installed.touch()

    code, out, err = folder.los("read")

    assert killed[0] == -signal.SIGKILL
    assert (code, out) == (0, "answer read\n")
    assert "cut short" in err
    assert not half_installed.exists()


def test_a_second_start_waits_for_the_set_up_of_the_first(folder):
    go = Path(f"{folder.calls}.go")
    os.mkfifo(go)
    first = folder.start("read", installer="wait")
    assert first.stderr.readline() == "Setting up: making .venv\n"

    second = folder.start("read", installer="wait")
    waits = second.stderr.readline()
    go.write_text("go\n")
    answers = [child.communicate(timeout=60)[0] for child in (first, second)]

    assert waits == "Setting up: waiting for another set-up in this folder to end\n"
    assert answers == ["answer read\n"] * 2
    assert len(folder.installs()) == 1


def test_where_uv_cannot_a_pip_is_put_into_the_environment_and_installs(tmp_path):
    folder = Folder(tmp_path / "project")
    (folder.path / "requirements" / "runtime.txt").write_text("# nothing\n")

    code, out, err = folder.los("read", installer="fail")

    assert (code, out) == (0, "answer read\n")
    assert "so pip tries" in err


def test_without_uv_pip_brings_it_once_for_all_fresh_clones_and_it_hears_what_pip_was_told(folder):
    folder.without_uv()

    first = folder.los("read")
    shutil.rmtree(folder.path / ".venv")
    second = folder.los("read")

    assert first[:2] == second[:2] == (0, "answer read\n")
    assert "fetching uv" in first[2]
    assert "fetching uv" not in second[2]
    assert len(folder.installs()) == 2
    assert all(f"--find-links {folder.path / 'shelf'}" in call and "--no-index" in call for call in folder.installs())


def test_a_uv_that_is_not_the_locked_one_is_not_used(folder):
    folder.without_uv()
    with (folder.path / "shelf" / "uv-1.0-py3-none-any.whl").open("ab") as wheel:
        wheel.write(b"more")

    code, out, err = folder.los("read")

    assert (code, out) == (0, "answer read\n")
    assert "packages with pip" in err
    assert folder.installs() == []


def test_pip_installs_everything_where_it_was_told_what_uv_has_no_word_for(folder):
    folder.without_uv(PIP_NO_BINARY="lxml")

    code, out, err = folder.los("read")

    assert (code, out) == (0, "answer read\n")
    assert "packages with pip" in err
    assert folder.installs() == []


def test_without_a_network_uv_is_asked_for_what_it_kept_before_pip_tries(folder):
    code, _, err = folder.los("read", installer="fail")

    assert code == 0
    assert [call.endswith("--offline") for call in folder.installs()] == [False, True]
    assert "so pip tries" in err


def test_a_set_up_that_fails_says_so_once_and_can_be_tried_again(folder):
    (folder.path / "requirements" / "runtime.txt").write_text("./nowhere\n")

    code, out, err = folder.los("read", installer="fail")
    (folder.path / "requirements" / "runtime.txt").write_text("")

    assert (code, out) == (1, "")
    assert err.splitlines()[-1].startswith("The packages could not be installed.")
    assert folder.los("read")[:2] == (0, "answer read\n")


def test_an_unknown_command_names_the_nearest_and_installs_nothing(folder):
    code, out, err = folder.los("publsh")

    assert (code, out) == (2, "")
    assert "Did you mean “publish”?" in err
    assert not (folder.path / ".venv").exists()


def test_help_lists_every_command_with_a_line(folder):
    code, out, _ = folder.los("--help")

    listed = dict(re.findall(r"^  ([a-z-]+)  +(\S.*)$", out, re.MULTILINE))
    assert code == 0
    assert set(listed) == EVERYTHING


def test_every_command_in_the_list_exists_and_every_one_that_exists_is_in_the_list():
    assert set(COMMANDS) == our_commands()


def commands_named(text: str) -> set[str]:
    """The commands that a page tells people to type."""
    return set(re.findall(r"\./los ([a-z][a-z-]*)", text))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_command_that_a_page_names_exists(page):
    path = ROOT / page
    if not path.exists():
        pytest.skip(f"{page} is not written yet")

    named = commands_named(path.read_text(encoding="utf-8"))

    assert named
    assert named - EVERYTHING == set()


def test_control_a_command_that_does_not_exist_is_found():
    assert commands_named("Type `./los demo`, then `./los tset -n 0`.") - EVERYTHING == {"tset"}
