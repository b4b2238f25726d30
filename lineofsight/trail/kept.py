"""Which tables keep what was written, and how. What each way means stands in keeping.py; triggers.py installs it."""

from lineofsight.trail.keeping import AppendOnly, Frozen, GoesWithItsWhole, KeptOnce, OnlyToBlank, Rule

TOMBSTONES = "partnership_tombstone"


def _taken_in(table: str, *may_change: str, of_whole: str = "") -> KeptOnce:
    """Rows of a return: while it is being taken they can go again, all of them; then they stay."""
    return KeptOnce(table, "identities_import", "delivery_id", "whole.state = 'begun'", may_change, of_whole)


def _up(column: str, *steps: str) -> str:
    """SQL for the reference of a whole, up from a row by its columns: `_up("form_id", "forms_form.subject_id", …)`."""
    place = f"old.{column}"
    for step in steps[:-1]:
        table, further = step.split(".")
        place = f"(SELECT {further} FROM {table} WHERE id = {place})"  # noqa: S608
    return f"SELECT ref FROM {steps[-1]} WHERE id = {place}"  # noqa: S608


_CHILD = "identities_subject"
_OF_A_CHILD = _up("subject_id", _CHILD)
_ITSELF = "SELECT old.ref"
_OF_A_RUN = _up("run_id", "pathways_run")
_OF_AN_ENTRY = _up("entry_id", "registers_entry.subject_id", _CHILD)

_OF_ITS_AUDIT = "SELECT w.ref FROM audits_audit w WHERE w.id = old.audit_id"
_OF_ITS_FILE = "SELECT w.ref FROM audits_audit w JOIN audits_file f ON f.audit_id = w.id WHERE f.id = old.file_id"
# The form of a reading is asked for by the file.
_OF_A_FORM = (
    "SELECT w.ref FROM audits_audit w JOIN audits_file f ON f.audit_id = w.id JOIN forms_form o ON o.for_ref = f.ref"
)
_OF_ITS_LIST = "SELECT w.ref FROM workforce_stafflist w WHERE w.id = old.staff_list_id"

_REVIEW = "assurance_review"
_OF_A_REVIEW = _up("review_id", _REVIEW)


def _of_review(column: str, *steps: str) -> str:
    """SQL for the review that a row belongs to, up from it by its columns."""
    return _up(column, *steps, _REVIEW)


_OF_A_STATEMENT = _of_review("statement_id", "assurance_statement.review_id")
_OF_A_WORDING = _of_review("wording_id", "assurance_wording.statement_id", "assurance_statement.review_id")
_OF_A_RECOMMENDATION = _of_review("recommendation_id", "assurance_recommendation.review_id")
_OF_AN_ACTION = _of_review("action_id", "assurance_action.review_id")
_OF_AN_UPDATE = _of_review("update_id", "assurance_update.action_id", "assurance_action.review_id")
_OF_A_ROUND = _of_review("round_id", "assurance_round.review_id")
_OF_A_SHARE = _of_review("share_id", "assurance_roundshare.round_id", "assurance_round.review_id")
_OF_AN_ITEM = _of_review(
    "item_id", "assurance_rounditem.share_id", "assurance_roundshare.round_id", "assurance_round.review_id"
)
# What was published stays, whatever becomes of its review.
_UNPUBLISHED = (
    "SELECT r.ref FROM assurance_review r JOIN publication_edition e ON e.review_id = r.id WHERE e.id = {id}"
    " AND {unless}"
)
_OF_A_CHANGE = _of_review("change_id", "assurance_duechange.action_id", "assurance_action.review_id")
_OF_A_LIKENESS = f"{_OF_A_RECOMMENDATION} UNION " + _of_review("earlier_id", "assurance_recommendation.review_id")
_OF_A_SIGNATURE = _of_review(
    "signoff_id", "publication_signoff.wording_id", "assurance_wording.statement_id", "assurance_statement.review_id"
)
# A reason that was printed with a sentence stands in what was published; the row goes with the wording.
_OF_A_LEAVE = _UNPUBLISHED.format(id="old.edition_id", unless="(e.content = '' OR old.wording_id IS NOT NULL)")
_OF_A_DRAFT = _UNPUBLISHED.format(id="old.edition_id", unless="e.content = ''")


def _a_tick(table: str, of_whole: str) -> Rule:
    """A tick may be taken away once, with a reason, and stays to be read."""
    return Frozen(
        table,
        may_change=("ended_at", "ended_by_ref", "ended_reason"),
        into="old.ended_at IS NULL AND new.ended_at IS NOT NULL",
        of_whole=of_whole,
    )


