"""Where the system's Chromium is and how browser tests start it. Standard library only: `./los` asks too."""

import os
import shutil
from pathlib import Path

MISSING = "No Chromium was found for the browser tests: install the package chromium, or set LOS_CHROMIUM to its path."
# The headless shell first: it draws the same pages for a third of the work.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Without a sandbox it runs as root; the rest keeps it from speaking to anybody but us.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The path of a Chromium: the one LOS_CHROMIUM names, else the first of the usual names and places."""
    given = os.environ.get("LOS_CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or next((place for place in PLACES if Path(place).exists()), None)
