"""What changed since the edition before: what was published then is retold as it was."""

from collections.abc import Iterator
from datetime import date

from lineofsight.library.scales import OpinionWord
from lineofsight.library.words import day_words
from lineofsight.publication.comparing import changes
from lineofsight.publication.content.changed import Became, ChangeKind, Changes
from lineofsight.publication.content.edition import Assessment, BasisItem, BasisKind, EditionContent, LineKind, OpenKind
from lineofsight.publication.gate.check import Found, WholeCheck
from lineofsight.publication.gate.given import Given

_SETTLED = frozenset({Became.SHOWN, Became.IMPLEMENTED, Became.COMPLETE})
_BY_RECORDS = (Became.IMPLEMENTED, Became.COMPLETE)
_CLOSED = frozenset(Became) - {Became.STILL_OPEN, Became.NEW_DATE, Became.SHOWN}
_CURE = "Have what changed put together again from the two editions."


def _find(given: Given) -> Iterator[Found]:
    told = given.content.changes
    since = told.since.ref if told is not None and told.since is not None else None
    earlier = next((one for one in given.earlier if one.ref == since), None)
    if told is not None and earlier is not None:
        real = changes(earlier, given.content)
        yield from _sentences(told, real, earlier)
        yield from _open_then(told, real, earlier, given.content)
    yield from _told_twice(given.content)
    if given.earlier:
        yield from _no_longer_adverse(given.earlier[-1], given.content)
        yield from _open_items(given.earlier[-1], given.content)
        yield from _evidence(given.earlier[-1], given.content)
        yield from _opinions(given.earlier[-1], given.content)
    before = {one.ref: one for content in given.earlier for one in content.assessments}
    for assessment in given.content.assessments:
        then = before.get(assessment.ref)
        if then is not None and then.source_sha == assessment.source_sha and _whom(then) != _whom(assessment):
            yield Found(
                "retold.assessment",
                f"«{assessment.title}» is told as of another body, or of others at whom it looked, than in an "
                f"edition before.",
                "Say who looked and at whom, as it was told before; the text is the same.",
                "edit",
            )
        # The same text of the same body cannot have become younger.
        if then is not None and then.source_sha == assessment.source_sha and _days(then) != _days(assessment):
            yield Found(
                "retold.assessment",
                f"«{assessment.title}» has other days than in an edition before, and the same text.",
                "Give the days on which somebody looked, and that of the report.",
                "edit",
            )


def _sentences(told: Changes, real: Changes, earlier: EditionContent) -> Iterator[Found]:
    # A sentence may be edited after the changes were put together. What was public before cannot be.
    of_now = {item.statement_ref: item for item in real.items if item.before is not None}
    for item in told.items:
        now = of_now.get(item.statement_ref)
        if item.before is None or now is None or now.before is None:
            continue
        if item.before != now.before:
            yield Found(
                "retold.before",
                f"What changed tells of «{now.before.wording}» otherwise than edition {earlier.number} printed it.",
                _CURE,
                "edit",
            )
        elif item.after == now.after and item.kind is not now.kind:
            yield Found(
                "retold.kind",
                f"«{now.before.wording}» is told as {item.kind.value}; against edition {earlier.number} it is "
                f"{now.kind.value}.",
                _CURE,
                "edit",
            )
    yield from _as_it_stands(told, real)
    known = {item.statement_ref for item in told.items if item.before is not None}
    for item in real.items:
        if (
            item.kind is ChangeKind.REDATED
            and item.statement_ref not in known
            and item.before is not None
            and item.after is not None
            and (day := item.before.due_date) is not None
            and _is_later(day, item.after.due_date)
        ):
            yield Found(
                "retold.day_hidden",
                f"«{item.before.wording}» was promised for {day_words(day)} in edition "
                f"{earlier.number}, has another day now, and is not among what changed.",
                _CURE,
                "edit",
            )
        # Of a sentence that was edited since, the wording is new; of one in the same words, what it shows became less.
        if (
            item.kind is ChangeKind.WEAKER
            and item.statement_ref not in known
            and item.before is not None
            and item.after is not None
            and item.before.wording == item.after.wording
            and told.unchanged > real.unchanged
        ):
            yield Found(
                "retold.left_out",
                f"«{item.before.wording}» became weaker since edition {earlier.number}, and is told among what is "
                "unchanged.",
                _CURE,
                "edit",
            )
        if item.kind is ChangeKind.WITHDRAWN and item.before is not None and item.statement_ref not in known:
            yield Found(
                "retold.left_out",
                f"«{item.before.wording}» stood in edition {earlier.number}, and neither here nor in what changed.",
                _CURE,
                "edit",
            )


