"""«What we can and cannot yet show»: the one page that a chair takes into a meeting. Facts in, sentences out."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.assurance.rules.coverage import FindingKind, Said, Totals
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.library.words import counted, listed

LONGEST_LIST = 5
"""How many sentences are printed on the page; the others are counted."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the page is made from. `found`: how many sentences each finding has. `doubted`: the sentences that somebody
    challenged, or that say a number or «all» which is not what is counted behind them. `silent`: who says nothing.

    `open_items`: what is listed as not yet done or known. `asked`: how many times children, parents or workers were.
    """

    rows: tuple[Said, ...]
    totals: Totals
    found: dict[FindingKind, int]
    doubted: frozenset[str] = frozenset()
    silent: tuple[str, ...]
    themes_without: tuple[str, ...]
    asked: int
    open_items: int
    expiring: int = 0


@dataclass(frozen=True)
class OnePage:
    """What stands on the page: references of the sentences that are shown, and sentences about the rest."""

    shown: tuple[str, ...]
    shown_more: int
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    ask: tuple[str, ...]


def one_page(facts: Facts) -> OnePage:
    """The page. Nothing is left out of a count, whatever is left out of the list."""
    claims = [row for row in facts.rows if row.claims_something]
    looked_at = [row for row in claims if row.shows > Shows.SAID and row.current]
    more_than_said = sorted(
        (row for row in looked_at if row.ref not in facts.doubted), key=lambda row: (-row.shows, row.position)
    )
    return OnePage(
        shown=tuple(row.ref for row in more_than_said[:LONGEST_LIST]),
        shown_more=max(0, len(more_than_said) - LONGEST_LIST),
        can=tuple(_can(facts, claims, more_than_said)),
        cannot=tuple(_cannot(facts, claims, len(looked_at) - len(more_than_said))),
        ask=tuple(_ask(facts, claims)),
    )


def _can(facts: Facts, claims: Sequence[Said], shown: Sequence[Said]) -> list[str]:
    total = len(claims)
    outside = sum(any(one.who is WhoSays.INDEPENDENT for one in row.current) for row in claims)
    told = [
        f"{len(shown)} of {counted(total, 'sentence', 'sentences')} are counted, looked at or measured.",
        f"{sum(bool(row.current) for row in claims)} of {total} rest on something that counts today,"
        f" {outside or 'none'} of them on somebody independent.",
    ]
    # Other pages count every sentence: why this one counts fewer is said where it does.
    if others := len(facts.rows) - total:
        told.append(
            f"Not counted here: {counted(others, 'sentence', 'sentences')} that"
            f" {'quotes' if others == 1 else 'quote'} somebody or {'speaks' if others == 1 else 'speak'} of the review."
        )
    return told


def _cannot(facts: Facts, claims: Sequence[Said], doubted: int) -> list[str]:
    totals, found = facts.totals, facts.found
    told = []
    if doubted:
        whose = "it is challenged, or says" if doubted == 1 else "them are challenged, or say"
        told.append(
            f"{counted(doubted, 'sentence', 'sentences')} with something behind {whose} a number or «all» that is not"
            " what is counted."
        )
    bare = sum(not row.current for row in claims)
    if bare:
        told.append(f"{bare} of {counted(len(claims), 'sentence', 'sentences')} rest on nothing that counts today.")
    if totals.quoting:
        sources = counted(totals.sources, "source", "sources")
        told.append(
            f"{totals.quoting} of {counted(totals.paragraphs, 'paragraph', 'paragraphs')} quote somebody:"
            f" {sources}, about {totals.about} of {counted(totals.agencies, 'agency', 'agencies')}."
        )
    if facts.silent:
        verb = "says" if len(facts.silent) == 1 else "say"
        who = listed([facts.silent[0], *map(_inside, facts.silent[1:])])
        partners = (
            "a statutory safeguarding partner" if len(facts.silent) == 1 else "each a statutory safeguarding partner"
        )
        told.append(f"{who} {verb} nothing in it: {partners}.")
    if not facts.asked:
        told.append("Nobody shows what children, parents or workers said when they were asked.")
    if facts.themes_without:
        told.append(f"No sentence is about: {listed(facts.themes_without).lower()}.")
    for kind, one, many in _FOUND:
        if found.get(kind):
            told.append(f"{counted(found[kind], one, many)}.")
    if totals.undated_pairs:
        told.append(
            f"For {counted(totals.undated_pairs, 'paragraph', 'paragraphs')} it is not known whether what is quoted is"
            " older than what it stands beside."
        )
    if facts.expiring:
        told.append(f"{counted(facts.expiring, 'piece', 'pieces')} of evidence end within 30 days.")
    if facts.open_items:
        told.append(f"{counted(facts.open_items, 'thing is', 'things are')} listed as not yet done or known.")
    return told


_WHOLE = "all, none or always without the count"
_FOUND = (
    (FindingKind.NO_BASE, "figure does not say of how many", "figures do not say of how many"),
    (FindingKind.ALL_WITHOUT_COUNT, f"sentence says {_WHOLE}", f"sentences say {_WHOLE}"),
    (FindingKind.ONE_SOURCE, "sentence rests on one source", "sentences rest on one source"),
    (
        FindingKind.OLDER,
        "sentence rests on something older than what it speaks of",
        "sentences rest on something older than what they speak of",
    ),
    (
        FindingKind.OTHER_COUNCIL,
        "sentence rests on something about another body",
        "sentences rest on something about another body",
    ),
)


def _inside(name: str) -> str:
    """A name as it stands inside a sentence: «the integrated care board»."""
    return "the " + name[4:] if name.startswith("The ") else name


def _ask(facts: Facts, claims: Sequence[Said]) -> list[str]:
    """At most three questions for the meeting, the widest gap first."""
    asked = []
    if facts.silent:
        asked.append(f"Who asks {listed([*map(_inside, facts.silent)])} what they did, and by when?")
    if not facts.asked:
        asked.append("Who asks children, parents and workers what they noticed, and by when?")
    bare = sum(not row.current for row in claims)
    if bare:
        asked.append("Which of the sentences that rest on nothing come out, and which will be shown by when?")
    if facts.found.get(FindingKind.NO_BASE):
        asked.append("Who can say of how many each figure is?")
    if facts.expiring:
        asked.append("Who renews the evidence that ends within 30 days?")
    return asked[:3]
