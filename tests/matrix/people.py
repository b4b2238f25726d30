"""Who is in the world, by name, and who asks: through the browser, and at the level of the policy."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from lineofsight.assurance.models import (
    Evidence,
    Statement,
)
from lineofsight.partnership.actor import Actor, job, nobody
from lineofsight.partnership.looking import note_read
from lineofsight.partnership.models import Agency, Invitation, LostAuthenticator, Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.reads import READ
from lineofsight.partnership.rules import PERSONAL_ROLES, Audience, Role
from lineofsight.trail.models import Done, Event, Payload
from tests.factories import background_rows, rows
from tests.factories.partnership import NOW, access_question, actor, deletion_asked, grant, member, why_asked
from tests.matrix.expected import Thing, Who
from tests.matrix.world import CALENDAR, NOBODY, World
from tests.web.signin.people import with_app

UNIT_ROLES = (
    Role.BUSINESS_MANAGER,
    Role.EXECUTIVE,
    Role.CHECKER,
    Role.PUBLISHER,
    Role.DATA_PROTECTION,
    Role.ADMINISTRATOR,
)


def people(world: World) -> None:
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
    add("scrutineer (over), scrutiny", Role.SCRUTINEER, world.bodies.scrutiny)
    add("safeguarding lead, health", Role.SAFEGUARDING_LEAD, world.bodies.health)
    add("leaver", Role.SAFEGUARDING_LEAD, world.bodies.council, until_date=date(2026, 6, 1))
    add("half", Role.BUSINESS_MANAGER, world.bodies.hub)
    newcomer = add("newcomer, health", Role.CONTRIBUTOR, world.bodies.health)
    asking = add("asking", Role.ADMINISTRATOR, world.bodies.hub)
    account = Thing("person", "newcomer, health", "own")
    world.target(newcomer, account)
    world.target(world.bodies.health, Thing("agency", "", "own"))
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


def grants(world: World) -> None:
    """Leave to open one file of the council: asked for, holding, and over."""
    lead = world.people["safeguarding lead, council"]
    for who, decided_at in (
        ("scrutineer, scrutiny", None),
        ("scrutineer, scrutiny", NOW - timedelta(days=1)),
        ("scrutineer (over), scrutiny", NOW - timedelta(days=14)),
    ):
        thing = Thing("grant", "council", "own", who)
        made = grant(
            world.people[who],
            world.bodies.council,
            sample=[world.in_sample],
            decided_by=lead if decided_at else None,
            decided_at=decided_at,
            purpose=f"To see {world.canary(thing, 'purpose')}",
        )
        world.target(made, thing)


def deletions(world: World) -> None:
    """What the data-protection officer asks of an agency, and of the unit."""
    for agency in ("council", "hub"):
        thing = Thing("deletion", agency, "own")
        officer = world.people["data-protection officer, hub"]
        reason = f"Over, says {world.canary(thing, 'reason')}."
        world.target(deletion_asked(officer, getattr(world.bodies, agency), reason=reason), thing)


def access_questions(world: World) -> None:
    """What two people asked the data-protection officer: about a read, and of what one should not see."""
    for who, is_read in (("safeguarding lead, council", True), ("safeguarding lead, health", False)):
        agency = who.split(", ")[1]
        thing = Thing("access_question", agency, "own", who)
        made = access_question(
            world.people[who],
            getattr(world.bodies, agency),
            asks=f"Why is it so, {world.canary(thing, 'asks')}?",
            read_at=NOW - timedelta(days=1) if is_read else None,
        )
        world.target(made, thing)


def looks(world: World) -> None:
    """A look that is recorded, and what the officer asked two people about theirs."""
    reader = world.people["scrutineer, scrutiny"]
    row = Evidence.objects.filter(agency=world.bodies.council, audience=Audience.HUB).first()
    note_read(row=row, by=actor_of(reader, now=NOW))
    world.target(Event.objects.filter(act=READ, actor_ref=reader.ref).first(), Thing("look", "", "own"))
    for who in ("scrutineer, scrutiny", "practitioner, council"):
        thing = Thing("why_asked", who, "own")
        officer = world.people["data-protection officer, hub"]
        # The officer reads it too.
        asks = f"Why, {world.canary(Thing('access_question', 'hub', 'own', who), 'asks')}?"
        world.target(why_asked(officer, world.bodies.council, world.people[who], asks=asks), thing)


def background(world: World) -> None:
    """Jobs of two people, a job that failed, mails in every state, and a calendar behind a secret."""
    for owner in ("business manager, hub", "contributor, council"):
        thing = Thing("job", owner, "own")
        draft = Thing("draft", owner, "own")
        for statement in Statement.objects.filter(review=world.review, agency=world.bodies.council):
            rows.draft(statement, world.people[owner], f"Half a sentence, {world.canary(draft, 'text')}")
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


def unseen_by_all(world: World) -> None:
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
    role = role.partition(" (")[0]
    return Who(name, frozenset({role}), agency)


# Who asks through the browser. The names are known before the world is built, so that each can be a test of its own.
VISITORS = (
    "nobody",
    "leaver",
    "half",
    *(f"{role.value}, council" for role in PERSONAL_ROLES),
    *(f"{role.value}, hub" for role in UNIT_ROLES),
    "scrutineer, scrutiny",
    "scrutineer (over), scrutiny",
    "safeguarding lead, health",
)
