"""Names in a report: a child's stops the import with its place, an officer's is shown with a role to stand instead."""

from pathlib import Path

import pytest

from lineofsight.intake.correcting.corrected import parts_of
from lineofsight.intake.correcting.names import NameFound, NameKind, names_in, pseudonyms_in
from lineofsight.intake.understand import read_document

DOCUMENTS = Path(__file__).parent / "documents"


def found(text: str, **told) -> tuple[NameFound, ...]:
    document = read_document(f"A report\n\n1. {text}\n".encode(), "report.txt")
    return names_in(parts_of(document, [])[0], bodies=[agency.name for agency in document.agencies], **told)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The child Aldra was seen alone.", "Aldra"),
        ("Aldra (4) was seen alone at home.", "Aldra"),
        ("Aldra, aged 4, was seen alone.", "Aldra"),
        ("Brenno Quill is the son of a parent who was known to us.", "Brenno Quill"),
        ("A daughter called Aldra Quill was seen.", "Aldra Quill"),
        ("Practitioners met Aldra's mother each week.", "Aldra"),
        ("The plan of KX4-72M was read by two people.", "KX4-72M"),
    ],
)
def test_a_name_beside_words_about_a_child_is_a_childs(text, name):
    (one,) = [one for one in found(text) if one.kind is NameKind.CHILD]

    assert (one.name, one.label) == (name, "Paragraph 1")
    assert name in one.around


@pytest.mark.parametrize(
    ("text", "name", "instead"),
    [
        ("The audit was led by Dr Quillfeather of the Trust.", "Dr Quillfeather", "a doctor"),
        ("It was agreed with DCI Ottoline Marl last spring.", "DCI Ottoline Marl", "a police officer"),
        ("Ottoline Marl, the director of nursing, signed it.", "Ottoline Marl", "the director of nursing"),
        ("Write to o.marl@wexcombe.example for a copy.", "o.marl@wexcombe.example", "the agency's contact address"),
    ],
)
def test_an_officers_name_is_shown_with_a_role_to_stand_instead(text, name, instead):
    assert [(one.name, one.kind, one.instead) for one in found(text)] == [(name, NameKind.OFFICER, instead)]


def test_the_pseudonym_that_the_partnership_chose_may_stand():
    text = "The child Aldra was seen alone."

    assert found(text, allowed=["Aldra"]) == ()
    assert found(text, allowed=["Brenno"]) != ()


def test_a_report_says_itself_which_pseudonym_it_uses():
    assert pseudonyms_in("A review", 'a baby, who is called "Robin" here, was hurt') == {"Robin"}
    assert pseudonyms_in("A review", 'the word "Robin" stands on the wall') == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "Wexcombe Council children's services read each plan.",
        "The Director of Children's Services reads every plan.",
        "All children aged 4 were seen, and Child Protection Conferences took place in May.",
        "The Head of Service and the Local Authority Designated Officer met.",
        "Children's Social Care has a Team Manager in each area.",
    ],
)
def test_words_that_are_nobodys_name_are_not_taken_for_one(text):
    assert found(text) == ()


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_report_without_a_childs_name_is_stopped(path):
    document = read_document(path)
    text = "\n".join(one.text for one in document.paragraphs())
    kept, _ = parts_of(document, [])
    stops = names_in(
        kept, bodies=[agency.name for agency in document.agencies], allowed=pseudonyms_in(document.title, text)
    )

    assert [(one.name, one.around) for one in stops if one.kind is NameKind.CHILD] == []
