"""What a sentence is said to show, against what its evidence shows; and who is said to stand behind it."""

from collections.abc import Iterator

from lineofsight.library.scales import Shows, WhoSays
from lineofsight.publication.content import BasisKind, Line, LineKind
from lineofsight.publication.gate.based import base_of, is_earlier
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given
from lineofsight.publication.wording import listed


def _applies(line: Line, given: Given) -> bool:
    return line.kind is not LineKind.CONTEXT


def _find(line: Line, given: Given) -> Iterator[Found]:
    shown, items = given.shown(line), given.rests_on(line)
    for item in items:
        most = given.own_rules.most[item.kind]
        if item.shows > most:
            yield Found(
                "shown.kind_cannot",
                f"{item.number} is marked «{item.shows.words}», but {item.kind.value} shows at most «{most.words}».",
                f"Mark {item.number} «{most.words}», or add evidence of another kind.",
            )
    if line.has_lasted and not _was_measured_twice(line):
        yield Found(
            "shown.not_lasted",
            "The sentence is marked «Has lasted», but no two figures some time apart stand behind it.",
            "Take the mark off, or add the earlier figure beside the present one.",
        )
    # That nothing stands behind it is another check's to say, and is said once.
    rests_on_nothing = not items and not line.quotations
    if line.shows <= max(shown, Shows.SAID if rests_on_nothing else Shows.INTENTION):
        return
    claimed = f"The sentence is marked «{line.shows.words}»."
    words_alone = bool(line.quotations or items) and all(item.kind is BasisKind.ASSESSMENT for item in items)
    if words_alone:
        yield Found(
            "shown.quotation_alone",
            f"{claimed} It rests on somebody's words alone, and a quotation never raises what is shown.",
            f"Mark it «{shown.words}», or add a count, an audit or what families said.",
        )
        return
    highest = [item.number for item in items if item.shows >= shown]
    rest = f"{listed(highest)} shows «{shown.words}»" if highest else "Nothing that stands shows more than an intention"
    yield Found(
        "shown.above_evidence", f"{claimed} {rest}.", f"Mark it «{shown.words}», or add evidence that shows more."
    )


def _was_measured_twice(line: Line) -> bool:
    pairs = ((base_of(figure), figure.compared_with) for figure in line.figures)
    return any(base is not None and earlier is not None and is_earlier(earlier, base) for base, earlier in pairs)


CHECK = LineCheck(
    id="shown",
    title="No sentence is marked above what its evidence shows",
    codes={
        "shown.above_evidence": "The sentence is marked higher than its accepted, current evidence.",
        "shown.quotation_alone": "The sentence is marked higher than «said», but rests on somebody's words alone.",
        "shown.kind_cannot": "Evidence is marked higher than its kind can show.",
        "shown.not_lasted": "The sentence is marked «Has lasted» without two figures some time apart.",
    },
    applies=_applies,
    find=_find,
)


def _has_speaker(line: Line, given: Given) -> bool:
    return line.opinion is not None or any(item.who_says is not WhoSays.OWNER for item in line.basis)


def _own_word_as_outside(line: Line, given: Given) -> Iterator[Found]:
    for item in given.rests_on(line):
        if item.who_says is not WhoSays.OWNER and _is_of(item.said_by, line.agency, given):
            yield Found(
                "speaker.own_word",
                f"{item.number} is marked «{item.who_says.words}», but {item.said_by} says it about itself.",
                "Mark it «The agency itself».",
            )
    if line.opinion is not None and _is_of(line.opinion.by_agency, line.agency, given):
        yield Found(
            "speaker.own_opinion",
            f"The opinion is given by {line.opinion.by_agency}, the agency that the sentence speaks for.",
            "The scrutineer or another agency gives the opinion; until then it is «Not yet looked at».",
        )


def _is_of(said: str, agency: str, given: Given) -> bool:
    """Whether a body is the agency itself, or a team of it by its name («Fernley County Council audit team»)."""
    by, own = (" ".join(name.casefold().split()) for name in (said, agency))
    if not own or by == own:
        return bool(own)
    others = {" ".join(name.casefold().split()) for name in given.bodies} - {own}
    return by.startswith(f"{own} ") and not any(by == other or by.startswith(f"{other} ") for other in others)


SPEAKER = LineCheck(
    id="speaker",
    title="What is marked as said by somebody else is said by somebody else",
    codes={
        "speaker.own_word": "Evidence is marked as a partner's or independent, but comes from the agency itself.",
        "speaker.own_opinion": "The opinion was given by the agency that the sentence speaks for.",
    },
    applies=_has_speaker,
    find=_own_word_as_outside,
)
