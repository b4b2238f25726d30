"""Quotations: from a stored source, word for word, about the right council, not older than what they stand beside."""

import re
from collections.abc import Iterator

from lineofsight.intake.quotations.people_heard import is_heard
from lineofsight.library.words import day_words, listed
from lineofsight.publication.content.edition import Line, LineKind, Quotation
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.spans import FEWEST_WORDS, Span, has_open_mark
from lineofsight.publication.gate.verbatim import Match, Mismatch, takes_back, words_in

_DOTS = ("…", "..", "[…", "[.")


def _has_marks(line: Line, given: Given) -> bool:
    return bool(line.quotations or given.spans(line)) or has_open_mark(line.wording)


def _untied(line: Line, given: Given) -> Iterator[Found]:
    if has_open_mark(line.wording):
        yield Found(
            "quotation.open_mark",
            "A quotation mark has no partner, so nobody can tell where the quotation ends.",
            "Put the second mark where the quoted words end.",
        )
    for span in given.spans(line):
        if span.quotation is None and span.word_count >= FEWEST_WORDS:
            yield Found(
                "quotation.not_tied",
                f"The words «{_short(span.text)}» stand between quotation marks, but no source is tied to them.",
                "Tie the quotation to its report, or take the marks off and say it in your own words.",
            )
    for assessment_ref in dict.fromkeys(quotation.assessment_ref for quotation in line.quotations):
        assessment = given.content.assessment(assessment_ref)
        said_by = [one.attributed_to for one in line.quotations if one.assessment_ref == assessment_ref]
        by = assessment.body if assessment else said_by[0]
        if is_heard(by):
            yield Found(
                "quotation.of_people",
                f"These words are given to «{by}», and no report can be compared with them.",
                "The words of people who were heard are not printed in a sentence, whatever they agreed to. Add what "
                "they told as evidence of the kind «what children, families or workers told us», with how many were "
                "asked, and say it here in your own words, without quotation marks.",
                "evidence#id_heard",
            )
        elif given.source(assessment_ref) is None:
            yield Found(
                "quotation.source_not_supplied",
                f"The text of «{assessment.title if assessment else 'the report'}» is not stored here, "
                "so the quotation cannot be compared with it: source not supplied.",
                "Add the report's text to the assessment.",
            )
        elif not given.is_source_as_read(assessment_ref):
            yield Found(
                "quotation.source_changed",
                "The stored text of the report is not the one that was read when the report came in.",
                "Store the report's own text again.",
            )


SOURCE = LineCheck(
    id="quotation-source",
    title="Each quotation is tied to a source that is stored",
    codes={
        "quotation.open_mark": "A quotation mark has no partner.",
        "quotation.not_tied": "Four or more words stand between quotation marks without a source.",
        "quotation.of_people": "Words of a parent, a child or somebody who works are quoted like a report's.",
        "quotation.source_not_supplied": "The text of the quoted source is not stored.",
        "quotation.source_changed": "The stored text is not the one that was read.",
    },
    applies=_has_marks,
    find=_untied,
)


def _can_be_compared(line: Line, given: Given) -> bool:
    return any(given.source(quotation.assessment_ref) is not None for quotation in line.quotations)


def _word_for_word(line: Line, given: Given) -> Iterator[Found]:
    printed = {id(span.quotation): span for span in given.spans(line) if span.quotation is not None}
    for quotation in line.quotations:
        source = given.source(quotation.assessment_ref)
        if source is None:
            continue
        span = printed.get(id(quotation))
        found = source.compare(span.text if span else quotation.text)
        if isinstance(found, Mismatch):
            yield _differs(found)
        else:
            yield from _cut(found, quotation, span, line)


def _differs(found: Mismatch) -> Found:
    cure = "Use the exact words, or show a gap with … where words may be left out."
    if found.is_out_of_order:
        reason = "The parts of this quotation stand in the report in another order."
        return Found("quotation.other_order", reason, "Quote the parts in the report's order, or as two quotations.")
    if not found.is_anywhere:
        return Found(
            "quotation.not_in_source",
            "These words do not stand in the stored report.",
            "Copy the words from the report, or tie the report that they come from.",
        )
    told = [
        *(f"leaves out «{words}»" for words in found.left_out),
        *(f"adds «{words}»" for words in found.added),
        *(f"says «{quoted}» where the report says «{said}»" for said, quoted in found.changed),
    ]
    if found.changed or (found.left_out and found.added):
        code = "quotation.words_changed"
    else:
        code = "quotation.words_left_out" if found.left_out else "quotation.words_added"
    return Found(code, f"This quotation {listed(told)}.", cure)


def _cut(found: Match, quotation: Quotation, span: Span | None, line: Line) -> Iterator[Found]:
    if found.hidden_not:
        yield Found(
            "quotation.not_hidden",
            f"The report says «{found.hidden_not}» where this quotation is cut, and that turns its meaning round.",
            f"Quote the sentence with «{found.hidden_not}».",
        )
    if found.hidden_turn:
        yield Found(
            "quotation.turn_hidden",
            f"The report's sentence goes on with «{found.hidden_turn}», and the gap swallows what follows it.",
            f"Quote the sentence with «{found.hidden_turn}».",
        )
    if found.is_joined:
        yield Found(
            "quotation.joined",
            "The gap in this quotation joins the beginning of one sentence of the report to the end of another.",
            "Quote the two sentences, each from its beginning, or only one of them.",
        )
    printed = span.text.rstrip() if span else ""
    is_marked = quotation.partial or printed.endswith(_DOTS)
    if is_marked and takes_back(found.turns_at) and not _is_quoted_too(found.rest, quotation, line):
        yield Found(
            "quotation.turn_hidden",
            f"The report's sentence goes on with «{found.turns_at}», and the cut leaves out what follows it.",
            "Quote the sentence to its end, or the rest beside it.",
        )
    elif found.turns_at and not is_marked:
        yield Found(
            "quotation.cut_before_turn",
            f"The report's sentence goes on with «{found.turns_at}», which the quotation leaves out.",
            "Quote the sentence to its end, or show the cut with ….",
        )


