"""PNG and JPEG pictures: whole, of a size that can be shown, and nothing behind their end."""

import re
import zlib
from typing import BinaryIO

from lineofsight.files.guard import verdict
from lineofsight.files.guard.verdict import CHUNK, Limits, damaged

_PACKED_TEXT = {b"zTXt", b"iTXt", b"iCCP"}
_NO_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")


def check_points(width: int, height: int, limits: Limits) -> None:
    """Raises Refused when a picture would unpack to more points than anybody can look at."""
    if max(width, height) > limits.side or width * height > limits.pixels:
        verdict.refuse("picture-size")


def look_png(file: BinaryIO, *, size: int, limits: Limits) -> None:
    """Look at a PNG of `size` bytes, chunk by chunk. Raises Refused."""
    file.seek(8)
    at, kind = 8, b""
    while kind != b"IEND":
        head = file.read(8)
        if len(head) < 8:
            damaged()
        length, was_first = int.from_bytes(head[:4], "big"), not kind
        kind = head[4:]
        if at + 12 + length > size or was_first != (kind == b"IHDR"):
            damaged()
        if kind == b"IHDR":
            _check_head(file.read(length), limits)
        elif kind in _PACKED_TEXT and length <= limits.picture_text:
            _check_packed(file.read(length), limits)
        elif kind in _PACKED_TEXT:
            verdict.refuse("bomb")
        at += 12 + length
        file.seek(at)
    if at != size:
        _check_behind(file, at, size)
        verdict.refuse("hidden-bytes")


def _check_head(head: bytes, limits: Limits) -> None:
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    if len(head) != 13 or not width or not height:
        damaged()
    check_points(width, height, limits)


def _check_packed(body: bytes, limits: Limits) -> None:
    """A text or colour profile beside a picture may be packed: try each place where it can begin."""
    for at in [found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", body[:400])]:
        inflate = zlib.decompressobj()
        try:
            inflate.decompress(body[at:], limits.picture_text)
        except zlib.error:
            continue
        if inflate.unconsumed_tail:
            verdict.refuse("bomb")


def look_jpeg(file: BinaryIO, *, size: int, limits: Limits) -> None:
    """Look at a JPEG of `size` bytes, segment by segment, up to its end mark. Raises Refused."""
    at, has_frame = 2, False
    while True:
        at, marker = _next_marker(file, at, size)
        if marker == 0xD9:
            break
        if marker in _NO_LENGTH:
            continue
        file.seek(at)
        head = file.read(9)
        length = int.from_bytes(head[:2], "big")
        if len(head) < 9 or length < 2 or at + length > size:
            damaged()
        if marker in _FRAMES:
            has_frame = True
            check_points(int.from_bytes(head[5:7], "big"), int.from_bytes(head[3:5], "big"), limits)
        at += length
    if not has_frame:
        damaged()
    _check_behind(file, at, size)
    file.seek(at)
    behind = file.read(4).strip(b"\x00\r\n")
    # A telephone puts small copies of the picture behind the picture.
    if behind and not behind.startswith(b"\xff\xd8\xff"):
        verdict.refuse("hidden-bytes")


def _next_marker(file: BinaryIO, at: int, size: int) -> tuple[int, int]:
    """The place behind the next mark, and the mark; picture points in between are passed over."""
    while at < size:
        file.seek(at)
        piece = file.read(CHUNK)
        found = _MARKER.search(piece)
        if found:
            return at + found.end(), found[1][0]
        # The last byte may be the first half of a mark.
        at += max(len(piece) - 1, 1)
    damaged()


def _check_behind(file: BinaryIO, at: int, size: int) -> None:
    """Whether a second file stands behind a picture's end."""
    start = max(at, size - 70 * 1024)
    file.seek(start)
    tail = file.read(size - start)
    if b"PK\x05\x06" in tail or b"%PDF-" in tail or re.search(rb"(?i)<script|<html|<\?php", tail):
        verdict.refuse("two-kinds")
