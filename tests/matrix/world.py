"""One small partnership that holds every case: each agency's rows of each kind, reaching each audience.

Every text field of every row holds a word of its own that stands nowhere else (a canary). Where it turns up tells whose
row has been shown to whom.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

from lineofsight.assurance.models import (
    Action,
    Assessment,
    Evidence,
    FigureRecord,
    Finding,
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
from lineofsight.assurance.rules import Consent, EvidenceKind, EvidenceState
from lineofsight.assurance.rules.rounds import Way
from lineofsight.files.models import Held
from lineofsight.library.clock import ReviewMoment
from lineofsight.partnership.actor import Actor, job, nobody
from lineofsight.partnership.models import Agency, Invitation, LostAuthenticator, Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import PERSONAL_ROLES, Audience, Role
from lineofsight.publication.content import as_published
from lineofsight.publication.models import Edition
from lineofsight.publication.queries import content_of
from lineofsight.publication.rules import EditionState, Verdict
from lineofsight.trail.models import Done, Event, Payload
from tests.factories import background_rows, chain_rows, round_rows, rows
from tests.factories.partnership import NOW, TODAY, Partnership, actor, member, partnership
from tests.matrix.expected import Thing, Who, is_there, may
from tests.web.signin.people import with_app

CANARY = re.compile(r"zq\d{4}qz")
# Seen by nobody through any page: the trail's details, the answers to forms.
NOBODY = Thing("nothing", "", "own")
# The secret of a calendar address: whoever knows it reads days, and no words of anybody.
CALENDAR = "secret-of-a-calendar"
UNIT_ROLES = (
    Role.BUSINESS_MANAGER,
    Role.EXECUTIVE,
    Role.CHECKER,
    Role.PUBLISHER,
    Role.DATA_PROTECTION,
    Role.ADMINISTRATOR,
)
EVIDENCE_STATES = {
    Audience.OWN: EvidenceState.OFFERED,
    Audience.HUB: EvidenceState.OFFERED,
    Audience.PARTNERSHIP: EvidenceState.ACCEPTED,
    Audience.PUBLIC: EvidenceState.WITHDRAWN,
}
EDITION_STATES = {
    Audience.OWN: EditionState.DRAFT,
    Audience.HUB: EditionState.LOCKED,
    Audience.PARTNERSHIP: EditionState.APPROVED,
    Audience.PUBLIC: EditionState.PUBLISHED,
}


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
        """What the rules know of a row that reaches an audience itself."""
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
    """Whether it is a person's name that somebody may read: their own, or one of those they choose an owner from."""
    if thing.kind != "person":
        return False
    return thing.owner == who.name or (what == "name" and may(who, "owner.name", thing.owner.rpartition(", ")[2]))


def build() -> World:
    """Make the world. In a database without agencies, within the caller's transaction."""
    bodies = partnership()
    review = rows.review(bodies.hub, Audience.PUBLIC, name="Review of practice in Wexcombe")
    world = World(bodies, review)
    for name in ("hub", "council", "health", "scrutiny"):
        world.owners[getattr(bodies, name).pk] = name
    for owner in (bodies.hub, bodies.council, bodies.health):
        for audience in Audience:
            _cell(world, owner, audience)
    _crossings(world)
    _people(world)
    _background(world)
    _unseen_by_all(world)
    return world


