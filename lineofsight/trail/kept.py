"""Which tables keep what was written: one list of append-only tables and frozen rows. `triggers` installs it."""

from dataclasses import dataclass

TOMBSTONES = "partnership_tombstone"


@dataclass(frozen=True)
class AppendOnly:
    """Rows are added and never changed or removed. `of_whole`: unless the whole that they belong to has a tombstone.

    It is SQL on `old` that gives the reference of that whole: what goes leaves its tombstone first.
    """

    table: str
    of_whole: str = ""


@dataclass(frozen=True)
class FrozenWhen:
    """While `condition` (SQL on `old`) holds, a row keeps all its columns but `may_change`, and stays.

    A change of those is allowed only into a row for which `into` (SQL on `new`) holds. A column that comes later is
    frozen by default. `of_whole`: as in AppendOnly.
    """

    table: str
    condition: str
    may_change: tuple[str, ...] = ()
    into: str = "1 = 1"
    of_whole: str = ""


@dataclass(frozen=True)
class OnlyToBlank:
    """Rows stay; the named columns may be blanked, all at once, and nothing else ever changes. `of_whole`: as in
    AppendOnly."""

    table: str
    columns: tuple[str, ...]
    of_whole: str = ""


@dataclass(frozen=True)
class KeptOnce:
    """Rows that came with another row (`through`): never changed, but for `may_change`, and removed only while that
    other row stands as `while_` says (SQL on `whole`). `of_whole`: as in AppendOnly."""

    table: str
    parent: str
    through: str
    while_: str
    may_change: tuple[str, ...] = ()
    of_whole: str = ""


@dataclass(frozen=True)
class GoesWithItsWhole:
    """Rows may change, and stay until the whole that they belong to has its tombstone. `of_whole`: as in AppendOnly."""

    table: str
    of_whole: str


Rule = AppendOnly | FrozenWhen | OnlyToBlank | KeptOnce | GoesWithItsWhole


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

