"""Wording above what is shown: words of the library's wording rules, against the sentence's evidence and figures."""

import re
from collections.abc import Iterator
from fractions import Fraction

from lineofsight.library.counting import RatioIs
from lineofsight.library.kinds import Asks, AtGate, WordingRule
from lineofsight.library.wording import Claim, claims_in
from lineofsight.library.words import listed
from lineofsight.measures.terms import Terms
from lineofsight.publication.content.edition import Comparison, Line, LineFigure, LineKind
from lineofsight.publication.gate.based import Base, base_of, is_earlier
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of, touches
from lineofsight.publication.gate.given import Given

_RISING = ("increas", "rise", "rose", "risen", "grow", "grew", "more ", "higher")
_FALLING = ("reduc", "decreas", "fall", "fell", "fewer", "less ", "lower", "declin", "drop")
ZERO_WORDS = frozenset(
    {"no", "none", "not one", "not a single", "never", "nobody", "no one", "nothing", "neither", "zero"}
)


def claims_of(line: Line, given: Given, asks: frozenset[Asks]) -> list[tuple[WordingRule, Claim]]:
    """The claims that the sentence makes in its own words, for the rules that stop at the gate."""
    own = given.own_words(line)
    folded = " ".join(own.casefold().split())
    # Most rules have no word in a sentence: asking that first is ten times faster than looking for each place.
    rules = {
        rule.id: rule
        for rule, words in given.words_of_rules
        if rule.asks in asks and rule.at_gate is AtGate.STOP and any(word in folded for word in words)
    }
    said = claims_in(own, rules.values()) if rules else ()
    return [(rules[claim.rule_id], claim) for claim in said if not is_denied(own, claim)]


# «That it was read does not say that it is followed».
_SAYS_NOT = re.compile(
    r"\b(?:(?:does|do|did|can)\s?not|never|cannot)\s+(?:say|show|mean|tell|prove)\s+(?:that|whether|how|if)\b[^.;:]*$",
    re.IGNORECASE,
)


def is_denied(text: str, claim: Claim) -> bool:
    """Whether a claim is only what something does not say: «that it was read does not say that it is followed»."""
    return _SAYS_NOT.search(text[: claim.start]) is not None


def _says_how_it_is(line: Line, given: Given) -> bool:
    return line.kind is not LineKind.INTENTION


def _above(line: Line, given: Given) -> Iterator[Found]:
    level = min(line.shows, given.shown(line))
    told: set[str] = set()
    for rule, claim in claims_of(line, given, frozenset({Asks.LEVEL})):
        if rule.id in told or (not rule.needs_comparison and _is_what_was_counted(claim, line)):
            continue
        reason, cure = rule.reason_for(claim.word), rule.cure_for(claim.word)
        if rule.shows is not None and level < rule.shows:
            told.add(rule.id)
            items = [item.number for item in given.rests_on(line)]
            stands = f"{listed(items)} shows at most «{level.words}»." if items else _NOTHING_COUNTS
            yield Found("wording.above_shown", f"{reason} {stands}", cure)
        elif _times_told(line) < rule.needs_times:
            told.add(rule.id)
            yield Found("wording.too_few_times", f"{reason} Counts of {_times_told(line)} times stand there.", cure)
        elif rule.needs_comparison:
            for found in _not_compared(line, rule, claim):
                told.add(rule.id)
                yield found
        elif rule.needs_figure and not any(base_of(figure) for figure in line.figures):
            told.add(rule.id)
            yield Found("wording.needs_figure", f"{reason} No figure with n of N stands behind it.", cure)
    yield from _against_before(line, given)


_NOTHING_COUNTS = "No accepted evidence stands behind the sentence yet, so that nothing shows it."

# «Sooner than they were», «more often than before»: the grammar of a change, whatever it is that changed.
THAN_BEFORE = re.compile(
    r"\b(?:more|less|fewer|better|worse|\w{2,}er)\b[^.;:]{0,40}?\bthan\s+(?:(?:it|they|we|he|she|that|this|there)\s+"
    r"(?:was|were|did|had|used\s+to|could)|before|in the past|previously|until then|at the time"
    r"|(?:a|the|last) year(?: (?:ago|earlier|before))?)\b",
    re.IGNORECASE,
)


