"""The return on children looked after (SSDA903), as the set of tables that councils hand in.

Episodes are held in memory until all are read, because those of one child may stand anywhere in the file; everything
else goes through row by row.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from sys import intern

from lineofsight.intake.returns import collection_years, whys
from lineofsight.intake.returns.codes import code_in, ethnicity_in, sex_in
from lineofsight.intake.returns.episodes import BEGINS_CARE, Episode, in_order, spans_of
from lineofsight.intake.returns.line import Line
from lineofsight.intake.returns.once import ReadOnce
from lineofsight.intake.returns.ssda903_tables import EPISODES, HEADER, PLACED, REVIEWS, WORKERS
from lineofsight.intake.returns.tables import CsvFile, TableKind
from lineofsight.library.words import day_words
from lineofsight.records.taken import CarriedKind, RefusedRow, Taken, TakenAllocation, TakenChild, UnreadableReturn

MOST_EPISODES = 2_000_000
"""More than all councils of England together hand in for some years."""

ROLE = "allocated worker"
_REASONS_FOR_NEW = frozenset("SLPTBU")
_BEGAN_BEFORE = (
    "For {n} children the first episode in the file is not the one in which care began. Care is taken to begin with "
    "it; it may have begun earlier."
)
_NOT_ENDED = (
    "{n} episodes give a reason for ending and no day on which they ended. They are taken as going on; nobody can tell "
    "whether the day is missing or the reason is too much."
)


class Ssda903(ReadOnce):
    """One delivery of the return. files: each table with its file, as `tables.by_kind` finds them."""

    source = "ssda903"

    def __init__(self, files: Mapping[str, tuple[TableKind, CsvFile]]) -> None:
        super().__init__()
        self.files = files
        self.tables = set(files)
        """Which tables the delivery has."""
        self._kept: list[Episode] = []
        self._reviewed: list[int] = []
        self._moved: list[int] = []
        self._ended: list[int] = []

    def _taken(self) -> Iterator[Taken]:
        for name, (kind, file) in sorted(self.files.items()):
            self.thrown.update(file.thrown(kind) if kind.is_used else [f"{name}: the whole table"])
        if HEADER.name in self.files:
            self.thrown.add("header: DOB (of it only the month is taken)")
        yield from self.each(self._lines(HEADER), self._child)
        yield from self.each(self._lines(EPISODES), self._keep)
        yield from self._spans()
        yield from self.each(self._lines(REVIEWS), self._review)
        yield from self.each(self._lines(PLACED), self._time_placed)
        yield from self.each(self._lines(WORKERS), self._worker)
        self._say_what_it_cannot()

    def _lines(self, kind: TableKind) -> Iterator[Line | RefusedRow]:
        if kind.name in self.files:
            for line in self.files[kind.name][1].lines():
                self.rows[kind.name] += 1
                yield line

    def _kinds_of(self, file: str) -> Iterable[str]:
        """What a file holds: what episodes give is known only when all of them are read."""
        table = next((name for name, (_, one) in self.files.items() if one.name == file), EPISODES.name)
        given = super()._kinds_of(file)
        return {*given, "care", "legal", "placement"} if table == EPISODES.name else given

    def _child(self, line: Line) -> Iterator[Taken]:
        if child := line.child("CHILD"):
            born, sex, ethnicity = line.month("DOB"), sex_in(line, "SEX"), ethnicity_in(line, "ETHNIC")
            yield TakenChild(child, born, sex, ethnicity)

    def _keep(self, line: Line) -> Iterator[Taken]:
        """Keep an episode until all are read."""
        if len(self._kept) >= MOST_EPISODES:
            raise UnreadableReturn(f"{line.file} has more than {MOST_EPISODES:,} rows: hand in one year at a time.")
        if child := line.child("CHILD"):
            self._kept.append(self._episode(line, child))
        return iter(())

    def _spans(self) -> Iterator[Taken]:
        for some in in_order(self._kept):
            self.noticed[_BEGAN_BEFORE] += some[0].rne != BEGINS_CARE
            yield from spans_of(some)
        self._kept.clear()

    def _episode(self, line: Line, child: str) -> Episode:
        decom, dec = line.day("DECOM"), line.day("DEC")
        is_dated = isinstance(decom, date) and (dec is None or isinstance(dec, date))
        if decom is None:
            line.refuse("DECOM", whys.NO_START)
        if isinstance(decom, date) and isinstance(dec, date) and dec < decom:
            line.refuse("DEC", whys.ENDS_BEFORE_IT_BEGINS)
            is_dated = False
        rne = line.text("RNE").upper()
        if rne not in _REASONS_FOR_NEW:
            line.refuse("RNE", whys.UNKNOWN_CODE)
        start = decom if is_dated and isinstance(decom, date) else None
        # Where only the first day is missing the end stands: after it nothing is in doubt.
        end = dec if isinstance(dec, date) and (is_dated or not isinstance(decom, date)) else None
        self._moved += [day.toordinal() for day in (start, end) if day]
        self._ended += [end.toordinal()] if end else []
        legal, place = code_in(line, "LS", "legal"), code_in(line, "PLACE", "placement")
        rec = line.text("REC").upper()[:10]
        if rec and dec is None:
            self.noticed[_NOT_ENDED] += 1
        return Episode(
            intern(child), start, end, intern(rne), intern(legal), intern(place), intern(rec), is_dated, line.file,
            line.number,
        )  # fmt: skip

    def _review(self, line: Line) -> Iterator[Taken]:
        if child := line.child("CHILD"):
            day = line.day("REVIEW")
            if isinstance(day, date):
                self._reviewed.append(day.toordinal())
            yield line.event(child, "care-review", day, code=code_in(line, "REVIEW_CODE", "care-review"))

    def _time_placed(self, line: Line) -> Iterator[Taken]:
        if child := line.child("CHILD"):
            start, until = line.day("DATE_PLACED"), line.day("DATE_PLACED_CEASED")
            yield line.span(child, "placed-for-adoption", start, until, ends="DATE_PLACED_CEASED")

    def _worker(self, line: Line) -> Iterator[Taken]:
        child, worker = line.child("CHILD"), line.id("SW_ID", missing=whys.NO_WORKER)
        start, until = line.day("SW_DECOM"), line.day("SW_DEC")
        if start is None:
            line.refuse("SW_DECOM", whys.NO_START)
        if isinstance(start, date) and isinstance(until, date) and until < start:
            line.refuse("SW_DEC", whys.ENDS_BEFORE_IT_BEGINS)
        elif child and worker and isinstance(start, date) and (until is None or isinstance(until, date)):
            yield TakenAllocation(child, worker, "", ROLE, start, until, row=f"{worker} {start.isoformat()}")

    def _say_what_it_cannot(self) -> None:
        self.warn("The return has no visits, and of short breaks only what its codes say.")
        years = self._years()
        late = sum(1 for day in self._reviewed if years and day > collection_years.last_day(years[1]).toordinal())
        if late and years:
            end = collection_years.last_day(years[1])
            self.noticed[
                f"{{n}} reviews lie after {day_words(end)}, where the episodes of this return end. "
                "They are taken as they stand."
            ] = late

    def _years(self) -> tuple[int, int] | None:
        """The collection years that the return is about.

        It ends where its episodes do, because they have happened: reviews are also written down ahead of time. But the
        year of most reviews has come: where nobody moved in it, it is the last one all the same.
        """
        years = collection_years.reach(map(date.fromordinal, self._moved or self._reviewed))
        reviewed = collection_years.fullest(map(date.fromordinal, self._reviewed))
        if years is None or reviewed is None:
            return years
        return years[0], max(years[1], reviewed)

    def _carried(self) -> Iterator[CarriedKind]:
        """What it holds in full.

        Everything until the end of the last collection year. Reviews from the first collection year in which there are
        any; episodes from the first in which any ended, because those that ended earlier are in earlier returns.
        """
        years = self._years()
        if years is None:
            return
        end = collection_years.last_day(years[1])
        reviewed = collection_years.reach(map(date.fromordinal, self._reviewed))
        if reviewed and REVIEWS.name in self.tables:
            yield CarriedKind("care-review", collection_years.first_day(min(reviewed[0], years[1])), end)
        ended = collection_years.reach(map(date.fromordinal, self._ended)) or (years[1], years[1])
        start = collection_years.first_day(min(ended[0], years[1]))
        for kind in ("care", "legal", "placement") if EPISODES.name in self.tables else ():
            yield CarriedKind(kind, start, end)
        if PLACED.name in self.tables:
            yield CarriedKind("placed-for-adoption", start, end)
