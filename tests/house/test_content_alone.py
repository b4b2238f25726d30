"""What every system adds is content: no row of it, no measure, pathway, form or standard is named in Python.

So «files of Python changed for content alone» is 0, but for what stands in content_named_in_code.yaml with its reason.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from lineofsight.library.kinds import KINDS
from lineofsight.library.shelf import load
from tests.house.tracked import PACKAGE, modules

# What a system is made of: a partnership adds to these folders without us.
CONTENT = (
    *("audits", "challenges", "complaints", "courses", "groups", "instruments", "listening", "measures", "pathways"),
    *("plans", "programmes", "quarterlies", "registers", "requirements", "standards", "staff-lists", "surveys"),
    "systems",
)
# Of the demonstration, which tells a story with the content; and what is made anew from the models.
LEFT_OUT = ("lineofsight/cli/demonstration/", "/migrations/")
ACCEPTED = yaml.safe_load((Path(__file__).parent / "content_named_in_code.yaml").read_text(encoding="utf-8"))
ROW = re.compile(r"R[0-4][0-9]")
# A single word is a word of English as often as an id: «assessment». What is joined is an id.
IDS = {id for folder in CONTENT for id in load(None).ids(folder) if "-" in id}


def named(tree: ast.AST) -> Iterator[str]:
    """The ids and rows that stand in a file as a value; what is told in its comments and docstrings is no matter."""
    told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for one in ast.walk(tree):
        if not isinstance(one, ast.Constant) or not isinstance(one.value, str) or id(one) in told:
            continue
        if one.value in IDS or ROW.fullmatch(one.value):
            yield one.value


def test_no_content_is_named_in_python_but_what_is_listed_with_its_reason():
    found = {name: set(named(tree)) for name, tree in modules(PACKAGE) if not any(part in name for part in LEFT_OUT)}

    assert {name: ids for name, ids in found.items() if ids} == {
        name: set(one["names"]) for name, one in ACCEPTED.items()
    }


def test_each_exception_has_a_reason():
    for name, one in ACCEPTED.items():
        assert len(one["reason"].split()) > 10, name


def test_control_a_measure_and_a_row_in_code_are_found_and_a_docstring_is_not():
    code = '"""As R08 says."""\nSHOWN = ("visits-in-care-in-time", "R08", "assessment")\n'

    assert list(named(ast.parse(code))) == ["visits-in-care-in-time", "R08"]


def test_the_folders_of_content_are_kinds_of_the_library_and_hold_most_of_it():
    assert set(CONTENT) <= set(KINDS)
    assert len(IDS) > 300
