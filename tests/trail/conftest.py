"""Every test here signs with a key of its own."""

import pytest


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "keys"
