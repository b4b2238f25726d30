"""PDF files: no scripts, no programs, no files inside, nothing that cannot be seen into."""

import mmap
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from lineofsight.files.guard import verdict
from lineofsight.files.guard.pictures import check_points
from lineofsight.files.guard.verdict import CHUNK, MEGABYTE, Limits, damaged

# Names are searched in all bytes, so that an object hidden inside another stream's bytes is found too. Only names
# long enough that chance does not write them stand here.
_REFUSED_NAMES: dict[bytes, str] = {
    b"Encrypt": "password",
    b"JavaScript": "pdf-script",
    b"Rendition": "pdf-script",
    b"Launch": "pdf-launch",
    b"EmbeddedFile": "pdf-embedded",
    b"EmbeddedFiles": "pdf-embedded",
    b"FileAttachment": "pdf-embedded",
    b"RichMedia": "pdf-media",
    b"SubmitForm": "pdf-form",
    b"ImportData": "pdf-form",
    b"XFA": "pdf-form",
    b"GoToE": "pdf-external",
    b"GoToR": "pdf-external",
}
_NAME = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]{1,127})")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_OPEN_ACTION = re.compile(rb"/OpenAction\s*(\[|<<|(\d+)\s+(\d+)\s+R)")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_FILTERS = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|/(\w+))")
_SIDES = re.compile(rb"/(Width|Height)\s+(\d+)")
_PACKING = {b"FlateDecode", b"Fl", b"LZWDecode", b"LZW", b"RunLengthDecode", b"RL"}
_FLATE = {b"FlateDecode", b"Fl"}
_END_RECORD = b"PK\x05\x06"
# How far before its bytes the dictionary of a stream may begin.
_DICTIONARY = 8_192
# Only pages and objects are unpacked: a white page packs by 1,000 to 1, and pictures are judged by their points.
_RATIO = 1_000


def look(file: BinaryIO, *, size: int, limits: Limits) -> None:
    """Look at a PDF of `size` bytes. Raises Refused."""
    with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as content:
        _check_ends(content, size)
        _check_names(content)
        objects = _check_streams(content, limits)
        for inside in objects:
            _check_names(inside)
        _check_open_action(content, objects)


def _check_ends(content: mmap.mmap, size: int) -> None:
    if not re.match(rb"%PDF-[12]\.\d", content[:8]):
        damaged()
    end = content.rfind(b"%%EOF", max(0, size - 64 * 1024))
    at = content.rfind(_END_RECORD, max(0, size - 70 * 1024))
    if at >= 0:
        length = int.from_bytes(content[at + 12 : at + 16], "little")
        if content[max(0, at - length) : at].startswith(b"PK\x01\x02"):
            verdict.refuse("two-kinds")
    if end < 0:
        damaged()
    if content[end + 5 :].strip(b"\x00 \t\r\n\x0c"):
        verdict.refuse("hidden-bytes")


def _plain(name: bytes) -> bytes:
    """A name without its escapes: `Java#53cript` is `JavaScript`."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name)


def _check_names(content: "mmap.mmap | bytes") -> None:
    for found in _NAME.finditer(content):
        name = found[1]
        if b"#" in name:
            name = _plain(name)
            # Nobody writes this name with escapes but to hide it.
            if name == b"OpenAction":
                verdict.refuse("pdf-open-action")
        if name in _REFUSED_NAMES:
            verdict.refuse(_REFUSED_NAMES[name])


def _check_streams(content: mmap.mmap, limits: Limits) -> list[bytes]:
    """Look at each stream's filters and size. Returns the unpacked object streams."""
    objects: list[bytes] = []
    total = 0
    for count, found in enumerate(_STREAM.finditer(content)):
        if count > limits.pdf_streams:
            verdict.refuse("too-many-parts")
        head = _head(content, found.start() + 2)
        filters = _filters(head)
        packings = [name for name in filters if name in _PACKING]
        if len(packings) > 1 or len(filters) > 2:
            verdict.refuse("pdf-filters")
        holds_objects = b"/ObjStm" in head
        if holds_objects and (filters not in ([], [b"FlateDecode"], [b"Fl"]) or b"/Predictor" in head):
            verdict.refuse("pdf-hidden-objects")
        if b"/Image" in head:
            sides = {key: int(value[:9]) for key, value in _SIDES.findall(head)}
            check_points(sides.get(b"Width", 0), sides.get(b"Height", 0), limits)
        elif filters and filters[-1] in _FLATE and len(filters) == 1:
            kept: list[bytes] = []
            for piece in _inflated(content, found.end(), limits):
                total += len(piece)
                if total > limits.unpacked:
                    verdict.refuse("bomb")
                    break
                if holds_objects:
                    kept.append(piece)
            if holds_objects:
                objects.append(b"".join(kept))
    if sum(map(len, objects)) > 16 * MEGABYTE:
        verdict.refuse("bomb")
    return objects


