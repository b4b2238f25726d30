"""What changed since the last edition, put into words once: for its page, the PDF and the Word file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lineofsight.library.scales import HAS_LASTED
from lineofsight.library.words import counted, day_words, listed
from lineofsight.publication.comparing import kind_of
from lineofsight.publication.content.changed import Became, Change, ChangeKind, Changes, OpenThen, Stood
from lineofsight.publication.render import words
from lineofsight.publication.wording_diff import Change as Marked
from lineofsight.publication.wording_diff import Part, compare_wordings

CHANGED = "What changed"
READ_CHANGED = "Read what changed"
READ_EDITION = "Read the edition"
FIRST = "First edition: nothing to compare."
NO_SENTENCE = "No sentence changed."
NOW = "Now"
SAME_WORDS = "In both editions"
REMOVED, ADDED = "removed: ", "added: "
MARKED = {Marked.REMOVED: REMOVED, Marked.ADDED: ADDED}
NOTHING_WAS_OPEN = "Nothing was open then."

# anchor, heading, what the lede says of one and of many
_KINDS = {
    ChangeKind.WITHDRAWN: ("withdrawn", "Withdrawn", "was withdrawn", "were withdrawn"),
    ChangeKind.WEAKER: ("weaker", "Weaker", "is weaker", "are weaker"),
    ChangeKind.STRONGER: ("stronger", "Stronger", "is stronger", "are stronger"),
    ChangeKind.LOOKED_AT: (
        "looked-at",
        "Looked at for the first time",
        "was first looked at",
        "were first looked at",
    ),
    ChangeKind.REDATED: ("re-dated", "Other dates", "has other dates", "have other dates"),
    ChangeKind.SEEN_OTHERWISE: (
        "seen",
        "Seen differently",
        "is seen differently",
        "are seen differently",
    ),
    ChangeKind.REWORDED: ("reworded", "Other words or figures", "has other words", "have other words"),
    ChangeKind.NEW: ("new", "New", "is new", "are new"),
}


@dataclass(frozen=True, kw_only=True)
class Side:
    """How a sentence stood, or stands: a label, its words in runs, each marked or not."""

    label: str
    runs: tuple[Part, ...]

    @property
    def text(self) -> str:
        """Its words without the marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One sentence that changed. `line_number` is of the later edition, None where it is no longer there."""

    heading: str
    anchor: str
    line_number: int | None
    line_anchor: str
    sides: tuple[Side, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Everything of one kind of change. Where `linked` is given, that is printed in place of the items: new sentences
    stand in the edition itself."""

    anchor: str
    title: str
    items: tuple[Shown, ...]
    linked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One thing that was open, and what became of it."""

    text: str
    note: str
    line_number: int | None
    line_anchor: str


@dataclass(frozen=True, kw_only=True)
class ChangesPage:
    """The whole page: the answer in counts, the groups, and what became of what was open."""

    title: str
    lede: str
    named: str
    groups: tuple[Group, ...]
    unchanged: str
    open_title: str
    open_items: tuple[Outcome, ...]
    has_earlier: bool
    # The counts alone, for a page that names both editions above them.
    counts: str = ""


def told(changes: Changes | None) -> ChangesPage:
    """What is printed of the changes; a first edition says that it is one."""
    since = changes.since if changes else None
    if changes is None or since is None:
        named = _withdrawn(changes.withdrawn) if changes else ""
        lede = f"{named} There is nothing to compare." if named else FIRST
        return ChangesPage(
            title=CHANGED, lede=lede, named="", groups=(), unchanged="", open_title="", open_items=(), has_earlier=False
        )
    earlier = f"edition {since.number}"
    return ChangesPage(
        title=f"What changed since {earlier}",
        lede=f"{_lede(changes)} Compared with {earlier}, as at {day_words(since.as_at_date)}.",
        named=_withdrawn(changes.withdrawn),
        groups=tuple(_groups(changes, earlier)),
        unchanged=f"{_unchanged(changes.unchanged)} {_counts_all(changes)}",
        open_title=f"What became of the list of {earlier}",
        open_items=tuple(_outcome(item) for item in changes.open_items),
        has_earlier=True,
        counts=_lede(changes),
    )


def _withdrawn(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    names = listed([str(number) for number in numbers])
    return f"Edition {names} was withdrawn." if len(numbers) == 1 else f"Editions {names} were withdrawn."


def _lede(changes: Changes) -> str:
    number = Counter(_kind(change) for change in changes.items)
    if not number:
        return NO_SENTENCE
    parts = [(number[kind], one, many) for kind, (_, _, one, many) in _KINDS.items() if number[kind]]
    if changes.unchanged:
        parts.append((changes.unchanged, "is unchanged", "are unchanged"))
    said = [f"{count} {one if count == 1 else many}" for count, one, many in parts]
    count, one, many = parts[0]
    said[0] = f"{counted(count, 'sentence', 'sentences')} {one if count == 1 else many}"
    return f"{listed(said)}."


def _counts_all(changes: Changes) -> str:
    """That those about the review itself are among them, which the first line of the edition counts apart."""
    now = sum(change.after is not None for change in changes.items) + changes.unchanged
    total = counted(now, "sentence is", "sentences are")
    return f"Of this edition {total} counted, also what is about the review itself."


def _unchanged(number: int) -> str:
    if not number:
        return "No sentence is as it was."
    return f"{counted(number, 'sentence is', 'sentences are')} as {'it was' if number == 1 else 'they were'}."


def _groups(changes: Changes, earlier: str) -> Iterator[Group]:
    for kind, (anchor, title, _, _) in _KINDS.items():
        found = [change for change in changes.items if _kind(change) is kind]
        if found:
            numbers = [(one.after.number, one.after.anchor) for one in found if one.after and kind is ChangeKind.NEW]
            yield Group(
                anchor=anchor,
                title=title,
                items=tuple(_shown(change, earlier) for change in found),
                linked=words.linked(sorted(numbers)) if numbers else (),
            )


def _kind(change: Change) -> ChangeKind:
    """Editions from before called a first look «weaker» where it found little."""
    before, after = change.before, change.after
    is_weaker = change.kind is ChangeKind.WEAKER
    if is_weaker and before and after and kind_of(before, after) is ChangeKind.LOOKED_AT:
        return ChangeKind.LOOKED_AT
    return change.kind


def _shown(change: Change, earlier: str) -> Shown:
    before, after = change.before, change.after
    is_gone = after is None
    number = after.number if after else before.number if before else 0
    return Shown(
        heading=f"{words.line_address(number)} of {earlier}" if is_gone else words.line_address(number),
        anchor=f"then-{number}" if is_gone else f"now-{number}",
        line_number=after.number if after else None,
        line_anchor=after.anchor if after else "",
        sides=tuple(_sides(before, after, earlier)),
        notes=tuple(_notes(before, after)),
    )


def _sides(before: Stood | None, after: Stood | None, earlier: str) -> Iterator[Side]:
    then = f"{earlier[:1].upper()}{earlier[1:]}, sentence {before.number}" if before else ""
    now = f"{NOW}, sentence {after.number}" if after else ""
    if before is not None and after is not None:
        diff = compare_wordings(before.wording, after.wording)
        if diff.is_same:
            yield Side(label=SAME_WORDS, runs=diff.after)
        else:
            yield Side(label=then, runs=diff.before)
            yield Side(label=now, runs=diff.after)
    elif (one := after or before) is not None:
        yield Side(label=now or then, runs=compare_wordings(one.wording, one.wording).after)


def _notes(before: Stood | None, after: Stood | None) -> Iterator[str]:
    """What else is different, in words; for a sentence that came or went, how it stood."""
    if before is None or after is None:
        stood = after or before
        if stood is not None:
            yield f"{stood.agency}. Shows: {stood.shows.words}. Outside opinion: {stood.opinion.words.lower()}."
        return
    pairs = (
        ("What it shows", _shows(before), _shows(after)),
        ("Who says so", before.who_says.words.lower(), after.who_says.words.lower()),
        ("Outside opinion", before.opinion.words.lower(), after.opinion.words.lower()),
        ("Agency", before.agency, after.agency),
        ("To be done by", *(_day(stood.due_date) for stood in (before, after))),
        ("Done from", *(_day(stood.action_date) for stood in (before, after))),
        ("Figures", *("; ".join(stood.figures) or "none" for stood in (before, after))),
    )
    for name, then, now in pairs:
        if then != now:
            yield f"{name}: was {then}, now {now}."
    yield from (
        f"No longer said beside it, by {one.agency}: «{one.view}»" for one in before.views if one not in after.views
    )
    yield from (f"Now seen differently by {one.agency}: «{one.view}»" for one in after.views if one not in before.views)


def _shows(stood: Stood) -> str:
    lasted = f", and {HAS_LASTED.lower()}" if stood.has_lasted else ""
    return f"{stood.shows.words.lower()}{lasted}"


def _day(day: object) -> str:
    return day_words(day) if day else "no day"  # type: ignore[arg-type]


def _outcome(item: OpenThen) -> Outcome:
    who = f"{item.agency}. " if item.agency else ""
    match item.became:
        case Became.SHOWN if item.shows is not None:
            note = f"No longer in the list. The sentence now shows: {item.shows.words}."
        case Became.NEW_DATE:
            note = f"Still open. Expected by: was {_day(item.expected_before)}, now {_day(item.expected_after)}."
        case Became.STILL_OPEN:
            note = "Still open."
        case Became.IMPLEMENTED | Became.COMPLETE:
            note = f"{item.became.value.capitalize()}{_on(item)}."
        case Became.ANSWERED:
            note = f"Accepted{_on(item)}, and not yet due."
        case Became.REPLACED:
            note = "Replaced by another recommendation."
        case Became.CANCELLED:
            note = "Cancelled."
        case _:
            note = "No longer in the list. This edition has no sentence about it."
    return Outcome(text=item.text, note=f"{who}{note}", line_number=item.line_number, line_anchor=item.line_anchor)


def _on(item: OpenThen) -> str:
    return f" on {day_words(item.on_date)}" if item.on_date else ""


def as_text(found: ChangesPage) -> Iterator[str]:
    """Everything that the page says, in its order, between its heading and its foot."""
    yield from (found.title, found.lede)
    if found.named:
        yield found.named
    for group in found.groups:
        yield group.title
        if group.linked:
            yield words.joined(group.linked)
        for item in () if group.linked else group.items:
            yield item.heading
            for side in item.sides:
                yield from (side.label, side.text)
            yield from item.notes
    if found.has_earlier:
        yield f"{found.unchanged} {READ_EDITION}"
        yield found.open_title
        for outcome in found.open_items:
            yield from (outcome.text, outcome.note)
            if outcome.line_number:
                yield words.line_address(outcome.line_number)
        if not found.open_items:
            yield NOTHING_WAS_OPEN
