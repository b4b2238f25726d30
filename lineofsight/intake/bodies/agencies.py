"""Which agencies act or speak in a paragraph. To be named is not enough.

«The Trust has worked with Northmoor Police» is the Trust's sentence: the police are only mentioned. Whether a body
acts in its sentence says `acting`; whom «we» and «it» mean, `pronouns`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.intake.bodies import doers
from lineofsight.intake.bodies.acting import (
    BETWEEN,
    BOUND_BY_LAW,
    acts,
    begins_clause,
    begins_clause_there,
    is_in_place,
    is_last_of,
    is_looked_at,
    joined_mentions,
    words_after,
)
from lineofsight.intake.bodies.inspectorates import inspectorates_in
from lineofsight.intake.bodies.mentions import Mention, mentions_in
from lineofsight.intake.bodies.pronouns import (
    IT_ACTS,
    MYSELF,
    OURSELVES,
    US,
    WE_ACT,
    Context,
    meant_by_it,
    meant_by_we,
    only_named,
    tells_of_itself,
)
from lineofsight.intake.documents import Doubt, Label
from lineofsight.intake.patterns import lazily
from lineofsight.intake.quotations.people_heard import is_family, is_of_the_body

_PARTNERSHIP_ACTS = lazily(
    r"(?:^|[.;,]\s)(?:the\s)?(?:[\w’'-]+\s){0,6}(?:partnership|safeguarding partners)\s(?:has|have|is|are|will"
    r"|was|were|also|now)\b",
    re.IGNORECASE,
)
_UNNAMED_WORKERS = lazily(
    r"\b(?:practitioners|staff|managers|workers|officers|teams?|supervisors|social workers|nurses"
    r"|health visitors|midwives|leaders|panels?|professionals)\b",
    re.IGNORECASE,
)


# «It is not for us to say», «schools receive our calls»: what the writer does, and others have.
_FROM_US = lazily(
    r"\bfor us to\b|\b(?:falls?|fell|comes?|came|belongs?|was left|is left|is up) to us\b"
    r"|\b(?:receives?|received|gets?|got|from) our\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in each sentence of a paragraph, and in the paragraph as a whole; and what was doubtful."""

    sentences: tuple[tuple[str, ...], ...]
    paragraph: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


def acting_in(
    sentences: Sequence[str],
    number: Label,
    context: Context,
    *,
    is_claim: Sequence[bool],
    speakers: Sequence[str | None] = (),
) -> Acting:
    """Return who acts in the sentences of one paragraph, given with their quotations blanked out, in order.

    `is_claim` says of each sentence whether it claims something of the agencies' own work; only such a sentence makes
    an unnamed doer doubtful. `speakers` are those quoted in it.
    `context` is moved on: it remembers the agencies last spoken of.
    """
    by_sentence: list[tuple[str, ...]] = []
    doubts: list[Doubt] = []
    here: list[str] = []
    for sentence in sentences:
        names = _acting_in_sentence(sentence, number, context, here, doubts)
        is_pronoun = sentence[:2].lower() == "it"
        if not by_sentence and (is_pronoun or not names) and (meant := meant_by_it(sentence, context)):
            names = (meant,)
        if by_sentence and is_pronoun and IT_ACTS.match(sentence):
            # «Action 4 belongs to Fellside Housing. It has told us that …»
            named = only_named(sentences[len(by_sentence) - 1], context)
            names = tuple(dict.fromkeys((named, *names))) if named else names
        by_sentence.append(names)
        here += [name for name in names if name not in here]
        context.recent = tuple(dict.fromkeys((*reversed(names), *context.recent)))[:6]
    if not here:
        here += _whose_own(sentences, context, has_claim=any(is_claim), speakers=speakers)
    if not here and any(is_claim) and not any(_PARTNERSHIP_ACTS.search(sentence) for sentence in sentences):
        doubts.append(_unnamed(sentences, number, context))
    is_of_inspectorate = not here and sentences and inspectorates_in(sentences[0])
    named = only_named(" ".join(sentences), context)
    last_told_of = (named,) if named else context.spoken_of
    context.spoken_of = () if is_of_inspectorate else tuple(here) or last_told_of
    return Acting(tuple(by_sentence), tuple(here), tuple(doubts))


