"""A pathway that a partnership wrote on its own shelf, walked through the pages with no Python of its own."""

import re
from pathlib import Path

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.pathways.models import Part, Run, StepDone, Waiting
from lineofsight.records.practice.models import Fact
from tests.factories import record_rows
from tests.factories.partnership import member
from tests.library.followed import saved
from tests.web.pages import page, words_at, words_of
from tests.web.pathways.steps import sent
from tests.web.rounds.conftest import signed_in

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="a pathway is read out of YAML; what a step writes is tried on both in tests/records/pathways",
    but=(
        "test_it_is_started_and_walked_to_its_end_through_the_pages",
        "test_whoever_it_tells_reads_that_a_step_was_done_and_puts_it_away_once",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
PAGE, ID = "add-a-pathway.md", "missing-from-home"
START, TALKED, LOOKED, MET = 15, 17, 18, 19


def followed(folder: Path) -> Path:
    folder.mkdir()
    return saved(PAGE, folder)


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path) -> None:
    """The shelf of docs/how-to/add-a-pathway.md, laid over ours."""
    settings.LOS_SHELF = str(followed(tmp_path / "own"))


def day(number: int) -> dict[str, str]:
    return {"day-day": str(number), "day-month": "6", "day-year": "2026"}


@pytest.fixture
def address(manager, child) -> str:
    """The page of a child who was put on the pathway."""
    answer = sent(manager, f"/sight/children/{child.ref}/start?of={ID}", **day(START))
    assert answer.status_code == 302, words_of(answer.content.decode())
    return answer.url


def does(client, address: str, step: str, on: int, code: str = ""):
    return sent(client, f"{address}/step?step={step}", **day(on), **({"code": code} if code else {}))


def test_it_stands_in_the_list_and_among_what_can_be_started_and_has_a_board(manager, child):
    assert "Missing from home" in words_at(manager, "/pathways")
    assert "Missing from home" in words_at(manager, f"/sight/children/{child.ref}/start")

    board = words_at(manager, f"/pathways?of={ID}")

    assert "Missing from home: 0 running" in board
    assert "Talk with the child: nobody" in board


def test_without_the_shelf_it_is_not_there(manager, settings):
    settings.LOS_SHELF = ""

    assert "Missing from home" not in words_at(manager, "/pathways")


def test_it_is_started_and_walked_to_its_end_through_the_pages(manager, child, address):
    assert f"{child.shown} : Talk with the child" in words_at(manager, "/pathways")
    dated, _, undated = words_at(manager, "/pathways").partition("Your steps for which no day is set")
    assert "Your steps, late or due in the next 30 days (1)" in dated
    assert ("No day is set" in dated, "No day is set" in undated) == (False, True)
    assert dict(Waiting.objects.values_list("step", "due"))["talk"].isoformat() == "2026-06-18"
    assert "Talk with the child: 1" in words_at(manager, f"/pathways?of={ID}")

    assert does(manager, address, "talk", TALKED, "talked").status_code == 302
    assert sent(manager, f"{address}/leave-out?step=legal", reason="not-needed").status_code == 302
    assert does(manager, address, "look", LOOKED, "safety-plan").status_code == 302
    assert "Make the safety plan together" in words_at(manager, address)
    assert does(manager, address, "meet", MET).status_code == 302

    text = words_at(manager, address)
    assert "Ended on 19 June 2026" in text
    assert "the child talked with somebody" in text
    assert "no legal advice is needed" in text
    assert "Missing from home: 0 running" in words_at(manager, f"/pathways?of={ID}")
    assert not Waiting.objects.exists()
    kinds = Fact.objects.filter(subject=child, link__gt="").values_list("kind", flat=True)
    assert set(kinds) == {"came-back", "return-talk", "return-looked-at", "agencies-discussion"}


def test_it_is_found_by_the_search_and_goes_out_as_a_file_of_days_and_words(manager, child, address):
    does(manager, address, "talk", TALKED, "talked")

    found = words_of(manager.post("/search", {"words": "missing home", "kind": "pathway"}).content.decode())
    answer = manager.get(f"/pathways/download?of={ID}")

    assert "Missing from home" in found
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head == "child,started_date,ended_date,next_step,due_date,days_late"
    assert row == f"{child.shown},2026-06-15,,Take legal advice,,"
    assert "talked" not in answer.content.decode()
    assert manager.get("/pathways/download?of=nothing").status_code == 404


def test_another_agency_takes_no_row_of_it_away(manager, address, browser):
    lead = browser(Role.SAFEGUARDING_LEAD, "health")

    assert len(lead.get(f"/pathways/download?of={ID}").content.decode().splitlines()) == 1
    assert len(manager.get(f"/pathways/download?of={ID}").content.decode().splitlines()) == 2


