"""What lies in the repository: plain text, no trace of the machine it was made on, hashed locks, names that tell."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.tracked import PACKAGE, ROOT, VENDORED, modules, texts, tracked

# Home folders and the like; an address that a browser asks for begins elsewhere in a line.
MACHINE_PATH = re.compile(r"(?<![\w./:~-])/(?:work|farm|root|home|Users)/[\w.]")
REGISTRY = re.compile(
    r"python[h]osted|py[p]i\.org|registry\.np[m]js|deb\.de[b]ian|archive\.ub[u]ntu|--(?:extra-)?index-u[r]l"
)
TELLS_NOTHING = {"utils.py", "helpers.py", "common.py", "manager.py", "base.py"}
# Reports as people send them, to be read by tests: their layout is what is tested.
SENT_SO = re.compile(r"tests/\w+/documents/")


def faults_of_layout(body: bytes) -> list[str]:
    """What is wrong with the bytes of a text file."""
    faults = []
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        faults.append("is not UTF-8")
    if b"\r" in body:
        faults.append("has carriage returns")
    if re.search(rb"[ \t]$", body, re.MULTILINE):
        faults.append("has spaces at the end of a line")
    if body and not body.endswith(b"\n"):
        faults.append("does not end with a line end")
    return faults


def unlocked(lock: str) -> list[str]:
    """The lines of a lock that are neither a package at one version, nor its hash."""
    package = re.compile(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==\S+( ; .+)? \\")
    sha = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    return [line for line in lock.splitlines() if not package.fullmatch(line) and not sha.fullmatch(line)]


def tell_nothing(paths: list[Path]) -> list[Path]:
    return [path for path in paths if path.name in TELLS_NOTHING]


def filled_inits(package: Path) -> list[Path]:
    """The rooms whose `__init__.py` holds something, so that a pure module cannot be had without it."""
    inits = (path for path in package.glob("*/__init__.py") if path.parent.name != "settings")
    return [path for path in inits if path.read_text()]


def from_a_test(tree: ast.Module) -> list[str]:
    """The test modules from which a module takes something: what two share stands beside them, in a plain one."""
    taken = (node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return [name for name in taken if name.rpartition(".")[2].startswith("test_")]


def no_packages(package: Path) -> list[Path]:
    """The folders with Python that import-linter does not see, so that no contract would hold them."""
    folders = {path.parent for path in package.rglob("*.py")}
    return [folder for folder in folders if not (folder / "__init__.py").exists()]


def save_overrides(tree: ast.Module) -> list[str]:
    """The classes that hide what they do in a `save` of their own."""
    return [
        klass.name
        for klass in ast.walk(tree)
        if isinstance(klass, ast.ClassDef)
        and any(isinstance(part, ast.FunctionDef) and part.name == "save" for part in klass.body)
    ]


def test_no_file_names_a_path_of_a_machine():
    assert [(name, found[0]) for name, text in texts() if (found := MACHINE_PATH.search(text))] == []


def test_no_file_names_a_package_registry():
    assert [(name, found[0]) for name, text in texts() if (found := REGISTRY.search(text))] == []


@pytest.mark.parametrize("sample", ["see /ho" + "me/ann/notes", "path=/ro" + "ot/.config", '"/wo' + 'rk/main"'])
def test_control_a_path_of_a_machine_is_found(sample):
    assert MACHINE_PATH.search(sample)


@pytest.mark.parametrize("sample", ["https://files.python" + "hosted.org/x", "pip install --index-" + "url x"])
def test_control_a_package_registry_is_found(sample):
    assert REGISTRY.search(sample)


def test_every_text_file_is_plain():
    bodies = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in tracked()}
    ours = {name: body for name, body in bodies.items() if not name.startswith(VENDORED) and not SENT_SO.match(name)}

    faults = {name: faults_of_layout(body) for name, body in ours.items() if b"\0" not in body}

    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("body", [b"caf\xe9\n", b"a\r\n", b"a \n", b"a\t\nb\n", b"a"])
def test_control_a_text_file_that_is_not_plain_is_found(body):
    assert faults_of_layout(body)


def test_no_file_has_a_name_that_tells_nothing():
    assert tell_nothing(tracked(".py")) == []


def test_every_init_of_a_room_is_empty():
    assert filled_inits(PACKAGE) == []


def test_every_folder_with_python_is_a_package():
    assert no_packages(PACKAGE) == []


def test_control_a_name_that_tells_nothing_a_filled_init_and_a_folder_without_init_are_found(tmp_path):
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").write_text("import django\n")
    (tmp_path / "utils.py").touch()

    assert tell_nothing([tmp_path / "utils.py"]) == [tmp_path / "utils.py"]
    assert filled_inits(tmp_path) == [tmp_path / "room" / "__init__.py"]
    assert no_packages(tmp_path) == [tmp_path]


def test_no_save_is_overridden():
    assert [(name, found) for name, tree in modules(PACKAGE) if (found := save_overrides(tree))] == []


def test_control_an_overridden_save_is_found():
    assert save_overrides(ast.parse("class Row(Model):\n    def save(self): ...")) == ["Row"]


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt", "bench.txt", "mutants.txt"])
def test_a_lock_holds_packages_and_their_hashes_and_nothing_else(name):
    assert unlocked((ROOT / "requirements" / name).read_text()) == []


@pytest.mark.parametrize("line", ["django>=5", "django==5.2", "-e .", "# via pip", "--find-links x"])
def test_control_an_unlocked_line_is_found(line):
    assert unlocked(line) == [line]


def test_the_wheel_needs_what_the_runtime_lock_was_made_from():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]

    lines = (ROOT / "requirements" / "runtime.in").read_text().splitlines()

    assert wanted == [line for line in lines if line and not line.startswith("#")]


def test_no_test_takes_anything_from_another_test():
    assert {name: found for name, tree in modules(ROOT / "tests") if (found := from_a_test(tree))} == {}


def test_control_what_is_taken_from_another_test_is_seen():
    assert from_a_test(ast.parse("from tests.web.test_home import page")) == ["tests.web.test_home"]
    assert from_a_test(ast.parse("from tests.web.pages import page")) == []
