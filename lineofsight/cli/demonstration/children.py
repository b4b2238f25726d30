"""The council's children in the demonstration: written down as its own system would hand them over, and taken in."""

import csv
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from lineofsight.cli.demonstration.telling import StoryBroken, Telling
from lineofsight.desk.sight.late_reasons import all_reasons, which_of
from lineofsight.desk.sight.lists import View, due_list, matter_of
from lineofsight.desk.sight.recording import kinds_by_hand
from lineofsight.intake.returns.recognise import reading_of
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.shelf import load as load_library
from lineofsight.partnership.queries import actor_in_role, own_agency, people_in
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.children import find_child
from lineofsight.records.identities.actions import change_key, look_up
from lineofsight.records.identities.case_numbers import list_file
from lineofsight.records.identities.keys import key_file
from lineofsight.records.identities.rules import Named
from lineofsight.records.mark import mark_of
from lineofsight.records.posts import worker_called
from lineofsight.records.practice.actions import take_return
from lineofsight.records.practice.nearness import give_post
from lineofsight.records.practice.recording import record_event
from lineofsight.records.practice.why_late import say_why_late

HERE = Path(__file__).parent
Rows = dict[str, list[dict[str, str]]]


# The return is that old on the day of the demonstration.
AGE = 3
SERVICE, HOME_LIST = "reviewing-service-list", "came-home-list"
# Of every so many reviews one was held without a talk before it.
WITHOUT_A_TALK = 4
# The first visit to a child: seen, and alone.
FIRST = 0
# What may have been the first that the council knew of a child, and how long those who came back stayed.
_BEGAN, _BACK_FOR = ("care", "referred", "was_in_care"), 60
# Why care ended, as returns have it: the child went home to parents, or to live with family or friends.
_HOME, _TO_FAMILY = "E4A", "E45"


def tell(told: Telling) -> None:
    """Take in the returns of the council's children, as its analyst did some days ago."""
    analyst = actor_in_role(Role.ANALYST, now=told.moment(AGE), agency_code="council")
    if analyst is None:
        raise StoryBroken("The council has no analyst, so nobody takes its children in.")
    with scope(analyst, writes=True):
        if not key_file(own_agency(analyst)).exists():
            change_key(agency=own_agency(analyst), by=analyst)
    with tempfile.TemporaryDirectory() as folder:
        paths = write_delivery(Path(folder), as_at=told.day(AGE))
        take_return(reading=reading_of("ssd", paths), mark=mark_of(paths), by=analyst)
        service = [write_service_list(Path(folder), as_at=told.day(AGE))]
        take_return(reading=reading_of(SERVICE, service), mark=mark_of(service), by=analyst)
        home = [write_home_list(Path(folder), as_at=told.day(AGE))]
        take_return(reading=reading_of(HOME_LIST, home), mark=mark_of(home), by=analyst)
    # The council lays its own numbers beside its key: they stand in no database.
    with scope(analyst, writes=False):
        list_file(own_agency(analyst)).write_text(
            "".join(f"{number:03}\n" for number in range(1, len(children_story()["children"]) + 1))
        )
    _give_posts(told)
    _record_here(told)


def write_delivery(folder: Path, *, as_at: date) -> list[Path]:
    """Write the tables of a delivery of the Standard Safeguarding Dataset. Out: the files, sorted."""
    story = children_story()
    tables: Rows = {}
    for number, facts in enumerate(story["children"], start=1):
        for table, row in _rows_of(f"{number:03}", facts, story["workers"], as_at):
            tables.setdefault(table, []).append(row)
    paths = []
    for table, rows in sorted(tables.items()):
        path = folder / f"{table}.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        paths.append(path)
    return paths


def children_story() -> dict[str, Any]:
    """The children one by one, and then those who are told by the dozen."""
    story: dict[str, Any] = yaml.safe_load((HERE / "children.yaml").read_text())
    story["children"] += [*_stayed(story["stayed"]), *_came_home(story["came home"])]
    for dozen in story["in court"]:
        story["children"] += _in_court(dozen)
    for dozen in story["closed"]:
        story["children"] += _closed(dozen)
    story["children"] += story["at home"]
    return story


