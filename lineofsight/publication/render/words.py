"""The fixed words of an edition, written once: the same on its pages, in its PDF and in its Word file."""

from collections.abc import Sequence

from lineofsight.library.words import counted, day_words
from lineofsight.publication.content.edition import EditionContent, NothingOpen, Voices

SUMMARY = "What was promised and what has been done"
OPEN_SHORT = "Not yet done or known"
OPEN = "What is not yet done or known"
READ_OPEN = "Read what is not yet done or known"
COUNTS = "What the sentences show, and who says so"
SHOWN = "What they show"
SHOWN_WHEN = "When that is said"
SENTENCES = "Sentences"
THEMES = "Themes"
NO_THEME = "Without a theme"
LEDGER = "Annex: each sentence, and what it rests on"
READ_LEDGER = "Each sentence, with what it rests on and who has checked it, stands in the annex."
NUMBERS_STAY = (
    "A number stays with its sentence. One that is missing here belongs to a sentence that is not in this edition."
)
OTHER_FORMS = "In other forms"
VOICES = "What children and families told us"
PRACTITIONERS = "What practitioners told us"
OTHERS = "What others told us"
CHECKS = "Who checked this, and how"
NOTHING_CHECKED = "This edition does not say who checked it before it was published."
READING = "How to read this Summary"
WHOLE = "The whole Summary on one page"
ALL_OPEN = "Everything that a sentence rests on stands open under it."
IN_PDF = "This Summary as a PDF"
IN_WORD = "This Summary as a Word document"
IN_ODT = "This Summary as an OpenDocument text"
CHECK_MARK = "How to check the mark"
OPEN_DATA = "Open content.json"
SKIP = "Skip to main content"
NAVIGATION = "This Summary"
SITE = "Published Summaries"
NOTHING_REPORTED = "Nothing was reported."
NOTHING_IN_LIST = "Nothing in this list."


def caption(content: EditionContent) -> str:
    """«Review of help for one family, edition 2, as at 30 June 2026»."""
    return f"{content.review_title}, edition {content.number}, as at {day_words(content.as_at_date)}"


def foot(content: EditionContent) -> str:
    """What stands at the foot of every page, before the mark."""
    return f"Edition {content.number} of the {content.title}, as at {day_words(content.as_at_date)}. Its mark is"


def chart_table(question: str) -> str:
    """What opens the table of a chart."""
    return f"Table of the same numbers: {question}"


def rests_on(number: int) -> str:
    """The heading over the details of a sentence."""
    return f"What sentence {number} rests on"


def sees_differently(agency: str) -> str:
    """What stands before a different view."""
    return f"{agency} sees this differently:"


def silence(voices: Voices) -> str:
    """What is printed where no child or family was heard: why nobody was asked, or that nothing is said about it."""
    if voices.nobody_asked_reason:
        who = "No child or family" if voices.items else "Nobody"
        return f"{who} was asked. {voices.nobody_asked_reason}"
    return "This edition does not say what children and families told us."


def two_voices(nothing: NothingOpen) -> str:
    """Who says that nothing is open, and who confirmed it."""
    return (
        f"Said by the {nothing.by_role}, {nothing.by_agency}. "
        f"Confirmed by the {nothing.second_role}, {nothing.second_agency}."
    )


def line_address(number: int) -> str:
    """«Sentence 12», by which another page leads to it."""
    return f"Sentence {number}"


def linked(numbers: Sequence[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    """«Sentences 4, 7 and 12» in pieces: each with the anchor to which it leads, "" for the words between."""
    pieces = [("Sentence " if len(numbers) == 1 else "Sentences ", "")]
    for at, (number, anchor) in enumerate(numbers):
        if at:
            pieces.append((" and " if at == len(numbers) - 1 else ", ", ""))
        pieces.append((str(number), anchor))
    return tuple(pieces)


def joined(pieces: Sequence[tuple[str, str]]) -> str:
    """The same as one text."""
    return "".join(text for text, _ in pieces)


def holds(lines: int) -> str:
    """What stands beside a theme in the list of themes."""
    return counted(lines, "sentence", "sentences") if lines else "nothing was reported"
