"""Words that say how much, against the figures beside them: «most», «doubled», «three quarters», «last month»."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from lineofsight.library.measure import Direction
from lineofsight.library.words import listed
from lineofsight.publication.content.edition import Line, LineFigure, LineKind
from lineofsight.publication.gate.based import Base, base_of
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks.figures import places_of
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.near import is_told_as
from lineofsight.publication.gate.numbers import A_WHOLE_NUMBER, numbers_in, share_said, shares_said
from lineofsight.publication.gate.whom import OF

# «Most» of something is more than half of it; with these words it is the highest of many, or a manner of speaking.
_MOST = (
    r"(?<!\bthe )(?<!\bat )\bmost\b(?!\s+(?:recent|recently|likely|often|of all|important|serious|common|vulnerable"
    r"|effective|effectively|useful|needed|needs|at risk)\b)"
)
_SHARES: tuple[tuple[re.Pattern[str], Callable[[Fraction], bool]], ...] = (
    (
        re.compile(rf"{_MOST}|\b(?:the|a|great|large|vast) majority\b|\b(?:over|more than) half\b", re.IGNORECASE),
        lambda share: share > Fraction(1, 2),
    ),
    (
        re.compile(r"\ba minority\b|\b(?:fewer|less) than half\b|\bunder half\b", re.IGNORECASE),
        lambda share: share < Fraction(1, 2),
    ),
    (re.compile(r"\b(?:nearly|almost) (?:all|every)\b", re.IGNORECASE), lambda share: share >= Fraction(9, 10)),
)
# How many times as much it has to be at least, or at most. «Doubled» of 1.9 times is near enough for a reader.
_TIMES: tuple[tuple[re.Pattern[str], Callable[[Fraction], bool]], ...] = (
    (
        re.compile(
            r"\b(?:doubled|(?:double|twice) (?:the|what|that)|twice as (?:many|much|often|high))\b", re.IGNORECASE
        ),
        lambda times: Fraction(19, 10) <= times,
    ),
    (
        re.compile(r"\b(?:trebled|tripled|three times (?:the|what|as (?:many|much|often|high)))\b", re.IGNORECASE),
        lambda times: Fraction(28, 10) <= times,
    ),
    (
        re.compile(r"\b(?:halved|half as (?:many|much|often)(?! again))\b", re.IGNORECASE),
        lambda times: times <= Fraction(11, 20),
    ),
    (
        re.compile(
            r"\b(?:far|much|many|vastly) more than\b|\b(?:sharp|steep|dramatic|big|large|huge|great) (?:rise|increase"
            r"|growth|jump)\b|\b(?:risen|rose|rising|up|grown|grew|increased) (?:sharply|steeply"
            r"|dramatically|greatly)\b",
            re.IGNORECASE,
        ),
        lambda times: Fraction(3, 2) <= times,
    ),
    (
        re.compile(
            r"\b(?:sharp|steep|dramatic|big|large|huge|great) (?:fall|drop|decrease)\b|\b(?:fallen|fell|falling|down"
            r"|dropped|decreased) (?:sharply|steeply|dramatically|greatly)\b",
            re.IGNORECASE,
        ),
        lambda times: times <= Fraction(2, 3),
    ),
)
_SHARE_OF_IT = r"(?:a |one |two |three )?(?:half|third|quarter|fifth)s?"
# «Up by a third», «a third more than», «half as many again»: by what part of what it was before.
_UP_BY = re.compile(
    rf"\b(?:(?P<down>down|fallen|fell|fall|dropped|drop|decreased?|reduced)"
    rf"|up|risen|rose|rise|grown|grew|growth|increased?)\s+(?:by|of)\s+(?:about\s+|nearly\s+|almost\s+|(?P<over>over\s+|more\s+than\s+))?"
    rf"(?P<by>{_SHARE_OF_IT})\b"
    rf"|\b(?P<part>{_SHARE_OF_IT})\s+(?:(?P<fewer>fewer|less|lower)|more|higher)\s+than\b"
    rf"|\b(?P<again>{_SHARE_OF_IT})\s+as\s+(?:many|much)\s+again\b",
    re.IGNORECASE,
)
# «One and a half times as many», «five times what it was».
_SO_MANY_TIMES = re.compile(
    rf"\b(?P<number>many|several|{A_WHOLE_NUMBER})(?P<half> and a half)? times (?:as|the|more|what|that|higher)\b",
    re.IGNORECASE,
)
# «Up by 30 points»: the difference of two shares.
_POINTS = re.compile(rf"\b(?P<by>{A_WHOLE_NUMBER})\s+(?:percentage\s+)?points\b", re.IGNORECASE)
# «30 more than a year earlier»: the difference of two counts.
_MORE_BY = re.compile(rf"\b(?P<by>{A_WHOLE_NUMBER})\s+(?:more|fewer|less)\s+than\b", re.IGNORECASE)
# «Only», right before the number: it makes little of what was counted.
_ONLY = re.compile(
    rf"\b(?:only|just|merely|a mere|no more than|not more than|as few as|as little as|barely|hardly"
    rf"|scarcely)\s+(?:about\s+)?"
    rf"(?P<number>{A_WHOLE_NUMBER})\b",
    re.IGNORECASE,
)
# «A small number», and «did not always say», where those were counted that did not.
_MADE_LESS = re.compile(
    r"\b(?:few of|very few|a few|a handful|hardly any|an? (?:very )?(?:small|tiny|low|modest) "
    r"(?:number|share|part|proportion|minority)"
    r"|(?:did|do|does|was|were|had|have|has|is|are) not (?:always|quite|fully|entirely|yet|really"
    r"|completely)|\w+n['’]t "
    r"(?:always|quite|fully|entirely|yet|really|completely))\b",
    re.IGNORECASE,
)
_A_FAULT = re.compile(
    r"\b(?:not|no|none|nor|never|nobody|nothing|without|cannot|lack\w*|miss\w*|fail\w*|absent|late|overdue|vacant"
    r"|incomplete|left|waiting|un(?:signed|filled|answered|known|allocated|recorded|finished|seen)|\w+n['’]t)\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:more than|over)\s+$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:fewer than|less than|under)\s+$", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to)\s+$", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(rf"\b({A_WHOLE_NUMBER})\s*\(\s*$", re.IGNORECASE)


def _says_how_it_is(line: Line, given: Given) -> bool:
    return bool(line.figures) and line.kind is not LineKind.INTENTION


def _find(line: Line, given: Given) -> Iterator[Found]:
    own = given.own_words(line)
    for said, words in words_that_differ(own, line.figures):
        yield _otherwise(said, words)
    for figure, base in _based(line.figures):
        yield from _number_before(figure, base, own)
        yield from _belittled(figure, base, own, given)


def _based(figures: Iterable[LineFigure]) -> list[tuple[LineFigure, Base]]:
    return [(figure, base) for figure in figures if (base := base_of(figure)) and base.of and base.has_share]


def words_that_differ(own: str, figures: Iterable[LineFigure]) -> Iterator[tuple[str, str]]:
    """Each word of a text that says how much and is so of none of these figures, and what the figures are."""
    based = _based(figures)
    if not based:
        return
    told = listed([base.words for _, base in based])
    shares = [Fraction(base.n, base.of) for _, base in based]
    for pattern, is_so in _SHARES:
        if (found := pattern.search(own)) and not any(map(is_so, shares)):
            yield found.group(), told
    for start, end in shares_said(own):
        said = share_said(own[start:end])
        before = own[:start]
        if said is not None and not any(_is_so(said, share, before) for share in shares):
            yield own[start:end], told
    times = [time for figure, base in based for time in _times(figure, base)]
    for pattern, is_so in _TIMES:
        # That nothing earlier stands beside it is another check's to say.
        if times and (found := pattern.search(own)) and not any(map(is_so, times)):
            yield found.group(), told
    for found in _UP_BY.finditer(own) if times else ():
        part = _part(found["by"] or found["part"] or found["again"])
        wanted = 1 - part if found["down"] or found["fewer"] else 1 + part
        is_over = bool(found["over"]) and not found["down"]
        if not any(abs(time - wanted) <= Fraction(1, 10) and not (is_over and time < wanted) for time in times):
            yield found.group(), told
    for found in _SO_MANY_TIMES.finditer(own) if times else ():
        number = next(iter(numbers_in(found["number"])), None)
        least = Fraction(number) + Fraction(1, 2) * bool(found["half"]) if number is not None else Fraction(3)
        if not any(time >= least - Fraction(1, 10) for time in times):
            yield found.group(), told
    apart = [_points_apart(figure, base) for figure, base in based if figure.compared_with is not None]
    for found in _POINTS.finditer(own) if apart else ():
        if not any(abs(int(number) - points) <= 1 for number in numbers_in(found["by"]) for points in apart):
            yield found.group(), told
    pairs = [(base.n, figure.compared_with.n) for figure, base in based if figure.compared_with is not None]
    for found in _MORE_BY.finditer(own) if pairs else ():
        if not any(number == abs(n - earlier) for number in numbers_in(found["by"]) for n, earlier in pairs):
            yield found.group(), told


def _points_apart(figure: LineFigure, base: Base) -> Fraction:
    earlier = figure.compared_with
    return (
        abs(Fraction(100 * base.n, base.of) - Fraction(100 * earlier.n, earlier.of))
        if earlier and earlier.of
        else Fraction(0)
    )


def _part(words: str) -> Fraction:
    piece = words.split()[-1].casefold()
    return share_said(words if " " in words else f"a {piece}") or Fraction(1, 2)


def _belittled(figure: LineFigure, base: Base, own: str, given: Given) -> Iterator[Found]:
    """«Only 11 of 30 did not say why»: what went wrong is told by its number, and the reader says how much that is."""
    tied = figure.stated or figure.measured
    measure = given.own_rules.measures.get(figure.measured.figure.measure_id) if figure.measured is not None else None
    is_fault = measure.direction is Direction.LOWER if measure is not None else False
    if tied is None or not (is_fault or (figure.stated and _A_FAULT.search(tied.definition.partition(OF)[0]))):
        return
    percent = round(100 * base.real[0] / base.real[1])
    for found in (*_ONLY.finditer(own), *_MADE_LESS.finditer(own)):
        numbers = numbers_in(found["number"]) if found.re is _ONLY else ()
        is_less = found.re is _MADE_LESS and found.group().casefold() not in tied.definition.casefold()
        if is_less or any(is_told_as(number, base.real[0], figure) or number == percent for number in numbers):
            yield Found(
                "figure.belittled",
                f"«{found.group()}» makes little of it. {figure.number} counts «{tied.definition}».",
                "Leave the word out: the number says it.",
            )
            return


def _is_so(said: Fraction, share: Fraction, before: str) -> bool:
    """Whether a share in words is the figure's: truly over or under, up to five in a hundred below for «nearly»."""
    if _OVER.search(before):
        return share > said
    if _UNDER.search(before):
        return share < said
    near = Fraction(1, 20) if _NEARLY.search(before) else Fraction(1, 40)
    return said - near <= share <= said + Fraction(1, 40)


