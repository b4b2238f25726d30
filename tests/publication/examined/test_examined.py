"""What somebody planted in an exported edition who had not read the checks: lies are refused, true changes are not.

Lies that plain rules do not see yet are named here one by one. One that is refused now is taken out of the list.
"""

import pytest

from tests.publication.examined.variants import HALVES, base, refusals_of, refused, variants, whole_of

KNOWN_TO_PASS: dict[str, str] = {
    "first/open": "035",
    "first/closed": "018 040 046 054 058 124 130 138 142 144 146 154 158 160 190 196 202 206",
    "second/closed": "020",
    "second/subtle-open": "219",
    "second/subtle-closed": "210 214 216 218 230 234 238",
}
# A true change that is refused is as bad: it is to come out of here.
KNOWN_TO_BE_REFUSED: dict[str, str] = {"first/closed": "162", "second/subtle-closed": "318"}


def _named(half: str, kind: str) -> set[str]:
    return {variant["id"] for variant in variants(half) if variant["is"] == kind}


@pytest.mark.parametrize("half", HALVES)
def test_every_planted_lie_is_refused_but_those_that_are_known(half: str) -> None:
    lies = _named(half, "lie")

    assert len(lies) == (65 if half.startswith("first") else 23)
    assert lies - refused(half, "lie") == set(KNOWN_TO_PASS.get(half, "").split())


@pytest.mark.parametrize("half", HALVES)
def test_no_true_change_is_refused(half: str) -> None:
    truths = _named(half, "truth")

    assert len(truths) == (48 if half.startswith("first") else 11 if "subtle" in half else 22)
    assert refused(half, "truth") == set(KNOWN_TO_BE_REFUSED.get(half, "").split())


@pytest.mark.parametrize("half", ["first/open", "second/open"])
def test_control_the_edition_that_nobody_changed_passes(half: str) -> None:
    assert refusals_of(base(half)) == ()
    assert refusals_of(whole_of(half, [])) == ()
