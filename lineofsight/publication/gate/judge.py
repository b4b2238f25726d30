"""The gate: every check on every sentence. The same content, sources, figures, rules and day give the same answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from lineofsight.library.kinds import WordingRule
from lineofsight.library.shelf import load
from lineofsight.publication.content.challenged import note_of
from lineofsight.publication.content.edition import EditionContent, Line, Recomputed, Sources
from lineofsight.publication.gate.check import Found, LineCheck, Stage, TextCheck, WholeCheck
from lineofsight.publication.gate.cured import link_of
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.names import NO_NAMES, KnownNames
from lineofsight.publication.gate.order import LINE_CHECKS, TEXT_CHECKS, WHOLE_CHECKS
from lineofsight.publication.gate.overrides import THE_SUMMARY, let_pass
from lineofsight.publication.gate.own_rules import OwnRules, rules_of
from lineofsight.publication.gate.refusal import CheckCount, GateResult, Refusal


def judge(
    content: EditionContent,
    *,
    sources: Sources,
    recomputed: Recomputed,
    today: date,
    wording_rules: Iterable[WordingRule],
    earlier: Iterable[EditionContent] = (),
    names: KnownNames = NO_NAMES,
    own_rules: OwnRules | None = None,
    until: Stage = Stage.PUBLISH,
) -> GateResult:
    """Judge an edition. Nothing is read but the arguments, and nothing is raised for what is wrong with the content.

    sources: the full stored text of each assessment, by its ref.
    recomputed: each measured figure computed again, or why it does not compute, by its ref.
    today: a day in Europe/London; evidence is current through its last day. wording_rules: those in force on that day.
    earlier: the review's published editions, oldest first. names: those that an agency has registered.
    own_rules: what the partnership's library says about publishing; None: what comes with the program.
    until: what is asked. Until the check, what may still come afterwards (the partners' approvals) is not.
    """
    given = Given(
        content=content,
        sources=sources,
        recomputed=recomputed,
        today=today,
        wording_rules=tuple(wording_rules),
        own_rules=own_rules or rules_of(load(), on=today),
        earlier=tuple(earlier),
        names=names,
    )
    return judge_given(given, until=until)


def judge_given(given: Given, *, until: Stage = Stage.PUBLISH) -> GateResult:
    """The same of what was put together before."""
    content = given.content
    judging = _Judging(given)
    for text_check in TEXT_CHECKS:
        judging.ask_texts(text_check)
    for check in LINE_CHECKS:
        judging.ask_lines(check)
    for whole_check in WHOLE_CHECKS:
        if until is Stage.PUBLISH or whole_check.stage is until:
            judging.ask_whole(whole_check)
    refusals, passed, idle = let_pass(judging.refusals(), content)
    notes = tuple(
        f"Sentence {line.number}: {note}."
        for line in content.lines()
        for note in (note_of(one, agency=line.agency) for one in line.challenges)
    )
    return GateResult(
        edition=content.ref,
        passes=not refusals,
        checks=judging.counts(refusals),
        refusals=refusals,
        notes=(*notes, *idle),
        overridden=passed,
    )


@dataclass
class _Judging:
    """What has been found so far, by sentence and of the whole, and which places each check was asked of."""

    given: Given
    by_line: dict[int, list[Found]] = field(default_factory=dict)
    whole: list[Found] = field(default_factory=list)
    asked: list[tuple[LineCheck | TextCheck | WholeCheck, int, int]] = field(default_factory=list)

    def ask_lines(self, check: LineCheck) -> None:
        lines = self.given.content.lines()
        concerned = [line for line in lines if check.applies(line, self.given)]
        for line in concerned:
            self._add(line, check.find(line, self.given))
        self.asked.append((check, len(concerned), len(lines) - len(concerned)))

    def ask_texts(self, check: TextCheck) -> None:
        # The names of agencies and roles come again and again.
        clean: set[tuple[str, str]] = set()
        for text in self.given.printed:
            if (text.field, text.text) in clean:
                continue
            if found := tuple(check.find(text, self.given)):
                self._add(text.line, (replace(item, field=text.field) for item in found))
            else:
                clean.add((text.field, text.text))
        self.asked.append((check, len(self.given.content.lines()) + 1, 0))

    def ask_whole(self, check: WholeCheck) -> None:
        self._add(None, check.find(self.given))
        self.asked.append((check, 1, 0))

    def _add(self, line: Line | None, found: Iterable[Found]) -> None:
        # Two figures or quotations of one sentence may be wrong in the same way: the same words are said once.
        known = self.whole if line is None else self.by_line.setdefault(line.number, [])
        known.extend(item for item in dict.fromkeys(found) if item not in known)

    def refusals(self) -> tuple[Refusal, ...]:
        """All of them, in the order of the sentences, then of the whole."""
        content = self.given.content
        of_lines = [
            _refusal(item, f"Sentence {line.number}", line.wording, link_of(item, content, line), found)
            for line in content.lines()
            if (found := self.by_line.get(line.number))
            for item in found
        ]
        of_whole = [_refusal(item, THE_SUMMARY, "", link_of(item, content, None), self.whole) for item in self.whole]
        return (*of_lines, *of_whole)

    def counts(self, refusals: Iterable[Refusal]) -> tuple[CheckCount, ...]:
        """For each check how many places passed. What a second person let pass has passed."""
        places: dict[str, set[str]] = {}
        for refusal in refusals:
            places.setdefault(refusal.code, set()).add(refusal.place)
        counts = []
        for check, asked, others in self.asked:
            refused = len(set().union(*(places.get(code, set()) for code in check.codes)))
            counts.append(CheckCount(id=check.id, passed=asked - refused, refused=refused, not_applicable=others))
        return tuple(counts)


def _refusal(found: Found, place: str, sentence: str, link: str, beside: Iterable[Found]) -> Refusal:
    refusal = Refusal(code=found.code, place=place, sentence=sentence, reason=found.reason, cure=found.cure, link=link)
    # A name that was found is not told again, neither here nor in what another check says of the same sentence.
    for words in {item.hidden for item in beside if item.hidden}:
        hide = re.compile(re.escape(words), re.IGNORECASE)
        refusal = replace(
            refusal,
            sentence=hide.sub("…", refusal.sentence),
            reason=hide.sub("…", refusal.reason),
            cure=hide.sub("…", refusal.cure),
        )
    return refusal