def _times(figure: LineFigure, base: Base) -> Iterator[Fraction]:
    """How many times as much as before, by count and by share."""
    earlier = figure.compared_with
    if earlier is not None and earlier.n and earlier.of:
        yield Fraction(base.n, earlier.n)
        yield Fraction(base.n, base.of) / Fraction(earlier.n, earlier.of)


def _number_before(figure: LineFigure, base: Base, own: str) -> Iterator[Found]:
    """«One hundred and twenty (112 of 160)» and «160 (70%)»: what stands before the bracket is the n inside it."""
    for start, _ in places_of(figure.text, own):
        if found := _NUMBER_BEFORE.search(own[:start]):
            numbers = numbers_in(found[1])
            if numbers and not any(is_told_as(number, base.n, figure) for number in numbers):
                yield _otherwise(found[1], base.words)


def _otherwise(said: str, words: str) -> Found:
    return Found(
        "figure.word_differs",
        f"«{' '.join(said.split())}» is not what the figure says: {words}.",
        "Write what the figure says.",
    )


CHECK = LineCheck(
    id="figure-words",
    title="No word beside a figure says more or less than the figure",
    codes={
        "figure.word_differs": "«Most», «doubled», «three quarters» or a number in words is not what n of N gives.",
        "figure.belittled": "«Only» or «a few» makes little of the number of what went wrong.",
    },
    applies=_says_how_it_is,
    find=_find,
)