def _is_quoted_too(rest: tuple[str, ...], quotation: Quotation, line: Line) -> bool:
    """Whether another quotation of the sentence says most of what this one leaves off."""
    others = {word for other in line.quotations if other is not quotation for word in words_in(other.text)}
    return sum(word in others for word in rest) * 3 >= len(rest) * 2 > 0


VERBATIM = LineCheck(
    id="quotation-words",
    title="Each quotation stands in its source, word for word",
    codes={
        "quotation.words_left_out": "The quotation leaves out words without showing the gap.",
        "quotation.words_added": "The quotation has words that the source does not have.",
        "quotation.words_changed": "The quotation has other words than the source.",
        "quotation.other_order": "The parts of the quotation stand in the source in another order.",
        "quotation.not_in_source": "Nothing in the source is near to the quotation.",
        "quotation.not_hidden": "The quotation is cut so that a «not» of the source is lost.",
        "quotation.turn_hidden": "A gap, or a cut at the end, swallows the source's «but» and what follows it.",
        "quotation.joined": "A gap joins the beginning of one sentence of the source to the end of another.",
        "quotation.cut_before_turn": "The quotation stops, unmarked, before the source's «but», «except» or «only».",
    },
    applies=_can_be_compared,
    find=_word_for_word,
)


def _has_quotation(line: Line, given: Given) -> bool:
    return bool(line.quotations)


def _other_council(line: Line, given: Given) -> Iterator[Found]:
    for quotation in line.quotations:
        assessment, about = given.content.assessment(quotation.assessment_ref), quotation.about
        if assessment is not None and assessment.about and (not about or given.fits(about, line)):
            # What is quoted is about those at whom the assessment looked, whatever stands beside the quotation.
            about = assessment.about
        if is_heard(assessment.body if assessment is not None else quotation.attributed_to):
            continue  # they are people who were heard, and no report: another check says so
        if assessment is not None and not about and not assessment.about:
            yield Found(
                "quotation.other_council",
                f"It is not said at whom «{assessment.title}» looked, so nobody can tell whether these words are about "
                f"{line.agency or 'those of whom the sentence tells'}.",
                f"Choose on the page of «{assessment.title}», under «About which agency», at whom it looked.",
                f"assessments/{assessment.ref}/describe",
            )
            continue
        named = _agencies_named(line, given)
        if named and not named & set(about) and line.kind is LineKind.QUOTATION:
            yield Found(
                "quotation.other_council",
                f"The quotation is about {listed(about) or 'nobody that is named'}, and the sentence names "
                f"{listed(sorted(named))}.",
                "Name the council or agency at which the report looked.",
            )
            continue
        if not given.fits(about, line):
            yield Found(
                "quotation.other_council",
                f"The quotation is about {listed(about) or 'nobody that is named'}. "
                "The sentence is about somebody else.",
                "Quote what was said about the same council or agency, or put the quotation into its own sentence.",
            )


def _agencies_named(line: Line, given: Given) -> set[str]:
    """The agencies that the sentence names beside the quotation; the partnership and those who looked are none."""
    own = " ".join(given.own_words(line).casefold().split())
    looked = {assessment.body for assessment in given.content.assessments}
    return {
        name
        for name in given.bodies
        if name not in looked
        and name != given.content.partnership
        and re.search(rf"(?<![\w-]){re.escape(' '.join(name.casefold().split()))}(?![\w-])", own)
    }


ABOUT = LineCheck(
    id="quotation-about",
    title="Each quotation is about the council or agency of its sentence",
    codes={"quotation.other_council": "The quotation is about another council or agency."},
    applies=_has_quotation,
    find=_other_council,
)


def _stands_beside_an_action(line: Line, given: Given) -> bool:
    told = line.kind in (LineKind.PROGRESS, LineKind.QUOTATION)
    return bool(line.quotations) and line.action_date is not None and told


def _older(line: Line, given: Given) -> Iterator[Found]:
    for quotation in line.quotations:
        assessment = given.content.assessment(quotation.assessment_ref)
        if assessment is None or line.action_date is None:
            continue
        looked = assessment.inspected_to or assessment.published_date
        if looked is not None and looked < line.action_date:
            yield Found(
                "quotation.older_than_action",
                f"The quotation is older than what it stands beside: {assessment.body} looked until "
                f"{day_words(looked)}, and this began on {day_words(line.action_date)}.",
                "Put the quotation into its own sentence with its date, or take it out.",
            )


AGE = LineCheck(
    id="quotation-age",
    title="No quotation is older than the action beside which it stands",
    codes={"quotation.older_than_action": "The assessment looked before the action began."},
    applies=_stands_beside_an_action,
    find=_older,
)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 8 else " ".join(words[:8]) + " …"
