"""Rows that tell of one child or one worker, of one agency: they reach no audience."""

from datetime import date

from lineofsight.partnership.models import Agency, Person
from lineofsight.records.audits.models import Audit
from lineofsight.records.identities.models import Import, Subject
from lineofsight.records.learning.models import Session
from lineofsight.records.registers.models import Meeting
from lineofsight.records.workforce.models import StaffList, SurveyRound
from tests.factories import (
    audit_rows,
    form_rows,
    learning_rows,
    pathway_rows,
    record_rows,
    register_rows,
    voice_rows,
    workforce_rows,
)
from tests.factories.partnership import NOW
from tests.matrix.expected import OF_A_CHILD, OF_STAFF, UNSEEN, Thing, shared_with
from tests.matrix.world import World


def children(world: World, owner: Agency) -> None:
    """Two children and a worker, with every kind of row that there is of them."""

    def word(what: str) -> str:
        return world.canary(Thing("subject", world.owners[owner.pk], OF_A_CHILD), what)

    delivery = Import.objects.filter(agency=owner).latest("id")
    child = record_rows.subject(delivery, pseudonym=word("pseudonym"), shown=word("shown"))
    other = record_rows.subject(delivery, pseudonym=word("other pseudonym"), shown=word("other shown"))
    worker = record_rows.worker(delivery, pseudonym=word("worker"), shown=word("worker shown"))
    record_rows.renamed(delivery, child, shown=word("old shown"))
    record_rows.merged(other, child, reason=word("why merged"))
    record_rows.gone(owner, mark=word("mark of a child who is gone"))
    record_rows.described(child, sex=word("sex"), ethnicity=word("ethnicity"), disability=word("disability"))
    record_rows.fact(child, code=word("code"), link=word("link"), worker=worker)
    record_rows.span(child, code=word("placement"))
    record_rows.allocation(child, worker, team=word("team"), role=word("role"))
    somebody = Person.objects.create(email=f"near-a-child@{owner.code}.example", password="!")
    post = record_rows.post(somebody, team=word("team of a post"), of=owner)
    world.target(post, Thing("post", world.owners[owner.pk], OF_A_CHILD))
    record_rows.near(somebody, child)
    for row in form_rows.of_each_kind(child, somebody, word=word):
        world.target(row, Thing("form", world.owners[owner.pk], OF_A_CHILD))
    world.target(child, Thing("child", world.owners[owner.pk], OF_A_CHILD))
    key = f"here{world.owners[owner.pk]:k<12}"
    record_rows.fact(child, day=date(2026, 5, 5), code=word("code of what was recorded"), row_key=key)
    entry = record_rows.recorded(
        child, row_key=key, by_role=word("role of who recorded"), reason=word("why taken back")
    )
    world.target(entry, Thing("recorded", world.owners[owner.pk], OF_A_CHILD))
    record_rows.why_late(child, code=word("why late"))
    challenged(world, owner, somebody, child)
    registered(world, owner, somebody, child)
    voiced(world, owner, somebody)
    on_a_pathway(world, owner, somebody, child)
    staff(world, owner, child)
    learning(world, owner, somebody)
    audited(world, owner, somebody)


def staff(world: World, owner: Agency, child: Subject) -> None:
    """Somebody who works, with every kind of row that there is of them."""
    thing = Thing("staff", world.owners[owner.pk], OF_STAFF)

    def word(what: str) -> str:
        return world.canary(thing, what)

    listed = StaffList.objects.filter(agency=owner).earliest("id")
    member = workforce_rows.member(owner, pseudonym=word("pseudonym"), shown=word("shown"))
    world.target(member, thing)
    workforce_rows.post(listed, team=word("team of a post"), role=word("role of a post"))
    workforce_rows.spell(
        listed, member, team=word("team"), role=word("role"), leaving_reason=word("why left"), until=date(2026, 9, 1)
    )
    away = workforce_rows.absence(listed, member, team=word("team of an absence"))
    world.target(away, Thing("absence", thing.owner, OF_STAFF))
    workforce_rows.on_programme(listed, member, team=word("team on a programme"))
    workforce_rows.reached(listed, member, team=word("team of a milestone"))
    workforce_rows.cover(child, member)
    workforce_rows.course_taken(listed, member, team=word("team of a course"))
    asked = SurveyRound.objects.filter(agency=owner).earliest("id")
    tally = Thing("tally", thing.owner, UNSEEN)
    workforce_rows.survey_tally(asked, team=world.canary(tally, "team of a tally"))


def voiced(world: World, owner: Agency, somebody: Person) -> None:
    """Words that somebody agreed may be kept, and a complaint."""
    own = world.owners[owner.pk]
    thing = Thing("quotation", own, OF_A_CHILD)
    said = voice_rows.quotation(
        voice_rows.heard(owner), somebody, words=f"They listened {world.canary(thing, 'words')}"
    )
    world.target(said, thing)
    complaint = Thing("complaint", own, OF_A_CHILD)
    world.target(voice_rows.complaint(owner, somebody, theme=world.canary(complaint, "theme")), complaint)


