"""Read the files of lies, and make the edition that each lie, and its true variant, describes."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from lineofsight.library.kinds import WordingRule
from lineofsight.library.measure import Measure
from lineofsight.library.shelf import load
from lineofsight.measures.figure import Figure
from lineofsight.measures.judged import definition_sha
from lineofsight.publication.content.edition import EditionContent, wording_sha
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.names import NO_NAMES, KnownNames, known
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.gate.whom import OF
from tests.publication.pure import factory
from tests.publication.pure.wording import RULES

LIES: list[dict[str, Any]] = [
    lie
    for name in (
        "lies.yaml",
        "lies_of_others.yaml",
        "lies_against_evidence.yaml",
        "lies_of_the_third_set.yaml",
        "lies_of_small_claims.yaml",
        "lies_of_what_is_left_out.yaml",
        "lies_of_what_is_joined.yaml",
        "lies_of_what_stands_beside.yaml",
    )
    for lie in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]


@dataclass(frozen=True)
class Case:
    """An edition with what it is judged by."""

    content: EditionContent
    sources: Mapping[str, str | None]
    recomputed: Mapping[str, Figure | str]
    rules: tuple[WordingRule, ...] = RULES
    earlier: tuple[EditionContent, ...] = ()
    names: KnownNames = NO_NAMES

    def judged(self) -> GateResult:
        return judge(
            self.content,
            sources=self.sources,
            recomputed=self.recomputed,
            today=factory.TODAY,
            wording_rules=self.rules,
            earlier=self.earlier,
            names=self.names,
        )


def case(of: str, changes: Mapping[str, Any], *, before: tuple[str, ...] = ()) -> Case:
    """The smallest edition around one honest sentence, with these changes.

    before: what was done before the change, and so is not done again for it: marked, signed, approved.
    """
    lines = () if of == "nothing" else (factory.line(of),)
    content = factory.edition(*lines)
    whole: dict[str, Any] = {
        "edition": json.loads(content.to_json()),
        "sources": factory.sources(),
        "recomputed": {ref: deepcopy(figure.as_dict()) for ref, figure in factory.recomputed(content).items()},
        # The edition before this one, the same but for what the lie says of it; and names that somebody registered.
        "earlier": json.loads(content.to_json()),
        "names": [],
    }
    is_earlier = any(path.startswith("earlier") for path in changes)
    found = whole["edition"]["sections"][0]["lines"]
    for path, value in changes.items():
        root = path.split(".")[0]
        # Its own copy: what two lies share in the file must not be changed by the first of them.
        _set(whole if root in whole else found[0], path.split("."), deepcopy(value))
    if found:
        _follow(found[0], whole["recomputed"], changes, before=before)
    content = EditionContent.from_dict(whole["edition"])
    is_approved = "approved" in before or any("declared.approvals" in path for path in changes)
    return Case(
        content=content if is_approved else factory.approved(content),
        sources=whole["sources"],
        recomputed={
            ref: value if isinstance(value, str) else Figure.from_dict(value)
            for ref, value in whole["recomputed"].items()
        },
        earlier=(replace(EditionContent.from_dict(whole["earlier"]), number=1),) if is_earlier else (),
        names=known(whole["names"], by=factory.COUNCIL),
    )


def _set(thing: Any, path: list[str], value: Any) -> None:
    for step in path[:-1]:
        thing = thing[int(step)] if isinstance(thing, list) else thing[step]
    last = path[-1]
    if isinstance(thing, list):
        thing[int(last)] = value
    elif value == "gone":
        del thing[last]
    else:
        thing[last] = value


def _follow(
    line: dict[str, Any], recomputed: dict[str, Any], changes: Mapping[str, Any], *, before: tuple[str, ...]
) -> None:
    """A changed wording is signed again, and a changed figure computes to itself, unless the lie is about just that."""
    if "marked" not in before:
        line["wording_sha"] = wording_sha(line["wording"])
    if "signed" not in before:
        for signature in line["signatures"]:
            signature["wording_sha"] = wording_sha(line["wording"])
    for figure in line["figures"]:
        tied = figure.get("measured")
        if tied:
            _as_the_library_says(tied)
        if tied and not any(path.startswith("recomputed") for path in changes):
            recomputed[tied["ref"]] = deepcopy(tied["figure"])


def _as_the_library_says(tied: dict[str, Any]) -> None:
    """What a lie leaves to the library: a measure's mark, its words and its notes, as they read today."""
    figure = tied["figure"]
    if figure["definition_sha"] != "of the library":
        return
    measure = load().get(Measure, figure["measure_id"], on=factory.TODAY)
    figure["definition_sha"] = definition_sha(measure)
    if tied["definition"] == "of the library":
        tied["definition"] = f"{measure.numerator.words}{OF}{measure.population.words}"
    if figure["caveats"] == "of the library":
        figure["caveats"] = list(measure.caveats)
