"""./los release freeze: keep this version's demonstration on both databases, as what later versions have to open."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from lineofsight.version import VERSION
from tests.house.tracked import ROOT
from tests.postgres import start
from tests.whole.released import AS_AT, RELEASED, TOLD, migrations

TELL = """
import django, json, sys
django.setup()
from tests.whole.laid_back import tell
print(json.dumps(tell(*sys.argv[1:])))
"""


def main() -> int:
    """Write tests/whole/released/VERSION. A release is frozen once: what is there already is left alone."""
    folder = RELEASED / VERSION
    if ".dev" in VERSION:
        print(f"{VERSION} is no release: set the version in lineofsight/version.py first.", file=sys.stderr)
        return 1
    if folder.exists():
        print(f"{VERSION} is frozen already: {folder.relative_to(ROOT)}.", file=sys.stderr)
        return 1
    # On the same disk as the place where it goes at last; a fresh clone has no such folder.
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "var", prefix="freeze-") as staged:
        told = freeze(Path(staged), {"sqlite": "", "postgresql": start().url})
        folder.parent.mkdir(exist_ok=True)
        (Path(staged) / "kept").rename(folder)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"Kept {VERSION} in {folder.relative_to(ROOT)}: {size / 2**20:.1f} MB, {len(told['migrations'])} migrations.")
    return 0


def freeze(staged: Path, addresses: dict[str, str]) -> dict[str, Any]:
    """Tell the demonstration on each database and write its backup and what it tells into `staged`/kept."""
    kept = staged / "kept"
    kept.mkdir()
    told: dict[str, Any] = {"databases": {}}
    for vendor, address in addresses.items():
        print(f"Telling the demonstration on {vendor} …", flush=True)
        data = staged / vendor
        data.mkdir()
        say = manage(data, address)
        say("manage.py", "demo", "--once", "--as-at", AS_AT.isoformat(), "--out", str(staged / f"out-{vendor}"))
        loaded = json.loads((data / "demonstration.json").read_text())
        say("manage.py", "backup", "--with-keys", str(kept / f"{vendor}.los"))
        # After the backup, which is itself an act of the trail.
        told["databases"][vendor] = json.loads(say("-c", TELL, loaded["published"], loaded["draft"]))
    told["migrations"] = migrations()
    (kept / TOLD).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return told


def manage(data: Path, address: str):
    """What runs this version's commands on one installation and gives what they print."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LOS_", "DATABASE_"))}
    environment |= {
        "LOS_MODE": "demonstration",
        "LOS_DATA": str(data),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "lineofsight.settings",
        "PYTHONPATH": str(ROOT),
    }

    def say(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    return say


if __name__ == "__main__":
    sys.exit(main())