def _cell(world: World, owner: Agency, audience: Audience) -> None:
    """One row of each kind, of one agency and reaching one audience."""

    def thing(kind: str, state: str = "") -> Thing:
        return Thing(kind, world.owners[owner.pk], audience.name.lower(), state)

    def word(kind: str, what: str) -> str:
        return world.canary(thing(kind), what)

    own_review = rows.review(owner, audience, name=f"Review {word('review', 'name')}")
    world.target(own_review, thing("review"))
    chain_rows.day_of(
        own_review, ReviewMoment.DECIDED, None, note=f"Not in the minutes, {word('review', 'why not known')}"
    )
    held = rows.held(
        owner,
        audience,
        name=f"{word('held', 'name')}.txt",
        content=f"1. {owner.name} reads every plan: {word('held', 'content')}.\n".encode(),
    )
    world.target(held, thing("held"))
    words = f"Read, {word('reportimport', 'read')}."
    taken_in = rows.report_import(held, owner, audience, document=rows.read(words))
    rows.correction(taken_in, new=f"Agency {word('reportimport', 'corrected')}")
    world.target(taken_in, thing("report_import"))
    world.target(taken_in, thing("waiting_import"))
    plan = rows.plan_import(held, owner, audience, words=f"Plan {word('planimport', 'read')}")
    rows.correction(plan, new=f"agency {word('planimport', 'corrected')}", field="name", old="Nobody")
    rows.plan_memory(plan, words=f"status {word('planmemory', 'words')}")
    world.target(plan, thing("plan_import"))
    world.target(plan, thing("waiting_import"))
    assessment = rows.assessment(
        world.review,
        owner,
        audience,
        title=f"Inspection {word('assessment', 'title')}",
        body=f"Inspectorate {word('assessment', 'body')}",
        about=owner,
        source=held,
        period_from=date(2025, 1, 1),
        period_to=date(2025, 3, 31),
    )
    world.target(assessment, thing("assessment"))
    figure = rows.figure_record(world.review, owner, audience, group=f"Team {word('figure', 'group')}")
    world.target(figure, thing("figure"))
    statement = rows.statement(
        world.review,
        owner,
        audience,
        text=f"Every plan is read with the child, {word('statement', 'wording')}.",
        section=f"Section {word('statement', 'section')}",
        paragraph=word("statement", "paragraph"),
        answers=f"Recommendation {word('statement', 'answers')}",
        owner_role=f"Head of {word('statement', 'owner role')}",
        doubt=f"Unsure: {word('statement', 'doubt')}.",
    )
    world.target(statement, thing("statement"))
    earlier = statement.current
    statement.current = rows.wording(statement, f"All plans are read, {word('statement', 'later wording')}.")
    statement.save(update_fields=["current"])
    rows.extract(earlier, assessment, f"plans are kept {word('statement', 'earlier extract')}")
    rows.extract(statement.current, assessment, f"plans are kept {word('statement', 'extract')}")
    rows.stated_figure(statement.current, f"8 of 10 {word('statement', 'stated figure')}")
    evidence = rows.evidence(
        world.review,
        owner,
        audience,
        title=f"Minutes {word('evidence', 'title')}",
        note=f"Decided: {word('evidence', 'note')}.",
        state=EVIDENCE_STATES[audience],
        state_reason=f"Because {word('evidence', 'reason')}",
        counted_n=3,
        counted_of=4,
        counted_words=f"files {word('evidence', 'counted')}",
        register=f"Register {word('evidence', 'register')}",
        link=f"https://register.example/{word('evidence', 'link')}",
        asked=9,
        answered=4,
        heard=f"They raised {word('evidence', 'heard')}.",
        consent=Consent.TOLD,
        held=held,
        figure=figure,
    )
    world.target(evidence, thing("evidence"))
    rows.behind(statement, evidence)
    if owner != world.bodies.scrutiny:
        rows.opinion(
            statement,
            world.bodies.scrutiny,
            know=f"We know {word('statement', 'opinion')}.",
            how=f"We asked {word('statement', 'opinion, how')}.",
            next_step=f"Next {word('statement', 'opinion, next')}.",
        )
    item = rows.open_item(
        world.review,
        owner,
        audience,
        text=f"Not known: {word('openitem', 'text')}.",
        close_reason=f"Asked {word('openitem', 'reason')}",
    )
    world.target(item, Thing("open_item", world.owners[owner.pk], audience.name.lower()))
    _chain(world, owner, audience, statement, evidence)
    state = EDITION_STATES[audience]
    edition = rows.edition(
        own_review if state is EditionState.PUBLISHED else world.review,
        owner,
        audience,
        title=f"Summary {word('edition', 'title')}",
    )
    if state is EditionState.PUBLISHED:
        frozen = as_published(content_of(edition, job("build", now=NOW)))
        Edition.objects.filter(pk=edition.pk).update(
            state=state, content=frozen.to_json().decode(), content_sha=frozen.sha, published_at=NOW
        )
    else:
        Edition.objects.filter(pk=edition.pk).update(state=state)
    world.target(edition, thing("edition", state.value))
    rows.signoff(edition, statement.current, verdict=Verdict.DIFFERENT, view=f"We say {word('statement', 'view')}.")
    rows.artefact(edition)


