"""A registered name is looked for and can be read by nobody: not in the database, the trail, the log or on a page."""

import logging

import pytest
from django.conf import settings
from django.core import serializers
from django.db import IntegrityError, transaction

from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.publication.actions.names import NoName, register_names, take_name_away
from lineofsight.publication.models import RegisteredName
from lineofsight.publication.name_keys import known_key, name_key
from lineofsight.publication.queries.names import known_names, names_kept
from lineofsight.trail.models import Payload
from tests.factories.partnership import TODAY, acting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "KEYS_ROOT", tmp_path / "keys")


def test_a_registered_name_is_met_however_it_is_written_and_by_nobody_read(lead, bodies, caplog):
    with caplog.at_level(logging.DEBUG):
        assert register_names(names=["Quillon Ashgrove", "  "], by=lead) == 1

    names = known_names(acting(Role.CHECKER, bodies.hub))
    kept = serializers.serialize("json", RegisteredName.objects.all()) + "".join(
        Payload.objects.values_list("body", flat=True)
    )
    files = "".join(path.read_text() for path in settings.KEYS_ROOT.iterdir())
    assert names.registered_by("QUILLON  Àshgrove") == "Wexcombe Council"
    assert names.registered_by("Quillon") is None
    assert "quillon" not in (kept + files + caplog.text).casefold()


def test_each_agency_has_a_key_of_its_own_that_only_the_service_reads(lead, bodies):
    register_names(names=["Ana Example"], by=lead)
    register_names(names=["Ana Example"], by=acting(Role.SAFEGUARDING_LEAD, bodies.health))

    one, other = RegisteredName.objects.values_list("sha", flat=True)
    modes = {path.stat().st_mode & 0o777 for path in settings.KEYS_ROOT.iterdir()}
    assert one != other
    assert name_key(bodies.council) != name_key(bodies.health)
    assert modes == {0o600}


def test_a_name_typed_again_is_taken_away_and_its_mark_is_blank(lead, bodies):
    register_names(names=["Ana Example", "Bo Example"], by=lead)
    take_name_away(name=" ana  EXAMPLE", by=lead)

    assert names_kept(lead).by_day == ((TODAY, 1),)
    assert known_names(lead).registered_by("Ana Example") is None
    assert RegisteredName.objects.get(taken_at__isnull=False).sha == ""
    with pytest.raises(NoName, match="has not registered this name"):
        take_name_away(name="Ana Example", by=lead)


def test_no_agency_takes_away_the_name_of_another(lead, bodies):
    register_names(names=["Ana Example"], by=lead)

    with pytest.raises(NoName):
        take_name_away(name="Ana Example", by=acting(Role.SAFEGUARDING_LEAD, bodies.health))
    assert names_kept(lead).count == 1


def test_a_name_is_registered_once_and_a_name_taken_away_can_come_back(lead):
    assert register_names(names=["Ana Example", "ana example"], by=lead) == 1
    assert register_names(names=["Ana Example"], by=lead) == 0
    take_name_away(name="Ana Example", by=lead)

    assert register_names(names=["Ana Example"], by=lead) == 1


@pytest.mark.parametrize("names", [[], [" "], ["A"], ["7 4"], ["Ana Example", "-"], ["Ana Example"] * 3 + ["B"]])
def test_what_is_no_name_is_refused_without_repeating_it(lead, names):
    with pytest.raises(NoName) as told:
        register_names(names=names, by=lead)

    assert all(name.strip() not in str(told.value) for name in names if len(name.strip()) > 1)


def test_where_the_key_is_lost_the_agency_is_told_and_nothing_is_met(lead, bodies):
    register_names(names=["Ana Example"], by=lead)
    for path in settings.KEYS_ROOT.iterdir():
        path.unlink()

    assert known_key(bodies.council) is None
    assert known_names(lead).registered_by("Ana Example") is None
    assert (names_kept(lead).count, names_kept(lead).lost) == (0, 1)


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.CHECKER, Role.LEADER, Role.CONTRIBUTOR])
def test_only_the_safeguarding_lead_registers(bodies, role):
    with pytest.raises(Forbidden):
        register_names(names=["Ana Example"], by=acting(role, bodies.council))


def test_the_database_keeps_a_name_that_was_taken_away_as_it_is(lead):
    register_names(names=["Ana Example"], by=lead)
    take_name_away(name="Ana Example", by=lead)

    with pytest.raises(IntegrityError), transaction.atomic():
        RegisteredName.objects.update(sha="d" * 64)
