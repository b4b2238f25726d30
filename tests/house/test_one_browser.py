"""Who takes which file of a run: all that need the browser together, each other file whole, small files last."""

from tests.one_browser import BROWSING, ROOT, part_of, turn

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))


def test_what_opens_a_browser_is_done_by_one_process_and_any_other_file_by_itself():
    parts = {path: part_of(f"{path}::test_one[a::b]", 1) for path in FILES}

    assert {part for path, part in parts.items() if path.startswith(BROWSING)} == {"browser 0"}
    assert all(part == path for path, part in parts.items() if not path.startswith(BROWSING))


def test_several_browsers_share_the_files_and_no_file_has_two():
    shared = {part_of(f"{path}::{name}", 3) for path in FILES if path.startswith(BROWSING) for name in ("a", "b[1]")}

    assert shared == {"browser 0", "browser 1", "browser 2"}
    for path in FILES:
        assert part_of(f"{path}::a", 3) == part_of(f"{path}::b[1]", 3)


def test_the_browser_begins_and_the_folder_of_many_small_files_ends():
    order = sorted({part_of(path, 1) for path in FILES}, key=turn)

    assert order[0] == "browser 0"
    assert order[1].startswith("tests/whole/")
    assert order[-1].startswith("tests/web/")
    last = [part.startswith("tests/web/") for part in order]
    assert last == sorted(last)


def test_what_is_named_there_is_there():
    for named in BROWSING:
        assert any(path.startswith(named) for path in FILES), named
