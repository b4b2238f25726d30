"""A disk that loses its power: what was written and not synced is kept in part, torn, and in any order.

Writes go through APSW's layer between SQLite and the files. Of each file it knows what the last sync made safe and
what was written since. At a cut any sectors of the later writes may have reached the disk, and the others not: a disk
promises no more. Nothing is really synced, so that hundreds of cuts take seconds.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512
VFS = "losing power"


class PowerCut(Exception):
    """The power is gone."""


@dataclass
class Kept:
    """One file as the disk has it: what is safe, and what was written since, each as (place, bytes) or a new length."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for place, written in self.since:
            _apply(self.safe, place, written)
        self.since.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """What may be found afterwards: of the writes since the last sync some sectors, later ones before earlier."""
        found = bytearray(self.safe)
        torn = [piece for place, written in self.since for piece in _sectors(place, written)]
        for place, written in chance.sample(torn, chance.randint(0, len(torn))):
            _apply(found, place, written)
        return bytes(found)


def _sectors(place: int, written: bytes | None) -> list[tuple[int, bytes | None]]:
    """A write in the pieces that reach a disk whole. A piece ends where a sector of the disk does."""
    if written is None:
        return [(place, None)]
    ends = [*range(SECTOR - place % SECTOR, len(written), SECTOR), len(written)]
    return [(place + begin, written[begin:end]) for begin, end in zip([0, *ends[:-1]], ends, strict=True)]


def _apply(content: bytearray, place: int, written: bytes | None) -> None:
    if written is None:
        del content[place:]
        return
    content.extend(bytes(max(0, place - len(content))))
    content[place : place + len(written)] = written


class Disk:
    """The files below a folder, and how many steps the disk still takes before its power goes."""

    def __init__(self, *, steps: int | None = None) -> None:
        self.files: dict[str, Kept] = {}
        self.taken, self.steps = 0, steps

    def step(self) -> None:
        """Count a write, a cut of length or a sync. Raises PowerCut when the power is gone."""
        if self.steps is not None and self.taken >= self.steps:
            raise PowerCut
        self.taken += 1

    def found(self, folder: Path, chance: random.Random) -> None:
        """Write into an empty folder what is found when the power is back."""
        for name, kept in self.files.items():
            (folder / Path(name).name).write_bytes(kept.after_a_cut(chance))


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename, flags: list[int]) -> None:
        super().__init__("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.disk = disk
        self.kept = disk.files.setdefault(path, Kept(bytearray(Path(path).read_bytes())))

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.step()
        super().xWrite(data, offset)
        self.kept.since.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self.disk.step()
        super().xTruncate(size)
        self.kept.since.append((size, None))

    def xSync(self, flags: int) -> None:
        self.disk.step()
        self.kept.sync()


class _Layer(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        super().__init__(VFS, "")

    def xOpen(self, name: str | apsw.URIFilename, flags: list[int]) -> _File:
        return _File(self.disk, name, flags)


def write_until_the_cut(database: Path, disk: Disk, settings: str, acts: list[list[str]]) -> int:
    """Do one act after another until the power goes. Out: how many were acknowledged."""
    layer = _Layer(disk)
    acknowledged = 0
    opened = apsw.Connection(str(database), vfs=VFS)
    try:
        for _ in opened.execute(settings):
            pass
        for act in acts:
            for statement in act:
                for _ in opened.execute(statement):
                    pass
            acknowledged += 1
    except PowerCut:
        pass
    finally:
        # Closing would write what the power no longer can.
        disk.steps = 0
        _forget(opened)
        layer.unregister()
    return acknowledged


def _forget(opened: apsw.Connection) -> None:
    try:
        opened.close(True)
    except (PowerCut, apsw.Error):
        return
