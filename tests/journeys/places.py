"""Every page of the demonstration that somebody can open, as the role for which it is made."""

from dataclasses import dataclass

from lineofsight.records.days import day_of
from tests.journeys.product import Product

UNIT = ("business manager", "partnership")
LEAD = ("safeguarding lead", "council")
SCRUTINEER = ("scrutineer", "scrutiny")
ANALYST = ("analyst", "council")
NOBODY = ("", "")


@dataclass(frozen=True)
class Place:
    """A page: what it is called here, who opens it, where, with which answer."""

    name: str
    who: tuple[str, str]
    path: str
    status: int = 200


def _sentence(product: Product, words: str) -> str:
    question = (
        "SELECT s.ref FROM assurance_statement s JOIN assurance_wording w ON s.current_id = w.id"
        " WHERE w.text LIKE ? ORDER BY s.id"
    )
    return str(product.rows(question, f"%{words}%")[0][0])


_STEP_OF_HEALTH = "step = 'examine' AND run_id IN (SELECT id FROM pathways_run WHERE ended IS NULL)"
_ENTRY = "instrument = 'guardian-log'"
_OF_THE_COUNCIL = "agency_id IN (SELECT id FROM partnership_agency WHERE code = 'council')"
_OPEN, _CLOSED = "state = 'open'", "state = 'closed'"
_TO_GRADE = (
    "id IN (SELECT r.file_id FROM audits_reading r JOIN partnership_person p ON p.id = r.person_id"
    " WHERE r.state = 'given' AND p.email LIKE 'practitioner@council%')"
)


def _child_of(product: Product, part: str) -> str:
    question = "SELECT s.ref FROM pathways_part p JOIN identities_subject s ON p.subject_id = s.id WHERE p.ref = ?"
    return str(product.rows(question, part)[0][0])


# The review whose account has editions, drafts and things that wait; the other is of what is kept going together.
OF_ROBIN = "name LIKE '%Robin%'"


def _first(product: Product, table: str, column: str = "ref", where: str = "1") -> str:
    return str(product.rows(f"SELECT {column} FROM {table} WHERE {where} ORDER BY id")[0][0])


def _number(product: Product, ref: str) -> int:
    return int(product.rows("SELECT position FROM assurance_statement WHERE ref = ?", ref)[0][0])


def _runs(product: Product) -> dict[tuple[str, str], list[str]]:
    """The parts of an agency in a pathway, by the code of the agency and the pathway, in the order of the story."""
    question = (
        "SELECT a.code, p.pathway, p.ref FROM pathways_part p JOIN partnership_agency a ON p.agency_id = a.id"
        " ORDER BY p.id"
    )
    found: dict[tuple[str, str], list[str]] = {}
    for code, pathway, ref in product.rows(question):
        found.setdefault((code, pathway), []).append(str(ref))
    return found