def _chain(world: World, owner: Agency, audience: Audience, statement: Statement, evidence: Evidence) -> None:
    """One link of each kind of the chain, of one agency and reaching one audience."""

    def thing(kind: str) -> Thing:
        return Thing(kind, world.owners[owner.pk], audience.name.lower())

    def word(kind: str, what: str) -> str:
        return world.canary(thing(kind), what)

    found = chain_rows.finding(world.review, owner, audience, text=f"Found {word('finding', 'text')}.")
    asked = chain_rows.recommendation(
        world.review,
        owner,
        audience,
        title=f"Title {word('recommendation', 'title')}",
        text=f"Read every plan, {word('recommendation', 'text')}.",
        measure=f"Counted {word('recommendation', 'measure')}",
        public_wording=f"In public {word('recommendation', 'public')}",
    )
    world.target(asked, thing("recommendation"))
    earlier = chain_rows.recommendation(
        world.review, owner, audience, title=f"Before {word('recommendation', 'before')}"
    )
    if audience is Audience.PUBLIC:
        world.named["earlier"] = earlier.ref
    done = chain_rows.action(
        asked,
        owner,
        audience,
        title=f"Done {word('action', 'title')}",
        source_place=f"row {word('action', 'place')}",
        plan_word=word("action", "plan word"),
        plan_words=f"Evidence: {word('action', 'plan words')}",
    )
    world.target(done, thing("action"))
    told = chain_rows.update(
        done, audience, text=f"Told {word('update', 'text')}.", plan_word=word("update", "plan word")
    )
    world.target(told, thing("update"))
    chain_rows.behind_action(done, evidence)
    chain_rows.beside_update(told, evidence)
    chain_rows.rests_on(asked, found)
    chain_rows.answers(statement, asked)
    chain_rows.alike(asked, earlier, owner)
    if owner != world.bodies.scrutiny:
        chain_rows.opinion_on(asked, world.bodies.scrutiny, know=f"We know {word('recommendation', 'opinion')}.")
    _round(world, owner, audience, done)
    later = chain_rows.more_time(done, until=date(2027, 1, 1), reason=f"Because {word('action', 'more time')}")
    chain_rows.decided(later, world.bodies.hub)


def _round(world: World, owner: Agency, audience: Audience, done: Action) -> None:
    """A round, and what an agency is asked and answers in it, all reaching one audience."""

    def thing(kind: str) -> Thing:
        return Thing(kind, world.owners[owner.pk], audience.name.lower())

    def word(kind: str, what: str) -> str:
        return world.canary(thing(kind), what)

    collecting = round_rows.collecting(
        world.review, owner, audience, guidance=f"Know this: {word('round', 'guidance')}."
    )
    world.target(collecting, thing("round"))
    share = round_rows.share(collecting, owner, audience)
    world.target(share, thing("share"))
    asked = round_rows.item(share, done, title=f"Asked {word('roundshare', 'title')}")
    world.target(asked, thing("asked"))
    round_rows.answer(
        asked,
        text=f"Answered {word('roundshare', 'answer')}.",
        way=Way.ON_BEHALF,
        agreed_by=f"Head {word('roundshare', 'agreed by')}",
        agreed_where=f"Meeting {word('roundshare', 'agreed where')}",
        agreed_date=TODAY,
    )
    made = round_rows.pack(share, about=asked, last=f"Said before {word('roundshare', 'pack')}")
    held = rows.held(owner, audience, name=f"{word('held', 'pack')}.docx")
    reading = round_rows.reading(made, held, audience, about=asked, words=f"In the pack {word('packreading', 'words')}")
    world.target(reading, thing("pack_reading"))
    link = round_rows.link(
        asked, person_name=f"Sam {word('roundshare', 'name')}", token_sha=f"{len(world.canaries):064d}"
    )
    world.target(link, thing("reply_link"))
    round_rows.extension(share, reason=f"Because {word('roundshare', 'more time')}")


