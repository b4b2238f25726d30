"""What the editor says of a sentence beside what the check of the whole would refuse: advice, that stops nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lineofsight.library.kinds import AtGate, GlossaryArea, GlossaryTerm, WordingRule
from lineofsight.library.wording import claims_in
from lineofsight.library.words import listed
from lineofsight.publication.editing.likely_names import likely_names_in
from lineofsight.publication.editing.reading_age import (
    IN_PRINT,
    INSIDE,
    LONG_SENTENCE,
    ReadingAge,
    Unknown,
    reading_age,
)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing about a sentence: what and why, and the cure.

    `stops`: as it stands it could not be printed. `term` is its entry in the glossary, `likely_name` the word that
    somebody may tick as no name.
    """

    text: str
    cure: str
    stops: bool = False
    term: str = ""
    likely_name: str = ""


def advice(
    own_words: str,
    *,
    wording_rules: Iterable[WordingRule],
    known: frozenset[str] = frozenset(),
    not_names: Iterable[str] = (),
) -> tuple[Remark, ...]:
    """What could be better. `own_words`: without what is quoted; `known`: words of names that may stand."""
    return (
        *_about_words(own_words, wording_rules),
        *_about_names(own_words, known, frozenset(not_names)),
        *_about_reading(reading_age(own_words)),
    )


def _about_words(own_words: str, rules: Iterable[WordingRule]) -> Iterator[Remark]:
    marked = {rule.id: rule for rule in rules if rule.at_gate is AtGate.MARK}
    told = set()
    for claim in claims_in(own_words, marked.values()):
        rule = marked[claim.rule_id]
        if (rule.id, claim.word) not in told:
            told.add((rule.id, claim.word))
            yield Remark(
                text=rule.reason_for(claim.word),
                cure=rule.cure_for(claim.word),
                term=rule.terms.get(claim.word, ""),
            )


def _about_names(own_words: str, known: frozenset[str], not_names: frozenset[str]) -> Iterator[Remark]:
    for found in likely_names_in(own_words, known=known):
        if found.word not in not_names:
            what = "a place" if found.is_place else "a name"
            yield Remark(
                text=f"«{found.word}» looks like {what}.",
                cure="Take it out, or tick that it is not one.",
                likely_name=found.word,
            )


def _about_reading(found: ReadingAge | Unknown) -> Iterator[Remark]:
    if isinstance(found, Unknown) or found.years <= INSIDE:
        return
    cures = []
    if found.longest_sentence > LONG_SENTENCE:
        cures.append(f"make two sentences of the one with {found.longest_sentence} words")
    if found.long_words:
        quoted = [f"«{word}»" for word in found.long_words[:3]]
        cures.append(f"find shorter words for {listed(quoted)}")
    told = " and ".join(cures) or "use shorter words and sentences"
    yield Remark(
        text=f"Only readers of about {found.years} years and older can follow this.",
        cure=f"{told[:1].upper()}{told[1:]}.",
    )


_OF_THE_PRACTICE = frozenset({GlossaryArea.CARE, GlossaryArea.COURT, GlossaryArea.PRACTICE})


def terms_in(own_words: str, terms: Iterable[GlossaryTerm]) -> tuple[GlossaryTerm, ...]:
    """The words of the practice in a sentence that the glossary explains, so that a writer can look what they say.

    Only names of two words or more («core group»): a single one, such as «visit», is mostly meant as anybody means it.
    """
    folded = f" {' '.join(re.findall(r'[a-z]+', own_words.casefold()))} "
    return tuple(
        term
        for term in terms
        if term.area in _OF_THE_PRACTICE
        and " " in term.title
        and any(f" {form} " in folded for form in _forms(term.title))
    )


def _forms(title: str) -> tuple[str, str]:
    plain = " ".join(re.findall(r"[a-z]+", title.casefold()))
    return plain, f"{plain}s"


def reading_words(own_words: str) -> str:
    """«Reading age about 12 years; aim for 9 to 11 in print», or that there are too few words to say."""
    found = reading_age(own_words)
    if isinstance(found, Unknown):
        return "Too few words for a reading age"
    return f"Reading age about {found.years} years; aim for {IN_PRINT[0]} to {IN_PRINT[1]} in print"
