"""Who may do what: roles and the table of acts. What they see stands in reach.py. Plain values, no database.

Source of the table: docs/promises.md, "Who may see what".
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from lineofsight.library.who import AgencyKind as AgencyKind
from lineofsight.library.who import Role as Role
from lineofsight.partnership.reach import NOTHING_BUT_PUBLISHED, REACH
from lineofsight.partnership.reach import Audience as Audience

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.PUBLIC: "Public reader",
        Role.CONTRIBUTOR: "Agency contributor",
        Role.PRACTITIONER: "Practitioner or guardian",
        Role.TEAM_MANAGER: "Team manager",
        Role.REVIEWING_OFFICER: "Independent reviewing officer",
        Role.EXECUTIVE: "Safeguarding partner",
        Role.SAFEGUARDING_LEAD: "Agency safeguarding lead",
        Role.ANALYST: "Agency analyst",
        Role.LEARNING_LEAD: "Audit and learning lead",
        Role.LEADER: "Agency director",
        Role.BUSINESS_MANAGER: "Business manager",
        Role.SCRUTINEER: "Independent scrutineer",
        Role.CHECKER: "Disclosure checker",
        Role.PUBLISHER: "Publisher",
        Role.DATA_PROTECTION: "Data-protection officer",
        Role.ADMINISTRATOR: "Technical administrator",
        Role.LINK_HOLDER: "Holder of a reply link",
        Role.API_TOKEN: "Program with a token",
        Role.JOB: "Background job",
    }
)

# Roles that a person can be given; the others are taken by a program, a link or nobody signed in.
PERSONAL_ROLES = tuple(role for role in Role if role not in {Role.PUBLIC, Role.LINK_HOLDER, Role.API_TOKEN, Role.JOB})


def role_words(roles: Collection[Role]) -> str:
    """The roles of a person in words, in one order: «Agency safeguarding lead, Agency director»."""
    return ", ".join(ROLE_WORDS[role] for role in PERSONAL_ROLES if role in roles)


class Act(StrEnum):
    """Everything that can be asked or done through an address or a command."""

    SITE_READ = "site.read"
    SIGN_IN = "sign in"
    ACCOUNT_OWN = "account.own"
    DEMONSTRATION = "demonstration.become"
    HOME_READ = "home.read"
    REVIEW_READ = "review.read"
    REVIEW_IMPORT = "review.import"
    REVIEW_DAYS = "review.days"
    REVIEW_BEGUN_WRONGLY = "review.begun_wrongly"
    STATEMENT_READ = "statement.read"
    STATEMENT_EDIT = "statement.edit"
    EVIDENCE_READ = "evidence.read"
    EVIDENCE_ATTACH = "evidence.attach"
    EVIDENCE_JUDGE = "evidence.judge"
    FILE_READ = "file.read"
    ASSESSMENT_READ = "assessment.read"
    ASSESSMENT_SOURCE = "assessment.source"
    OPINION_GIVE = "opinion.give"
    OPINION_CHALLENGE = "opinion.challenge"
    FIGURE_READ = "figure.read"
    FIGURE_FREEZE = "figure.freeze"
    MEASURES_READ = "measures.read"
    CHART_ANEW = "chart.begin anew"
    MEASURE_ADD = "measure.add"
    MEASURE_AGREE = "measure.agree"
    OPEN_ITEM_WRITE = "open item.write"
    RECOMMENDATION_READ = "recommendation.read"
    RECOMMENDATION_WRITE = "recommendation.write"
    RECOMMENDATION_ANSWER = "recommendation.answer"
    RECOMMENDATION_MOVE = "recommendation.move"
    ACTION_ADD = "action.add"
    ACTION_MOVE = "action.move"
    UPDATE_WRITE = "update.write"
    UPDATE_JUDGE = "update.judge"
    DUE_ASK = "due day.ask"
    DUE_DECIDE = "due day.decide"
    OWNER_NAME = "owner.name"
    LIKENESS_SAY = "likeness.say"
    ROUND_READ = "round.read"
    CHAIN_BEHALF = "chain.on behalf"
    ROUND_RUN = "round.run"
    ROUND_ANSWER = "round.answer"
    PACK_MAKE = "pack.make"
    PACK_TAKE = "pack.take"
    REPLY_OPEN = "reply link.open"
    REPLY_GIVE = "reply link.answer"
    EDITION_READ = "edition.read"
    EDITION_COMPILE = "edition.compile"
    EDITION_CHECK = "edition.check"
    EDITION_RETURN = "edition.return"
    EDITION_SIGN = "edition.sign"
    EDITION_MOVE = "edition.move"
    EDITION_APPROVE = "edition.approve"
    EDITION_PUBLISH = "edition.publish"
    EDITION_DECLARE = "edition.declare"
    EDITION_OVERRIDE = "edition.override"
    EDITION_WITHDRAW = "edition.withdraw"
    NOTICE_WRITE = "notice.write"
    NOTICE_DECIDE = "notice.decide"
    NAMES_KEEP = "names.keep"
    GATE_READ = "gate.read"
    ACCOUNTS_READ = "accounts.read"
    ACCOUNTS_MANAGE = "accounts.manage"
    AGENCIES_MANAGE = "agencies.manage"
    TRAIL_READ = "trail.read"
    LOOKS_READ = "looks.read"
    ACCESS_ASK = "access.ask"
    ACCESS_QUESTION_READ = "access.question.read"
    ACCESS_ANSWER = "access.answer"
    ACCESS_ASK_WHY = "access.why.ask"
    ACCESS_SAY_WHY = "access.why.say"
    RETENTION_READ = "retention.read"
    RETENTION_DECIDE = "retention.decide"
    RETENTION_AGREE = "retention.agree"
    GRANT_READ = "grant.read"
    GRANT_ASK = "grant.ask"
    GRANT_DECIDE = "grant.decide"
    JOB_OWN = "job.own"
    JOBS_READ = "jobs.read"
    JOBS_MANAGE = "jobs.manage"
    OUTBOX_READ = "outbox.read"
    OUTBOX_MANAGE = "outbox.manage"
    CALENDAR_READ = "calendar.read"
    RETURN_READ = "return.read"
    RETURN_UPLOAD = "return.upload"
    RETURN_TAKE = "return.take"
    MAPPING_KEEP = "mapping.keep"
    CHILD_MERGE = "child.merge"
    SIGHT_READ = "sight.read"
    CHILD_READ = "child.read"
    PATHWAYS_READ = "pathways.read"
    PATHWAY_READ = "pathway.read"
    PATHWAY_START = "pathway.start"
    PATHWAY_STEP = "pathway.step"
    PATHWAY_ANSWER = "pathway.answer"
    EVENT_RECORD = "event.record"
    WHY_LATE_GIVE = "why late.give"
    KIND_HERE_SAY = "kind here.say"
    CASE_NUMBER = "case number.see"
    POSTS_READ = "posts.read"
    POST_GIVE = "post.give"
    SHARES_READ = "shares.read"
    WHAT_IF = "what if.ask"
    FORMS_READ = "forms.read"
    FORM_READ = "form.read"
    FORM_BEGIN = "form.begin"
    FORM_WRITE = "form.write"
    FORMS_EXPORT = "forms.export"
    CHALLENGE_READ = "challenge.read"
    CHALLENGE_RAISE = "challenge.raise"
    CHALLENGE_STEP = "challenge.step"
    REGISTER_READ = "register.read"
    REGISTER_BEGIN = "register.begin"
    REGISTER_KEEP = "register.keep"
    AUDITS_READ = "audits.read"
    AUDIT_READ = "audit.read"
    AUDIT_BEGIN = "audit.begin"
    AUDIT_RUN = "audit.run"
    AUDIT_GRADE = "audit.grade"
    AUDIT_EXPORT = "audit.export"
    LEARNING_READ = "learning.read"
    SESSION_PLAN = "session.plan"
    SESSION_BOOK = "session.book"
    SESSION_RUN = "session.run"
    BOOKING_WITHDRAW = "booking.withdraw"
    ATTENDANCE_CORRECT = "attendance.correct"
    ATTENDANCE_ADD = "attendance.add"
    TRAINING_READ = "training.read"
    FEEDBACK_READ = "feedback.read"
    FEEDBACK_GIVE = "feedback.give"
    STATED_READ = "stated.read"
    STATED_BEGIN = "stated.begin"
    STATED_SEND = "stated.send"
    STATED_JUDGE = "stated.judge"
    STATED_ASK = "stated.ask"
    STATED_OFFER = "stated.offer"
    STAFF_LIST_READ = "staff list.read"
    STAFF_LIST_UPLOAD = "staff list.upload"
    STAFF_LIST_TAKE = "staff list.take"
    WORKFORCE_READ = "workforce.read"
    SURVEYS_READ = "surveys.read"
    SURVEY_OPEN = "survey.open"
    SURVEY_READ = "survey.read"
    SURVEY_CLOSE = "survey.close"
    SURVEY_ANSWER = "survey.answer"
    TEAM_DAY_READ = "team day.read"
    ABSENCE_SAY = "absence.say"
    COVER_SAY = "cover.say"
    ALERT_ANSWER = "alert.answer"
    VOICE_READ = "voice.read"
    VOICE_BEGIN = "voice.begin"
    VOICE_WRITE = "voice.write"
    VOICE_SEND = "voice.send"
    COMPLAINT_READ = "complaint.read"
    COMPLAINT_WRITE = "complaint.write"
    OVERVIEW_READ = "overview.read"
    QUESTION_READ = "question.read"
    QUESTION_ASK = "question.ask"
    QUESTION_ANSWER = "question.answer"
    QUESTION_CLOSE = "question.close"
    SYSTEMS_READ = "systems.read"
    SEARCH = "search"


@dataclass(frozen=True)
class Rule:
    """Which roles may do an act: to any row, only to rows of their own agency, or only to rows of another.

    `to_unit`: also to rows of the partnership's business unit. `by_grant`: also to what a live grant opens (grants.py).
    `step_up`: only soon after proving again who you are (promise P17).
    """

    to_any: frozenset[Role] = frozenset()
    to_own: frozenset[Role] = frozenset()
    to_other: frozenset[Role] = frozenset()
    to_unit: frozenset[Role] = frozenset()
    by_grant: frozenset[Role] = frozenset()
    step_up: bool = False


def _roles(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_EVERYBODY = frozenset(Role)
_MEMBERS = frozenset(PERSONAL_ROLES) - {Role.DATA_PROTECTION, Role.ADMINISTRATOR}
_WRITERS = _roles(Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD)
_UNIT = _roles(Role.BUSINESS_MANAGER)
_SCRUTINY = _roles(Role.SCRUTINEER)
_SEE_CHILDREN = frozenset(role for role in PERSONAL_ROLES if REACH.get(role, NOTHING_BUT_PUBLISHED).children)
_NEAR_A_CHILD = _roles(Role.PRACTITIONER, Role.TEAM_MANAGER, Role.REVIEWING_OFFICER)
_WORK_WITH_A_CHILD = _NEAR_A_CHILD | _roles(Role.SAFEGUARDING_LEAD)
# They run audits and sessions of their agency.
_LEARNING_LEADS = _roles(Role.LEARNING_LEAD, Role.SAFEGUARDING_LEAD)
# Directors, the partners and the scrutineer: they ask.
_LOOK_OVER = _roles(Role.LEADER, Role.EXECUTIVE, Role.SCRUTINEER)
_CHALLENGERS = _SEE_CHILDREN - _roles(Role.ANALYST)
_WORKFORCE = _roles(Role.ANALYST, Role.SAFEGUARDING_LEAD, Role.LEARNING_LEAD)
_OF_A_TEAM = _roles(Role.TEAM_MANAGER, Role.SAFEGUARDING_LEAD)
# Who looks at what is not theirs by somebody's leave.
CAN_BE_GRANTED = _SCRUTINY

RULES: Mapping[Act, Rule] = MappingProxyType(
    {
        Act.SITE_READ: Rule(_EVERYBODY),
        Act.SIGN_IN: Rule(_EVERYBODY),
        Act.DEMONSTRATION: Rule(_EVERYBODY),
        Act.ACCOUNT_OWN: Rule(frozenset(PERSONAL_ROLES)),
        Act.HOME_READ: Rule(frozenset(PERSONAL_ROLES)),
        Act.REVIEW_READ: Rule(_MEMBERS),
        Act.REVIEW_IMPORT: Rule(_UNIT),
        Act.REVIEW_DAYS: Rule(_UNIT),
        # Whether it goes is for the data-protection officer and a partner: RETENTION_DECIDE, RETENTION_AGREE.
        Act.REVIEW_BEGUN_WRONGLY: Rule(_UNIT),
        Act.STATEMENT_READ: Rule(_MEMBERS),
        # The unit edits for everybody; an agency's changed sentence loses its signature, so it cannot go unseen.
        Act.STATEMENT_EDIT: Rule(to_any=_UNIT, to_own=_WRITERS),
        Act.EVIDENCE_READ: Rule(_MEMBERS),
        Act.EVIDENCE_ATTACH: Rule(to_any=_UNIT, to_own=_WRITERS),
        Act.EVIDENCE_JUDGE: Rule(_UNIT),
        # A file is what its agency put down unread: it may hold rows about children. The scrutineer opens another
        # agency's by its leave (docs/decisions/0042); what the unit keeps are published reports and inspections.
        Act.FILE_READ: Rule(to_any=_MEMBERS - _SCRUTINY, to_own=_SCRUTINY, to_unit=_SCRUTINY, by_grant=_SCRUTINY),
        Act.ASSESSMENT_READ: Rule(_MEMBERS),
        Act.ASSESSMENT_SOURCE: Rule(_UNIT),
        Act.OPINION_GIVE: Rule(to_other=_roles(Role.SCRUTINEER, Role.SAFEGUARDING_LEAD)),
        # A challenge waits for the agency, is printed until it is resolved, and is closed by whoever may raise one.
        Act.OPINION_CHALLENGE: Rule(to_other=_SCRUTINY),
        Act.FIGURE_READ: Rule(_MEMBERS),
        # An agency hands its own figure over; the unit keeps those over all.
        Act.FIGURE_FREEZE: Rule(to_any=_UNIT, to_own=_roles(Role.ANALYST, Role.SAFEGUARDING_LEAD)),
        # Whose rows are counted for whom stands in assurance/tables.py: their own agency's, or those of all together.
        Act.MEASURES_READ: Rule(
            _UNIT
            | _SCRUTINY
            | _roles(Role.EXECUTIVE, Role.LEADER, Role.ANALYST, Role.SAFEGUARDING_LEAD, Role.LEARNING_LEAD)
        ),
        # The chart of one's own agency; the unit's is that over all.
        Act.CHART_ANEW: Rule(_UNIT | _roles(Role.ANALYST)),
        # Whoever writes what is counted sees the rows anyway. Over all agencies it counts once the unit has agreed.
        Act.MEASURE_ADD: Rule(_roles(Role.ANALYST)),
        Act.MEASURE_AGREE: Rule(_UNIT),
        Act.OPEN_ITEM_WRITE: Rule(_UNIT),
        Act.RECOMMENDATION_READ: Rule(_MEMBERS),
        Act.RECOMMENDATION_WRITE: Rule(_UNIT),
        Act.RECOMMENDATION_ANSWER: Rule(to_own=_roles(Role.SAFEGUARDING_LEAD)),
        # Which of the moves stands in RECOMMENDATION_MOVES and ACTION_MOVES.
        Act.RECOMMENDATION_MOVE: Rule(
            to_any=_UNIT | _roles(Role.EXECUTIVE),
            to_own=_WRITERS,
            to_other=_roles(Role.SCRUTINEER, Role.SAFEGUARDING_LEAD),
        ),
        # What an audit finds becomes an action: whoever runs audits proposes it, the safeguarding lead agrees to it.
        Act.ACTION_ADD: Rule(to_any=_UNIT, to_own=_WRITERS | _roles(Role.LEARNING_LEAD)),
        Act.ACTION_MOVE: Rule(to_any=_UNIT, to_own=_WRITERS),
        # What an agency decided and does not record itself, with the minute that shows that it agreed.
        Act.CHAIN_BEHALF: Rule(_UNIT),
        Act.UPDATE_WRITE: Rule(to_own=_WRITERS),
        Act.UPDATE_JUDGE: Rule(_UNIT),
        Act.DUE_ASK: Rule(to_own=_WRITERS),
        Act.DUE_DECIDE: Rule(_UNIT),
        Act.OWNER_NAME: Rule(to_any=_UNIT, to_own=_roles(Role.SAFEGUARDING_LEAD)),
        Act.LIKENESS_SAY: Rule(_UNIT | _roles(Role.SAFEGUARDING_LEAD, Role.SCRUTINEER)),
        Act.ROUND_READ: Rule(_MEMBERS),
        # Opening, chasing, extending, closing, making reply links, and recording an answer on behalf with its minute.
        Act.ROUND_RUN: Rule(_UNIT),
        # The safeguarding lead answers for the agency; the unit answers what the unit itself is asked.
        Act.ROUND_ANSWER: Rule(to_own=_roles(Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER)),
        Act.PACK_MAKE: Rule(to_any=_UNIT, to_own=_WRITERS),
        Act.PACK_TAKE: Rule(to_any=_UNIT, to_own=_roles(Role.SAFEGUARDING_LEAD)),
        # Anybody can open an address; whether a link stands behind it, and for which item, is seen there.
        Act.REPLY_OPEN: Rule(_EVERYBODY),
        Act.REPLY_GIVE: Rule(to_own=_roles(Role.LINK_HOLDER)),
        Act.EDITION_READ: Rule(_MEMBERS),
        Act.EDITION_COMPILE: Rule(_UNIT),
        Act.EDITION_CHECK: Rule(_roles(Role.CHECKER)),
        # From which state by whom stands in EDITION_MOVES.
        Act.EDITION_RETURN: Rule(_UNIT | _roles(Role.CHECKER)),
        Act.EDITION_SIGN: Rule(_roles(Role.SAFEGUARDING_LEAD, Role.LEADER, Role.BUSINESS_MANAGER)),
        # Which of the moves stands in EDITION_MOVES; publishing among them, so all are made soon after proving again.
        Act.EDITION_MOVE: Rule(_UNIT | _roles(Role.CHECKER, Role.EXECUTIVE, Role.PUBLISHER), step_up=True),
        Act.EDITION_APPROVE: Rule(_roles(Role.EXECUTIVE)),
        Act.EDITION_PUBLISH: Rule(_roles(Role.PUBLISHER), step_up=True),
        # What was searched, offered to the family, and what holds publishing back.
        Act.EDITION_DECLARE: Rule(_UNIT | _roles(Role.CHECKER, Role.EXECUTIVE)),
        # That it is a second person stands in the action: neither its author nor whoever wrote the words.
        Act.EDITION_OVERRIDE: Rule(_roles(Role.CHECKER, Role.SCRUTINEER, Role.EXECUTIVE)),
        # Not by whoever published it.
        Act.EDITION_WITHDRAW: Rule(_roles(Role.PUBLISHER, Role.EXECUTIVE), step_up=True),
        Act.NOTICE_WRITE: Rule(_UNIT),
        # By a second person: not whoever wrote it. What is printed anybody reads.
        Act.NOTICE_DECIDE: Rule(_UNIT | _roles(Role.CHECKER, Role.PUBLISHER), step_up=True),
        Act.NAMES_KEEP: Rule(_roles(Role.SAFEGUARDING_LEAD)),
        Act.GATE_READ: Rule(_UNIT | _roles(Role.CHECKER, Role.PUBLISHER, Role.EXECUTIVE, Role.SCRUTINEER)),
        Act.ACCOUNTS_READ: Rule(_roles(Role.ADMINISTRATOR)),
        Act.ACCOUNTS_MANAGE: Rule(_roles(Role.ADMINISTRATOR), step_up=True),
        Act.AGENCIES_MANAGE: Rule(_roles(Role.ADMINISTRATOR), step_up=True),
        Act.TRAIL_READ: Rule(_roles(Role.DATA_PROTECTION)),
        # Whose row it is learns who of the others looked at it.
        Act.LOOKS_READ: Rule(to_own=_roles(Role.SAFEGUARDING_LEAD, Role.LEADER)),
        # One's own questions; whose a question is stands in its query.
        Act.ACCESS_ASK: Rule(_MEMBERS),
        Act.ACCESS_QUESTION_READ: Rule(_MEMBERS | _roles(Role.DATA_PROTECTION)),
        Act.ACCESS_ANSWER: Rule(_roles(Role.DATA_PROTECTION)),
        # Of whom is seen in the list of who looked; of the answer, that it is asked of oneself.
        Act.ACCESS_ASK_WHY: Rule(_roles(Role.DATA_PROTECTION)),
        Act.ACCESS_SAY_WHY: Rule(_MEMBERS),
        # How many of what is due, by kind; and what happens with it. No content of any of it.
        Act.RETENTION_READ: Rule(_roles(Role.DATA_PROTECTION)),
        Act.RETENTION_DECIDE: Rule(_roles(Role.DATA_PROTECTION), step_up=True),
        # A child's record, or a whole review, goes once somebody of the agency whose it is has agreed; of the unit's
        # reviews a partner.
        Act.RETENTION_AGREE: Rule(
            to_own=_roles(Role.LEADER, Role.EXECUTIVE), to_unit=_roles(Role.EXECUTIVE), step_up=True
        ),
        Act.GRANT_READ: Rule(_roles(Role.SCRUTINEER, Role.SAFEGUARDING_LEAD, Role.LEADER, Role.DATA_PROTECTION)),
        Act.GRANT_ASK: Rule(to_other=_SCRUTINY),
        Act.GRANT_DECIDE: Rule(to_own=_roles(Role.SAFEGUARDING_LEAD), step_up=True),
        # One's own jobs alone: whose a job is stands in `visible_to`.
        Act.JOB_OWN: Rule(frozenset(PERSONAL_ROLES)),
        Act.JOBS_READ: Rule(_roles(Role.ADMINISTRATOR)),
        Act.JOBS_MANAGE: Rule(_roles(Role.ADMINISTRATOR)),
        # Mails hold counts and links, and are shown by the role of whoever gets them.
        Act.OUTBOX_READ: Rule(_UNIT | _roles(Role.ADMINISTRATOR)),
        Act.OUTBOX_MANAGE: Rule(_UNIT | _roles(Role.ADMINISTRATOR)),
        # Anybody can open an address; whether a calendar stands behind it is seen there.
        Act.CALENDAR_READ: Rule(_EVERYBODY),
        # What a file gave: counts, and lines that were refused. Its row reaches nobody but the own agency.
        Act.RETURN_READ: Rule(_roles(Role.ANALYST, Role.SAFEGUARDING_LEAD)),
        Act.RETURN_UPLOAD: Rule(_roles(Role.ANALYST)),
        Act.RETURN_TAKE: Rule(to_own=_roles(Role.ANALYST)),
        # How a list of the own agency is read: whoever keeps it has its rows before them anyway.
        Act.MAPPING_KEEP: Rule(to_own=_roles(Role.ANALYST)),
        Act.CHILD_MERGE: Rule(to_own=_roles(Role.ANALYST, Role.SAFEGUARDING_LEAD)),
        # What was due, of one's own agency: which children are seen stands in `visible_to`.
        Act.SIGHT_READ: Rule(_SEE_CHILDREN),
        Act.CHILD_READ: Rule(to_own=_SEE_CHILDREN),
        # Which steps somebody may do, of those of their agency, stands in the pathway itself (library/pathway.py).
        Act.PATHWAYS_READ: Rule(_SEE_CHILDREN),
        Act.PATHWAY_READ: Rule(to_own=_SEE_CHILDREN),
        Act.PATHWAY_START: Rule(to_own=_WORK_WITH_A_CHILD),
        Act.PATHWAY_STEP: Rule(to_own=_WORK_WITH_A_CHILD),
        # Whoever knows the children of an agency says which one another agency means.
        Act.PATHWAY_ANSWER: Rule(to_other=_roles(Role.SAFEGUARDING_LEAD)),
        # What somebody did with a child they are near, and why something was late.
        Act.EVENT_RECORD: Rule(to_own=_WORK_WITH_A_CHILD),
        Act.WHY_LATE_GIVE: Rule(to_own=_WORK_WITH_A_CHILD),
        # The council's own number of a child whom they see, where the key is held; of no other agency's children.
        Act.CASE_NUMBER: Rule(_WORK_WITH_A_CHILD),
        # That all of a kind are recorded here: from then on what is not recorded was not done.
        Act.KIND_HERE_SAY: Rule(_roles(Role.ANALYST, Role.SAFEGUARDING_LEAD)),
        Act.POSTS_READ: Rule(_roles(Role.SAFEGUARDING_LEAD)),
        # Which worker of the records somebody is, or which team they manage: whoever says it opens children to them.
        Act.POST_GIVE: Rule(to_own=_roles(Role.SAFEGUARDING_LEAD)),
        # Counts of the own agency by month and team, no child.
        Act.SHARES_READ: Rule(_roles(Role.LEADER, Role.ANALYST, Role.SAFEGUARDING_LEAD)),
        # Between two agencies: both see it, and whose step it is stands in the library and in registers/rules.
        Act.CHALLENGE_READ: Rule(_SEE_CHILDREN),
        Act.CHALLENGE_RAISE: Rule(_CHALLENGERS),
        Act.CHALLENGE_STEP: Rule(_CHALLENGERS),
        # Meetings and entries of one's own agency; who keeps which register stands in the library.
        Act.REGISTER_READ: Rule(to_own=_SEE_CHILDREN),
        Act.REGISTER_BEGIN: Rule(_CHALLENGERS),
        Act.REGISTER_KEEP: Rule(to_own=_CHALLENGERS),
        # Rounds of one's own agency. Who reads which file, and that nobody reads one of their own line, stands in
        # records/audits. Whoever runs a round sees no child by it: a file is a number to them.
        Act.AUDITS_READ: Rule(_LEARNING_LEADS | _WORK_WITH_A_CHILD | _roles(Role.ANALYST, Role.LEADER)),
        Act.AUDIT_READ: Rule(to_own=_LEARNING_LEADS | _WORK_WITH_A_CHILD | _roles(Role.ANALYST, Role.LEADER)),
        Act.AUDIT_BEGIN: Rule(_LEARNING_LEADS),
        Act.AUDIT_RUN: Rule(to_own=_LEARNING_LEADS),
        Act.AUDIT_GRADE: Rule(to_own=_WORK_WITH_A_CHILD),
        Act.AUDIT_EXPORT: Rule(to_own=_LEARNING_LEADS | _roles(Role.ANALYST)),
        # Which courses and sessions there are; whose session somebody sees stands in `visible_to`.
        Act.LEARNING_READ: Rule(_MEMBERS),
        Act.SESSION_PLAN: Rule(_LEARNING_LEADS),
        # For people of one's own agency, or for oneself, whoever runs the session.
        Act.SESSION_BOOK: Rule(_LEARNING_LEADS | _NEAR_A_CHILD),
        Act.SESSION_RUN: Rule(to_own=_LEARNING_LEADS),
        Act.BOOKING_WITHDRAW: Rule(to_own=_LEARNING_LEADS | _NEAR_A_CHILD),
        # Of one's own people: once names are wiped no other agency can say who they were.
        Act.ATTENDANCE_CORRECT: Rule(to_own=_LEARNING_LEADS),
        # Whoever ran the session: each agency adds its own people, and no others.
        Act.ATTENDANCE_ADD: Rule(_LEARNING_LEADS),
        # Who of one's own agency holds what: rows of single people.
        Act.TRAINING_READ: Rule(_LEARNING_LEADS | _roles(Role.ANALYST)),
        Act.FEEDBACK_READ: Rule(to_own=_LEARNING_LEADS | _roles(Role.ANALYST)),
        # Anybody can open an address; whether a session stands behind it, and what is asked today, is seen there.
        Act.FEEDBACK_GIVE: Rule(_EVERYBODY),
        # A body with its own system states its quarter; the unit accepts it, and then all members read it.
        Act.STATED_READ: Rule(_MEMBERS),
        Act.STATED_BEGIN: Rule(_WRITERS),
        Act.STATED_SEND: Rule(to_own=_WRITERS),
        Act.STATED_JUDGE: Rule(_UNIT),
        Act.STATED_ASK: Rule(_UNIT),
        Act.STATED_OFFER: Rule(to_any=_UNIT, to_own=_WRITERS),
        # Who works: lists of a personnel system, of one's own agency.
        Act.STAFF_LIST_READ: Rule(_WORKFORCE),
        Act.STAFF_LIST_UPLOAD: Rule(_WORKFORCE),
        Act.STAFF_LIST_TAKE: Rule(to_own=_WORKFORCE),
        # Numbers by team; nobody is named.
        Act.WORKFORCE_READ: Rule(_WORKFORCE),
        # A survey that nobody can be told from: its groups of one's own agency, once they are enough and fixed.
        Act.SURVEYS_READ: Rule(_WORKFORCE | _roles(Role.LEADER)),
        Act.SURVEY_OPEN: Rule(_LEARNING_LEADS),
        Act.SURVEY_READ: Rule(to_own=_WORKFORCE | _roles(Role.LEADER)),
        Act.SURVEY_CLOSE: Rule(to_own=_LEARNING_LEADS),
        # Anybody can open an address; whether a round stands behind it that is open, is seen there.
        Act.SURVEY_ANSWER: Rule(_EVERYBODY),
        # Who is away today, and which visits that leaves at risk: a manager of their own team, the lead of all.
        Act.TEAM_DAY_READ: Rule(_OF_A_TEAM),
        Act.ABSENCE_SAY: Rule(_OF_A_TEAM),
        Act.COVER_SAY: Rule(to_own=_OF_A_TEAM),
        # What was done about workload above a limit; it stays.
        Act.ALERT_ANSWER: Rule(to_own=_WORKFORCE),
        # How many were asked and answered: numbers of one's own agency, or what it has sent. Words are seen by whoever
        # kept them and by the leads (records/voice).
        Act.VOICE_READ: Rule(_MEMBERS),
        Act.VOICE_BEGIN: Rule(_WORK_WITH_A_CHILD),
        # Which entries are theirs to change stands in records/voice/rules.
        Act.VOICE_WRITE: Rule(to_own=_WORK_WITH_A_CHILD),
        Act.VOICE_SEND: Rule(to_own=_roles(Role.SAFEGUARDING_LEAD)),
        Act.COMPLAINT_READ: Rule(to_own=_SEE_CHILDREN),
        Act.COMPLAINT_WRITE: Rule(to_own=_WORK_WITH_A_CHILD),
        # What to ask about: of one's own agency, or what was submitted.
        Act.OVERVIEW_READ: Rule(_LOOK_OVER),
        Act.QUESTION_READ: Rule(_LOOK_OVER | _UNIT | _WRITERS),
        Act.QUESTION_ASK: Rule(_LOOK_OVER),
        Act.QUESTION_ANSWER: Rule(to_own=_roles(Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER)),
        Act.QUESTION_CLOSE: Rule(to_other=_SCRUTINY),
        # What the library says of who does what: no row of anybody.
        Act.SYSTEMS_READ: Rule(_MEMBERS),
        Act.SEARCH: Rule(frozenset(PERSONAL_ROLES)),
        Act.WHAT_IF: Rule(_roles(Role.ANALYST, Role.SAFEGUARDING_LEAD)),
        # Which forms there are, and one's own; which of them are seen stands in `visible_to`.
        Act.FORMS_READ: Rule(_SEE_CHILDREN),
        Act.FORM_READ: Rule(to_own=_SEE_CHILDREN),
        Act.FORM_BEGIN: Rule(_WORK_WITH_A_CHILD),
        Act.FORM_WRITE: Rule(to_own=_WORK_WITH_A_CHILD),
        # Coded answers of signed forms of the own agency.
        Act.FORMS_EXPORT: Rule(_roles(Role.ANALYST, Role.SAFEGUARDING_LEAD)),
    }
)


def may(
    *,
    roles: frozenset[Role],
    act: Act,
    actor_agency: int | None,
    row_agency: int | None,
    is_of_the_unit: bool = False,
) -> bool:
    """Whether somebody with these roles, of `actor_agency`, may do `act` to a row of `row_agency`.

    Where an act depends on whose row it is, a row of no agency (`None`) is neither one's own nor another's. Deny by
    default.
    """
    rule = RULES[act]
    held = roles or frozenset({Role.PUBLIC})
    if held & rule.to_any or (is_of_the_unit and held & rule.to_unit):
        return True
    if actor_agency is None or row_agency is None:
        return False
    return bool(held & (rule.to_own if actor_agency == row_agency else rule.to_other))


# Who may write rows of other agencies: the unit imports for them and compiles; jobs act for whoever asked.
WRITES_FOR_ANY = frozenset({Role.BUSINESS_MANAGER, Role.JOB})
# Who moves an edition on its way, whatever agency they are of: it stays a row of the unit.
MOVES_EDITIONS = frozenset({Role.CHECKER, Role.EXECUTIVE, Role.PUBLISHER})
