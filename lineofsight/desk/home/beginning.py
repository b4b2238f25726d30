"""The first steps with an empty service, in order, for who does them; nothing once they are done."""

from collections.abc import Iterator

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.queries import rounds as collecting
from lineofsight.desk.home.parts import Line, Section, section
from lineofsight.library.words import listed
from lineofsight.partnership import queries as partnership
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.one_agency import keeps_one_agency
from lineofsight.partnership.rules import ROLE_WORDS, AgencyKind, Role
from lineofsight.publication.partners import partner_agencies, titles_without_agency
from lineofsight.publication.queries import editions as publication
from lineofsight.publication.rules import EditionState

TITLE = "First steps, in this order"
# Whoever writes an edition neither checks nor publishes it.
_TO_PUBLISH = (Role.CHECKER, Role.PUBLISHER)
_WAS_PUBLISHED = (EditionState.PUBLISHED, EditionState.SUPERSEDED, EditionState.WITHDRAWN)
_APPROVE = "Each approves a Summary for itself, by an account of its own: nobody can approve for another."


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
        yield Line("Invite whoever checks and publishes", f"Nobody is yet: {', '.join(missing)}.", "invite")
    yield from _partners(actor)


def _partners(actor: Actor) -> Iterator[Line]:
    """The safeguarding partners, without whose approval nothing is published; and that SQLite cannot hold them."""
    day = partnership.today(actor.now)
    if absent := titles_without_agency(on=day):
        yield Line(f"Add the safeguarding partners: {listed(tuple(map(_inside, absent)))}", _APPROVE, "agencies")
    there = partnership.agencies_with(actor, Role.EXECUTIVE)
    without = [one.agency.name for one in partner_agencies(on=day) if one.agency.ref not in there]
    if without:
        yield Line(f"Invite a safeguarding partner of each: {listed(tuple(without))}", _APPROVE, "invite")
    if (absent or without) and keeps_one_agency():
        note = "SQLite holds the people of one agency. Nothing is published before: move before the first round."
        yield Line("Move to PostgreSQL, so that council, integrated care board and police can approve", note)


def _inside(title: str) -> str:
    """«The local authority» as it stands inside a sentence."""
    return f"the {title[4:]}" if title.startswith("The ") else title


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
    shown = publication.editions(actor).filter(state__in=_WAS_PUBLISHED)
    if not shown.exists():
        note = "The check says sentence by sentence what cannot be printed yet, and what would cure it."
        yield Line("Publish the first edition", note, "summaries")