@pytest.mark.parametrize("form", ["step", "leave-out"])
@pytest.mark.parametrize("named", ["", "?step=", "?step=no-such-step"])
def test_an_address_that_names_no_step_says_where_to_choose_one(manager, address, form, named):
    answer = manager.get(f"{address}/{form}{named}")

    assert answer.status_code == 409
    assert "Choose a step on the page of the child." in words_of(answer.content.decode())


def test_what_comes_later_and_what_was_done_are_refused_by_the_pages_too(manager, address):
    assert does(manager, address, "look", LOOKED, "no-more").status_code == 409
    assert does(manager, address, "talk", TALKED, "shouted").status_code == 422
    assert StepDone.objects.count() == 0

    assert does(manager, address, "talk", TALKED, "talked").status_code == 302
    assert does(manager, address, "talk", LOOKED, "talked").status_code == 409
    assert StepDone.objects.count() == 1


@pytest.mark.parametrize("broken", ["steps: none\n", "}{", ""], ids=["not whole", "no YAML", "nothing"])
def test_a_broken_pathway_of_theirs_takes_no_page_of_ours_down(manager, child, settings, tmp_path, broken):
    shelf = followed(tmp_path / "broken")
    (shelf / "pathways" / f"{ID}.yaml").write_text(broken, encoding="utf-8")
    settings.LOS_SHELF = str(shelf)

    text = words_at(manager, "/pathways")

    assert "Before care proceedings" in text
    assert "Missing from home" not in text
    assert "Before care proceedings: 0 running" in words_at(manager, "/pathways?of=pre-proceedings")
    assert "Before care proceedings" in words_at(manager, f"/sight/children/{child.ref}/start")


def test_a_child_on_a_pathway_that_was_broken_since_is_told_of_in_a_sentence_and_nothing_is_lost(
    manager, child, address, settings, tmp_path
):
    shelf = followed(tmp_path / "broken")
    (shelf / "pathways" / f"{ID}.yaml").write_text("steps: none\n", encoding="utf-8")
    settings.LOS_SHELF = str(shelf)

    answer = manager.get(address)

    assert answer.status_code == 409
    assert "is not in the library that is in use now" in words_of(answer.content.decode())
    for other in ("/", "/pathways", f"/sight/children/{child.ref}"):
        assert manager.get(other).status_code == 200
    assert (Run.objects.count(), Part.objects.count()) == (1, 1)


def test_what_was_not_done_is_not_corrected_by_its_address(manager, address):
    """A day said at the start, or a stop, has an address of the same kind and no step behind it."""
    part = Part.objects.get()
    said = StepDone.objects.create(
        run=part.run,
        agency_id=part.agency_id,
        step="birth-expected",
        kind="asked",
        day=part.run.started,
        by_ref="somebody",
        by_role="Team manager",
        recorded_at=part.recorded_at,
    )

    answer = manager.get(f"/pathway-steps/{said.ref}")

    assert answer.status_code == 409
    assert "Only a step that was done is corrected here" in words_of(answer.content.decode())


@pytest.fixture
def worker(bodies, child):
    """The browser of a practitioner of the council who is near the child."""
    person = member(Role.PRACTITIONER, bodies.council, email="worker@council.example")
    record_rows.near(person, child)
    return signed_in(person)


def test_whoever_it_tells_reads_that_a_step_was_done_and_puts_it_away_once(manager, worker, address, child):
    assert "Done: Talk with the child" not in words_at(manager, "/")
    assert does(worker, address, "talk", TALKED, "talked").status_code == 302

    assert "Done: Talk with the child" in words_at(manager, "/")
    assert "Talk with the child" not in words_at(worker, "/pathways-told")
    lines = page(manager, "/pathways-told")
    assert f"{child.shown}" in lines
    step = re.search(r'name="step" value="(\w+)"', lines)[1]

    # A step that does not stand among what is told is passed over, and is no failure of the others.
    assert manager.post("/pathways-told/read", {"step": ["a" * 26], "key": "none"}).status_code == 302
    assert "Done: Talk with the child" in words_at(manager, "/")

    first = manager.post(f"{address}/read", {"step": step, "key": "once"})
    again = manager.post(f"{address}/read", {"step": step, "key": "twice"})
    of_another = worker.post(f"{address}/read", {"step": step, "key": "theirs"})

    assert (first.status_code, again.status_code, of_another.status_code) == (302, 409, 409)
    assert "Done: Talk with the child" not in words_at(manager, "/")
    assert "Nothing is new" in words_at(manager, "/pathways-told")
