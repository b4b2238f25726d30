"""What the PostgreSQL pass leaves out has no test for it."""

import ast
import re
from pathlib import Path

from tests.databases import HERE, WALKED_ON_BOTH, WITHOUT_DATABASE, is_without_database

ASKS = re.compile(r"django_db|postgres_only|both_databases|\btransactional_db\b|def test_\w+\([^)]*\bdb\b")


def asking(folder: Path) -> list[str]:
    """The files of a folder that ask for the database of the run. A test that does by a fixture stops its own run."""
    return [path.name for path in sorted(folder.rglob("*.py")) if ASKS.search(path.read_text(encoding="utf-8"))]


def test_no_folder_that_is_left_out_asks_for_the_database():
    known = {Path(__file__).name, *(Path(file).name for file in WALKED_ON_BOTH)}

    assert {folder: found for folder in WITHOUT_DATABASE if (found := set(asking(HERE / folder)) - known)} == {}


def test_what_is_walked_on_both_is_read_with_its_folder_and_nothing_else_of_it():
    for file in WALKED_ON_BOTH:
        assert not is_without_database(HERE / file)
        assert not is_without_database((HERE / file).parent)
        assert is_without_database((HERE / file).with_name("test_editor.py"))


def test_control_folders_that_ask_for_it_are_seen_to_and_are_read():
    for folder in ("trail", "matrix", "partnership", "web/signin", "publication"):
        assert asking(HERE / folder) != []
        assert not is_without_database(HERE / folder)


def test_what_is_left_out_is_there_and_left_out_with_all_that_lies_in_it():
    for folder in WITHOUT_DATABASE:
        assert list((HERE / folder).rglob("test_*.py")) != []
        assert is_without_database(HERE / folder / "deeper" / "test_one.py")


def at_length(path: Path) -> list[ast.Call]:
    """Where a file says that its tests run on PostgreSQL at length only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "postgres_at_length"]


def test_a_file_that_runs_on_postgresql_at_length_says_why_and_names_tests_that_it_has():
    marked = {path: at_length(path) for path in HERE.glob("**/test_*.py") if "postgres_at_length" in path.read_text()}
    for path, calls in marked.items():
        for call in calls:
            said = {word.arg: ast.literal_eval(word.value) for word in call.keywords}

            assert len(said["reason"].split()) > 5
            assert said["but"], f"{path.name}: one test at least stays in every run on PostgreSQL"
            assert all(f"def {name}(" in path.read_text(encoding="utf-8") for name in said["but"])

    assert len([call for calls in marked.values() for call in calls]) >= 4
