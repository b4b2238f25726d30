"""Grades given on paper or elsewhere: the list to fill in, what it would give, taking it, and what it cannot do."""

import csv
import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.partnership.models import Person
from lineofsight.records.audits.models import Grade, Pair, Reading
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.refs import new_ref
from tests.records.audits.council import AREAS, Council, grade
from tests.web.pages import words_of
from tests.web.rounds.conftest import signed_in

pytestmark = pytest.mark.django_db


class Round:
    """A round whose files are given out, and the browser of whoever runs it."""

    def __init__(self, council: Council) -> None:
        self.audit = council.given()
        self.lead = signed_in(Person.objects.get(ref=council.lead.ref))
        self.page = f"/audits/{self.audit.ref}/grades"

    def template(self) -> tuple[list[str], list[list[str]]]:
        text = self.lead.get(f"{self.page}/template?as=csv").content.decode("utf-8-sig")
        head, *rows = csv.reader(io.StringIO(text))
        return head, rows

    def hand_in(self, rows: list[list[str]], head: list[str] | None = None):
        written = io.StringIO()
        csv.writer(written).writerows([head or self.template()[0], *rows])
        file = SimpleUploadedFile("grades.csv", written.getvalue().encode(), content_type="text/csv")
        return self.lead.post(self.page, {"file": file, "key": new_ref()})

    def take(self, answer):
        packed = unescape(re.search(r'name="grades" value="([^"]*)"', answer.content.decode())[1])
        return self.lead.post(f"{self.page}/take", {"grades": packed, "key": new_ref()})


@pytest.fixture
def round_(council: Council) -> Round:
    return Round(council)


def filled(rows: list[list[str]], word: str = "Good") -> list[list[str]]:
    return [[number, reader, *([word] * len(AREAS))] for number, reader, *_ in rows]


def test_the_list_to_fill_in_has_a_row_for_each_reader_and_its_grades_are_shown_before_they_are_taken(round_):
    head, rows = round_.template()

    told = words_of(round_.hand_in(filled(rows)).content.decode())

    assert head[:2] == ["File", "Reader"]
    assert (len(head), len(rows)) == (2 + len(AREAS), 5)
    assert "5 readings can be taken" in told
    assert "4 of 4" in told
    assert not Grade.objects.exists()


def test_what_was_looked_at_is_taken_with_one_event_and_two_readers_stand_side_by_side(round_):
    _, rows = round_.template()

    answer = round_.take(round_.hand_in(filled(rows)))

    assert answer.headers["Location"] == f"/audits/{round_.audit.ref}"
    assert set(Grade.objects.values_list("code", flat=True)) == {"good"}
    assert Reading.objects.filter(state="signed").count() == 5
    assert Pair.objects.filter(agreed="good").count() == len(AREAS)
    event = Event.objects.get(act="audit.list taken")
    assert '"signed":5' in Payload.objects.get(event=event).body
    assert "Signed, from a list" in words_of(round_.lead.get(f"/audits/{round_.audit.ref}").content.decode())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: rows[0].__setitem__(2, "Godo"), "This is no answer of it. Did you mean «Good»?"),
        (lambda rows: rows[0].__setitem__(0, "four"), "Enter the number of the file in the sample, for example 4."),
        (lambda rows: rows[0].__setitem__(1, "third"), "Write «first» or «second»"),
        (lambda rows: rows.append(list(rows[0])), "stands twice for the first reader. Keep one row."),
        (lambda rows: rows[0].__setitem__(0, "99"), "File 99 has no first reader in this round."),
    ],
)
def test_what_cannot_be_taken_is_told_with_line_and_column_and_nothing_can_be(round_, change, told):
    rows = filled(round_.template()[1])
    change(rows)

    answer = round_.hand_in(rows)

    text = words_of(answer.content.decode())
    assert told in text
    assert re.search(r"Line [267], |File 99", text)
    assert "Take these grades" not in text


def test_a_file_that_somebody_graded_here_is_refused_also_when_it_was_looked_at_before(round_, council):
    _, rows = round_.template()
    looked = round_.hand_in(filled(rows))
    reading = Reading.objects.filter(is_second=False).order_by("file__number").first()
    by = next(one for one in council.readers if one.person_id == reading.person_id)
    grade(by, reading.file)

    late = round_.take(looked)
    again = words_of(round_.hand_in(filled(rows)).content.decode())

    assert late.status_code == 409
    assert f"File {reading.file.number} is begun or graded here by its first reader." in again
    assert Grade.objects.exclude(reading=reading).count() == 0


def test_a_column_that_is_no_area_is_passed_over_by_name_and_never_read(round_):
    head, rows = round_.template()

    answer = round_.hand_in([[*row, "Wren Hollow was seen"] for row in filled(rows)], [*head, "Notes"])

    told = words_of(answer.content.decode())
    assert "Passed over: Notes." in told
    assert "Wren Hollow" not in answer.content.decode()


def test_a_list_without_the_files_says_which_column_it_lacks(round_):
    answer = round_.hand_in([["Good"]], ["Grade"])

    assert answer.status_code == 422
    assert "has no table with the column «File»" in words_of(answer.content.decode())


def test_who_does_not_run_the_round_hands_nothing_in(round_, council):
    reader = signed_in(Person.objects.get(ref=council.readers[0].ref))

    assert reader.get(round_.page).status_code in (403, 404)
    assert reader.post(f"{round_.page}/take", {"grades": "[]", "key": new_ref()}).status_code in (403, 404)
