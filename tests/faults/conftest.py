"""The demonstration as the journeys tell it, whole or up to where its Summary is approved and not yet published."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from tests.faults.killing import EDITION, Begins, Place
from tests.journeys.product import Product, unpublished


@pytest.fixture(scope="session")
def whole_story(told: Product) -> Begins:
    """The story to its end."""
    return Begins(told.folder, told.story(), date.fromisoformat(told.story()["as_at"]))


@pytest.fixture(scope="session")
def one_place(whole_story: Begins, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The process that forks, for all tests of this test process."""
    place = Place(tmp_path_factory.mktemp("faults"), begins=whole_story)
    yield place
    place.end()


@pytest.fixture
def place(one_place: Place, whole_story: Begins) -> Place:
    """The demonstration, afresh."""
    one_place.begins = whole_story
    one_place.again()
    return one_place


@pytest.fixture
def unpublished_place(one_place: Place, whole_story: Begins) -> Place:
    """The demonstration on the day on which its second edition is published, and is not yet."""
    folder = unpublished(whole_story.folder)
    day = date.fromisoformat(json.loads((folder / EDITION).read_text())["day"])
    one_place.begins = Begins(folder, whole_story.story, day)
    one_place.again()
    return one_place


@pytest.fixture
def edition(unpublished_place: Place) -> str:
    """The edition that is approved and not yet published."""
    ref: str = json.loads((unpublished_place.begins.folder / EDITION).read_text())["ref"]
    return ref


@pytest.fixture
def kills(is_long_run: bool) -> int:
    """How many kills: 60 in `./los promises`, 6 otherwise."""
    return 60 if is_long_run else 6
