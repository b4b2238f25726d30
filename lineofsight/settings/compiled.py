"""Templates compiled once for all processes of a run of tests, and for the next run."""

from hashlib import sha256
from pathlib import Path

import jinja2


def compiled_once(package: Path) -> jinja2.BytecodeCache:
    """Where the templates of the package are kept, compiled: beside it, in `var`.

    What is kept goes by a template's text; the folder's name says which Jinja2 made it and what we told it.
    """
    made_by = jinja2.__version__.encode() + (package / "web" / "jinja.py").read_bytes()
    kept = package.parent / "var" / "templates" / sha256(made_by).hexdigest()[:16]
    kept.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(kept))
