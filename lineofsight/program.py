"""How people start us: `./los` in the project's folder, `lineofsight` where the package was installed."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def is_project() -> bool:
    """True in the project's folder, False where the package was installed."""
    return (PROJECT / "los").exists() and (PROJECT / "pyproject.toml").exists()


def program() -> str:
    """What people type to start us, for a sentence that tells them what to run."""
    return "./los" if is_project() else "lineofsight"
