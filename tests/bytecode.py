"""Compile each module once a machine and not once a process, also where Python may not write beside the sources.

Hundreds of processes start in a run: workers, servers that are killed, commands. Where PYTHONDONTWRITEBYTECODE is set
each would compile Django anew, seconds at a time. A pytest plugin, because the workers of xdist have to inherit it.
"""

import os
import sys
from pathlib import Path

import pytest

KEPT = Path(__file__).resolve().parent.parent / "var" / "bytecode"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Where bytecode is not to lie beside the sources, keep it in a folder of our own."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(KEPT))
