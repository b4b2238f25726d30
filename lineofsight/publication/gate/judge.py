"""The gate: every check on every sentence. The same content, sources, figures, rules and day give the same answer."""

from collections.abc import Iterable
from datetime import date

from lineofsight.library.kinds import WordingRule
from lineofsight.publication.content import EditionContent, Line, Recomputed, Sources
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.checks import LINE_CHECKS, WHOLE_CHECKS
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.names import NO_NAMES, KnownNames
from lineofsight.publication.gate.refusal import CheckCount, GateResult, Refusal
from lineofsight.publication.gate.signed import object_notes

THE_SUMMARY = "The Summary"


def judge(
    content: EditionContent,
    *,
    sources: Sources,
    recomputed: Recomputed,
    today: date,
    wording_rules: Iterable[WordingRule],
    earlier: Iterable[EditionContent] = (),
    names: KnownNames = NO_NAMES,
) -> GateResult:
    """Judge an edition. Nothing is read but the arguments, and nothing is raised for what is wrong with the content.

    sources: the full stored text of each assessment, by its ref.
    recomputed: each measured figure computed again, or why it does not compute, by its ref.
    today: a day in Europe/London; evidence is current through its last day. wording_rules: those in force on that day.
    earlier: the review's published editions, oldest first. names: those that an agency has registered.
    """
    given = Given(
        content=content,
        sources=sources,
        recomputed=recomputed,
        today=today,
        wording_rules=tuple(wording_rules),
        earlier=tuple(earlier),
        names=names,
    )
    counts: list[CheckCount] = []
    refused: dict[int, list[Refusal]] = {}
    for check in LINE_CHECKS:
        counts.append(_ask(check, given, refused))
    whole: list[Refusal] = []
    for whole_check in WHOLE_CHECKS:
        found = list(whole_check.find(given))
        counts.append(_count(whole_check.id, passed=int(not found), refused=int(bool(found))))
        whole += [_refusal(item, place=THE_SUMMARY, sentence="", link=_link(item, content.ref)) for item in found]
    by_line = [refusal for line in content.lines() for refusal in refused.get(line.number, ())]
    refusals = (*by_line, *whole)
    notes = tuple(
        f"Sentence {line.number}: {note}." for line in content.lines() for note in object_notes(line, today=today)
    )
    return GateResult(edition=content.ref, passes=not refusals, checks=tuple(counts), refusals=refusals, notes=notes)


def _ask(check: LineCheck, given: Given, refused: dict[int, list[Refusal]]) -> CheckCount:
    lines = given.content.lines()
    asked = [line for line in lines if check.applies(line, given)]
    failed = 0
    for line in asked:
        # Two figures or quotations of one sentence may be wrong in the same way: the same words are said once.
        found = list(dict.fromkeys(check.find(line, given)))
        failed += bool(found)
        refused.setdefault(line.number, []).extend(_on_line(item, line, given.content.ref) for item in found)
    return _count(check.id, passed=len(asked) - failed, refused=failed, not_applicable=len(lines) - len(asked))


def _count(id: str, *, passed: int, refused: int, not_applicable: int = 0) -> CheckCount:
    return CheckCount(id=id, passed=passed, refused=refused, not_applicable=not_applicable)


def _on_line(found: Found, line: Line, edition_ref: str) -> Refusal:
    return _refusal(
        found,
        place=f"Sentence {line.number}",
        sentence=line.wording,
        link=_link(found, edition_ref, line.statement_ref),
    )


def _refusal(found: Found, *, place: str, sentence: str, link: str) -> Refusal:
    return Refusal(code=found.code, place=place, sentence=sentence, reason=found.reason, cure=found.cure, link=link)


def _link(found: Found, edition_ref: str, statement_ref: str = "") -> str:
    return f"/statements/{statement_ref}" if found.page == "statement" else f"/summaries/{edition_ref}/{found.page}"
