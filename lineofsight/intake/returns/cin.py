"""The census of children in need, as XML. It says what was so in one year, and holds no visits."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lineofsight.intake.returns import cin_modules, collection_years
from lineofsight.intake.returns.cin_modules import DEATH, KNOWN, MANY, MONTH_ONLY, PARTS, TAKEN, Census
from lineofsight.intake.returns.cin_xml import Header, children_in
from lineofsight.intake.returns.once import ReadOnce
from lineofsight.library.words import day_words
from lineofsight.records.taken import CarriedKind, Taken, UnreadableReturn

_BEFORE_COURT = (
    "application",
    "family-meeting",
    "family-meeting-offered",
    "letter-before-proceedings",
    "pre-proceedings",
    "pre-proceedings-decided",
    "pre-proceedings-meeting",
)
_ALWAYS = (
    "case-closed",
    "assessment-done",
    "assessment-started",
    "birth-expected",
    "enquiry-started",
    "initial-conference",
    "need-plan",
    "open-to-social-care",
    "protection-plan",
    "referral",
    "review-conference",
)


class Cin(ReadOnce):
    """One census file. What it names a child by is the council's own id; the unique pupil number is thrown away."""

    source = "cin"

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        if len(paths) != 1:
            raise UnreadableReturn("A census is one file: hand in one year at a time.")
        self.path = paths[0]
        self.header = Header()

    def _taken(self) -> Iterator[Taken]:
        census: Census | None = None
        for element in children_in(self.path, self.header, many=MANY):
            census = census or self._census()
            yield from cin_modules.child(element, census)
        census = census or self._census()
        self._say(census)

    def _census(self) -> Census:
        """What is known from the head of the file, once it has been read."""
        if self.header.collection != "CIN":
            raise UnreadableReturn(
                f"{self.path.name} is not the census of children in need: its head does not say so. "
                "Choose that file and try again."
            )
        if self.header.until is None:
            raise UnreadableReturn(
                f"{self.path.name} does not say its reference date, the last day of the census year. "
                "Make the file again."
            )
        return Census(self.path.name, self.header.until, self.rows, self.noticed)

    def _say(self, census: Census) -> None:
        strangers = len(census.names - KNOWN - TAKEN - PARTS - {MONTH_ONLY, DEATH})
        self.thrown.update(census.names & KNOWN)
        if MONTH_ONLY in census.names:
            self.thrown.add(f"{MONTH_ONLY} (of it only the month is taken)")
        if DEATH in census.names:
            self.thrown.add(f"{DEATH} (what was open ends on it)")
        if strangers:
            self.thrown.add(f"elements that the census does not have ({strangers})")
        self._has_block = self.rows["pre-proceedings"] > 0
        begins = collection_years.first_day(collection_years.year_of(census.until))
        since = day_words(begins)
        self.warn("The census has no visits.")
        self.warn(
            f"What ended before {since} is in earlier censuses. What was open on that day is here with its own first "
            "day, and only what was done from that day on is here."
        )
        self.warn(
            f"For a referral before {since} the first assessment in this file may not be the first one that was made."
        )
        if self._has_block:
            self.warn("Of family group decision-making the census says whether, not when.")

    def _carried(self) -> Iterator[CarriedKind]:
        """What was so in the census year, from 1 April to the reference date.

        A census holds every referral, start, end, conference and review of that year, and every plan and time open
        that touched it. It does not hold what was over before: although a plan in it may have begun years ago, the
        reviews of those years are not here, so no kind is carried from before the year.
        """
        assert self.header.until is not None
        start = collection_years.first_day(collection_years.year_of(self.header.until))
        for kind in (*_ALWAYS, *(_BEFORE_COURT if self._has_block else ())):
            yield CarriedKind(kind, start, self.header.until)
