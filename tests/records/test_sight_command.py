"""./los sight: from a council's files to what was due, as a person types it."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.sight.deliveries import written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]
ANALYST = "analyst@council.example"
TABLES = {
    "ssd_person": [("1001", "F", "2019-05-17"), ("1002", "M", "2016-02-29")],
    "ssd_cla_episodes": [
        ("e1", "1001", "c1", "2026-01-05", "S", "", "", "2026-01-05"),
        ("e2", "1002", "c2", "2026-01-05", "S", "", "", "2026-01-05"),
    ],
    "ssd_cla_placement": [
        ("p1", "1001", "c1", "2026-01-05", "", "U6"),
        ("p2", "1002", "c2", "2026-01-05", "", "P1"),
    ],
    "ssd_legal_status": [("l1", "1001", "V2", "2026-01-05", ""), ("l2", "1002", "C2", "2026-01-05", "")],
    "ssd_cla_visits": [("v1", "1001", "c1", "2026-01-12", "Y", "Y"), ("v2", "1002", "c2", "2026-01-20", "Y", "N")],
    "ssd_cla_reviews": [("r1", "c1", "2026-02-02", "N"), ("r2", "c2", "2026-02-02", "N")],
}


def run(*arguments: object) -> str:
    said = StringIO()
    call_command(*[str(one) for one in arguments], stdout=said)
    return said.getvalue()


@pytest.fixture
def taken(tmp_path, council):
    """Both children were taken in."""
    run("import", "--source", "ssd", "--by", ANALYST, *written(tmp_path, TABLES))


@pytest.mark.usefixtures("taken")
def test_what_was_due_is_written_with_its_reason_under_pseudonyms(tmp_path):
    out = tmp_path / "due.csv"

    said = run("sight", "--as-at", "2026-03-31", "--by", ANALYST, "--out", out)

    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    first, second = (run("pseudonym", id, "--by", ANALYST).split()[1] for id in ("1001", "1002"))
    visits = [
        (row["child"], row["due_date"], row["met_date"], row["status"], row["days_late"])
        for row in rows
        if row["family"] == "cla-visit"
    ]
    assert said == f"Wrote {len(rows)} rows, as at 2026-03-31, to {out}.\n"
    assert sorted(visits) == sorted(
        [
            (first, "2026-01-12", "2026-01-12", "met", "0"),
            (first, "2026-02-23", "", "overdue", "36"),
            (second, "2026-01-12", "2026-01-20", "late", "8"),
            (second, "2026-03-03", "", "overdue", "28"),
        ]
    )
    assert all("because" in row["explanation"] for row in rows)
    assert "1001" not in out.read_text()
    assert "2019-05" not in out.read_text()


@pytest.mark.usefixtures("taken")
def test_the_same_records_and_day_have_the_same_mark():
    once = run("sight", "--as-at", "2026-03-31", "--digest", "--by", ANALYST)

    assert once == run("sight", "--as-at", "2026-03-31", "--digest", "--by", ANALYST)
    assert once != run("sight", "--as-at", "2026-03-30", "--digest", "--by", ANALYST)


def test_the_list_of_standards_needs_no_day_and_says_family_basis_and_source():
    lines = [line.split("\t") for line in run("sight", "--list").splitlines()]

    told = {line[0]: line[1:] for line in lines}
    assert len(told) >= 40
    assert told["cla-visit-care-order-at-home"] == ["cla-visit", "statute", "cppcr-2010 reg 28(5)"]
    assert told["cp-visit"][1] == "local"


def test_a_day_that_is_none_gets_one_sentence():
    with pytest.raises(CommandError, match="«2026-02-30» is not a day"):
        run("sight", "--as-at", "2026-02-30", "--by", ANALYST)
    with pytest.raises(CommandError, match="Say as at which day"):
        run("sight", "--by", ANALYST)


@pytest.mark.usefixtures("taken")
def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("sight", "--as-at", "2026-03-31", "--by", ANALYST, "--out", tmp_path / "no" / "due.csv")

    assert not list(tmp_path.rglob("*.part"))
