"""A sentence that rests on a count says the number, from that count, of what was counted, and of how many were read."""

import re
from collections.abc import Iterator

from lineofsight.library.measure import Measure
from lineofsight.library.scales import CountKind, Shows
from lineofsight.library.words import listed
from lineofsight.publication.content.edition import BasisKind, Line, LineFigure, LineKind
from lineofsight.publication.content.told import TOO_FEW
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.whom import FOR, OF

# How people say that some were looked at, and not all.
_LOOKED = re.compile(
    r"\b(?:re-?)?(?:read|look(?:ed|ing)?|drawn|sampl\w+|audit\w*|chosen|select\w+|picked|judg\w+|grad\w+"
    r"|check\w+|examin\w+|test\w+|ask\w+|answer\w*|repl(?:y|ied)|respon\w+)\b",
    re.IGNORECASE,
)
# Whoever told it to somebody is one of those who were asked.
_TOLD_SOMEBODY = re.compile(r"\b(?:told|said to)\s+(?:an?|the|us|our|their|its)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}")
# Words that stand in any sentence, and so name nothing that was counted.
_IN_ANY_SENTENCE = frozenset(
    _WORD.findall(
        "about after all also and another any are been before but did does each every for from had has have how into"
        " its made more most not one other over same some than that the their them then there these they this those"
        " was were what when where which who whom whose why will with within year years month months"
    )
)
# «By their day» is what was counted; «on the day» is only when.
_ON_THE_DAY = re.compile(r"\bon (?:the|that|this) day\b")
# Who has not left is still there.
_STILL_THERE = re.compile(r"\b(?:still (?:there|here|in post|employed|working)|stayed|remained?)\b", re.IGNORECASE)
_HAS_NOT_LEFT = re.compile(r"\b(?:(?:had|has|have) not(?: yet)?|(?:had|has|have)n['’]t) left\b(?! out)", re.IGNORECASE)


def _tells(line: Line, given: Given) -> bool:
    return line.kind in (LineKind.PROGRESS, LineKind.ADVERSE, LineKind.CONTEXT)


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    yield from _without_number(line, given)
    yield from _at_random(line, own)
    for figure in line.figures:
        yield from _other_thing(figure, own)
        yield from _other_measure(figure, own, given)
        yield from _other_question(figure, own)
        yield from _as_all(figure, line, own)
        yield from _other_source(figure, line, given)
        yield from _other_doer(figure, own, given)
        yield from _more_than_came(figure, own, given)


def _without_number(line: Line, given: Given) -> Iterator[Found]:
    """«Nearly all plans were read» of a count that stands behind it: the reader is owed the number."""
    if line.figures or line.quotations or line.shows is Shows.INTENTION:
        return
    if TOO_FEW in given.own_words(line):
        return  # the number is kept back, and the sentence says so
    highest = [item for item in given.rests_on(line) if item.shows >= line.shows]
    if line.shows >= Shows.COUNTED and highest and all(item.kind is BasisKind.COUNT for item in highest):
        numbers = listed([item.number for item in highest])
        yield Found(
            "figure.count_without_number",
            f"The sentence is marked «{line.shows.words}» because of {numbers}, and gives no number.",
            "Write n of N into the sentence, from the count that stands behind it. If the sentence tells of something "
            f"else, withdraw {numbers} on its page and offer it again, ticked only at the sentences that it counts.",
        )


def _other_thing(figure: LineFigure, own: str) -> Iterator[Found]:
    tied = figure.stated or figure.measured
    if tied is None or not tied.definition.strip():
        return
    terms = figure.measured.figure.terms if figure.measured is not None else None
    measure = figure.measured.figure.measure_id.replace("-", " ") if figure.measured is not None else ""
    counted, _, whole = tied.definition.partition(FOR if FOR in tied.definition else OF)
    # A measure's name says what it counts as well; what it says of all of them says nothing of those that were counted.
    named = named_in(counted) | (named_in(measure) - named_in(whole))
    named |= named_in(f"{terms.unit} {terms.one}") if terms is not None else set()
    named |= named_in(figure.stated.source) if figure.stated is not None else set()
    if named and not named & named_in(own) and not told_as_not_left(counted, own):
        yield Found(
            "figure.other_thing",
            f"{figure.number} counts «{tied.definition}», and none of these words stands in the sentence.",
            "Say what was counted in the words of its definition.",
        )


