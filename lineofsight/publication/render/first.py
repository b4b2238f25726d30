"""What an edition says first: what was asked, what is done, not done and not known, and who has looked. In words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lineofsight.library.scales import PublicWord
from lineofsight.library.words import counted, listed
from lineofsight.publication.content.edition import EditionContent, OpenItem, OpenKind
from lineofsight.publication.content.open_list import of_recommendation, open_list
from lineofsight.publication.content.promised import Answer, Recommended
from lineofsight.publication.render import pages
from lineofsight.publication.render.asked_for import late_under

# What is said of one and of many; what is done stands first.
_BECAME = {
    PublicWord.IMPLEMENTED: ("is reported as done", "are reported as done"),
    PublicWord.PARTLY_IMPLEMENTED: ("is done in part and late", "are done in part and late"),
    PublicWord.LATE: ("is late", "are late"),
    PublicWord.REJECTED: ("was rejected", "were rejected"),
    PublicWord.NOT_RESPONDED: ("had no answer", "had no answer"),
    PublicWord.NO_DAY_SET: ("was accepted without a day", "were accepted without a day"),
    PublicWord.NOT_YET_DUE: ("is not yet due", "are not yet due"),
}
# Not every sentence that is only said reports progress: one that quotes, or admits what went wrong, does not.
_SAID_NOT_SHOWN = ("reported as progress is said but not shown", "reported as progress are said but not shown")
_TO_ANSWER = ("still has time to be answered", "still have time to be answered")
_BEHIND = ("has an action that is late", "have an action that is late")


def answer(content: EditionContent) -> str:
    """«The review asked for 6 things: 1 is reported as done, 1 was rejected and 4 are not yet due. …»

    An edition that holds no recommendations begins with what its sentences show.
    """
    rows = [row for row in content.recommendations if row.is_asked_for]
    if not rows:
        return pages.lede(content)
    return f"{_asked(rows)}{_not_yet_due(rows, content)} {_looked_at(rows)}"


def _asked(rows: list[Recommended]) -> str:
    number = Counter(row.word for row in rows)
    said = [(number[word], words) for word, words in _BECAME.items()]
    return f"The review asked for {counted(len(rows), 'thing', 'things')}: {listed(_parts(said))}."


def _not_yet_due(rows: list[Recommended], content: EditionContent) -> str:
    """« Of these 4, 1 still has time to be answered and 1 has an action that is late.»: not yet due is not well."""
    waits = [row for row in rows if row.word is PublicWord.NOT_YET_DUE]
    to_answer = sum(row.answer is Answer.NONE for row in waits)
    behind = sum(bool(late_under(row, content)) for row in waits)
    told = [(to_answer, _TO_ANSWER), (behind, _BEHIND)]
    if len(waits) == 1:
        parts, of = [one for count, (one, _) in told if count], "That one"
    else:
        parts, of = _parts(told), f"Of these {len(waits)},"
    return f" {of} {listed(parts)}." if parts else ""


def _parts(said: Iterable[tuple[int, tuple[str, str]]]) -> list[str]:
    return [f"{count} {one if count == 1 else many}" for count, (one, many) in said if count]


def _looked_at(rows: list[Recommended]) -> str:
    outside = [row for row in rows if row.is_checked_outside]
    if not outside:
        return "Nobody outside the agencies has looked at whether that is so."
    names = listed([str(row.number) for row in sorted(outside, key=lambda row: row.number)])
    noun = "recommendation" if len(outside) == 1 else "recommendations"
    return f"Somebody outside the agency has looked at {noun} {names}, and at no other."


def actions(content: EditionContent) -> str:
    """«Of 8 actions, 1 is reported complete, and 1 is late.»; empty where the review has none."""
    rows = [row for row in content.actions if row.counts]
    if not rows:
        return ""
    done = [row for row in rows if row.is_done]
    after = sum(row.done_date is not None and row.done_date > row.due_date for row in done)
    late = sum(row.is_late for row in rows)
    told = f"{len(done) or 'none'} {'is' if len(done) < 2 else 'are'} reported complete"
    of_them = "" if len(done) == 1 else f", {after} of them"
    told += f"{of_them} after the day that was set" if after else ""
    if late:
        told += f", and {late} {'is' if late == 1 else 'are'} late"
    return f"Of {counted(len(rows), 'action', 'actions')}, {told}."


def open_lede(content: EditionContent) -> str:
    """«4 things are late: action 4 and 3 other promises. Marsh Police was asked for an account and gave none. …»

    Whoever is silent is named here, on every page and in every form.
    """
    items = open_list(content)
    if not items:
        return "Nothing is open."
    named = {of_recommendation(row): f"recommendation {row.number}" for row in content.recommendations}
    for item in content.open_records:
        if item.text.startswith("Action "):
            named[item] = f"a{item.text.partition(':')[0][1:]}"
    by = {kind: [item for item in items if item.kind is kind] for kind in OpenKind}
    return " ".join((
        *_things(by[OpenKind.LATE], named, ("is late", "are late"), other="other promise"),
        *_things(by[OpenKind.REJECTED], named, ("was rejected", "were rejected")),
        *_silent(by[OpenKind.NOT_RESPONDED], named),
        *_things(by[OpenKind.SAID_NOT_SHOWN], {}, _SAID_NOT_SHOWN),
        *_things(by[OpenKind.NOT_KNOWN], named, ("is not known", "are not known")),
    ))  # fmt: skip


def _things(
    items: list[OpenItem], named: Mapping[OpenItem | None, str], said: tuple[str, str], *, other: str = "other"
) -> Iterator[str]:
    """«4 things are late: recommendation 2, action 4 and 2 other promises.»"""
    if items:
        names = [named[item] for item in items if item in named]
        rest = len(items) - len(names)
        others = [f"{rest} {other}{'' if rest == 1 else 's'}"] if rest and names else []
        which = f": {listed([*names, *others])}" if names else ""
        yield f"{counted(len(items), 'thing', 'things')} {said[len(items) > 1]}{which}."


def _silent(items: Iterable[OpenItem], named: Mapping[OpenItem | None, str]) -> Iterator[str]:
    """Who has not answered a recommendation, and who gave no account when asked for one: each agency once. How many
    questions have no answer where no agency is named."""
    items = list(items)
    asked = _agencies(item for item in items if item in named)
    silent = _agencies(item for item in items if item not in named)
    if asked:
        yield f"No answer came from {listed(asked)}."
    if silent:
        yield f"{listed(silent)} {'was' if len(silent) == 1 else 'were'} asked for an account and gave none."
    if items and not asked and not silent:
        yield f"{counted(len(items), 'thing', 'things')} had no answer."


def _agencies(items: Iterable[OpenItem]) -> list[str]:
    return list(dict.fromkeys(item.agency for item in items if item.agency))