def _as_it_stands(told: Changes, real: Changes) -> Iterator[Found]:
    """What changed tells of a sentence in its present words; nothing of it is stronger there than it was told.

    Weaker it may be: whoever marks a sentence lower, or takes a view away, misleads nobody.
    """
    now = {item.statement_ref: item.after for item in real.items}
    for item in told.items:
        stands = now.get(item.statement_ref)
        if item.after is None or stands is None or item.after.wording != stands.wording:
            continue
        is_more_shown = stands.shows > item.after.shows
        if is_more_shown or _LEVELS.index(stands.opinion) > _LEVELS.index(item.after.opinion):
            what = "what is shown" if is_more_shown else "the opinion"
            yield Found(
                "retold.after",
                f"What changed tells of «{stands.wording}» otherwise than it stands here: {what}.",
                _CURE,
                "edit",
            )


_LEVELS = (OpinionWord.LAPSED, *(word for word in OpinionWord if word is not OpinionWord.LAPSED))


def _opinions(earlier: EditionContent, content: EditionContent) -> Iterator[Found]:
    """An opinion of the same day by the same agency is one opinion, and says what it said."""
    then = {line.statement_ref: line.opinion for line in earlier.lines() if line.opinion is not None}
    for line in content.lines():
        was, is_now = then.get(line.statement_ref), line.opinion
        if was is None or is_now is None or (was.given_date, was.by_agency) != (is_now.given_date, is_now.by_agency):
            continue
        if (was.rationale, was.level) != (is_now.rationale, is_now.level):
            yield Found(
                "retold.opinion",
                f"The opinion of {day_words(was.given_date)} beside sentence {line.number} was «{was.level.words}» in "
                f"edition {earlier.number}, with the reasons «{was.rationale}»; it is told otherwise.",
                "Tell the opinion as it was given, or have a new one given.",
                "edit",
            )


def _is_later(before: date, now: date | None) -> bool:
    return now is None or now > before


def _open_then(told: Changes, real: Changes, earlier: EditionContent, content: EditionContent) -> Iterator[Found]:
    """What was open then: each item is told of, and as still open only where it stands in the list."""
    said = {(item.text, item.agency): item.became for item in told.open_items}
    then = {(item.text, item.agency): item for item in earlier.open_items}
    # In other words it may be the same: what has come into the list for the agency, with the same days.
    known = {(item.text, item.agency) for item in earlier.open_items}
    came = {
        (item.agency, item.since_date, item.expected_date)
        for item in content.open_items
        if (item.text, item.agency) not in known
    }
    for item in real.open_items:
        became = said.get((item.text, item.agency))
        is_open = became in (Became.STILL_OPEN, Became.NEW_DATE)
        was = then.get((item.text, item.agency))
        is_reworded = was is not None and (was.agency, was.since_date, was.expected_date) in came
        if became is None or (is_open and item.became in _CLOSED and not is_reworded):
            yield Found(
                "retold.open_left_out",
                f"«{item.text}» was open in edition {earlier.number}. "
                + (
                    "What changed does not tell of it."
                    if became is None
                    else "It is told as still open, and is not in the list."
                ),
                "Put it back into the list, or close it with a reason and have what changed put together again.",
                "edit",
            )
        elif became in _SETTLED and item.became not in (became, *_BY_RECORDS):
            yield Found(
                "retold.open_shown",
                f"«{item.text}» was open in edition {earlier.number}, and is told as {became.value}; nothing here shows"
                " it.",
                _CURE,
                "edit",
            )


def _no_longer_adverse(earlier: EditionContent, content: EditionContent) -> Iterator[Found]:
    badly = {(line.statement_ref, line.wording) for line in earlier.lines() if line.kind is LineKind.ADVERSE}
    for line in content.lines():
        if line.kind is not LineKind.ADVERSE and (line.statement_ref, line.wording) in badly:
            yield Found(
                "retold.adverse",
                f"«{line.wording}» was told in edition {earlier.number} as something that goes badly.",
                "Mark it as that again, or say in other words what has become better.",
                "edit",
            )


