"""The story of a pathway's own first example, as people tell it through the pages: who does which step, and when."""

from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.library.checks import examples_of
from lineofsight.library.fact import FactKind
from lineofsight.library.pathway import Pathway, PathwayExample, Step, StepStatus, StoryMove
from lineofsight.library.shelf import OURS, load
from tests.journeys.product import DAY

TODAY = date.fromisoformat(DAY)
SHELF = load(None)
EXAMPLES = examples_of(OURS)
# Whose people of the demonstration stand for a kind of agency.
AGENCIES = {"council": "council", "health": "community-health", "court advisory": "court-service"}


@dataclass(frozen=True)
class Story:
    """A pathway and its plain example, by whole weeks earlier where its last day would lie ahead of the journeys'."""

    pathway: Pathway
    started: date
    asked: dict[str, date]
    moves: tuple[tuple[Step, StoryMove, date], ...]
    example: PathwayExample

    def who(self, step: Step) -> tuple[str, str]:
        """A role and the agency that take a step: of the first who do, the manager, who finds all of a team."""
        first = step.who[0]
        roles = [role.value for role in first.roles]
        manages = first.agency.value == "council" and "team manager" in roles
        return ("team manager" if manages else roles[0]), AGENCIES[first.agency.value]

    @property
    def agencies(self) -> list[str]:
        """Whose people take a step, the one that starts it first."""
        return list(dict.fromkeys(["council", *(self.who(step)[1] for step, _, _ in self.moves)]))

    def words_of(self, step: Step, move: StoryMove) -> str:
        """What came of a step, as it is told to whoever recorded it; "" where nothing more than its day is."""
        return SHELF.newest(FactKind, step.records).codes[move.code] if move.code else ""

    @property
    def late(self) -> list[int]:
        """By how many days what was done late was late."""
        return [one.late_by for one in self.example.steps if one.status is StepStatus.DONE_LATE]


def story_of(id: str) -> Story:
    """The first example of a pathway."""
    example = EXAMPLES[f"{Pathway.FOLDER}/{id}.examples.yaml"][1][0]
    pathway = SHELF.get(Pathway, id, on=example.started)
    last = max(move.day for move in example.moves)
    back = timedelta(weeks=max(0, -(-(last - TODAY).days // 7)))
    asked = {kind: day - back for kind, day in example.asked.items()}
    moves = tuple((pathway.step(move.step), move, move.day - back) for move in example.moves)
    return Story(pathway, example.started - back, asked, moves, example)


def day_fields(name: str, day: date) -> dict[str, str]:
    """A day, as a form asks for it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
