"""«What children and families told us»: their words, or why nobody was asked."""

from collections.abc import Iterator

from lineofsight.publication.content import Voice
from lineofsight.publication.gate.check import Found, WholeCheck
from lineofsight.publication.gate.given import Given

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
    if voices.items and voices.nobody_asked_reason.strip():
        yield Found(
            "voices.both",
            "The Summary says that nobody was asked, and prints what somebody told us.",
            "Take out the reason, or the words.",
            "ready",
        )
    for number, voice in enumerate(voices.items, start=1):
        yield from _of_one(voice, f"Number {number} of {_TITLE}")


def _of_one(voice: Voice, name: str) -> Iterator[Found]:
    if not voice.text.strip():
        yield Found("voices.no_words", f"{name} has no words.", "Add what was said, or take it out.", "ready")
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


VOICES = WholeCheck(
    id="voices",
    title="What children and families told us is there, or why nobody was asked",
    codes={
        "voices.missing": "Neither their words nor a reason why nobody was asked stands there.",
        "voices.both": "It says that nobody was asked, and prints what somebody said.",
        "voices.no_words": "Something that somebody told us has no words.",
        "voices.no_who": "It does not say who told us.",
        "voices.no_how": "It does not say how they were asked.",
        "voices.impossible": "More answered than were asked, nobody was, or the period ends before it begins.",
    },
    find=_find,
)
