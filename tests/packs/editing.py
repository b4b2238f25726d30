"""Edits of a pack drawn at random, done by somebody's hands, and what must be read of them afterwards."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st

from lineofsight.packs.content import KINDS, NOTHING, UNCHANGED, UPDATE, Pack, PackItem
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


def expected(does: Does, item: PackItem) -> tuple[str, str, str] | None:
    """The answer of a row as it should be taken; None for one that cannot be."""
    text = tidy(does.words)
    kind = {said: kind for kind, said in KINDS.items()}.get(does.kind, UPDATE if text else "")
    if does.code or does.kind == "Perhaps" or not kind:
        return None
    if (kind == UNCHANGED) == bool(text) or (kind == UNCHANGED and not item.last):
        return None
    return kind, text, does.as_at.isoformat() if does.as_at else ""


def fill(hands: Any, order: list[int], plan: list[Does], blanks: set[int]) -> tuple[dict[int, int], set[int]]:
    """Do all of it. Out: where each item stands at the end, and the rows that a merge has spoilt."""
    for at, does in enumerate(plan):
        if does.kind:
            hands.write(at, "kind", does.kind, is_rich=does.is_rich)
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


@dataclass(frozen=True)
class Edited:
    """A pack that somebody has filled in: where each item stands now, and the rows that a merge has spoilt."""

    made: Pack
    hands: Any
    plan: list[Does]
    at_of: dict[int, int]
    spoilt: set[int]

    @property
    def done(self) -> int:
        """How many rows were edited."""
        return sum(does.says or bool(does.code) or does.merges for does in self.plan)


def edited(kind: str, plan: list[Does], order: list[int], blanks: set[int]) -> Edited:
    """A new pack with all of it done."""
    made = pack(6)
    hands = HANDS[kind](made)
    return Edited(made, hands, plan, *fill(hands, order, plan, blanks))


def compare(of: Edited, content: bytes) -> None:
    """Every edit is taken as it was meant or its row is named, and nothing else is said."""
    made, hands, plan, at_of, spoilt = of.made, of.hands, of.plan, of.at_of, of.spoilt

    sheet = read_sheet(content, f"pack{hands.suffix}")
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
