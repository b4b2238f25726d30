"""The tables of a report: each is shown, becomes a plan or is left out, and none vanishes without a word."""

import html as markup
import json
from dataclasses import replace

import pytest

from lineofsight.assurance.actions import imports
from lineofsight.assurance.models import Recommendation, ReportImport, Review, Statement
from lineofsight.intake.characters import words
from lineofsight.intake.documents import Document, Table, from_json
from lineofsight.intake.understand import read_document
from lineofsight.partnership.models import Person
from lineofsight.partnership.queries import actor_of, hub
from tests.intake.corpus.making import made
from tests.intake.corpus.model import HERE as CORPUS
from tests.intake.corpus.model import report_of
from tests.intake.councils.making import NAMES, file_of
from tests.web.imports.importing import begun, create, page

REPORT = """Summary of Progress

Visits

1. Wexcombe Council gave managers a list of visits. The list is read each week.

| Recommendation | Lead | Status |
| See every child alone. | Wexcombe Council | Complete |
| Tell schools before nine. | Wexcombe Police | On track |

2. Wexcombe Council and Wexcombe Police meet each morning. This report says what the partners have done.

| Year | Visits |
| 2024 | 412 |
"""

pytestmark = pytest.mark.postgres_at_length(
    reason="pages over what tests/assurance/test_imports.py writes on both",
    but=("test_a_table_that_is_called_a_plan_waits_as_one_and_goes_into_the_reports_review",),
)


def decide(client, report_import, at: int, became: str):
    here = f"/imports/{report_import.ref}/table?at={at}"
    return client.post(here, {"seen": "0", "became": became})


def test_a_table_is_shown_asked_about_and_named_before_the_last_button(unit):
    here = begun(unit, REPORT)

    html = page(unit, here)
    assert "1 quotations" not in html
    assert "2 tables" in html
    assert "Table 1, 2 rows: Recommendation, Lead, Status. It looks like an action plan" in html
    assert "Table 2, 1 row: Year, Visits. It looks like no action plan" in html
    assert "Tell schools before nine." in page(unit, here, "?view=tables")
    assert "Table 2, 1 row: Year, Visits: left out, because nobody decided" in page(unit, here, "/create")


def test_a_table_that_is_called_a_plan_waits_as_one_and_goes_into_the_reports_review(unit):
    here = begun(unit, REPORT)
    assert decide(unit, here, 1, "a plan").url.endswith("?at=2")
    assert decide(unit, here, 2, "left out").url.endswith(f"/imports/{here.ref}")

    answer = create(unit, here)

    plan = ReportImport.objects.get(kind="plan")
    assert answer.url == f"/imports/{plan.ref}"
    assert not Recommendation.objects.exists()
    review = Review.objects.get()
    assert f'value="{review.ref}" selected' in page(unit, plan, "/write")
    html = page(unit, plan, "/plan?view=rows")
    assert "See every child alone." in html
    assert "Tell schools before nine." in html
    here.refresh_from_db()
    assert [one["became"] for one in json.loads(here.receipt)["tables"]] == ["a plan", "left out"]


def test_a_table_that_nobody_decided_is_in_the_receipt_as_left_out(unit):
    here = begun(unit, REPORT)

    create(unit, here)

    assert not ReportImport.objects.filter(kind="plan").exists()
    assert "Left out, because nobody decided." in page(unit, here, "/receipt")


def test_a_decision_can_be_changed_and_a_report_without_a_table_has_no_such_page(unit):
    here = begun(unit, REPORT)
    decide(unit, here, 1, "left out")

    unit.post(f"/imports/{here.ref}/table?at=1", {"seen": "1", "became": "a plan"})

    assert "Table 1: a plan" in page(unit, here, "?view=tables")
    assert unit.get(f"/imports/{here.ref}/table?at=9").status_code == 404


def test_a_sentence_of_two_agencies_keeps_the_second_and_what_speaks_of_itself_is_the_partnerships(unit):
    here = begun(unit, REPORT)

    html = page(unit, here)
    create(unit, here)

    assert "Also named" in html
    assert "Who says it?" in html
    together, itself = Statement.objects.filter(paragraph="2").order_by("position")
    assert (together.agency.code, together.also_named) == ("council", "Wexcombe Police")
    assert itself.doubt == ""


def test_a_person_who_chooses_the_partnership_makes_it_the_units_sentence_and_keeps_both_named(unit):
    here = begun(unit, REPORT)
    (doubt,) = [
        at for at, one in enumerate(from_json(json.loads(here.document)).warnings) if one.code == "agency-several"
    ]
    form = {"seen": "0", "section": "Visits", "number": "2", "agency": "__own__", "split": ""}

    answer = unit.post(
        f"/imports/{here.ref}/paragraph?at=1-0", {**form, f"doubt-{doubt}": "the partnership that publishes the report"}
    )
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    create(unit, here)

    together = Statement.objects.filter(paragraph="2").order_by("position")[0]
    assert (together.agency, together.doubt) == (hub(), "")
    assert together.also_named.splitlines() == ["Wexcombe Council", "Wexcombe Police"]


# --- whatever is read is seen


def said(document: Document) -> set[str]:
    """Every word that `./los read` gives of a report."""
    texts = [document.title, *(piece.text for piece in document.other)]
    texts += [one.heading or "" for one in document.sections] + [one.text for one in document.paragraphs()]
    texts += [cell for table in document.tables for row in (table.header, *table.rows) for cell in row]
    return {word for text in texts for word in words(text)}


def seen(client, report_import) -> set[str]:
    """Every word of the preview: all paragraphs, the tables, and what is left out."""
    count = sum(1 for _ in from_json(json.loads(report_import.document)).paragraphs())
    views = [f"?view=all&page={number + 1}" for number in range(max(1, -(-count // 10)))]
    pages = [page(client, report_import, view) for view in (*views, "?view=tables", "?view=out")]
    texts = [markup.unescape(part.partition(">")[2]) for html in pages for part in html.split("<")]
    # Words are cut where a mark begins or ends inside them, and so are compared without their white space.
    return {"".join(texts)} | {word for text in texts for word in words(text)}


def unseen(document: Document, client, report_import) -> set[str]:
    found = seen(client, report_import)
    everything = max(found, key=len)
    return {word for word in said(document) - found if word not in everything}


CASES = [
    *((f"{name}.yaml", file_of(name)) for name in NAMES if name.startswith("report-")),
    *((path.stem, (made(report_of(path), ".txt"), "x.txt")) for path in sorted((CORPUS / "held_back").glob("*.txt"))),
]


def waiting(client, document: Document) -> ReportImport:
    """An import of a report that was read elsewhere."""
    first = begun(client, REPORT) if not ReportImport.objects.exists() else ReportImport.objects.order_by("id")[0]
    manager = actor_of(Person.objects.get(email="business-manager@hub.example"), now=first.recorded_at)
    return imports.begin_import(held=first.held, document=document, by=manager)


@pytest.mark.parametrize(("content", "name"), [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_everything_that_is_read_is_seen_in_the_preview(unit, content: bytes, name: str):
    document = read_document(content, name)

    assert unseen(document, unit, waiting(unit, document)) == set()


def test_control_a_table_that_is_not_shown_would_be_missed(unit):
    document = read_document(*file_of("report-keldale"))
    less = replace(document, tables=())

    assert "leaflet" in unseen(document, unit, waiting(unit, less))
    assert Table(("a",), ()) not in document.tables
