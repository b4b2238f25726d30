"""Every planted lie is refused for the right reason, and the same thing told truly is not refused at all."""

from dataclasses import replace
from typing import Any

import pytest

from lineofsight.library.kinds import WordingRule
from lineofsight.library.shelf import load
from lineofsight.publication.gate.order import all_codes
from tests.publication.pure import factory
from tests.publication.pure.lies import LIES, case


def not_refused(lie: dict[str, Any]) -> str:
    """What a lie is told, where it is not refused for its reason; "" where it is."""
    result = case(lie["of"], lie["set"], before=tuple(lie.get("before", ()))).judged()
    told = {refusal.code: refusal.reason for refusal in result.refusals}
    is_refused = not result.passes and lie["refused"] in told and lie.get("says", "") in told[lie["refused"]]
    return "" if is_refused else f"not {lie['refused']} «{lie.get('says', '')}» but {told}"


def test_every_lie_is_refused_for_its_reason() -> None:
    found = [(lie["lie"], told) for lie in LIES if (told := not_refused(lie))]

    assert found == []


def test_control_a_lie_that_is_refused_for_another_reason_is_named() -> None:
    lie, other = LIES[0], next(lie for lie in LIES if lie["refused"] != LIES[0]["refused"])

    assert not_refused({**lie, "refused": other["refused"]}).startswith(f"not {other['refused']}")
    assert "«words that nobody says»" in not_refused({**lie, "says": "words that nobody says"})


def test_the_same_told_truly_is_not_refused() -> None:
    refused = [
        (lie["lie"], refusal.code, refusal.reason)
        for lie in LIES
        if lie["of"] != "nothing"
        for refusal in case(lie["of"], lie.get("truly", {})).judged().refusals
    ]

    assert refused == []


def test_every_code_has_a_lie_and_there_are_enough_of_them() -> None:
    told_truly = [lie for lie in LIES if "truly" in lie]
    assert len(LIES) >= 150
    assert len(told_truly) >= 90
    assert {lie["refused"] for lie in LIES} == set(all_codes())


def test_the_librarys_own_words_refuse_nothing_that_is_told_truly() -> None:
    rules = load().entries(WordingRule, on=factory.TODAY)
    refused = [
        (lie["lie"], refusal.reason)
        for lie in LIES
        if lie["of"] != "nothing"
        for refusal in replace(case(lie["of"], lie.get("truly", {})), rules=rules).judged().refusals
    ]

    assert len(rules) >= 5
    assert refused == []


@pytest.mark.parametrize(
    "wording",
    [
        "Solicitors read care plans to make sure that planning is swift.",
        "The purpose of this is to improve curiosity.",
        "The trust delivered training and it will be looked at again.",
        "The council remains committed to improving how it assesses.",
        "Workers have a toolkit that will help them decide.",
    ],
)
def test_a_sentence_about_today_may_speak_of_tomorrow(wording: str) -> None:
    refused = {refusal.code for refusal in case("said", {"wording": wording}).judged().refusals}

    assert "kind.reads_as_intention" not in refused


@pytest.mark.parametrize(
    "wording",
    [
        "Agencies involved in the review told us what they did; nobody was asked twice.",
        "It is not all done: overall, no longer than a week passes, and no more than two people ask.",
        "The service for all-age mental health has moved.",
        "There is no date for it yet, and no answer.",
    ],
)
def test_softer_words_are_not_taken_for_all_or_none(wording: str) -> None:
    refused = {refusal.code for refusal in case("adverse", {"wording": wording, "figures": []}).judged().refusals}

    assert not [code for code in refused if code.startswith("all.")]


@pytest.mark.parametrize(
    "wording",
    ["It will be offered.", "We are going to offer it.", "The trust aims to offer it.", "A review is to follow."],
)
def test_an_intention_may_be_told_in_these_ways(wording: str) -> None:
    assert case("intention", {"wording": wording}).judged().refusals == ()
