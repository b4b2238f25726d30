"""How people start us: `./los` in the project's folder, `lineofsight` where the package was installed."""

import gc
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# Objects made before the young are looked at, and how often the older ones are; Python has 700, 10 and 10.
SELDOM = (50_000, 20, 100)


def is_project() -> bool:
    """True in the project's folder, False where the package was installed."""
    return (PROJECT / "los").exists() and (PROJECT / "pyproject.toml").exists()


def program() -> str:
    """What people type to start us, for a sentence that tells them what to run."""
    return "./los" if is_project() else "lineofsight"


def seldom_look_for_garbage() -> None:
    """Let Python search for circles among what was made seldom: a third of the start of a command was that search.

    Its own numbers suit a program that holds little; ours holds a million objects once it is loaded.
    """
    gc.set_threshold(*SELDOM)
