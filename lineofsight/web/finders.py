"""Which thing stands behind a reference of each kind, for an actor; None where there is none they may see."""

from collections.abc import Callable, Mapping
from typing import Any

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.own_shelf import find_added
from lineofsight.assurance.queries import audit_findings, chain, imports, links, packs, questions, rounds, samples
from lineofsight.files import queries as files
from lineofsight.jobs import queries as jobs
from lineofsight.mails import queries as mails
from lineofsight.partnership import grant_queries as grants
from lineofsight.partnership import queries as partnership
from lineofsight.partnership.access_questions import find_access_question, find_asked_of_me
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.deletions import find_deletion
from lineofsight.partnership.looking import find_look
from lineofsight.publication.queries import declared
from lineofsight.publication.queries import editions as publication
from lineofsight.publication.queries.notices import find_notice
from lineofsight.records.audits import queries as audits
from lineofsight.records.children import find_child
from lineofsight.records.forms.queries import find_form
from lineofsight.records.learning import queries as learning
from lineofsight.records.pathways import queries as pathways
from lineofsight.records.posts import find_post
from lineofsight.records.practice import queries as returns
from lineofsight.records.practice.own_mappings import find_mapping
from lineofsight.records.recorded_here import find_entry
from lineofsight.records.registers.queries import challenges
from lineofsight.records.registers.queries import entries as registers
from lineofsight.records.stated import queries as stated
from lineofsight.records.voice import queries as voice
from lineofsight.records.workforce import lists as staff_lists
from lineofsight.records.workforce.queries import find_absence, find_alert
from lineofsight.records.workforce.surveys import find_survey_round


def _find_file(actor: Actor, ref: str) -> Any:
    """A file with all that it stands behind, for whoever needs a grant to open it."""
    held = files.find_held(actor, ref)
    if held is not None and actor.grants:
        held.behind = samples.file_stands_behind(held, actor)
    return held


Finder = Callable[[Actor, str], Any]

FINDERS: Mapping[str, Finder] = {
    "review": assurance.find_review,
    "statement": assurance.find_statement,
    "evidence": assurance.find_evidence,
    "assessment": assurance.find_assessment,
    "figure": assurance.find_figure,
    "added": find_added,
    # The first is either of the two others, for the pages that are the same for both.
    "waiting_import": imports.find_import,
    "report_import": imports.find_report,
    "plan_import": imports.find_plan,
    "recommendation": chain.find_recommendation,
    "action": chain.find_action,
    "update": chain.find_update,
    "round": rounds.find_round,
    "share": rounds.find_share,
    "asked": rounds.find_item,
    "reply_link": links.find_link,
    "pack_reading": packs.find_reading,
    "open_item": assurance.find_open_item,
    "edition": publication.find_edition,
    "hold": declared.find_hold,
    "notice": find_notice,
    "held": _find_file,
    "delivery": returns.find_return,
    "staff_list": staff_lists.find_list,
    "alert": find_alert,
    "survey_round": find_survey_round,
    "absence": find_absence,
    "upload": returns.find_upload,
    "own_list": find_mapping,
    "grant": grants.find_grant,
    "access_question": find_access_question,
    "why_asked": find_asked_of_me,
    "look": find_look,
    "deletion": find_deletion,
    "job": jobs.find_job,
    "failed_job": jobs.find_failed,
    "failed_mail": mails.find_failed,
    "child": find_child,
    "part": pathways.find_part,
    "step_done": pathways.find_step,
    "call": pathways.find_call,
    "post": find_post,
    "form": find_form,
    "recorded": find_entry,
    "challenge": challenges.find_challenge,
    "session": learning.find_session,
    "booking": learning.find_booking,
    "stated": stated.find_stated,
    "audit": audits.find_audit,
    "audit_file": audits.find_file,
    "audit_finding": audit_findings.find_finding,
    "heard": voice.find_heard,
    "quotation": voice.find_quotation,
    "complaint": voice.find_complaint,
    "question": questions.find_question,
    "meeting": registers.find_meeting,
    "entry": registers.find_entry,
    "chased": registers.find_chased,
    "agency": partnership.find_body,
    "person": partnership.find_person,
    "lost": partnership.find_lost_authenticator,
}

# Of things on which much hangs, first the row alone: the policy is asked before the rest is fetched.
ALONE: Mapping[str, Finder] = {
    "statement": assurance.statement_alone,
    "recommendation": chain.recommendation_alone,
    "action": chain.action_alone,
}
