"""What one row of a table of the Standard Safeguarding Dataset says about a child."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.codes import DAY_NOT_SAID, PLAN_NO_DAY, code_in, ethnicity_in, sex_in
from lineofsight.intake.returns.line import UNCLEAR, YES, Line
from lineofsight.library.practice_lists import WorkerRole, role_in
from lineofsight.records.taken import Taken, TakenAllocation, TakenChild

Noticed = Counter[str]
"""Sentences with {n} in them, and how often each was true."""

RowReader = Callable[[Line, str, Noticed], Iterator[Taken]]

NOT_HELD = "{n} conferences and reviews have no day on which they were held: they are planned, and not counted."
MOVED_IN = (
    "{n} conferences were about children who moved in with a plan. The dataset does not say when the council was told "
    "of the move, so whether they were held in time is not known."
)
CANCELLED = "{n} reviews were cancelled, and are not counted."
OTHER_CHECKS = "{n} health checks are no health assessments (teeth, eyes, …), or were not made: they are not counted."
# How councils write a health assessment in a table that holds checks of teeth and eyes too, and that one was not made.
_ASSESSMENTS = ("health", "iha", "rha")
_NOT_MADE = ("not ", "refus", "declin", "cancel", "dna", "plan", "book", "pending", "due")
_LONGEST_JSON = 8_000
LONGEST_TEAM = 40
"""Teams are not made pseudonyms, so a longer one is a text and no id."""

_PLAN = "lacp_cla_care_plan_json"
_LASTS = "LTFOST18"
# What a care plan may aim at instead: each of these ends, or is meant to end, before 18.
_DOES_NOT_LAST = ("REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "RESPLMT", "SUPPLIV", "ADOPTION", "OTHERPLN")


def referral(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """The referral, and the time open to social care that it began, unless nothing further was done."""
    row, day = line.id("cine_referral_id"), line.day("cine_referral_date")
    nothing_done = line.is_yes("cine_referral_nfa")
    yield line.event(child, "referral", day, code="no-further-action" if nothing_done else "", row=row)
    if not nothing_done:
        until = line.day("cine_close_date")
        yield line.span(child, "open-to-social-care", day, until, ends="cine_close_date", row=row)
        if isinstance(until, date):
            yield line.event(child, "case-closed", until, row=row)


def need_plan(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """A plan for a child in need."""
    start, until = line.day("cinp_cin_plan_start_date"), line.day("cinp_cin_plan_end_date")
    yield line.span(child, "need-plan", start, until, ends="cinp_cin_plan_end_date", row=line.id("cinp_cin_plan_id"))


def protection_plan(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """A child protection plan."""
    start, until = line.day("cppl_cp_plan_start_date"), line.day("cppl_cp_plan_end_date")
    yield line.span(
        child, "protection-plan", start, until, ends="cppl_cp_plan_end_date", row=line.id("cppl_cp_plan_id")
    )


def visit(kind: str, stem: str) -> RowReader:
    """A reader of visits. stem: how the columns of the table begin."""

    def read(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
        seen, alone = line.is_yes(f"{stem}_seen"), line.is_yes(f"{stem}_seen_alone")
        code = ""
        if alone and seen is not False:
            code = "seen-alone"
        elif seen:
            code = "seen" if alone is False else "seen-perhaps-alone"
        elif seen is False and not alone:
            code = "not-seen"
        yield line.event(child, kind, line.day(f"{stem}_date"), code=code, row=line.id(f"{stem}_id"))

    return read


def enquiry(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """A section 47 enquiry: its start, its end, and whether no conference was needed."""
    row = line.id("s47e_s47_enquiry_id")
    until = line.day("s47e_s47_end_date")
    outcome = _json_in(line, "s47e_s47_outcome_json")
    no_conference = isinstance(until, date) and str(outcome.get("CP_CONFERENCE", "")).upper() == "N"
    code = "no-conference-needed" if line.is_yes("s47e_s47_nfa") or no_conference else ""
    yield line.event(child, "enquiry-started", line.day("s47e_s47_start_date"), code=code, link=row, row=row)
    if until is not None:
        yield line.event(child, "enquiry-ended", until, code=code, link=row, row=row)


def initial_conference(line: Line, child: str, noticed: Noticed) -> Iterator[Taken]:
    """An initial conference that was held, and what it came to."""
    day = line.day("icpc_icpc_date")
    moved_in, plan = line.is_yes("icpc_icpc_transfer_in"), line.is_yes("icpc_icpc_outcome_cp_flag")
    if day is None and not plan:
        noticed[NOT_HELD] += 1
        return
    code = "transfer-in" if moved_in else {True: "plan", False: "no-plan", None: ""}[plan]
    noticed[MOVED_IN] += bool(moved_in)
    if day is None:
        # A conference that came to a plan was held: its day is missing.
        line.refuse("icpc_icpc_date", whys.NO_DAY)
        day, code = UNCLEAR, PLAN_NO_DAY
    link, row = line.id("icpc_s47_enquiry_id"), line.id("icpc_icpc_id")
    yield line.event(child, "initial-conference", day, code=code, link=link, row=row)
    if moved_in:
        # The council was told of the move, and the dataset does not say when: known to be there, not on which day.
        yield line.event(child, "moved-in-with-plan", UNCLEAR, code=DAY_NOT_SAID, row=row)


def review_conference(line: Line, child: str, noticed: Noticed) -> Iterator[Taken]:
    """A review conference that was held, and whether the plan went on."""
    day = line.day("cppr_cp_review_date")
    if day is None:
        noticed[NOT_HELD] += 1
        return
    code = {True: "went-on", False: "ended", None: ""}[line.is_yes("cppr_cp_review_outcome_continue_cp")]
    yield line.event(child, "review-conference", day, code=code, row=line.id("cppr_cp_review_id"))


def care_review(line: Line, child: str, noticed: Noticed) -> Iterator[Taken]:
    """A review of a child in care that was held, and how the child took part."""
    if line.is_yes("clar_cla_review_cancelled"):
        noticed[CANCELLED] += 1
        return
    day = line.day("clar_cla_review_date")
    if day is None:
        noticed[NOT_HELD] += 1
        return
    code = code_in(line, "clar_cla_review_participation", "care-review")
    yield line.event(child, "care-review", day, code=code, row=line.id("clar_cla_review_id"))


def placement(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """Where the child lives in care."""
    start, until = line.day("clap_cla_placement_start_date"), line.day("clap_cla_placement_end_date")
    code, row = code_in(line, "clap_cla_placement_type", "placement"), line.id("clap_cla_placement_id")
    yield line.span(child, "placement", start, until, ends="clap_cla_placement_end_date", code=code, row=row)


def legal_status(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """A legal status."""
    start, until = line.day("lega_legal_status_start_date"), line.day("lega_legal_status_end_date")
    code, row = code_in(line, "lega_legal_status", "legal"), line.id("lega_legal_status_id")
    yield line.span(child, "legal", start, until, ends="lega_legal_status_end_date", code=code, row=row)


def care_plan(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """Whether the placement is intended to last until 18, where the care plan says it."""
    aims = {str(name).upper(): str(value).strip().lower() in YES for name, value in _json_in(line, _PLAN).items()}
    if aims.get(_LASTS):
        code = "yes"
    elif _LASTS in aims and any(aims.get(aim) for aim in _DOES_NOT_LAST):
        code = "no"
    else:
        return
    start, until = line.day("lacp_cla_care_plan_start_date"), line.day("lacp_cla_care_plan_end_date")
    row = line.id("lacp_table_id")
    yield line.span(child, "lasts-to-18", start, until, ends="lacp_cla_care_plan_end_date", code=code, row=row)


def health(line: Line, child: str, noticed: Noticed) -> Iterator[Taken]:
    """A health assessment that was made. The table holds checks of other kinds too."""
    written, status = (line.text(f"clah_health_check_{name}").casefold() for name in ("type", "status"))
    day = line.day("clah_health_check_date")
    is_one = written in _ASSESSMENTS or "health assessment" in written
    if day is None or not is_one or status == "no" or status.startswith(_NOT_MADE) or " not " in status:
        noticed[OTHER_CHECKS] += 1
        return
    yield line.event(child, "health-assessment", day, row=line.id("clah_health_check_id"))


def permanence(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """A time placed for adoption."""
    start = line.day("perm_placed_for_adoption_date")
    if start is not None:
        until, row = line.day("perm_decision_reversed_date"), line.id("perm_table_id")
        yield line.span(child, "placed-for-adoption", start, until, ends="perm_decision_reversed_date", row=row)


def involvement(roles: Sequence[WorkerRole]) -> RowReader:
    """A reader of who works with the child; some roles are also a time for which the child has one."""

    def read(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
        worker = line.id("invo_professional_id", missing=whys.NO_WORKER)
        start, until = line.day("invo_involvement_start_date"), line.day("invo_involvement_end_date")
        found, row = role_in(line.text("invo_professional_role_id"), roles), line.id("invo_involvements_id")
        if start is None:
            line.refuse("invo_involvement_start_date", whys.NO_START)
        if found is not None and found.gives is not None:
            yield line.span(child, found.gives, start, until, ends="invo_involvement_end_date", row=row)
        elif isinstance(start, date) and isinstance(until, date) and until < start:
            line.refuse("invo_involvement_end_date", whys.ENDS_BEFORE_IT_BEGINS)
        if worker and isinstance(start, date) and (until is None or (isinstance(until, date) and start <= until)):
            team, role = line.id("invo_professional_team", longest=LONGEST_TEAM), found.role if found else ""
            yield TakenAllocation(child, worker, team, role, start, until, row=row)

    return read


def before_court(line: Line, child: str, _: Noticed) -> Iterator[Taken]:
    """Pre-proceedings: the decision to begin, the letter, the first meeting, the decision at the end."""
    decided, row = line.day("prep_pre_pro_decision_date"), line.id("prep_table_id")
    until = line.day("prep_agree_stepdown_issue_date")
    if decided is not None:
        yield line.event(child, "decision-to-begin-pre-proceedings", decided, row=row)
        yield line.span(child, "pre-proceedings", decided, until, ends="prep_agree_stepdown_issue_date", row=row)
    for kind, field, code in (
        ("letter-before-proceedings", "prep_pre_pro_letter_date", ""),
        ("pre-proceedings-meeting", "prep_initial_pre_pro_meeting_date", "first"),
    ):
        day = line.day(field)
        if day is not None:
            yield line.event(child, kind, day, code=code, row=row)
    if until is not None:
        code = code_in(line, "prep_pre_pro_outcome", "pre-proceedings-decided")
        yield line.event(child, "pre-proceedings-decided", until, code=code, row=row)


def person(line: Line, child: str, disability: str) -> Iterator[Taken]:
    """The child: of the day of birth only the month; of a child not yet born the day on which the birth is expected."""
    born = line.month("pers_dob")
    sex = sex_in(line, "pers_sex") or sex_in(line, "pers_gender")
    yield TakenChild(child, born, sex, ethnicity_in(line, "pers_ethnicity"), disability)
    if not line.text("pers_dob"):
        expected = line.day("pers_expected_dob")
        if expected is not None:
            yield line.event(child, "birth-expected", expected)


def _json_in(line: Line, field: str) -> dict[str, object]:
    """The words and values of a cell written as the dataset's small JSON; nothing, and noted, where it is none."""
    text = line.text(field)
    if not text:
        return {}
    try:
        found = json.loads(text) if len(text) <= _LONGEST_JSON else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        line.refuse(field, whys.NOT_WRITTEN_AS_AGREED)
        return {}
    return found
