"""A sample that anybody can draw again: the frame has a mark, the draw has a seed, and the two give the files.

Nothing here depends on a database, on the order in which rows come, or on a generator of random numbers of a language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256


class CannotDraw(ValueError):
    """A sample cannot be drawn so. The sentence says why."""


def mark_of(keys: Iterable[str]) -> str:
    """The mark of a frame: SHA-256 over its keys in order, one a line. The same files give the same mark."""
    return sha256("".join(f"{key}\n" for key in sorted(set(keys))).encode()).hexdigest()


def drawn(keys: Iterable[str], *, seed: str, size: int) -> tuple[str, ...]:
    """The keys that a seed draws, in the order drawn: each key gets a number from seed and key, the lowest come first.

    All of a frame where it holds no more than `size`. A file that leaves or joins the frame moves no other's number.
    """
    if size < 1:
        raise CannotDraw("Draw at least 1 file.")
    if not seed:
        raise CannotDraw("A draw needs a seed.")
    numbered = sorted((sha256(f"{seed}\n{key}".encode()).hexdigest(), key) for key in set(keys))
    return tuple(key for _, key in numbered[:size])


@dataclass(frozen=True)
class Difference:
    """How a frame differs from the one that was drawn from: how many came, how many went; which of the drawn went."""

    came: int
    gone: int
    gone_of_the_sample: tuple[int, ...]

    @property
    def is_none(self) -> bool:
        """Whether it is the same frame."""
        return not self.came and not self.gone


def difference(*, then: Iterable[str], now: Iterable[str], sample: Sequence[str]) -> Difference:
    """How the frame has changed since the draw. The sample stands whatever this says."""
    before, after = set(then), set(now)
    gone = tuple(number for number, key in enumerate(sample, start=1) if key not in after)
    return Difference(len(after - before), len(before - after), gone)


def numbered(many: int) -> tuple[str, ...]:
    """The keys of files that an agency counts in a list of its own: «0001» is the first of its list."""
    if not 1 <= many <= 100_000:
        raise CannotDraw("Enter how many files there are: a number from 1 to 100,000.")
    width = max(4, len(str(many)))
    return tuple(f"{number:0{width}d}" for number in range(1, many + 1))
