"""Whom «we», «our», «it» and «the school» mean in a paragraph: what a reader remembers from one to the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.bodies.doers import UNDERGOES
from lineofsight.intake.bodies.inspectorates import inspectorates_in
from lineofsight.intake.bodies.mentions import Mention
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
    r"|\b(?:by|and|that|but|which|what|while|where|when|how)\s+"
    r"|(?:^|[,;:]\s)(?:and\s)?(?:one|two|three|four|five|six|seven|eight|nine|ten|some|most|all|each|both|many|several|half|none"
    r"|neither|[\d,]+|[a-z]+teen)\sof\s(?=our\b)"
    r"|^(?:in|on|at|by|since|after|during|before|between|under|within|over|through|across|despite|without|from|last|this|so|now|then|every|each)\s(?:[\w’'/-]+\s){0,6}?)"
    rf"(?:we\b|ourselves\b|my\s(?:officers|colleagues|staff|teams?|force|department|nurses)\b|our\s{_NOT_OURSELVES})",
    re.IGNORECASE,
)
US = lazily(r"\bus\b", re.IGNORECASE)
OURSELVES = lazily(rf"\bwe\b|\bour\s{_NOT_OURSELVES}", re.IGNORECASE)
# In a body's own letter its officer says «I» for it.
MYSELF = lazily(r"\bI\b(?!\.)")
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


def tells_of_itself(sentences: Sequence[str], context: Context) -> bool:
    """«Open Door is a small charity: fourteen staff …», in its own account."""
    mentions = (next(iter(context.register.places(sentence)), None) for sentence in sentences)
    return any(mention is not None and mention[0] <= 4 and mention[2] == context.author for mention in mentions)


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