def _open_items(earlier: EditionContent, content: EditionContent) -> Iterator[Found]:
    before = {(item.text, item.agency): item for item in earlier.open_items}
    agencies = {item.text: item.agency for item in earlier.open_items}
    for item in content.open_items:
        if agencies.get(item.text, item.agency) != item.agency and (item.text, item.agency) not in before:
            yield Found(
                "retold.open_item",
                f"«{item.text}» was open for {agencies[item.text]} in edition {earlier.number}, and is told of "
                f"{item.agency} now.",
                "Tell it of the agency of which it was told, or say in other words what has changed.",
                "edit",
            )
        then = before.get((item.text, item.agency))
        if then is None:
            continue
        is_later = then.since_date is not None and (item.since_date is None or item.since_date > then.since_date)
        if is_later or (item.kind is OpenKind.NOT_KNOWN and then.kind is not OpenKind.NOT_KNOWN):
            yield Found(
                "retold.open_item",
                f"«{item.text}» was «{then.kind.value}» in edition {earlier.number}"
                + (f", since {day_words(then.since_date)}" if then.since_date else "")
                + ", and is told as less now.",
                "Tell it as it was told, or say in other words what has changed.",
                "edit",
            )


def _evidence(earlier: EditionContent, content: EditionContent) -> Iterator[Found]:
    before = {item.ref: item for line in earlier.lines() for item in line.basis}
    seen: set[str] = set()
    for item in (item for line in content.lines() for item in line.basis):
        then = before.get(item.ref)
        if then is None or item.ref in seen or _facts(then) == _facts(item):
            continue
        seen.add(item.ref)
        yield Found(
            "retold.evidence",
            f"{item.number} was «{then.title}» of {then.said_by} in edition {earlier.number}; it is told otherwise.",
            "Tell the evidence as it was told, or add a new version of it.",
            "edit",
        )


def _told_twice(content: EditionContent) -> Iterator[Found]:
    """The same evidence behind two sentences, or an inspection as evidence and as what is quoted, says one thing."""
    first: dict[str, BasisItem] = {}
    seen: set[str] = set()
    for item in (item for line in content.lines() for item in line.basis):
        known = first.setdefault(item.ref, item)
        assessment = content.assessment(item.assessment_ref)
        is_otherwise = _facts(known) != _facts(item)
        if item.kind is BasisKind.ASSESSMENT and assessment is not None:
            days = (item.period_from or assessment.inspected_from, item.period_to or assessment.inspected_to)
            looked = (assessment.inspected_from, assessment.inspected_to)
            is_otherwise = is_otherwise or (item.said_by, *days) != (assessment.body, *looked)
        if is_otherwise and item.ref not in seen:
            seen.add(item.ref)
            yield Found(
                "retold.twice",
                f"{item.number} is told in one place otherwise than in another: who said it, its title or its days.",
                "Tell it in the same way wherever it stands.",
                "edit",
            )


def _facts(item: BasisItem) -> tuple[object, ...]:
    return (item.kind, item.title, item.said_by, item.received_date, item.period_from, item.period_to)


def _whom(assessment: Assessment) -> tuple[object, ...]:
    return (assessment.body, frozenset(assessment.about))


def _days(assessment: Assessment) -> tuple[date | None, ...]:
    return (assessment.inspected_from, assessment.inspected_to, assessment.published_date)


RETOLD = WholeCheck(
    id="retold",
    title="What was published before is retold as it was",
    codes={
        "retold.before": "What changed tells of an earlier sentence otherwise than it was printed.",
        "retold.after": "What changed tells of a sentence in its present words otherwise than it stands here.",
        "retold.opinion": "An opinion of the edition before has another level or other reasons now.",
        "retold.kind": "A sentence is told as stronger, weaker or re-dated, and is another of these.",
        "retold.left_out": "A sentence of the edition before is gone or weaker, and what changed does not say so.",
        "retold.day_hidden": "A promise has a later day than before, and what changed does not say so.",
        "retold.evidence": "Evidence of the edition before has another title, body or day now.",
        "retold.twice": "Evidence is told in one place otherwise than in another.",
        "retold.open_left_out": "Something that was open before is left out, or told as open and not in the list.",
        "retold.open_shown": "Something that was open before is told as shown, and nothing shows it.",
        "retold.open_item": "Something open is told as «not known» or as open for less long than before.",
        "retold.adverse": "What went badly before is told in the same words as progress.",
        "retold.assessment": "A quoted report has other days, or is of others, than in an edition before.",
    },
    find=_find,
)
