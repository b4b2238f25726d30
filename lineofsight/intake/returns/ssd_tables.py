"""The tables of the Standard Safeguarding Dataset. Each table's columns begin alike, and no two tables' do."""

from collections import Counter
from collections.abc import Sequence

from lineofsight.intake.returns.tables import CsvFile, TableKind
from lineofsight.records.taken import UnreadableReturn


def _kind(name: str, prefix: str, needs: str, takes: str = "") -> TableKind:
    wanted = frozenset(prefix + column for column in needs.split())
    return TableKind(name, wanted, wanted | {prefix + column for column in takes.split()}, prefix=prefix)


PERSON = _kind("person", "pers_", "person_id", "sex gender ethnicity dob expected_dob death_date")
DISABILITY = _kind("disability", "disa_", "person_id disability_code")
REFERRALS = _kind("cin_episodes", "cine_", "person_id referral_id referral_date", "referral_nfa close_date")
ASSESSMENTS = _kind(
    "cin_assessments",
    "cina_",
    "person_id assessment_id assessment_start_date assessment_auth_date",
    "referral_id assessment_child_seen",
)
NEED_PLANS = _kind("cin_plans", "cinp_", "person_id cin_plan_start_date cin_plan_end_date", "cin_plan_id")
NEED_VISITS = _kind(
    "cin_visits", "cinv_", "person_id cin_visit_date", "cin_visit_id cin_visit_seen cin_visit_seen_alone"
)
ENQUIRIES = _kind(
    "s47_enquiry", "s47e_", "person_id s47_enquiry_id s47_start_date", "s47_end_date s47_nfa s47_outcome_json"
)
CONFERENCES = _kind(
    "initial_cp_conference",
    "icpc_",
    "person_id icpc_date",
    "icpc_id s47_enquiry_id icpc_transfer_in icpc_outcome_cp_flag icpc_target_date",
)
PROTECTION_PLANS = _kind("cp_plans", "cppl_", "person_id cp_plan_start_date cp_plan_end_date", "cp_plan_id")
PROTECTION_VISITS = _kind(
    "cp_visits", "cppv_", "person_id cp_visit_date", "cp_visit_id cp_visit_seen cp_visit_seen_alone"
)
PROTECTION_REVIEWS = _kind(
    "cp_reviews", "cppr_", "person_id cp_review_date", "cp_review_id cp_review_due cp_review_outcome_continue_cp"
)
CARE = _kind(
    "cla_episodes",
    "clae_",
    "person_id cla_episode_start_date cla_episode_ceased_date",
    "cla_episode_id cla_id entered_care_date cla_episode_ceased_reason cla_last_iro_contact_date",
)
PLACEMENTS = _kind(
    "cla_placement",
    "clap_",
    "cla_placement_start_date cla_placement_end_date cla_placement_type",
    "person_id cla_id cla_placement_id",
)
LEGAL = _kind(
    "legal_status",
    "lega_",
    "person_id legal_status legal_status_start_date legal_status_end_date",
    "legal_status_id",
)
CARE_REVIEWS = _kind(
    "cla_reviews",
    "clar_",
    "cla_id cla_review_date",
    "cla_review_id cla_review_due_date cla_review_cancelled cla_review_participation",
)
CARE_VISITS = _kind(
    "cla_visits", "clav_", "person_id cla_visit_date", "cla_visit_id cla_visit_seen cla_visit_seen_alone"
)
CARE_PLANS = _kind(
    "cla_care_plan", "lacp_", "person_id cla_care_plan_start_date cla_care_plan_json", "table_id cla_care_plan_end_date"
)
PERMANENCE = _kind("permanence", "perm_", "person_id placed_for_adoption_date", "table_id decision_reversed_date")
HEALTH = _kind(
    "cla_health", "clah_", "person_id health_check_type health_check_date", "health_check_id health_check_status"
)
INVOLVEMENTS = _kind(
    "involvements",
    "invo_",
    "person_id professional_id involvement_start_date involvement_end_date",
    "involvements_id professional_role_id professional_team",
)
BEFORE_COURT = _kind(
    "pre_proceedings",
    "prep_",
    "person_id pre_pro_decision_date",
    "table_id initial_pre_pro_meeting_date pre_pro_outcome agree_stepdown_issue_date pre_pro_letter_date",
)

USED = (
    PERSON, DISABILITY, REFERRALS, ASSESSMENTS, NEED_PLANS, NEED_VISITS, ENQUIRIES, CONFERENCES, PROTECTION_PLANS,
    PROTECTION_VISITS, PROTECTION_REVIEWS, CARE, PLACEMENTS, LEGAL, CARE_REVIEWS, CARE_VISITS, CARE_PLANS, PERMANENCE,
    INVOLVEMENTS, BEFORE_COURT, HEALTH,
)  # fmt: skip

_OTHERS = """
addr_ address · cinf_ assessment_factors · clac_ cla_convictions · clai_ cla_immunisations ·
clas_ cla_substance_misuse · clea_ care_leavers · cont_ contacts · csdq_ sdq_scores · dept_ department ·
earl_ early_help_episodes · ehca_ ehcp_assessment · ehcn_ ehcp_named_plan · ehcp_ ehcp_active_plans ·
ehcr_ ehcp_requests · fami_ family · immi_ immigration_status · lapp_ cla_previous_permanence ·
link_ linked_identifiers · miss_ missing · moth_ mother · prof_ professionals · s251_ s251_finance ·
send_ send · senn_ sen_need · voch_ voice_of_child · version_ version_log
"""
_BY_PREFIX = {kind.prefix: kind for kind in USED} | {
    prefix: TableKind(name, frozenset(), prefix=prefix)
    for prefix, name in (each.split() for each in _OTHERS.replace("\n", " ").split("·"))
}


def table_of(file: CsvFile) -> TableKind | None:
    """The table that a file is, by how most of its columns begin; None where it is no table of the dataset."""
    begins = Counter(name.split("_", 1)[0] + "_" for name in file.header if "_" in name)
    known = {prefix: often for prefix, often in begins.items() if prefix in _BY_PREFIX}
    return _BY_PREFIX[max(known, key=lambda prefix: (known[prefix], prefix))] if known else None


def tables_of(files: Sequence[CsvFile]) -> dict[str, tuple[TableKind, CsvFile]]:
    """Each table of a delivery with its file. Raises UnreadableReturn for a stranger, a table that is there twice, and
    one without a column that it cannot be taken without."""
    found: dict[str, tuple[TableKind, CsvFile]] = {}
    for file in sorted(files, key=lambda one: one.name):
        kind = table_of(file)
        if kind is None:
            raise UnreadableReturn(f"{file.name} is no table of the dataset: leave it out and try again.")
        if kind.name in found:
            first, second = sorted((found[kind.name][1].name, file.name))
            raise UnreadableReturn(f"{first} and {second} are the same table ({kind.name}): hand in one of them.")
        if missing := sorted(kind.needs - set(file.header)):
            raise UnreadableReturn(
                f"{file.name} is the table {kind.name} without «{missing[0]}»: make the file with all columns."
            )
        found[kind.name] = (kind, file)
    return found
