"""One small partnership that holds every case: each agency's rows of each kind, reaching each audience.

Every text field of every row holds a word of its own that stands nowhere else (a canary). Where it turns up tells whose
row has been shown to whom. It is put together in building.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from lineofsight.assurance.models import (
    Action,
    Assessment,
    AuditFinding,
    Evidence,
    FigureRecord,
    Finding,
    HolderQuestion,
    OpenItem,
    PackReading,
    Recommendation,
    ReportImport,
    Review,
    Round,
    RoundShare,
    Statement,
    Update,
)
from lineofsight.files.models import Held
from lineofsight.partnership.models import Person
from lineofsight.partnership.rows import ChildRow, StaffRow, UnseenRow
from lineofsight.partnership.rules import Audience
from lineofsight.publication.models import Edition, Hold, RegisteredName
from lineofsight.records.audits.models import Audit
from lineofsight.records.identities.models import Import
from lineofsight.records.learning.models import Session
from lineofsight.records.practice.models import Upload
from lineofsight.records.registers.models import Meeting
from lineofsight.records.stated.models import StatedReturn
from lineofsight.records.voice.models import Heard
from lineofsight.records.workforce.models import Alert, StaffList, SurveyRound
from tests.factories.partnership import Partnership
from tests.matrix.expected import OF_A_CHILD, OF_STAFF, UNSEEN, Thing, Who, is_there, may, shared_with

CANARY = re.compile(r"zq\d{4}qz")
# Seen by nobody through any page: the trail's details, the answers to forms.
NOBODY = Thing("nothing", "", "own")
# The secret of a calendar address: whoever knows it reads days, and no words of anybody.
CALENDAR = "secret-of-a-calendar"


@dataclass(frozen=True)
class Target:
    """A row with an address."""

    thing: Thing
    ref: str


@dataclass
class World:
    """Everything that was made, and what each canary stands in."""

    bodies: Partnership
    review: Review
    people: dict[str, Person] = field(default_factory=dict)
    targets: dict[str, list[Target]] = field(default_factory=dict)
    canaries: dict[str, tuple[Thing, str]] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    in_sample: str = ""
    # What a form says by reference, by its field: something that everybody may see.
    named: dict[str, str] = field(default_factory=dict)

    def canary(self, thing: Thing, what: str) -> str:
        """A new word that stands only in the field `what` of `thing`."""
        word = f"zq{len(self.canaries):04d}qz"
        self.canaries[word] = (thing, what)
        return word

    def target(self, row: Any, thing: Thing) -> None:
        self.targets.setdefault(thing.kind, []).append(Target(thing, row.ref))

    def thing(self, row: Any) -> Thing:
        """What the rules know of a row that reaches an audience itself, or that tells of a child."""
        if isinstance(row, UnseenRow):
            return Thing(type(row).__name__.lower(), self.owners[row.agency_id], UNSEEN)
        if isinstance(row, ChildRow):
            owner = self.owners[row.agency_id]
            # Nobody takes part, or nobody any more, where the column is empty.
            others = [self.owners.get(getattr(row, column), owner) for column in row.SHARED]
            of = OF_STAFF if isinstance(row, StaffRow) else OF_A_CHILD
            return Thing(type(row).__name__.lower(), owner, shared_with(owner, *others, of=of))
        return Thing(type(row).__name__.lower(), self.owners[row.agency_id], Audience(row.audience).name.lower())

    def foreign(self, who: Who, words: set[str]) -> dict[str, str]:
        """The canaries among `words` whose rows somebody may not see, with where they stand."""
        found = {}
        for word in words:
            thing, what = self.canaries[word]
            if thing is NOBODY or not (is_name_for(who, thing, what) or is_there(who, thing)):
                found[word] = f"{what} of a {thing.kind}, {thing.owner}, {thing.audience}"
        return found

    def canaries_of(self, who: Who, what: str) -> set[str]:
        """The canaries of one field that somebody may see."""
        return {word for word, (thing, field) in self.canaries.items() if field == what and is_there(who, thing)}


def is_name_for(who: Who, thing: Thing, what: str) -> bool:
    """Whether it is a person's name that somebody may read: their own, or one of those they choose an owner or a reader
    of files from."""
    if thing.kind != "person":
        return False
    agency = thing.owner.rpartition(", ")[2]
    return thing.owner == who.name or (
        what == "name" and (may(who, "owner.name", agency) or may(who, "audit.run", agency))
    )


REACHING: tuple[type[Model], ...] = (
    Review,
    Assessment,
    Statement,
    FigureRecord,
    Evidence,
    OpenItem,
    Edition,
    Held,
    ReportImport,
    Finding,
    Recommendation,
    Action,
    Update,
    Round,
    RoundShare,
    PackReading,
    Hold,
    RegisteredName,
    Import,
    Meeting,
    StatedReturn,
    Heard,
    HolderQuestion,
    Audit,
    AuditFinding,
    Upload,
    StaffList,
    Alert,
    SurveyRound,
    Session,
)


def all_rows(world: World, model: type[Model]) -> Iterator[tuple[Any, Thing]]:
    """Every row of a walled model, with the row that says how far it reaches."""
    for row in model._default_manager.order_by("pk"):
        reaching = row
        while (through := getattr(type(reaching), "SEEN_THROUGH", "")) != "":
            reaching = getattr(reaching, through)
        yield row, world.thing(reaching)
