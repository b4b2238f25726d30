"""The tree of hashes over all sealed events, as RFC 6962 section 2.1 defines it (proofs checked as in RFC 9162).

Pure: bytes in, bytes out. A leaf is always given as its leaf hash (32 bytes); the content of an event is hashed once.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


class NoSuchLeaf(ValueError):
    """A proof was asked for a place or a size that the tree does not have."""


def leaf_hash(content: bytes) -> bytes:
    """The hash of one leaf. The first byte keeps a leaf from ever passing for a node (source: RFC 6962 2.1)."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbouring subtrees (source: RFC 6962 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Frontier:
    """The right edge of a tree: all that is needed to add leaves and to know the root.

    `peaks` are the roots of the whole subtrees from left (largest) to right, one for each binary one in `size`.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def add(self, leaf: bytes) -> "Frontier":
        """The frontier after one more leaf hash."""
        peaks, node, size = list(self.peaks), leaf, self.size
        while size & 1:
            node = node_hash(peaks.pop(), node)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, node))

    def root(self) -> bytes:
        """The root hash of all leaves so far; of none, the hash of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node

    def text(self) -> str:
        """The peaks in hex, separated by spaces."""
        return " ".join(peak.hex() for peak in self.peaks)

    @classmethod
    def read(cls, *, size: int, text: str) -> "Frontier":
        """The frontier that `text()` wrote. Raises ValueError when it cannot belong to a tree of that size."""
        peaks = tuple(bytes.fromhex(part) for part in text.split())
        if size < 0 or len(peaks) != size.bit_count() or any(len(peak) != HASH_BYTES for peak in peaks):
            raise ValueError(f"this is no frontier of a tree of {size}")
        return cls(size, peaks)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root hash over some leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.add(leaf)
    return frontier.root()


def _split(count: int) -> int:
    """The largest power of two smaller than `count` (at least 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from the leaf at `index` (from 0) to the root, lowest first (source: RFC 6962 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise NoSuchLeaf(f"there is no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root(leaves[:half])]


def is_included(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes) -> bool:
    """Whether the proof leads from this leaf hash at this place to this root (source: RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, step)
        place, last = place >> 1, last >> 1
    return last == 0 and node == tree_root
