"""Signed checkpoints: what others keep, so that nobody can rewrite the trail unseen (promise P10).

The text is a C2SP tlog-checkpoint inside a C2SP signed note, signed with Ed25519; other tools can read it.
One extension line carries the checkpoint's number and moment, so that neither can be changed without the key.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"  # the signature type of C2SP signed-note
EXTENSION = "lineofsight"
NAME = re.compile(r"[^\s+]+")


class BadNote(ValueError):
    """A checkpoint or a key that cannot be read, or whose signature does not hold."""


class UnknownSigner(BadNote):
    """A well-formed checkpoint that none of the known keys has signed."""


def _unbase64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    # One value has one written form: a decoder alone would pass over stray last bits.
    if not raw or base64.b64encode(raw).decode() != text:
        raise BadNote("part of this text is not base64")
    return raw


def _key_id(name: str, public: bytes) -> bytes:
    """The first four bytes of SHA-256(name, newline, type, key) (source: C2SP signed-note)."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def _checked_name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise BadNote("a key's name has no spaces and no plus sign")
    return name


@dataclass(frozen=True)
class PublicKey:
    """A key that checks signatures, with the name it signs under. Safe to print and to send."""

    name: str
    raw: bytes

    @property
    def key_id(self) -> bytes:
        return _key_id(self.name, self.raw)

    def text(self) -> str:
        """The key as one line: name, key id in hex, type and key in base64, joined by plus signs."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.raw).decode()}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The key that `text()` wrote. Raises BadNote."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        raw = _unbase64(encoded)
        if len(raw) != 33 or raw[:1] != ED25519:
            raise BadNote("this is not an Ed25519 public key")
        key = cls(_checked_name(name), raw[1:])
        if key.key_id.hex() != key_id:
            raise BadNote("the public key does not fit its key id")
        return key

    def accepts(self, *, signature: bytes, text: bytes) -> bool:
        """Whether this key has signed these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, repr=False)
class SigningKey:
    """A key that signs. Its text form is secret."""

    name: str
    private: Ed25519PrivateKey

    @classmethod
    def new(cls, name: str) -> Self:
        """A fresh key under this name."""
        return cls(_checked_name(name), Ed25519PrivateKey.generate())

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self.private.public_key().public_bytes_raw())

    def secret_text(self) -> str:
        """The secret as one line, to be kept where only the service can read it."""
        secret = base64.b64encode(ED25519 + self.private.private_bytes_raw()).decode()
        return f"PRIVATE+KEY+{self.name}+{self.public.key_id.hex()}+{secret}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The key that `secret_text()` wrote. Raises BadNote (which never quotes the secret)."""
        parts = text.strip().split("+", 4)
        if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"]:
            raise BadNote("this is not a signing key")
        raw = _unbase64(parts[4])
        if len(raw) != 33 or raw[:1] != ED25519:
            raise BadNote("this is not an Ed25519 signing key")
        key = cls(_checked_name(parts[2]), Ed25519PrivateKey.from_private_bytes(raw[1:]))
        if key.public.key_id.hex() != parts[3]:
            raise BadNote("the signing key does not fit its key id")
        return key


@dataclass(frozen=True)
class TreeHead:
    """What a checkpoint states: whose trail, how many events, their root, the how-manieth checkpoint, and when."""

    origin: str
    size: int
    root: bytes
    number: int
    at: datetime

    def text(self) -> str:
        """The text that is signed; ends with a newline."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        encoded = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{encoded}\n{EXTENSION} {self.number} {moment}\n"


def sign_text(text: str, key: SigningKey) -> str:
    """A signed note over any text that ends with a newline."""
    signed = base64.b64encode(key.public.key_id + key.private.sign(text.encode())).decode()
    return f"{text}\n— {key.name} {signed}\n"


def sign(head: TreeHead, key: SigningKey) -> str:
    """The checkpoint as a signed note. Raises BadNote when the origin is not the key's name."""
    if head.origin != key.name:
        raise BadNote("a checkpoint is signed under the name of its own trail")
    return sign_text(head.text(), key)


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, gap, lines = note.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise BadNote("a signed note ends with an empty line and signature lines")
    signatures = []
    for line in lines[:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not NAME.fullmatch(parts[1]):
            raise BadNote("a signature line cannot be read")
        signatures.append((parts[1], _unbase64(parts[2])))
    return text + "\n", signatures


def open_note(note: str, keys: Iterable[PublicKey]) -> tuple[str, PublicKey]:
    """The text of a signed note and the key that signed it.

    Raises UnknownSigner when no known key has a signature there, BadNote when the signature of a known key fails.
    """
    text, signatures = _parts(note)
    for key in keys:
        for name, signed in signatures:
            if name == key.name and signed[:4] == key.key_id:
                if not key.accepts(signature=signed[4:], text=text.encode()):
                    raise BadNote(f"the signature of {name} does not hold")
                return text, key
    raise UnknownSigner(f"signed by {', '.join(name for name, _ in signatures)}, which is none of the known keys")


def parse(text: str) -> TreeHead:
    """Read a checkpoint's text (the part that is signed). Says nothing about signatures. Raises BadNote."""
    lines = text.split("\n")
    if len(lines) != 5 or lines[4]:
        raise BadNote("a checkpoint has four lines")
    extension = lines[3].split(" ")
    if len(extension) != 3 or extension[0] != EXTENSION:
        raise BadNote("a checkpoint's fourth line gives its number and moment")
    try:
        head = TreeHead(lines[0], int(lines[1]), _unbase64(lines[2]), int(extension[1]), _moment(extension[2]))
    except ValueError as error:
        raise BadNote(f"a checkpoint cannot be read: {error}") from None
    if head.text() != text or len(head.root) != 32 or head.size < 0:
        raise BadNote("a checkpoint is not written in its one form")
    return head


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise BadNote("a moment without a time zone")
    return moment


def verify(note: str, keys: Iterable[PublicKey]) -> tuple[TreeHead, PublicKey]:
    """What a signed checkpoint states, and who signed it. Raises BadNote or UnknownSigner."""
    text, key = open_note(note, keys)
    head = parse(text)
    if head.origin != key.name:
        raise BadNote("the checkpoint is signed under another name than its origin")
    return head, key
