"""Load the demonstration's story through the same actions that people use, day by day, so that its trail is real."""

from datetime import date

from lineofsight.cli.demonstration import (
    audits,
    background,
    chain,
    challenging,
    children,
    collecting,
    declaring,
    editions,
    grants,
    learning,
    other_children,
    oversight,
    pathways,
    reports,
    sentences,
    stated,
    together,
    voice,
    workforce,
)
from lineofsight.cli.demonstration.telling import StoryBroken, Telling, read_story
from lineofsight.partnership.actions import add_agency, add_person, join
from lineofsight.partnership.actor import job
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.sealer import seal

__all__ = ["StoryBroken", "load"]
# Before anything else of the story.
BEGINS = 1100
# Events that are sealed together: more than any story has.
ALL = 1_000_000


def load(*, as_at: date) -> tuple[str, str]:
    """Tell the whole story as at a day. Out: the references of the published edition and of the one in draft."""
    told = Telling(as_at=as_at, story=read_story())
    _people(told)
    # First, so that the review that most pages tell of stays the newest one.
    own = together.begin(told)
    reports.open_review(told)
    reports.store_inspection(told)
    sentences.tell(told)
    editions.begin(told)
    editions.publish_edition(told, 1)
    declaring.begin(told)
    # The chain speaks of sentences, so those come first that it ties to what was asked for.
    told.tell_until(told.story["chain"]["ties"] + 1)
    chain.tell(told)
    # What the figures of the second edition count was there before it.
    workforce.tell(told)
    learning.tell(told)
    audits.tell(told)
    voice.tell(told)
    second = editions.publish_edition(told, 2)
    draft = editions.next_edition(told, 3)
    collecting.tell(told)
    grants.tell(told)
    reports.later_edition_waits(told)
    reports.plan_waits(told)
    background.tell(told)
    children.tell(told)
    known = other_children.tell(told)
    pathways.tell(told, known)
    oversight.tell(told, known)
    stated.tell(told)
    challenging.tell(told)
    workforce.tell_away(told)
    audits.tell_open(told)
    together.publish(own)
    with scope(job("seal", now=told.moment(0)), writes=True):
        seal(at=told.moment(0), most=ALL)
    return second, draft


def _people(told: Telling) -> None:
    setter_up = job("demonstration", now=told.moment(BEGINS))
    with scope(setter_up, writes=True):
        for agency in told.story["agencies"]:
            add_agency(
                code=agency["code"],
                name=agency["name"],
                kind=AgencyKind(agency["kind"]),
                short_name=agency["short"],
                by=setter_up,
            )
        for code, roles in told.story["people"].items():
            for role in roles:
                address = f"{role.replace(' ', '-')}@{code}.demonstration.invalid"
                person = add_person(email=address, name="", by=setter_up)
                join(person=person, agency=agency_by_code(code), role=Role(role), by=setter_up)
