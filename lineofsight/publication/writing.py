"""Put the files of an edition in a folder: all of them, or none."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


class FolderInUse(Exception):
    """The folder holds something that we did not write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds other files. Choose a folder that is empty or does not exist yet.")


_MARK = ".line-of-sight-edition"


def write_site(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files by their relative paths into `folder`, which becomes whole at once by a rename.

    An edition that stands there already is replaced. Raises FolderInUse for a folder with anything else in it.
    """
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise FolderInUse(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for path, body in {**files, _MARK: b""}.items():
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
        fresh.chmod(0o755)
        if folder.exists():
            # Moved aside first: a folder cannot be replaced by a rename while it holds files.
            old = folder.with_name(f".{folder.name}.replaced")
            shutil.rmtree(old, ignore_errors=True)
            folder.rename(old)
            fresh.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