def _stayed(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Children in care for years, some with one worker and some with a second."""
    for place in range(facts["number"]):
        care, workers = facts["since"] + place * facts["each"], facts["workers"]
        worker, other = workers[place % len(workers)], workers[(place + 1) % len(workers)]
        later = range(care - 110, facts["last_review"], -facts["reviewed_each"])
        yield {
            "worker": worker,
            "born": care + 1200 + 130 * place,
            "care": care,
            "placements": [[care, "U4"]],
            "legal": [[care, "C2"]],
            "visits": {"every": facts["visited_each"], "last": facts["last_visit"]},
            "reviews": [care - 26, *later],
            "officer": facts["officers"][place % len(facts["officers"])],
            "dozen": True,
            **({"earlier": [[other, facts["changed"]]]} if place % 2 else {}),
        }


def _came_home(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Children who came home more than a year ago: of each three one is in care again, and one was enquired about."""
    for place in range(facts["number"]):
        home = facts["first"] + place * facts["each"]
        yield {
            "worker": facts["workers"][place % len(facts["workers"])],
            "born": home + 1000 + 150 * place,
            "home": home,
            "how": "Planned" if place % 4 else "Not planned",
            "was_in_care": home + facts["in_care"],
            **({"back": home - facts["back_after"]} if place % 3 == 0 else {}),
            **({"enquired": home - facts["enquired_after"]} if place % 3 == 1 else {}),
        }


def _in_court(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Children who came into care with an application to the court: some have an order, and some of those have left."""
    for place in range(facts["number"]):
        care = facts["since"] + place * facts["each"]
        order = [[care - facts["order_after"], "C2"]] if "order_after" in facts else []
        left = care - facts["left_after"] if "left_after" in facts else 0
        last = max(facts["last_visit"], left + 1)
        yield {
            "worker": facts["workers"][place % len(facts["workers"])],
            "born": care + 400 + 170 * place,
            "care": care,
            "placements": [[care, "U6"]],
            "legal": [[care, "C1"], *order],
            "visits": {"every": facts["visited_each"], "last": last},
            "reviews": [care - facts["first_review"], *range(care - 105, last, -165)],
            "officer": facts["officer"],
            "dozen": True,
            **({"left": left} if left else {}),
        }


def _closed(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Children who were referred, babies before birth among them, assessed in time or not, and closed."""
    for place in range(facts["number"]):
        since = facts["since"] + place * facts["each"]
        yield {
            "worker": facts["workers"][place % len(facts["workers"])],
            "born": since + facts["born"],
            "referred": since,
            "assessed": since - facts["assessed_after"][place % len(facts["assessed_after"])],
            "ended": since - facts["ended_after"],
        }


def write_home_list(folder: Path, *, as_at: date) -> Path:
    """Write the list of children who came home, and whether it was planned."""
    path = folder / "came-home.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Child", "Came home", "How", "Note"])
        for number, facts in enumerate(children_story()["children"], start=1):
            home = facts["left"] if facts.get("left_for") == _HOME else facts.get("home")
            if home is not None:
                writer.writerow([f"{number:03}", (as_at - timedelta(days=home)).isoformat(), facts["how"], ""])
    return path


def write_service_list(folder: Path, *, as_at: date) -> Path:
    """Write the list of the reviewing service: talks before reviews, and what else a child's `service` says."""
    story = children_story()
    mapping = load_library().newest(CsvMapping, SERVICE)
    path = folder / "reviewing-service.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*mapping.columns(), *mapping.thrown_away])
        writer.writeheader()
        for number, facts in enumerate(story["children"], start=1):
            for row in _service_rows(facts):
                for column in ("Date", "By"):
                    if column in row:
                        row[column] = (as_at - timedelta(days=row[column])).isoformat()
                writer.writerow({"Child": f"{number:03}", **row})
    return path