def _against_before(line: Line, given: Given) -> Iterator[Found]:
    said = THAN_BEFORE.search(given.own_words(line))
    if said and not any(base_of(figure) and figure.compared_with for figure in line.figures):
        yield Found(
            "wording.no_comparison",
            f"«{said.group()}» sets now against then. No earlier figure stands beside a present one.",
            "Say what was done, or give n of N now and n of N before, each with its day, counted in the same way.",
        )


def _is_what_was_counted(claim: Claim, line: Line) -> bool:
    """«34 of 40 were good», where plans that were judged good are counted: the figure says it, and how many."""
    defined = (figure.stated or figure.measured for figure in line.figures)
    named = set(re.findall(r"\w{4,}", claim.word.casefold())) - {"were"}
    return bool(named) and any(
        one and named <= set(re.findall(r"\w{4,}", one.definition.casefold())) for one in defined
    )


def _times_told(line: Line) -> int:
    """Of how many times the sentence has a count of one thing: its figures, what they are compared with, a chart."""
    times: dict[str, set[object]] = {}
    for figure in line.figures:
        base, tied = base_of(figure), figure.measured or figure.stated
        if base is None or tied is None:
            continue
        own = times.setdefault(tied.definition, set())
        own.update(part.period_to or part.as_at_date for part in (base, figure.compared_with) if part is not None)
        chart = figure.measured.chart if figure.measured is not None else None
        own.update(point.as_at_date for point in (chart.points if chart else ()) if point.is_told)
    return max(map(len, times.values()), default=0)


def _not_compared(line: Line, rule: WordingRule, claim: Claim) -> Iterator[Found]:
    reason, cure = rule.reason_for(claim.word), rule.cure_for(claim.word)
    pairs = [
        (base, figure.compared_with) for figure in line.figures if (base := base_of(figure)) and figure.compared_with
    ]
    pairs = [(base, earlier) for base, earlier in pairs if base.of and earlier.of]
    if not pairs:
        yield Found("wording.no_comparison", f"{reason} No earlier figure stands beside a present one.", cure)
        return
    in_order = [(base, earlier) for base, earlier in pairs if is_earlier(earlier, base)]
    if not in_order:
        yield Found(
            "wording.comparison_not_earlier",
            "The figure that is compared with is not from an earlier time.",
            "Give the earlier figure with its period, measured in the same way.",
        )
    elif not any(_goes_that_way(claim.word, base, earlier) for base, earlier in in_order):
        base, earlier = in_order[0]
        yield Found(
            "wording.figures_say_otherwise",
            f"«{claim.word}» is not what the figures say: {base.earlier_words(earlier)} before, {base.words} now.",
            "Write what the figures say.",
        )


def _goes_that_way(word: str, base: Base, earlier: Comparison) -> bool:
    now, before, folded = Fraction(base.n, base.of), Fraction(earlier.n, earlier.of), f"{word.casefold()} "
    if any(stem in folded for stem in _RISING):
        return now > before
    if any(stem in folded for stem in _FALLING):
        return now < before
    # «Improved» may mean more or less of something; it never means the same.
    return now != before


CLAIMS = LineCheck(
    id="wording",
    title="No wording claims more than is shown",
    codes={
        "wording.above_shown": "A word claims more than the sentence's evidence shows («has improved», «embedded»).",
        "wording.needs_figure": "A word needs a figure with n of N behind it.",
        "wording.no_comparison": "A word of change has no earlier figure beside a present one.",
        "wording.too_few_times": "A word tells a course («steadily»), and too few counts of it stand there.",
        "wording.comparison_not_earlier": "The figure compared with is not from an earlier time.",
        "wording.figures_say_otherwise": "The two figures are equal, or go the other way than the word says.",
    },
    applies=_says_how_it_is,
    find=_above,
)


def _full(line: Line, given: Given) -> Iterator[Found]:
    seen: set[str] = set()
    own = [place for figure in line.figures if _is_each(figure) for place in places_of(figure.text, line.wording)]
    for rule, claim in claims_of(line, given, frozenset({Asks.FULL_COUNT})):
        word = claim.word.casefold()
        own_words = given.own_words(line)
        if word in ZERO_WORDS and (
            _is_of_some(line, given, claim) or _says_not_known(own_words, claim) or _is_in_note(line, own_words, claim)
        ):
            continue
        if word == "all" and _ADDED_UP.match(own_words[claim.end :]):
            continue
        if _is_of_what_was_counted(line, own_words, claim):
            continue
        if _is_aim(own_words, claim) or _is_how_many_to_one(own_words, claim, line):
            continue
        # «(16.0 each)» says how many to one, and claims nothing of all.
        if word not in seen and not (word == "each" and touches(claim.start, claim.end, own)):
            seen.add(word)
            yield from _not_full(line.figures, rule, claim)