def _whose_own(
    sentences: Sequence[str], context: Context, *, has_claim: bool, speakers: Sequence[str | None]
) -> tuple[str, ...]:
    """Whose own a paragraph is that says of nobody that it acts: the body's whose section or account it stands in."""
    says_we = any(OURSELVES.search(sentence) for sentence in sentences)
    is_told_us = any(US.search(sentence) for sentence in sentences)
    is_own_voice = any(map(is_of_the_body, speakers))
    if len(context.of_section) == 1:
        is_inspected = bool(sentences) and bool(inspectorates_in(sentences[0][:40]))
        is_seen_by_others = is_inspected or any(map(is_family, speakers))
        own = says_we or is_told_us or is_own_voice or (has_claim and not is_seen_by_others)
        return context.of_section if own else ()
    if context.author and (says_we or tells_of_itself(sentences, context)):
        return (context.author,)
    whose = (context.author,) if context.author else context.writers
    if len(whose) == 1 and any(_FROM_US.search(text) or MYSELF.search(text) for text in sentences):
        return whose
    return ()


def _acting_in_sentence(
    sentence: str, number: Label, context: Context, here: Sequence[str], doubts: list[Doubt]
) -> tuple[str, ...]:
    if sentence.rstrip().endswith("?"):
        return ()  # what is asked is not told
    mentions = mentions_in(sentence, context.register, (*reversed(here), *context.of_section, *context.recent))
    acting: list[str] = []
    for group in joined_mentions(sentence, mentions):
        before, after = sentence[max(0, group[0].start - 120) : group[0].start], words_after(sentence, group[-1])
        if _is_where_another_is(sentence, group[0], mentions):
            continue
        if BOUND_BY_LAW.match(after) or is_looked_at(sentence, group[0], after):
            continue
        if acting and is_in_place(before):
            continue  # «The Council has a contact in the Trust.»
        if acts(sentence, group) or (acting and doers.shares_a_verb(before, after)):
            acting += [mention.name for mention in group]
            doubts += [_unsure(mention, sentence, number) for mention in group if not mention.is_sure]
        elif not BETWEEN.search(sentence[max(0, group[0].start - 30) : group[0].start]):
            begins = begins_clause_there(before, after)
            acting += [
                mention.name
                for mention in group
                # «The panel, which includes the Trust and Cafcass, meets …»: the comma ends a list.
                if begins or (begins_clause(sentence, mention) and not is_last_of(sentence, mention, group))
            ]
    if WE_ACT.search(sentence):
        acting += meant_by_we(sentence, mentions, number, context, doubts)
    return tuple(dict.fromkeys(acting))


def _is_where_another_is(sentence: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """«The Support Service at Weald House saw 39 children»: the place is named with the body."""
    return any(re.fullmatch(r"\sat\s(?:the\s)?", sentence[other.end : mention.start]) for other in mentions)


def _unsure(mention: Mention, sentence: str, number: Label) -> Doubt:
    words = sentence[mention.start : mention.end]
    return Doubt(
        "agency-unsure",
        f"«{words}» may mean more than one body; we read it as {mention.name}.",
        number,
        readings=mention.readings,
    )


def _unnamed(sentences: Sequence[str], number: Label, context: Context) -> Doubt:
    likely = context.author or (context.recent[0] if context.recent else None)
    who = next((match.group() for text in sentences if (match := _UNNAMED_WORKERS.search(text))), "")
    speaks = f" It speaks of «{who}»." if who else ""
    readings = (likely, "no agency") if likely else ("no agency",)
    return Doubt("agency-unnamed", f"No agency is named in this paragraph.{speaks}", number, readings=readings)
