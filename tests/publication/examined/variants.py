"""An exported edition with one thing changed, as somebody who had not read the checks changed it.

`set` says what is changed, by path. What a careful editor does afterwards is done here: the sentence is marked and
signed again, and what changed is put together again. `then` is what the examiner left as it was, or changed otherwise,
after that. Each set has an edition of its own, and halves.
"""

import json
from collections.abc import Iterable, Iterator
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
HALVES = ("first/open", "first/closed", "second/open", "second/closed", "second/subtle-open", "second/subtle-closed")

Variant = dict[str, Any]


@cache
def base(half: str) -> dict[str, Any]:
    """The edition of a half that nobody changed, with everything it is judged by."""
    whole: dict[str, Any] = json.loads((HERE / half).with_name("edition.json").read_text(encoding="utf-8"))
    return whole


@cache
def variants(half: str) -> tuple[Variant, ...]:
    """Every variant of a half, in order."""
    return tuple(yaml.safe_load((HERE / f"{half}.yaml").read_text(encoding="utf-8")))


def whole_of(half: str, together: Iterable[Variant]) -> dict[str, Any]:
    """The edition that some variants describe that change different things."""
    whole, put_in = deepcopy(base(half)), list(together)
    for variant in put_in:
        put(whole, variant.get("set", {}))
    _follow(whole, base(half))
    if not any("approvals" in path for variant in put_in for path in variant.get("set", {})):
        # Whether the approvals are of this text is asked where they are what was changed: it takes long to tell.
        whole["edition"]["declared"]["approvals"] = []
    for variant in put_in:
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


def refused(half: str, kind: str) -> frozenset[str]:
    """The lies, or the truths, of a half that the gate refuses.

    Reading an edition costs most, so those that change different sentences are judged in one: a refusal at its sentence
    refuses a variant. Where that does not say which it was, each is judged alone.
    """
    found = set()
    for group in _groups(half, [variant for variant in variants(half) if variant["is"] == kind]):
        refusals = refusals_of(whole_of(half, group))
        places = {refusal.place for refusal in refusals}
        if len(group) == 1:
            found |= {group[0]["id"]} if refusals else set()
            continue
        own = {variant["id"]: f"Sentence {_sentence(half, variant)}" for variant in group}
        at_its_own = {name for name, place in own.items() if place in places}
        found |= at_its_own if kind == "lie" else set()
        if refusals:
            # What is refused of a truth, and what is not refused of a lie at its own place, is looked at alone.
            unsure = [one for one in group if kind == "truth" or one["id"] not in at_its_own]
            found |= {one["id"] for one in unsure if refusals_of(whole_of(half, [one]))}
    return frozenset(found)


def _groups(half: str, some: list[Variant]) -> Iterator[list[Variant]]:
    """Variants that change one sentence each, none the same one; and each of the others alone."""
    groups: list[dict[str, Variant]] = []
    for variant in some:
        sentence = _sentence(half, variant)
        if sentence is None:
            yield [variant]
            continue
        free = next((group for group in groups if sentence not in group), None)
        if free is None:
            groups.append(free := {})
        free[sentence] = variant
    for group in groups:
        yield list(group.values())


def _sentence(half: str, variant: Variant) -> str | None:
    """The number of the one sentence that a variant changes, where it changes nothing else."""
    paths = [path.split(".") for path in (*variant.get("set", {}), *variant.get("then", {}))]
    lines = {tuple(path[:5]) for path in paths}
    (first, *others) = lines or {()}
    if others or len(first) < 5 or (first[1], first[3]) != ("sections", "lines") or any(len(one) < 6 for one in paths):
        return None
    return str(base(half)["edition"]["sections"][int(first[2])]["lines"][int(first[4])]["number"])


def _follow(whole: dict[str, Any], unchanged: dict[str, Any]) -> None:
    before = {line["statement_ref"]: line for line in _lines(unchanged)}
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


def refusals_of(whole: dict[str, Any]) -> tuple[Refusal, ...]:
    """What the gate says of it, by the library's rules of its day."""
    exported = read_exported(json.dumps(whole).encode())
    rules, own = _rules(exported.today)
    return exported.judged(wording_rules=rules, own_rules=own).refusals


@cache
def _rules(day: Any) -> tuple[Any, Any]:
    return load().entries(WordingRule, on=day), rules_of(load(), on=day)
