"""Where the system's LibreOffice is and how tests have it save files again. Standard library only: `./los` asks too."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

MISSING = (
    "No LibreOffice was found for the packs that it saves again: install the packages libreoffice-writer-nogui and "
    "libreoffice-calc-nogui, or set LOS_SOFFICE to the path of soffice."
)
# Without windows first; not every distribution has it.
PACKAGES = (("libreoffice-writer-nogui", "libreoffice-calc-nogui"), ("libreoffice-writer", "libreoffice-calc"))
NAMES = ("soffice", "libreoffice")
PLACES = ("/usr/lib/libreoffice/program/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
# One start for many files is what makes it quick; more than these in one would make a long command line.
_AT_ONCE = 200
_LONGEST_SECONDS = 600


def find_soffice() -> str | None:
    """The path of LibreOffice: the one LOS_SOFFICE names, else the first of the usual names and places."""
    given = os.environ.get("LOS_SOFFICE")
    if given:
        return given if Path(given).exists() else None
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or next((place for place in PLACES if Path(place).exists()), None)


def save_again(soffice: str, files: Iterable[Path], *, suffix: str, into: Path) -> list[Path]:
    """Open files in LibreOffice and save each as `suffix` into a folder. Raises OfficeFailed where one is missing."""
    profile = into / "profile"
    profile.mkdir(parents=True)
    waiting = list(files)
    saved = [into / f"{file.stem}.{suffix}" for file in waiting]
    said = ""
    for first in range(0, len(waiting), _AT_ONCE):
        command = [
            *(soffice, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"),
            *("--convert-to", suffix, "--outdir", str(into)),
            *map(str, waiting[first : first + _AT_ONCE]),
        ]
        # Its own home: whatever else it keeps is nobody's but this run's.
        done = subprocess.run(
            command,
            env={**os.environ, "HOME": str(profile)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_LONGEST_SECONDS,
        )
        said += done.stdout
    missing = [path.name for path in saved if not path.exists()]
    if missing:
        raise OfficeFailed(f"LibreOffice saved no {missing[0]} ({len(missing)} of {len(saved)} missing): {said[-500:]}")
    return saved


class OfficeFailed(Exception):
    """LibreOffice was there and did not save what it was given."""
