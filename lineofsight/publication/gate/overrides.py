"""What a second person lets pass, with a reason that is printed: one refusal, in one wording, and no other."""

from collections import Counter
from collections.abc import Iterable

from lineofsight.publication.content.declared import Override
from lineofsight.publication.content.edition import EditionContent, wording_sha
from lineofsight.publication.gate.refusal import LetPass, Refusal

THE_SUMMARY = "The Summary"
# Matters of judgement: how strong a word is, how old a look, how a sentence reads. What could make somebody known, what
# nobody signed, what rests on nothing and what another body never said is not among them and never becomes so by
# itself: a code that comes later may not be let pass until somebody lists it here.
MAY_BE_LET_PASS = frozenset(
    {
        "kind.intention_reads_as_done",
        "kind.reads_as_intention",
        "kind.adverse_as_progress",
        "kind.context_speaks_for_agency",
        "wording.above_shown",
        "wording.needs_figure",
        "wording.no_comparison",
        "all.sample",
        "all.some_left_out",
        "words.other",
        "quotation.older_than_action",
        "figure.percent_of_few",
        "figure.stands_alone",
    }
)


def let_pass(
    refusals: Iterable[Refusal], content: EditionContent
) -> tuple[tuple[Refusal, ...], tuple[LetPass, ...], tuple[str, ...]]:
    """The refusals that stay, those that were let pass, and a note for each that has no effect."""
    wordings = {line.number: wording_sha(line.wording) for line in content.lines()}
    said_by = {line.number: line.agency for line in content.lines() if line.agency != content.partnership}
    stays: list[Refusal] = []
    passed: list[LetPass] = []
    used: set[Override] = set()
    works = [item for item in content.declared.overrides if not _why_not(item, wordings, said_by)]
    refusals = tuple(refusals)
    alike = Counter((refusal.code, refusal.place) for refusal in refusals)
    for refusal in refusals:
        is_one = alike[refusal.code, refusal.place] == 1
        override = next(
            (item for item in works if _fits(item, refusal) and (is_one or names_what_it_is_for(item.reason, refusal))),
            None,
        )
        if override is None:
            stays.append(refusal)
            continue
        used.add(override)
        passed.append(
            LetPass(
                refusal=refusal,
                reason=override.reason,
                by_role=override.by_role,
                by_agency=override.by_agency,
                given_date=override.given_date,
            )
        )
    notes = tuple(
        f"{_place(item)}: what a second person let pass ({item.code}) has no effect: "
        f"{_why_not(item, wordings, said_by) or 'nothing stands against it here'}."
        for item in content.declared.overrides
        if item not in used
    )
    return tuple(stays), tuple(passed), notes


def _place(override: Override) -> str:
    return THE_SUMMARY if override.line_number is None else f"Sentence {override.line_number}"


def _fits(override: Override, refusal: Refusal) -> bool:
    return override.code == refusal.code and _place(override) == refusal.place


def names_what_it_is_for(reason: str, refusal: Refusal) -> bool:
    """Whether a reason speaks of the word that was refused. Of two words of one sentence it may mean one only."""
    return refusal.said != "" and refusal.said.casefold() in reason.casefold()


def _why_not(override: Override, wordings: dict[int, str], said_by: dict[int, str]) -> str:
    """Why it does not count at all; empty when it does."""
    if override.code not in MAY_BE_LET_PASS:
        return "this may not be let pass"
    if not override.reason.strip():
        return "it has no reason"
    if not override.by_role.strip():
        return "it does not say in which role it was given"
    if override.line_number is None:
        return ""
    if override.line_number not in wordings:
        return "there is no such sentence"
    if override.by_agency == said_by.get(override.line_number):
        return "it was given by the agency that says the sentence"
    if override.wording_sha != wordings[override.line_number]:
        return "it was given for another wording"
    return ""
