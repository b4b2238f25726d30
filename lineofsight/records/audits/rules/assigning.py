"""Who reads which file: never whoever works with the child or manages who does; the same number each."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class ForFile:
    """A file by its number, the people who may not read it, and who reads it already."""

    number: int
    barred: frozenset[str] = frozenset()
    first: str = ""
    second: str = ""


@dataclass(frozen=True)
class Readers:
    """Who reads a file first, and who second; "" where nobody can or nobody should."""

    first: str = ""
    second: str = ""


def in_line(*, workers: Set[str], teams: Set[str], posts: Mapping[str, tuple[Set[str], Set[str]]]) -> frozenset[str]:
    """The people who work with a child or manage who does. posts: of each person, which worker and whose manager."""
    return frozenset(person for person, (own, managed) in posts.items() if own & set(workers) or managed & set(teams))


def second_read(numbers: Sequence[int], *, share: int, seed: str) -> frozenset[int]:
    """Which files a second reader grades too: `share` of 100, rounded up, chosen by the seed of the draw."""
    many = -(-len(numbers) * share // 100)
    ordered = sorted(numbers, key=lambda number: sha256(f"second\n{seed}\n{number}".encode()).hexdigest())
    return frozenset(ordered[:many])


def assigned(
    files: Sequence[ForFile], *, first: Sequence[str], second: Sequence[str], twice: Set[int]
) -> Mapping[int, Readers]:
    """Readers for each file, evenly; nobody where everybody is barred. second: who may read without seeing the first.

    Whoever reads a file already goes on with it, and is not its other reader. Files with the fewest who may read them
    are given out first, so that one is left over only where it must be.
    """
    load = dict.fromkeys((*first, *second), 0)
    found: dict[int, Readers] = {}
    for file in sorted(files, key=lambda one: (-len(one.barred & set(load)), one.number)):
        no = file.barred | {file.first, file.second}
        reader = file.first or _least(load, [one for one in first if one not in no])
        other = file.second
        if file.number in twice and not other:
            other = _least(load, [one for one in second if one not in no and one != reader])
        found[file.number] = Readers(reader, other)
    return dict(sorted(found.items()))


def _least(load: dict[str, int], may: Sequence[str]) -> str:
    if not may:
        return ""
    least = min(may, key=lambda one: load[one])
    load[least] += 1
    return least
