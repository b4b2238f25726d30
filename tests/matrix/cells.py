"""One row of each kind, of one agency and reaching one audience."""

from collections.abc import Callable
from datetime import date

from lineofsight.assurance.models import (
    Action,
    AuditFinding,
    Evidence,
    Statement,
)
from lineofsight.assurance.rules import Consent, EvidenceState
from lineofsight.assurance.rules.rounds import Way
from lineofsight.library.clock import ReviewMoment
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState, Verdict
from tests.factories import (
    audit_rows,
    chain_rows,
    declared_rows,
    learning_rows,
    record_rows,
    register_rows,
    round_rows,
    rows,
    voice_rows,
    workforce_rows,
)
from tests.factories.partnership import NOW, TODAY
from tests.matrix.expected import IN_A_SAMPLE, Thing
from tests.matrix.world import World
from tests.publication.pure import factory

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


def cell(world: World, owner: Agency, audience: Audience) -> None:
    """One row of each kind, of one agency and reaching one audience."""

    def thing(kind: str, state: str = "") -> Thing:
        return Thing(kind, world.owners[owner.pk], audience.name.lower(), state)

    def word(kind: str, what: str) -> str:
        return world.canary(thing(kind), what)

    own_review = rows.review(owner, audience, name=f"Review {word('review', 'name')}")
    world.target(own_review, thing("review"))
    rows.section(own_review, f"Part {word('review', 'section')}")
    chain_rows.day_of(
        own_review, ReviewMoment.DECIDED, None, note=f"Not in the minutes, {word('review', 'why not known')}"
    )
    chain_rows.begun_anew(owner, audience, reason=f"Because {word('begunanew', 'reason')}")
    added = chain_rows.own_measure(owner, audience, title=f"Statements {word('ownmeasure', 'text')}")
    world.target(added, thing("added"))
    returned(world, owner, audience)
    world.target(register_rows.meeting(owner, audience, present=word("meeting", "present")), thing("meeting"))
    # It is told by no words of its own: each is of another return.
    register_rows.asked(owner, owner, f"return-{owner.code}-{audience}", audience=audience)
    stated = register_rows.stated(owner, audience, question=f"Why {word('statedreturn', 'question')}?")
    world.target(stated, thing("stated"))
    heard = voice_rows.heard(owner, audience, reason=f"Because {word('heard', 'reason')}")
    world.target(heard, thing("heard"))
    question = voice_rows.question(
        owner,
        audience,
        line=f"Late: {word('holderquestion', 'line')}",
        asks=f"Why {word('holderquestion', 'asks')}?",
        answer=f"Because {word('holderquestion', 'answer')}",
        answered_date=TODAY,
    )
    world.target(question, thing("question"))
    session = learning_rows.session(owner, audience, place=f"Room {word('session', 'place')}")
    learning_rows.head_count(session)
    world.target(session, thing("session"))
    round_of_an_audit = audit_rows.audit(owner, audience, left_out=f'{{"{word("audit", "why left out")}":1}}')
    world.target(round_of_an_audit, thing("audit"))
    world.target(audit_rows.finding(round_of_an_audit, audience), thing("audit_finding"))
    listed = workforce_rows.staff_list(owner, audience, receipt=f'{{"thrown":["{word("stafflist", "receipt")}"]}}')
    world.target(listed, thing("staff_list"))
    raised = workforce_rows.alert(
        owner, audience, team=word("alert", "team"), says=f"Above {word('alert', 'says')}", about=audience.name
    )
    workforce_rows.contingency(raised, text=f"Done {word('alert', 'what was done')}")
    world.target(raised, thing("alert"))
    asked = workforce_rows.survey_round(owner, audience)
    workforce_rows.survey_team(asked, team=word("surveyround", "team"))
    workforce_rows.survey_result(asked)
    workforce_rows.survey_result(asked, teams=f'["{word("surveyround", "teams")}"]')
    world.target(asked, thing("survey_round"))
    held = rows.held(
        owner,
        audience,
        name=f"{word('held', 'name')}.txt",
        content=f"1. {owner.name} reads every plan: {word('held', 'content')}.\n".encode(),
    )
    is_in_sample = owner == world.bodies.council and audience is Audience.HUB
    world.target(held, thing("held", IN_A_SAMPLE if is_in_sample else ""))
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
    if is_in_sample:
        world.in_sample = evidence.ref
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
    chain(world, owner, audience, statement, evidence)
    state = EDITION_STATES[audience]
    edition = rows.edition(
        own_review if state is EditionState.PUBLISHED else world.review,
        owner,
        audience,
        title=f"Summary {word('edition', 'title')}",
        support_line=f"Worried? {word('edition', 'support line')}",
        nobody_asked=f"Too soon, {word('edition', 'nobody asked')}",
    )
    declare(edition, statement, owner, word)
    if state is EditionState.PUBLISHED:
        frozen = as_published(content_of(edition, job("build", now=NOW)))
        Edition.objects.filter(pk=edition.pk).update(
            state=state, content=frozen.to_json().decode(), content_sha=frozen.sha, published_at=NOW
        )
    else:
        Edition.objects.filter(pk=edition.pk).update(state=state)
    world.target(edition, thing("edition", state.value))
    if owner == world.bodies.hub and audience is Audience.PARTNERSHIP:
        world.named["edition"] = edition.ref
    rows.signoff(edition, statement.current, verdict=Verdict.DIFFERENT, view=f"We say {word('statement', 'view')}.")
    for_them = rows.signoff(
        edition,
        statement.current,
        recorded_role="Business manager",
        agreed_where=f"Meeting {word('statement', 'minute')}",
        agreed_date=TODAY,
    )
    rows.objection(for_them, reason=f"We did not, {word('statement', 'objection')}.")
    rows.artefact(edition)
    gone = rows.edition(own_review, owner, audience, title=f"Withdrawn {word('edition', 'withdrawn title')}")
    taken_back = factory.content().to_json().decode()
    Edition.objects.filter(pk=gone.pk).update(state=EditionState.WITHDRAWN, content=taken_back)
    beside = declared_rows.notice(
        gone, owner, audience, text=f"We ask again, {word('notice', 'text')}", reason=f"So, {word('notice', 'reason')}"
    )
    world.target(beside, thing("notice"))
    declared_rows.withdrawal(gone, world.bodies.hub, reason=f"Taken back, {word('edition', 'withdrawal')}")
    held_back = declared_rows.hold(world.review, owner, audience, lifted_reason=f"Over, {word('hold', 'reason')}")
    world.target(held_back, thing("hold"))
    declared_rows.registered_name(owner, audience, sha=f"{len(world.canaries):064d}")


