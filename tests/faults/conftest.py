"""The demonstration up to where its Summary is approved and not yet published, told once for all test processes."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.faults.killing import Place
from tests.once import made_once, shared_folder


@dataclass(frozen=True)
class Told:
    """Where the story was told, and the reference of the edition that can be published."""

    place: Place
    edition: str


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = shared_folder(tmp_path_factory, "told-up-to-publishing")
    place = Place(tmp_path_factory.mktemp("faults"), told=folder)
    with made_once(folder) as is_there:
        if not is_there:
            place.tell()
    yield Told(place, place.edition_told())
    place.end()


@pytest.fixture
def place(told: Told) -> Place:
    """The demonstration, afresh."""
    told.place.again()
    return told.place


@pytest.fixture
def edition(told: Told) -> str:
    """The edition that is approved and not yet published."""
    return told.edition


@pytest.fixture
def kills(is_long_run: bool) -> int:
    """How many kills: 60 in `./los promises`, 6 otherwise."""
    return 60 if is_long_run else 6
