"""A Word file in the hands of somebody else: its parts taken out, changed and packed again as it was packed."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo


def parts_of(body: bytes) -> dict[str, bytes]:
    """The parts by name, in their order."""
    with ZipFile(BytesIO(body)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes], *, comment: bytes = b"", year: int = 1980, extra: bytes = b"") -> bytes:
    """A Word file of these parts."""
    kept = BytesIO()
    with ZipFile(kept, "w") as package:
        for name, part in parts.items():
            entry = ZipInfo(name, date_time=(year, 1, 1, 0, 0, 0))
            entry.create_system, entry.extra = 0, extra
            package.writestr(entry, part)
        package.comment = comment
    return kept.getvalue()


def changed(body: bytes, part: str, old: str, new: str) -> bytes:
    """The same file with some words of one part replaced, once; AssertionError when they do not stand there."""
    parts = parts_of(body)
    text = parts[part].decode()
    assert old in text, f"{old} does not stand in {part}"
    return packed({**parts, part: text.replace(old, new, 1).encode()})


def added(body: bytes, part: str, content: bytes = b"<x/>") -> bytes:
    """The same file with one more part."""
    return packed({**parts_of(body), part: content})
