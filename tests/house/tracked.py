"""The files that belong to the project: what git tracks or would track, and for Python the parsed source."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "lineofsight"
# Words and layout of these are their makers', not ours.
VENDORED = ("lineofsight/web/static/vendor/",)


def tracked(*endings: str) -> list[Path]:
    """Every file in git and every new one it does not ignore; with `endings` only those whose names end so."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = (ROOT / name for name in names if name.endswith(endings or ""))
    return sorted(path for path in set(paths) if path.is_file())


def texts(*endings: str) -> Iterator[tuple[str, str]]:
    """Name and text of every tracked text file of our own."""
    for path in tracked(*endings):
        name = path.relative_to(ROOT).as_posix()
        body = path.read_bytes()
        if b"\0" not in body and not name.startswith(VENDORED):
            yield name, body.decode("utf-8", errors="replace")


def modules(*folders: Path) -> Iterator[tuple[str, ast.Module]]:
    """Name and syntax tree of every Python file below the folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [folder]:
            yield path.relative_to(ROOT).as_posix(), _parsed(path)


@cache
def _parsed(path: Path) -> ast.Module:
    """Read once for all tests of the house, which look at the whole package each; none of them changes a tree."""
    return ast.parse(path.read_text(encoding="utf-8"))
