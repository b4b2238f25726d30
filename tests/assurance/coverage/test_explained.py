"""Why a sentence stands where it stands, and what it loses with a piece of evidence."""

import pytest

from lineofsight.assurance.rules import Support
from lineofsight.assurance.rules.explained import loss_without, why_it_stands
from lineofsight.library.scales import Shows, WhoSays

LABELS = {"a": "E1 «Minutes»", "b": "E2 «Audit»", "q": "E3 «Inspection»"}


def support(ref="a", shows=Shows.SAID, who=WhoSays.OWNER, *, is_current=True, is_quotation=False) -> Support:
    return Support(ref, shows, who, is_current, is_quotation)


def why(*supports: Support, kind: str = "progress") -> str:
    return " ".join(why_it_stands(kind=kind, supports=supports, labels=LABELS))


def test_the_reason_names_what_makes_it_show_so_much_and_what_the_next_step_would_be():
    told = why(support(), support("b", Shows.QUALITY_CHECKED))

    assert "It shows «Quality checked» because of E2 «Audit»." in told
    assert "The next step would be «Practice changed»" in told


def test_a_quotation_is_told_to_say_who_and_not_how_much():
    told = why(support("q", Shows.OUTCOME, WhoSays.INDEPENDENT, is_quotation=True))

    assert "It counts as «Said»: nothing behind it shows more." in told
    assert "E3 «Inspection» quotes somebody outside" in told
    assert "The most independent voice behind it is somebody independent." in told


def test_nothing_current_and_an_intention_are_told_as_such():
    assert "Nothing current stands behind it" in why(support(is_current=False))
    assert "1 other piece does not count." in why(support(is_current=False))
    assert why(support("b", Shows.OUTCOME), kind="intention").startswith("It says what is planned")


@pytest.mark.parametrize(
    ("supports", "says"),
    [
        ([support("a", Shows.QUALITY_CHECKED), support("b")], "falls from «Quality checked» to «Said»"),
        ([support("a", Shows.COUNTED)], "falls from «Counted» to «Said», and rests on nothing then"),
        ([support("a")], "rests on nothing then"),
        ([support("a", who=WhoSays.PARTNER), support("b")], "loses the voice of a partner"),
    ],
)
def test_a_loss_says_what_people_would_read(supports, says):
    loss = loss_without("a", kind="progress", supports=supports)

    assert loss is not None
    assert loss.says == says


@pytest.mark.parametrize(
    "supports", [[support("a"), support("b")], [support("b")], [support("a", is_current=False), support("b")]]
)
def test_nothing_is_lost_where_people_would_read_the_same(supports):
    assert loss_without("a", kind="progress", supports=supports) is None
