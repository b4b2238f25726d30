"""The pages about what an edition is held to: evidence, wording, names, small numbers, its outline."""

from collections.abc import Iterator

from lineofsight.library.claim import ClaimKind, Otherwise, Unsaid
from lineofsight.library.identifying import IdentifyingRule
from lineofsight.library.kinds import (
    Asks,
    AtGate,
    EvidenceKind,
    Outline,
    WordingRule,
)
from lineofsight.library.publishing import PublishingRules, SmallNumbers
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.shelf import Shelf
from lineofsight.library.words import quoted


def evidence_page(shelf: Shelf) -> Iterator[str]:
    """Every kind of evidence and what it can show at most."""
    yield "# Kinds of evidence\n"
    yield "What a kind can show at most, however good it is. A quotation never shows more than what was said.\n"
    for kind in shelf.all_newest(EvidenceKind):
        yield f"## {kind.title}\n"
        yield f"Shows at most: **{kind.shows_at_most.words}**. Usually current for {kind.valid_months} months."
        yield ("Say which period it covers.\n" if kind.needs_period else "It needs no period.\n")
        yield f"{kind.guidance}\n\nFor example: {kind.example}\n\n{foot(kind, shelf)}\n"


def wording_page(shelf: Shelf) -> Iterator[str]:
    """Every rule about words, with what it asks and what to write instead."""
    yield "# Wording rules\n"
    yield "Words that claim something, and what a sentence must rest on to use them. Words in quotation marks are"
    yield "somebody else's and claim nothing for the writer.\n"
    for rule in shelf.all_newest(WordingRule):
        yield f"## {rule.title}\n"
        yield f"{_asked(rule)} {_AT_GATE[rule.at_gate]}\n"
        if rule.instead:
            yield from table(["not", "but"], [[word, better] for word, better in rule.instead.items()])
        else:
            yield f"Words: {quoted(rule.all_words())}.\n"
        if rule.not_in:
            yield f"Passed over: {quoted(rule.not_in)}.\n"
        yield f"Why: {rule.reason}\n\nWhat to do: {rule.cure}\n\n{foot(rule, shelf)}\n"


_AT_GATE = {
    AtGate.STOP: "Without it the sentence cannot be printed.",
    AtGate.MARK: "The writer is told; the sentence can be printed.",
}


def _asked(rule: WordingRule) -> str:
    if rule.asks is Asks.LEVEL and rule.shows is not None:
        extra = [
            words
            for words, wanted in (
                ("n of N", rule.needs_figure),
                ("an earlier figure", rule.needs_comparison),
                (f"counts of {rule.needs_times} times", rule.needs_times),
            )
            if wanted
        ]
        return f"Needs at least «{rule.shows.words}»" + (f", with {' and '.join(extra)}." if extra else ".")
    return {
        Asks.FULL_COUNT: "Needs a full count, n = N, as at a day.",
        Asks.OTHER_WORDS: "Asks for other words.",
        Asks.EXPLANATION: "Asks for an explanation.",
    }[rule.asks]


def identifying_page(shelf: Shelf) -> Iterator[str]:
    """Every rule about what could point to somebody."""
    yield "# What could point to somebody\n"
    yield "Nothing of this can be printed, wherever it stands: in a sentence, a title, a footnote or a reason."
    yield "Registered names are looked for as well; they stand in no file.\n"
    for rule in shelf.all_newest(IdentifyingRule):
        yield f"## {rule.title}\n"
        words = f" Words: {quoted(rule.words)}." if rule.words else ""
        yield f"Looks for: {rule.shape.value}.{words}\n"
        if rule.not_in:
            yield f"Passed over: {quoted(rule.not_in)}.\n"
        yield f"Why: {rule.reason}\n\nWhat to do: {rule.cure}\n\n{foot(rule, shelf)}\n"


def publishing_page(shelf: Shelf) -> Iterator[str]:
    """The days and words that publishing is held to."""
    yield "# Before publishing\n"
    for rules in shelf.all_newest(PublishingRules):
        yield f"## {rules.title}\n"
        yield f"A search of what is public already may be {rules.search_days} days old on the day of publishing."
        yield ""
        yield (
            f"An agency may object to a signature that was recorded for it for {rules.object_days} working days, by"
            f" the calendar `{rules.object_calendar}`."
        )
        yield f"A sentence says that a released figure was corrected by: {quoted(rules.words_of_correction)}.\n"
        if rules.documents_that_ask:
            yield f"What asks, and shows nothing of what is done: {quoted(rules.documents_that_ask)}.\n"
        yield foot(rules, shelf) + "\n"


