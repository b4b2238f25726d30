"""What the check refused, what several sentences have stands together."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.library.words import counted, listed
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.gate.check import Stage
from lineofsight.publication.gate.checks.objectable import MAY_OBJECT
from lineofsight.publication.gate.order import all_checks, stands_before
from lineofsight.publication.gate.refusal import GateResult, Refusal


class _Mended:
    """Some refusals that stand together, with what would mend them."""

    refusals: tuple[Refusal, ...]

    @property
    def cures(self) -> tuple[str, ...]:
        """What would mend it, each said once."""
        return tuple(dict.fromkeys(refusal.cure for refusal in self.refusals))


@dataclass(frozen=True)
class Kind(_Mended):
    """What keeps several sentences from being printed, and is mended in the same way."""

    code: str
    refusals: tuple[Refusal, ...]

    @property
    def anchor(self) -> str:
        """By which the list of contents leads to it."""
        return self.code.replace(".", "-").replace("_", "-")

    @property
    def title(self) -> str:
        """What it is, in the words of the check."""
        return _TITLES.get(self.code, self.refusals[0].reason)

    @property
    def reason(self) -> str:
        """Why, where every sentence of it says the same."""
        reasons = {refusal.reason for refusal in self.refusals}
        return reasons.pop() if len(reasons) == 1 else ""

    @property
    def places(self) -> str:
        """«13 sentences»: of how many it is said."""
        return counted(_sentences(self.refusals), "sentence", "sentences")


@dataclass(frozen=True)
class Place(_Mended):
    """One sentence, or the Summary as one thing, with what keeps it from being printed and no other sentence shares."""

    place: str
    refusals: tuple[Refusal, ...]

    @property
    def anchor(self) -> str:
        """By which the list of contents leads to it."""
        return self.place.lower().replace(" ", "-")

    @property
    def sentence(self) -> str:
        """Its words; empty for the Summary."""
        return self.refusals[0].sentence


_TITLES = {code: words for check in all_checks() for code, words in check.codes.items()}


def _sentences(refusals: Iterable[Refusal]) -> int:
    return len({refusal.place for refusal in refusals if refusal.sentence})


@dataclass(frozen=True)
class Unsigned:
    """The sentences of one agency that wait for its signature."""

    agency: str
    refusals: tuple[Refusal, ...]

    @property
    def numbers(self) -> str:
        """«4, 5 and 11»: the sentences by their numbers."""
        return listed(map(str, sorted({_number(refusal) for refusal in self.refusals})))

    @property
    def waits_for_days(self) -> bool:
        """Whether every one is signed, and only the days to object are missing."""
        return all(one.code == MAY_OBJECT for one in self.refusals)

    @property
    def notes(self) -> tuple[str, ...]:
        """Why the agency objected to signatures that were recorded for it, or until when it may; each said once."""
        told = ("signed.objected", MAY_OBJECT)
        return tuple(dict.fromkeys(one.reason for one in self.refusals if one.code in told))


@dataclass(frozen=True)
class Board:
    """All that was refused.

    kinds: what several sentences have, kind by kind; mend: the rest, by its sentence; sign: what one signs oneself;
    waits: what others sign; days: what was signed for agencies that may still object; last: what comes only after that.
    """

    kinds: tuple[Kind, ...]
    mend: tuple[Place, ...]
    sign: Unsigned | None
    waits: tuple[Unsigned, ...]
    days: tuple[Unsigned, ...]
    last: tuple[Refusal, ...]


def board(result: GateResult, content: EditionContent, *, agency: str) -> Board:
    """The board for somebody of `agency`. An agency signs itself, so for everybody else its signature waits.

    Words come before signatures: a changed word asks for a new one. The partners approve what was signed and checked.
    """
    speaker = {f"Sentence {line.number}": line.agency for line in content.lines()}
    early = frozenset(stands_before(result.refusals, Stage.CHECK))
    last = []
    mend: dict[str, list[Refusal]] = {}
    unsigned: dict[str, list[Refusal]] = {}
    for refusal in result.refusals:
        if _is_signature(refusal):
            unsigned.setdefault(speaker.get(refusal.place, ""), []).append(refusal)
        elif refusal not in early:
            last.append(refusal)
        else:
            mend.setdefault(refusal.code, []).append(refusal)
    kinds = [Kind(code, tuple(sorted(some, key=_number))) for code, some in mend.items() if _sentences(some) > 1]
    alone: dict[str, list[Refusal]] = {}
    for some in mend.values():
        for refusal in some if _sentences(some) < 2 else ():
            alone.setdefault(refusal.place, []).append(refusal)
    own = unsigned.pop(agency, None)
    others = [Unsigned(name, tuple(refusals)) for name, refusals in unsigned.items()]
    return Board(
        tuple(sorted(kinds, key=_most_first)),
        tuple(Place(place, tuple(found)) for place, found in sorted(alone.items(), key=lambda one: _number(one[1][0]))),
        Unsigned(agency, tuple(own)) if own else None,
        tuple(one for one in others if not one.waits_for_days),
        tuple(one for one in others if one.waits_for_days),
        tuple(last),
    )


def _number(refusal: Refusal) -> int:
    """The number of a sentence; the Summary comes first."""
    last = refusal.place.split()[-1]
    return int(last) if last.isdecimal() else 0


def _most_first(kind: Kind) -> int:
    return -len(kind.refusals)


def _is_signature(refusal: Refusal) -> bool:
    return refusal.link.endswith("/sign")


def ways(
    result: GateResult, content: EditionContent, *, may_mend: bool, may_sign: bool
) -> dict[Refusal, tuple[str, str]]:
    """For each refusal what one can do and where: who mends or signs it goes there, others read it."""
    own = {f"Sentence {line.number}": f"/statements/{line.statement_ref}" for line in content.lines()}
    found = {}
    for refusal in result.refusals:
        is_signature = _is_signature(refusal)
        if is_signature and may_sign:
            found[refusal] = ("Sign", refusal.link)
        elif may_mend and not is_signature:
            found[refusal] = ("Mend", refusal.link)
        elif refusal.link.endswith("/ready"):
            found[refusal] = ("See what is missing of", refusal.link)
        else:
            found[refusal] = ("Read", own.get(refusal.place, f"/summaries/{content.ref}/edit"))
    return found


def sentences_refused(refusals: Iterable[Refusal]) -> int:
    """How many sentences cannot be printed yet."""
    return _sentences(refusals)


def refused_in_words(refusals: Iterable[Refusal], total: int) -> str:
    """«46 of 52 sentences cannot be printed yet: 7 as they stand, 39 unsigned.» Empty where none is."""
    listed = [refusal for refusal in refusals if refusal.sentence]
    refused = sentences_refused(listed)
    if not refused:
        return ""
    as_they_stand = sentences_refused(one for one in listed if not one.code.startswith("signed."))
    more_than_days = sentences_refused(one for one in listed if one.code != MAY_OBJECT)
    parts = [
        f"{number} {why}"
        for number, why in (
            (as_they_stand, "as they stand"),
            (more_than_days - as_they_stand, "unsigned"),
            (refused - more_than_days, "open to objection"),
        )
        if number
    ]
    # «20 of 24 cannot be printed yet: 20 as they stand» would say it twice.
    why = "" if as_they_stand == refused else f": {', '.join(parts)}"
    return f"{refused} of {total} sentences cannot be printed yet{why}."
