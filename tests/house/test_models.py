"""What is stored: string foreign keys look down as imports do, and every field says how sensitive it is."""

import re
import tomllib

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from lineofsight.trail.sensitivity import Sens, sens
from tests.house.tracked import ROOT

LAYERS = next(
    contract["layers"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    if contract["id"] == "floors"
)
# 0 is the ground floor: {"trail": 0, "library": 0, "partnership": 1, …}
FLOORS = {room: floor for floor, layer in enumerate(reversed(LAYERS)) for room in re.findall(r"\w+", layer)}


# The rooms of the records lie on one floor, one over the other.
IN_THE_RECORDS = (
    ("identities",),
    ("forms",),
    ("practice",),
    ("workforce",),
    ("pathways", "registers", "stated", "learning", "audits", "voice"),
)
FLOORS |= {room: FLOORS["records"] - 0.5 + height / 10 for height, rooms in enumerate(IN_THE_RECORDS) for room in rooms}


def our_models() -> list[type[models.Model]]:
    """Every model of ours with a table of its own; the hidden tables of many-to-many fields too."""
    configs = [config for config in apps.get_app_configs() if config.name.startswith("lineofsight.")]
    return [model for config in configs for model in config.get_models(include_auto_created=True)]


def looks_up(model: type[models.Model]) -> list[str]:
    """The foreign keys of a model that point to a higher floor, or into another room on its own."""
    here = model._meta.app_label
    found = []
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete and field.related_model):
            continue
        there = field.related_model._meta.app_label
        # A room of Django's own lies below the house.
        if there != here and FLOORS.get(there, -1) >= FLOORS[here]:
            found.append(f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}")
    return found


def unclassed(model: type[models.Model]) -> set[str]:
    """The fields without a sensitivity class, and the classes without a field."""
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    return fields ^ set(getattr(model, "SENSITIVITY", {}))


def test_no_foreign_key_looks_up():
    assert len(our_models()) > 10
    assert [found for model in our_models() for found in looks_up(model)] == []


@isolate_apps("lineofsight.trail", "lineofsight.partnership", "lineofsight.assurance")
@pytest.mark.parametrize("here, there", [("trail", "assurance"), ("partnership", "assurance"), ("trail", "library")])
def test_control_a_foreign_key_that_looks_up_is_found(here, there):
    class Above(models.Model):
        class Meta:
            app_label = there

    class Below(models.Model):
        above = models.ForeignKey(Above, on_delete=models.PROTECT)

        class Meta:
            app_label = here

    assert looks_up(Below) == [f"{here}.Below.above -> {there}.Above"]


def test_every_field_says_how_sensitive_it_is():
    stored = [model for model in our_models() if not model._meta.auto_created]

    assert {model._meta.label: unclassed(model) for model in stored if unclassed(model)} == {}
    assert all(isinstance(level, Sens) for model in stored for level in model.SENSITIVITY.values())


@isolate_apps("lineofsight.trail")
def test_control_a_field_without_a_class_and_a_class_without_a_field_are_found():
    class Row(models.Model):
        SENSITIVITY = sens(S1="id title colour")
        title = models.CharField(max_length=10)
        note = models.TextField()

        class Meta:
            app_label = "trail"

    assert unclassed(Row) == {"note", "colour"}
