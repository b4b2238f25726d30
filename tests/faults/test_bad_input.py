"""Files that are no report: one sentence each, an exit code, and nothing written."""

import pytest

from tests.faults.killing import Place

WORDS = b"A sentence of a report that goes on for a while.\n"
BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b"\n \t\n" * 50, "is empty"),
    "huge.txt": (WORDS * (21 * 1024 * 1024 // len(WORDS)), "is larger than 20 MB"),
    "binary.txt": (bytes(range(256)) * 40, "is not plain text"),
    "letters.txt": ("Ärzte und Fälle\n".encode("cp1252") * 9 + b"\x81\x8d\x8f\n", "save it again as UTF-8"),
    "endless.txt": (b"word " * 30_000, "has a line of more than 100,000 characters"),
    "renamed.txt": (b"%PDF-1.7\n1 0 obj\n" + WORDS, "is not plain text but a PDF"),
    "report.xyz": (WORDS, "has an ending that we do not read yet"),
}
COMMANDS = {"read": ["read", "FILE"], "import-summary": ["import-summary", "FILE", "--review", "new"]}


@pytest.fixture
def files(tmp_path):
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_report_ends_in_one_sentence_and_writes_nothing(command, place: Place, files):
    rows, kept = place.rows(), place.files()
    asked = [[str(files / name) if word == "FILE" else word for word in COMMANDS[command]] for name in BAD]

    answers = dict(zip(BAD, place.answers(*asked), strict=True))

    for name, answer in answers.items():
        assert (answer["code"], answer["out"], answer["err"].count("\n")) == (1, "", 1), name
        assert {part for part in (name, BAD[name][1]) if part not in answer["err"]} == set(), answer["err"]
    assert (place.rows(), place.files()) == (rows, kept)


def test_a_report_without_a_paragraph_is_not_imported(place: Place, tmp_path):
    rows, kept = place.rows(), place.files()
    (tmp_path / "title.txt").write_text("Summary of Progress\n")

    (answer,) = place.answers(["import-summary", str(tmp_path / "title.txt"), "--review", "new"])

    assert (answer["code"], answer["out"], answer["err"].count("\n")) == (1, "", 1)
    assert place.rows() == rows
    assert {name for name in place.files() - kept if not name.startswith("files/")} == set()


def test_control_a_readable_report_does_write(place: Place, tmp_path):
    rows = place.rows()
    (tmp_path / "report.txt").write_bytes(b"A report\n\n1. " + WORDS)

    (answer,) = place.answers(["import-summary", str(tmp_path / "report.txt"), "--review", "new"])

    assert answer["code"] == 0
    assert place.rows() != rows
