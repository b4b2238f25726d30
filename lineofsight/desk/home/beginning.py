"""The first steps with an empty service, in order, for who does them; nothing once they are done."""

from collections.abc import Iterator

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.queries import rounds as collecting
from lineofsight.desk.home.parts import Line, Section, section
from lineofsight.partnership import queries as partnership
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.one_agency import keeps_one_agency
from lineofsight.partnership.rules import ROLE_WORDS, AgencyKind, Role
from lineofsight.publication.queries import editions as publication
from lineofsight.publication.rules import EditionState

TITLE = "First steps, in this order"
# Whoever writes an edition neither checks nor publishes it, and the partners approve.
_TO_PUBLISH = (Role.CHECKER, Role.PUBLISHER, Role.EXECUTIVE)


def first_steps(actor: Actor) -> Section | None:
    """What is still to be done before everything has its place; None when it is done, or is somebody else's."""
    steps: list[Line] = []
    if Role.ADMINISTRATOR in actor.roles:
        steps += _of_the_administrator(actor)
    if Role.BUSINESS_MANAGER in actor.roles:
        steps += _of_the_manager(actor)
    return section(TITLE, steps, "Every first step is done.") if steps else None


def _of_the_administrator(actor: Actor) -> Iterator[Line]:
    agencies = [one for one in partnership.agencies() if one.kind != AgencyKind.HUB]
    there = partnership.roles_given(actor)
    if not agencies:
        yield Line("Add the agencies that take part", "Importing a report adds those that it names.", "agencies")
    if Role.BUSINESS_MANAGER not in there:
        yield Line("Invite the business manager", "They take the report in and put the Summary together.", "invite")
    if Role.SAFEGUARDING_LEAD not in there:
        note = "Agencies without an account can answer by file or by reply link."
        if keeps_one_agency():
            note += " SQLite holds the people of one agency: move to PostgreSQL before you invite those of a second."
        yield Line("Invite the safeguarding lead of each agency", note, "invite")
    missing = [ROLE_WORDS[role] for role in _TO_PUBLISH if role not in there]
    if missing:
        yield Line("Invite whoever checks, approves and publishes", f"Nobody is yet: {', '.join(missing)}.", "invite")


def _of_the_manager(actor: Actor) -> Iterator[Line]:
    reviews = assurance.reviews(actor)
    if not reviews.exists():
        yield Line(
            "Take last year's report in",
            "Every sentence becomes a statement of the agency that says it. Nothing is kept before you have looked.",
            "import_report",
        )
    if not collecting.rounds(actor).exists():
        note = "Open a round of updates on the page of the review: by account, by file or by reply link."
        first = reviews.first()
        where = ("open_round", first.ref) if first else ("", "")
        yield Line("Ask the agencies what has happened since", note, *where)
    shown = publication.editions(actor).filter(state__in=(EditionState.PUBLISHED, EditionState.SUPERSEDED))
    if not shown.exists():
        note = "The check says sentence by sentence what cannot be printed yet, and what would cure it."
        yield Line("Publish the first edition", note, "summaries")
