"""An environment of its own for what the product must never need: what it is compared with, what plants faults."""

import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def python_of(name: str, *locks: str) -> Path:
    """The Python of the environment `name` below var/, made from locks of requirements/ when it is not there yet."""
    folder = ROOT / "var" / name
    found = folder / "bin" / "python"
    if not found.exists():
        venv.create(folder, with_pip=True)
        given = [word for lock in locks for word in ("-r", str(ROOT / "requirements" / lock))]
        subprocess.run([found, "-m", "pip", "install", "-q", "--require-hashes", *given], check=True)
    return found
