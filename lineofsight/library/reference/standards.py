"""The reference of what is recorded about practice, and of what is due by when."""

from collections.abc import Iterator
from itertools import groupby

from lineofsight.library.fact import FactKind
from lineofsight.library.late_reason import LateReason
from lineofsight.library.recording_time import RecordingTime
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.scales import Basis
from lineofsight.library.shelf import Shelf
from lineofsight.library.standard import Standard


def facts_page(shelf: Shelf) -> Iterator[str]:
    """Every kind of fact with its codes."""
    yield "# What is recorded about practice\n"
    yield "A fact is a day or two, at most one code, at most a number; never a name and never a text.\n"
    for kind in shelf.all_newest(FactKind):
        yield f"## `{kind.id}`: {kind.title}\n"
        yield f"{'An event, on a day' if kind.recorded.value == 'event' else 'A span, from a day until a day'}."
        if kind.alone:
            yield "A child has one at a time; two are a conflict."
        if kind.number:
            yield f"Its number: {kind.number}."
        yield ""
        if kind.codes:
            yield from table(["code", "means"], [[f"`{code}`", words] for code, words in kind.codes.items()])
        if kind.by_hand is not None:
            asked = " ".join(question.ask for question in kind.by_hand.questions)
            yield f"May be recorded here by hand. Asked for: the {kind.by_hand.day}. {asked}".rstrip() + "\n"


def late_reasons_page(shelf: Shelf) -> Iterator[str]:
    """The reasons that people choose from."""
    yield "# Why something was late\n"
    yield "A reason changes nothing of how a thing stands: what was late stays late. Reasons are counted.\n"
    rows = [[f"`{one.id}`", one.says, "a manager" if one.is_decision else ""] for one in shelf.all_newest(LateReason)]
    yield from table(["id", "what people read", "only given by"], rows)
    for one in shelf.all_newest(RecordingTime):
        yield f"## {one.title}\n"
        yield f"Within {one.within_days} days of the day on which it happened; told apart from whether it was in time."
        yield f"Of fewer than {one.fewest} events no median is told.\n"
        yield f"{foot(one, shelf)}\n"


def standards_page(shelf: Shelf) -> Iterator[str]:
    """Every standard: the law and guidance first, what is local apart from them."""
    yield "# Standards: what is due, by when\n"
    yield "What the law and national guidance ask stands first. What is a local choice stands apart and may be another"
    yield "in another partnership. What the shapes mean: [decision 57](../decisions/0057-standards-and-sight.md).\n"
    standards = shelf.all_newest(Standard)
    for is_local, some in groupby(
        sorted(standards, key=lambda one: one.basis is Basis.LOCAL), key=lambda one: one.basis is Basis.LOCAL
    ):
        yield "## Local choices\n" if is_local else "## Law and national guidance\n"
        for standard in some:
            yield f"### {standard.title}\n"
            yield f"{standard.duty}, because {standard.for_whom}. {standard.counting}\n"
            for words, clause in _limits(standard):
                yield f"- {words}{f' ({clause})' if clause else ''}"
            yield "\nWhat would change it: " + "; ".join(standard.changed_by) + "."
            if standard.note:
                yield f"{standard.note}"
            yield f"\n{foot(standard, shelf)}\n"


def _limits(standard: Standard) -> Iterator[tuple[str, str]]:
    if standard.limits:
        for limit in standard.limits:
            yield limit.words, limit.clause or ""
    else:
        yield getattr(standard.shape, "words", ""), ""
