"""What was kept of a release, without reading any of it: where it lies, what it told, and the hash of each migration.

A release is a folder below tests/whole/released: a backup with keys of its demonstration for each database, and
told.json with what that version told of it. `./los release freeze` writes it.
"""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.house.tracked import PACKAGE, ROOT

RELEASED = Path(__file__).parent / "released"
TOLD = "told.json"
# The day that every kept demonstration stands at.
AS_AT = date(2026, 6, 22)


def releases() -> list[Path]:
    """The kept releases, oldest first; none before the first was frozen."""
    return sorted(path.parent for path in RELEASED.glob(f"*/{TOLD}"))


def told_of(release: Path) -> dict[str, Any]:
    return json.loads((release / TOLD).read_text(encoding="utf-8"))


def archive_of(release: Path, vendor: str) -> Path:
    return release / f"{vendor}.los"


def migrations() -> dict[str, str]:
    """Each migration of ours by its path in the project, with the hash of its file."""
    files = sorted(PACKAGE.rglob("migrations/0*.py"))
    return {path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