KEPT: tuple[Rule, ...] = (
    AppendOnly("trail_event"),
    OnlyToBlank("trail_payload", columns=("salt", "body")),
    AppendOnly("trail_seal"),
    AppendOnly("trail_checkpoint"),
    AppendOnly("files_blob"),
    Frozen("partnership_grant", when="old.state IN ('refused', 'withdrawn')"),
    AppendOnly("partnership_grantsample"),
    AppendOnly("partnership_retentiondecision"),
    Frozen(
        "partnership_deletionasked",
        may_change=("state", "answered_at", "answered_by_id", "answer", "version"),
        into="old.state = 'asked'",
    ),
    AppendOnly(TOMBSTONES),
    AppendOnly("assurance_wording", of_whole=_OF_A_STATEMENT),
    AppendOnly("assurance_extract", of_whole=_OF_A_WORDING),
    AppendOnly("assurance_statedfigure", of_whole=_OF_A_WORDING),
    # Whoever answers for a body that has closed takes its older versions over too; words that are kept no longer go.
    Frozen(
        "assurance_evidence",
        when="old.state = 'superseded'",
        may_change=("agency_id", "heard", "version"),
        into="new.heard IN (old.heard, '')",
        of_whole=_OF_A_REVIEW,
    ),
    _a_tick("assurance_supports", _OF_A_STATEMENT),
    AppendOnly("assurance_opinion", of_whole=_OF_A_STATEMENT),
    # A figure reaches further once the evidence that it is was accepted; never back.
    Frozen(
        "assurance_figurerecord",
        may_change=("audience",),
        into="new.audience > old.audience",
        of_whole=_OF_A_REVIEW,
    ),
    OnlyToBlank(
        "assurance_importcorrection",
        columns=("old", "new"),
        of_whole=_of_review("report_import_id", "assurance_reportimport.review_id"),
    ),
    Frozen("assurance_reportimport", when="old.state IN ('created', 'left', 'cancelled')", of_whole=_OF_A_REVIEW),
    AppendOnly("assurance_recommendationmove", of_whole=_OF_A_RECOMMENDATION),
    AppendOnly("assurance_actionmove", of_whole=_OF_AN_ACTION),
    AppendOnly("assurance_recommendationopinion", of_whole=_OF_A_RECOMMENDATION),
    AppendOnly("assurance_duechange", of_whole=_OF_AN_ACTION),
    AppendOnly("assurance_duedecision", of_whole=_OF_A_CHANGE),
    AppendOnly("assurance_likenessdecision", of_whole=_OF_A_LIKENESS),
    _a_tick("assurance_actionevidence", _OF_AN_ACTION),
    _a_tick("assurance_updateevidence", _OF_AN_UPDATE),
    AppendOnly("assurance_reviewday", of_whole=_OF_A_REVIEW),
    AppendOnly("assurance_begunanew"),
    AppendOnly("practice_ownmapping"),
    Frozen(
        "assurance_ownmeasure",
        may_change=("agreed_at", "agreed_by_ref", "agreed_role"),
        into="old.agreed_at IS NULL",
    ),
    Frozen(
        "assurance_update",
        when="old.state IN ('accepted', 'superseded')",
        may_change=("state", "version"),
        into="new.state = 'superseded'",
        of_whole=_OF_AN_ACTION,
    ),
    Frozen("assurance_round", when="old.state = 'closed'", of_whole=_OF_A_REVIEW),
    AppendOnly("assurance_rounditem", of_whole=_OF_A_SHARE),
    AppendOnly("assurance_roundanswer", of_whole=_OF_AN_ITEM),
    AppendOnly("assurance_roundextension", of_whole=_OF_A_SHARE),
    AppendOnly("assurance_packmade", of_whole=_OF_A_SHARE),
    Frozen("assurance_packreading", when="old.state IN ('taken', 'left')", of_whole=_OF_A_SHARE),
    Frozen("assurance_replylink", when="old.revoked_at IS NOT NULL OR old.used_at IS NOT NULL", of_whole=_OF_AN_ITEM),
    Frozen("jobs_job", when="old.state IN ('done', 'cancelled')"),
    Frozen("mails_mail", when="old.state IN ('sent', 'not sent', 'dropped')"),
    AppendOnly("publication_signoff", of_whole=_OF_A_WORDING),
    AppendOnly("publication_objection", of_whole=_OF_A_SIGNATURE),
    AppendOnly("publication_artefact"),
    AppendOnly("publication_search", of_whole=_OF_A_DRAFT),
    Frozen("publication_hold", when="old.lifted_date IS NOT NULL", of_whole=_OF_A_REVIEW),
    AppendOnly("publication_familysight", of_whole=_OF_A_DRAFT),
    AppendOnly("publication_partnerapproval", of_whole=_OF_A_DRAFT),
    AppendOnly("publication_override", of_whole=_OF_A_LEAVE),
    AppendOnly("publication_withdrawal"),
    Frozen(
        "publication_notice",
        may_change=("state", "audience", "second_id", "second_role", "decided_at", "reason", "version"),
        into="old.state = 'written'",
    ),
    Frozen("publication_registeredname", when="old.taken_at IS NOT NULL"),
    Frozen("identities_import", when="old.state = 'taken'"),
    AppendOnly("identities_receipt"),
    AppendOnly("identities_merge", of_whole=f"SELECT ref FROM {_CHILD} WHERE id IN (old.subject_id, old.into_id)"),  # noqa: S608
    Frozen("identities_post", when="old.ended_at IS NOT NULL"),
    _taken_in("identities_carried"),
    _taken_in("identities_namedchildren"),
    _taken_in("identities_renamed", of_whole=_OF_A_CHILD),
    # Under a new key a child has a new pseudonym, and is the same child.
    _taken_in("identities_subject", "key_id", "pseudonym", "shown", of_whole=_ITSELF),
    AppendOnly("identities_gonechild"),
    _taken_in("identities_worker", "key_id", "pseudonym", "shown"),
    _taken_in("practice_description", of_whole=_OF_A_CHILD),
    _taken_in("practice_fact", of_whole=_OF_A_CHILD),
    Frozen(
        "practice_recordedhere",
        may_change=("state", "reason", "version"),
        into="old.state = 'stands'",
        of_whole=_OF_A_CHILD,
    ),
    AppendOnly("practice_whylate", of_whole=_OF_A_CHILD),
    _taken_in("practice_span", of_whole=_OF_A_CHILD),
    _taken_in("practice_allocation", of_whole=_OF_A_CHILD),
    Frozen(
        "forms_form",
        when="old.state IN ('signed', 'set aside')",
        of_whole=f"{_OF_A_FORM} WHERE o.id = old.id UNION {_OF_A_CHILD}",
    ),
    AppendOnly(
        "forms_saved",
        of_whole=f"{_OF_A_FORM} WHERE o.id = old.form_id UNION {_up('form_id', 'forms_form.subject_id', _CHILD)}",
    ),
    AppendOnly(
        "forms_answer",
        of_whole=f"{_OF_A_FORM} JOIN forms_saved s ON s.form_id = o.id WHERE s.id = old.save_of_id"
        f" UNION {_up('save_of_id', 'forms_saved.form_id', 'forms_form.subject_id', _CHILD)}",
    ),
    Frozen("pathways_run", when="old.ended IS NOT NULL", may_change=("version",), of_whole=_ITSELF),
    AppendOnly("pathways_stepdone", of_whole=_OF_A_RUN),
    AppendOnly("pathways_stepread", of_whole=_up("step_id", "pathways_stepdone.run_id", "pathways_run")),
    Frozen("pathways_call", when="old.state <> 'open'", of_whole=_OF_A_RUN),
    GoesWithItsWhole("pathways_part", of_whole=_OF_A_RUN),
    AppendOnly("pathways_notstarted", of_whole=_OF_A_CHILD),
    # Nothing of a challenge is removed while it is kept, what is closed stays as it is, and so does a third agency
    # that reads it.
    Frozen(
        "registers_challenge",
        may_change=("state", "stage", "stage_due_date", "whole_due_date", "version", "third_agency_id"),
        into="old.state <> 'closed'"
        " AND coalesce(old.third_agency_id, new.third_agency_id, 0) = coalesce(new.third_agency_id, 0)",
        of_whole=_ITSELF,
    ),
    AppendOnly("registers_challengestep", of_whole=_up("challenge_id", "registers_challenge")),
    Frozen(
        "stated_statedreturn",
        may_change=("state", "question", "audience", "version"),
        into="old.state <> 'superseded'",
    ),
    Frozen("learning_session", may_change=("state", "closed_at", "version"), into="old.state = 'planned'"),
    # Once the register is closed nothing of a booking changes, and its label is gone.
    Frozen(
        "learning_booking",
        may_change=("open_to_id", "label", "state", "has_left_early", "version"),
        into="old.open_to_id IS NOT NULL AND (new.label = '' OR new.label = old.label)",
    ),
    AppendOnly("workforce_coursetaken", of_whole=_OF_ITS_LIST),
    Frozen("workforce_surveyround", may_change=("state", "closed_date", "version"), into="old.state = 'open'"),
    AppendOnly("workforce_surveyteam"),
    AppendOnly("workforce_surveyresult"),
    AppendOnly("learning_headcount"),
    AppendOnly("learning_attendance"),
    AppendOnly("learning_correction"),
    Frozen("learning_said", may_change=("confirmed",), into="old.confirmed = ''"),
    Frozen(
        "voice_heard",
        may_change=("changed", "told_how", "told_date", "state", "reason", "audience", "version"),
        into="old.state <> 'taken back'",
    ),
    # Of words that were kept only this changes: where they stand, and that they are gone.
    Frozen(
        "voice_quotation",
        may_change=("words", "evidence_ref", "withdrawn_date", "state", "version"),
        into="old.state NOT IN ('withdrawn', 'forgotten') AND new.words IN (old.words, '')",
    ),
    Frozen(
        "voice_complaint",
        may_change=("due_date", "extended_why", "answered_date", "outcome", "changed", "told_date", "version"),
        into="old.answered_date IS NULL",
    ),
    Frozen(
        "assurance_holderquestion",
        may_change=(
            *("answer", "answered_date", "answered_role", "version"),
            *("outcome", "closed_date", "closed_role", "closing"),
        ),
        # An answer stays as it was given. A challenge goes on after it until it is resolved; another question is over.
        into="old.outcome <> 'resolved' AND (old.answered_date IS NULL OR (old.basis_sha <> '' AND"
        " new.answer = old.answer AND new.answered_date = old.answered_date"
        " AND new.answered_role = old.answered_role))",
        of_whole=f"{_OF_A_STATEMENT} UNION {_OF_AN_UPDATE}",
    ),
    Frozen(
        "registers_meeting",
        may_change=("present", "why_without", "state", "version"),
        into="old.state <> 'closed'",
    ),
    Frozen("registers_entry", may_change=("meeting_id", "state", "carried", "version"), of_whole=_OF_A_CHILD),
    AppendOnly("registers_recording", of_whole=_OF_AN_ENTRY),
    AppendOnly("registers_paper", of_whole=_OF_AN_ENTRY),
    Frozen("workforce_stafflist", when="old.state IN ('taken', 'left')"),
    # Under a new key somebody has a new pseudonym; a later return may know them as a worker.
    Frozen(
        "workforce_staffmember",
        may_change=("key_id", "pseudonym", "shown", "worker_id"),
        of_whole=_ITSELF,
    ),
    AppendOnly("workforce_establishedpost", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_spell", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_absence", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_onprogramme", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_milestonereached", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_visitcover", of_whole=_OF_A_CHILD),
    AppendOnly("workforce_alert"),
    AppendOnly("workforce_contingency"),
    Frozen(
        "registers_chased",
        may_change=("done_date", "version"),
        into="old.done_date IS NULL",
        of_whole=_OF_AN_ENTRY,
    ),
    # What was drawn stands: frame, seed and mark are written once, and a closed round is closed.
    Frozen("audits_audit", when="old.state <> 'begun'", may_change=("state", "version"), into="old.state <> 'closed'"),
    AppendOnly("audits_file", of_whole=_OF_ITS_AUDIT),
    AppendOnly("audits_framefile", of_whole=_OF_ITS_AUDIT),
    Frozen("audits_reading", when="old.state IN ('signed', 'taken back')", of_whole=_OF_ITS_FILE),
    AppendOnly(
        "audits_grade",
        of_whole="SELECT w.ref FROM audits_audit w JOIN audits_file f ON f.audit_id = w.id"
        " JOIN audits_reading r ON r.file_id = f.id WHERE r.id = old.reading_id",
    ),
    Frozen(
        "audits_pair",
        may_change=("agreed", "moderated_at", "moderated_by_ref", "version"),
        into="old.agreed = ''",
        of_whole=_OF_ITS_FILE,
    ),
    AppendOnly("assurance_auditfindingaction"),
    Frozen("assurance_auditfinding", when="old.state = 'closed'"),
    # What may change while its review is there, and goes with it.
    GoesWithItsWhole(_REVIEW, of_whole=_ITSELF),
    *(
        GoesWithItsWhole(f"assurance_{name}", of_whole=_OF_A_REVIEW)
        for name in ("assessment", "statement", "openitem", "finding", "recommendation", "action", "section")
    ),
    GoesWithItsWhole("assurance_statementrecommendation", of_whole=_OF_A_STATEMENT),
    GoesWithItsWhole(
        "assurance_findingrecommendation", of_whole=_of_review("finding_id", "assurance_finding.review_id")
    ),
    GoesWithItsWhole("assurance_recommendationaction", of_whole=_OF_A_RECOMMENDATION),
    GoesWithItsWhole("assurance_roundshare", of_whole=_OF_A_ROUND),
    GoesWithItsWhole("assurance_planmemory", of_whole=_of_review("plan_import_id", "assurance_reportimport.review_id")),
    Frozen(
        "publication_edition",
        when="old.state IN ('published', 'withdrawn', 'superseded')",
        may_change=("state", "version"),
        into="new.state IN ('published', 'withdrawn', 'superseded')",
        of_whole=_UNPUBLISHED.format(id="old.id", unless="old.content = ''"),
    ),
)


def may_go() -> frozenset[str]:
    """The tables whose rows are removed once the whole that they belong to has its tombstone."""
    return frozenset(rule.table for rule in KEPT if rule.of_whole)
