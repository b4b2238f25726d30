"""The policy on plain values: what it says of rows that are half said, of two roles at once, of a grant and a stop."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from lineofsight.partnership.actor import Actor, nobody
from lineofsight.partnership.grants import Granted
from lineofsight.partnership.policy import Forbidden, OfAgency, can, is_granted, require
from lineofsight.partnership.reach import OnePerson, Reach, reach_of, sees
from lineofsight.partnership.reads import is_recorded, is_unusual
from lineofsight.partnership.rules import Act, AgencyKind, Audience, Role, may
from lineofsight.trail.sensitivity import Sens

NOW = datetime(2026, 6, 22, 13, 32, tzinfo=UTC)
PIECE, OTHER = "p" * 26, "q" * 26


@dataclass(frozen=True)
class Agency:
    """As much of an agency as the policy looks at."""

    kind: AgencyKind


@dataclass(frozen=True)
class Row:
    """As much of a row as the policy looks at."""

    agency_id: int = 1
    ref: str = ""
    behind: frozenset[str] = frozenset()
    agency: Agency | None = None


def acting(*roles: Role, stopped: frozenset[str] = frozenset(), grants: tuple[Granted, ...] = ()) -> Actor:
    return Actor("a" * 26, frozenset(roles), NOW, agency_id=1, person_id=1, stopped=stopped, grants=grants)


@pytest.mark.parametrize(
    ("row", "allowed"),
    [
        (Row(ref=PIECE), False),
        (Row(ref=OTHER, behind=frozenset({PIECE, OTHER})), False),
        (Row(ref=OTHER, behind=frozenset({OTHER})), True),
        (Row(ref=OTHER), True),
        (OfAgency(1), True),
        (None, True),
    ],
)
def test_who_said_that_they_should_not_see_it_is_kept_from_it_and_from_what_stands_behind_it_alone(row, allowed):
    stopped = acting(Role.CONTRIBUTOR, stopped=frozenset({PIECE}))

    assert can(stopped, Act.FILE_READ, row) is allowed
    # The control: the same without the stop.
    assert can(acting(Role.CONTRIBUTOR), Act.FILE_READ, row)


@pytest.mark.parametrize(
    ("row", "allowed"),
    [
        (Row(agency_id=2, agency=Agency(AgencyKind.HUB)), True),
        (Row(agency_id=2, agency=Agency(AgencyKind.POLICE)), False),
        (Row(agency_id=2), False),
        (OfAgency(2), False),
        (None, False),
    ],
)
def test_what_is_open_to_the_unit_s_rows_is_open_to_no_other_agency_s(row, allowed):
    assert can(acting(Role.SCRUTINEER), Act.FILE_READ, row) is allowed


def test_the_unit_s_rows_are_open_to_those_only_whom_the_rule_names():
    row = Row(agency_id=2, agency=Agency(AgencyKind.HUB))

    assert not can(acting(Role.DATA_PROTECTION), Act.FILE_READ, row)
    assert not may(
        roles=frozenset({Role.DATA_PROTECTION}), act=Act.FILE_READ, actor_agency=1, row_agency=2, is_of_the_unit=True
    )
    # A row is nobody's of the unit unless that is said.
    assert not may(roles=frozenset({Role.SCRUTINEER}), act=Act.FILE_READ, actor_agency=1, row_agency=2)


def test_a_grant_opens_what_the_rule_lets_a_grant_open_and_to_the_role_it_names():
    given = (Granted("g" * 26, 2, frozenset({PIECE}), NOW + timedelta(days=1)),)
    row = Row(agency_id=2, behind=frozenset({PIECE}))

    assert can(acting(Role.SCRUTINEER, grants=given), Act.FILE_READ, row)
    assert not can(acting(Role.ADMINISTRATOR, grants=given), Act.FILE_READ, row)
    assert not can(acting(Role.SCRUTINEER, grants=given), Act.STATEMENT_EDIT, row)


@pytest.mark.parametrize("thing", [None, OfAgency(2), object()])
def test_a_grant_opens_nothing_that_does_not_say_what_it_stands_behind(thing):
    given = (Granted("g" * 26, 2, frozenset({PIECE}), NOW + timedelta(days=1)),)

    assert not is_granted(acting(Role.SCRUTINEER, grants=given), thing)


def test_an_act_that_depends_on_whose_row_it_is_is_nobody_s_where_either_is_of_no_agency():
    asked = {"roles": frozenset({Role.SCRUTINEER}), "act": Act.FILE_READ}

    assert may(**asked, actor_agency=1, row_agency=1)
    assert not may(**asked, actor_agency=None, row_agency=None)
    assert not may(**asked, actor_agency=None, row_agency=1)
    assert not may(**asked, actor_agency=1, row_agency=None)


def test_what_is_one_s_own_agency_s_to_do_and_what_another_s_is_told_by_whose_row_it_is():
    contributor, lead = acting(Role.CONTRIBUTOR), acting(Role.SAFEGUARDING_LEAD)

    assert can(contributor, Act.STATEMENT_EDIT, Row(agency_id=1))
    assert not can(contributor, Act.STATEMENT_EDIT, Row(agency_id=2))
    require(contributor, Act.STATEMENT_EDIT, Row(agency_id=1))
    with pytest.raises(Forbidden):
        require(contributor, Act.STATEMENT_EDIT, Row(agency_id=2))
    # An opinion is given of another agency's sentence alone; a row of no agency is not another's.
    assert can(lead, Act.OPINION_GIVE, Row(agency_id=2))
    assert not can(lead, Act.OPINION_GIVE, Row(agency_id=1))
    assert not may(roles=lead.roles, act=Act.OPINION_GIVE, actor_agency=None, row_agency=2)
    assert not may(roles=lead.roles, act=Act.OPINION_GIVE, actor_agency=1, row_agency=None)


def test_nobody_signed_in_may_what_the_public_may_and_no_more():
    without_roles = Actor("", frozenset(), NOW)

    for actor in (nobody(now=NOW), without_roles):
        assert can(actor, Act.SITE_READ)
        assert not can(actor, Act.REVIEW_READ)


def test_whoever_has_two_roles_reaches_as_far_as_either_in_everything():
    both = {Role.LEARNING_LEAD, Role.PRACTITIONER, Role.BUSINESS_MANAGER}

    assert reach_of(frozenset(both)) == Reach(
        Audience.OWN, Audience.HUB, children=OnePerson.NEAR, staff=OnePerson.OF_THE_AGENCY
    )
    assert reach_of(frozenset()) == Reach(Audience.PUBLIC, Audience.PUBLIC, OnePerson.NONE, OnePerson.NONE)


def test_whoever_is_refused_is_told_as_whom_and_what():
    with pytest.raises(Forbidden, match=r"^Technical administrator may not do this: file\.read\.$") as refused:
        require(acting(Role.ADMINISTRATOR), Act.FILE_READ, Row())

    assert refused.value.act is Act.FILE_READ
    assert refused.value.actor.roles == {Role.ADMINISTRATOR}
    with pytest.raises(Forbidden, match=r"^Nobody signed in may not do this: file\.read\.$"):
        require(nobody(now=NOW), Act.FILE_READ, Row())


S2, S3, OWN, ALL_MEMBERS = Sens.S2, Sens.S3, Audience.OWN, Audience.PARTNERSHIP


@pytest.mark.parametrize(
    ("most", "audience", "row_agency", "recorded"),
    [
        (S2, OWN, 2, True),
        (S3, Audience.HUB, 2, True),
        (S2, OWN, 1, False),
        (S2, ALL_MEMBERS, 2, False),
        (Sens.S1, OWN, 2, False),
        (S3, None, 1, True),
        (S2, None, 1, False),
    ],
)
def test_reading_is_recorded_of_another_agency_s_own_and_of_every_child(most, audience, row_agency, recorded):
    assert is_recorded(most=most, audience=audience, row_agency=row_agency, reader_agency=1) is recorded


@pytest.mark.parametrize(
    ("moment", "unusual"),
    [
        # In June England is an hour ahead.
        ((2026, 6, 22, 5, 59), True),
        ((2026, 6, 22, 6, 0), False),
        ((2026, 6, 22, 18, 59), False),
        ((2026, 6, 22, 19, 0), True),
        ((2026, 6, 19, 12, 0), False),
        ((2026, 6, 20, 12, 0), True),
    ],
)
def test_nights_and_weekends_in_england_are_unusual(moment, unusual):
    assert is_unusual(datetime(*moment, tzinfo=UTC)) is unusual


@pytest.mark.parametrize(
    ("own_agency", "row_agency", "audience", "seen"),
    [
        (1, 1, Audience.OWN, True),
        (1, 2, Audience.HUB, False),
        (1, 2, Audience.PARTNERSHIP, True),
        (None, 2, Audience.HUB, False),
    ],
)
def test_a_row_is_within_reach_in_one_s_own_agency_or_once_it_reaches_the_others(
    own_agency, row_agency, audience, seen
):
    reach = Reach(Audience.OWN, Audience.PARTNERSHIP)

    assert sees(reach=reach, actor_agency=own_agency, row_agency=row_agency, audience=audience) is seen
