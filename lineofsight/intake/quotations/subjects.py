"""What a sentence is about: the words before its verb, and whom «it», «they» and «and says» mean by them."""

import re

from lineofsight.intake.bodies.inspectorates import is_inspection
from lineofsight.intake.clauses import ADVERBS, FINITE, HELPING, IRREGULAR, IS, PARTICLE
from lineofsight.intake.patterns import lazily

_SENTENCES = lazily(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘0-9])")
# «In May, …», «After a hard year, …»: what stands before the main part.
_BEFORE_MAIN = lazily(
    # «Evidence: Auditors judged …»
    r"(?:(?-i:[A-Z][a-z]+:\s(?=[A-Z]))|(?:in|on|at|by|since|after|before|during|from|for|with|when|where|while|as|although|because|if|following|despite"
    r"|under|through|since|last|this|every|each)\b[^,.;:]{2,90},\s|(?:and|but|so|then|yet)\s|\w+ly,\s"
    # «In March 2025 Ofsted inspected …»: a day needs no comma.
    r"|(?:in|on|since|by|during)\s(?:\d{1,2}\s)?(?:[a-z]{3,9}\s)?(?:19|20)\d{2}\s(?!to\b|and\b))+",
    re.IGNORECASE,
)
_SURE = lazily(rf"\b{ADVERBS}(?:(?:{HELPING}|{IS})\b|(?:{IRREGULAR})\b)", re.IGNORECASE)
_PAST = lazily(rf"(?<=\s){ADVERBS}[a-z]{{2,}}ed\s(?:{PARTICLE})\b")
_LIKELY = lazily(rf"(?<=\s){ADVERBS}{FINITE}")
_TELLS_MORE = lazily(
    r"(?:,\s(?:who|which|whose|where|the|an?|its|their|and)\b|\s(?:who|which|that)\s|\s\(|\s\w+ed\s(?:[\w’'-]+\s){0,8}and$).*$"
)
_PRONOUN = lazily(r"(?:it|they|she|he|this|these|who|we|i|there|that|what|those|both|another|one)", re.IGNORECASE)
_MANY = lazily(
    r"(?:s|staff|children|people|women|men|police|young|others|most|some|many|several|half|thirds|quarters)$"
)
# So many of those told of before; and what somebody wrote, which speaks for whoever wrote it.
_NO_SPEAKER = lazily(
    r"^(?!one of the\s)(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty(?:-\w+)?|half"
    r"|most|some|all|none)\b)"
    r"|\b(?:letter|report|inspection|judgement|visit|review|document|change|work|form)\b|\b(?:this|that|it|they|we|i|you)\b",
    re.IGNORECASE,
)
# «We asked the fathers' group what had changed»: they answer.
_ASKED = lazily(
    r"(?:.{0,40},\s)?(?:we|i)\s(?:also\s|then\s)?(?:asked|met|visited|rang|told|(?:wrote|spoke|talked) (?:to|with))\s"
    r"(?:the\s)?(?!(?:them|him|her|it|us)\b)(?P<who>(?:[\w’'-]+\s){0,4}?[\w’'-]+)(?=\s(?:what|whether|how|if|why|in|on|at|for|to|about|who)\b|[.,;])",
    re.IGNORECASE,
)
_OF_WHAT = lazily(r"(?<=\w)\s(?:of|from|at|in)\s.*$")
_ARTICLE = lazily(r"(?:the|this|that)\s+", re.IGNORECASE)
_LONGEST = 12


def sentences_before(text: str, at: int) -> list[str]:
    """The sentences that end before a place, the nearest first; the one that the place stands in comes before them."""
    starts = [0, *(match.end() for match in _SENTENCES.finditer(text, 0, at + 1))]
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], at], strict=True)][::-1]


# «It was a clerk who noticed.»
_CLEFT = lazily(r"It (?:is|was) (?P<who>(?:[\w’'-]+\s){1,5}?)(?:who|that)\s")
# «Two detectives», «40 foster carers»: so many, and of whom.
_SO_MANY_OF = lazily(
    r"^(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"(?:-\w+)?)\s(?!(?:out|of|in|per)\b)"
    r"(?=(?:[a-z][\w’'-]*\s)*(?!of\b)[a-z][\w’'-]*$)(?!(?:thirds|quarters|fifths|tenths)\b)",
    re.IGNORECASE,
)
# «A card came from a boy in Year 6. “…,” it said.»
_CAME_FROM = lazily(
    r"\b(?:letters?|notes?|e-?mails?|cards?|poems?|messages?|texts?|drawings?|postcards?|songs?|statements?)\b[^.;:]{0,40}?"
    r"\s(?:from|by)\s(?P<who>(?:an?|the|one|his|her|their)\s[\w’'-]+(?:\s[\w’'-]+)?)",
    re.IGNORECASE,
)


def subject_of(sentence: str) -> str | None:
    """The words that the main part of a sentence is about, or None where they cannot be told."""
    if cleft := _CLEFT.match(sentence):
        return cleft["who"].strip()
    main = _BEFORE_MAIN.match(sentence)
    start = main.end() if main else 0
    found = [one for one in (_SURE.search(sentence, start + 1), _PAST.search(sentence, start + 1)) if one]
    verb = min(found, key=lambda one: one.start()) if found else _LIKELY.search(sentence, start + 1)
    if verb is None:
        return None
    words = _TELLS_MORE.sub("", sentence[start : verb.start()].strip()).strip(" ,")
    return words if 0 < len(words.split()) <= _LONGEST else None


def meant_before(text: str, at: int, pronoun: str) -> str | None:
    """Whom «it» or «they» in the sentence at this place means: what the sentence before is about, in one or in many.

    An empty pronoun («…, and says that») asks for what the sentence itself is about.
    """
    own, *before = sentences_before(text, at)
    if not pronoun:
        subject = subject_of(own)
        if subject is None or not _PRONOUN.fullmatch(subject):
            return None if subject is None or _NO_SPEAKER.search(subject) else _ARTICLE.sub("", subject, count=1)
        pronoun = subject
    for sentence in before:
        subject = subject_of(sentence)
        if subject and _PRONOUN.fullmatch(subject):
            if asked := _ASKED.match(sentence):
                return asked.group("who")
            continue
        if pronoun.lower() == "it" and (came := _CAME_FROM.search(sentence)):
            return came["who"]
        subject = _SO_MANY_OF.sub("", subject) if subject else None
        if subject is None or _NO_SPEAKER.search(subject):
            return None
        name = _ARTICLE.sub("", subject, count=1)
        # «Members of the Youth Cabinet», «Ofsted and the Care Quality Commission»: many, whatever they end in.
        is_many = bool(_MANY.search(_OF_WHAT.sub("", name))) or " and " in name
        is_one = not _MANY.search(name) or name[:1].isupper()
        fits = is_one if pronoun.lower() == "it" else is_many
        return name if fits else None
    return None


def inspection_before(text: str, at: int) -> str | None:
    """«An area inspection took place. It found …»: an inspection that no inspectorate is named for speaks itself."""
    before = sentences_before(text, at)[1:2]
    subject = subject_of(before[0]) if before else None
    return subject if subject and is_inspection(subject) else None
