"""What a sentence is about, and whom «it», «they» and «and says» mean by the sentence before."""

import pytest

from lineofsight.intake.quotations.subjects import meant_before, subject_of


@pytest.mark.parametrize(
    "sentence, subject",
    [
        ("The council's auditors also formed a view.", "The council's auditors"),
        ("In May, after a hard year, Skylark Families opened a second room.", "Skylark Families"),
        ("Stowmere Police, which covers three towns, has changed its form.", "Stowmere Police"),
        ("A sergeant who comes to it wrote to us.", "A sergeant"),
        ("In March 2025 Ofsted inspected the council and said so.", "Ofsted"),
        ("On 3 May 2024 the Trust wrote to us and said so.", "the Trust"),
        ("In 2024 and 2025 the council was slow.", "In 2024 and 2025 the council"),
        ("No date.", None),
    ],
)
def test_a_sentence_is_about_the_words_before_its_verb(sentence: str, subject: str | None):
    assert subject_of(sentence) == subject


@pytest.mark.parametrize(
    "text, pronoun, name",
    [
        ("Stowmere Police has not begun. It says that ", "it", "Stowmere Police"),
        ("The Trust's matrons read forty files. They thought it ", "they", "Trust's matrons"),
        ("Skylark Families has a room. It meets weekly. It has told us that ", "it", "Skylark Families"),
        ("The force has borrowed officers from elsewhere, and has said that ", "", "force"),
        # Nothing that could speak was spoken of: whoever asks falls back on the people named.
        ("The report came in May. It says that ", "it", None),
        ("Forty of the parents wrote. They said ", "they", None),
    ],
)
def test_a_pronoun_means_what_the_sentence_before_is_about(text: str, pronoun: str, name: str | None):
    assert meant_before(text, len(text), pronoun) == name
