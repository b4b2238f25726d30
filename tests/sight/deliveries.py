"""A delivery of the Standard Safeguarding Dataset as a council would make it, for invented children, and what was due.

Each test says in regulations' words what should come out; nothing here knows how an engine works.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from lineofsight.intake.returns.recognise import reading_of
from lineofsight.library.shelf import load
from lineofsight.records.taken import TakenEvent, TakenSpan
from lineofsight.sight.history import Carried, Event, History, Span
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.shelf import in_use

RULES = in_use(load())
HEADS = {
    "ssd_person": "pers_person_id pers_sex pers_dob",
    "ssd_cla_episodes": (
        "clae_cla_episode_id clae_person_id clae_cla_id clae_cla_episode_start_date clae_cla_episode_start_reason"
        " clae_cla_episode_ceased_date clae_cla_episode_ceased_reason clae_entered_care_date"
    ),
    "ssd_cla_placement": (
        "clap_cla_placement_id clap_person_id clap_cla_id clap_cla_placement_start_date clap_cla_placement_end_date"
        " clap_cla_placement_type"
    ),
    "ssd_legal_status": (
        "lega_legal_status_id lega_person_id lega_legal_status lega_legal_status_start_date lega_legal_status_end_date"
    ),
    "ssd_cla_visits": (
        "clav_cla_visit_id clav_person_id clav_cla_id clav_cla_visit_date clav_cla_visit_seen clav_cla_visit_seen_alone"
    ),
    "ssd_cla_reviews": "clar_cla_review_id clar_cla_id clar_cla_review_date clar_cla_review_cancelled",
    "ssd_cp_plans": "cppl_cp_plan_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date",
    "ssd_cp_visits": "cppv_cp_visit_id cppv_person_id cppv_cp_plan_id cppv_cp_visit_date cppv_cp_visit_seen",
    "ssd_cp_reviews": "cppr_cp_review_id cppr_person_id cppr_cp_plan_id cppr_cp_review_date",
    "ssd_s47_enquiry": "s47e_s47_enquiry_id s47e_person_id s47e_s47_start_date s47e_s47_end_date s47e_s47_nfa",
    "ssd_initial_cp_conference": "icpc_icpc_id icpc_person_id icpc_s47_enquiry_id icpc_icpc_date icpc_icpc_transfer_in",
    "ssd_cin_episodes": "cine_referral_id cine_person_id cine_referral_date cine_referral_nfa cine_close_date",
    "ssd_cin_assessments": (
        "cina_assessment_id cina_person_id cina_referral_id cina_assessment_start_date cina_assessment_auth_date"
    ),
}
Tables = Mapping[str, Iterable[tuple[str, ...]]]


def written(folder: Path, tables: Tables) -> list[Path]:
    """The files of a delivery: each table with its heading and its rows."""
    paths = []
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADS[name].split())
            writer.writerows(rows)
        paths.append(path)
    return paths


def due(folder: Path, tables: Tables, *, as_at: date) -> dict[str, list[tuple[str, str, str, str, int]]]:
    """What was due for each child: (standard, due, met, status, days late), in order; children by the source's id."""
    reading = reading_of("ssd", written(folder, tables))
    events: dict[str, list[Event]] = defaultdict(list)
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in reading.taken():
        if isinstance(row, TakenEvent):
            events[row.child].append(Event(row.kind, row.day, row.code, row.link))
        elif isinstance(row, TakenSpan):
            spans[row.child].append(Span(row.kind, row.start, row.until, row.code, row.number))
    carried = tuple(Carried(one.kind, one.start, one.until) for one in reading.summary().carried)
    found = {}
    for child in sorted({*events, *spans}):
        history = History(child, tuple(events[child]), tuple(spans[child]), carried)
        found[child] = [
            (one.standard, str(one.due or ""), str(one.met or ""), one.status.value, one.days_late)
            for one in due_for_all(history, RULES.standards, as_at=as_at, calendars=RULES.calendars, alone=RULES.alone)
        ]
    return found


def of_family(lines: list[tuple[str, str, str, str, int]], family: str) -> list[tuple[str, str, str, str, int]]:
    """Those of one family of standards."""
    ids = {one.id for one in RULES.standards if one.family == family}
    return [line for line in lines if line[0] in ids]