KEPT: tuple[Rule, ...] = (
    AppendOnly("trail_event"),
    OnlyToBlank("trail_payload", columns=("salt", "body")),
    AppendOnly("trail_seal"),
    AppendOnly("trail_checkpoint"),
    AppendOnly("files_blob"),
    FrozenWhen("partnership_grant", "old.state IN ('refused', 'withdrawn')"),
    AppendOnly("partnership_grantsample"),
    AppendOnly("partnership_retentiondecision"),
    FrozenWhen(
        "partnership_deletionasked",
        "1 = 1",
        may_change=("state", "answered_at", "answered_by_id", "answer", "version"),
        into="old.state = 'asked'",
    ),
    AppendOnly(TOMBSTONES),
    AppendOnly("assurance_wording", of_whole=_OF_A_STATEMENT),
    AppendOnly("assurance_extract", of_whole=_OF_A_WORDING),
    AppendOnly("assurance_statedfigure", of_whole=_OF_A_WORDING),
    # Whoever answers for a body that has closed takes its older versions over too; words that are kept no longer go.
    FrozenWhen(
        "assurance_evidence",
        "old.state = 'superseded'",
        may_change=("agency_id", "heard", "version"),
        into="new.heard IN (old.heard, '')",
        of_whole=_OF_A_REVIEW,
    ),
    # A tick may be taken away once, with a reason, and stays to be read.
    FrozenWhen(
        "assurance_supports",
        "1 = 1",
        may_change=("ended_at", "ended_by_ref", "ended_reason"),
        into="old.ended_at IS NULL AND new.ended_at IS NOT NULL",
        of_whole=_OF_A_STATEMENT,
    ),
    AppendOnly("assurance_opinion", of_whole=_OF_A_STATEMENT),
    # A figure reaches further once the evidence that it is was accepted; never back.
    FrozenWhen(
        "assurance_figurerecord",
        "1 = 1",
        may_change=("audience",),
        into="new.audience > old.audience",
        of_whole=_OF_A_REVIEW,
    ),
    OnlyToBlank(
        "assurance_importcorrection",
        columns=("old", "new"),
        of_whole=_of_review("report_import_id", "assurance_reportimport.review_id"),
    ),
    FrozenWhen("assurance_reportimport", "old.state IN ('created', 'left', 'cancelled')", of_whole=_OF_A_REVIEW),
    AppendOnly("assurance_recommendationmove", of_whole=_OF_A_RECOMMENDATION),
    AppendOnly("assurance_actionmove", of_whole=_OF_AN_ACTION),
    AppendOnly("assurance_recommendationopinion", of_whole=_OF_A_RECOMMENDATION),
    AppendOnly("assurance_duechange", of_whole=_OF_AN_ACTION),
    AppendOnly("assurance_duedecision", of_whole=_OF_A_CHANGE),
    AppendOnly("assurance_likenessdecision", of_whole=_OF_A_LIKENESS),
    AppendOnly("assurance_actionevidence", of_whole=_OF_AN_ACTION),
    AppendOnly("assurance_updateevidence", of_whole=_OF_AN_UPDATE),
    AppendOnly("assurance_reviewday", of_whole=_OF_A_REVIEW),
    AppendOnly("assurance_begunanew"),
    AppendOnly("practice_ownmapping"),
    FrozenWhen(
        "assurance_ownmeasure",
        "1 = 1",
        may_change=("agreed_at", "agreed_by_ref", "agreed_role"),
        into="old.agreed_at IS NULL",
    ),
    FrozenWhen(
        "assurance_update",
        "old.state IN ('accepted', 'superseded')",
        may_change=("state", "version"),
        into="new.state = 'superseded'",
        of_whole=_OF_AN_ACTION,
    ),
    FrozenWhen("assurance_round", "old.state = 'closed'", of_whole=_OF_A_REVIEW),
    AppendOnly("assurance_rounditem", of_whole=_OF_A_SHARE),
    AppendOnly("assurance_roundanswer", of_whole=_OF_AN_ITEM),
    AppendOnly("assurance_roundextension", of_whole=_OF_A_SHARE),
    AppendOnly("assurance_packmade", of_whole=_OF_A_SHARE),
    FrozenWhen("assurance_packreading", "old.state IN ('taken', 'left')", of_whole=_OF_A_SHARE),
    FrozenWhen("assurance_replylink", "old.revoked_at IS NOT NULL OR old.used_at IS NOT NULL", of_whole=_OF_AN_ITEM),
    FrozenWhen("jobs_job", "old.state IN ('done', 'cancelled')"),
    FrozenWhen("mails_mail", "old.state IN ('sent', 'not sent', 'dropped')"),
    AppendOnly("publication_signoff", of_whole=_OF_A_WORDING),
    AppendOnly("publication_objection", of_whole=_OF_A_SIGNATURE),
    AppendOnly("publication_artefact"),
    AppendOnly("publication_search", of_whole=_OF_A_DRAFT),
    FrozenWhen("publication_hold", "old.lifted_date IS NOT NULL", of_whole=_OF_A_REVIEW),
    AppendOnly("publication_familysight", of_whole=_OF_A_DRAFT),
    AppendOnly("publication_partnerapproval", of_whole=_OF_A_DRAFT),
    AppendOnly("publication_override", of_whole=_OF_A_LEAVE),
    AppendOnly("publication_withdrawal"),
    FrozenWhen(
        "publication_notice",
        "1 = 1",
        may_change=("state", "audience", "second_id", "second_role", "decided_at", "reason", "version"),
        into="old.state = 'written'",
    ),
    FrozenWhen("publication_registeredname", "old.taken_at IS NOT NULL"),
    FrozenWhen("identities_import", "old.state = 'taken'"),
    AppendOnly("identities_receipt"),
    AppendOnly("identities_merge", of_whole=f"SELECT ref FROM {_CHILD} WHERE id IN (old.subject_id, old.into_id)"),  # noqa: S608
    FrozenWhen("identities_post", "old.ended_at IS NOT NULL"),
    _taken_in("identities_carried"),
    _taken_in("identities_namedchildren"),
    _taken_in("identities_renamed", of_whole=_OF_A_CHILD),
    # Under a new key a child has a new pseudonym, and is the same child.
    _taken_in("identities_subject", "key_id", "pseudonym", "shown", of_whole=_ITSELF),
    AppendOnly("identities_gonechild"),
    _taken_in("identities_worker", "key_id", "pseudonym", "shown"),
    _taken_in("practice_description", of_whole=_OF_A_CHILD),
    _taken_in("practice_fact", of_whole=_OF_A_CHILD),
    FrozenWhen(
        "practice_recordedhere",
        "1 = 1",
        may_change=("state", "reason", "version"),
        into="old.state = 'stands'",
        of_whole=_OF_A_CHILD,
    ),
    AppendOnly("practice_whylate", of_whole=_OF_A_CHILD),
    _taken_in("practice_span", of_whole=_OF_A_CHILD),
    _taken_in("practice_allocation", of_whole=_OF_A_CHILD),
    FrozenWhen(
        "forms_form",
        "old.state IN ('signed', 'set aside')",
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
    FrozenWhen("pathways_run", "old.ended IS NOT NULL", may_change=("version",), of_whole=_ITSELF),
    AppendOnly("pathways_stepdone", of_whole=_OF_A_RUN),
    AppendOnly("pathways_stepread", of_whole=_up("step_id", "pathways_stepdone.run_id", "pathways_run")),
    FrozenWhen("pathways_call", "old.state <> 'open'", of_whole=_OF_A_RUN),
    GoesWithItsWhole("pathways_part", of_whole=_OF_A_RUN),
    AppendOnly("pathways_notstarted", of_whole=_OF_A_CHILD),
    # Nothing of a challenge is removed while it is kept, what is closed stays as it is, and so does a third agency
    # that reads it.
    FrozenWhen(
        "registers_challenge",
        "1 = 1",
        may_change=("state", "stage", "stage_due_date", "whole_due_date", "version", "third_agency_id"),
        into="old.state <> 'closed'"
        " AND coalesce(old.third_agency_id, new.third_agency_id, 0) = coalesce(new.third_agency_id, 0)",
        of_whole=_ITSELF,
    ),
    AppendOnly("registers_challengestep", of_whole=_up("challenge_id", "registers_challenge")),
    FrozenWhen(
        "stated_statedreturn",
        "1 = 1",
        may_change=("state", "question", "audience", "version"),
        into="old.state <> 'superseded'",
    ),
    FrozenWhen("learning_session", "1 = 1", may_change=("state", "closed_at", "version"), into="old.state = 'planned'"),
    # Once the register is closed nothing of a booking changes, and its label is gone.
    FrozenWhen(
        "learning_booking",
        "1 = 1",
        may_change=("open_to_id", "label", "state", "has_left_early", "version"),
        into="old.open_to_id IS NOT NULL AND (new.label = '' OR new.label = old.label)",
    ),
    AppendOnly("workforce_coursetaken", of_whole=_OF_ITS_LIST),
    FrozenWhen(
        "workforce_surveyround", "1 = 1", may_change=("state", "closed_date", "version"), into="old.state = 'open'"
    ),
    AppendOnly("workforce_surveyteam"),
    AppendOnly("workforce_surveyresult"),
    AppendOnly("learning_headcount"),
    AppendOnly("learning_attendance"),
    AppendOnly("learning_correction"),
    FrozenWhen("learning_said", "1 = 1", may_change=("confirmed",), into="old.confirmed = ''"),
    FrozenWhen(
        "voice_heard",
        "1 = 1",
        may_change=("changed", "told_how", "told_date", "state", "reason", "audience", "version"),
        into="old.state <> 'taken back'",
    ),
    # Of words that were kept only this changes: where they stand, and that they are gone.
    FrozenWhen(
        "voice_quotation",
        "1 = 1",
        may_change=("words", "evidence_ref", "withdrawn_date", "state", "version"),
        into="old.state NOT IN ('withdrawn', 'forgotten') AND new.words IN (old.words, '')",
    ),
    FrozenWhen(
        "voice_complaint",
        "1 = 1",
        may_change=("due_date", "extended_why", "answered_date", "outcome", "changed", "told_date", "version"),
        into="old.answered_date IS NULL",
    ),
    FrozenWhen(
        "assurance_holderquestion",
        "1 = 1",
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
    FrozenWhen(
        "registers_meeting",
        "1 = 1",
        may_change=("present", "why_without", "state", "version"),
        into="old.state <> 'closed'",
    ),
    FrozenWhen(
        "registers_entry", "1 = 1", may_change=("meeting_id", "state", "carried", "version"), of_whole=_OF_A_CHILD
    ),
    AppendOnly("registers_recording", of_whole=_OF_AN_ENTRY),
    AppendOnly("registers_paper", of_whole=_OF_AN_ENTRY),
    FrozenWhen("workforce_stafflist", "old.state IN ('taken', 'left')"),
    # Under a new key somebody has a new pseudonym; a later return may know them as a worker.
    FrozenWhen(
        "workforce_staffmember",
        "1 = 1",
        may_change=("key_id", "pseudonym", "shown", "worker_id"),
        of_whole="SELECT old.ref",
    ),
    AppendOnly("workforce_establishedpost", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_spell", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_absence", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_onprogramme", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_milestonereached", of_whole=_OF_ITS_LIST),
    AppendOnly("workforce_visitcover", of_whole=_OF_A_CHILD),
    AppendOnly("workforce_alert"),
    AppendOnly("workforce_contingency"),
    FrozenWhen(
        "registers_chased",
        "1 = 1",
        may_change=("done_date", "version"),
        into="old.done_date IS NULL",
        of_whole=_OF_AN_ENTRY,
    ),
    # What was drawn stands: frame, seed and mark are written once, and a closed round is closed.
    FrozenWhen("audits_audit", "old.state <> 'begun'", may_change=("state", "version"), into="old.state <> 'closed'"),
    AppendOnly("audits_file", of_whole=_OF_ITS_AUDIT),
    AppendOnly("audits_framefile", of_whole=_OF_ITS_AUDIT),
    FrozenWhen("audits_reading", "old.state IN ('signed', 'taken back')", of_whole=_OF_ITS_FILE),
    AppendOnly(
        "audits_grade",
        of_whole="SELECT w.ref FROM audits_audit w JOIN audits_file f ON f.audit_id = w.id"
        " JOIN audits_reading r ON r.file_id = f.id WHERE r.id = old.reading_id",
    ),
    FrozenWhen(
        "audits_pair",
        "1 = 1",
        may_change=("agreed", "moderated_at", "moderated_by_ref", "version"),
        into="old.agreed = ''",
        of_whole=_OF_ITS_FILE,
    ),
    AppendOnly("assurance_auditfindingaction"),
    FrozenWhen("assurance_auditfinding", "old.state = 'closed'"),
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
    FrozenWhen(
        "publication_edition",
        "old.state IN ('published', 'withdrawn', 'superseded')",
        may_change=("state", "version"),
        into="new.state IN ('published', 'withdrawn', 'superseded')",
        of_whole=_UNPUBLISHED.format(id="old.id", unless="old.content = ''"),
    ),
)


def may_go() -> frozenset[str]:
    """The tables whose rows are removed once the whole that they belong to has its tombstone."""
    return frozenset(rule.table for rule in KEPT if getattr(rule, "of_whole", ""))
