"""The bodies that a plan names itself: its list of abbreviations, and what stands in its columns of agencies."""

import re

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.plans.content import PlanLanguage
from lineofsight.intake.plans.keys import abbreviation_in
from lineofsight.intake.plans.mapping import Field, propose_mapping
from lineofsight.intake.plans.owners import OwnerKind, owners_in


def with_own_bodies(file: FileRead, language: PlanLanguage) -> PlanLanguage:
    """The language of plans with the bodies that this file names: its list of abbreviations, its agency columns."""
    lines = [block.text for block in file.blocks if block.kind is not Kind.TABLE]
    tables = [block for block in file.blocks if block.kind is Kind.TABLE]
    cells = [[cell for cell in row if cell] for block in tables for row in block.rows]
    lines += [" = ".join(row) for row in cells if len(row) <= 2]
    pairs = [pair for line in lines if (pair := abbreviation_in(line))]
    bodies: dict[str, tuple[str, ...]] = {}
    for short, name in pairs:
        bodies[name] = (*bodies.get(name, ()), short.lower())
    named = {name for block in tables for name in bodies_named(block, language)}
    for general, said in language.agencies.items():
        # «Police», where the plan has «Easthaven Police» and no other, are those.
        own = [name for name in named if re.search(rf"(?<!\w){re.escape(general)}$", name) and name != general]
        if len(own) == 1:
            bodies[own[0]] = (*bodies.get(own[0], ()), general.lower(), *said)
    words = {word for name in (*bodies, *named) for word in re.findall(r"[A-Z][\w’'-]+", name)}
    return language.with_bodies(bodies, words)


def bodies_named(block: Block, language: PlanLanguage) -> set[str]:
    """The cells of the columns of agencies of a table that are the name of a body as they stand."""
    columns = [one.place for one in propose_mapping(block, language).columns if one.field is Field.LEAD_AGENCY]
    cells = {row[place] for place in columns for row in block.rows if place < len(row) and row[place]}
    return {cell for cell in cells if (found := owners_in(cell, language)) and found[0].kind is OwnerKind.AGENCY}
