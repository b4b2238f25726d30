"""A delivery that is read once, from its first row to its last, and what is known at the end."""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.line import Line
from lineofsight.records.taken import CarriedKind, FileRead, RefusedRow, Taken, TakenEvent, TakenSpan


class ReadOnce(ABC):
    """What all readings share. A source says what it takes in `_taken` and what it holds in full in `_carried`."""

    source: str
    speaks_of_everybody = False

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.thrown: set[str] = set()
        self.caveats: dict[str, None] = {}
        self.noticed: Counter[str] = Counter()
        """Sentences with {n} in them, and how often each was true."""
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        """The kinds that each file gave."""
        self._lost: set[str] = set()
        """The files in which there was a row of which nothing could be taken."""
        self._is_begun = self._is_done = False

    @abstractmethod
    def _taken(self) -> Iterator[Taken]:
        """Everything in it, row by row."""

    @abstractmethod
    def _carried(self) -> Iterator[CarriedKind]:
        """The kinds that it holds in full; asked for once everything is read."""

    def taken(self) -> Iterator[Taken]:
        """What stands in it, in the order of the file. Raises UnreadableReturn; RuntimeError the second time."""
        if self._is_begun:
            raise RuntimeError("A delivery is read once.")
        self._is_begun = True
        yield from self._taken()
        self._is_done = True

    def summary(self) -> FileRead:
        """What is known at the end. Raises RuntimeError while `taken` has not come to its end."""
        if not self._is_done:
            raise RuntimeError("The delivery has not been read to its end.")
        counted = (sentence.format(n=f"{often:,}") for sentence, often in sorted(self.noticed.items()) if often)
        return FileRead(
            carried=tuple(sorted(self._carried(), key=lambda one: one.kind)),
            thrown_away=tuple(sorted(self.thrown)),
            caveats=(*self.caveats, *counted),
            rows=tuple(sorted(self.rows.items())),
            not_whole=tuple(sorted({kind for file in self._lost for kind in self._kinds_of(file)})),
            speaks_of_everybody=self.speaks_of_everybody,
        )

    def warn(self, sentence: str) -> None:
        """Say something that the reader of the receipt has to know, once."""
        self.caveats[sentence] = None

    def _kinds_of(self, file: str) -> Iterable[str]:
        """The kinds of fact that a file holds, as far as it gave any."""
        return self._kinds[file]

    def each(self, lines: Iterable[Line | RefusedRow], take: Callable[[Line], Iterable[Taken]]) -> Iterator[Taken]:
        """What `take` makes of each row, and after it what of the row was not taken."""
        for line in lines:
            if isinstance(line, RefusedRow):
                self._lost.add(line.file)
                yield line
                continue
            gave = False
            for taken in take(line):
                gave = True
                if isinstance(taken, TakenEvent | TakenSpan):
                    self._kinds[line.file].add(taken.kind)
                yield taken
            if line.faults:
                if not gave and any(fault.reason in whys.NOBODY_CAN_TELL_WHICH for fault in line.faults):
                    self._lost.add(line.file)
                yield from line.faults