def _is_of_what_was_counted(line: Line, own: str, claim: Claim) -> bool:
    """«At each stage», where what was counted is «a reason at each stage that was reached»."""
    behind = re.match(r"\s+[a-z][a-z’'-]{2,}", own[claim.end :], re.IGNORECASE)
    tied = (figure.stated or figure.measured for figure in line.figures)
    words = f"{claim.word}{behind.group() if behind else ''}".casefold()
    said = [one.definition.casefold() for one in tied if one is not None] if behind is not None else []
    if claim.word.casefold() == "throughout" and _A_TIME.match(own[claim.end :]):
        # «The same worker throughout the year», where «one worker in the twelve months» is counted.
        return any(_ONE_IN_A_TIME.search(one) for one in said)
    return any(words in one for one in said)


_A_TIME = re.compile(r"\s+(?:the|these|those)\s+(?:\w+\s+)?(?:year|months|period)\b", re.IGNORECASE)
_ONE_IN_A_TIME = re.compile(r"\b(?:one|same|whole|throughout)\b[^,]*\b(?:year|months|period)\b")


def _says_not_known(own: str, claim: Claim) -> bool:
    """«Nobody has looked at it», «it says nothing of the quality», «they speak for themselves and for no others»."""
    before, behind = own[: claim.start], own[claim.end :]
    speaks_for = bool(_SPEAKS_FOR.search(before) and _OTHERS.match(behind))
    is_why = claim.word.casefold() == "no" and _NOT_KNOWN_AS.search(before)
    return bool(_NOBODY_LOOKED.match(behind) or _SAYS_NOTHING.search(before) or is_why) or speaks_for


def _is_in_note(line: Line, own: str, claim: Claim) -> bool:
    """«What nobody recorded counts as not done», as the measure's note has it; «31 gave no answer» where 31 did not."""
    words = own[claim.start :].casefold().split()[:2]
    tied = [figure.measured.figure for figure in line.figures if figure.measured is not None]
    if any(" ".join(words).strip(".,;") in note.casefold() for figure in tied for note in figure.caveats):
        return len(words) == 2 or "’" in words[0] or "'" in words[0]
    silent = _GAVE_NONE.search(own[: claim.start])
    return silent is not None and any(str(left.count) == silent[1] for figure in tied for left in figure.left_out)


_GAVE_NONE = re.compile(r"\b(\d+)\s+(?:\w+\s+){0,2}?(?:gave|sent|had|have given|made)\s+$", re.IGNORECASE)


def _is_aim(own: str, claim: Claim) -> bool:
    """«So that everybody can find it», «the aim is all of them»: what is wanted, and not what is."""
    begins = max(own.rfind(mark, 0, claim.start) for mark in ".;:!?") + 1
    before, behind = own[begins : claim.start], own[claim.end : claim.end + 40]
    return bool(_WANTED.search(before) or (_SO_THAT.search(before) and _CAN.search(behind)))


def _is_how_many_to_one(own: str, claim: Claim, line: Line) -> bool:
    """«For each full-time equivalent ten children on average», where that is what the figure counts to one of."""
    to_one = claim.word.casefold() in ("each", "every") and _TO_ONE.search(own[: claim.start])
    units = {terms.per_one for figure in line.figures if _is_each(figure) and (terms := _terms(figure))}
    return bool(to_one) and own[claim.end :].casefold().lstrip().startswith(tuple(units or {"\0"}))


def _is_of_some(line: Line, given: Given, claim: Claim) -> bool:
    """«11 of 30 gave no reason» says «no» of the eleven, who are counted."""
    own = given.own_words(line)
    ends = [end for figure in line.figures for _, end in places_of(figure.text, own) if end <= claim.start]
    return bool(ends) and re.search(r"[.,;:–]|\b(?:and|but|so|while)\b", own[max(ends) : claim.start]) is None


