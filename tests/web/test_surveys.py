"""Pages of surveys: answered by whoever has the address, told in groups that are enough, and the same everywhere."""

import csv
import io
import random
import re
from datetime import timedelta

import pytest
from django.test import Client

from lineofsight.assurance.faces import rows_of_records
from lineofsight.library.survey import Survey
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.workforce import surveys
from lineofsight.records.workforce.models import SurveyRound, SurveyTally
from lineofsight.records.workforce.rules import TeamAnswers
from tests.factories import workforce_rows
from tests.factories.partnership import NOW, TODAY, actor, member, partnership
from tests.records.survey_attack import worked_out
from tests.web.pages import words_at, words_of
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]
pytestmark = pytest.mark.django_db
PULSE = shelf().newest(Survey, "pulse")
TEAMS = ("Duty", "Harbour", "Moor", "North")
LAST = TODAY + timedelta(days=3)
DAYS = {"closes-day": str(LAST.day), "closes-month": str(LAST.month), "closes-year": str(LAST.year)}


@pytest.fixture
def council():
    made = partnership().council
    listed = workforce_rows.staff_list(made)
    for at in range(80):
        one = workforce_rows.member(made, pseudonym=f"{at:026d}", shown=f"NAME-{at}")
        workforce_rows.spell(listed, one, team=TEAMS[at % 4])
    return made


@pytest.fixture
def lead(council):
    return signed_in(member(Role.LEARNING_LEAD, council))


def opened(lead) -> SurveyRound:
    assert lead.post("/surveys/new", {"survey": "pulse", **DAYS}).status_code == 302
    return SurveyRound.objects.latest("id")


def test_whoever_has_the_address_answers_and_leads_read_it_once_it_is_closed(council, lead):
    assert "No round of a survey has closed yet." in words_at(lead, "/surveys")
    row = opened(lead)
    here, somebody = f"/surveys/{row.ref}", Client()
    address = re.search(r"http://testserver(/survey/\w+)", words_at(lead, here)).group(1)
    assert "Answer once." in words_at(somebody, address)
    short = somebody.post(address, {"team": "North"})
    assert short.status_code == 422
    assert "Answer «Do you feel that your work is valued here?»" in words_of(short.content.decode())
    for at in range(12):
        given = {one.id: "2" if at < 4 else "5" for one in PULSE.questions}
        assert "Counted. Thank you" in words_of(somebody.post(address, given | {"team": "North"}).content.decode())

    so_far = words_at(lead, here)
    assert "12 of 80 who are asked have answered so far." in so_far
    assert "What do they say?" not in so_far
    assert "8 of 12" not in so_far
    assert lead.post(f"{here}/close", {"version": "1"}).status_code == 302

    leader = signed_in(member(Role.LEADER, council))
    for browser in (lead, leader):
        assert "8 of 12 (67%) who answered feel valued. 12 of 80 answered." in words_at(browser, "/surveys")
        assert "feel valued: 8 of 12 (67%)" in words_at(browser, here).split("What do they say?")[1]
    assert "too few answered in all teams but one" in words_at(leader, here)
    assert leader.get("/surveys/new").status_code == 403
    assert somebody.get(address).status_code == 410
    assert somebody.get("/survey/no-such-address").status_code == 410
    assert somebody.get(here).status_code == 302


def test_too_few_are_told_as_a_number_of_answers_alone(council, lead):
    row = opened(lead)
    for _ in range(9):
        Client().post(f"/survey/{row.answers_at}", {one.id: "5" for one in PULSE.questions} | {"team": "Moor"})
    lead.post(f"/surveys/{row.ref}/close", {"version": "1"})

    page = words_at(lead, f"/surveys/{row.ref}")

    assert "9 of 80 who were asked answered: too few to tell anything of them." in page
    assert "Too few to tell: fewer than 10 answered." in page
    assert "9 of 9" not in page


def test_page_file_and_figures_tell_the_same_and_no_sum_of_them_is_fewer_than_ten(council, lead):
    by, told = actor(Role.LEARNING_LEAD, council), 0
    for seed in range(8):
        chance = random.Random(seed)
        SurveyRound.objects.filter(state="open").update(state="closed", closed_date=TODAY)
        row = SurveyRound.objects.create(
            agency=council,
            audience=0,
            survey="pulse",
            survey_version=1,
            opened_date=TODAY,
            closes_date=TODAY,
            state="open",
            by_ref="somebody",
            recorded_at=NOW,
        )
        teams = _answered(row, chance)
        with scope(by, writes=True):
            surveys.close_round(survey_round=row, expected=1, by=by)

        shown = _on_the_page(words_at(lead, f"/surveys/{row.ref}"))
        table = list(csv.DictReader(io.StringIO(lead.get("/surveys/download").content.decode("utf-8-sig"))))

        for question in PULSE.questions:
            on_page = shown.get(question.asks, {})
            assert on_page.items() <= {
                (one["group"], (int(one["say 4 or 5"]), int(one["of"])))
                for one in table
                if one["question"] == question.asks
            }
            told += len(on_page)
            known = [tuple(int(group == "Whole agency" or one.team in group) for one in teams) for group in on_page]
            assert worked_out(known, [one.answered for one in teams]) == []
        whole = {q.id: shown.get(q.asks, {}).get("Whole agency") for q in PULSE.questions}
        assert _of_face(by, row) == {id: pair for id, pair in whole.items() if pair}
    assert told > 100


def _of_face(by, row) -> dict[str, tuple[int, int]]:
    names = ("round", "question", "number", "agency", "survey", "closed_date", "asked", "answered", "high")
    rows = [dict(zip(names, one, strict=True)) for one in rows_of_records("pulse", by, on=TODAY)]
    return {
        one["question"]: (one["high"], one["answered"])
        for one in rows
        if one["round"] == row.ref and one["high"] is not None
    }


def _answered(row: SurveyRound, chance: random.Random) -> list[TeamAnswers]:
    """Random answers of each team, as the action counts them."""
    found = []
    for team in TEAMS:
        workforce_rows.survey_team(row, team=team, asked=20)
        number = chance.choice([0, 3, 9, 10, 12, 19])
        SurveyTally.objects.bulk_create(
            SurveyTally(agency=row.agency, survey_round=row, team=team, question=one.id, grade=grade)
            for one in PULSE.questions
            for grade in range(1, 6)
        )
        given = [{one.id: chance.randint(1, 5) for one in PULSE.questions} for _ in range(number)]
        by = job("answers", now=NOW)
        with scope(by, writes=True):
            surveys.answer(survey_round=row, team=team, given=given, by=by)
        found.append(TeamAnswers(team, 20, number, {}))
    return found


def _on_the_page(page: str) -> dict[str, dict[str, tuple[int, int]]]:
    """What a page tells, by question and group."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    places = sorted((page.rindex(one.asks), one.asks) for one in PULSE.questions)
    for (start, asks), (end, _) in zip(places, [*places[1:], (page.index("What we cannot see"), "")], strict=True):
        groups = (
            r"((?:Whole agency|(?:Duty|Harbour|Moor|North)(?:(?:, | and )(?:Duty|Harbour|Moor|North))*(?: together)?))"
        )
        for group, n, of in re.findall(groups + r" (\d+) of (\d+) \(", page[start:end]):
            found.setdefault(asks, {})[group] = (int(n), int(of))
    return found
