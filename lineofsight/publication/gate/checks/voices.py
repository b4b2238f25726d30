"""«What children and families told us»: their words, or why nobody was asked."""

import re
from collections.abc import Iterator

from lineofsight.library.quoted import QUOTED
from lineofsight.library.scales import Spoke, WhoIsCounted
from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import BasisKind, LineFigure, Voice
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, WholeCheck
from lineofsight.publication.gate.checks.sizes import words_that_differ
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.near import is_told_as
from lineofsight.publication.gate.numbers import A_WHOLE_NUMBER, numbers_in

# Whom «children and families» means, in the words of whoever wrote down who told us.
_FAMILY = re.compile(
    r"(?<!about )(?<!about the )(?<!about their )\b(?:child(?:ren)?|young (?:people|person|adults?)"
    r"|teenagers?|pupils|boys|girls"
    r"|babies|care[- ]leavers?|care[- ]experienced"
    r"|parents?|mothers?|fathers?|mums?|dads?|carers?|famil(?:y|ies)|relatives?|grand\w+|brothers|sisters|siblings"
    r"|special guardians?|survivors?|victims?|people (?:who|with|in))\b"
    r"(?!['’]s?\s+(?:social|services?|homes?|centres?|workers?|guardians?|teams?))",
    re.IGNORECASE,
)
_ALL_SAID = re.compile(
    r"(?:^|[.!?]\s+)(?:All|Every|Everyone|Everybody|Nobody|No one|None)\b(?! (?:day|week|month|year|time|but)\b)"
    r"|\b[Tt]hey all\b"
)
_WORKERS = re.compile(
    r"\b(?:practitioners?|professionals?|workers?|staff|managers?|visitors?|midwi(?:fe|ves)|nurses?|teachers?|doctors?"
    r"|GPs?|guardians?|officers?|therapists?|clinicians?|supervisors?|teams?)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(r"\b(?:child(?:ren)?|young (?:people|person)|teenagers?|pupils|boys|girls)\b", re.IGNORECASE)
_PARENT = re.compile(
    r"\b(?:parents?|mothers?|fathers?|mums?|dads?|carers?|famil(?:y|ies)|relatives?|grand\w+|guardians?|people)\b",
    re.IGNORECASE,
)
_TITLE = "«What children and families told us»"


def _find(given: Given) -> Iterator[Found]:
    voices = given.content.voices
    if not voices.items and not voices.nobody_asked_reason.strip():
        yield Found(
            "voices.missing",
            f"The Summary has no section {_TITLE}, and does not say why nobody was asked.",
            "Add what they told us, or say why nobody was asked; the reason is printed.",
            "ready",
        )
    asked = [voice for voice in voices.items if _is_of_a_family(voice)]
    if voices.items and not asked and not voices.nobody_asked_reason.strip():
        yield Found(
            "voices.only_others",
            f"Nobody in {_TITLE} is a child, a parent or somebody of a family.",
            "Add what children or families told us, or say why none of them was asked; the reason is printed.",
            "ready",
        )
    if asked and voices.nobody_asked_reason.strip():
        yield Found(
            "voices.both",
            "The Summary says that nobody was asked, and prints what somebody told us.",
            "Take out the reason, or the words.",
            "ready",
        )
    for number, voice in enumerate(voices.items, start=1):
        yield from _of_one(voice, f"Number {number} of {_TITLE}", given)
        yield from _other_name(voice, f"Number {number} of {_TITLE}", given)
        yield from _otherwise_than_counted(voice, f"Number {number} of {_TITLE}", given)


def _is_of_a_family(voice: Voice) -> bool:
    """By what was said of who spoke; in an edition of before that was asked, by the words for them."""
    return voice.spoke.is_of_a_family if voice.spoke is not None else bool(_FAMILY.search(voice.who))


def _spoken(voice: Voice, name: str) -> Iterator[Found]:
    """Who spoke, and whether their own words may be printed."""
    is_told = bool(_FAMILY.search(voice.who))
    if voice.spoke is None and voice.who.strip() and not is_told:
        yield Found(
            "voices.spoke_unsaid",
            f"{name} does not say whether a child, a parent or a practitioner spoke: «{voice.who}».",
            "Offer a newer version of the evidence, and say there who spoke.",
            "ready",
        )
    if voice.spoke is not None and voice.spoke.is_of_a_family and not is_told and _WORKERS.search(voice.who):
        yield Found(
            "voices.spoke_otherwise",
            f"{name} says that a child or somebody of a family spoke, and is called «{voice.who}».",
            "Say who spoke, or call it by who did.",
            "ready",
        )
    if voice.spoke is Spoke.PRACTITIONER and is_told and not _WORKERS.search(voice.who):
        yield Found(
            "voices.spoke_otherwise",
            f"{name} says that practitioners spoke, and is called «{voice.who}».",
            "Say who spoke, or call it by who did.",
            "ready",
        )
    of_child, of_parent = _CHILD.search(voice.who), _PARENT.search(voice.who)
    other = (voice.spoke is Spoke.PARENT and of_child and not of_parent) or (
        voice.spoke is Spoke.CHILD and of_parent and not of_child
    )
    if other:
        yield Found(
            "voices.spoke_otherwise",
            f"{name} says that {'children' if voice.spoke is Spoke.CHILD else 'parents'} spoke, and is called "
            f"«{voice.who}».",
            "Say who spoke, or call it by who did.",
            "ready",
        )
    if voice.spoke is not None and not voice.is_quoted and (said := QUOTED.search(voice.text)):
        yield Found(
            "voices.quoted_unagreed",
            f"{name} prints {said.group()} as somebody's own words, and they did not agree to be quoted.",
            "Tell it in other words, or ask them whether they may be quoted.",
            "ready",
        )


def _of_one(voice: Voice, name: str, given: Given) -> Iterator[Found]:
    yield from _spoken(voice, name)
    if not voice.text.strip():
        yield Found("voices.no_words", f"{name} has no words.", "Add what was said, or take it out.", "ready")
    if said := _ALL_SAID.search(voice.text):
        yield Found(
            "voices.all",
            f"{name} says «{said.group().strip(' .!?')}», and an answer is nobody else's.",
            "Write «most», «some», or how many of how many.",
            "ready",
        )
    if (last := voice.period_to or voice.period_from) is not None and last > given.today:
        yield Found(
            "voices.later",
            f"{name} was asked until {day_words(last)}, which is still to come.",
            "Correct the period.",
            "ready",
        )
    if not voice.who.strip():
        yield Found("voices.no_who", f"{name} does not say who told us.", "Add who: for example «parents».", "ready")
    if not voice.how.strip():
        yield Found("voices.no_how", f"{name} does not say how they were asked.", "Add how they were asked.", "ready")
    asked, answered = voice.asked, voice.answered
    cannot_be = (
        (asked is not None and asked < 1)
        or (answered is not None and answered < 1)
        or (asked is not None and answered is not None and answered > asked)
    )
    if cannot_be:
        told = " and ".join(
            f"{count} {word}" for count, word in ((asked, "were asked"), (answered, "answered")) if count is not None
        )
        yield Found(
            "voices.impossible",
            f"{name} says that {told}, which cannot be.",
            "Correct how many were asked and how many answered.",
            "ready",
        )
    if voice.period_from is not None and voice.period_to is not None and voice.period_from > voice.period_to:
        yield Found(
            "voices.impossible", f"{name} has a period that ends before it begins.", "Correct the period.", "ready"
        )


def _other_name(voice: Voice, name: str, given: Given) -> Iterator[Found]:
    """Another name than the evidence has that stands behind a sentence: the same agency asked over the same days."""
    days = (voice.period_from, voice.period_to)
    names = {one.who for one in given.content.voices.items}
    for item in (item for line in given.content.lines() for item in line.basis) if None not in days else ():
        is_the_same = item.kind is BasisKind.EXPERIENCE and (item.period_from, item.period_to) == days
        if is_the_same and item.said_by in voice.how and item.title not in names:
            yield Found(
                "voices.spoke_otherwise",
                f"{name} is called «{voice.who}», and {item.number}, which {item.said_by} heard on the same days, "
                f"«{item.title}».",
                "Call it by who spoke, as the evidence is called.",
                "ready",
            )
            return


_SOME_OF = re.compile(
    rf"\b(?P<n>{A_WHOLE_NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|these\s+|all\s+)*(?P<of>{A_WHOLE_NUMBER})\b", re.I
)


def _told_in_numbers(voice: Voice, name: str, figures: list[LineFigure], given: Given) -> Iterator[Found]:
    """«38 of the 40 knew»: as a sentence counts the same answers, and never all but a few of a family."""
    fewest = given.own_rules.numbers.rule(WhoIsCounted.CHILDREN).fewest
    for found in _SOME_OF.finditer(voice.text):
        n, of = (int(next(iter(numbers_in(found[part])), 0)) for part in ("n", "of"))
        counted = [(figure, base) for figure in figures if (base := base_of(figure)) is not None]
        if counted and not any(is_told_as(n, base.n, one) and is_told_as(of, base.of, one) for one, base in counted):
            yield Found(
                "voices.word_differs",
                f"{name} says «{found.group()}», and a sentence counts the same answers: {counted[0][1].words}.",
                "Write what was counted.",
                "ready",
            )
        elif _is_of_a_family(voice) and (of >= fewest or of == voice.answered) and min(n, of - n) in range(1, fewest):
            yield Found(
                "voices.few_of_them",
                f"{name} says «{found.group()}». Those that it tells of, or the others, are few, and somebody could "
                "know them.",
                "Write «some» or «most».",
                "ready",
            )


_NEARLY_ALL = re.compile(r"\b(?:nearly|almost|virtually|practically)\s+(?:all|every\w*)\b", re.IGNORECASE)


def _otherwise_than_counted(voice: Voice, name: str, given: Given) -> Iterator[Found]:
    """«Nearly all», where a sentence counts the same answers."""
    figures = [
        figure
        for line in given.content.lines()
        for figure in line.figures
        if figure.stated is not None and figure.stated.source == voice.who
    ]
    yield from _told_in_numbers(voice, name, figures, given)
    if not figures and (many := _NEARLY_ALL.search(voice.text)):
        yield Found(
            "voices.word_differs",
            f"{name} says «{many.group()}», and no sentence counts what they said.",
            "Write «most», or count it in a sentence.",
            "ready",
        )
    for said, words in words_that_differ(voice.text, figures):
        yield Found(
            "voices.word_differs",
            f"{name} says «{said}», and a sentence counts the same answers: {words}.",
            "Write what was counted.",
            "ready",
        )


VOICES = WholeCheck(
    id="voices",
    title="What children and families told us is there, or why nobody was asked",
    codes={
        "voices.missing": "Neither their words nor a reason why nobody was asked stands there.",
        "voices.both": "It says that nobody was asked, and prints what somebody said.",
        "voices.only_others": "Only practitioners are heard, and no reason is given why no child or family was asked.",
        "voices.spoke_unsaid": "Neither the evidence nor its name says whether a child, a parent or a worker spoke.",
        "voices.spoke_otherwise": "It stands as said by others than its name, or the evidence of the same days, says.",
        "voices.quoted_unagreed": "Somebody's own words are printed, and they agreed only that it is told in others.",
        "voices.all": "It says that all or none of them said it.",
        "voices.word_differs": "«Most» or «nearly all» is not what a sentence counts of the same "
        "answers, or none does.",
        "voices.few_of_them": "It tells in numbers of 1 to 7 of a family, or of all but so few.",
        "voices.later": "They were asked in a time that is still to come.",
        "voices.no_words": "Something that somebody told us has no words.",
        "voices.no_who": "It does not say who told us.",
        "voices.no_how": "It does not say how they were asked.",
        "voices.impossible": "More answered than were asked, nobody was, or the period ends before it begins.",
    },
    find=_find,
)
