"""A sentence as somebody is typing it: what can be put into it, how it will read, and what would keep it from print."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.actions.statements import kind_of, stated, tied
from lineofsight.assurance.models import Assessment, Evidence, Extract, Statement
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.shelf import shelf, wording_rules
from lineofsight.assurance.sources import stored_text
from lineofsight.intake.wording import read_wording
from lineofsight.library.kinds import GlossaryTerm
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.shelf import Shelf
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import agencies, today
from lineofsight.publication.compiling.edition import alone, quotation_of
from lineofsight.publication.compiling.figures import figure_of, words_in_print
from lineofsight.publication.content import edition as parts
from lineofsight.publication.editing.advice import Remark, advice, reading_words, terms_in
from lineofsight.publication.editing.likely_names import known_words
from lineofsight.publication.editing.tokens import (
    Piece,
    Token,
    UnknownToken,
    named_quotations,
    pieces,
    quotations_in,
    taken_out,
    unknown_in,
    unmarked_in,
    with_figures,
)
from lineofsight.publication.gate.checks import against, figures, signed
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.order import LINE_CHECKS, TEXT_CHECKS
from lineofsight.publication.gate.own_rules import rules_of, small_numbers_of
from lineofsight.publication.gate.printed import PrintedText
from lineofsight.publication.models import Edition
from lineofsight.publication.queries.names import known_names
from lineofsight.publication.wording import count_words
from lineofsight.trail.canonical import sha256_hex

# What the words cannot change: a signature on words that are still typed, figures counted again from records, and what
# stands in other sentences.
_NOT_WHILE_TYPING = frozenset({signed.CHECK.id, figures.AGAIN.id, against.BESIDE.id})


@dataclass(frozen=True)
class Offered:
    """A figure or a quotation that can be put into a sentence, and what it belongs to: a figure's evidence, or the
    report that is quoted."""

    token: Token
    source: Evidence | Assessment


@dataclass(frozen=True)
class Checked:
    """A sentence as typed: its runs as they will read, what is to be said of it, for which readers it is, and which of
    its words the glossary explains."""

    reads: tuple[Piece, ...]
    remarks: tuple[Remark, ...]
    reading: str
    terms: tuple[GlossaryTerm, ...] = ()

    @property
    def stops(self) -> int:
        """How many things would keep it from being printed."""
        return sum(remark.stops for remark in self.remarks)


def offered_for(statement: Statement, *, actor: Actor, named: str = "") -> tuple[Offered, ...]:
    """What stands behind a statement today and can be put into it: figures, then quotations. `named`: the quotations
    that an open page has names for."""
    current = assurance.basis_of(statement, day=actor.now).current
    numbers = small_numbers_of(shelf(), on=today(actor.now))
    library = with_own_measures(actor)
    counts = [(item, words) for item in current if (words := _figure_words(item, numbers, library))]
    figures_ = [Offered(Token(name=f"F{item.number}", words=words, ref=item.ref), item) for item, words in counts]
    quotations = _quotations_for(statement, current, actor)
    by_ref = {str(extract.ref): extract for extract in quotations}
    tokens = named_quotations([(str(extract.ref), extract.text) for extract in quotations], named=named)
    return (*figures_, *(Offered(token, by_ref[token.ref].assessment) for token in tokens))


def _figure_words(item: Evidence, numbers: SmallNumbers, library: Shelf) -> str:
    """As it will be printed: what counts children is rounded."""
    if item.figure is not None:
        return words_in_print(Figure.from_dict(json.loads(item.figure.body)), numbers, library)
    if item.counted_n is not None and item.counted_of is not None:
        return count_words(item.counted_n, item.counted_of)
    return ""


def _quotations_for(statement: Statement, current: Iterable[Evidence], actor: Actor) -> list[Extract]:
    """What was quoted from the reports behind a statement, in it or in another sentence: each words once."""
    own = {extract.assessment_id for extract in statement.current.extracts.all() if extract.assessment_id}
    reports = own | {item.assessment_id for item in current if item.assessment_id}
    if not reports:
        return []
    rows = (
        Extract.objects.visible_to(actor)
        .filter(assessment__in=Assessment.objects.visible_to(actor).filter(pk__in=reports))
        .select_related("assessment__about", "assessment__source")
        .order_by("id")
    )
    found: dict[tuple[int | None, str], Extract] = {}
    for extract in rows:
        found.setdefault((extract.assessment_id, extract.text), extract)
    return list(found.values())


def quoted_from(field: str, offered: Iterable[Offered]) -> dict[str, Assessment]:
    """By their words, from which report the quotations of a field are taken."""
    listed = list(offered)
    used = {token.ref for token in quotations_in(field, [one.token for one in listed])}
    return {
        one.token.words: one.source for one in listed if one.token.ref in used and isinstance(one.source, Assessment)
    }


def check_as_typed(
    field: str,
    *,
    edition: Edition,
    statement: Statement,
    offered: Iterable[Offered],
    actor: Actor,
    not_names: Iterable[str] = (),
) -> Checked:
    """Look at a field as it stands: by the checks of the whole Summary that one sentence can be asked, and with
    advice. Raises nothing for what was typed."""
    offered = list(offered)
    tokens = [one.token for one in offered]
    text = " ".join("".join(piece.text for piece in pieces(field, tokens)).split())
    if not text:
        return Checked((), (Remark(text="There are no words.", cure="Write the sentence.", stops=True),), "")
    reads = pieces(taken_out(text, tokens), tokens)
    content = alone(edition, statement, actor=actor)
    line = _typed(content.lines()[0], text, statement, quoted_from(field, offered), actor)
    day = today(actor.now)
    rules = wording_rules(on=day)
    given = Given(
        content=content,
        sources=_sources(line, statement, offered),
        recomputed={},
        today=day,
        wording_rules=rules,
        own_rules=rules_of(shelf(), on=day),
        names=known_names(actor),
    )
    refused = [
        Remark(text=found.reason, cure=found.cure, stops=True)
        for check in LINE_CHECKS
        if check.id not in _NOT_WHILE_TYPING and check.applies(line, given)
        for found in check.find(line, given)
    ]
    wording = PrintedText(text=line.wording, where="the sentence", field="wording", line=line)
    refused += [
        Remark(text=found.reason, cure=found.cure, stops=True)
        for text_check in TEXT_CHECKS
        for found in text_check.find(wording, given)
    ]
    own = given.own_words(line)
    remarks = (
        *_about_tokens(field, tokens),
        *dict.fromkeys(refused),
        *advice(own, wording_rules=rules, known=_known(content, actor), not_names=not_names),
    )
    said = [figure.text for figure in line.figures if figure.measured or figure.stated]
    terms = terms_in(own, shelf().entries(GlossaryTerm, on=day))
    return Checked(with_figures(reads, said), remarks, reading_words(own), terms)


def _about_tokens(field: str, tokens: list[Token]) -> Iterable[Remark]:
    for name in unknown_in(field, tokens):
        what, cure = str(UnknownToken(name)).split(". ", 1)
        yield Remark(text=f"{what}.", cure=cure, stops=True)
    for name in unmarked_in(field, tokens):
        yield Remark(
            text=f"«{{{name}}}» stands without quotation marks, so that its words would read as your own.",
            cure="Put the marks around it.",
            stops=True,
        )


def _typed(
    line: parts.Line, text: str, statement: Statement, quoted: dict[str, Assessment], actor: Actor
) -> parts.Line:
    """The sentence of the edition with other words, as it would be once they are saved."""
    if text == line.wording:
        return line
    read = read_wording(text)
    current = assurance.basis_of(statement, day=actor.now).current
    own = [figure for figure in read.figures if not figure.quoted]
    library = with_own_measures(actor)
    return replace(
        line,
        wording=text,
        wording_sha=parts.wording_sha(text),
        kind=parts.LineKind(kind_of(statement, statement.current, read.kind)),
        quotations=tuple(
            quotation_of(one.text, attributed_to=one.attributed_to or "", partial=one.partial, assessment=report)
            for one, report in tied(read.quotations, before=statement.current, quoted_from=quoted)
        ),
        figures=tuple(
            figure_of(stated(figure), number=f"F{line.number}.{place}", evidence=current, library=library)
            for place, figure in enumerate(own, start=1)
        ),
    )


def _sources(line: parts.Line, statement: Statement, offered: list[Offered]) -> dict[str, str | None]:
    """The stored text of each report that the sentence quotes, where it is the one that was read."""
    wanted = {quotation.assessment_ref for quotation in line.quotations}
    reports = [one.source for one in offered if isinstance(one.source, Assessment)]
    reports += [extract.assessment for extract in statement.current.extracts.all() if extract.assessment]
    found: dict[str, str | None] = {}
    for report in reports:
        if report.ref in wanted and report.ref not in found and report.source is not None:
            text = stored_text(report.source)
            fits = text is not None and sha256_hex(text.encode()) == report.text_sha
            found[report.ref] = text if fits else None
    return found


def _known(content: parts.EditionContent, actor: Actor) -> frozenset[str]:
    """Words of names that may stand: agencies, the review, its reports, terms of the glossary."""
    terms = shelf().entries(GlossaryTerm, on=today(actor.now))
    return known_words(
        [
            *(agency.name for agency in agencies()),
            content.partnership,
            content.review_title,
            *(f"{report.title} {report.body}" for report in content.assessments),
            *(f"{term.title} {term.meaning}" for term in terms),
        ]
    )
