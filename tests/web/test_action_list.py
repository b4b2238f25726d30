"""The list of all actions: who sees which, what each preset list holds, and what is taken away."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lineofsight.assurance.queries.action_list import Narrowing, lines, listed
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import ActionState, UpdateState
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from lineofsight.web.pages import page_of
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY, Partnership, actor, member, partnership
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def of() -> Partnership:
    return partnership()


@pytest.fixture
def unit(of):
    return actor(Role.BUSINESS_MANAGER, of.hub)


@pytest.fixture
def asked(of):
    return chain_rows.recommendation(rows.review(of.hub), of.council)


def titles(who, view: str, **narrowed: str) -> list[str]:
    found = listed(who, Narrowing(view=view, **narrowed), day=TODAY)
    return [line.row.title for line in lines(who, found)]


def test_each_preset_list_holds_what_its_name_says(of, unit, asked):
    chain_rows.action(asked, of.council, state=ActionState.STARTED, due_date=TODAY - DAY, title="late")
    chain_rows.action(asked, of.council, state=ActionState.AGREED, due_date=TODAY, title="today")
    chain_rows.action(asked, of.health, state=ActionState.PROPOSED, due_date=TODAY + 31 * DAY, title="far")
    chain_rows.action(asked, of.health, state=ActionState.PAUSED, due_date=TODAY - DAY, title="paused")
    chain_rows.action(asked, of.council, state=ActionState.VERIFIED, due_date=TODAY - DAY, title="done")

    found = {view: titles(unit, view) for view in ("open", "late", "soon", "bare", "finished", "all")}

    assert found == {
        "open": ["late", "paused", "today", "far"],
        "late": ["late"],
        "soon": ["today"],
        "bare": ["late", "paused", "today", "far"],
        "finished": ["done"],
        "all": ["late", "paused", "done", "today", "far"],
    }
    counts = listed(unit, Narrowing(), day=TODAY).counts
    assert counts == {view: len(one) for view, one in found.items()} | {"ours": 0}


def test_ours_are_those_that_ones_own_agency_leads(of, asked):
    chain_rows.action(asked, of.council, title="theirs")
    chain_rows.action(asked, of.health, title="ours")

    assert titles(actor(Role.SAFEGUARDING_LEAD, of.health), "ours") == ["ours"]


def test_evidence_counts_when_accepted_and_in_date_on_the_action_or_an_accepted_update(of, unit, asked):
    bare = chain_rows.action(asked, of.council, title="offered only")
    chain_rows.behind_action(bare, rows.evidence(asked.review, of.council))
    old = chain_rows.action(asked, of.council, title="expired")
    chain_rows.behind_action(
        old, rows.evidence(asked.review, of.council, state=EvidenceState.ACCEPTED, valid_until=TODAY - DAY)
    )
    good = chain_rows.action(asked, of.council, title="counts")
    piece = rows.evidence(asked.review, of.council, state=EvidenceState.ACCEPTED, valid_until=TODAY)
    chain_rows.behind_action(good, piece)
    told = chain_rows.action(asked, of.council, title="on an update")
    said = chain_rows.update(told, Audience.PARTNERSHIP, text="All read.", state=UpdateState.ACCEPTED)
    chain_rows.beside_update(said, piece)
    draft = chain_rows.action(asked, of.council, title="on a draft")
    chain_rows.beside_update(chain_rows.update(draft, Audience.HUB), piece)

    assert titles(unit, "bare") == ["offered only", "expired", "on a draft"]
    found = listed(unit, Narrowing(), day=TODAY)
    shown = {line.row.title: line.evidence for line in lines(unit, found)}
    assert shown["counts"] == shown["on an update"] == (piece.label,)
    assert shown["offered only"] == shown["expired"] == shown["on a draft"] == ()


def test_an_update_that_waits_for_the_unit_is_no_silence_of_the_agency(of, unit, asked):
    sent = chain_rows.action(asked, of.council, title="sent")
    chain_rows.update(sent, Audience.HUB, state=UpdateState.SUBMITTED)
    quiet = chain_rows.action(asked, of.council, title="a draft is not sent")
    chain_rows.update(quiet, Audience.OWN)

    shown = {
        line.row.title: (line.heard_date, line.sent_date) for line in lines(unit, listed(unit, Narrowing(), day=TODAY))
    }
    page = browser(member(Role.BUSINESS_MANAGER, of.hub)).get("/actions").content.decode()

    assert shown == {"sent": (None, TODAY), "a draft is not sent": (None, None)}
    assert page.count("waits for the business unit") == 1
    assert page.count("no update yet") == 1


def test_an_action_is_listed_to_whoever_sees_it_and_to_nobody_else(of, asked):
    chain_rows.action(asked, of.council, Audience.OWN, title="not told yet")
    chain_rows.action(asked, of.council, Audience.PARTNERSHIP, title="told")

    assert titles(actor(Role.SAFEGUARDING_LEAD, of.council), "all") == ["not told yet", "told"]
    assert titles(actor(Role.SAFEGUARDING_LEAD, of.health), "all") == ["told"]


def test_the_list_is_narrowed_to_a_review_and_an_agency_and_says_so(of, asked):
    chain_rows.action(asked, of.council, title="here")
    elsewhere = chain_rows.recommendation(rows.review(of.hub, name="Another review"), of.council)
    chain_rows.action(elsewhere, of.council, title="elsewhere")
    page = browser(member(Role.BUSINESS_MANAGER, of.hub))

    narrowed = page.get(f"/actions?view=all&review={elsewhere.review.ref}").content.decode()
    strange = page.get("/actions?view=all&review=nothing").content.decode()

    assert "elsewhere" in narrowed
    assert "1. here" not in narrowed
    assert "Narrowed to Another review." in narrowed
    assert "Narrowed to something that you do not see." in strange
    assert "Show all" in strange


def test_what_is_taken_away_is_the_list_as_it_is_narrowed_and_holds_no_formula(of, asked):
    formula = '=HYPERLINK("http://elsewhere.example")'
    row = chain_rows.action(asked, of.council, due_date=TODAY - DAY, title=formula, state=ActionState.STARTED)
    chain_rows.update(row, Audience.PARTNERSHIP, text="Begun in June.", state=UpdateState.ACCEPTED)
    chain_rows.action(asked, of.health, due_date=TODAY + 9999 * DAY, title="not late")
    page = browser(member(Role.BUSINESS_MANAGER, of.hub))

    text = page.get("/actions.csv?view=late")
    book = page.get("/actions.xlsx?view=late")

    head, *told = csv.reader(io.StringIO(text.content.decode("utf-8-sig")))
    assert len(told) == 1
    one = dict(zip(head, told[0], strict=True))
    assert one["Title"] == f"'{formula}"
    assert (one["Late"], one["Owner says"], one["What was said"]) == ("yes", "Started", "Begun in June.")
    assert one["Due"] == (TODAY - DAY).isoformat()
    sheet = load_workbook(io.BytesIO(book.content)).active
    cells = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    assert (cells["Title"].value, cells["Title"].data_type) == (formula, "s")
    assert cells["Due"].value.date() == TODAY - DAY
    assert sheet.max_row == 2
    assert all("attachment" in answer["Content-Disposition"] for answer in (text, book))


def test_whoever_takes_the_list_away_is_in_the_trail_with_how_much_of_it(of, asked):
    chain_rows.action(asked, of.council)
    manager = member(Role.BUSINESS_MANAGER, of.hub)
    page = browser(manager)

    page.get("/actions")
    looked = Event.objects.filter(act="list.taken_away").count()
    page.get("/actions.csv?view=all")

    taken = Event.objects.get(act="list.taken_away")
    assert looked == 0
    assert taken.actor_ref == manager.ref
    assert json.loads(taken.payload.body) == {"rows": 1, "what": "actions"}


def test_a_page_asks_as_much_of_the_database_for_sixty_actions_as_for_one(of, asked):
    page = browser(member(Role.BUSINESS_MANAGER, of.hub))

    def asked_of_the_database(more: int) -> int:
        for _ in range(more):
            row = chain_rows.action(asked, of.council)
            chain_rows.behind_action(row, rows.evidence(asked.review, of.council, state=EvidenceState.ACCEPTED))
        page.get("/actions")
        with CaptureQueriesContext(connection) as counted_queries:
            assert page.get("/actions").status_code == 200
        return len([one for one in counted_queries if " FROM " in one["sql"]])

    assert asked_of_the_database(1) == asked_of_the_database(59) <= 12


def test_a_list_of_many_pages_offers_the_first_the_last_and_those_beside_the_one_shown():
    assert page_of(10_000, asked="100").shown == [1, 0, 99, 100, 101, 0, 200]
    assert page_of(10_000, asked="3").shown == [1, 2, 3, 4, 0, 200]
    assert page_of(51, asked="1").shown == [1, 2]
    assert page_of(0, asked="7").number == 1
    assert page_of(120, asked="99").number == 3
