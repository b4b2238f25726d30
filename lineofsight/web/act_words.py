"""Every act in words that finish «may …», and the roles that may do it, for pages that explain access."""

from collections.abc import Mapping
from types import MappingProxyType

from lineofsight.partnership.rules import PERSONAL_ROLES, ROLE_WORDS, RULES, Act, Role

ACT_WORDS: Mapping[Act, str] = MappingProxyType(
    {
        Act.RETURN_READ: "see which returns were taken",
        Act.RETURN_UPLOAD: "upload a return",
        Act.RETURN_TAKE: "take a return in",
        Act.POSTS_READ: "see who is near which children",
        Act.POST_GIVE: "say which worker somebody is, or which team they manage",
        Act.PATHWAYS_READ: "see which pathways run",
        Act.PATHWAY_READ: "see where a child stands on a pathway",
        Act.PATHWAY_START: "put a child on a pathway",
        Act.PATHWAY_STEP: "record this step of a pathway",
        Act.PATHWAY_ANSWER: "say whether their agency takes part in a pathway",
        Act.CHILD_MERGE: "say that two references mean one child",
        Act.SITE_READ: "read what is published and how the service works",
        Act.SIGN_IN: "sign in",
        Act.ACCOUNT_OWN: "look after their own account",
        Act.DEMONSTRATION: "step into a role of the demonstration",
        Act.HOME_READ: "see what waits for them",
        Act.REVIEW_READ: "read reviews",
        Act.REVIEW_IMPORT: "import a report",
        Act.REVIEW_DAYS: "say on which days things happened in a review",
        Act.STATEMENT_READ: "read sentences",
        Act.STATEMENT_EDIT: "change a sentence",
        Act.EVIDENCE_READ: "read evidence",
        Act.EVIDENCE_ATTACH: "add evidence to a sentence",
        Act.EVIDENCE_JUDGE: "say whether evidence counts",
        Act.FILE_READ: "open files",
        Act.ASSESSMENT_READ: "read about outside assessments",
        Act.ASSESSMENT_SOURCE: "describe an outside assessment and store its text",
        Act.OPINION_GIVE: "give an opinion on a sentence",
        Act.FIGURE_READ: "read figures",
        Act.FIGURE_FREEZE: "use a figure as evidence",
        Act.OPEN_ITEM_WRITE: "write what is not yet done or known",
        Act.RECOMMENDATION_READ: "read recommendations and what was done about them",
        Act.RECOMMENDATION_WRITE: "write findings and recommendations",
        Act.RECOMMENDATION_ANSWER: "answer a recommendation",
        Act.RECOMMENDATION_MOVE: "move a recommendation to its next step",
        Act.ACTION_ADD: "add an action",
        Act.ACTION_MOVE: "move an action to its next step",
        Act.UPDATE_WRITE: "say what happened with an action",
        Act.UPDATE_JUDGE: "accept an update or send it back",
        Act.DUE_ASK: "ask for more time",
        Act.DUE_DECIDE: "give more time",
        Act.OWNER_NAME: "say who answers for it",
        Act.LIKENESS_SAY: "say whether two recommendations ask the same",
        Act.ROUND_READ: "see rounds of collecting",
        Act.ROUND_RUN: "run a round of collecting",
        Act.ROUND_ANSWER: "answer what their agency is asked in a round",
        Act.PACK_MAKE: "download a pack and send it back",
        Act.PACK_TAKE: "take the answers of a pack",
        Act.REPLY_OPEN: "open a reply link",
        Act.REPLY_GIVE: "answer one item by a reply link",
        Act.EDITION_READ: "see Summaries and where they stand",
        Act.EDITION_COMPILE: "put a Summary together",
        Act.EDITION_CHECK: "check that a Summary points to nobody",
        Act.EDITION_SIGN: "sign what is said about their agency",
        Act.EDITION_MOVE: "move a Summary to its next step",
        Act.EDITION_APPROVE: "approve a Summary",
        Act.EDITION_PUBLISH: "publish a Summary",
        Act.EDITION_DECLARE: "say what was searched, offered and held back for a Summary",
        Act.EDITION_OVERRIDE: "let a refusal of the check pass, with a reason that is printed",
        Act.EDITION_WITHDRAW: "withdraw a published Summary",
        Act.NAMES_KEEP: "register names that may not be printed",
        Act.GATE_READ: "see what keeps a Summary from being published",
        Act.ACCOUNTS_READ: "see accounts",
        Act.ACCOUNTS_MANAGE: "let people in and out",
        Act.TRAIL_READ: "see who may do what, and whether the history is whole",
        Act.LOOKS_READ: "see who looked at what is their agency's",
        Act.GRANT_READ: "see who has leave to look",
        Act.GRANT_ASK: "ask an agency for leave to open its files",
        Act.GRANT_DECIDE: "give or refuse leave to open files, and end it",
        Act.JOB_OWN: "see how far their own jobs are, and stop them",
        Act.JOBS_READ: "see how the work in the background goes",
        Act.JOBS_MANAGE: "let a job be tried again that failed",
        Act.OUTBOX_READ: "see which mails were sent",
        Act.OUTBOX_MANAGE: "let a mail be tried again that could not be sent",
        Act.SIGHT_READ: "see what is due for the children of their agency",
        Act.EVENT_RECORD: "record a visit, or another event, of a child they are near",
        Act.WHY_LATE_GIVE: "say why something was late for a child they are near",
        Act.CASE_NUMBER: "see the council's own number of a child whom they see",
        Act.KIND_HERE_SAY: "say which kinds of event are recorded here in full",
        Act.CHILD_READ: "see what is recorded of a child, without a name",
        Act.SHARES_READ: "see what share was in time in their agency",
        Act.WHAT_IF: "ask what another time would change",
        Act.FORMS_READ: "see which forms there are and the ones that they began",
        Act.FORM_READ: "read a form",
        Act.FORM_BEGIN: "begin a form",
        Act.FORM_WRITE: "fill in and sign a form",
        Act.FORMS_EXPORT: "take the coded answers of signed forms away as a file",
        Act.CHALLENGE_READ: "read challenges in which their agency takes part",
        Act.CHALLENGE_RAISE: "raise a challenge",
        Act.CHALLENGE_STEP: "answer a challenge, take it further or say how it ended",
        Act.REGISTER_READ: "read the registers of their agency",
        Act.REGISTER_BEGIN: "open a register",
        Act.REGISTER_KEEP: "write in a register of their agency",
        Act.AUDITS_READ: "see which audits were run",
        Act.AUDIT_READ: "read a round of an audit",
        Act.AUDIT_BEGIN: "begin a round of an audit",
        Act.AUDIT_RUN: "run a round of an audit",
        Act.AUDIT_GRADE: "grade a file that was given to them",
        Act.AUDIT_EXPORT: "take a round away as a file",
        Act.LEARNING_READ: "see which courses and sessions there are",
        Act.SESSION_PLAN: "plan a session of a course",
        Act.SESSION_BOOK: "book a place for somebody of their agency, or for themselves",
        Act.SESSION_RUN: "take and close the register of a session",
        Act.BOOKING_WITHDRAW: "take a booking back",
        Act.TRAINING_READ: "see who of their agency holds which course, without a name",
        Act.FEEDBACK_READ: "read what people answered of a session, where enough did",
        Act.FEEDBACK_GIVE: "answer about a session by its address",
        Act.STATED_READ: "read what bodies state each quarter",
        Act.STATED_BEGIN: "open the form of a quarter",
        Act.STATED_SEND: "state a quarter for their agency",
        Act.STATED_JUDGE: "accept what a body stated, or send it back",
        Act.STATED_OFFER: "offer a stated figure as evidence",
        Act.CALENDAR_READ: "open a calendar by its secret address",
    }
)

_MEMBERS = RULES[Act.REVIEW_READ].to_any


def who_may(act: Act) -> str:
    """«Business manager; and for their own agency: agency contributor, agency safeguarding lead»."""
    rule = RULES[act]
    parts = [
        _listed(rule.to_any),
        f"for their own agency: {_listed(rule.to_own)}" if rule.to_own else "",
        f"for other agencies only: {_listed(rule.to_other)}" if rule.to_other else "",
        f"for what the business unit keeps: {_listed(rule.to_unit)}" if rule.to_unit else "",
        f"by leave of the agency: {_listed(rule.by_grant)}" if rule.by_grant else "",
    ]
    told = "; ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]


def _listed(roles: frozenset[Role]) -> str:
    if Role.PUBLIC in roles:
        return "anybody"
    if roles >= frozenset(PERSONAL_ROLES):
        return "everybody with an account"
    if roles == _MEMBERS:
        return "everybody who takes part in a review"
    words = sorted(ROLE_WORDS[role] for role in roles)
    return ", ".join(f"{word[:1].lower()}{word[1:]}" for word in words)
