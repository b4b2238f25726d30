"""The signing key: one for an installation, whoever comes first, and for nobody else's eyes."""

import stat
from concurrent.futures import ThreadPoolExecutor

from lineofsight.trail import keys
from lineofsight.trail.checkpoint import SigningKey


def test_the_key_is_made_once(tmp_path):
    assert keys.signing_key(tmp_path / "keys").public == keys.signing_key(tmp_path / "keys").public


def test_the_key_is_readable_by_the_service_only(tmp_path):
    keys.signing_key(tmp_path / "keys")

    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "keys" / keys.SIGNING).stat().st_mode) == 0o600


def test_many_who_start_at_once_keep_one_key(tmp_path):
    with ThreadPoolExecutor(8) as many:
        found = set(many.map(lambda _: keys.signing_key(tmp_path).public, range(40)))

    assert len(found) == 1
    assert [path.name for path in tmp_path.iterdir()] == [keys.SIGNING]


def test_two_installations_have_two_names(tmp_path):
    first, second = keys.signing_key(tmp_path / "one"), keys.signing_key(tmp_path / "two")

    assert first.name != second.name
    assert first.name.startswith("lineofsight/")


def test_earlier_keys_stay_known_before_the_present_one(tmp_path):
    earlier = SigningKey.new("lineofsight/before").public

    keys.trust_earlier(tmp_path, (earlier,))

    assert keys.known_keys(tmp_path) == (earlier, keys.signing_key(tmp_path).public)
