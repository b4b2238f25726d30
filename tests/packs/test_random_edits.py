"""A pack is edited at random and read back: every edit is there or its row is named, and none is made up."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lineofsight.packs.content import KINDS, NOTHING, UNCHANGED, UPDATE
from lineofsight.packs.reading import read_sheet
from lineofsight.packs.sheet import tidy
from lineofsight.packs.understand import key_of, understand
from tests.packs.making import DAY, HANDS, pack

PIECES = [
    "It goes out.",
    "Of 40 plans, 34 were read.",
    "Two lines\nof it",
    "= none",
    "\u201cQuoted\u201d – and a dash",
    "tabs\tand\u00a0odd  spaces",
    "Ünïcode, 李, 🙂",
    "row 7 | and a bar",
    "Action 3: Do thing 3",
]
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(" ".join)
texts = words | st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)
days = st.dates(date(2026, 1, 1), DAY)


@dataclass(frozen=True)
class Does:
    """What somebody does to one row."""

    kind: str = ""
    words: str = ""
    as_at: date | None = None
    is_rich: bool = False
    code: str = ""
    merges: bool = False

    @property
    def says(self) -> bool:
        return bool(self.kind or tidy(self.words) or self.as_at)


good = st.one_of(
    st.builds(
        Does, kind=st.sampled_from(["", KINDS[UPDATE]]), words=texts, as_at=st.none() | days, is_rich=st.booleans()
    ),
    st.builds(Does, kind=st.just(KINDS[UNCHANGED]), as_at=st.none() | days),
    st.builds(Does, kind=st.just(KINDS[NOTHING]), words=texts),
)
bad = st.one_of(
    st.builds(Does, kind=st.just("Perhaps"), words=texts),
    st.builds(Does, kind=st.just(KINDS[UNCHANGED]), words=words),
    st.builds(Does, kind=st.just(KINDS[NOTHING])),
    st.builds(Does, words=texts, code=st.sampled_from(["ZZ99", "AA00RSTUVV", "7"])),
    st.builds(Does, words=words, merges=st.just(True)),
)
plans = st.lists(st.one_of(st.just(Does()), good, good, bad), min_size=6, max_size=6)


def expected(does: Does, item) -> tuple[str, str, str] | None:
    """The answer of a row as it should be taken; None for one that cannot be."""
    text = tidy(does.words)
    kind = {said: kind for kind, said in KINDS.items()}.get(does.kind, UPDATE if text else "")
    if does.code or does.kind == "Perhaps" or not kind:
        return None
    if (kind == UNCHANGED) == bool(text) or (kind == UNCHANGED and not item.last):
        return None
    return kind, text, does.as_at.isoformat() if does.as_at else ""


def fill(hands, order, plan, blanks):
    """Do all of it. Out: where each item stands at the end, and the rows that a merge has spoilt."""
    for at, does in enumerate(plan):
        if does.kind:
            hands.write(at, "kind", does.kind)
        if does.words:
            hands.write(at, "words", does.words, is_rich=does.is_rich)
        if does.as_at:
            hands.write(at, "as_at", does.as_at)
        if does.code:
            hands.write(at, "number", does.code)
    hands.order(order)
    at_of = {item: at for at, item in enumerate(order)}
    for blank in sorted(blanks, reverse=True):
        hands.blank(blank)
        at_of = {item: at + (at >= blank) for item, at in at_of.items()}
    spoilt: set[int] = set()
    for item, below in pairwise(order):
        if plan[item].merges and item not in spoilt and at_of[below] == at_of[item] + 1:
            hands.merge(at_of[item], "words")
            spoilt |= {item, below}
    return at_of, spoilt


def check(kind, plan, order, blanks):
    made = pack(6)
    hands = HANDS[kind](made)
    at_of, spoilt = fill(hands, order, plan, blanks)

    sheet = read_sheet(hands.content(), f"pack{hands.suffix}")
    found = understand(sheet, made, day=DAY)

    assert key_of(sheet) == made.key
    wanted = {
        (item.ref, *taken)
        for at, item in enumerate(made.items)
        if at not in spoilt and (taken := expected(plan[at], item))
    }
    assert {(edit.ref, edit.kind, edit.words, edit.as_at) for edit in found.edits} == wanted
    refused = {refusal.place: refusal for refusal in found.refusals}
    due = {
        at
        for at, item in enumerate(made.items)
        if at in spoilt or (plan[at].says and expected(plan[at], item) is None) or plan[at].code
    }
    assert set(refused) == {hands.place(at_of[at]) for at in due}
    for at in due - spoilt:
        words = tidy(plan[at].words).replace("\n", " ")
        assert words in refused[hands.place(at_of[at])].words
    assert all(refusal.sentence.startswith(refusal.place) for refusal in found.refusals)
    assert found.notes == ()
    assert set(found.missing) == {item.label for at, item in enumerate(made.items) if plan[at].code or (at in spoilt)}


CASES = {"plan": plans, "order": st.permutations(range(6)), "blanks": st.sets(st.integers(0, 5), max_size=2)}
# A case is a whole file: what fails is shown as it was found, for making it smaller takes minutes.
QUIET = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
}


@pytest.mark.parametrize("kind", HANDS)
@settings(max_examples=50, **QUIET)
@given(**CASES)
def test_every_edit_of_a_pack_is_taken_or_its_row_is_named_and_none_is_made_up(kind, plan, order, blanks):
    check(kind, plan, list(order), blanks)


@pytest.mark.long
@pytest.mark.parametrize("kind", HANDS)
@settings(max_examples=500, **QUIET)
@given(**CASES)
def test_at_length_every_edit_of_a_pack_is_taken_or_its_row_is_named(kind, plan, order, blanks):
    check(kind, plan, list(order), blanks)


@pytest.mark.parametrize("kind", HANDS)
def test_control_an_edit_that_is_read_wrongly_is_found(kind, monkeypatch):
    monkeypatch.setattr("lineofsight.packs.rows.days_in", lambda text: ())

    with pytest.raises(AssertionError):
        check(kind, [Does(words="It goes out.", as_at=DAY)] * 6, list(range(6)), set())
