"""A second person lets one refusal pass, in one wording, with a printed reason; never what points to a child."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.publication.content.declared import Override
from lineofsight.publication.content.edition import EditionContent, wording_sha
from lineofsight.publication.gate.check import Stage
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.order import all_codes, stands_before
from lineofsight.publication.gate.overrides import MAY_BE_LET_PASS
from lineofsight.publication.gate.refusal import GateResult
from tests.publication.pure import factory
from tests.publication.pure.wording import RULES

CLAIM = "Reading of files by managers is robust and embedded."


def override(code: str = "wording.above_shown", **changes: object) -> Override:
    made = Override(
        code=code,
        reason="The scrutineer has seen it in use for two years.",
        by_role="Checker",
        by_agency=factory.PARTNERSHIP,
        given_date=date(2026, 7, 15),
        line_number=1,
        wording_sha=wording_sha(CLAIM),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def with_claim(*overrides: Override) -> EditionContent:
    line = replace(
        factory.line("said"),
        wording=CLAIM,
        wording_sha=wording_sha(CLAIM),
        signatures=(factory.signature(CLAIM, factory.HEALTH),),
    )
    content = factory.edition(line)
    return factory.approved(replace(content, declared=replace(content.declared, overrides=overrides)))


def judged(content: EditionContent) -> GateResult:
    return judge(
        content,
        sources=factory.sources(),
        recomputed={},
        today=factory.TODAY,
        wording_rules=RULES,
    )


def test_control_without_it_the_claim_is_refused():
    assert {refusal.code for refusal in judged(with_claim()).refusals} == {"wording.above_shown"}


def test_what_a_second_person_lets_pass_is_told_with_its_reason_and_passes():
    result = judged(with_claim(override()))

    assert result.passes
    assert result.notes == ()
    assert [item.to_dict()["reason"] for item in result.overridden] == [
        "The scrutineer has seen it in use for two years."
    ]
    assert next(check for check in result.checks if check.id == "wording").refused == 0


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reason": " "}, "no reason"),
        ({"by_role": ""}, "in which role"),
        ({"wording_sha": wording_sha("Other words.")}, "another wording"),
        ({"wording_sha": None}, "another wording"),
        ({"line_number": 9}, "no such sentence"),
        ({"line_number": None, "wording_sha": None}, "nothing stands against it here"),
        ({"code": "words.other"}, "nothing stands against it here"),
        ({"code": "evidence.none"}, "may not be let pass"),
        ({"code": "signed.missing"}, "may not be let pass"),
        ({"code": "no.such_code"}, "may not be let pass"),
    ],
)
def test_a_word_of_a_second_person_that_does_not_fit_does_nothing_and_is_noted(changes, why):
    result = judged(with_claim(override(**changes)))

    assert not result.passes
    assert result.overridden == ()
    assert any(why in note for note in result.notes)


def test_what_is_let_pass_afterwards_was_not_read_by_the_partners():
    late = replace(with_claim(), declared=replace(with_claim().declared, overrides=(override(),)))

    assert {refusal.code for refusal in judged(late).refusals} == {"approval.earlier_text"}
    assert judged(factory.approved(late)).passes


def test_only_matters_of_judgement_are_let_pass():
    never = {"name", "points", "small", "text", "signed", "hold", "approval", "evidence"}

    assert set(all_codes()) >= MAY_BE_LET_PASS
    assert not never & {code.split(".")[0] for code in MAY_BE_LET_PASS}


def test_a_missing_approval_does_not_keep_the_text_from_being_checked():
    content = with_claim(override())
    unread = replace(content, declared=replace(content.declared, approvals=()))

    refusals = judged(unread).refusals

    assert {refusal.code for refusal in refusals} == {"approval.missing"}
    assert stands_before(refusals, Stage.CHECK) == ()
    assert stands_before(refusals, Stage.PUBLISH) == refusals


def test_a_figure_that_could_mislead_alone_may_stand_alone_where_a_second_person_says_why():
    line = factory.line("adverse")
    (figure,) = line.figures
    lasted = replace(figure.measured.figure, measure_id="returns-home-lasted-12")
    line = replace(line, figures=(replace(figure, measured=replace(figure.measured, figure=lasted)),))
    why = override("figure.stands_alone", wording_sha=line.wording_sha, reason="Nobody has counted it before 2027.")

    def said(*overrides: Override) -> GateResult:
        content = factory.edition(line)
        content = factory.approved(replace(content, declared=replace(content.declared, overrides=overrides)))
        return judge(
            content,
            sources=factory.sources(),
            recomputed=factory.recomputed(content),
            today=factory.TODAY,
            wording_rules=RULES,
        )

    assert [refusal.code for refusal in said().refusals] == ["figure.stands_alone"]
    assert said(why).passes
    assert [one.reason for one in said(why).overridden] == ["Nobody has counted it before 2027."]


def test_the_agency_that_says_the_sentence_lets_nothing_of_it_pass():
    result = judged(with_claim(override(by_agency=factory.HEALTH)))

    assert {refusal.code for refusal in result.refusals} == {"wording.above_shown"}
    assert "given by the agency that says the sentence" in " ".join(result.notes)


@pytest.mark.parametrize(
    ("reason", "stays"), [("«Robust» is the name of the tool.", {"improved"}), ("So.", {"robust", "improved"})]
)
def test_of_two_words_that_claim_only_the_one_that_the_reason_speaks_of_may_stand(reason: str, stays: set[str]):
    claim = "Reading of files by managers is robust and has improved."
    content = with_claim(override(reason=reason, wording_sha=wording_sha(claim)))
    line = replace(
        content.lines()[0],
        wording=claim,
        wording_sha=wording_sha(claim),
        signatures=(factory.signature(claim, factory.HEALTH),),
    )
    content = factory.approved(replace(content, sections=(replace(content.sections[0], lines=(line,)),)))

    said = " ".join(refusal.reason for refusal in judged(content).refusals if refusal.code == "wording.above_shown")
    assert {word for word in ("robust", "improved") if word in said} == stays
