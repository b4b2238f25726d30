"""A measure of the records on a partnership's own shelf: page, command, reference and evidence by YAML alone."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from lineofsight.assurance.models import Evidence
from lineofsight.library.reference import pages
from lineofsight.partnership.models import Agency, Membership, Person
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.trail.refs import new_ref
from tests.factories import record_rows, rows
from tests.factories.partnership import NOW, TODAY
from tests.library.shelves import HEADING, put
from tests.web.measures.examples import EXAMPLES
from tests.web.pages import page, words_of

pytestmark = pytest.mark.django_db
ID = "protection-visits-seen"
OURS = (
    HEADING
    + """\
version: 1
question: At how many protection visits was the child seen?
unit: {one: visit, many: visits}
face: visits
kind: full count
window: a period
direction: higher is better
shows: counted
by: agency
population:
  words: visits under a protection plan in the period
  where:
    all:
      - {column: kind, equals: protection-visit}
      - {column: visit_date, on_or_after: period_from}
      - {column: visit_date, on_or_before: period_to}
numerator:
  words: those at which the child was seen
  where: {column: seen, one_of: [seen, seen-alone]}
"""
)


def test_a_measure_is_on_page_command_and_reference_and_becomes_evidence(tmp_path, settings, council, analyst):
    put(tmp_path, f"measures/{ID}.yaml", OURS)
    put(tmp_path, f"measures/{ID}.examples.yaml", EXAMPLES)
    settings.LOS_SHELF = str(tmp_path)
    child = council.child(team="North 1")
    for day, code in ((date(2026, 3, 3), "seen"), (date(2026, 3, 9), "not-seen")):
        record_rows.fact(child, kind="protection-visit", day=day, code=code)
    of = Agency.objects.get(code="council")
    statement = rows.statement(rows.review(Agency.objects.get(code="hub")), of)
    person = Person.objects.create(email="counts@example.org", name="Analyst")
    held = {"person": person, "agency": of, "role": Role.ANALYST.value}
    Membership.objects.create(**held, from_date=date(2020, 1, 1), recorded_at=NOW)

    out = io.StringIO()
    call_command("library", "check", "--shelf", str(tmp_path), stdout=out)
    call_command("measure", ID, "--as-at", TODAY.isoformat(), "--by", person.email, stdout=out)
    answer = analyst.post(f"/measures/{ID}/evidence", {"statements": [statement.ref], "key": new_ref()})

    assert "The library is in order" in out.getvalue()
    assert "all" in out.getvalue()
    assert "1 of 2 (50%)" in out.getvalue()
    assert "At how many protection visits was the child seen? 1 of 2 (50%)" in words_of(
        page(analyst, "/measures?show=all")
    )
    assert "At how many protection visits was the child seen?" in pages(shelf())["library/measures.md"]
    assert answer.status_code == 302
    assert Evidence.objects.get().figure.measure_id == ID
