"""A zipped file (Word, Excel, OpenDocument), read part by part as a stream, never unpacked to disk or held whole."""

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lineofsight.files.guard import verdict
from lineofsight.files.guard.verdict import CHUNK, MEGABYTE, Limits, damaged

_END = struct.Struct("<4s4H2LH")  # the end record of a zip file
_LOCAL = struct.Struct("<4s5H3L2H")  # the head before each part
_ENCRYPTED = 0x1 | 0x40 | 0x2000
# Between two parts stands at most the descriptor of the first (zip64, with its signature).
_DESCRIPTOR = 24


@dataclass(frozen=True)
class Part:
    """One part of a package: its name, where its packed bytes begin, and what the directory says about it."""

    name: str
    begins: int
    packed: int
    unpacked: int
    is_stored: bool
    crc: int


def open_package(file: BinaryIO, *, size: int, limits: Limits) -> list[Part]:
    """The parts of a zipped file of `size` bytes, in the order of the directory, once nothing speaks against it.

    Raises Refused for bombs, odd names, locked parts and anything before, between or after the parts.
    """
    directory_at = _check_end(file, size=size, limits=limits)
    try:
        entries = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, UnicodeDecodeError):
        damaged()
    if len(entries) > limits.parts:
        verdict.refuse("too-many-parts")
    _check_names([entry.filename for entry in entries])
    _check_sizes(entries, limits)
    return _located(file, entries, directory_at)


def _check_end(file: BinaryIO, *, size: int, limits: Limits) -> int:
    """Look at the end record before anything trusts it; returns where the directory begins."""
    if size < _END.size:
        damaged()
    file.seek(size - _END.size)
    signature, disk, first_disk, _, count, length, begins, comment = _END.unpack(file.read(_END.size))
    if signature != b"PK\x05\x06" or comment:
        if not _has_end_record(file, size):
            damaged()
        verdict.refuse("hidden-bytes")
    if disk or first_disk:
        verdict.refuse("packing")
    # Counted here, before the standard library makes an object of each entry.
    if count > limits.parts or length > limits.directory:
        verdict.refuse("too-many-parts")
    if begins + length + _END.size != size:
        verdict.refuse("hidden-bytes")
    return int(begins)


def _has_end_record(file: BinaryIO, size: int) -> bool:
    tail = min(size, _END.size + 0xFFFF)
    file.seek(size - tail)
    return b"PK\x05\x06" in file.read(tail)


def _check_names(names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        pieces = name.rstrip("/").split("/")
        if (
            not name
            or len(name) > 255
            or any(piece in {"", ".", ".."} for piece in pieces)
            or any(letter in '\\:*?"<>|' or unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in name)
        ):
            verdict.refuse("part-name")
        # Some systems take two spellings for one name: the guard and the reader would see different parts.
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            verdict.refuse("part-twice")
        seen.add(folded)


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            verdict.refuse("password")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            verdict.refuse("packing")
        swells = entry.file_size > MEGABYTE and entry.file_size > limits.ratio * entry.compress_size
        if entry.file_size > limits.part or swells:
            verdict.refuse("bomb")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        verdict.refuse("bomb")


def _located(file: BinaryIO, entries: list[zipfile.ZipInfo], directory_at: int) -> list[Part]:
    """Tie each entry of the directory to its head in the file; every byte must belong to one part only."""
    parts: list[Part] = []
    ends = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < ends:
            verdict.refuse("overlapping-parts")
        file.seek(entry.header_offset)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
            damaged()
        _, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack(head)
        name = file.read(name_length)
        if flags & _ENCRYPTED:
            verdict.refuse("password")
        if name != _raw_name(entry) or method != entry.compress_type:
            verdict.refuse("part-name")
        begins = entry.header_offset + _LOCAL.size + name_length + extra_length
        if entry.header_offset > ends + (_DESCRIPTOR if parts else 0):
            verdict.refuse("hidden-bytes")
        ends = begins + entry.compress_size
        parts.append(
            Part(
                entry.filename,
                begins,
                entry.compress_size,
                entry.file_size,
                entry.compress_type == zipfile.ZIP_STORED,
                entry.CRC,
            )
        )
    if ends > directory_at:
        verdict.refuse("overlapping-parts")
    if ends + _DESCRIPTOR < directory_at:
        verdict.refuse("hidden-bytes")
    return parts


def _raw_name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")


def unpack(file: BinaryIO, part: Part) -> Iterator[bytes]:
    """The unpacked bytes of a part, at most 64 kB at a time.

    Raises Refused when the part gives more, fewer or other bytes than the directory says.
    """
    given, crc = 0, 0
    for piece in _pieces(file, part):
        given += len(piece)
        if given > part.unpacked:
            # The directory lied about the size: what follows would be the bomb.
            verdict.refuse("bomb")
        crc = zlib.crc32(piece, crc)
        yield piece
    if given != part.unpacked or crc != part.crc:
        damaged()


def _pieces(file: BinaryIO, part: Part) -> Iterator[bytes]:
    at, left = part.begins, part.packed
    inflate = None if part.is_stored else zlib.decompressobj(-15)
    while left:
        file.seek(at)
        raw = file.read(min(CHUNK, left))
        if not raw:
            damaged()
        at, left = at + len(raw), left - len(raw)
        if inflate is None:
            yield raw
            continue
        while raw:
            try:
                yield inflate.decompress(raw, CHUNK)
            except zlib.error:
                damaged()
            raw = inflate.unconsumed_tail
        if inflate.eof and (inflate.unused_data or left):
            verdict.refuse("hidden-bytes")
            return
    if inflate is not None:
        if not inflate.eof:
            # The last 64 kB may still be waiting inside.
            while piece := inflate.decompress(b"", CHUNK):
                yield piece
        if not inflate.eof:
            damaged()
