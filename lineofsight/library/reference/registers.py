"""The reference of challenges, of registers, and of what bodies state each quarter."""

from collections.abc import Iterable, Iterator, Mapping

from lineofsight.library.challenge import ChallengeKind
from lineofsight.library.complaint import Complaints
from lineofsight.library.listening import Listening
from lineofsight.library.quarterly import Quarterly
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.register import Question, RegisterKind
from lineofsight.library.shelf import Shelf
from lineofsight.library.who import Who


def challenges_page(shelf: Shelf) -> Iterator[str]:
    """Every kind of challenge with its stages."""
    yield "# Challenges\n"
    yield "Each stage has a time of its own, by its standard; every stage may be passed over with a reason.\n"
    for kind in shelf.all_newest(ChallengeKind):
        yield f"## {kind.title}\n"
        yield f"{kind.about}\n\nRaised by: {_who(kind.raised_by)}.\n"
        rows = []
        for stage in kind.stages:
            answers = "whoever raised it records it" if stage.is_outside else _who(kind.answering(stage.id))
            formal = "yes" if stage.is_formal else "no"
            rows.append(
                [stage.title, stage.in_person, answers, f"`{stage.standard}`" if stage.standard else "", formal]
            )
        yield from table(["stage", "answered in person by", "recorded by", "standard", "formal"], rows)
        whole = f" All formal stages together: `{kind.whole}`." if kind.whole else ""
        yield f"About: {_codes(kind.concerns)}.{whole}\n"
        yield f"Why a stage is passed over: {_codes(kind.reasons_to_pass_over)}.\n"
        yield f"Why the days stand still: {_codes(kind.reasons_to_pause)}.\n"
        if kind.joined_by:
            yield f"A third agency that takes part says its view by: {_who(kind.joined_by)}.\n"
        yield f"Answers: {_codes(kind.answers)}. It ends: {_codes(kind.outcomes)}.\n"
        yield f"{foot(kind, shelf)}\n"


def registers_page(shelf: Shelf) -> Iterator[str]:
    """Every register with what it asks."""
    yield "# Registers\n"
    yield "A register keeps days, roles, codes, numbers, yes and no. It keeps no text of what was said.\n"
    for kind in shelf.all_newest(RegisterKind):
        yield f"## {kind.title}\n"
        yield f"{kind.about}\n\nKept by: {_who(kind.kept_by)}. About a child: {kind.child.value}.\n"
        if kind.has_meetings:
            quorum = " and ".join(" or ".join(kind.roles[role] for role in some) for some in kind.quorum)
            yield f"Who can be there: {', '.join(kind.roles.values())}. Quorum: {quorum or 'none'}.\n"
        rows = [[*_question(one), "booked"] for one in kind.booked]
        rows += [[*_question(one), "decided" if kind.has_meetings else "logged"] for one in kind.recorded]
        yield from table(["question", "answer", "when it is"], rows)
        if kind.papers:
            yield f"Papers before an item: {_codes(kind.papers)}. Kept in: {_codes(kind.held_by)}.\n"
        if kind.actions:
            yield f"What can follow: {_codes(kind.actions)}. By: {_codes(kind.action_roles)}.\n"
        yield f"{foot(kind, shelf)}\n"


def quarterlies_page(shelf: Shelf) -> Iterator[str]:
    """Everything that is asked each quarter."""
    yield "# What bodies state each quarter\n"
    yield "Bodies with systems of their own count in them and state n of N here. A person accepts it, or asks.\n"
    for kind in shelf.all_newest(Quarterly):
        yield f"## {kind.title}\n"
        yield f"{kind.about}\n\nStated by: {_who(kind.stated_by)}, within {kind.within} working days.\n"
        rows = [[one.asks, one.counts, one.of, one.reaches.value, one.definition] for one in kind.questions]
        yield from table(["question", "n", "N", "reaches", "definition"], rows)
        yield f"Why it is not counted: {_codes(kind.reasons_not_counted)}.\n\n{foot(kind, shelf)}\n"


def listening_page(shelf: Shelf) -> Iterator[str]:
    """Every way of listening, and every procedure for complaints."""
    yield "# What children, families and practitioners say\n"
    yield "Kept as counts and codes; a short quotation only as far and as long as somebody agreed.\n"
    for kind in shelf.all_newest(Listening):
        yield f"## {kind.title}\n"
        yield f"{kind.about}\n\nEntered by: {_who(kind.kept_by)}.\n"
        agreed = {code: f"{one.words} ({one.reaches.value})" for code, one in kind.consents.items()}
        parts = (
            ("who is asked", kind.who),
            ("when", kind.occasions),
            ("asked, yes or no", kind.questions),
            ("what they raise", kind.themes),
            ("what can follow", kind.changes),
            ("how they are told", kind.told_back),
            ("what they may agree to", agreed),
        )
        yield from table(["part", "words"], [[name, _codes(words)] for name, words in parts])
        yield f"{foot(kind, shelf)}\n"
    yield "# Complaints\n"
    for procedure in shelf.all_newest(Complaints):
        yield f"## {procedure.title}\n"
        yield f"{procedure.about}\n\nEntered by: {_who(procedure.kept_by)}.\n"
        rows = [[one.title, str(one.days), str(one.at_most or "")] for one in procedure.stages]
        yield from table(["stage", "working days", "at most"], rows)
        yield f"From: {_codes(procedure.who)}. About: {_codes(procedure.themes)}.\n"
        yield f"Answered: {_codes(procedure.outcomes)}. Then: {_codes(procedure.changes)}.\n"
        yield f"{foot(procedure, shelf)}\n"


def _question(one: Question) -> list[str]:
    answer = _codes(one.codes) if one.codes else one.kind.value
    return [f"{one.asks}{'' if one.is_needed else ' (optional)'}", answer]


def _codes(codes: Mapping[str, str]) -> str:
    return "; ".join(words for words in codes.values()) or "none"


def _who(some: Iterable[Who]) -> str:
    return "; ".join(f"{', '.join(role.value for role in who.roles)} ({who.agency.value})" for who in some)
