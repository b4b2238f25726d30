"""./los read: for people, for programs, and when the file cannot be read."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.intake.score import DOCUMENTS

TWIN = DOCUMENTS / "twin.txt"


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("read", *arguments, stdout=out)
    return out.getvalue()


def test_the_json_is_alone_on_standard_output():
    read = json.loads(told(str(TWIN), "--json"))

    assert read["title"].startswith("Tarnshire")
    assert sum(len(section["paragraphs"]) for section in read["sections"]) == 21


def test_a_person_is_told_the_counts_first_and_then_the_doubts():
    lines = told(str(TWIN)).splitlines()

    assert lines[1].startswith("21 paragraphs in 6 sections, 8 quotations, 7 figures, 0 tables.")
    assert lines[3] == "Needs your eye"
    assert lines.index("Needs your eye") < lines.index("Introduction") < lines.index("Workforce")


def test_a_figure_without_a_base_is_told_as_such():
    out = told(str(TWIN))

    assert "figure: Over two hundred (denominator not supplied)" in out


@pytest.mark.parametrize(
    "content, says", [(b"", "is empty"), (b"%PDF-1.4", "is not plain text but a PDF"), (b"a\x00b", "is not plain text")]
)
def test_what_cannot_be_read_ends_with_one_sentence(tmp_path: Path, content: bytes, says: str):
    path = tmp_path / "report.txt"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=says) as refused:
        told(str(path), "--json")

    assert refused.value.returncode == 1
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("plan.doc", b"\xd0\xcf\x11\xe0 old", "a Word file of the old kind, which we do not read: save it as .docx"),
        ("plan.doc", b"{\\rtf1 a}", "a Word file of the old kind"),
        ("plan.rtf", b"{\\rtf1 a}", "a rich text file, which we do not read: save it as .docx"),
        ("plan.docx", b"{\\rtf1 a}", "a rich text file inside"),
        ("plan.docx", b"\xd0\xcf\x11\xe0 old", "a file of the old Office inside"),
        ("plan.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("plan.odt", b"PK\x03\x04 cut", "was not read"),
        ("plan.pages", b"PK\x03\x04 cut", "an ending that we do not read yet"),
    ],
)
def test_a_file_of_an_old_or_unknown_kind_ends_with_one_sentence(tmp_path: Path, name: str, content: bytes, says: str):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(CommandError, match=says) as refused:
        told(str(path))

    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(name)


def test_a_file_that_is_not_there_ends_with_one_sentence():
    with pytest.raises(CommandError, match=r"There is no file nowhere\.txt"):
        told("nowhere.txt")


def test_a_file_that_looks_like_an_action_plan_is_told_as_one_and_has_the_key_plan(tmp_path: Path):
    path = tmp_path / "plan.csv"
    path.write_text("Ref,Recommendation,Action,Due date\n1,See children,Train all,3 May 2026\n")

    read = json.loads(told(str(path), "--json"))

    assert [action["due"] for action in read["plan"]["actions"]] == ["2026-05-03"]
    assert read["tables"][0]["rows"] == [["1", "See children", "Train all", "3 May 2026"]]
    assert "Action plan: 0 findings, 1 recommendation, 1 action." in told(str(path))


def test_control_a_report_has_no_plan():
    assert "plan" not in json.loads(told(str(TWIN), "--json"))
