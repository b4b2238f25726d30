"""The first page of a role that looks rather than does: its answer, its lists, and what it says when they are empty."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator

from lineofsight.desk.home.beginning import TITLE
from lineofsight.desk.home.pages import home_of
from lineofsight.desk.home.parts import MOST
from lineofsight.partnership.looking import note_read
from lineofsight.partnership.models import Invitation
from lineofsight.partnership.rules import Audience, Role
from tests.factories import chain_rows, rows
from tests.factories.partnership import NOW, TODAY, acting, actor, grant, member, partnership

pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 6, 20, 11, 0, tzinfo=UTC)


@pytest.fixture
def of(db):
    return partnership()


@pytest.fixture
def review(of):
    return rows.review(of.hub)


def told(home) -> dict[str, list[str]]:
    return {section.title: [line.text for line in section.lines] for section in home.sections}


def test_the_officer_sees_who_looked_at_unusual_times_and_who_has_leave(of, review):
    kept = rows.evidence(review, of.council, Audience.HUB)
    note_read(row=kept, by=replace(acting(Role.BUSINESS_MANAGER, of.hub), now=SATURDAY))
    lead = member(Role.SAFEGUARDING_LEAD, of.council)
    grant(member(Role.SCRUTINEER, of.scrutiny), of.council, sample=[kept.ref], decided_by=lead, decided_at=NOW)

    home = home_of(actor(Role.DATA_PROTECTION, of.hub))

    assert home is not None
    assert home.answer == "1 look at an unusual time this week. 1 leave to open files holds today."
    assert told(home) == {
        "Asked about who sees what": [],
        "Looked at night or at a weekend, in the last 7 days": [
            "Business manager, Wexcombe Safeguarding Partnership looked at rows of Wexcombe Council"
        ],
        "Past their time, and not decided": [],
        "Leave to open files, today": ["Independent scrutineer, Independent Scrutiny: files of Wexcombe Council"],
    }
    assert kept.title not in repr(home)


def test_the_administrator_sees_accounts_without_a_second_step_and_never_content(of, review):
    proved, bare = member(Role.CONTRIBUTOR, of.council), member(Role.ANALYST, of.council)
    for person in (proved, bare):
        person.set_password("slate otter lantern")
        person.save()
    Authenticator.objects.create(user=proved, type=Authenticator.Type.TOTP, data={})
    Invitation.objects.create(
        email="late@council.example",
        agency=of.council,
        role=Role.ANALYST,
        token_sha="a" * 64,
        by_ref="x",
        recorded_at=NOW - timedelta(days=9),
        expires_at=NOW - timedelta(days=2),
    )

    home = home_of(actor(Role.ADMINISTRATOR, of.hub))

    assert home is not None
    assert told(home)["Without a second step"] == [bare.email]
    assert told(home)["Invitations that ran out"] == ["late@council.example"]
    assert home.answer == "1 invitation has run out. 1 account has no second step."


def test_the_administrator_sees_who_was_invited_and_has_not_joined_and_no_empty_list(of):
    before = home_of(actor(Role.ADMINISTRATOR, of.hub))
    Invitation.objects.create(
        email="new@council.example",
        agency=of.council,
        role=Role.ANALYST,
        token_sha="b" * 64,
        by_ref="x",
        recorded_at=NOW,
        expires_at=NOW + timedelta(days=6),
    )

    home = home_of(actor(Role.ADMINISTRATOR, of.hub))

    assert before.answer == "Everybody who was invited has joined, and has a second step."
    assert [one for one in told(before) if one != TITLE] == ["The service"]
    assert home.answer == "1 person is invited and has not joined."
    assert told(home)["Invited, and not joined yet"] == ["new@council.example, Agency analyst"]


def test_a_partner_reads_what_is_late_and_nothing_of_other_editions_while_one_waits(of, review):
    edition = rows.edition(review, of.hub, state="checked")
    asked = chain_rows.recommendation(review, of.health)
    chain_rows.action(asked, of.health, due_date=TODAY - timedelta(days=3), title="Ring")
    partner = actor(Role.EXECUTIVE, of.council)

    home = home_of(partner)
    type(edition).objects.update(state="draft")
    on_its_way = home_of(partner)
    type(edition).objects.update(state="published")
    nothing = home_of(partner)

    assert home.answer == "1 thing that agencies promised is late."
    assert told(home) == {"Late, as far as agencies have told": ["Action 1: Ring"]}
    assert "1 edition is on the way to your approval" in on_its_way.answer
    assert "No edition is on the way to your approval" in nothing.answer


def test_the_analyst_reads_how_old_what_is_counted_is(of):
    home = home_of(actor(Role.ANALYST, of.council))

    assert home.answer == "The return of children was never brought in. The list of staff was never brought in."
    (ages,) = home.sections
    assert [(line.text, line.kind) for line in ages.lines] == [
        ("The return of children", "returns"),
        ("The list of staff", "workforce"),
    ]


def test_a_director_sees_what_is_late_and_what_rests_on_nothing_or_was_seen_by_nobody_outside(of, review):
    bare = rows.statement(review, of.council, text="Every plan is read.")
    held_up = rows.statement(review, of.council, text="Most plans are read.")
    rows.behind(held_up, rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted"))
    rows.statement(review, of.health, text="Nurses ring.")
    asked = chain_rows.recommendation(review, of.council)
    chain_rows.action(asked, of.council, due_date=TODAY - timedelta(days=3), title="Late")
    chain_rows.action(asked, of.council, due_date=TODAY, title="Due today")

    home = home_of(actor(Role.LEADER, of.council))

    assert home is not None
    assert told(home) == {
        "Late": ["Action 1: Late"],
        "Rests on nothing": [bare.current.text],
        "Nobody outside has checked": [held_up.current.text],
    }


def test_a_learning_lead_sees_which_audits_end_and_which_sentences_would_show_more(of, review):
    audit = {"kind": "audit", "state": "accepted"}
    rows.evidence(review, of.council, Audience.PARTNERSHIP, title="Soon", valid_until=date(2026, 7, 1), **audit)
    rows.evidence(review, of.council, Audience.PARTNERSHIP, title="Over", valid_until=date(2026, 6, 1), **audit)
    rows.evidence(review, of.health, Audience.PARTNERSHIP, title="Theirs", valid_until=date(2026, 7, 1), **audit)
    weak = rows.statement(review, of.council, text="Every plan is read.")

    home = home_of(actor(Role.LEARNING_LEAD, of.council))

    assert home is not None
    assert told(home) == {
        "Ends within 30 days": ["E1: Soon"],
        "Has expired": ["E2: Over"],
        "Would show more with an audit": [weak.current.text],
    }


@pytest.mark.parametrize("role", [Role.DATA_PROTECTION, Role.ADMINISTRATOR, Role.LEADER, Role.LEARNING_LEAD])
def test_an_empty_list_says_in_a_sentence_what_that_means(of, role):
    home = home_of(actor(role, of.council))

    assert home is not None
    sections = [section for section in home.sections if section.title != TITLE]
    assert [section.lines for section in sections] == [()] * len(sections)
    assert all(section.empty.endswith((".", "»")) for section in home.sections)


def test_a_long_list_is_cut_and_counted(of, review):
    for number in range(MOST + 2):
        rows.statement(review, of.council, text=f"Plan {number} is read.")

    home = home_of(actor(Role.LEADER, of.council))

    assert home is not None
    cut = next(section for section in home.sections if section.title == "Rests on nothing")
    assert (len(cut.lines), len(cut.rest), cut.count) == (MOST, 2, MOST + 2)


def test_a_role_that_does_things_has_what_waits_for_it_and_no_other_lists(of):
    assert {one.title for one in home_of(actor(Role.BUSINESS_MANAGER, of.hub)).sections} == {TITLE}