def declare(edition: Edition, statement: Statement, owner: Agency, word: Callable[[str, str], str]) -> None:
    """What is declared about an edition, before it is frozen."""
    declared_rows.search(edition, owner, found=f"A judgment, {word('edition', 'found')}")
    declared_rows.family_sight(edition, owner, child_line=f"A child who {word('edition', 'child line')}")
    declared_rows.partner_approval(edition, owner)
    declared_rows.override(edition, owner, wording=statement.current, reason=f"Read, {word('statement', 'override')}")


def chain(world: World, owner: Agency, audience: Audience, statement: Statement, evidence: Evidence) -> None:
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
    asked_in_a_round(world, owner, audience, done)
    audit_rows.tied(AuditFinding.objects.filter(agency=owner, audience=audience).latest("id"), done)
    later = chain_rows.more_time(done, until=date(2027, 1, 1), reason=f"Because {word('action', 'more time')}")
    chain_rows.decided(later, world.bodies.hub)


def returned(world: World, owner: Agency, audience: Audience) -> None:
    """A return that was taken, with its receipt."""
    thing = Thing("import", world.owners[owner.pk], audience.name.lower())
    caveat = world.canary(thing, "caveat")
    delivery = record_rows.delivery(owner, audience, source=f"mapping {world.canary(thing, 'source')}")
    record_rows.receipt(delivery, caveats=(f"Counted {caveat}.",))
    record_rows.carried(delivery, kind=world.canary(thing, "kind"))
    record_rows.named(delivery)
    world.target(delivery, Thing("delivery", thing.owner, thing.audience))
    waits = Thing("upload", thing.owner, thing.audience)
    upload = record_rows.upload(owner, audience, source=f"mapping {world.canary(waits, 'source')}")
    world.target(upload, waits)
    listed = Thing("own_list", thing.owner, thing.audience)
    world.target(record_rows.own_mapping(owner, audience, title=f"List {world.canary(listed, 'title')}"), listed)


def asked_in_a_round(world: World, owner: Agency, audience: Audience, done: Action) -> None:
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
