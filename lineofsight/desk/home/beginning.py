"""The first steps with an empty service, in order, for who does them; nothing once they are done."""

from collections.abc import Iterator
from dataclasses import replace

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Review, Statement
from lineofsight.assurance.queries import chain
from lineofsight.assurance.queries import rounds as collecting
from lineofsight.assurance.queries.answering import recommendations_to_choose, said_which
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.desk.home.parts import Line, Section, section
from lineofsight.library.words import counted, listed
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
    return replace(section(TITLE, steps, "Every first step is done."), is_first=True) if steps else None


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
    yield from _from_outside(there)


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


def _from_outside(there: frozenset[Role]) -> Iterator[Line]:
    """Those who look at what the others do: nothing is published without them, and little of it is believed."""
    if Role.SCRUTINEER not in there:
        note = "Without one no sentence has an outside opinion. First add the agency that scrutinises, as independent."
        is_added = any(one.kind == AgencyKind.INDEPENDENT for one in partnership.agencies())
        yield Line("Invite the independent scrutineer", note, "invite" if is_added else "agencies")
    if Role.DATA_PROTECTION not in there:
        note = "They see who looked at what, and decide what is kept no longer."
        yield Line("Invite the data-protection officer", note, "invite")


def _inside(title: str) -> str:
    """«The local authority» as it stands inside a sentence."""
    return f"the {title[4:]}" if title.startswith("The ") else title


def _of_the_manager(actor: Actor) -> Iterator[Line]:
    """The way of a first Summary, from the report to print; once one is published there are no first steps."""
    editions = list(publication.editions(actor))
    if any(one.state in _WAS_PUBLISHED for one in editions):
        return
    review = assurance.reviews(actor).order_by("id").first()
    if review is None:
        yield Line(
            "Take last year's report in",
            "Every sentence becomes a statement of the agency that says it. Nothing is kept before you have looked.",
            "import_report",
        )
    if not chain.actions(actor).exists():
        yield Line(
            "Take the action plan in",
            "Word or Excel, as it is: recommendations, actions, who and by when. Into the review that is here.",
            "import_plan",
        )
    if review is not None:
        yield from _of_sentences(review, actor)
    if not collecting.rounds(actor).exists():
        note = "A round asks how far each action is and what shows each sentence: by account, by file or by reply link."
        where = ("open_round", review.ref) if review else ("", "")
        yield Line("Ask the agencies what has happened since", note, *where)
    if review is not None and not assurance.evidence_of(review, actor).filter(kind=EvidenceKind.EXPERIENCE).exists():
        note = "What children, families and practitioners told agencies, as evidence, or why nobody was asked."
        yield Line("Say what people told you", note, "review_evidence", review.ref)
    if not editions:
        note = "The check says what cannot be printed yet, and what would cure it."
        where = ("next_edition", review.ref) if review else ("", "")
        yield Line("Open the first edition", note, *where)


def _of_sentences(review: Review, actor: Actor) -> Iterator[Line]:
    """What only somebody who knows the review can say of its sentences: whose each is, and what it answers."""
    doubted = Statement.objects.visible_to(actor).filter(review=review, is_included=True).exclude(doubt="").count()
    if doubted:
        yield Line(
            f"Say whose {counted(doubted, 'sentence is', 'sentences are')}",
            "The report does not tell who says it. No agency is asked about such a sentence, and none signs it.",
            "doubted",
            review.ref,
        )
    said, total = said_which(review, actor)
    if total and not said and recommendations_to_choose(review, actor):
        yield Line(
            "Say which recommendation each sentence answers",
            "Print tells under each recommendation what was done. One page, a choice for each sentence.",
            "say_each_answers",
            review.ref,
        )
