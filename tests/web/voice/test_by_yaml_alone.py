"""docs/how-to/add-a-way-of-listening.md, followed word for word: checked, and on the pages with no line of Python."""

import pytest

from lineofsight.records.voice.models import Heard
from tests.factories.partnership import TODAY
from tests.library.followed import changed, checked, saved
from tests.web.pages import sent, text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
FILE = "listening/care-leavers.examples.yaml"


def test_the_files_of_the_page_are_in_order_and_a_wrong_example_is_seen(tmp_path):
    shelf = saved("add-a-way-of-listening.md", tmp_path)

    assert "in order" in checked(shelf)[0]
    changed(shelf, FILE, "answered: 6", "answered: 10")
    assert "10 answered, and 9 were asked" in "".join(checked(shelf))


def test_it_is_entered_and_listed_by_yaml_alone(tmp_path, settings, worker):
    settings.LOS_SHELF = str(saved("add-a-way-of-listening.md", tmp_path))
    form = {"month": TODAY.replace(day=1).isoformat(), "who": "care-leaver", "occasion": "yearly"}

    assert "Where they live" in text(worker.get("/voice/new?of=care-leavers"))
    assert (
        sent(worker, "/voice/new?of=care-leavers", **form, asked="9", answered="6", theme__housing="4").status_code
        == 302
    )

    assert Heard.objects.get().way == "care-leavers"
    assert "4 of 6" in text(worker.get("/voice"))