def learning(world: World, owner: Agency, somebody: Person) -> None:
    """Somebody booked for a session of another agency, which sees it until it closes; a course held; an answer."""
    own = world.owners[owner.pk]
    other = world.bodies.health if owner != world.bodies.health else world.bodies.council
    held = Session.objects.filter(agency=owner).earliest("id")
    thing = Thing("booking", own, shared_with(own, world.owners[other.pk], of=OF_STAFF))
    made = learning_rows.booking(
        learning_rows.session(other), owner, label=world.canary(thing, "label"), shown=world.canary(thing, "shown")
    )
    world.target(made, thing)
    alone = Thing("booking", own, OF_STAFF)
    over = learning_rows.session(owner, state="closed", closed_at=NOW)
    closed = learning_rows.booking(
        over, owner, open_to=None, pseudonym=world.canary(alone, "pseudonym"), shown=world.canary(alone, "closed")
    )
    learning_rows.correction(closed, by_role=f"Lead {world.canary(alone, 'who corrected')}")
    learning_rows.attendance(held, owner, pseudonym=world.canary(alone, "attended"))
    learning_rows.said(held, body=f'{{"used":"{world.canary(alone, "answer")}"}}')


def audited(world: World, owner: Agency, somebody: Person) -> None:
    """A file of a round that somebody has read, with the grades of two readers."""
    whose = Thing("framefile", world.owners[owner.pk], OF_A_CHILD)
    drawn = Audit.objects.filter(agency=owner).latest("id")
    key, shown = world.canary(whose, "key of a file"), world.canary(whose, "whose file")
    made = audit_rows.file(drawn, key=key, shown=shown)
    read = audit_rows.reading(made, somebody)
    audit_rows.grade(read)
    audit_rows.pair(made)
    world.target(made, Thing("audit_file", world.owners[owner.pk], OF_STAFF))


def on_a_pathway(world: World, owner: Agency, somebody: Person, child: Subject) -> None:
    """A child on a pathway of one's own agency, a step done, one that waits, and another agency that was asked."""
    own = world.owners[owner.pk]
    other = world.bodies.health if owner != world.bodies.health else world.bodies.council
    thing = Thing("part", own, OF_A_CHILD)
    made = pathway_rows.run(owner, somebody)
    part = pathway_rows.part(made, child)
    role = f"Team manager {world.canary(thing, 'role of who did a step')}"
    done = pathway_rows.done(made, owner, step="born", by_role=role[:40], opens=world.canary(thing, "opens"))
    pathway_rows.waiting(made)
    pathway_rows.read(done, owner, somebody)
    pathway_rows.not_started(child, by_role=f"Manager {world.canary(thing, 'role of who set aside')}"[:40])
    asked = pathway_rows.call(made, other)
    world.target(part, thing)
    world.target(done, Thing("step_done", own, OF_A_CHILD))
    world.target(asked, Thing("call", own, shared_with(own, world.owners[other.pk])))


def challenged(world: World, owner: Agency, somebody: Person, child: Subject) -> None:
    """A challenge within an agency, and one to another that sees it too; each with a step by either side.

    In the council's to health a third agency takes part, and has said its view.
    """
    own, bodies = world.owners[owner.pk], world.bodies
    other = bodies.health if owner != bodies.health else bodies.council
    third = bodies.scrutiny if owner == bodies.council else None
    for asked, joined, kind, stage in (
        (owner, None, "iro-challenge", "informal"),
        (other, third, "agency-escalation", "stage-1"),
    ):
        others = [world.owners[agency.pk] for agency in (asked, joined) if agency]
        thing = Thing("challenge", own, shared_with(own, *others))
        made = register_rows.challenge(
            owner,
            asked,
            somebody,
            subject=child,
            third_agency=joined,
            kind=kind,
            stage=stage,
            wanted=f"That it is done, {world.canary(thing, 'wanted')}",
        )
        register_rows.challenge_step(made, owner)
        said = f"Done, {world.canary(thing, 'answer')}"
        register_rows.challenge_step(made, asked, number=2, step="answer", said=said)
        if joined:
            view = f"Ours, {world.canary(thing, 'view')}"
            register_rows.challenge_step(made, joined, number=3, step="say", said=view)
        world.target(made, thing)


def registered(world: World, owner: Agency, somebody: Person, child: Subject) -> None:
    """An item of a panel that was decided, and what follows from it."""
    thing = Thing("entry", world.owners[owner.pk], OF_A_CHILD)
    held = Meeting.objects.filter(agency=owner).latest("id")
    made = register_rows.entry(owner, somebody, subject=child, meeting=held, state="recorded")
    register_rows.recording(made, by_role=f"Manager {world.canary(thing, 'by role')}")
    register_rows.paper(made, place=world.canary(thing, "place"))
    follows = register_rows.chased(made, words=f"See {world.canary(thing, 'words')}")
    world.target(made, thing)
    world.target(follows, Thing("chased", thing.owner, OF_A_CHILD))