def places(product: Product) -> list[Place]:
    """All of them, with the references that they have in this installation."""
    story = product.story()
    draft, published = story["draft"], story["published"]
    ahead = _first(product, "learning_session", where="state = 'planned' AND course = 'cannabis-and-parenting'")
    held = str(
        product.rows(
            "SELECT s.ref FROM learning_session s JOIN learning_said a ON a.session_id = s.id"
            " WHERE a.moment = 'later' ORDER BY s.id"
        )[0][0]
    )
    was_there = _first(
        product, "learning_booking", where=f"{_OF_THE_COUNCIL} AND open_to_id IS NULL AND state = 'came'"
    )
    asks = _first(product, "learning_session", column="answers_at", where=f"ref = '{ahead}'")
    pulse = _first(product, "workforce_surveyround", column="answers_at", where=_OPEN)
    first = _first(product, "publication_edition", where="number = 1 AND content <> ''")
    review = _first(product, "assurance_review", where=OF_ROBIN)
    weak, strong = _sentence(product, "has improved"), _sentence(product, "Of the 40 plans")
    quoting = _sentence(product, "managers know")
    offered = _first(product, "assurance_evidence", where="state = 'offered'")
    accepted = _first(product, "assurance_evidence", where="kind = 'audit'")
    told = _first(product, "assurance_evidence", where="kind = 'experience'")
    heard = [str(ref) for (ref,) in product.rows("SELECT ref FROM voice_heard ORDER BY id")]
    complaints = [str(ref) for (ref,) in product.rows("SELECT ref FROM voice_complaint ORDER BY id")]
    quotation, question = _first(product, "voice_quotation"), _first(product, "assurance_holderquestion")
    doubted = _first(product, "assurance_holderquestion", where="basis_sha <> '' AND answer <> ''")
    owed = _first(product, "assurance_holderquestion", where="basis_sha <> '' AND answer = ''")
    second = _first(product, "assurance_evidence", where="replaces_id IS NOT NULL")
    assessment = _first(product, "assurance_assessment")
    waiting = _first(product, "assurance_reportimport", where="state = 'preview' AND kind = 'report'")
    plan = _first(product, "assurance_reportimport", where="state = 'preview' AND kind = 'plan'")
    taken = _first(product, "assurance_reportimport", where="state = 'created'")
    asked = _first(product, "assurance_recommendation", where="title LIKE 'One plan%'")
    any_asked = _first(
        product, "assurance_recommendation", where=f"review_id = (SELECT id FROM assurance_review WHERE {OF_ROBIN})"
    )
    declined = _first(product, "assurance_recommendation", where="public_wording <> ''")
    action = _first(product, "assurance_action")
    submitted = _first(product, "assurance_update", where="state = 'submitted'")
    council = _first(product, "partnership_agency", where="code = 'council'")
    collecting = _first(product, "assurance_round")
    share = "SELECT s.ref FROM assurance_roundshare s JOIN partnership_agency a ON s.agency_id = a.id WHERE a.code = ?"
    asked_of = {code: product.rows(share, code)[0][0] for code in ("police", "council", "community-health")}
    item = "SELECT i.ref FROM assurance_rounditem i JOIN partnership_agency a ON i.agency_id = a.id WHERE a.code = ?"
    item_of = {code: product.rows(item, code)[0][0] for code in asked_of}
    grants = [row[0] for row in product.rows("SELECT ref FROM partnership_grant ORDER BY id")]
    stopped = _first(product, "jobs_job", where="state = 'cancelled'")
    unanswered = _first(product, "assurance_recommendation", where="title LIKE 'Be aware%'")

    # Other agencies take returns of their own in, which the council's analyst never sees.
    of_the_council = (
        "SELECT i.ref FROM identities_import i JOIN partnership_agency a ON i.agency_id = a.id"
        " WHERE i.source = 'ssd' AND a.code = 'council' ORDER BY i.id"
    )
    taken_in = [row[0] for row in product.rows(of_the_council)]
    uploaded = [row[0] for row in product.rows("SELECT ref FROM practice_upload WHERE state = 'read' ORDER BY id")]

    # In care with a change of placement, at home, under a plan: the strip has other bars for each.
    children = [row[0] for row in product.rows("SELECT ref FROM identities_subject ORDER BY id")][1:26:8]

    here = product.rows(
        "SELECT r.ref, s.ref FROM practice_recordedhere r JOIN identities_subject s ON s.id = r.subject_id"
    )
    entry, seen_here = here[0]
    why = "SELECT s.ref, y.standard, y.since, y.counted_from FROM practice_whylate y JOIN identities_subject s"
    late, standard, since, counted = product.rows(f"{why} ON s.id = y.subject_id")[0]
    why_late = f"rule={standard}&since={day_of(since)}&from={day_of(counted)}"

    runs = _runs(product)
    call = _first(product, "pathways_call", where="state = 'open'")
    forms = {
        state: _first(product, "forms_form", where=f"state = '{state}' AND instrument <> 'guardian-log'")
        for state in ("signed", "started")
    }
    rounds = {
        name: _first(product, "audits_audit", where=where)
        for name, where in (
            ("first", "state = 'closed' AND method = 'random' AND again_of_id IS NULL"),
            ("theme", "method = 'thematic'"),
            ("again", "again_of_id IS NOT NULL"),
            ("open", "state = 'drawn'"),
        )
    } | {"file": _first(product, "audits_file", where=_TO_GRADE)}
    # One of each kind and state: the story tells of many that went alike.
    alike = "SELECT min(id) FROM registers_challenge GROUP BY kind, state"
    challenges = [row[0] for row in product.rows(f"SELECT ref FROM registers_challenge WHERE id IN ({alike})")]
    meetings = [row[0] for row in product.rows("SELECT ref FROM registers_meeting ORDER BY id")]
    item_decided = _first(product, "registers_entry", where="state = 'recorded' AND meeting_id IS NOT NULL")
    item_booked = _first(product, "registers_entry", where="state = 'booked'")
    chased = _first(product, "registers_chased", where="done_date IS NULL")
    stated = _first(product, "stated_statedreturn")
    # One of the manager's own team: they find no other, and rows stand in the order of pseudonyms, which have none.
    at_risk = product.rows(
        "SELECT ref FROM identities_subject WHERE id IN (SELECT a.subject_id FROM practice_allocation a"
        " JOIN workforce_staffmember m ON a.worker_id = m.worker_id"
        " JOIN workforce_absence w ON w.member_id = m.id JOIN identities_post p ON p.of = 'team' AND p.team = a.team"
        " WHERE a.until IS NULL)"
    )[0][0]

    pages = {
        ANALYST: {
            "who needs a visit": "/sight",
            "all that is due": "/sight?about=all&show=everything",
            "due, not known": "/sight?about=all&show=unknown",
            "rules of what is due": "/sight/rules",
            "what was in time, for an analyst": "/sight/shares?family=cla-visit",
            "what can be counted": "/measures",
            "a measure by month and team": "/measures/visits-in-care-in-time",
            "a measure without cases": "/measures/safety-plans-reviewed-after-change",
            "a ratio": "/measures/advice-line-wait",
            "a figure as evidence": "/measures/visits-in-care-in-time/evidence",
            "a chart begun anew": "/measures/visits-in-care-in-time/anew",
            "a family begun anew": "/sight/shares/cla-visit/anew",
            "rows of a measure": "/measures/add",
            "add a measure": "/measures/add?rows=visits",
            "add a measure from one": "/measures/add?from=supervision-in-time",
            "what if": "/sight/what-if",
            "what if, answered": "/sight/what-if?time=cla-visit&number=28",
            **{f"child {at}": f"/sight/children/{ref}" for at, ref in enumerate(children)},
            "why, nothing was due": f"/sight/children/{children[0]}/why",
            "child, older": f"/sight/children/{children[0]}?to=2026-01-10",
            "child, as known then": f"/sight/children/{children[0]}?then=2026-06-20",
            "what is recorded here": "/sight/recorded-here",
            "forms whose answers can be taken away": "/forms",
            "forms about a child": f"/forms/children/{children[0]}",
            "an instrument, for an analyst": "/forms/about/parenting-assessment-quality",
            "challenges, for an analyst": "/challenges",
            "returns": "/returns",
            "upload a return": "/returns/new",
            "take in a child who came in no return": "/returns/add-child",
            **{f"receipt of return {at}": f"/returns/{ref}" for at, ref in enumerate(taken_in)},
            **{f"what return {at} moved": f"/returns/{ref}/moved" for at, ref in enumerate(taken_in)},
            **{f"upload {at}": f"/uploads/{ref}" for at, ref in enumerate(uploaded)},
        },
        UNIT: {
            "home": "/",
            "what bodies state": "/stated",
            "who is asked each quarter": "/stated/asked",
            "what a body stated": f"/stated/{stated}",
            "reviews": "/reviews",
            "yearly report": "/yearly-report",
            "yearly report, a year without any": "/yearly-report?year=2020",
            "import": "/reviews/import",
            "import preview": f"/imports/{waiting}",
            "import preview, all": f"/imports/{waiting}?view=all",
            "import preview, tables": f"/imports/{waiting}?view=tables",
            "import, a table": f"/imports/{waiting}/table",
            "import preview, left out": f"/imports/{waiting}?view=out",
            "import, one paragraph": f"/imports/{waiting}/paragraph?at=1-0",
            "import, doubtful paragraph": f"/imports/{waiting}/paragraph?at=8-0",
            "import, later edition": f"/imports/{waiting}/earlier",
            "import, matched": f"/imports/{waiting}/matched",
            "import, brought in as a later edition": f"/imports/{waiting}/later",
            "import, same file again": f"/imports/{taken}/again",
            "import, last step": f"/imports/{waiting}/create",
            "import receipt": f"/imports/{taken}/receipt",
            "import plan": "/reviews/import-plan",
            "begin a review": "/reviews/begin",
            "plan": f"/imports/{plan}/plan",
            "plan, as it will be written": f"/imports/{plan}/plan?view=rows",
            "plan, as read": f"/imports/{plan}/plan?view=table",
            "plan, left out": f"/imports/{plan}/plan?view=out",
            "plan, its columns": f"/imports/{plan}/columns",
            "plan, its words": f"/imports/{plan}/status-words",
            "plan, its agencies": f"/imports/{plan}/agencies",
            "plan, its days": f"/imports/{plan}/due-days",
            "plan, here before": f"/imports/{plan}/earlier-plan",
            "plan, same file again": f"/imports/{plan}/again",
            "plan, last step": f"/imports/{plan}/write",
            "review": f"/reviews/{review}",
            "actions": "/actions",
            "actions, all": "/actions?view=all&order=agency",
            "actions, narrowed to nothing": f"/actions?view=late&agency={'a' * 26}",
            "review, nothing behind it": f"/reviews/{review}?view=not-evidenced",
            "coverage": f"/reviews/{review}/coverage",
            "coverage, in the Summary": f"/reviews/{review}/coverage?only=summary",
            "coverage, weakest": f"/reviews/{review}/coverage?view=weakest",
            "coverage, one source": f"/reviews/{review}/coverage?view=one-source",
            "coverage, figures": f"/reviews/{review}/coverage?view=no-base",
            "can show": f"/reviews/{review}/can-show",
            "day of a review": f"/reviews/{review}/days",
            "what each sentence answers": f"/reviews/{review}/answers",
            "evidence of a review": f"/reviews/{review}/evidence",
            "evidence that ends soon": f"/reviews/{review}/evidence?view=soon",
            "evidence, behind more": f"/evidence/{accepted}/uses",
            "what children told": f"/evidence/{told}",
            "newer version": f"/evidence/{accepted}/newer",
            "newer version that waits": f"/evidence/{second}",
            "what rests on a newer version": f"/evidence/{second}/carry",
            "judge a newer version": f"/evidence/{second}/judge",
            "what a sentence answers": f"/statements/{strong}/answers",
            "evidence for an action": f"/actions/{action}/evidence",
            "cancel an action": f"/actions/{action}/move?to=cancelled",
            "pass on": "/without-an-owner/pass-on",
            "why can I see this": f"/access/why/statement/{strong}",
            "figures": f"/reviews/{review}/figures",
            "figures of a theme": f"/reviews/{review}/figures?theme=oversight",
            "add open item": f"/reviews/{review}/open-items/new",
            "close open item": f"/open-items/{_first(product, 'assurance_openitem')}/close",
            "assessment": f"/assessments/{assessment}",
            "describe assessment": f"/assessments/{assessment}/describe",
            "store source": f"/assessments/{assessment}/source",
            "sentence": f"/statements/{strong}",
            "sentence that quotes": f"/statements/{quoting}",
            "change sentence": f"/statements/{weak}/change",
            "editor": f"/summaries/{draft}/edit",
            "editor, a sentence open": f"/summaries/{draft}/edit?sentence={_number(product, weak)}",
            "editor, figures and quotations": f"/summaries/{draft}/edit?sentence={_number(product, strong)}",
            "editor, published": f"/summaries/{published}/edit",
            "who says it": f"/statements/{quoting}/speaker",
            "add evidence": f"/statements/{weak}/evidence",
            "take evidence away": f"/statements/{strong}/evidence/away",
            "evidence offered": f"/evidence/{offered}",
            "evidence that counts": f"/evidence/{accepted}",
            "judge evidence": f"/evidence/{offered}/judge",
            "figure": f"/figures/{_first(product, 'assurance_figurerecord')}",
            "recommendation": f"/recommendations/{any_asked}",
            "recommendation like an earlier one": f"/recommendations/{asked}",
            "recommendation declined": f"/recommendations/{declined}",
            "what it can become": f"/recommendations/{asked}/move",
            "add recommendation": f"/reviews/{review}/recommendations/new",
            "add finding": f"/reviews/{review}/findings/new",
            "change recommendation": f"/recommendations/{asked}/change",
            "add action": f"/recommendations/{asked}/actions/new",
            "action": f"/actions/{action}",
            "take evidence away from an action": f"/actions/{action}/evidence/away",
            "who answers for it": f"/actions/{action}/owner",
            "judge update": f"/updates/{submitted}/judge",
            "without an owner": "/without-an-owner",
            "rounds": "/rounds",
            "round": f"/rounds/{collecting}",
            "open a round": f"/reviews/{review}/rounds/new",
            "reminders": f"/rounds/{collecting}/reminders",
            "close a round": f"/rounds/{collecting}/close",
            "what an agency is asked": f"/shares/{asked_of['council']}",
            "more time in a round": f"/shares/{asked_of['police']}/more-time",
            "pack": f"/shares/{asked_of['police']}/pack",
            "pack that came back": f"/packs/{_first(product, 'assurance_packreading')}",
            "reply links": f"/asked/{item_of['police']}/links",
            "answer on behalf": f"/asked/{item_of['police']}/on-behalf",
            "what an agency decided": f"/recommendations/{unanswered}/on-behalf",
            "job that was stopped": f"/jobs/{stopped}",
            "outbox": "/outbox",
            "your mails": "/account/mails",
            "your calendar": "/account/calendar",
            "summaries": "/summaries",
            "summary in draft": f"/summaries/{draft}",
            "summary published": f"/summaries/{published}",
            "gate": f"/summaries/{draft}/gate",
            "what has to be done": f"/summaries/{draft}/ready",
            "what was declared": f"/summaries/{published}/ready",
            "who has signed what": f"/summaries/{draft}/signatures",
            "search": f"/summaries/{draft}/search",
            "hold": f"/summaries/{draft}/hold",
            "lift a hold": f"/holds/{_first(product, 'publication_hold')}/lift",
            "family": f"/summaries/{draft}/family",
            "support line": f"/summaries/{draft}/support",
            "nobody asked": f"/summaries/{draft}/nobody-asked",
            "review begun by mistake": f"/reviews/{review}/begun-by-mistake",
            "tell the readers": f"/summaries/{first}/notice",
            "tell the readers, who were told": f"/summaries/{published}/notice",
            "notice that is printed": f"/notices/{_first(product, 'publication_notice')}",
            "what changed since the last edition": f"/summaries/{draft}/compare",
            "what changed since the first edition": f"/summaries/{published}/compare",
            "what changed since no edition": f"/summaries/{first}/compare",
            "summary that was replaced": f"/summaries/{first}",
            "next edition while one is open": f"/reviews/{review}/edition",
            "next edition": f"/reviews/{_first(product, 'assurance_review', where=f'NOT {OF_ROBIN}')}/edition",
            "sign on behalf": f"/summaries/{draft}/sign-on-behalf?agency={council}",
            "object on behalf": f"/summaries/{draft}/object-on-behalf?agency={council}",
            "sign": f"/summaries/{draft}/sign",
        },
        ("audit and learning lead", "council"): {
            "learning": "/learning",
            "courses": "/learning/courses",
            "who is in date": "/learning/training",
            "who was in date": "/learning/training?on-day=1&on-month=2&on-year=2026",
            "plan a session": "/learning/new",
            "session ahead": f"/sessions/{ahead}",
            "book a place": f"/sessions/{ahead}/book",
            "register where nobody has booked": f"/sessions/{ahead}/register",
            "add someone who came": f"/sessions/{ahead}/add",
            "cancel a session": f"/sessions/{ahead}/cancel",
            "session that was held": f"/sessions/{held}",
            "correct a closed register": f"/bookings/{was_there}/correct",
            "add to a closed register": f"/sessions/{held}/missed",
            "what was answered": f"/sessions/{held}/answers",
            "audits": "/audits",
            "begin a round": "/audits/new?of=practice-audit",
            "round at random, closed": f"/audits/{rounds['first']}",
            "round for a theme": f"/audits/{rounds['theme']}",
            "round that asks again": f"/audits/{rounds['again']}",
            "round that is read now": f"/audits/{rounds['open']}",
            "give files out": f"/audits/{rounds['open']}/readers",
            "grades from a list": f"/audits/{rounds['open']}/grades",
            "tie an action": f"/audits/{rounds['first']}/areas/plan",
            "make an action for an audit": f"/audits/{rounds['first']}/areas/plan/new",
            "file by its number": f"/audit-files/{_first(product, 'audits_file')}",
            "audit finding, open": f"/audit-findings/{_first(product, 'assurance_auditfinding', where=_OPEN)}",
            "audit finding, closed": f"/audit-findings/{_first(product, 'assurance_auditfinding', where=_CLOSED)}",
            "home": "/",
            "who is in post": "/workforce",
            "who was in post on 30 September": "/workforce?on=2025-09-30",
            "how people feel": "/surveys",
            "open a round of a survey": "/surveys/new",
            "round of a survey, closed": f"/surveys/{_first(product, 'workforce_surveyround', where=_CLOSED)}",
            "round of a survey, open": f"/surveys/{_first(product, 'workforce_surveyround', where=_OPEN)}",
            "close a round": f"/surveys/{_first(product, 'workforce_surveyround', where=_OPEN)}/close",
            "lists of those who work": "/lists",
            "hand in a list": "/lists/new?of=people-in-post",
            "receipt of a list": f"/lists/{_first(product, 'workforce_stafflist')}",
        },
        ("contributor", "court-service"): {
            "what one's own body states": "/stated",
            "state a quarter": "/stated/quarter?of=guardians-decisions",
        },
        LEAD: {
            "what people say": "/voice",
            "enter what was heard": "/voice/new?of=children-and-families",
            "enter a complaint": "/voice/complaints/new?of=children-act",
            **{f"heard {at}": f"/voice/{ref}" for at, ref in enumerate(heard)},
            "what changed": f"/voice/{heard[2]}/changed",
            "keep words": f"/voice/{heard[1]}/words",
            "put behind a sentence": f"/voice/{heard[1]}/evidence",
            "take words away": f"/words/{quotation}/withdraw",
            "take an entry back": f"/voice/{heard[3]}/take-back",
            "send numbers": f"/voice/{heard[2]}/send",
            "complaint, late": f"/complaints/{complaints[1]}",
            "complaint, open": f"/complaints/{complaints[2]}",
            "answer a complaint": f"/complaints/{complaints[2]}/answer",
            "more time for a complaint": f"/complaints/{complaints[2]}/longer",
            "complaint taken further": f"/complaints/{complaints[0]}/further",
            "answer a question": f"/questions/{question}/answer",
            "a challenge to answer": f"/questions/{owed}",
            "challenges": "/challenges",
            "challenges, closed": "/challenges?show=closed",
            **{f"challenge {at}": f"/challenges/{ref}" for at, ref in enumerate(challenges)},
            **{f"meeting {at}": f"/meetings/{ref}" for at, ref in enumerate(meetings)},
            "item that was decided": f"/entries/{item_decided}",
            "item that is booked": f"/entries/{item_booked}",
            "what is chased": f"/chased/{chased}/done",
            "answer a request to take part": f"/pathway-calls/{call}",
            "raise a challenge": "/challenges/new?kind=agency-escalation",
            "register of a panel": "/registers",
            "register of calls": "/registers?of=advice-line",
            "open a meeting": "/registers/new?of=scrutiny-panel",
            "log a call": "/registers/new?of=advice-line",
            "another reference of a child": f"/sight/children/{children[0]}/merge",
            "two references of one child": f"/sight/children/{children[0]}/merge?other={children[1]}",
            "take a reference apart": f"/sight/children/{children[0]}/take-apart",
            "find a child by case number": "/sight/find",
            "who is near which children": "/sight/posts",
            "why can I see this child": f"/access/why/child/{children[0]}",
            "coverage": f"/reviews/{review}/coverage",
            "home": "/",
            "review": f"/reviews/{review}",
            "actions": "/actions",
            "actions, all": "/actions?view=all&order=agency",
            "actions, narrowed to nothing": f"/actions?view=late&agency={'a' * 26}",
            "sign": f"/summaries/{draft}/sign",
            "names": "/names",
            "take a name away": "/names/take-away",
            "editor": f"/summaries/{draft}/edit",
            "leave that others have": "/grants",
            "leave asked for": f"/grants/{grants[2]}",
            "leave to decide": f"/grants/{grants[2]}/decide",
            "leave to end": f"/grants/{grants[1]}/end",
            "why, who else": f"/access/why/evidence/{accepted}",
        },
        SCRUTINEER: {
            "home": "/",
            "opinion": f"/statements/{strong}/opinion",
            "several opinions": f"/reviews/{review}/opinions",
            "challenge a sentence": f"/statements/{strong}/challenge",
            "challenge an update": f"/updates/{submitted}/challenge",
            "a challenge that was answered": f"/questions/{doubted}",
            "close a challenge": f"/questions/{doubted}/close",
            "questions and challenges": "/questions",
            "leave to look": "/grants",
            "leave that holds": f"/grants/{grants[1]}",
            "leave that is over": f"/grants/{grants[0]}",
            "gate, with what may pass": f"/summaries/{draft}/gate",
            "let pass": f"/summaries/{draft}/override?code=wording.above_shown&place=Sentence+12",
            "ask for leave": f"/evidence/{accepted}/ask-to-look",
            "evidence with leave": f"/evidence/{accepted}",
            "why, with leave": f"/access/why/evidence/{accepted}",
        },
        ("safeguarding lead", "police"): {
            "review without a sentence": f"/reviews/{review}",
            "answer a recommendation": f"/recommendations/{unanswered}/respond",
            "home with a round": "/",
            "what we are asked": f"/shares/{asked_of['police']}",
            "answer in a round": f"/asked/{item_of['police']}/answer",
        },
        ("safeguarding lead", "community-health"): {
            "write update": f"/actions/{action}/update",
            "more time": f"/actions/{action}/more-time",
            "what we have answered": f"/shares/{asked_of['community-health']}",
            "answer again in a round": f"/asked/{item_of['community-health']}/answer",
        },
        ("team manager", "council"): {
            "visits at risk": "/workforce/today",
            "who is away": "/workforce/away",
            "when are they back": f"/absences/{_first(product, 'workforce_absence', where=_OF_THE_COUNCIL)}",
            "who makes a visit": f"/children/{at_risk}/cover",
            "who of the team needs a visit": "/sight",
            "the two weeks of a manager": "/sight/my-days",
            "child with a visit recorded here": f"/sight/children/{seen_here}",
            "pathways": "/pathways",
            "board of a pathway": "/pathways?of=pre-proceedings",
            "board of another pathway": "/pathways?of=bruising",
            "what others did": "/pathways-told",
            "run with a late letter": f"/pathways/{runs['council', 'pre-proceedings'][0]}",
            "run that ended": f"/pathways/{runs['council', 'pre-proceedings'][1]}",
            "run that is late now": f"/pathways/{runs['council', 'pre-proceedings'][2]}",
            "run that was stopped": f"/pathways/{runs['council', 'pre-proceedings'][3]}",
            "run shared with health": f"/pathways/{runs['council', 'bruising'][1]}",
            "step of a run": f"/pathways/{runs['council', 'pre-proceedings'][2]}/step?step=letter",
            "step left out": f"/pathways/{runs['council', 'keeping-babies-safe'][0]}/leave-out?step=birth-plan",
            "run stopped before its end": f"/pathways/{runs['council', 'pre-proceedings'][2]}/stop",
            "choose a pathway": f"/sight/children/{seen_here}/start",
            "start a pathway": f"/sight/children/{seen_here}/start?of=keeping-babies-safe",
            "child on a pathway": f"/sight/children/{_child_of(product, runs['council', 'pre-proceedings'][2])}",
            "form that is signed": f"/forms/{forms['signed']}",
            "record a visit": f"/sight/children/{seen_here}/record?kind=care-visit",
            "correct a visit": f"/sight/recorded/{entry}/correct",
            "take a visit back": f"/sight/recorded/{entry}/take-back",
            "why it was late": f"/sight/children/{late}/why-late?{why_late}",
            "nothing was late": f"/sight/children/{late}/why-late",
        },
        ("practitioner", "community-health"): {
            "home with steps": "/",
            "pathways of health": "/pathways",
            "what others did, told to health": "/pathways-told",
            "run that health shares": f"/pathways/{runs['community-health', 'bruising'][1]}",
            "ask an agency to take part": f"/pathways/{runs['community-health', 'bruising'][0]}/call",
            "correct a step": f"/pathway-steps/{_first(product, 'pathways_stepdone', where=_STEP_OF_HEALTH)}",
        },
        ("practitioner", "court-service"): {
            "log of a guardian": "/forms/about/guardian-log",
            "entry of a log": f"/forms/{_first(product, 'forms_form', where=_ENTRY)}",
        },
        ("practitioner", "council"): {
            "form begun": f"/forms/{forms['started']}",
            "audits with a file to read": "/audits",
            "file to grade": f"/audit-files/{rounds['file']}",
            "due soon": "/sight?show=soon",
            "my next two weeks": "/sight/my-days",
        },
        ("reviewing officer", "council"): {
            "which reviews are due": "/sight?show=everything",
            "reviews in ten working days": "/sight/reviews",
        },
        ("data-protection officer", "partnership"): {
            "who looked": "/access/looks",
            "access": "/access",
            "leave, for the officer": "/grants",
            "retention": "/retention",
            "home": "/",
        },
        ("executive", "police"): {
            "home": "/",
            "what needs attention, of what was submitted": "/overview",
            "what people say, sent": "/voice",
            "what has to be done": f"/summaries/{draft}/ready",
            "withdraw": f"/summaries/{published}/withdraw",
        },
        ("publisher", "partnership"): {"summary to withdraw": f"/summaries/{published}"},
        ("administrator", "partnership"): {
            "home": "/",
            "agencies": "/agencies/",
            "background": "/background",
            "outbox": "/outbox",
        },
        ("leader", "council"): {
            "home": "/",
            "search": "/search",
            "what needs attention": "/overview",
            "what needs attention, all that is late": "/overview?all=late",
            "what leaders asked": "/questions",
            "a question": f"/questions/{question}",
            "what people say, for a leader": "/voice",
            "what was in time": "/sight/shares",
            "what children say": "/sight/voice",
            "who it is not working for": "/sight/groups",
            "who it is not working for, too few": "/sight/groups?by=ethnicity",
            "what was in time, one team": "/sight/shares?team=North+1",
        },
        ("safeguarding lead", "court-service"): {
            "home, signed on behalf": "/",
            "answer an alert": f"/alerts/{_first(product, 'workforce_alert')}",
            "who of a small body is in date": "/learning/training",
            "sign, signed on behalf": f"/summaries/{draft}/sign",
            "object to a signature": f"/summaries/{draft}/object",
        },
        NOBODY: {
            "demonstration": "/demo/",
            "help": "/help",
            "glossary": "/glossary",
            "accessibility": "/accessibility",
            "privacy": "/privacy",
            "answer before a session": f"/answer/{asks}",
            "answer a survey": f"/survey/{pulse}",
            "published editions": "/published",
            "edition": f"/published/{published}/",
            "edition, not yet done": f"/published/{published}/not-yet-done/",
            "edition that was replaced": f"/published/{first}/",
            "edition, what changed": f"/published/{published}/changes/",
            "published site": "/published/site/",
            "published site, by agency": "/published/site/agencies/",
            "edition, notices": f"/published/{published}/notices/",
            "edition, all": f"/published/{published}/all/",
            "edition, how to read": f"/published/{published}/how-to-read/",
        },
    }
    found = [Place(name, who, path) for who, some in pages.items() for name, path in some.items()]
    return [
        *found,
        Place("yearly report, a year that cannot be", UNIT, "/yearly-report?year=soon", 422),
        Place("not found", LEAD, f"/statements/{'a' * 26}", 404),
        Place("not allowed", SCRUTINEER, f"/statements/{strong}/change", 403),
    ]