def _other_measure(figure: LineFigure, own: str, given: Given) -> Iterator[Found]:
    """Measures that count by the same words are told apart by their names: «the voice of the child» is its own."""
    measures = given.own_rules.measures
    if figure.measured is None or (own_one := measures.get(figure.measured.figure.measure_id)) is None:
        return
    said, both = named_in(own), named_in(" ".join(_counts_by(own_one)))
    for other in measures.values():
        if _counts_by(other) != _counts_by(own_one) or other.id == own_one.id:
            continue
        name, others = named_in(own_one.title) - both, named_in(other.title) - both
        if 2 * len((others - name) & said) > len(others - name) and not (name - others) & said:
            yield Found(
                "figure.other_thing",
                f"{figure.number} counts «{own_one.title}», and the sentence tells it of «{other.title}».",
                "Say what was counted, by the name of its measure, or give the figure of the other one.",
            )
            return


def _counts_by(measure: Measure) -> tuple[str, str]:
    return measure.numerator.words, measure.population.words


def told_as_not_left(counted: str, own: str) -> bool:
    """Whether those who are still there, as it was counted, are told as not having left: it is the same."""
    return bool(_STILL_THERE.search(counted) and _HAS_NOT_LEFT.search(own))


# «Knew why», and not «knew when».
_ASKS = re.compile(
    r"\b(?:know|knew|knows|understand|understood|said|say|says|told|tell|tells|wrote|recorded|explain|explained)\s+"
    r"(?P<what>why|when|whom?|how|what|where|which)\b",
    re.IGNORECASE,
)


def _other_question(figure: LineFigure, own: str) -> Iterator[Found]:
    tied = figure.stated or figure.measured
    counted = _questions(tied.definition) if tied is not None else set()
    if tied is not None and counted and (said := _questions(own)) and not said & counted:
        yield Found(
            "figure.other_thing",
            f"{figure.number} counts «{tied.definition}», and the sentence says «{min(said)}».",
            "Say what was counted in the words of its definition.",
        )


def _questions(text: str) -> set[str]:
    return {found["what"].casefold().removesuffix("m") for found in _ASKS.finditer(text)}


def named_in(text: str) -> set[str]:
    """The words that name something, each by its beginning, so that «reviewed» and «reviews» are one."""
    words = (word for word in _WORD.findall(_ON_THE_DAY.sub(" ", text.casefold())) if word not in _IN_ANY_SENTENCE)
    return {word.removesuffix("s")[:5] for word in words}


def _as_all(figure: LineFigure, line: Line, own: str) -> Iterator[Found]:
    base = base_of(figure)
    sources = {item.title: item for item in line.basis if item.kind in (BasisKind.AUDIT, BasisKind.EXPERIENCE)}
    item = sources.get(figure.stated.source) if figure.stated is not None else None
    is_sample = base is not None and base.kind is not CountKind.FULL_COUNT
    if base is None or not (is_sample or item is not None) or _LOOKED.search(own):
        return
    if item is not None and item.kind is BasisKind.EXPERIENCE and _TOLD_SOMEBODY.search(own):
        return
    yield Found(
        "figure.sample_as_all",
        f"{figure.number} is of the {base.of} that somebody looked at, and the sentence does not say that.",
        "Write how they were looked at: «of the files that were read», «of those who answered».",
    )


def _other_source(figure: LineFigure, line: Line, given: Given) -> Iterator[Found]:
    items = given.rests_on(line)
    if figure.stated is None or not figure.stated.source.strip() or not items:
        return
    source, words = figure.stated.source, named_in(figure.stated.source)
    # What an agency calls its register in one place and in another may differ by a word or two.
    if not any(item.title == source or 2 * len(words & named_in(item.title)) > len(words) for item in items):
        yield Found(
            "figure.other_source",
            f"{figure.number} is from «{source}», and nothing of that name stands behind the sentence.",
            "Add the evidence from which the figure was counted, or give the figure of the evidence that is there.",
        )


# «Read by a manager» says who did it; «by their day», «by the end of March» says when.
_BY_WHOM = re.compile(
    r"\b(?P<did>[a-z]+)\s+by\s+(?:an?|the|two|one)\s+(?!(?:\w+\s+)?(?:day|date|time|end|week|month|year|hour|start|due|book|list|record)\b)"
    r"(?P<who>[a-z’'-]+(?:\s+[a-z’'-]+)?)",
    re.IGNORECASE,
)


# Who has looked at something may be told as having read or seen it; to have approved it is more.
_LOOKING = frozenset({"read", "reads", "seen", "saw", "looked", "looks", "sees"})


