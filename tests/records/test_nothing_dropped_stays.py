"""Names, pupil numbers, postcodes, full days of birth and the source's own ids stand nowhere after an import."""

import logging
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.practice.models import Fact, Upload
from lineofsight.records.taken import RefusedRow, UnreadableReturn
from tests.factories.partnership import member
from tests.records.readings import born, carries, placed, reading, visit, with_worker
from tests.records.stored_words import words_of_the_database, words_of_the_folders
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db
# What stands in the file and must stand nowhere else. Each is a word that nothing else holds.
DROPPED = (
    "Quillfeather",  # a name
    "H801200001001",  # a pupil number
    "ZX9 9QQ",  # a postcode
    "2019-04-17",  # a full day of birth
    "CHILD-77001",  # the source's id of a child
    "WORKER-88002",  # of a worker
    "REF-55003",  # of a referral
    "ENQ-44004",  # of an enquiry
)
LINE = "CHILD-77001,Quillfeather,H801200001001,ZX9 9QQ,2019-04-17,WORKER-88002,REF-55003,ENQ-44004"


class OneLine:
    """A reader of such lines, that hands down what a reader may: ids to be made pseudonyms, and no more."""

    @staticmethod
    def reading_of(source: str, paths: list[Path], *, shelf: object = None):
        child, name, _, _, birth, worker, row, link = paths[0].read_text().strip().split(",")
        if name == "broken":
            raise UnreadableReturn("children.csv has no head. Export it again.")
        month = date.fromisoformat(birth).replace(day=1)
        return reading(
            born(child, month, sex="F"),
            visit(child, date(2026, 3, 3), row=row, link=link, worker=worker),
            placed(child, date(2026, 3, 3), row=row),
            with_worker(child, worker, date(2026, 3, 3)),
            RefusedRow("children.csv", 1, "postcode", "it is not kept", "Nothing: it is thrown away."),
            carried=(carries("care-visit"),),
            thrown_away=("children.csv: name", "children.csv: upn", "children.csv: postcode"),
        )


@pytest.fixture(autouse=True)
def readers(monkeypatch, settings, tmp_path, council):
    settings.RETURNS_ROOT = tmp_path / "returns"
    monkeypatch.setitem(sys.modules, "lineofsight.intake.returns.recognise", OneLine)
    monkeypatch.setattr("lineofsight.web.middleware.must_set_up", lambda request: False)


def found(words: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where which of the dropped values stand, whatever their capitals."""
    return [(where, value) for where, text in words for value in DROPPED if value.casefold() in text.casefold()]


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "in" / "children.csv"
    path.parent.mkdir()
    path.write_text(LINE)
    return path


def test_after_an_import_nothing_that_was_dropped_stands_in_the_database_or_the_log(council, file, caplog, capsys):
    with caplog.at_level(logging.DEBUG):
        call_command("import", "--source", "ssd", "--by", "analyst@council.example", str(file))

    said = capsys.readouterr()
    assert "4" in said.out
    with scope(council.analyst, writes=False):
        assert Fact.objects.count() == 1
    assert found(words_of_the_database()) == []
    assert found(iter([("the log", caplog.text), ("the screen", said.out + said.err)])) == []


def test_after_a_return_in_the_browser_nothing_stands_in_the_database_the_folders_or_the_log(
    council, caplog, settings, django_capture_on_commit_callbacks
):
    client = browser(member(Role.ANALYST, council.agency, email="second@council.example"))
    with caplog.at_level(logging.DEBUG):
        sent = SimpleUploadedFile("children.csv", LINE.encode())
        page = client.post("/returns/new", {"source": "ssd", "files": [sent]})["Location"]
        shown = client.get(page).content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{page}/take", {"version": Upload.objects.get().version})
        receipt = client.get(page, follow=True).content.decode()

    assert "What we took" in receipt
    assert found(words_of_the_database()) == []
    assert found(words_of_the_folders(settings.RETURNS_ROOT, Path(settings.FILES_ROOT))) == []
    assert found(iter([("the log", caplog.text), ("the pages", shown + receipt)])) == []


def test_control_a_reader_that_hands_a_name_down_is_found(council):
    council.takes(reading(born("CHILD-77001", sex="Quillfeather"), with_worker("1", "2", date(2026, 3, 3))))

    assert found(words_of_the_database()) == [("practice_description", "Quillfeather")]


def test_control_files_that_wait_to_be_taken_are_found_in_their_folder(council, settings):
    client = browser(member(Role.ANALYST, council.agency, email="second@council.example"))

    client.post("/returns/new", {"source": "ssd", "files": [SimpleUploadedFile("children.csv", LINE.encode())]})

    assert {value for _, value in found(words_of_the_folders(settings.RETURNS_ROOT))} == set(DROPPED)
