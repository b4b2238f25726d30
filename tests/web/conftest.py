"""What tests of pages share: a file that several of them upload is read once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lineofsight.assurance import packs, sources
from lineofsight.intake import apart


@pytest.fixture(scope="session", autouse=True)
def each_file_is_read_once() -> Iterator[None]:
    """Keep what the process apart has read of a file, for the next test that uploads the same bytes.

    Starting the process takes most of the time of a test that uploads a small file. It is itself tried in
    tests/intake/test_apart.py; here a reading that somebody may stop is always a real one.
    """
    read = apart.value_apart
    kept: dict[tuple[object, ...], object] = {}

    def read_once(
        kind: type, content: bytes, name: str, *, is_cancelled: Callable[[], bool] | None = None, **how: Any
    ) -> object:
        if is_cancelled not in (None, sources._never):
            return read(kind, content, name, is_cancelled=is_cancelled, **how)
        asked = (kind, apart.bytes_of(content, name), name, how["reader"], how.get("limits"))
        if asked not in kept:
            kept[asked] = read(kind, content, name, **how)
        return kept[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "value_apart", read_once)
        patch.setattr(packs, "value_apart", read_once)
        yield


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    """Files, keys and returns stand in folders that a test shares with no other."""
    settings.FILES_ROOT, settings.RETURNS_ROOT = tmp_path / "files", tmp_path / "returns"
    settings.KEYS_ROOT, settings.PSEUDONYM_KEYS_ROOT = tmp_path / "keys", tmp_path / "pseudonym-keys"


@pytest.fixture(autouse=True)
def no_second_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is sent to set up a second step first; tests/web/signin tries that they are."""
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)


@pytest.fixture
def proved_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has just proved who they are, which some acts ask for."""
    monkeypatch.setattr("lineofsight.web.route.proved_recently", lambda request: True)
