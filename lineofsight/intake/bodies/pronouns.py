"""Whom «we», «our», «it» and «the school» mean in a paragraph: what a reader remembers from one to the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.bodies.doers import UNDERGOES
from lineofsight.intake.bodies.inspectorates import inspectorates_in
from lineofsight.intake.bodies.mentions import Mention, mentions_in
from lineofsight.intake.bodies.register import Register
from lineofsight.intake.clauses import ADVERBS, FINITE, IS, PARTICLE
from lineofsight.intake.documents import Doubt, Label
from lineofsight.intake.patterns import lazily

# «Our partners», «our children»: these are others, however near.
_NOT_OURSELVES = (
    r"(?!(?:lady|partners?|inspect(?:ors?|orates?)|regulators?|(?:colleagues|friends|counterparts) (?:in|at"
    r"|from)|neighbours|area|region|borough"
    r"|county|city|town|children|families"
    r"|young people|communit(?:y|ies)|residents|tenants|patients|pupils|parents|researcher|question|conversation)\b)"
)
WE_ACT = lazily(
    r"(?:^|[,;:]\s+(?:(?:in|at|by|of|for|with)\s(?:[\w’'-]+\s){1,5}?)?"
    r"|\b(?:and|that|but|which|what|while|where|when|how)\s+"
    r"|(?:^|[,;:]\s)(?:and\s)?(?:one|two|three|four|five|six|seven|eight|nine|ten|some|most|all|each|both|many|several|half|none"
    r"|neither|[\d,]+|[a-z]+teen)\sof\s(?=our\b)"
    r"|^(?:in|on|at|by|since|after|during|before|between|under|within|over|through|across|despite|without|from|last|this|so|now|then|every|each)\s(?:[\w’'/-]+\s){0,6}?)"
    rf"(?:we\b|ourselves\b|my\s(?:officers|colleagues|staff|teams?|force|department|nurses)\b|our\s{_NOT_OURSELVES})",
    re.IGNORECASE,
)
# «Both have signed it», «The two bodies meet weekly», «Neither of us had asked»: all who write the report.
_ALL_WHO_WRITE = lazily(
    r"(?:(?:today|now|since then|each week|in \w+),?\s)?(?:they\s(?:are\s)?)?(?:both|neither"
    r"|(?:all\s|the\s)?(?P<number>two|three|four|five|six))"
    r"(?:\sof\s(?:us|them|the two))?(?:\s(?:bodies|services|agencies|organisations|partners))?"
    rf"\s{ADVERBS}(?!(?:of|children|people|women|men)\b)(?:{FINITE}"
    rf"|[a-z]{{3,}}\b(?<!s)(?<!ing)(?=\s(?:(?:{PARTICLE})\b|\w+ly\b)|[.;]))",
    re.IGNORECASE,
)
US = lazily(r"\bus\b", re.IGNORECASE)
OURSELVES = lazily(rf"\bwe\b|\bour\s{_NOT_OURSELVES}", re.IGNORECASE)
# «It has trained …», «Its workers …», «The charity will …»: whoever the paragraph before was about.
IT_ACTS = lazily(
    r"(?:it (?:also |now |then |since )?(?!(?:is|was|were|remains?|remained|takes?|took|seems?|seemed|appears?"
    r"|appeared|became"
    r"|becomes?|means?|meant|follows?|falls?|fell|costs?|recommend(?:s|ed)?|conclude[sd]?|would (?:be|help|have)"
    r"|will be|must be|should be"
    r"|may be|can be|(?:has|had)(?: not| never)? been|also"
    r"|now)\b)[a-z]+"
    r"|its (?:own )?(?:[\w’'-]+ ){0,2}?[\w’'-]{3,}s "
    rf"{ADVERBS}(?!(?:{PARTICLE}|or|than)\b)[a-z]{{3,}}(?<!ing) (?:to|the|an?|its|their|every|each|all|both|no"
    rf"|with|on|for|in|at|about|from|by|into|of)\b"
    rf"|its (?:own )?(?:[\w’'-]+,? ){{1,3}}?(?:(?:[A-Z][\w’'-]+ ?){{1,3}}, )?{ADVERBS}"
    rf"(?!{IS}\b)(?:{FINITE}|[a-z]{{3,}}s(?=:|\s\s))"
    r"|(?:the|this) (?P<kind>service|agency|charity|school|academy|project|unit|organisation|board|college"
    r"|hospital|refuge"
    r"|centre|practice)(?:['’]s(?: [\w-]+){1,3}?)? (?:has|have|had|is|was|will|can|may|now|also|sent|told|held"
    r"|\w{2,}ed"
    r"|\w{3,}s)\b)",
    re.IGNORECASE,
)

# «The Council asked Kestrel House for its log. It sent it in May.»: who was asked answers.
_ASKED = lazily(
    r"\b(?:ask(?:s|ed)?|wr(?:ote|itten) to|request(?:s|ed)? (?:[\w’'-]+ ){1,6}?from|invit(?:es|ed)|urged|pressed"
    r"|challenged|chased|approached|put (?:[\w’'-]+ ){1,6}?to)\s(?:the\s)?$",
    re.IGNORECASE,
)
_ANSWERS = lazily(
    r"it (?:has |had |have )?(?:also |now |then |since |duly |promptly )?(?:replied|answered|sent|agreed|declined"
    r"|refused|accepted|apologised|responded|provided|supplied|confirmed|wrote back|came back|promised|complied"
    r"|(?:did|has) not (?:yet )?(?:repl|answer|respond|send|sent|provid|agree))",
    re.IGNORECASE,
)

# «Hexley Council. Done.», «Finally, HMP Thornby.», «Dads Together: group runs weekly»
_LABEL = lazily(
    r"(?:(?:[A-Z][\w’'-]*\s?){1,2}[,:]\s)?(?:(?:Then there['’]s|Next|And|Now)\s)?(?:[Tt]he\s)?"
    r"(?P<name>[A-Z][^.:,;()]{1,80}?)(?:\s\([^()]{1,60}\))?(?:\.$|:\s)"
)
_LATTER = lazily(r"The (?P<which>latter|former)\b(?!\s(?:chair|head|director|leader|manager|policy|system)\b)")


@dataclass
class Context:
    """What a paragraph is read in: the register, whose section it is, and who was last spoken of."""

    register: Register
    of_section: tuple[str, ...] = ()
    author: str | None = None  # whose account the whole report is
    writers: tuple[str, ...] = ()  # who says «we» in it, of themselves and of others
    is_of_all: bool = False  # «we» is the partnership, as the report says
    we: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    spoken_of: tuple[str, ...] = ()  # who acted in the last paragraph of the section in which anybody did
    will_do: bool = False  # a list of what is meant to be done has begun
    doubted: set[str] = field(default_factory=set)


def only_named(sentence: str, context: Context) -> str | None:
    """The one agency that a sentence names, where no inspectorate is named beside it."""
    named = {name for _, _, name in context.register.places(sentence)}
    return named.pop() if len(named) == 1 and not inspectorates_in(sentence) else None


def asked_before(sentence: str, before: str, context: Context) -> str | None:
    """Whom «It replied in June» means: the body that the sentence before says was asked or written to."""
    if _ANSWERS.match(sentence) is None:
        return None
    asked = [name for start, _, name in context.register.places(before) if _ASKED.search(before, 0, start)]
    return asked[-1] if asked else None


def told_before(sentence: str, before: str, context: Context) -> tuple[str, ...]:
    """Whom «Hexley Council. Done.» and «The latter has agreed» mean: a name alone, and the last that was named."""
    if label := _LABEL.match(sentence):
        first = next(iter(mentions_in(sentence, context.register, context.recent)), None)
        if first is not None and first.start <= label.start("name") and first.end >= label.end("name"):
            return (first.name,)
    which = _LATTER.match(sentence)
    named = tuple(dict.fromkeys(name for _, _, name in context.register.places(before))) if which else ()
    if which is None or not named:
        return ()
    return (named[-1] if which.group("which").lower() == "latter" else named[0],)


def tells_of_itself(sentences: Sequence[str], context: Context) -> bool:
    """«Open Door is a small charity: fourteen staff …», in its own account."""
    mentions = (next(iter(context.register.places(sentence)), None) for sentence in sentences)
    return any(mention is not None and mention[0] <= 4 and mention[2] == context.author for mention in mentions)


def meant_by_both(sentence: str, before: Sequence[str], context: Context) -> tuple[str, ...]:
    """Whom «both», «the two bodies» and «they all» mean: those who were just said to do something, or who write.

    `before` are those who act in the sentence before it, where there is one in its paragraph.
    """
    match = _ALL_WHO_WRITE.match(sentence)
    if match is None:
        return ()
    number = {"three": 3, "four": 4, "five": 5, "six": 6}.get((match["number"] or "").lower(), 2)
    meant = (tuple(before), context.writers)
    return next((names for names in meant if len(names) == number), ())


def meant_by_it(sentence: str, context: Context) -> str | None:
    """Whom «it» or «the school» at the beginning of a paragraph means: the body that the one before was about."""
    match = IT_ACTS.match(sentence)
    if match is not None and match.group("kind") and UNDERGOES.match(sentence, match.end("kind")):
        return None
    if match is None or not context.spoken_of:
        return None
    kind = (match.group("kind") or "").lower()
    if kind in ("school", "academy", "college", "hospital", "charity", "refuge", "board"):
        return next((name for name in context.spoken_of if name in context.register.candidates(kind)), None)
    if kind and context.author and context.author.lower().endswith(kind):
        return context.author  # «the service», in a service's own account
    return context.spoken_of[0]


def meant_by_we(
    sentence: str, mentions: Sequence[Mention], number: Label, context: Context, doubts: list[Doubt]
) -> list[str]:
    """Whom «we» means: the body named in the same opening, whose section it is, or who said «we» before."""
    opening = re.match(r"(?:at|as|within|in|here at)\s+(?:the\s+)?", sentence, re.IGNORECASE)
    if (
        opening
        and mentions
        and mentions[0].start <= opening.end()
        and re.match(r",?\s*(?:we|our)\b", sentence[mentions[0].end :])
    ):
        context.we = (mentions[0].name,)
    apposed = (
        re.search(r"\bwe,?\s+(?:at|in|as)\s+(?:the\s+)?$", sentence[: mentions[0].start], re.IGNORECASE)
        if mentions
        else None
    )
    if apposed:
        context.we = (mentions[0].name,)
    if context.is_of_all:
        return []
    # Whoever writes the whole report says «we» even where it tells of others.
    is_own = not context.writers or set(context.of_section) <= set(context.writers)
    meant = context.we or ((context.author,) if context.author else ())
    meant = meant or (context.of_section if is_own else ()) or context.writers
    if meant:
        return list(meant)
    if "we" not in context.doubted:
        context.doubted.add("we")
        readings = ("the partnership that publishes the report", *context.recent[:1])
        doubts.append(Doubt("agency-we", "It is not said whom «we» means here.", number, readings=readings))
    return []
