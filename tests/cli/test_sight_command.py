"""./los sight as a person types it: counts that leave, counts that are added, and what another time would change."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.factories.partnership import TODAY, member, partnership
from tests.factories.sight_rows import Returned, returned
from tests.web.sight.listed import IN_7_DAYS, SINCE_START

pytestmark = pytest.mark.django_db
DAY = ("--as-at", TODAY.isoformat())


@pytest.fixture
def bodies():
    return partnership()


def run(*arguments: object) -> str:
    said = StringIO()
    call_command("sight", *[str(one) for one in arguments], stdout=said)
    return said.getvalue()


def of(agency: Agency, *, children: int, late: int) -> Returned:
    """A council whose children were all due a second visit in November 2025, some of them late."""
    member(Role.ANALYST, agency)
    made = returned(agency)
    for number in range(children):
        second = SINCE_START + timedelta(days=50 if number < late else 40)
        made.child(visits=[SINCE_START, second])
    return made


def november(text: str) -> dict[str, object]:
    found = [
        one for one in json.loads(text)["counts"] if one["standard"] == "cla-visit" and one["month"] == "2025-11-01"
    ]
    return found[0]


def test_a_file_of_counts_tells_n_of_n_and_nothing_of_a_child_and_is_recorded(bodies, tmp_path):
    made = of(bodies.council, children=20, late=8)
    file = tmp_path / "counts.json"

    said = run(*DAY, "--counts", "--out", file, "--by", "analyst@council.example")

    assert "too few to tell" in said
    text = file.read_text()
    assert (november(text)["in_time"], november(text)["of"]) == (12, 20)
    assert f"{made.delivery.agency.code[:2].upper()}0001" not in text
    assert Event.objects.filter(act="list.taken_away").count() == 1
    assert not list(tmp_path.glob("*.part"))


def test_two_councils_are_added_as_one(bodies, tmp_path):
    files = []
    for agency, children, late in ((bodies.council, 20, 8), (bodies.health, 18, 9)):
        of(agency, children=children, late=late)
        files.append(tmp_path / f"{agency.code}.json")
        run(*DAY, "--counts", "--out", files[-1], "--by", f"analyst@{agency.code}.example")

    said = run("--add", *files)

    assert said.startswith("2 councils together, as at 22 June 2026.")
    assert "cla-visit\t2025-11\t21\t38\t55%\t0\t0" in said


def test_a_council_with_too_few_is_counted_as_not_telling(bodies, tmp_path):
    files = []
    for agency, children, late in ((bodies.council, 20, 8), (bodies.health, 9, 2)):
        of(agency, children=children, late=late)
        files.append(tmp_path / f"{agency.code}.json")
        run(*DAY, "--counts", "--out", files[-1], "--by", f"analyst@{agency.code}.example")

    assert "cla-visit\t2025-11\t12\t20\t60%\t0\t1" in run("--add", *files)


def test_files_that_cannot_be_added_are_refused_with_a_sentence(bodies, tmp_path):
    of(bodies.council, children=1, late=0)
    file, other = tmp_path / "one.json", tmp_path / "other.json"
    run(*DAY, "--counts", "--out", file, "--by", "analyst@council.example")
    run("--as-at", "2026-05-01", "--counts", "--out", other, "--by", "analyst@council.example")

    with pytest.raises(CommandError, match=r"«other.json» is as at 1 May 2026"):
        run("--add", file, other)
    with pytest.raises(CommandError, match="cannot be read"):
        run("--add", tmp_path / "nowhere.json")


def test_what_another_time_would_change_is_told_row_by_row(bodies):
    member(Role.ANALYST, bodies.council)
    child = returned(bodies.council).child(visits=[SINCE_START, IN_7_DAYS])

    said = run(*DAY, "--what-if", "cla-visit:4=28", "--by", "analyst@council.example")

    assert "28 in place of 42 days." in said
    assert "1 would no longer be in time, 0 would be, as at 2026-06-22." in said
    assert f"{child.shown}\tcla-visit\t" in said
    assert "Due in 7 days (2026-06-29)\tOverdue by 7 days (2026-06-15)" in said


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("cla-visit", "is not understood"),
        ("cla-visit=²", "is not understood"),
        (f"cla-visit={'9' * 5_000}", "is not understood"),
        ("nothing=3", "is no standard"),
        ("cla-visit=0", "You entered 0"),
    ],
)
def test_what_cannot_be_asked_is_answered_by_a_sentence(bodies, asked, sentence):
    member(Role.ANALYST, bodies.council)

    with pytest.raises(CommandError, match=sentence):
        run(*DAY, "--what-if", asked, "--by", "analyst@council.example")
