"""What a view gives to its page does not hide behind the names that every page's layout reads; a page takes in what it
uses."""

import ast
import re

import pytest

from tests.house.tracked import ROOT, tracked

# Django lets the layout's names win over a view's: a form's version would be the product's.
CONTEXT = ROOT / "lineofsight/web/context.py"


def layout_names() -> set[str]:
    """The names that the context of every page gives."""
    page = next(node for node in ast.walk(parsed(CONTEXT.read_text())) if getattr(node, "name", "") == "page")
    keys = {str(key.value) for node in ast.walk(page) if isinstance(node, ast.Dict) for key in node.keys if named(key)}
    set_later = {
        str(node.slice.value)
        for node in ast.walk(page)
        if isinstance(node, ast.Subscript) and named(node.slice) and isinstance(node.ctx, ast.Store)
    }
    return (keys | set_later) - {"home", "text", "href", "current", "sign_out", "change_role", "systems"}


def named(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def hidden(text: str, names: set[str]) -> list[str]:
    """The layout's names that a source gives to `render` or `form_page` for its own use."""
    found = []
    for call in (node for node in ast.walk(parsed(text)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given = [keyword.arg or "" for keyword in call.keywords]
        given += [str(key.value) for arg in call.args if isinstance(arg, ast.Dict) for key in arg.keys if named(key)]
        if name in ("render", "form_page", "render_to_string"):
            found += [one for one in given if one in names]
    return found


def test_no_view_uses_a_name_that_the_layout_reads():
    views = {path: path.read_text() for path in tracked(".py") if path.is_relative_to(ROOT / "lineofsight/web")}

    assert {
        "version",
        "key",
        "links",
        "navigation",
        "beyond",
        "actor",
        "actor_role",
        "demonstration",
        "words_seal",
    } == layout_names()
    assert len(views) > 20
    assert {str(path): found for path, text in views.items() if (found := hidden(text, layout_names()))} == {}


@pytest.mark.parametrize(
    "source",
    ['render(request, "a.html", {"row": row, "version": row.version})', "form_page(request, form, act=act, key=1)"],
)
def test_control_a_hidden_name_is_found(source: str):
    assert len(hidden(source, layout_names())) == 1


def own_errors(text: str) -> list[str]:
    """What a template says of errors that the layout says: the word before the title, or the list under its name."""
    return [word for word in ('"Error: "', "set error_list") if word in text]


def test_that_a_page_has_errors_is_said_by_the_layout_alone():
    templates = [path for path in tracked(".html") if path.is_relative_to(ROOT / "lineofsight/web/templates")]
    layout = ROOT / "lineofsight/web/templates/layouts/frame.html"

    assert own_errors(layout.read_text()) == ['"Error: "', "set error_list"]
    assert [str(path) for path in templates if path != layout and own_errors(path.read_text())] == []


_TAKES_IN = re.compile(r"\{%-?\s*from\s+\"[^\"]+\"\s+import\s+([^%]+?)\s*(?:with context\s*)?-?%\}")


def unused(template: str) -> list[str]:
    """The macros that a template takes in and names nowhere else."""
    names = [name.split(" as ")[-1].strip() for taken in _TAKES_IN.findall(template) for name in taken.split(",")]
    return [name for name in names if len(re.findall(rf"\b{name}\b", template)) < 2]


def test_no_template_takes_in_a_macro_that_it_does_not_use():
    templates = [
        path for path in tracked(".html") if "templates" in path.parts and path.is_relative_to(ROOT / "lineofsight")
    ]

    assert len(templates) > 100
    assert {str(path): found for path in templates if (found := unused(path.read_text()))} == {}


def test_control_a_macro_that_is_not_used_is_found():
    assert unused('{% from "a.html" import b, c as d %}{{ b(1) }}') == ["d"]
