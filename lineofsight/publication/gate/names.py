"""Names that may not be printed, known by keyed hashes only: the names themselves are kept nowhere.

An agency registers a name; what is stored is the HMAC-SHA256 of its folded form under that agency's key. The gate
hashes the words of a text under the same keys and looks whether one is known.
"""

import hmac
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


def folded(name: str) -> str:
    """The form of a name that is hashed: case, accents, unseen letters and runs of spaces make no difference."""
    if name.isascii():
        return " ".join(name.casefold().split())
    letters = unicodedata.normalize("NFKD", name.casefold()).replace("’", "'")
    seen = (letter for letter in letters if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf")
    return " ".join("".join(seen).split())


def name_hash(name: str, *, key: bytes) -> str:
    """The keyed hash of a name, 64 hex digits. `key` is the registering agency's, 32 bytes."""
    return _hash_of(folded(name), key=key)


def _hash_of(form: str, *, key: bytes) -> str:
    return hmac.digest(key, form.encode(), "sha256").hex()


@dataclass(frozen=True, kw_only=True)
class KnownNames:
    """The registered names of several agencies: each agency's key, and the hashes that were made with it."""

    keys: Mapping[str, bytes]
    hashes: Mapping[str, frozenset[str]]

    def registered_by(self, words: str) -> str | None:
        """The agency that has registered these words as a name; None where nobody has."""
        form = folded(words)
        for agency, key in self.keys.items():
            if _hash_of(form, key=key) in self.hashes.get(agency, frozenset()):
                return agency
        return None


NO_NAMES = KnownNames(keys={}, hashes={})


def known(names: Iterable[str], *, by: str) -> KnownNames:
    """Names that somebody gives in plain words, for one judging only: nothing is kept, so the key is no secret."""
    key = bytes(32)
    hashes = frozenset(name_hash(name, key=key) for name in names if folded(name))
    return KnownNames(keys={by: key}, hashes={by: hashes}) if hashes else NO_NAMES
