"""PostgreSQL plans a question once that is asked again and again: planning takes longer than answering most of ours."""

import pytest
from django.db import connections

from lineofsight.settings import DATABASES

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db]
# How often before it is planned for good, and once more.
OFTEN = 6


@pytest.mark.parametrize(("more", "is_planned"), [({}, True), ({"server_side_binding": False}, False)])
def test_what_is_asked_often_is_planned_once(more: dict[str, object], is_planned: bool):
    # The second is the control: as Django would have it, each question is another text.
    wrapper = connections["default"].copy("another")
    options = {**DATABASES["default"]["OPTIONS"], **more}
    # The pool goes by Django's name for a database: it would not look at what is told here.
    del options["pool"]
    wrapper.settings_dict = wrapper.settings_dict | {"OPTIONS": options}

    with wrapper.cursor() as cursor:
        for number in range(OFTEN):
            cursor.execute("SELECT model FROM django_content_type WHERE id = %s", [number])
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT model FROM %'")
        (planned,) = cursor.fetchone()
    wrapper.close()

    assert bool(planned) is is_planned
