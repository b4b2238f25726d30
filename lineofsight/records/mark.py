"""The mark of some files: by which the same ones are recognised, whatever they are called and in whatever order."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def mark_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the files' own. A folder stands for the files in it. Raises OSError."""
    files = sorted(file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file())
    marks = []
    for file in files:
        with file.open("rb") as content:
            marks.append(hashlib.file_digest(content, "sha256").hexdigest())
    return marks[0] if len(marks) == 1 else hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()
