"""The pages about a partnership and its reviews: themes, partners, plans, days, caseloads, groups."""

from collections.abc import Iterator

from lineofsight.library.caseload import Caseload
from lineofsight.library.clock import Calendar, ReviewClock
from lineofsight.library.groups import ChildGroups
from lineofsight.library.kinds import (
    Partner,
    Theme,
)
from lineofsight.library.plan import PlanWords, StatusScheme
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.retention import Retention
from lineofsight.library.shelf import Shelf
from lineofsight.library.words import quoted


def themes_page(shelf: Shelf) -> Iterator[str]:
    """Every theme with its question, in order."""
    yield "# Themes\n"
    for theme in shelf.all_newest(Theme):
        yield f"## {theme.order}. {theme.title}\n"
        yield f"{theme.question}\n\n{theme.about}\n\nRecognised by: {quoted(theme.words)}.\n\n{foot(theme, shelf)}\n"


def partners_page(shelf: Shelf) -> Iterator[str]:
    """Every statutory partner, in order."""
    yield "# Statutory partners\n"
    yield "Where one of these says nothing in a review, the coverage map names it.\n"
    for partner in shelf.all_newest(Partner):
        yield f"## {partner.order}. {partner.title}\n"
        yield f"{partner.says}\n\nKind of agency: {partner.agency_kind}.\n\n{foot(partner, shelf)}\n"


def plans_page(shelf: Shelf) -> Iterator[str]:
    """The words of plans and the colours and words of status."""
    yield "# Action plans\n"
    yield "How the columns, the owners and the status of an action plan are recognised when one is imported. Each is a"
    yield "proposal that a person corrects.\n"
    for words in shelf.all_newest(PlanWords):
        yield f"## {words.title}\n"
        yield from table(["part of a plan", "headings"], [[p.value, ", ".join(w)] for p, w in words.headings.items()])
        either = [[word, " or ".join(part.value for part in parts)] for word, parts in words.either.items()]
        yield from table(["a heading for two things", "read as"], either)
        yield from table(["body", "words for it"], [[name, ", ".join(some)] for name, some in words.agencies.items()])
        yield f"Words of roles: {', '.join(words.roles)}; where no body is called so: {', '.join(words.groups)}.\n"
        yield foot(words, shelf) + "\n"
    for scheme in shelf.all_newest(StatusScheme):
        yield f"## {scheme.title}\n"
        meanings = [*((colour.value, meaning) for colour, meaning in scheme.colours.items()), *scheme.words.items()]
        yield from table(["says", "means"], [[said, meaning.replace("_", " ")] for said, meaning in meanings])
        yield foot(scheme, shelf) + "\n"


def clocks_page(shelf: Shelf) -> Iterator[str]:
    """Every clock of a review, in order."""
    yield "# Days that a review has\n"
    for clock in shelf.all_newest(ReviewClock):
        yield f"## {clock.order}. {clock.title}\n"
        kinds = ", ".join(clock.review_kinds)
        least = "at least " if clock.is_least else ""
        yield f"{clock.starts_with}: from then {least}{clock.limit} {clock.counted_in.value}. {clock.ends_with}.\n"
        yield f"For: {kinds}. {clock.note or ''}\n\n{foot(clock, shelf)}\n"


def calendars_page(shelf: Shelf) -> Iterator[str]:
    """Every calendar with its days off."""
    yield "# Calendars of working days\n"
    for calendar in shelf.all_newest(Calendar):
        days = ", ".join(day.isoformat() for day in calendar.days_off)
        yield f"## {calendar.title}\n"
        yield f"{calendar.first_year} to {calendar.last_year}. Nobody is at work on: {days}.\n"
        yield f"{foot(calendar, shelf)}\n"


def caseloads_page(shelf: Shelf) -> Iterator[str]:
    """What is said beside the number of a worker's own children."""
    yield "# Children for one worker\n"
    yield "What a worker reads beside the number of their own children. Nobody else's number is shown, or compared.\n"
    for one in shelf.all_newest(Caseload):
        yield f"## {one.title}\n"
        yield f"{one.words}. For the role «{one.role}».\n"
        yield foot(one, shelf) + "\n"


def groups_page(shelf: Shelf) -> Iterator[str]:
    """Every way to tell children into groups, with the codes of each."""
    yield "# Groups of children\n"
    yield "By these one asks for whom something does not work. Small groups are not told, whoever reads.\n"
    for one in shelf.all_newest(ChildGroups):
        yield f"## {one.title}\n"
        yield from table(["group", "codes"], [[group.words, ", ".join(group.codes)] for group in one.groups])
        yield foot(one, shelf) + "\n"


def retention_page(shelf: Shelf) -> Iterator[str]:
    """How long each kind of row is kept, why, and who decides."""
    yield "# How long what is kept is kept\n"
    yield "Nothing goes by itself. Once the time is over, somebody decides, and the decision is kept with its reason.\n"
    rows = [
        [one.title, str(one.months), one.counts_from, one.then.value, one.decides]
        for one in shelf.all_newest(Retention)
    ]
    yield from table(["what", "months", "counted from", "then", "who decides"], rows)
    for one in shelf.all_newest(Retention):
        yield f"## {one.title}\n"
        yield f"{one.because}\n"
        yield f"{foot(one, shelf)}\n"
