"""A form as a Word file: the same questions with the same numbers, read back whole or not at all."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from lineofsight.intake.apart import value_apart
from lineofsight.packs.reading import READER
from lineofsight.packs.sheet import Sheet
from lineofsight.partnership.rules import Role
from lineofsight.records.forms.models import Answer, Form, Saved
from tests.web.forms.filling import AREAS, begun, saved, version
from tests.web.pages import page, words_of

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="reads files in processes of their own; the writing is tried on both in tests/records/forms",
    but=(
        "test_what_is_filled_in_is_taken_and_can_be_signed",
        "test_a_section_that_was_saved_here_since_is_told_and_not_overwritten",
        "test_what_is_private_is_in_no_file_and_stays_when_one_comes_back",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
REFLECTION = "not-managing-to-work-with-a-parent"
ALL = {
    "1.1": "Current", "1.2": "2 March 2026", "1.3": "No",
    "2.1": "Good", "2.2": "good", "2.3": "Requires improvement", "2.4": "Good", "2.5": "Outstanding",
    "3.1": "Good", "3.2": "No",
}  # fmt: skip


def word(client, address: str) -> bytes:
    return client.get(f"{address}/word/file").content


def written(content: bytes, answers: dict[str, str]) -> bytes:
    """A Word form with words in the answers of these numbers."""
    document = Document(io.BytesIO(content))
    for table in document.tables:
        for row in table.rows:
            code = "".join(node.text or "" for node in row.cells[0]._tc.iter() if node.tag.endswith("}t"))
            if code in answers:
                cell = row.cells[2]
                for field in cell._tc.findall(".//{*}sdt"):
                    field.getparent().remove(field)
                cell.paragraphs[0].text = answers[code]
    return saved_as(document)


def changed(content: bytes, change: Callable[[object], None]) -> bytes:
    document = Document(io.BytesIO(content))
    change(document)
    return saved_as(document)


def saved_as(document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def sent(client, address: str, content: bytes, name: str = "form.docx"):
    return client.post(f"{address}/word", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def address(manager, child) -> str:
    return begun(manager, child)


def filled_word(client, address: str) -> bytes:
    answers = {**ALL, "1.1": "The framework in use now"}
    return written(word(client, address), answers)


def test_the_word_form_has_a_table_a_section_and_the_numbers_of_the_page(manager, address):
    sheet = value_apart(Sheet, word(manager, address), "form.docx", reader=READER)
    printed = page(manager, f"{address}/print")

    codes = [row.cells[0] for table in sheet.tables for row in table.rows[1:]]
    assert len(sheet.tables) == 3
    assert codes == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3", "3.4"]
    assert all(f"{code} " in words_of(printed) for code in codes)


def test_what_is_filled_in_is_taken_and_can_be_signed(manager, address):
    answer = sent(manager, address, filled_word(manager, address))
    signed = manager.post(f"{address}/check", {"version": version(manager, address)})

    assert answer.url == f"{address}/check"
    assert signed.status_code == 302
    assert Form.objects.get().state == "signed"
    assert "5 of 5" not in words_of(page(manager, address))
    assert "4 of 5 areas were good or better" in words_of(page(manager, address))


def test_a_file_that_is_sent_twice_is_told_and_writes_nothing(manager, address):
    content = filled_word(manager, address)
    sent(manager, address, content)
    before = Saved.objects.count()

    again = sent(manager, address, content)

    assert again.status_code == 422
    assert "Every answer of this file stands here already" in words_of(again.content.decode())
    assert Saved.objects.count() == before


def test_an_answer_that_is_not_known_is_told_with_its_place_and_nothing_is_written(manager, address):
    content = written(filled_word(manager, address), {"2.3": "Godd", "1.2": "the 2nd or 3rd"})

    refused = sent(manager, address, content)

    told = words_of(refused.content.decode())
    assert refused.status_code == 422
    assert "Row 4 of table 2, «How fairly does it give each parent's own view?»: «Godd» is not an answer here." in told
    assert "Did you mean «Good»?" in told
    assert "Row 3 of table 1" in told
    assert not Saved.objects.exists()


def test_an_answer_to_what_is_not_asked_is_told(manager, address):
    refused = sent(manager, address, written(filled_word(manager, address), {"1.4": "Nobody was free to do it"}))

    assert "The row with the number 1.4 is answered, and is not asked" in words_of(refused.content.decode())
    assert not Saved.objects.exists()


def test_a_section_that_was_saved_here_since_is_told_and_not_overwritten(manager, address):
    content = filled_word(manager, address)
    saved(manager, f"{address}/sections/areas", {**AREAS, "reasons-0": "inadequate"})

    refused = sent(manager, address, content)

    told = words_of(refused.content.decode())
    assert "Section 2, «How good it is», was saved here after this file was made." in told
    assert Saved.objects.count() == 1


def test_a_file_of_another_form_and_of_another_edition_is_told(manager, child, address):
    def older(document) -> None:
        for paragraph in document.paragraphs:
            paragraph.text = paragraph.text.replace("Edition: 2026-01-01", "Edition: 2025-01-01")

    content = filled_word(manager, address)
    other = sent(manager, begun(manager, child), content)
    edition = sent(manager, address, changed(content, older))

    assert "The file is of another form." in words_of(other.content.decode())
    assert "of the edition of 2025-01-01, and this form is of the edition of 2026-01-01" in words_of(
        edition.content.decode()
    )
    assert not Saved.objects.exists()


def test_a_row_that_was_taken_out_and_one_that_was_written_over_are_told(manager, address):
    def worse(document) -> None:
        table = document.tables[1]
        table._tbl.remove(table.rows[2]._tr)
        document.tables[2].rows[1].cells[1].paragraphs[0].text = "Another question?"

    refused = sent(manager, address, changed(filled_word(manager, address), worse))

    told = words_of(refused.content.decode())
    assert "The row with the number 2.2 is missing" in told
    assert "Row 2 of table 3 has the number 3.1 and another question." in told
    assert not Saved.objects.exists()


def test_a_name_in_a_text_of_a_file_is_told(manager, address):
    content = written(
        filled_word(manager, address), {"3.2": "Yes", "3.3": "1 July 2026", "3.4": "Say more about what Mary saw."}
    )

    refused = sent(manager, address, content)

    assert "«Overall» has a text with «Mary»" in words_of(refused.content.decode())
    assert not Saved.objects.exists()


def test_entries_of_a_section_that_repeats_go_out_and_come_back(near, child):
    practitioner = near(Role.PRACTITIONER)[1]
    address = begun(practitioner, child, REFLECTION)
    answers = {
        "1.1": "4", "1.2": "The telephone; A message or letter", "1.3": "Yes", "2.1": "We do not know", "2.2": "Yes",
        "3.1": "No, we do not know", "3.3": "Yes", "3.4": "3", "5.1": "My supervisor",
        "4.1/1": "Another time", "4.2/1": "1 July 2026", "4.1/2": "Offer an advocate", "4.2/2": "2 July 2026",
    }  # fmt: skip

    answer = sent(practitioner, address, written(word(practitioner, address), answers))

    assert answer.status_code == 302, words_of(answer.content.decode())
    rows = Answer.objects.filter(question="change").order_by("entry")
    assert [(row.entry, row.code) for row in rows] == [(1, "other-time"), (2, "advocate")]
    assert {row.code for row in Answer.objects.filter(question="ways-tried")} == {"telephone", "message"}
    assert "4.1/5" in value_text(practitioner, address)


def value_text(client, address: str) -> str:
    sheet = value_apart(Sheet, word(client, address), "form.docx", reader=READER)
    return " ".join(cell for table in sheet.tables for row in table.rows for cell in row.cells)


def test_what_is_private_is_in_no_file_and_stays_when_one_comes_back(near, child):
    practitioner = near(Role.PRACTITIONER)[1]
    address = begun(practitioner, child, REFLECTION)
    saved(
        practitioner,
        f"{address}/sections/talked-over",
        {"with-whom-0": "nobody", "thought-0": "It is hard to be let in."},
    )

    content = word(practitioner, address)
    sent(practitioner, address, written(content, {"5.1": "My supervisor"}))

    assert "It is hard" not in value_text(practitioner, address)
    last = Saved.objects.get(section="talked-over", number=2)
    assert last.answers.get(question="thought").text == "It is hard to be let in."
    assert last.answers.get(question="with-whom").code == "supervisor"


@pytest.mark.parametrize(("content", "name"), [(b"not a Word file", "form.docx"), (b"a,b", "form.csv")])
def test_what_is_no_word_file_is_refused_with_what_to_do(manager, address, content, name):
    refused = sent(manager, address, content, name)

    assert refused.status_code == 422
    assert not Saved.objects.exists()
