"""The reference of courses, and of who has to hold which."""

from collections.abc import Iterator

from lineofsight.library.course import Course
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.requirement import Requirement
from lineofsight.library.shelf import Shelf


def courses_page(shelf: Shelf) -> Iterator[str]:
    """Every course with what it covers and asks."""
    yield "# Courses\n"
    yield "A level is told with its scheme: «level 3» of two schemes are two things.\n"
    for one in shelf.all_newest(Course):
        yield f"## {one.title}\n"
        yield f"{one.about} {one.level_words}, {one.minutes} minutes.\n"
        yield f"It covers: {'; '.join(one.covers)}.\n"
        rows = [[ask.asks, "before and after", ask.lowest, ask.highest] for ask in one.paired]
        rows += [[ask.asks, "after", ask.lowest, ask.highest] for ask in one.reaction]
        if one.transfer:
            weeks = f"{one.transfer.from_weeks} to {one.transfer.until_weeks} weeks later"
            answers = list(one.transfer.answers.values())
            rows.append([one.transfer.asks, weeks, answers[0], answers[-1]])
        if rows:
            yield from table(["question", "when", "from", "to"], rows)
        audits = ", ".join(f"`{link.instrument}` {link.question}" for link in one.audits)
        should = f" It should change: {audits}." if audits else ""
        yield f"Answers are shown from {one.feedback_from} on.{should}\n\n{foot(one, shelf)}\n"


def requirements_page(shelf: Shelf) -> Iterator[str]:
    """Who has to hold which course."""
    yield "# Who has to hold which course\n"
    for one in shelf.all_newest(Requirement):
        who = "; ".join(f"{', '.join(some.roles)} ({some.agency.value})" for some in one.who)
        renewed = f"renewed every {one.renew_months} months" if one.renew_months else "once"
        must = "Has to be held" if one.is_mandatory else "Is offered"
        yield f"## {one.title}\n"
        yield f"Course: `{one.course}`. {must} by: {who}; {renewed}; within {one.within_days} days of joining.\n"
        yield f"{foot(one, shelf)}\n"
