"""The return on children looked after as one XML file: the same rows as its tables, child by child."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lineofsight.intake.returns.cin_xml import Header, Part, children_in
from lineofsight.intake.returns.line import Line
from lineofsight.intake.returns.ssda903 import Ssda903
from lineofsight.intake.returns.ssda903_tables import EPISODES, HEADER, PLACED, REVIEWS, WORKERS
from lineofsight.intake.returns.tables import TableKind
from lineofsight.records.taken import Taken, UnreadableReturn

_ID = "CHILDID"
_PLACE = "PL"
"""What the tables call CHILD and PLACE."""


class Ssda903Xml(Ssda903):
    """One file of the return. Raises UnreadableReturn where it is none."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__({})
        if len(paths) != 1:
            raise UnreadableReturn("The return as XML is one file: hand in one year at a time.")
        self.path = paths[0]

    def _taken(self) -> Iterator[Taken]:
        for record in children_in(self.path, Header(), many=frozenset(), child="CHILD"):
            yield from self._record(record)
        yield from self._spans()
        if not self.rows:
            raise UnreadableReturn(
                f"{self.path.name} has no children: it is not the return on children looked after. Choose that file."
            )
        self._say_what_it_cannot()

    def _record(self, record: Part) -> Iterator[Taken]:
        """One child: its head with what stands in it, and its episodes."""
        head = next((part for part in record.parts if part.name == "HEADER"), record)
        child = head.values.get(_ID, "")
        yield from self.each([self._line(head, child, HEADER)], self._child)
        if not child:
            return
        for part in (*head.parts, *record.parts):
            if "REVIEW" in part.values:
                yield from self.each([self._line(part, child, REVIEWS)], self._review)
            elif "DATE_PLACED" in part.values:
                yield from self.each([self._line(part, child, PLACED)], self._time_placed)
            elif "SW_ID" in part.values:
                yield from self.each([self._line(part, child, WORKERS)], self._worker)
            elif "DECOM" in part.values:
                yield from self.each([self._line(part, child, EPISODES)], self._keep)
            elif part is not head:
                self.thrown.add("other parts of a child's record")

    def _line(self, part: Part, child: str, kind: TableKind) -> Line:
        self.tables.add(kind.name)
        self.rows[kind.name] += 1
        values = {"CHILD": child} | {("PLACE" if name == _PLACE else name): said for name, said in part.values.items()}
        strangers = {name for name in values if name not in kind.takes | {_ID}}
        self.thrown.update(f"{kind.name}: {name}" for name in strangers & kind.known)
        if kind is HEADER:
            self.thrown.add("header: DOB (of it only the month is taken)")
        if strangers - kind.known:
            self.thrown.add(f"{kind.name}: elements that are not needed")
        return Line(self.path.name, part.line, values)
