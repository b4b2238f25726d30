"""Every planted lie is refused for the right reason, and the same thing told truly is not refused at all."""

from typing import Any

import pytest

from lineofsight.publication.gate.checks import all_codes
from tests.publication.pure.lies import LIES, case


@pytest.mark.parametrize("lie", LIES, ids=[lie["lie"] for lie in LIES])
def test_a_lie_is_refused_for_its_reason(lie: dict[str, Any]) -> None:
    result = case(lie["of"], lie["set"], signed_before=lie.get("signed") == "before").judged()

    told = {refusal.code: refusal.reason for refusal in result.refusals}
    assert not result.passes
    assert lie["refused"] in told
    assert lie.get("says", "") in told[lie["refused"]]


@pytest.mark.parametrize("lie", [lie for lie in LIES if lie["of"] != "nothing"], ids=lambda lie: lie["lie"])
def test_the_same_told_truly_is_not_refused(lie: dict[str, Any]) -> None:
    result = case(lie["of"], lie.get("true", {})).judged()

    assert [(refusal.code, refusal.reason) for refusal in result.refusals] == []


def test_every_code_has_a_lie_and_there_are_enough_of_them() -> None:
    assert len(LIES) >= 30
    assert {lie["refused"] for lie in LIES} == set(all_codes())
