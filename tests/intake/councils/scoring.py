"""How well a plan of an invented council is read: table cells, recommendations, bodies, roles, days, delivery."""

from collections.abc import Iterable

from lineofsight.intake.layout.tables import with_merged_repeated
from lineofsight.intake.plans.mapping import Field
from lineofsight.intake.plans.owners import OwnerKind
from lineofsight.intake.plans.plan import Plan
from lineofsight.intake.plans.reading import read_plan
from lineofsight.intake.readers.dispatch import read
from tests.intake.councils.making import file_of, table_words, told
from tests.intake.score import Score, compare

TOPICS = ("cells", "recommendations", "actions", "answers", "bodies", "roles", "days", "delivery")


def scored(name: str) -> dict[str, Score]:
    """Read one and compare it with its truth, topic by topic."""
    file = read(*file_of(name))
    plan = read_plan(file) or Plan()
    truth, asked = [_split(line) for line in told(name)["actions"]], told(name)["recommendations"]
    cells = {cell for b in file.blocks for row in with_merged_repeated(b) for cell in row if cell}
    cells |= {block.text for block in file.blocks}
    targets = {link.action: link.target for link in plan.links if link.kind is Field.RECOMMENDATION}
    found = []
    for number, action in enumerate(plan.actions):
        bodies = [o.agency or o.words for o in action.owners if o.kind is OwnerKind.AGENCY]
        told_bodies = {word for o in action.owners if o.kind is OwnerKind.AGENCY for word in (o.agency, o.words)}
        roles = ", ".join(o.words for o in action.owners if o.kind in (OwnerKind.ROLE, OwnerKind.UNCLEAR))
        days = [d.day.isoformat() for d in (action.due, *action.extensions) if d and d.day]
        found.append(
            (action.text, targets.get(number), bodies, told_bodies, roles, " > ".join(days) or "none", action.delivery)
        )
    return {
        "cells": compare(set(table_words(name)), {c for c in cells if c in set(table_words(name))}),
        "recommendations": compare(asked, [text.text for text in plan.recommendations]),
        "actions": compare([row[0] for row in truth], [row[0] for row in found]),
        "answers": compare(
            *_by_row(((r[0], r[1]) for r in truth), ((f[0], "" if f[1] is None else str(f[1] + 1)) for f in found))
        ),
        "bodies": compare(*_bodies(truth, found)),
        "roles": compare([(i, r[3]) for i, r in enumerate(truth)], [(i, f[4]) for i, f in enumerate(found)]),
        "days": compare([(i, r[4]) for i, r in enumerate(truth)], [(i, f[5]) for i, f in enumerate(found)]),
        "delivery": compare(
            [(i, r[5].replace("none", "not known")) for i, r in enumerate(truth)],
            [(i, f[6]) for i, f in enumerate(found)],
        ),
    }


def _split(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _by_row(truth: Iterable[object], found: Iterable[object]) -> tuple[list[object], list[object]]:
    return list(enumerate(truth)), list(enumerate(found))


def _bodies(truth: list[list[str]], found: list[tuple]) -> tuple[list[object], list[object]]:
    wanted = [(i, body.strip()) for i, row in enumerate(truth) for body in row[2].split("+") if body.strip()]
    said = []
    for i, row in enumerate(found):
        own = [body for at, body in wanted if at == i and body in row[3]]
        # A body counts by its full name or in the plan's own words.
        said += [(i, body) for body in own] + [(i, b) for b in row[2][len(own) :]]
    return wanted, said
