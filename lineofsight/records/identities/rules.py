"""What is true of pseudonyms: how they are made of a source's ids, and how people read them. Plain values, no files."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from lineofsight.trail.refs import ALPHABET, REF_LENGTH, in_threes

TOKEN_LENGTH = 16
# How many letters people read: as few as tell two children of an agency apart.
SHOWN_LETTERS = (6, 9, 12, REF_LENGTH)
SHOWN_LENGTH = len(in_threes("k" * REF_LENGTH, letters=REF_LENGTH))


class DeliveryState(StrEnum):
    """Where a return stands: its rows come in, then all of them are there at once."""

    BEGUN = "begun"
    TAKEN = "taken"


# The source of what somebody recorded here by hand: a delivery of one row, and no return.
RECORDED_HERE = "recorded here"
# Returns that name each child whom they hold something of, and speak of no other. A list with a mapping does so too,
# unless its mapping says that whoever is not in it had none (decision 164).
NAMES_ITS_CHILDREN = frozenset({"annex-a", "cin", "ssd", "ssda903"})


class PostOf(StrEnum):
    """What a post brings somebody near to."""

    ENTRIES = "own entries"  # a practitioner: children they are allocated to, and what they recorded of others
    CHILDREN = "own children"  # a reviewing officer: children they are allocated to
    TEAM = "team"  # a team manager: children allocated to their team


class Named(StrEnum):
    """What has a pseudonym: never the same for a child and for a worker with the same number."""

    CHILD = "child"
    WORKER = "worker"


@dataclass(frozen=True)
class Key:
    """A secret of an agency, and its mark: by which a row tells under which key it was made."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id})"


def key_of(secret: bytes) -> Key:
    """The key with this secret. Its mark says nothing of the secret."""
    return Key(id=sha256(b"line of sight key\n" + secret).hexdigest()[:16], secret=secret)


def _digest(key: Key, parts: tuple[str, ...]) -> bytes:
    # Each part with its length before it, so that no two lists of parts read the same.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.digest(key.secret, text.encode("utf-8", "surrogatepass"), "sha256")


def pseudonym(key: Key, named: Named, source_id: str) -> str:
    """The pseudonym of a child or worker whom the source calls `source_id`: 26 letters (128 bits) of an HMAC-SHA256."""
    number = int.from_bytes(_digest(key, (named.value, source_id.strip())))
    letters = []
    for _ in range(REF_LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def token(key: Key, *parts: str) -> str:
    """What stands for a source's own word for a row: 96 bits of an HMAC-SHA256. Nobody reads it aloud."""
    return urlsafe_b64encode(_digest(key, ("row", *parts))[:12]).decode()


def shown(pseudonym: str, *, taken: "set[str] | frozenset[str]" = frozenset()) -> str:
    """How people read a pseudonym: «KX4-72M»; longer where another of the agency is read so already."""
    for letters in SHOWN_LETTERS:
        name = in_threes(pseudonym, letters=letters)
        if name not in taken:
            return name
    raise ValueError("the same pseudonym twice")
