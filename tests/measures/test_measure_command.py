"""./los measure says the figures, as lines or as JSON, or ends with one sentence."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lineofsight.cli.management.commands.measure import lines_of, told
from lineofsight.library.measure import Measure
from lineofsight.partnership.shelf import shelf
from tests.measures.figures import FIGURE

ID = "statements-with-current-evidence"


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("measure", *arguments, stdout=out)
    return out.getvalue()


def test_lines_stand_under_each_other_and_say_what_was_left_out():
    figures = (FIGURE, replace(FIGURE, group="Police", n=0, of=0, left_out=()))

    assert lines_of(figures, shelf().newest(Measure, ID)) == [
        "  all     6 of 8 (75%); 1 left out: 1 not meant for the Summary",
        "  Police  no cases",
    ]


def test_a_group_has_the_title_of_the_library_and_a_machine_its_code_too():
    measure = shelf().newest(Measure, "visits-child-seen-alone")
    one = replace(FIGURE, group="care-visit")

    assert lines_of((one,), measure)[0].startswith("  Visit to a child in care  ")
    assert (told(one, measure)["called"], told(one, measure)["group"]) == ("Visit to a child in care", "care-visit")


def test_an_unknown_measure_is_answered_with_the_nearest(review):
    with pytest.raises(CommandError, match=f"Did you mean «{ID}»"):
        run("statements-with-curent-evidence", "--as-at", "2026-03-31", "--by", "manager@example.org")


def test_what_is_no_day_is_refused():
    with pytest.raises(CommandError, match="write it like 2026-03-31"):
        run(ID, "--as-at", "tomorrow")


@pytest.mark.django_db
def test_outside_the_demonstration_somebody_has_to_ask():
    with pytest.raises(CommandError, match="Say who you are"):
        run(ID, "--as-at", "2026-03-31")
    with pytest.raises(CommandError, match="Nobody active has the address"):
        run(ID, "--as-at", "2026-03-31", "--by", "nobody@example.org")


@pytest.fixture
def review(db):
    from lineofsight.assurance.models import Review
    from lineofsight.partnership.models import Agency, Membership, Person
    from lineofsight.partnership.rules import AgencyKind, Audience, Role

    hub = Agency.objects.create(code="hub", name="Business unit", short_name="Hub", kind=AgencyKind.HUB)
    person = Person.objects.create(email="manager@example.org", name="Manager")
    Membership.objects.create(
        person=person,
        agency=hub,
        role=Role.BUSINESS_MANAGER.value,
        from_date=date(2020, 1, 1),
        recorded_at=timezone.now(),
    )
    return Review.objects.create(
        agency=hub, name="A review", kind="other", audience=Audience.PARTNERSHIP, recorded_at=timezone.now()
    )


def test_a_review_without_statements_has_no_cases(review):
    said = run(ID, "--as-at", "2026-03-31", "--by", "manager@example.org")

    assert (
        "Statements with current evidence, as at 2026-03-31 (version 1, full count)\nA review\n  all  no cases" in said
    )


def test_json_holds_everything_that_stands_behind_a_figure(review):
    told = json.loads(run(ID, "--as-at", "2026-03-31", "--by", "manager@example.org", "--json", "--review", review.ref))

    (figure,) = told["figures"]
    assert (figure["review"], figure["n"], figure["of"], figure["words"]) == (review.ref, 0, 0, "no cases")
    assert len(figure["snapshot_sha"]) == len(figure["definition_sha"]) == 64


def test_a_review_that_is_not_there_is_told(review):
    with pytest.raises(CommandError, match="no such review"):
        run(ID, "--as-at", "2026-03-31", "--by", "manager@example.org", "--review", "x" * 26)