def _service_rows(facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, back in enumerate(facts["reviews"] if "officer" in facts else ()):
        if number % WITHOUT_A_TALK != WITHOUT_A_TALK - 1:
            answer = "Alone" if number % 3 else "With others"
            yield {"Kind": "Talk", "Date": back + 2, "Answer": answer, "Officer": facts["officer"]}
    yield from facts.get("service", ())


def _rows_of(
    child: str, facts: Mapping[str, Any], teams: Mapping[str, str], as_at: date
) -> Iterator[tuple[str, dict[str, str]]]:
    def day(back: int | None) -> str:
        return "" if back is None else (as_at - timedelta(days=back)).isoformat()

    first = max(back for key, back in facts.items() if key in _BEGAN and isinstance(back, int))
    worker = facts["worker"]
    yield (
        "ssd_person",
        {"pers_person_id": child, "pers_sex": "M" if int(child) % 2 else "F", "pers_dob": day(facts["born"])},
    )
    for number, (who, until) in enumerate(facts.get("earlier", ())):
        row = _involvement(f"{child}w{number}", child, who, "Social worker", teams[who], day(first))
        yield "ssd_involvements", row | {"invo_involvement_end_date": day(until)}
        first = until
    yield "ssd_involvements", _involvement(f"{child}w", child, worker, "Social worker", teams[worker], day(first))
    if "officer" in facts:
        officer = _involvement(f"{child}o", child, facts["officer"], "IRO", "Reviewing service", day(facts["care"]))
        yield "ssd_involvements", officer
    yield from _care(child, facts, day)
    if "home" in facts:
        yield from _home(child, facts, day)
    yield from _protection(child, facts, day)
    for number, back in enumerate(_days(facts.get("need_visits"), facts.get("need_plan"))):
        yield "ssd_cin_visits", _visit("cinv_cin", f"{child}n{number}", child, day(back), number)
    if "need_plan" in facts:
        yield "ssd_cin_plans", {
            "cinp_cin_plan_id": f"{child}np", "cinp_person_id": child, "cinp_referral_id": f"{child}r",
            "cinp_cin_plan_start_date": day(facts["need_plan"]), "cinp_cin_plan_end_date": "",
        }  # fmt: skip


def _care(child: str, facts: Mapping[str, Any], day: Any) -> Iterator[tuple[str, dict[str, str]]]:
    if "care" not in facts:
        return
    care = f"{child}c"
    yield "ssd_cla_episodes", {
        "clae_cla_episode_id": f"{child}e", "clae_person_id": child, "clae_cla_id": care,
        "clae_cla_episode_start_date": day(facts["care"]), "clae_cla_episode_start_reason": "S",
        "clae_cla_episode_ceased_date": day(facts.get("left")),
        "clae_cla_episode_ceased_reason": facts.get("left_for", _TO_FAMILY) if "left" in facts else "",
        "clae_entered_care_date": day(facts["care"]), "clae_cla_last_iro_contact_date": day(facts.get("contact")),
    }  # fmt: skip
    for number, (start, end, code) in enumerate(_after_one_another(facts["placements"], facts.get("left"))):
        yield "ssd_cla_placement", {
            "clap_cla_placement_id": f"{child}p{number}", "clap_person_id": child, "clap_cla_id": care,
            "clap_cla_placement_start_date": day(start), "clap_cla_placement_end_date": day(end),
            "clap_cla_placement_type": code,
        }  # fmt: skip
    for number, (start, end, code) in enumerate(_after_one_another(facts["legal"], facts.get("left"))):
        yield "ssd_legal_status", {
            "lega_legal_status_id": f"{child}l{number}", "lega_person_id": child, "lega_legal_status": code,
            "lega_legal_status_start_date": day(start), "lega_legal_status_end_date": day(end),
        }  # fmt: skip
    for number, back in enumerate(facts["reviews"]):
        yield "ssd_cla_reviews", {
            "clar_cla_review_id": f"{child}v{number}", "clar_cla_id": care, "clar_cla_review_date": day(back),
            "clar_cla_review_cancelled": "N", "clar_cla_review_participation": f"PN{1 + number % 6}",
        }  # fmt: skip
    visits = _days(facts["visits"], facts["care"])
    for number, back in enumerate(visits):
        # Whoever is told by the dozen was seen alone the last time: the few who were not are told one by one.
        how = FIRST if "dozen" in facts and back == visits[-1] else number
        visit = _visit("clav_cla", f"{child}a{number}", child, day(back), how)
        yield "ssd_cla_visits", visit | {"clav_cla_id": care}
    if "lasts" in facts:
        yield "ssd_cla_care_plan", {
            "lacp_table_id": f"{child}k", "lacp_person_id": child,
            "lacp_cla_care_plan_start_date": day(facts["lasts"]), "lacp_cla_care_plan_end_date": "",
            "lacp_cla_care_plan_json": '{"RETURN1": "N", "LTFOST18": "Y"}',
        }  # fmt: skip


def _home(child: str, facts: Mapping[str, Any], day: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Care that ended at home; where the child came back into care, that ended too, with family or friends."""
    times = [(facts["was_in_care"], facts["home"], _HOME)]
    if "back" in facts:
        times.append((facts["back"], facts["back"] - _BACK_FOR, _TO_FAMILY))
    for number, (start, end, reason) in enumerate(times):
        yield "ssd_cla_episodes", {
            "clae_cla_episode_id": f"{child}h{number}", "clae_person_id": child, "clae_cla_id": f"{child}hc{number}",
            "clae_cla_episode_start_date": day(start), "clae_cla_episode_start_reason": "S",
            "clae_cla_episode_ceased_date": day(end), "clae_cla_episode_ceased_reason": reason,
            "clae_entered_care_date": day(start), "clae_cla_last_iro_contact_date": "",
        }  # fmt: skip
    if "enquired" in facts:
        start, end = day(facts["enquired"]), day(facts["enquired"] - 9)
        yield "ssd_cin_episodes", {
            "cine_referral_id": f"{child}hr", "cine_person_id": child, "cine_referral_date": start,
            "cine_referral_nfa": "N", "cine_close_date": end,
        }  # fmt: skip
        yield "ssd_s47_enquiry", {
            "s47e_s47_enquiry_id": f"{child}hq", "s47e_person_id": child, "s47e_referral_id": f"{child}hr",
            "s47e_s47_start_date": start, "s47e_s47_end_date": end, "s47e_s47_nfa": "Y",
        }  # fmt: skip


def _protection(child: str, facts: Mapping[str, Any], day: Any) -> Iterator[tuple[str, dict[str, str]]]:
    if "referred" not in facts:
        return
    referral = f"{child}r"
    yield "ssd_cin_episodes", {
        "cine_referral_id": referral, "cine_person_id": child, "cine_referral_date": day(facts["referred"]),
        "cine_referral_nfa": "Y" if "closed" in facts else "N",
        "cine_close_date": day(facts.get("closed", facts.get("ended"))),
    }  # fmt: skip
    if "closed" not in facts:
        yield "ssd_cin_assessments", {
            "cina_assessment_id": f"{child}as", "cina_person_id": child, "cina_referral_id": referral,
            "cina_assessment_start_date": day(facts["referred"] - 1),
            "cina_assessment_auth_date": day(facts.get("assessed")), "cina_assessment_child_seen": "Y",
        }  # fmt: skip
    if "enquiry" in facts:
        yield "ssd_s47_enquiry", {
            "s47e_s47_enquiry_id": f"{child}q", "s47e_person_id": child, "s47e_referral_id": referral,
            "s47e_s47_start_date": day(facts["enquiry"]), "s47e_s47_end_date": "", "s47e_s47_nfa": "N",
        }  # fmt: skip
    if "conference" in facts:
        yield "ssd_initial_cp_conference", {
            "icpc_icpc_id": f"{child}i", "icpc_person_id": child, "icpc_s47_enquiry_id": f"{child}q",
            "icpc_icpc_date": day(facts["conference"]), "icpc_icpc_outcome_cp_flag": "Y", "icpc_icpc_transfer_in": "N",
        }  # fmt: skip
    if "plan" not in facts:
        return
    plan = f"{child}cp"
    yield "ssd_cp_plans", {
        "cppl_cp_plan_id": plan, "cppl_person_id": child, "cppl_referral_id": referral,
        "cppl_cp_plan_start_date": day(facts["plan"]), "cppl_cp_plan_end_date": "",
    }  # fmt: skip
    for number, back in enumerate(facts["plan_reviews"]):
        yield "ssd_cp_reviews", {
            "cppr_cp_review_id": f"{child}pr{number}", "cppr_person_id": child, "cppr_cp_plan_id": plan,
            "cppr_cp_review_date": day(back), "cppr_cp_review_outcome_continue_cp": "Y",
        }  # fmt: skip
    for number, back in enumerate(_days(facts["plan_visits"], facts["plan"])):
        visit = _visit("cppv_cp", f"{child}pv{number}", child, day(back), number)
        yield "ssd_cp_visits", visit | {"cppv_cp_plan_id": plan}


def _involvement(id: str, child: str, worker: str, role: str, team: str, start: str) -> dict[str, str]:
    return {
        "invo_involvements_id": id, "invo_person_id": child, "invo_professional_id": worker,
        "invo_professional_role_id": role, "invo_professional_team": team, "invo_involvement_start_date": start,
        "invo_involvement_end_date": "",
    }  # fmt: skip


def _visit(prefix: str, id: str, child: str, day: str, number: int) -> dict[str, str]:
    short, _kind = prefix.split("_")
    return {
        f"{prefix}_visit_id": id, f"{short}_person_id": child, f"{prefix}_visit_date": day,
        f"{prefix}_visit_seen": "N" if number % 9 == 4 else "Y",
        f"{prefix}_visit_seen_alone": "N" if number % 9 == 4 or number % 3 == 1 else "Y",
    }  # fmt: skip


def _days(visits: Any, start: int | None) -> list[int]:
    """The days of visits, as numbers of days back: those listed, or one each so many days from the start on."""
    if visits is None or start is None:
        return []
    if isinstance(visits, list):
        return visits
    return list(range(start - 4, visits["last"] - 1, -visits["every"]))


def _after_one_another(spans: list[tuple[int, str]], until: int | None) -> Iterator[tuple[int, int | None, str]]:
    """Each with the day on which the next begins; the last with the day on which all of it ended, if it did."""
    ends = [*(start for start, _ in spans[1:]), until]
    for (start, code), end in zip(spans, ends[-len(spans) :] if spans else [], strict=True):
        yield start, end, code


def _give_posts(told: Telling) -> None:
    """Say which worker of the records each person of the council is, and which team the manager has."""
    posts = yaml.safe_load((HERE / "children.yaml").read_text())["posts"]
    with told.acting(Role.ANALYST, AGE, "council") as analyst:
        agency = own_agency(analyst)
        ids = [post["worker"] for post in posts.values() if "worker" in post]
        found = look_up(source_ids=ids, named=Named.WORKER, agency=agency, by=analyst)
        shown = {one.source_id: one.shown for one in found}
    with told.acting(Role.SAFEGUARDING_LEAD, AGE, "council") as lead:
        for role, post in posts.items():
            person = people_in(agency, roles=frozenset({Role(role)}), now=lead.now)[0]
            worker = worker_called(lead, shown[post["worker"]]) if "worker" in post else None
            for team in post.get("teams", [""]):
                give_post(person=person, agency=agency, by=lead, worker=worker, team=team)


def _record_here(told: Telling) -> None:
    """The team's manager records a visit that came after the return, and says why another is overdue."""
    with told.acting(Role.TEAM_MANAGER, 1, "council") as manager:
        lines = due_list(manager, as_at=told.day(1), view=View.NEEDS, about=matter_of("visits", ())).lines
        first, second = lines[0], lines[1]
        kind = next(one for one in kinds_by_hand(on=told.day(1)) if one.id == first.edition.shape.met_by.event)
        child = find_child(manager, first.ref)
        other = find_child(manager, second.ref)
        if child is None or other is None:
            raise StoryBroken("The manager sees no child of the team for whom something is overdue.")
        record_event(subject=child, kind=kind, day=told.day(2), code="seen-alone", by=manager)
        reason, which = all_reasons()["worker-absent"], which_of(second.obligation)
        say_why_late(subject=other, which=which, reason=reason, after="", by=manager)
