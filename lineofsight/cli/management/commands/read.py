"""./los read: read a report and say what was found in it, doubts first."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.intake.documents import Document, Doubt, Paragraph, to_json
from lineofsight.intake.plans.plan import Plan, plan_to_json
from lineofsight.intake.plans.reading import read_plan
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.understand import understand


class Command(OurCommand):
    """Read a report: its sections, paragraphs, quotations, figures, agencies and tables. Nothing is stored."""

    help = (
        "Read a report and show what was found: sections, paragraphs, quotations, figures, agencies, tables. "
        "What is doubtful comes first, with the likely readings. Nothing is stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE [--json]"""
        parser.add_argument("file", metavar="FILE", help="the report or the action plan")
        parser.add_argument("--json", action="store_true", help="write JSON, and nothing else, to standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file. What cannot be read ends with one sentence and exit code 1."""
        try:
            file = read(Path(options["file"]))
        except Unreadable as refusal:
            raise CommandError(str(refusal)) from None
        document, plan = understand(file), read_plan(file)
        if options["json"]:
            shape = to_json(document) | ({"plan": plan_to_json(plan)} if plan else {})
            self.stdout.write(json.dumps(shape, ensure_ascii=False, indent=2))
            return
        for line in (*told(document), *(told_of_plan(plan) if plan else ())):
            self.stdout.write(line)


def told(document: Document) -> Iterator[str]:
    """The lines that tell a person what was read: the counts, the doubts, then each section."""
    paragraphs = list(document.paragraphs())
    quotations = sum(len(paragraph.quotations) for paragraph in paragraphs)
    figures = sum(len(paragraph.figures) for paragraph in paragraphs)
    yield document.title or "(no title found)"
    yield (
        f"{_count(len(paragraphs), 'paragraph')} in {_count(len(document.sections), 'section')}, "
        f"{_count(quotations, 'quotation')}, {_count(figures, 'figure')}, {_count(len(document.tables), 'table')}. "
        f"{_count(len(document.warnings), 'place')} to look at."
    )
    if document.warnings:
        yield ""
        yield "Needs your eye"
        for doubt in document.warnings:
            yield _doubt(doubt)
    for section in document.sections:
        yield ""
        yield section.heading or "(before the first heading)"
        for paragraph in section.paragraphs:
            yield from _paragraph(paragraph)
    if document.other:
        yield ""
        yield "Left out of the paragraphs"
        for piece in document.other:
            yield f"  {_cut(piece.text)}"


def told_of_plan(plan: Plan) -> Iterator[str]:
    """The lines that tell a person what was read of an action plan: counts, doubts, then each action."""
    yield ""
    yield (
        f"Action plan: {_count(len(plan.findings), 'finding')}, "
        f"{_count(len(plan.recommendations), 'recommendation')}, {_count(len(plan.actions), 'action')}."
    )
    for doubt in plan.doubts:
        yield _doubt(doubt)
    for action in plan.actions:
        yield f"  {action.reference or '–'}  {_cut(action.text.replace(chr(10), ' ') or '(no action)')}"
        status = f"«{action.status}» " if action.status else ""
        due = action.due.words if action.due else "not known"
        yield f"       due: {due}; status: {status}({action.delivery.replace('_', ' ')})"


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    number = "–" if paragraph.number is None else paragraph.number
    yield f"  {number}  {_cut(paragraph.text)}"
    if paragraph.agencies:
        yield f"       agencies: {'; '.join(paragraph.agencies)}"
    for figure in paragraph.figures:
        base = f"of {figure.denominator}" if figure.denominator is not None else "denominator not supplied"
        yield f"       figure: {figure.text} ({base})"
    for quotation in paragraph.quotations:
        yield f"       quotation, {quotation.attributed_to or 'nobody named'}: {_cut(quotation.text)}"


def _doubt(doubt: Doubt) -> str:
    where = f"¶{doubt.paragraph}: " if doubt.paragraph is not None else ""
    line = f" (line {doubt.line})" if doubt.line is not None and doubt.paragraph is None else ""
    readings = f" Either {' or '.join(doubt.readings)}." if len(doubt.readings) > 1 else ""
    return f"  {where}{doubt.sentence}{line}{readings}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cut(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:97].rstrip()} …"
