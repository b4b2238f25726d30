"""A second person lets one refusal pass, in one wording, with a printed reason; never what points to a child."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.publication.content import EditionContent, wording_sha
from lineofsight.publication.declared import Override
from lineofsight.publication.gate.check import Stage
from lineofsight.publication.gate.checks import all_checks, may_pass, stands_before
from lineofsight.publication.gate.judge import judge
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
    return replace(content, declared=replace(content.declared, overrides=overrides))


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
        ({"code": "evidence.none"}, "nothing stands against it here"),
        ({"code": "signed.missing"}, "may not be let pass"),
        ({"code": "no.such_code"}, "may not be let pass"),
    ],
)
def test_a_word_of_a_second_person_that_does_not_fit_does_nothing_and_is_noted(changes, why):
    result = judged(with_claim(override(**changes)))

    assert not result.passes
    assert result.overridden == ()
    assert any(why in note for note in result.notes)


def test_a_refusal_of_the_whole_is_let_pass_without_a_wording():
    content = with_claim(override(), override("support.missing", line_number=None, wording_sha=None))
    content = factory.approved(replace(content, support_line=""))

    result = judged(content)

    assert result.passes
    assert {item.refusal.code for item in result.overridden} == {"wording.above_shown", "support.missing"}


def test_letting_something_pass_takes_no_approval_away():
    before = with_claim()

    assert {refusal.code for refusal in judged(before).refusals} == {"wording.above_shown"}
    assert judged(with_claim(override())).passes


def test_names_holds_signatures_and_approvals_are_never_let_pass():
    kept = {check.id for check in all_checks() if not check.may_pass}

    assert {"signed", "holds", "approved"} <= kept
    assert not any(code.startswith(("signed.", "hold.", "approval.")) for code in may_pass())


def test_a_missing_approval_does_not_keep_the_text_from_being_checked():
    content = with_claim(override())
    unread = replace(content, declared=replace(content.declared, approvals=()))

    refusals = judged(unread).refusals

    assert {refusal.code for refusal in refusals} == {"approval.missing"}
    assert stands_before(refusals, Stage.CHECK) == ()
    assert stands_before(refusals, Stage.PUBLISH) == refusals
