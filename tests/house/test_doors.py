"""What somebody may do has a door: each page is led to from another, and each verb is called by a page or a command."""

import ast
import re
from functools import cache

import pytest

from tests.house.tracked import PACKAGE, modules, texts

# Pages that no page of ours names, with who asks for them.
LED_TO_FROM_ELSEWHERE = {
    "icon": "browsers ask for it by its old name",
    "site_page": "each page of the site names those beside it by its place in a folder",
    "account_login": "django-allauth leads to its own sign-in",
    "mfa_authenticate": "django-allauth asks for the second step by itself",
    "ask_why_": "the page «Why can I see this?» puts the name together from what is shown",
}
# Verbs that nobody calls from a door, with why they stay.
NO_DOOR = {
    "add_person": "the demonstration and `become` make accounts by it; real people come by an invitation",
    "ready_to_write": "a part of taking a plan in",
    "answer_with": "a part of answering a recommendation",
}


@cache
def routes() -> dict[str, str]:
    """The name of each page that is read (GET), and the file that says so."""
    found = {}
    for place, tree in modules(PACKAGE / "web"):
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in ("route", "third_party"):
                continue
            said = {word.arg: word.value for word in call.keywords}
            name, methods = said.get("name"), said.get("methods")
            if isinstance(name, ast.Constant) and getattr(methods, "value", "GET") != "POST":
                found[str(name.value)] = place
    return found


@cache
def written() -> str:
    """Everything that can lead to a page: templates, and Python without the lines that make the pages."""
    named = re.compile(r'\bname="\w+"')
    parts = [body if name.endswith(".html") else named.sub("", body) for name, body in texts(".html", ".py")]
    return "\n".join(parts)


def without_a_link(names: dict[str, str], everything: str) -> list[str]:
    """The pages that nothing leads to."""
    quoted = set(re.findall(r"""['"](\w+)['"]""", everything))
    return sorted(
        name for name in names if name not in quoted and not any(name.startswith(one) for one in LED_TO_FROM_ELSEWHERE)
    )


def verbs() -> dict[str, str]:
    """The public functions of every `actions` that say by whom, with their file."""
    return {
        one.name: place
        for place, tree in modules(PACKAGE)
        if re.search(r"/actions(\.py|/\w+\.py)$", place)
        for one in tree.body
        if isinstance(one, ast.FunctionDef)
        and not one.name.startswith("_")
        and any(argument.arg == "by" for argument in one.args.kwonlyargs)
    }


def called(where: dict[str, str]) -> set[str]:
    """The verbs that are named outside their own file and outside the demonstration's story."""
    found = set()
    for place, tree in modules(PACKAGE):
        if place.startswith("lineofsight/cli/demonstration/"):
            continue
        names = {getattr(node, "id", "") or getattr(node, "attr", "") for node in ast.walk(tree)}
        found |= {name for name in names & where.keys() if where[name] != place}
    return found


def test_every_page_is_led_to_from_another():
    assert len(routes()) > 250
    assert without_a_link(routes(), written()) == []


@pytest.mark.parametrize("page", ["open_next_edition", "health"])
def test_control_a_page_that_nothing_leads_to_is_found(page):
    everything = written().replace(f"'{page}'", "").replace(f'"{page}"', "")

    assert without_a_link(routes(), everything) == [page]


def test_every_verb_is_called_by_a_page_or_a_command():
    where = verbs()

    assert len(where) > 200
    assert where.keys() - called(where) == NO_DOOR.keys()


def test_control_a_verb_that_only_the_demonstration_calls_is_found():
    where = {**verbs(), "tell_children": "lineofsight/somewhere/actions.py"}

    assert "tell_children" not in called(where)


def says_409(tree: ast.Module) -> list[tuple[str, bool]]:
    """The classes of trouble whose docstring says that a page answers 409, and whether they come from `Conflict`."""
    return [
        (one.name, bool({getattr(base, "id", "") for base in one.bases} & {"Conflict", "Stale"}))
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef) and one.bases and "(409)" in (ast.get_docstring(one) or "")
    ]


def test_whatever_is_said_to_be_a_conflict_is_answered_as_one():
    found = {f"{name}: {one}": is_one for name, tree in modules(PACKAGE) for one, is_one in says_409(tree)}

    assert len(found) > 15
    assert [one for one, is_one in found.items() if not is_one and not one.endswith(": Conflict")] == []


def test_control_a_conflict_that_no_page_would_answer_is_found():
    tree = ast.parse('class Late(ValueError):\n    """It is over (409)."""')

    assert says_409(tree) == [("Late", False)]
