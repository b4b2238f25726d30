"""An exported edition with one thing changed, as somebody who had not read the checks changed it.

`set` says what is changed, by path. What a careful editor does afterwards is done here: the sentence is marked and
signed again, and what changed is put together again. `then` is what the examiner left as it was, or changed otherwise,
after that.
"""

import json
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lineofsight.library.kinds import WordingRule
from lineofsight.library.shelf import load
from lineofsight.publication.comparing import changes
from lineofsight.publication.content.edition import EditionContent, wording_sha
from lineofsight.publication.exported import read_exported
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.gate.refusal import Refusal

HERE = Path(__file__).parent
HALVES = ("open", "closed")


@cache
def base() -> dict[str, Any]:
    """The edition that nobody changed, with everything it is judged by."""
    whole: dict[str, Any] = json.loads((HERE / "edition.json").read_text(encoding="utf-8"))
    return whole


@cache
def variants(half: str) -> tuple[dict[str, Any], ...]:
    """Every variant of a half, in order."""
    return tuple(yaml.safe_load((HERE / f"{half}.yaml").read_text(encoding="utf-8")))


def whole_of(variant: dict[str, Any]) -> dict[str, Any]:
    """The edition that a variant describes."""
    whole = deepcopy(base())
    put(whole, variant.get("set", {}))
    _follow(whole)
    put(whole, variant.get("then", {}))
    return whole


def put(whole: dict[str, Any], values: dict[str, Any]) -> None:
    """Put each value where its path leads; «gone» takes away what stands there."""
    for path, value in values.items():
        *steps, last = path.split(".")
        thing: Any = whole
        for step in steps:
            thing = thing[int(step)] if isinstance(thing, list) else thing[step]
        if value == "gone":
            del thing[last]
        elif isinstance(thing, list):
            thing[int(last)] = deepcopy(value)
        else:
            thing[last] = deepcopy(value)


def _follow(whole: dict[str, Any]) -> None:
    before = {line["statement_ref"]: line for line in _lines(base())}
    for line in _lines(whole):
        if line["wording"] != before.get(line["statement_ref"], line)["wording"]:
            line["wording_sha"] = wording_sha(line["wording"])
            for signature in line["signatures"]:
                signature["wording_sha"] = line["wording_sha"]
    edition = EditionContent.from_dict(whole["edition"])
    edition = replace(edition, changes=changes(EditionContent.from_dict(whole["earlier"][-1]), edition))
    whole["edition"] = json.loads(edition.to_json())


def _lines(whole: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for section in whole["edition"]["sections"] for line in section["lines"]]


def refusals(whole: dict[str, Any]) -> tuple[Refusal, ...]:
    """What the gate says of it, by the library's rules of its day."""
    exported = read_exported(json.dumps(whole).encode())
    rules, own = _rules(exported.today)
    return exported.judged(wording_rules=rules, own_rules=own).refusals


@cache
def _rules(day: Any) -> tuple[Any, Any]:
    return load().entries(WordingRule, on=day), rules_of(load(), on=day)
