"""One search over what somebody may see: rows of reviews, a child by its pseudonym, and what the library holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from string import Formatter

from django.db.models import Q

from lineofsight.assurance.due import rules_in_use
from lineofsight.assurance.models import Action, Evidence, Finding, Recommendation, Review, Statement
from lineofsight.desk import stated
from lineofsight.desk.challenges import kind_of
from lineofsight.desk.figures.told import countable, whose
from lineofsight.desk.forms.begun import offered
from lineofsight.desk.pathways import pathways_on
from lineofsight.desk.registers import registers_for
from lineofsight.desk.systems.rows import all_systems
from lineofsight.library.entry import Entry
from lineofsight.library.kinds import GlossaryArea, GlossaryTerm
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import VisibleRows
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.publication.models import Edition
from lineofsight.records.children import child_called
from lineofsight.records.learning import queries as learning
from lineofsight.records.registers.models import Challenge

LONGEST = 100
MOST_WORDS = 8
MOST_SHOWN = 20
MOST_COUNTED = 200
# Fields of the library in which its words stand; a kind has some of them.
_TOLD = ("title", "short", "question", "purpose", "meaning", "about", "what", "duty", "for_whom")


@dataclass(frozen=True)
class Match:
    """One thing found: what it is called, a line beside it, and the reference or id by which its page is found."""

    text: str
    note: str
    of: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind. many: how many there are, at most MOST_COUNTED; matches: the first MOST_SHOWN."""

    kind: str
    title: str
    many: int
    matches: tuple[Match, ...]

    @property
    def count(self) -> str:
        """«3», or «200 or more» where it was not counted further."""
        return f"{self.many} or more" if self.many >= MOST_COUNTED else str(self.many)


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be searched: by whom, and how. find: the words as typed, folded, to what matches."""

    id: str
    title: str
    act: Act
    find: Callable[[Actor, tuple[str, ...]], Iterable[Match]]


def kinds_for(actor: Actor) -> tuple[Kind, ...]:
    """The kinds whose pages somebody may open."""
    return tuple(kind for kind in KINDS if can(actor, kind.act))


def words_of(typed: str) -> tuple[str, ...]:
    """The words of a search as they are compared: without case, each once, at most MOST_WORDS."""
    return tuple(dict.fromkeys(typed[:LONGEST].casefold().split()))[:MOST_WORDS]


def search(actor: Actor, typed: str, *, kind: str = "") -> tuple[Group, ...]:
    """What matches every word, of one kind or of all, as far as the actor may see it; a group with nothing is left out.

    It is counted after it is narrowed, so that no number tells of what somebody may not see.
    """
    words = words_of(typed)
    if not words:
        return ()
    found = []
    for one in kinds_for(actor):
        if kind in ("", one.id):
            matches = tuple(one.find(actor, words))
            if matches:
                found.append(Group(one.id, one.title, len(matches), matches[:MOST_SHOWN]))
    return tuple(found)


def _holding(words: Iterable[str], *columns: str) -> Q:
    """Every word stands in one of the columns."""
    wanted = Q()
    for word in words:
        one = Q()
        for column in columns:
            one |= Q(**{f"{column}__icontains": word})
        wanted &= one
    return wanted


def _rows(rows: VisibleRows, *columns: str, note: str) -> Callable[[Actor, tuple[str, ...]], Iterable[Match]]:
    """Search columns of rows, of which the first is shown. note: the line beside it, with names of columns in it."""
    also = [name for _, name, _, _ in Formatter().parse(note) if name]

    def find(actor: Actor, words: tuple[str, ...]) -> Iterable[Match]:
        found = rows.visible_to(actor).filter(_holding(words, *columns)).order_by("-id")
        for row in found.values("ref", columns[0], *also)[:MOST_COUNTED]:
            yield Match(row[columns[0]], note.format(**row), row["ref"])

    return find


def _findings(actor: Actor, words: tuple[str, ...]) -> Iterable[Match]:
    """A finding stands on the page of its review."""
    found = Finding.objects.visible_to(actor).filter(
        _holding(words, "text"), review__in=Review.objects.visible_to(actor)
    )
    for row in found.order_by("-id").values("text", "review__ref", "review__name")[:MOST_COUNTED]:
        yield Match(row["text"], row["review__name"], row["review__ref"])


def _challenges(actor: Actor, words: tuple[str, ...]) -> Iterable[Match]:
    """A challenge by what should happen, with its kind beside it."""
    found = Challenge.objects.visible_to(actor).filter(_holding(words, "wanted"))
    for row in found.order_by("-id")[:MOST_COUNTED]:
        yield Match(row.wanted, kind_of(row).title, row.ref)


def _child(actor: Actor, words: tuple[str, ...]) -> Iterable[Match]:
    """A child by the whole of its pseudonym: a part of one would let somebody leaf through children."""
    found = child_called(actor, "".join(words))
    return (Match(found.shown, found.agency.name, found.ref),) if found else ()


def _entries(
    of: Callable[[Actor, date], Iterable[Entry]],
) -> Callable[[Actor, tuple[str, ...]], Iterable[Match]]:
    """Search files of the library by the words in which they say what they are."""

    def find(actor: Actor, words: tuple[str, ...]) -> Iterable[Match]:
        for entry in of(actor, today(actor.now)):
            told = [text for name in _TOLD if isinstance(text := getattr(entry, name, None), str)]
            if all(word in " ".join(told).casefold() for word in words):
                yield Match(
                    entry.title, next((text for text in told[1:] if text and text != entry.title), ""), entry.id
                )

    return find


def _terms(_actor: Actor, day: date) -> Iterable[Entry]:
    return (term for term in shelf().entries(GlossaryTerm, on=day) if term.area is not GlossaryArea.CODE)


def _standards(_actor: Actor, _day: date) -> Iterable[Entry]:
    return {one.id: one for one in rules_in_use().standards}.values()


_BY = "{agency__name}"
KINDS = (
    Kind("child", "Children", Act.SIGHT_READ, _child),
    Kind("review", "Reviews", Act.REVIEW_READ, _rows(Review.objects, "name", note="{kind}")),
    Kind("finding", "Findings", Act.REVIEW_READ, _findings),
    Kind(
        "recommendation",
        "Recommendations",
        Act.RECOMMENDATION_READ,
        _rows(Recommendation.objects, "title", "text", note=_BY),
    ),
    Kind("action", "Actions", Act.RECOMMENDATION_READ, _rows(Action.objects, "title", "outcome", note=_BY)),
    Kind(
        "statement",
        "Sentences",
        Act.STATEMENT_READ,
        _rows(Statement.objects, "current__text", note=f"Sentence {{position}}, {_BY}"),
    ),
    Kind(
        "evidence", "Evidence", Act.EVIDENCE_READ, _rows(Evidence.objects, "title", "note", note=f"E{{number}}, {_BY}")
    ),
    Kind("challenge", "Challenges", Act.CHALLENGE_READ, _challenges),
    Kind("summary", "Summaries", Act.EDITION_READ, _rows(Edition.objects, "title", note="Edition {number}, {state}")),
    Kind("system", "What is looked after", Act.SYSTEMS_READ, _entries(lambda _actor, _day: all_systems())),
    Kind("measure", "Figures", Act.MEASURES_READ, _entries(lambda actor, day: countable(actor, whose(actor), on=day))),
    Kind("pathway", "Pathways", Act.PATHWAYS_READ, _entries(lambda _actor, day: pathways_on(day))),
    Kind("form", "Forms", Act.FORMS_READ, _entries(lambda actor, _day: offered(actor))),
    Kind("register", "Registers", Act.REGISTER_BEGIN, _entries(lambda actor, _day: registers_for(actor))),
    Kind("return", "What bodies state each quarter", Act.STATED_READ, _entries(lambda _actor, _day: stated.kinds())),
    Kind("standard", "What is due, and by which rule", Act.SIGHT_READ, _entries(_standards)),
    Kind("course", "Courses", Act.LEARNING_READ, _entries(lambda _actor, _day: learning.courses())),
    Kind("term", "Words", Act.SITE_READ, _entries(_terms)),
)
