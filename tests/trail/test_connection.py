"""A process keeps its connection to SQLite from one request to the next: opening it reads the whole schema."""

from pathlib import Path

import pytest
from django.db import connections

from lineofsight.settings import DATABASES

pytestmark = [pytest.mark.sqlite_only("PostgreSQL has a pool of connections"), pytest.mark.django_db]


@pytest.mark.parametrize(("more", "stays"), [({}, True), ({"CONN_MAX_AGE": 0}, False)])
def test_a_connection_outlasts_its_request(tmp_path: Path, more: dict[str, object], stays: bool):
    # The second is the control: as Django would have it.
    wrapper = connections["default"].copy("another")
    wrapper.settings_dict = wrapper.settings_dict | DATABASES["default"] | {"NAME": tmp_path / "rows.sqlite3"} | more
    wrapper.ensure_connection()

    # What Django does before and after each request.
    wrapper.close_if_unusable_or_obsolete()

    assert (wrapper.connection is not None) is stays
    wrapper.close()
