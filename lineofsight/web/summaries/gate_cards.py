"""What the check refused, put together by what would cure it: a card for each cure, those one can do oneself first."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.publication.content import EditionContent
from lineofsight.publication.gate.refusal import GateResult, Refusal


@dataclass(frozen=True)
class Card:
    """One cure and all that it would cure. `waits_for` names the agency whose move it is; then there is no link."""

    anchor: str
    cure: str
    refusals: tuple[Refusal, ...]
    waits_for: str

    @property
    def is_signature(self) -> bool:
        """Whether it is cured by signing."""
        return self.refusals[0].link.endswith("/sign")

    @property
    def heading(self) -> str:
        """The cure as its card is called; to oneself nobody says «Ask X to sign it»."""
        return "Read and sign what is said about you" if self.is_signature and not self.waits_for else self.cure

    @property
    def numbers(self) -> str:
        """«4, 5 and 11»: the sentences by their numbers."""
        *some, last = [refusal.place.split()[-1] for refusal in self.refusals]
        return f"{', '.join(some)} and {last}" if some else last

    @property
    def reason(self) -> str:
        """The reason, where it is the same for all."""
        reasons = {refusal.reason for refusal in self.refusals}
        return reasons.pop() if len(reasons) == 1 else ""

    @property
    def objections(self) -> tuple[str, ...]:
        """Why an agency objected to signatures that were recorded for it, or until when it may; each reason once."""
        told = ("signed.objected", "signed.may_object")
        return tuple(dict.fromkeys(one.reason for one in self.refusals if one.code in told))

    @property
    def counted(self) -> str:
        """«3 sentences», or «The Summary»."""
        if not self.refusals[0].sentence:
            return self.refusals[0].place
        return "1 sentence" if len(self.refusals) == 1 else f"{len(self.refusals)} sentences"


def cards(result: GateResult, content: EditionContent, *, agency: str) -> tuple[Card, ...]:
    """The cards for somebody of `agency`. Only an agency itself can sign, so for everybody else its signature waits."""
    speaker = {f"Sentence {line.number}": line.agency for line in content.lines()}
    groups: dict[str, list[Refusal]] = {}
    for refusal in result.refusals:
        groups.setdefault(refusal.cure, []).append(refusal)
    made = [
        Card(f"cure-{number}", cure, tuple(refusals), _waits_for(refusals[0], speaker, agency))
        for number, (cure, refusals) in enumerate(groups.items(), start=1)
    ]
    # Words come before signatures: a changed word asks for a new one.
    return tuple(sorted(made, key=lambda card: (bool(card.waits_for), card.is_signature)))


def _waits_for(refusal: Refusal, speaker: dict[str, str], agency: str) -> str:
    owner = speaker.get(refusal.place, "")
    return owner if refusal.link.endswith("/sign") and owner != agency else ""


def ways(
    result: GateResult, content: EditionContent, *, may_mend: bool, may_sign: bool
) -> dict[Refusal, tuple[str, str]]:
    """For each refusal what one can do and where: who mends or signs it goes there, others read it."""
    own = {f"Sentence {line.number}": f"/statements/{line.statement_ref}" for line in content.lines()}
    found = {}
    for refusal in result.refusals:
        is_signature = refusal.link.endswith("/sign")
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
    return len({refusal.place for refusal in refusals if refusal.sentence})


def refused_in_words(refusals: Iterable[Refusal], total: int) -> str:
    """«46 of 52 sentences cannot be printed yet: 7 as they stand, 39 for a signature alone.» Empty where none is."""
    listed = [refusal for refusal in refusals if refusal.sentence]
    refused = sentences_refused(listed)
    if not refused:
        return ""
    as_they_stand = sentences_refused(one for one in listed if not one.code.startswith("signed."))
    parts = [
        f"{number} {why}"
        for number, why in ((as_they_stand, "as they stand"), (refused - as_they_stand, "for a signature alone"))
        if number
    ]
    return f"{refused} of {total} sentences cannot be printed yet: {', '.join(parts)}."
