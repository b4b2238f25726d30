"""The children of the agencies beside the council, taken in under each agency's own key; and who is who afterwards."""

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lineofsight.cli.demonstration.children import AGE
from lineofsight.cli.demonstration.telling import StoryBroken, Telling, each
from lineofsight.intake.returns.recognise import reading_of
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import agency_by_code, own_agency, people_in
from lineofsight.partnership.rules import Role
from lineofsight.records.children import child_called
from lineofsight.records.identities.actions import change_key, look_up
from lineofsight.records.identities.keys import key_file
from lineofsight.records.identities.rules import Named
from lineofsight.records.mark import mark_of
from lineofsight.records.posts import worker_called
from lineofsight.records.practice.actions import take_return
from lineofsight.records.practice.nearness import give_post


@dataclass(frozen=True)
class Known:
    """The pseudonym of each child of the story, by its agency and its number there."""

    shown: Mapping[tuple[str, str], str]

    def child(self, actor: Actor, agency: str, number: str) -> Any:
        """A child of the story as somebody sees it. Raises StoryBroken where they do not."""
        found = child_called(actor, self.shown.get((agency, number), ""))
        if found is None:
            raise StoryBroken(f"Somebody of {agency} speaks of the child {number}, whom they do not see.")
        return found


def tell(told: Telling) -> Known:
    """Take the children of each other agency in, and say who of its people is near them. Out: who is who."""
    shown = _look_up(told, "council", [one["child"] for one in _named(told)])
    for code, facts in told.story["others"].items():
        _take_in(told, code, facts)
        shown |= _look_up(told, code, list(_children_of(facts)))
        _give_posts(told, code, facts)
    return Known(shown)


def _named(told: Telling) -> list[Mapping[str, Any]]:
    """Every place of the story that speaks of a child of the council."""
    story = told.story
    meetings = [*story["panel"]["held"], story["panel"]["next"]]
    panel = [item for meeting in meetings for _, item in each(told, meeting["items"])]
    parts = (story[one] for one in ("runs", "runs_of_many", "forms", "challenges", "entries"))
    own = [one for part in parts for _, one in each(told, part) if "child" in one]
    shared = [one["shared"] for one in own if "child" in one.get("shared", {})]
    return [*panel, *(one for one in (*own, *shared) if one["agency"] == "council")]


def _children_of(facts: Mapping[str, Any]) -> dict[str, Mapping[str, int]]:
    """The children of an agency beside the council: one by one, and then those who are told by the dozen."""
    children = dict(facts["children"])
    for dozen in facts.get("dozens", ()):
        first, last = dozen["numbers"]
        for place in range(last - first + 1):
            born = dozen["born"] + place * dozen["each"]
            children[f"{dozen['letter']}{first + place:03}"] = {"born": born, "since": dozen["since"]}
    return children


def _take_in(told: Telling, code: str, facts: Mapping[str, Any]) -> None:
    with told.acting(Role.ANALYST, AGE, code) as analyst:
        if not key_file(own_agency(analyst)).exists():
            change_key(agency=own_agency(analyst), by=analyst)
    with tempfile.TemporaryDirectory() as folder:
        paths = _write(Path(folder), told, facts)
        take_return(reading=reading_of("ssd", paths), mark=mark_of(paths), by=analyst)


def _write(folder: Path, told: Telling, facts: Mapping[str, Any]) -> list[Path]:
    persons, works = [], []
    for number, (child, one) in enumerate(_children_of(facts).items()):
        born, since = told.day(one["born"]).isoformat(), told.day(one["since"]).isoformat()
        persons.append({"pers_person_id": child, "pers_sex": "MF"[number % 2], "pers_dob": born})
        works.append({
            "invo_involvements_id": f"{child}w", "invo_person_id": child, "invo_professional_id": facts["worker"],
            "invo_professional_role_id": "Social worker", "invo_professional_team": facts["team"],
            "invo_involvement_start_date": since, "invo_involvement_end_date": "",
        })  # fmt: skip
    paths = []
    for table, rows in (("ssd_involvements", works), ("ssd_person", persons)):
        path = folder / f"{table}.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        paths.append(path)
    return paths


def _look_up(told: Telling, code: str, ids: list[str], named: Named = Named.CHILD) -> dict[tuple[str, str], str]:
    wanted = list(dict.fromkeys(ids))
    with told.acting(Role.ANALYST, AGE, code) as analyst:
        found = look_up(source_ids=wanted, named=named, agency=own_agency(analyst), by=analyst)
    return {(code, one.source_id): one.shown for one in found}


def _give_posts(told: Telling, code: str, facts: Mapping[str, Any]) -> None:
    shown = _look_up(told, code, [facts["worker"]], Named.WORKER)[code, facts["worker"]]
    agency = agency_by_code(code)
    with told.acting(Role.SAFEGUARDING_LEAD, AGE, code) as lead:
        for role in facts["people"]:
            person = people_in(agency, roles=frozenset({Role(role)}), now=lead.now)[0]
            give_post(person=person, agency=agency, by=lead, worker=worker_called(lead, shown))