def _crossings(world: World) -> None:
    """Rows that reach further than something they point at: a page of the one must not tell of the other."""
    bodies, review = world.bodies, world.review

    def word(owner: str, audience: str, what: str) -> str:
        return world.canary(Thing("crossing", owner, audience), what)

    shared = rows.statement(
        review,
        bodies.council,
        Audience.PARTNERSHIP,
        text=f"Shared by all, {word('council', 'partnership', 'shared wording')}.",
    )
    kept = rows.held(bodies.council, Audience.HUB, name=f"{word('council', 'hub', 'name of a file')}.txt")
    told = rows.assessment(review, bodies.hub, Audience.HUB, title=f"Told {word('hub', 'hub', 'unaccepted look')}")
    counted = rows.figure_record(review, bodies.hub, Audience.HUB, n=777, of=778)
    rows.extract(shared.current, told, "quoted from what not all may see")
    accepted = rows.evidence(
        review,
        bodies.council,
        Audience.PARTNERSHIP,
        title=f"Accepted {word('council', 'partnership', 'accepted title')}",
        state=EvidenceState.ACCEPTED,
        held=kept,
        figure=counted,
        assessment=told,
    )
    rows.behind(shared, accepted)
    draft = rows.evidence(
        review, bodies.council, Audience.OWN, title=f"Draft {word('council', 'own', 'evidence of a draft')}"
    )
    rows.behind(shared, draft)
    world.target(shared, Thing("statement", "council", "partnership"))
    world.target(accepted, Thing("evidence", "council", "partnership"))
    # One assessment that everybody sees, quoted by sentences that not everybody sees.
    known = rows.assessment(
        review,
        bodies.hub,
        title=f"Known {word('hub', 'partnership', 'known look')}",
        source=rows.held(bodies.hub, Audience.HUB, name=f"{word('hub', 'hub', 'name of a source')}.txt"),
    )
    world.target(known, Thing("assessment", "hub", "partnership"))
    behind_all = rows.evidence(
        review,
        bodies.hub,
        Audience.PARTNERSHIP,
        kind=EvidenceKind.ASSESSMENT,
        state=EvidenceState.ACCEPTED,
        assessment=known,
        title=f"Text {word('hub', 'partnership', 'text of a look')}",
    )
    world.target(behind_all, Thing("evidence", "hub", "partnership"))
    for owner in (bodies.council, bodies.health):
        quoting = rows.statement(
            review,
            owner,
            Audience.HUB,
            text=f"Quoted, {word(world.owners[owner.pk], 'hub', 'quoting wording')}.",
        )
        rows.extract(quoting.current, known)
        rows.behind(quoting, behind_all)


def _people(world: World) -> None:
    def add(who: str, role: Role, of: Agency, **facts: Any) -> Person:
        thing = Thing("person", who, "own")
        person = member(
            role,
            of,
            email=f"{world.canary(thing, 'address')}@{of.code}.example",
            name=f"Alex {world.canary(thing, 'name')}",
            **facts,
        )
        # A cheap hash of the test settings: nobody signs in by it, but some pages ask whether there is one.
        person.set_password("slate otter lantern")
        person.save(update_fields=["password"])
        with_app(person)
        world.people[who] = person
        return person

    for role in PERSONAL_ROLES:
        add(f"{role.value}, council", role, world.bodies.council)
    for role in UNIT_ROLES:
        add(f"{role.value}, hub", role, world.bodies.hub)
    add("scrutineer, scrutiny", Role.SCRUTINEER, world.bodies.scrutiny)
    add("safeguarding lead, health", Role.SAFEGUARDING_LEAD, world.bodies.health)
    add("leaver", Role.SAFEGUARDING_LEAD, world.bodies.council, until_date=date(2026, 6, 1))
    add("half", Role.BUSINESS_MANAGER, world.bodies.hub)
    newcomer = add("newcomer, health", Role.CONTRIBUTOR, world.bodies.health)
    asking = add("asking", Role.ADMINISTRATOR, world.bodies.hub)
    account = Thing("person", "newcomer, health", "own")
    world.target(newcomer, account)
    lost = LostAuthenticator.objects.create(
        person=newcomer,
        reason=f"At my desk, {world.canary(Thing('lost', '', 'own'), 'reason')}",
        asked_by=asking,
        recorded_at=NOW,
    )
    world.target(lost, Thing("lost", "", "own"))
    Invitation.objects.create(
        email=f"{world.canary(Thing('lost', '', 'own'), 'invited')}@council.example",
        agency=world.bodies.council,
        role=Role.ANALYST,
        token_sha="d" * 64,
        by_ref=asking.ref,
        recorded_at=NOW,
        expires_at=datetime(2030, 1, 1, tzinfo=UTC),
    )


