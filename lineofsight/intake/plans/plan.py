"""An action plan as read: its findings, recommendations and actions, which belongs to which, and all that is left."""

from dataclasses import dataclass, field

from lineofsight.intake.documents import Doubt, Json
from lineofsight.intake.plans.days import Day
from lineofsight.intake.plans.mapping import Field, Mapping
from lineofsight.intake.plans.owners import Owner, OwnerKind
from lineofsight.intake.plans.schemes import Scheme
from lineofsight.library.plan import NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the sheet («» where there is none), the row as the file counts it, the column's name."""

    sheet: str
    row: int
    column: str = ""

    def __str__(self) -> str:
        pieces = [f"sheet «{self.sheet}»" if self.sheet else "", f"row {self.row}"]
        return ", ".join(p for p in [*pieces, f"column «{self.column}»" if self.column else ""] if p)


@dataclass(frozen=True, slots=True)
class Update:
    """One entry of a progress cell, with its day where it begins with one."""

    text: str
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A finding or a recommendation: its words, and the place where it first stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the plan. What is not given is empty.

    cells     every mapped cell of the row in its own words, by field: nothing is kept only in a read form
    due       the first day asked for; `extensions` are the later ones of the same cell, in their order
    status    the words of the status cell; `colour` its colour; `delivery` what the scheme makes of them
    owners    agencies, roles and names of officers; a page shows the last as «name of an officer»
    supporting  those who help the one that leads, likewise
    """

    place: Place
    cells: tuple[tuple[Field, str], ...]
    reference: str = ""
    text: str = ""
    owners: tuple[Owner, ...] = ()
    start: Day | None = None
    due: Day | None = None
    extensions: tuple[Day, ...] = ()
    closed: Day | None = None
    updates: tuple[Update, ...] = ()
    status: str = ""
    colour: str = ""
    delivery: str = NOT_KNOWN
    supporting: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An action (its place in Plan.actions) belongs to a recommendation or a finding (its place there)."""

    action: int
    kind: Field
    target: int
    is_carried: bool = False  # the cell was empty or merged, and what stood above goes on


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Words of the file that are no part of the plan, and where they stand: headers, titles, keys, other columns."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan as read. Every cell of the file is in an action's `cells` or in `left_over`."""

    findings: tuple[Text, ...] = ()
    recommendations: tuple[Text, ...] = ()
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    scheme: Scheme = field(default_factory=Scheme)
    mappings: tuple[Mapping, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def plan_to_json(plan: Plan) -> dict[str, Json]:
    """The plan as JSON values: the «plan» of `./los read FILE --json`. Names of officers are not in it as owners."""
    return {
        "findings": [text.text for text in plan.findings],
        "recommendations": [text.text for text in plan.recommendations],
        "actions": [_action_json(number, action, plan) for number, action in enumerate(plan.actions)],
        "scheme": dict(plan.scheme.meanings),
        "columns": [{c.header: c.field.value if c.field else None for c in m.columns} for m in plan.mappings],
        "left_over": [left.text for left in plan.left_over],
        "doubts": [{"code": d.code, "sentence": d.sentence, "readings": list(d.readings)} for d in plan.doubts],
    }


def _owner_json(owner: Owner) -> Json:
    words = owner.kind.value if owner.kind is OwnerKind.OFFICER else owner.words
    return {"words": words, "kind": owner.kind.value, "agency": owner.agency}


def _action_json(number: int, action: Action, plan: Plan) -> dict[str, Json]:
    linked = [link for link in plan.links if link.action == number]
    return {
        "place": str(action.place),
        "cells": {kind.value: text for kind, text in action.cells},
        "findings": [link.target for link in linked if link.kind is Field.FINDING],
        "recommendations": [link.target for link in linked if link.kind is Field.RECOMMENDATION],
        "owners": [_owner_json(owner) for owner in action.owners],
        "supporting": [_owner_json(owner) for owner in action.supporting],
        "due": None if action.due is None or action.due.day is None else action.due.day.isoformat(),
        "extensions": [day.day.isoformat() for day in action.extensions if day.day],
        "updates": [
            {"day": u.day.day.isoformat() if u.day and u.day.day else None, "text": u.text} for u in action.updates
        ],
        "status": action.status,
        "colour": action.colour,
        "delivery": action.delivery,
    }
