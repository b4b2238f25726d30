"""Killed while an edition is published: it is published, or it is not, and its folder is whole or not there."""

import pytest

from tests.faults.killing import Place, missing_or_whole, spread


def command(place: Place, edition: str) -> list[str]:
    return ["publish", edition, "--out", str(place.out)]


def contradictions(place: Place, edition: str) -> list[str]:
    """What does not fit together: the state of an edition, its frozen content, its files and its folder."""
    state, has_content, files = place.edition(edition)
    standing = place.published_files()
    found = []
    if has_content != (state == "published") or bool(files) != has_content:
        found.append(f"{state}, frozen content: {has_content}, {len(files)} files known")
    if standing is not None and standing != files:
        found.append(f"a folder with {len(standing)} files, {len(files)} files known")
    return found


@pytest.fixture
def place(unpublished_place: Place) -> Place:
    return unpublished_place


@pytest.fixture
def whole(place: Place, edition: str) -> tuple[dict[str, int], dict[str, int], int]:
    """The rows before publishing and after it when nobody disturbed it, and how many steps it took."""
    before = place.rows()
    (done,) = place.answers(command(place, edition))
    assert done["code"] == 0, done["err"]
    assert place.edition(edition)[0] == "published"
    return before, place.rows(), done["steps"]


def test_a_killed_publish_is_done_or_not_done_and_is_completed_by_running_it_again(place, edition, whole, kills):
    before, after, steps = whole

    for at in spread(steps, kills=min(kills, steps)):
        place.again()
        place.kill(command(place, edition), at=at)

        left, torn = place.rows(), contradictions(place, edition)
        again, trail, same = place.answers(command(place, edition), ["verify"], ["rebuild", edition])

        where = f"killed at step {at} of {steps}"
        assert missing_or_whole(left, before=before, after=after) == [], where
        assert torn == [], where
        assert [done["code"] for done in (again, trail, same)] == [0, 0, 0], f"{where}: {again['err']}"
        assert place.rows() == after, where
        assert place.published_files() == place.edition(edition)[2], where


def test_control_a_publish_without_a_transaction_is_torn_at_some_step(place, edition, whole):
    before, after, steps = whole
    torn = []

    # In the first half everything is only read; in the last quarter only the folder is written. Between them most steps
    # are torn, so few are tried before one is; every one is, where it was none of these.
    within = range(steps // 2, steps * 3 // 4)
    for at in (*within[len(within) // 2 :: 8], *within):
        place.again()
        place.kill(command(place, edition), at=at, autocommit=True)
        torn = missing_or_whole(place.rows(), before=before, after=after) + contradictions(place, edition)
        if torn:
            break

    assert torn


def test_control_a_file_missing_from_the_folder_is_found(place, edition, whole):
    (place.out / "index.html").unlink()

    assert contradictions(place, edition) != []
