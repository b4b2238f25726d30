"""What points to a person is found wherever it is printed, and normal prose about safeguarding is left alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from lineofsight.cli import demonstration
from lineofsight.library.identifying import IdentifyingRule, pointers_in
from lineofsight.library.shelf import load
from lineofsight.publication.content.edition import EditionContent, wording_sha
from lineofsight.publication.gate.checks import small
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.names import known
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.gate.printed import printed_texts
from tests.intake.conftest import NO_SOURCE, SOURCE
from tests.publication.pure import factory
from tests.publication.pure.lies import case

STORY = Path(demonstration.__file__).parent
RULES = load().entries(IdentifyingRule, on=factory.TODAY)
NAME = "Wilma Oddfellow"


def sentences_of(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        return [words for words in strings(yaml.safe_load(text)) if " " in words]
    return [line for line in text.splitlines() if line.strip()]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def alarms(sentence: str) -> list[str]:
    """What the checks of names, ages, days, places and bare numbers say of a sentence."""
    line = replace(factory.line("said"), wording=sentence, wording_sha=wording_sha(sentence))
    given = Given(
        content=factory.edition(line),
        sources={},
        recomputed={},
        today=factory.TODAY,
        wording_rules=(),
        own_rules=rules_of(load(), on=factory.TODAY),
    )
    return [
        *(pointer.says for pointer in pointers_in(sentence, RULES)),
        *(found.reason for found in small.CHECK.find(line, given)),
    ]


@pytest.mark.parametrize("name", ["report.txt", "inspection.txt", "story/*.yaml", "story/written/*.yaml"])
def test_no_sentence_of_the_demonstration_is_taken_for_one_that_points_to_somebody(name):
    sentences = [sentence for path in sorted(STORY.glob(name)) for sentence in sentences_of(path)]

    assert len(sentences) > 2
    assert {sentence: found for sentence in sentences if (found := alarms(sentence))} == {}


def test_no_sentence_of_the_published_summary_is_taken_for_one_that_points_to_somebody():
    if not SOURCE.exists():
        pytest.skip(NO_SOURCE)
    sentences = sentences_of(SOURCE)

    assert len(sentences) > 40
    assert {number: found for number, sentence in enumerate(sentences) if (found := alarms(sentence))} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The review was published in March 2026, after the inquest had ended.",
        "One in five children waited, and for every 10,000 children there were 40 plans.",
        "Of those asked, 29 were girls in care or girls' mentors; section 47 children's enquiries were read.",
        "The service for 16-year-olds moved, and workers read plans for babies under one.",
        "Miss nothing: the list, drawn up on 3 March 2026, names no ward and no school.",
        "In 2025 children were seen within 10 working days; both parents of a child are asked.",
        "One child's plan was read with two adults and one parent.",
        "The court made the order and the Ward Manager's rota is kept.",
        "Level 3 training and the E31 form are in use at the Family Court.",
    ],
)
def test_normal_prose_is_left_alone(sentence):
    assert alarms(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The 3-year-old was moved.",
        "Two babies were hurt.",
        "She was born on 03/04/2021.",
        "Her older sister told a teacher.",
        "The flat in Quarry Road was searched.",
        "We thank Mrs Oddfellow.",
        "The reference is ZZ99 9ZZ.",
    ],
)
def test_control_what_points_to_somebody_is_found(sentence):
    assert alarms(sentence) != []


def test_a_name_is_found_in_every_text_that_is_printed():
    content = factory.content()
    texts = list(printed_texts(content))
    whole = content.to_json().decode()
    judging = replace(case("said", {}), names=known([NAME], by="Council"))
    missed = []
    for text in texts:
        if f'"{text.field}":"{text.text}"' not in whole:
            continue
        planted = whole.replace(f'"{text.field}":"{text.text}"', f'"{text.field}":"{text.text} {NAME}"', 1)
        found = replace(judging, content=EditionContent.from_json(planted))
        if "name.registered" not in {refusal.code for refusal in found.judged().refusals}:
            missed.append(text)

    assert len(texts) > 150
    assert missed == []


def test_a_name_that_was_found_is_told_nowhere_again():
    wording = f"The trust has changed its robust pathway for {NAME}, said {NAME.upper()}’s nurse."

    result = case("said", {"wording": wording, "names": [NAME]}).judged()

    assert {refusal.code for refusal in result.refusals} >= {"name.registered", "wording.above_shown"}
    told = " ".join(f"{refusal.sentence} {refusal.reason} {refusal.cure}" for refusal in result.refusals)
    assert "oddfellow" not in told.casefold()
    assert "…" in told


def test_a_registered_name_inside_another_word_is_no_name():
    assert case("said", {"names": ["Path"]}).judged().passes


def test_a_surname_that_is_a_place_too_is_not_found_in_the_name_of_a_body():
    assert case("said", {"names": ["Shires"]}).judged().passes
    assert not case("said", {"names": ["Shires"], "edition.open_items.0.text": "Shires was not asked."}).judged().passes