def _background(world: World) -> None:
    """Jobs of two people, a job that failed, mails in every state, and a calendar behind a secret."""
    for owner in ("business manager, hub", "contributor, council"):
        thing = Thing("job", owner, "own")
        mine = background_rows.job(world.people[owner], about=f"{world.canary(thing, 'name of a file')}.xlsx")
        world.target(mine, thing)
    failed = Thing("failed_job", "", "own")
    told = f"It went wrong {world.canary(failed, 'trouble')}"
    world.target(
        background_rows.job(
            world.people["newcomer, health"], state="failed", trouble=told, about=world.canary(NOBODY, "about")
        ),
        failed,
    )
    unsent = Thing("failed_mail", "", "own")
    world.target(
        background_rows.mail(
            address=f"{world.canary(NOBODY, 'address')}@police.example",
            state="failed",
            body=f"1 thing waits, {world.canary(unsent, 'body')}. {{secret}}",
            secret=f"https://here.example/reply/{world.canary(NOBODY, 'secret of a mail')}",
            trouble=f"SMTP {world.canary(unsent, 'trouble')}",
        ),
        unsent,
    )
    background_rows.mail(person=world.people["newcomer, health"], state="waiting")
    background_rows.calendar(world.people["contributor, council"], token=CALENDAR)


def _unseen_by_all(world: World) -> None:
    event = Event.objects.create(
        act="statement.changed",
        at=NOW,
        actor_ref="somebody",
        subject_ref=Statement.objects.filter(agency=world.bodies.council).latest("id").ref,
        agency_code="council",
        sens="S2",
        commitment="e" * 64,
    )
    Payload.objects.create(event=event, salt="f" * 64, body=f'{{"text":"{world.canary(NOBODY, "details")}"}}')
    Done.objects.create(key="k", actor_ref="somebody", location=f"/{world.canary(NOBODY, 'answer')}", at=NOW)


def personas(world: World) -> dict[str, tuple[Who, Actor]]:
    """Everybody who asks, at the level of the policy: people, nobody, a job, a program, the holder of a link."""
    found: dict[str, tuple[Who, Actor]] = {}
    for name, person in world.people.items():
        if name in ("half", "newcomer, health", "asking"):
            continue
        seen = actor_of(person, now=NOW)
        found[name] = (who_is(name), seen)
    for role in (Role.LINK_HOLDER, Role.API_TOKEN):
        for of in (None, world.bodies.council):
            name = f"{role.value}, {of.code if of else 'nowhere'}"
            found[name] = (Who(name, frozenset({role.value}), of.code if of else ""), actor(role, of))
    for role in PERSONAL_ROLES:
        # The other agency's side of everything, without a person behind it.
        name = f"{role.value}, health (no account)"
        found[name] = (Who(name, frozenset({role.value}), "health"), actor(role, world.bodies.health))
    for left, right in ((Role.CONTRIBUTOR, Role.SCRUTINEER), (Role.ADMINISTRATOR, Role.BUSINESS_MANAGER)):
        name = f"{left.value} and {right.value}, council"
        both = frozenset({left, right})
        found[name] = (
            Who(name, frozenset(role.value for role in both), "council"),
            Actor(ref=name[:26], roles=both, now=NOW, agency_id=world.bodies.council.pk, agency_code="council"),
        )
    found["job"] = (Who("job", frozenset({"background job"})), job("matrix", now=NOW))
    found["nobody"] = (who_is("nobody"), nobody(now=NOW))
    return found


def who_is(name: str) -> Who:
    """The roles and the agency that a name of a persona says."""
    if name == "nobody":
        return Who(name, frozenset({"public"}), is_signed_in=False)
    if name == "leaver":
        return Who(name, frozenset({"public"}))
    if name == "half":
        return Who(name, frozenset({"public"}), is_half_signed_in=True)
    role, agency = name.split(", ")
    return Who(name, frozenset({role}), agency)


# Who asks through the browser. The names are known before the world is built, so that each can be a test of its own.
VISITORS = (
    "nobody",
    "leaver",
    "half",
    *(f"{role.value}, council" for role in PERSONAL_ROLES),
    *(f"{role.value}, hub" for role in UNIT_ROLES),
    "scrutineer, scrutiny",
    "safeguarding lead, health",
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
)


def all_rows(world: World, model: type[Model]) -> Iterator[tuple[Any, Thing]]:
    """Every row of a walled model, with the row that says how far it reaches."""
    for row in model._default_manager.order_by("pk"):
        reaching = row
        while (through := getattr(type(reaching), "SEEN_THROUGH", "")) != "":
            reaching = getattr(reaching, through)
        yield row, world.thing(reaching)
