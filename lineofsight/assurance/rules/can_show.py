"""«What we can and cannot yet show»: the one page that a chair takes into a meeting. Facts in, sentences out."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.assurance.rules.coverage import FindingKind, Said, Totals, counts_of
from lineofsight.library.scales import WhoSays
from lineofsight.library.sentences import is_on_a_count
from lineofsight.library.words import counted, listed

LONGEST_LIST = 5
"""How many sentences are printed on the page; the others are counted."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the page is made from.

    found: how many sentences have each finding, each once. doubted: the sentences that somebody challenged, or that say
    a number or «all» which is not what is counted behind them. silent: who says nothing. open_items: what somebody
    wrote down as not yet done or known. asked: how many times children, parents or workers were.
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
    rows = [row for row in facts.rows if row.is_on_the_map]
    on_a_count = [row for row in rows if is_on_a_count(row.shows)]
    can_be_shown = sorted(
        (row for row in on_a_count if row.ref not in facts.doubted), key=lambda row: (-row.shows, row.position)
    )
    return OnePage(
        shown=tuple(row.ref for row in can_be_shown[:LONGEST_LIST]),
        shown_more=max(0, len(can_be_shown) - LONGEST_LIST),
        can=tuple(_can(facts, rows)),
        cannot=tuple(_cannot(facts, rows, len(on_a_count) - len(can_be_shown))),
        ask=tuple(_ask(facts, rows)),
    )


def _can(facts: Facts, rows: Sequence[Said]) -> list[str]:
    """What is shown. The counts, and their words, are those of the edition's first screen (`library/sentences`)."""
    counts = counts_of(facts.rows)
    outside = sum(any(one.who is WhoSays.INDEPENDENT for one in row.current) for row in rows)
    rests = f"{sum(row.is_evidenced for row in rows)} of them rest on current evidence"
    more = f" {counts.beside_words}" if counts.beside_words else ""
    return [
        f"{counts.on_a_count_words}.",
        f"{rests}; somebody independent stands behind {outside or 'none'}.{more}",
    ]


def _cannot(facts: Facts, rows: Sequence[Said], doubted: int) -> list[str]:
    totals, found = facts.totals, facts.found
    told = []
    if doubted:
        whose = "is challenged, or says" if doubted == 1 else "are challenged, or say"
        told.append(
            f"Of these {counts_of(rows).on_a_count}, {doubted} {whose} a number or «all» that is not what is counted."
        )
    if bare := _bare(rows):
        verb = "rests" if bare == 1 else "rest"
        told.append(f"{bare} of {counts_of(rows).about_words} {verb} on no current evidence and on nobody’s words.")
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
    if totals.no_base:
        told.append(f"{counted(totals.no_base, 'figure does', 'figures do')} not say of how many.")
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
        is_written = counted(facts.open_items, "thing not yet done or known is", "things not yet done or known are")
        told.append(f"{is_written} written down.")
    return told


_WHOLE = "all, none or always without the count"
_FOUND = (
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


def _bare(rows: Sequence[Said]) -> int:
    """How many rest on nothing: on no evidence that counts today, and on nobody's words that they quote."""
    return sum(not row.current for row in rows)


def _ask(facts: Facts, rows: Sequence[Said]) -> list[str]:
    """At most three questions for the meeting, the widest gap first."""
    asked = []
    if facts.silent:
        asked.append(f"Who asks {listed([*map(_inside, facts.silent)])} what they did, and by when?")
    if not facts.asked:
        asked.append("Who asks children, parents and workers what they noticed, and by when?")
    if _bare(rows):
        asked.append("Which of the sentences that rest on nothing come out, and which will be shown by when?")
    if facts.totals.no_base:
        asked.append("Who can say of how many each figure is?")
    if facts.expiring:
        asked.append("Who renews the evidence that ends within 30 days?")
    return asked[:3]
