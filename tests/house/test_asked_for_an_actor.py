"""Rows behind the wall are asked for within what an actor sees; every other place stands in a list, with its reason.

What is asked without `visible_to` gives more rows on SQLite, which has no second wall, than on PostgreSQL, and there it
gives too many too once row security is weaker than the policy. Nothing is looked at but the text of the program.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from lineofsight.partnership.walls import walled_models

ROOT = Path(__file__).resolve().parents[2] / "lineofsight"
LIST = Path(__file__).with_name("asked_without_an_actor.yaml")
MANAGERS = frozenset({"objects", "_base_manager", "_default_manager"})
MODELS = {model.__name__: getattr(model, "SEEN_THROUGH", "") for model in walled_models()}
ROOMS = {model.__name__: model.__module__ for model in walled_models()}
# Where the table is only known as the program runs.
ANY = ("model", "seen", "other")
# What only adds a row, or asks for an actor.
FINE = frozenset({"create", "bulk_create", "visible_to", "none"})
# A row that somebody holds already is asked for by its key, to lock it or to change it.
BY_KEY = frozenset({"pk", "pk__in"})


@dataclass(frozen=True)
class Asked:
    """One question to a table: where it stands, and what it is narrowed by."""

    place: str
    model: str
    methods: frozenset[str]
    by: frozenset[str]
    is_prefetched: bool

    @property
    def is_fine(self) -> bool:
        """Whether it is asked for an actor, by a key, or through the row by which it is seen."""
        through = MODELS.get(self.model, "")
        by_parent = bool(through) and any(name.split("__")[0] in (through, f"{through}_id") for name in self.by)
        return bool(self.methods & FINE or self.by & BY_KEY or by_parent or (through and self.is_prefetched))


def questions(path: str, text: str) -> Iterator[Asked]:
    """Every question of a file to a table behind the wall, or to one whose name is only known as it runs."""
    tree = ast.parse(text)
    namesakes = set(_namesakes(tree))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr not in MANAGERS:
            continue
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        if name not in ANY and (name not in MODELS or name in namesakes):
            continue
        methods, by, top = _chain(node, above)
        outer = list(_outwards(top, above))
        function = next((one.name for one in outer if isinstance(one, ast.FunctionDef)), "")
        is_prefetched = any(isinstance(one, ast.Call) and ast.unparse(one.func) == "Prefetch" for one in outer)
        yield Asked(f"{path}::{function}", name, methods, by, is_prefetched)


def _namesakes(tree: ast.AST) -> Iterator[str]:
    """Names of models of another room that are called as one behind the wall."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".models"):
            room = str(node.module).removesuffix(".models")
            yield from (one.name for one in node.names if not ROOMS.get(one.name, room).startswith(room))


def _chain(node: ast.AST, above: dict[ast.AST, ast.AST]) -> tuple[frozenset[str], frozenset[str], ast.AST]:
    """The methods that are called on it one after the other, and the names by which they narrow."""
    methods, by = set(), set()
    while True:
        up = above.get(node)
        if isinstance(up, ast.Attribute) and up.value is node:
            methods.add(up.attr)
        elif isinstance(up, ast.Call) and up.func is node:
            by |= {one.arg for one in up.keywords if one.arg}
        else:
            return frozenset(methods), frozenset(by), node
        node = up


def _outwards(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in above:
        node = above[node]
        yield node


def asked_without() -> set[str]:
    """The places of the program that ask for rows behind the wall in another way."""
    return {
        one.place
        for path in sorted(ROOT.rglob("*.py"))
        if "migrations" not in path.parts
        for one in questions(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        if not one.is_fine
    }


def named() -> dict[str, str]:
    """Every place of the list, with its reason."""
    groups = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return {place: group["why"] for group in groups for place in group["places"]}


def test_every_place_that_asks_without_an_actor_stands_in_the_list_and_no_other():
    found, listed = asked_without(), named()

    assert sorted(found - listed.keys()) == []
    # What is asked for an actor by now needs no reason any more.
    assert sorted(listed.keys() - found) == []
    assert all(len(why.split()) > 5 for why in listed.values())


@pytest.mark.parametrize(
    "line",
    [
        "Statement.objects.filter(review=review)",
        "Statement.objects.all()",
        "list(Fact.objects.order_by('id'))",
        "Evidence._base_manager.get(ref=ref)",
        "Opinion.objects.filter(level='limited')",
        "[row for model in MODELS for row in model.objects.all()]",
    ],
)
def test_control_a_question_without_an_actor_is_found(line):
    [one] = questions("a.py", f"def shows(review, ref):\n    return {line}\n")

    assert (one.is_fine, one.place) == (False, "a.py::shows")


@pytest.mark.parametrize(
    "line",
    [
        "Statement.objects.visible_to(actor).filter(review=review)",
        "Statement.objects.filter(review=review).visible_to(actor)",
        "Opinion.objects.filter(statement=statement).order_by('id')",
        "Opinion.objects.filter(statement_id__in=keys)",
        "Prefetch('opinions', Opinion.objects.select_related('agency'))",
        "Evidence.objects.select_for_update().get(pk=evidence.pk)",
        "Statement.objects.create(review=review)",
    ],
)
def test_a_question_for_an_actor_or_through_a_row_that_was_found_is_none_of_them(line):
    assert all(one.is_fine for one in questions("a.py", line))
