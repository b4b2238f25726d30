"""The answer of the gate: its form, its counts, its order, and that nothing else is asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.numbers import figures_said, numbers_in
from lineofsight.publication.gate.order import LINE_CHECKS, all_codes, reference
from lineofsight.publication.gate.refusal import GateResult
from tests.publication.pure import factory
from tests.publication.pure.lies import LIES, case
from tests.publication.pure.wording import RULES


def judged(content: EditionContent) -> GateResult:
    return judge(
        content,
        sources=factory.sources(),
        recomputed=factory.recomputed(content),
        today=factory.TODAY,
        wording_rules=RULES,
    )


def test_an_honest_edition_passes_before_and_after_it_is_read_from_its_json() -> None:
    content = factory.content(40)

    assert judged(content).refusals == ()
    assert judged(content).passes
    assert judged(EditionContent.from_json(content.to_json())) == judged(content)


def test_the_answer_has_these_words_and_no_others() -> None:
    answer = judged(factory.edition(replace(factory.line("checked"), basis=()))).to_dict()

    assert list(answer) == ["edition", "passes", "checks", "refusals", "notes", "overridden"]
    assert answer["edition"] == "edition-1"
    assert answer["passes"] is False
    assert all(list(check) == ["id", "passed", "refused", "not_applicable"] for check in answer["checks"])
    assert list(answer["refusals"][0]) == ["code", "place", "sentence", "reason", "cure", "link"]


def test_each_check_counts_every_sentence_once() -> None:
    content = factory.content(40)
    broken = replace(factory.line("checked"), number=41, anchor="s41", basis=(), signatures=())
    content = replace(content, sections=(*content.sections, replace(content.sections[0], lines=(broken,))))

    result = judged(content)

    by_id = {check.id: check for check in result.checks}
    for check in LINE_CHECKS:
        counted = by_id[check.id]
        assert counted.passed + counted.refused + counted.not_applicable == 41
    assert by_id["signed"].refused == 1
    assert by_id["evidence"].refused == 1
    assert by_id["quotation-words"].refused == 0
    assert by_id["open"].passed == 1


def test_refusals_stand_in_the_order_of_the_sentences_then_the_whole() -> None:
    lines = [
        replace(factory.line("checked"), number=number, anchor=f"s{number}", signatures=()) for number in (1, 2, 10)
    ]

    result = judged(factory.edition(*lines, open_items=()))

    assert result.refused_places == ("Sentence 1", "Sentence 2", "Sentence 10", "The Summary")


def test_each_refusal_leads_to_the_page_of_its_cure() -> None:
    line = replace(factory.line("checked"), basis=(), signatures=())

    links = {refusal.code: refusal.link for refusal in judged(factory.edition(line, open_items=())).refusals}

    assert links["evidence.none"] == "/statements/statement-1/evidence"
    assert links["signed.missing"] == "/summaries/edition-1/sign"
    assert links["open.missing"] == "/reviews/review-1/open-items/new"


def test_taking_out_what_was_not_accepted_changes_no_answer() -> None:
    content = factory.content()

    assert judged(as_published(content)) == judged(content)


def test_reasons_and_cures_are_written_for_people() -> None:
    refusals = [refusal for lie in LIES for refusal in case(lie["of"], lie["set"]).judged().refusals]
    not_for_people = {"please", "sorry", "invalid", "refused", "hash", "snapshot", "gate", "error"}

    assert len(refusals) > 50
    for refusal in refusals:
        assert not not_for_people & set(f"{refusal.reason} {refusal.cure}".casefold().split())
        assert refusal.reason.endswith((".", "»"))
        assert refusal.cure.endswith(".")


def test_the_page_of_codes_is_the_list_of_codes() -> None:
    page = (Path(__file__).parents[3] / "docs" / "gate.md").read_text(encoding="utf-8")

    assert reference() in page
    assert len(all_codes()) > 40


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("over one hundred practitioners", "over one hundred"),
        ("86% remain", "86%"),
        ("37.5 per cent of files", "37.5 per cent"),
        ("6 of the 8 files", "6 of the 8"),
        ("one in five families", "one in five"),
        ("two thirds of plans", "two thirds of"),
        ("fewer than 30 files", "fewer than 30"),
        ("at least forty-two workers", "at least forty-two"),
    ],
)
def test_a_share_or_a_count_is_a_figure(text: str, said: str) -> None:
    assert said in [text[start:end] for start, end in figures_said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "within 10 working days of 3 August 2026",
        "fewer than 10 working days",
        "section 47 and Level 3 training since 2020",
        "at least one parent or two adults",
        "three of the four weeks",
        "a third party, a quarter later, in March 2026",
        "more than two years",
        "over 18s",
    ],
)
def test_times_laws_and_levels_are_no_figures(text: str) -> None:
    assert list(figures_said(text)) == []


def test_numbers_are_read_from_digits_and_words() -> None:
    assert numbers_in("1,250 and 37.5") == (1250, 37.5)
    assert numbers_in("over one hundred") == (100,)
    assert numbers_in("forty-two of two thousand one hundred and six") == (42, 2106)
    assert numbers_in("a family") == ()