def _head(content: mmap.mmap, ends: int) -> bytes:
    """The dictionary before a stream, its names without escapes."""
    starts = content.rfind(b"obj", max(0, ends - _DICTIONARY), ends)
    if starts < 0:
        verdict.refuse("pdf-hidden-objects")
    return _NAME.sub(lambda found: b"/" + _plain(found[1]), content[max(0, starts) : ends])


def _filters(head: bytes) -> list[bytes]:
    found = _FILTERS.search(head)
    if found is None:
        # A filter that is named elsewhere could be anything.
        if b"/Filter" in head:
            verdict.refuse("pdf-hidden-objects")
        return []
    return re.findall(rb"/(\w+)", found[1]) if found[1] is not None else [found[2]]


def _inflated(content: mmap.mmap, starts: int, limits: Limits) -> Iterator[bytes]:
    """The unpacked bytes of one stream, as far as they can be unpacked. Raises Refused when they swell too far."""
    inflate = zlib.decompressobj()
    taken, given = 0, 0
    try:
        while not inflate.eof and starts + taken < len(content):
            raw = content[starts + taken : starts + taken + CHUNK]
            taken += len(raw)
            while raw and not inflate.eof:
                piece = inflate.decompress(raw, CHUNK)
                raw = inflate.unconsumed_tail
                given += len(piece)
                if given > limits.part or (given > MEGABYTE and given > _RATIO * taken):
                    verdict.refuse("bomb")
                    return
                yield piece
    except zlib.error:
        # Readers mend a stream that is cut short; what came out so far has been looked at.
        return


def _check_open_action(content: mmap.mmap, objects: list[bytes]) -> None:
    """Opening a PDF may turn to a page, and nothing else."""
    places: list[mmap.mmap | bytes] = [content, *objects]
    for place in places:
        for found in _OPEN_ACTION.finditer(place):
            if found[1] == b"[":
                continue
            if found[2] is None:
                action = place[found.end() : found.end() + 300]
            else:
                action = _object(content, found[2], found[3]) or _packed_object(objects, int(found[2]))
            if not (action.lstrip().startswith(b"[") or re.search(rb"/S\s*/GoTo\b", action)):
                verdict.refuse("pdf-open-action")


def _object(content: mmap.mmap, number: bytes, generation: bytes) -> bytes:
    """The beginning of an object that stands plainly in the file; empty when it is packed away."""
    found = re.search(rb"(?<!\d)" + number + rb"\s+" + generation + rb"\s+obj\b", content)
    return content[found.end() : found.end() + 300] if found else b""


def _packed_object(objects: list[bytes], number: int) -> bytes:
    """The beginning of an object in an object stream; empty when none holds it, or two do."""
    found = []
    for inside in objects:
        # Numbers and places in pairs, then the objects; places count from the first of them.
        index = re.match(rb"[\d\s]*", inside)
        numbers = [int(digits[:10]) for digits in index[0].split()] if index else []
        begins = index.end() if index else 0
        found += [
            inside[begins + place :][:300]
            for named, place in zip(numbers[::2], numbers[1::2], strict=False)
            if named == number
        ]
    return found[0] if len(found) == 1 else b""