def _other_doer(figure: LineFigure, own: str, given: Given) -> Iterator[Found]:
    if figure.stated is None or (by := _BY_WHOM.search(figure.stated.definition)) is None:
        return
    if named_in(by["who"]) and not named_in(by["who"]) & named_in(own):
        yield Found(
            "figure.other_doer",
            f"{figure.number} counts «{figure.stated.definition}», and the sentence does not say «{by['who']}».",
            "Say who did what was counted, as the definition says it.",
        )
    elif by["did"].casefold() in _LOOKING and not _LOOKING & set(own.casefold().split()):
        yield Found(
            "figure.other_deed",
            f"{figure.number} counts what was «{by['did']} by {by['who']}», and the sentence says another thing of it.",
            "Say what was done, as the definition says it.",
        )


_COURSE = re.compile(r"\b(?:courses?|training|workshops?|programmes?|sessions?|seminars?|briefings?)\b", re.IGNORECASE)
_CAME = re.compile(
    r"\b(?:attend\w*|came|been on|went|took|taken|hold it|in date|up to date|complet\w+|places)\b", re.IGNORECASE
)
_SAYS_CAME = re.compile(
    r"\b(?:attend\w*|came|come|comes|been|went|go|goes|gone|took|take|takes|taken|did|done|complet\w+"
    r"|finish\w*|up to date|in date"
    r"|up-to-date|current|valid|hold|holds|held|had|has had|have had|have it|has it|have the|has the"
    r"|received|given|got|joined|sat"
    r"|places|booked|trained|training|followed|passed through|on (?:the|its|their|this) (?:course"
    r"|workshop|programme|training)"
    r"|reached|\d+ (?:have|had|did|has))\b",
    re.IGNORECASE,
)
# «Practitioners who must take it» says of whom it is asked.
_OF_WHOM_ASKED = re.compile(
    r"\b(?:who|that)\s+(?:must|should|need to|have to|has to|are to|were to)\s+\w+", re.IGNORECASE
)


def _more_than_came(figure: LineFigure, own: str, given: Given) -> Iterator[Found]:
    """«188 of 210 can tell a bruise from a mark»: that they came was counted, and not what they can do since."""
    tied = figure.stated or figure.measured
    measure = given.own_rules.measures.get(figure.measured.figure.measure_id) if figure.measured is not None else None
    definition = tied.definition if tied is not None else ""
    named = (
        f"{definition} {measure.title if measure is not None else ''} {figure.stated.source if figure.stated else ''}"
    )
    counted = definition.partition(OF)[0]
    if not (_COURSE.search(named) and _CAME.search(counted)) or _ASKED_SINCE.search(counted):
        return
    if not _SAYS_CAME.search(_OF_WHOM_ASKED.sub(" ", own)):
        yield Found(
            "figure.other_deed",
            f"{figure.number} counts «{definition}»: that they came. The sentence does not say that they came.",
            "Write that they came, or hold it; what they can do since needs a count of its own.",
        )


# Those of whom it was found out afterwards.
_ASKED_SINCE = re.compile(r"\b(?:say|says|said|feel|felt|used|uses?|test\w*|asked)\b", re.IGNORECASE)
_RANDOM = re.compile(r"\b(?:random|randomly)\b", re.IGNORECASE)


def _at_random(line: Line, own: str) -> Iterator[Found]:
    based = [(figure, base) for figure in line.figures if (base := base_of(figure)) is not None]
    if not based or not _RANDOM.search(own) or any(base.kind is CountKind.RANDOM_SAMPLE for _, base in based):
        return
    tied = [part.definition for figure, _ in based if (part := figure.stated or figure.measured) is not None]
    if not any(_RANDOM.search(text) for text in (*tied, *(item.title for item in line.basis))):
        figure, base = based[0]
        yield Found(
            "figure.said_random",
            f"The sentence says «at random», and nothing says that of {figure.number}: {base.kind.words}.",
            "Write how they were chosen, or keep with the figure that they were drawn at random.",
        )


CHECK = LineCheck(
    id="figure-counted",
    title="Each count is told with its number, as what it is, of those who were looked at",
    codes={
        "figure.count_without_number": "The sentence rests on a count and gives no number.",
        "figure.other_thing": "The sentence names another thing than the one that was counted.",
        "figure.sample_as_all": "The figure is of those that were looked at, and the sentence does not say so.",
        "figure.other_doer": "The definition says by whom it was done, and the sentence does not.",
        "figure.other_deed": "The definition says what somebody did, and the sentence says another thing.",
        "figure.said_random": "The sentence says that it was drawn at random, and nothing else does.",
        "figure.other_source": "The figure is from a source that is no evidence of the sentence.",
    },
    applies=_tells,
    find=_find,
)