# «Nobody has looked at it», «nothing here shows it», «nothing was counted» say that something is not known.
_NOBODY_LOOKED = re.compile(
    r"\s+(?:(?:here|in|of|about|on|behind)\b[^.;,]{0,30}?\s+)?"
    r"(?:(?:has|have|is|was|were)\s+(?:yet\s+)?(?:been\s+)?"
    r"(?:looked|counted|checked|asked|measured|read|known|shown|said|told)\b|(?:yet\s+)?(?:knows|shows|says|tells)\b)",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(r"\b(?:say|says|said|tell|tells|told|show|shows|mean|means)\s+$", re.IGNORECASE)
# «It is not known, as no list was handed in».
_NOT_KNOWN_AS = re.compile(
    r"\b(?:not|cannot be)\s+(?:known|told|counted|said)\b[^.;:]*?\b(?:as|because|since)\s+$", re.I
)
# «All waits added up» is a sum.
_ADDED_UP = re.compile(r"\s+(?:\w+\s+){0,3}?(?:added up|added together|taken together|put together)\b", re.IGNORECASE)
# How far a count or a sample reaches, and no claim that there was none of anything.
_SPEAKS_FOR = re.compile(r"\b(?:speaks?|stands?|holds?|(?:is|are) true)\b[^.;:]{0,30}?\b(?:for|of)\s+$", re.IGNORECASE)
_OTHERS = re.compile(r"\s+(?:others?|more|further|wider)\b", re.IGNORECASE)
_TO_ONE = re.compile(r"\b(?:for|per|to|on average)\s+$", re.IGNORECASE)
_WANTED = re.compile(r"\b(?:the|our|its|their)\s+(?:aim|goal|target)\s+(?:is|was)\s*$", re.IGNORECASE)
_SO_THAT = re.compile(r"\b(?:so|in order) that\s+$", re.IGNORECASE)
_CAN = re.compile(r"^[^.;:,]{0,25}?\b(?:can|could|may|might)\b", re.IGNORECASE)


def _terms(figure: LineFigure) -> Terms | None:
    return figure.measured.figure.terms if figure.measured else None


def _is_each(figure: LineFigure) -> bool:
    terms = _terms(figure)
    return terms is not None and terms.ratio_is is RatioIs.EACH


def _not_full(figures: tuple[LineFigure, ...], rule: WordingRule, claim: Claim) -> Iterator[Found]:
    bases = [base for figure in figures if (base := base_of(figure)) is not None and base.of]
    cure = rule.cure_for(claim.word)
    if not bases:
        yield Found("all.no_count", f"{rule.reason_for(claim.word)} No count stands behind it.", cure)
        return
    counts = [base for base in bases if base.is_full_count]
    if not counts:
        yield Found("all.sample", f"«{claim.word}» rests on a sample, and a sample cannot show it.", cure)
        return
    is_none = claim.word.casefold() in ZERO_WORDS
    # Where two numbers stand side by side, equal ones are not all of anything.
    whole = [base for base in counts if (base.n == base.of and not base.is_ratio) or (is_none and base.n == 0)]
    if not whole:
        base = counts[0]
        yield Found("all.not_all", f"The figure says {base.words}, not «{claim.word}».", cure)
    elif all(base.left_out for base in whole):
        yield Found(
            "all.some_left_out",
            f"The figure leaves out {whole[0].left_out}, so it does not show «{claim.word}».",
            "Give the figure with those left out, or count them too.",
        )
    elif all(base.as_at_date is None and base.period_to is None for base in whole):
        yield Found(
            "all.no_day", f"«{claim.word}» was true on a day, and the figure has none.", "Add the day of the count."
        )


ALL = LineCheck(
    id="all",
    title="«All», «every», «no» and «always» rest on a full count as at a day",
    codes={
        "all.no_count": "A word such as «all» or «no» has no count behind it.",
        "all.not_all": "The count behind «all» or «no» is not N of N (or 0 of N).",
        "all.sample": "Only a sample stands behind it.",
        "all.some_left_out": "The count left some out.",
        "all.no_day": "The count has no day.",
    },
    applies=_says_how_it_is,
    find=_full,
)


def _always(line: Line, given: Given) -> bool:
    return True


def _other_words(line: Line, given: Given) -> Iterator[Found]:
    for rule, claim in claims_of(line, given, frozenset({Asks.OTHER_WORDS, Asks.EXPLANATION})):
        yield Found("words.other", rule.reason_for(claim.word), rule.cure_for(claim.word))


WORDS = LineCheck(
    id="words",
    title="Words that name or blame nobody",
    codes={"words.other": "The library has a better word for one that stands here."},
    applies=_always,
    find=_other_words,
)
