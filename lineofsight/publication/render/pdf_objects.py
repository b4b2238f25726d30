"""A PDF taken apart: its objects, and what stands between them. Our own reading, not the one of any library.

Only the plain form is read in which an edition is written: one table of objects, each object whole and in the open. A
file that was changed after it was made, or that keeps objects inside of others, is not in this form.
"""

import codecs
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(
    # Most strings hold no bracket: they are one step, and those that do are followed bracket by bracket.
    rb"[\x00\t\n\f\r ]*(?:\((?P<plain>(?:[^()\\]++|\\[\s\S])*+)\)|(?P<string>\()"
    rb"|(?P<ref>[0-9]+) 0 R(?![0-9A-Za-z])|(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))"
    rb"|(?P<word>[A-Za-z][A-Za-z0-9*]*)|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|<(?P<hex>[0-9A-Fa-f]*)>)"
)
# Within a string brackets stand in pairs, or behind a stroke.
_IN_STRING = re.compile(rb"\\[\s\S]|[()]")
_OBJECT = re.compile(rb"([0-9]+) 0 obj")
_END = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF\s*\Z")
_PLACES = re.compile(rb"xref\s+0 ([0-9]+)\s+((?:[0-9]{10} [0-9]{5} [nf](?: \n|\r\n| \r|\n))+)trailer")
_BEGINS = re.compile(rb"%PDF-1\.7\n%[\x80-\xff]{4}\s*")
_CONSTANTS = {b"true": True, b"false": False, b"null": None}


class Damaged(Exception):
    """The file is not in the plain form."""


class Name(str):
    """A name, such as /Page, without its stroke."""


class Word(str):
    """A word that does something: an operator."""


@dataclass(frozen=True)
class Ref:
    """One object by its number."""

    number: int


@dataclass(frozen=True)
class Stream:
    """Values with bytes."""

    values: dict[str, Any]
    body: bytes

    def opened(self) -> bytes:
        """The bytes unpacked. Raises Damaged for packed bytes with more behind them."""
        if "Filter" not in self.values:
            return self.body
        opener = zlib.decompressobj()
        try:
            found = opener.decompress(self.body)
        except zlib.error as error:
            raise Damaged from error
        if opener.unused_data or not opener.eof:
            raise Damaged
        return found


@dataclass
class Objects:
    """All objects of a file, and where the file has more than them."""

    by_number: dict[int, Any]
    trailer: dict[str, Any]
    has_more: bool
    _reached: set[int] = field(default_factory=set)

    def get(self, value: Any) -> Any:
        """The value itself, or the object that it names."""
        while isinstance(value, Ref):
            if value.number not in self.by_number:
                raise Damaged
            self._reached.add(value.number)
            value = self.by_number[value.number]
        return value

    def unreached(self) -> bool:
        """Whether there are objects to which nothing has led."""
        return bool(self.by_number.keys() - self._reached)


def read_objects(body: bytes) -> Objects:
    """Take a file apart. Raises Damaged."""
    end = _END.search(body)
    table = _PLACES.match(body, int(end.group(1))) if end else None
    if end is None or table is None:
        raise Damaged
    trailer, at = read_value(body, table.end())
    if not isinstance(trailer, dict):
        raise Damaged
    has_more = bool(body[at : end.start()].strip())
    places = [int(line[:10]) for line in table.group(2).splitlines() if line.rstrip().endswith(b"n")]
    last = begins.end() if (begins := _BEGINS.match(body)) else 0
    has_more |= begins is None
    found: dict[int, Any] = {}
    for place in sorted(places):
        has_more |= bool(body[last:place].strip())
        number, value, last = _read_object(body, place)
        has_more |= number in found
        found[number] = value
    has_more |= bool(body[last : table.start()].strip())
    return Objects(found, trailer, has_more)


def _read_object(body: bytes, at: int) -> tuple[int, Any, int]:
    head = _OBJECT.match(body, at)
    if head is None:
        raise Damaged
    value, at = read_value(body, head.end())
    word, at = read_value(body, at)
    if word == Word("stream") and isinstance(value, dict):
        start = at + (2 if body[at : at + 2] == b"\r\n" else 1)
        length = value.get("Length")
        if not isinstance(length, int):
            raise Damaged
        value = Stream(value, body[start : start + length])
        word, at = read_value(body, start + length)
        if word != Word("endstream"):
            raise Damaged
        word, at = read_value(body, at)
    if word != Word("endobj"):
        raise Damaged
    return int(head.group(1)), value, at


def read_value(body: bytes, at: int) -> tuple[Any, int]:
    """The value that begins here, and where it ends. Raises Damaged."""
    return next(_values(body, at))


def _values(body: bytes, at: int) -> Iterator[tuple[Any, int]]:
    """Each value from here on, and where it ends. Raises Damaged where none begins."""
    match = _TOKEN.match
    around: list[tuple[bytes, list[Any]]] = []
    while True:
        token = match(body, at)
        if token is None:
            raise Damaged
        kind, at = token.lastgroup or "", token.end()
        said = token.group(kind)
        if kind == "open":
            around.append((said, []))
            continue
        if kind == "close":
            if not around:
                raise Damaged
            value = _closed(*around.pop(), said)
        elif kind == "number":
            value = float(said) if b"." in said else int(said)
        elif kind == "plain":
            value = _unescaped(said) if b"\\" in said else said
        elif kind == "string":
            said, at = _string(body, at)
            value = _unescaped(said) if b"\\" in said else said
        else:
            value = _single(kind, said)
        if around:
            around[-1][1].append(value)
        else:
            yield value, at


def _string(body: bytes, at: int) -> tuple[bytes, int]:
    """The bytes up to the bracket that ends them, and where it ends."""
    depth = 1
    for found in _IN_STRING.finditer(body, at):
        depth += {b"(": 1, b")": -1}.get(found.group(), 0)
        if depth == 0:
            return body[at : found.start()], found.end()
    raise Damaged


# A page says the same few words again and again.
@lru_cache(maxsize=1024)
def _single(kind: str, said: bytes) -> Any:
    if kind == "word":
        return _CONSTANTS[said] if said in _CONSTANTS else Word(said.decode())
    if kind == "name":
        return Name(said.decode("latin-1"))
    if kind == "ref":
        return Ref(int(said))
    return bytes.fromhex(said.decode() + "0" * (len(said) % 2))


def _closed(opened: bytes, found: list[Any], said: bytes) -> Any:
    if (opened, said) == (b"[", b"]"):
        return found
    names, values = found[::2], found[1::2]
    if (opened, said) != (b"<<", b">>") or len(names) != len(values):
        raise Damaged
    if len(set(map(str, names))) != len(names) or not all(isinstance(name, Name) for name in names):
        raise Damaged
    return dict(zip(names, values, strict=True))


def _unescaped(said: bytes) -> bytes:
    # Python knows the same escapes but for brackets. A stroke that stands for itself goes first: none is read twice.
    plain = said.replace(b"\\\\", b"\\134").replace(b"\\(", b"\\050").replace(b"\\)", b"\\051")
    return bytes(codecs.escape_decode(plain)[0])


def text_of(value: Any) -> str:
    """A text that the file says about itself."""
    if not isinstance(value, bytes):
        raise Damaged
    return value[2:].decode("utf-16-be") if value.startswith(b"\xfe\xff") else value.decode("latin-1")


def values_in(body: bytes) -> Iterator[Any]:
    """Every value and operator of a page's own language, in order. Raises Damaged."""
    body = body.rstrip(b"\x00\t\n\f\r ")
    if not body:
        return
    for value, at in _values(body, 0):
        yield value
        if at == len(body):
            return