def claims_page(shelf: Shelf) -> Iterator[str]:
    """Every kind of claim, its words, and when a sentence with one of them is refused."""
    yield "# Kinds of claim\n"
    yield "What a sentence may say of one matter, by its words. The same words are looked for in what stands behind the"
    yield "sentence: what its evidence is called, what its figures count, the opinion and the different views beside"
    yield "it.\n"
    for kind in shelf.all_newest(ClaimKind):
        yield f"## {kind.title}\n"
        of = " It is asked only of sentences with a figure." if kind.counted_only else ""
        asked = [_OTHERWISE[kind.otherwise], _UNSAID[kind.unsaid]]
        asked += [_IN_HEADINGS] if kind.in_headings else []
        asked += [_IN_OWN_TITLES] if kind.in_own_titles else []
        yield " ".join(part for part in asked if part) + of + "\n"
        yield from table(["class", "words"], [[name, quoted(words)] for name, words in kind.values.items()])
        for name, words in kind.also_behind.items():
            yield f"«{name}» is said behind a sentence by these words too: {quoted(words)}.\n"
        if kind.not_in:
            yield f"Passed over: {quoted(kind.not_in)}.\n"
        yield f"What to do: {kind.cure}\n\n{foot(kind, shelf)}\n"


_IN_HEADINGS = "Refused in a title, in a heading and, unless it is what is open, under «Not yet done or known»."
_IN_OWN_TITLES = "Refused in what evidence of the agency itself is called."
_OTHERWISE = {
    Otherwise.NEVER: "",
    Otherwise.ANY: "Refused where what stands behind it speaks of another class.",
    Otherwise.NONE_OF_THEM: "Refused where what stands behind it speaks of other classes alone.",
    Otherwise.MORE: "Refused where what stands behind it speaks of an earlier class alone.",
}
_UNSAID = {
    Unsaid.NEVER: "",
    Unsaid.COUNTED: "Refused beside a figure where nothing behind it speaks of the class.",
    Unsaid.ASKED: "Refused where only documents stand behind it that ask or give something, and none says the class.",
    Unsaid.ALWAYS: "Refused where nothing behind it speaks of the class.",
}


def small_numbers_page(shelf: Shelf) -> Iterator[str]:
    """How numbers are told by class and reader."""
    yield "# Small numbers\n"
    yield "How a number is told depends on whom it counts and on who reads it.\n"
    for numbers in shelf.all_newest(SmallNumbers):
        yield f"## {numbers.title}\n"
        rows = [
            [
                rule.counts.value,
                rule.reader.value,
                f"from {rule.fewest}" if rule.fewest else "all",
                f"to the nearest {rule.round_to}" if rule.round_to > 1 else "exact",
                f"from N = {rule.fewest_for_rate}" if rule.fewest_for_rate else "always",
                rule.says,
            ]
            for rule in numbers.rules
        ]
        yield from table(["who is counted", "who reads", "shown", "rounded", "percentage", "in words"], rows)
        yield "A figure that is counted here counts whom its rows are about ([faces](faces.md)), whatever one row is"
        yield "called: one plan, case, form or challenge is one child."
        yield "Of any other figure the first of these words in what it says it counts decides.\n"
        yield from table(
            ["class", "words"], [[counts.value, ", ".join(some)] for counts, some in numbers.words.items()]
        )
        yield foot(numbers, shelf) + "\n"


def outlines_page(shelf: Shelf) -> Iterator[str]:
    """Every outline with its sections."""
    yield "# Outlines of a Summary\n"
    for outline in shelf.all_newest(Outline):
        yield f"## {outline.title}\n"
        rows = [
            [
                section.title,
                section.holds.value,
                "yes" if section.is_required else "no",
                section.guidance,
                section.when_empty,
            ]
            for section in outline.sections
        ]
        yield from table(["section", "holds", "required", "what goes in", "when empty it says"], rows)
        yield f"{foot(outline, shelf)}\n"
