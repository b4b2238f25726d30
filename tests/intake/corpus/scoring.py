"""How well the corpus is read: every report in every format that we have a reader for, against the truth in it.

`.venv/bin/python -m tests.intake.corpus.scoring` prints the score of every part; with a name of a report or a topic it
prints what was missed and added, for the reports that the rules were made with and never for the others.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from random import Random

import yaml

from lineofsight.intake.bodies.inspectorates import inspectorates_in
from lineofsight.intake.characters import clean, words
from lineofsight.intake.documents import Document
from lineofsight.intake.readers.dispatch import READERS
from lineofsight.intake.understand import read_document
from tests.intake.corpus.making import MAKERS, made
from tests.intake.corpus.model import HERE, KINDS, Heading, Report, Said, reports
from tests.intake.score import Score, compare

MADE_WITH, HELD_BACK, BLIND, STRANGER, SECOND, THIRD = "texts", "held_back", "blind", "stranger", "second", "third"
FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH = "fourth", "fifth", "sixth", "seventh", "eighth"
# The blind part in two: the half whose errors were looked at to mend the rules, and the half that was only scored.
HALVES = ("blind:looked-at", "blind:only-scored")
# The stranger's part by the alphabet: the errors of its first half were looked at, those of its second never.
STRANGER_HALVES = ("stranger:looked-at", "stranger:only-scored")
# The second stranger's part, likewise: of its first half the errors on figures, agencies and quotations were looked at.
SECOND_HALVES = ("second:looked-at", "second:only-scored")
# The last two parts as each report says of itself: the open half was looked at, the words of the closed one were not.
SEVENTH_HALVES = ("seventh:looked-at", "seventh:only-scored")
EIGHTH_HALVES = ("eighth:looked-at", "eighth:only-scored")
LEAST = {"paragraphs": 0.98, "quotations": 0.95, "figures": 0.95, "agencies": 0.90, "cells": 0.98}
MOST_WORDS_LOST = 0.002
TOPICS = ("headings", *LEAST, "speakers", "terms", "kinds", "claims")
_OWNER = re.compile(r".*(?:['’]s|s['’])\s+(?=\w)")
_ARTICLE = re.compile(r"^(?:the|an?|one|\d+|his|her|its|their|our)\s+", re.IGNORECASE)
# What tells a speaker from others of the same kind: «of nine», «on the desk», «who had moved twice».
_WHICH = re.compile(r"(?<!^one)(?<!^head)(?:,?\s(?:of|in|on|at|from|with|who|there|beside|we)\b.*)$", re.IGNORECASE)

Facts = dict[str, list[object]]


def formats() -> list[str]:
    """The endings that the corpus is made in and that we have a reader for."""
    return [ending for ending in MAKERS if ending in READERS]


def unread_formats() -> list[str]:
    """The endings that the corpus is made in and that no reader is registered for."""
    return [ending for ending in MAKERS if ending not in READERS]


def files(folder: str) -> list[tuple[Report, str]]:
    """Each file of a part of the corpus, as its report and its ending."""
    part, _, half = folder.partition(":")
    chosen = halves(part)[half] if half else None
    every = [
        (report, ending)
        for place, report in enumerate(reports(part))
        for ending in (_by_turns(place) if part == EIGHTH else formats())
        if not chosen or report.name in chosen
    ]
    return [(report, ending) for report, ending in every if ending != ".xlsx" or any(report.tables)]


def _by_turns(place: int) -> list[str]:
    """Each report of the eighth part is read in one format of text, by turns, and its tables as a workbook."""
    texts = [ending for ending in formats() if ending != ".xlsx"]
    return [texts[place % len(texts)], ".xlsx"]


def halves(part: str = BLIND) -> dict[str, list[str]]:
    """The names of a part's reports in two halves, drawn once and for all."""
    names = sorted(report.name for report in reports(part))
    if part in (SEVENTH, EIGHTH):
        is_open = {report.name: report.settings["half"] == "open" for report in reports(part)}
        return {"looked-at": [n for n in names if is_open[n]], "only-scored": [n for n in names if not is_open[n]]}
    if part == BLIND:
        Random(2024).shuffle(names)
    middle = 5 if part == SECOND else 7
    return {"looked-at": sorted(names[:middle]), "only-scored": sorted(names[middle:])}


def first_scores(part: str = BLIND) -> dict[str, float]:
    """How a part was read at first, before any rule was mended for it."""
    return yaml.safe_load((HERE / part / "first_scores.yaml").read_text(encoding="utf-8"))["all"]


@cache
def totals(folder: str, ending: str = "") -> tuple[dict[str, Score], float]:
    """The score of a part of the corpus by topic (of one format, or of all), and the share of its words lost."""
    found: dict[str, list[Score]] = {topic: [] for topic in TOPICS}
    lost = of = 0
    for by_topic, missing, every in (one for own in formats() if ending in ("", own) for one in _scored(folder, own)):
        for topic, value in by_topic.items():
            found[topic].append(value)
        lost, of = lost + missing, of + every
    return {topic: _together(values) for topic, values in found.items()}, lost / of if of else 0.0


def _scored(folder: str, ending: str) -> list[tuple[dict[str, Score], int, int]]:
    part = folder.partition(":")[0]
    return [_score_in(part, report.name, own) for report, own in files(folder) if own == ending]


@cache
def _score_in(part: str, name: str, ending: str) -> tuple[dict[str, Score], int, int]:
    """Each file is read once: the halves of a part are of the same files as the part."""
    return score(next(report for report in reports(part) if report.name == name), ending)


def score(report: Report, ending: str) -> tuple[dict[str, Score], int, int]:
    """Read one file of the corpus: its score by topic, the words lost, and all its words."""
    document = read_document(made(report, ending), f"{report.name}{ending}")
    truth, read = truth_of(report), facts_of(document)
    topics = ("cells",) if ending == ".xlsx" else TOPICS
    expected = _words_of(report, tables_only=ending == ".xlsx")
    lost = expected - _words_read(document)
    return {topic: compare(truth[topic], read[topic]) for topic in topics}, lost.total(), expected.total()


def truth_of(report: Report) -> Facts:
    """What should be read, topic by topic."""
    facts: Facts = {topic: [] for topic in TOPICS}
    facts["headings"] = [report.title, *(block.text for block in report.blocks if isinstance(block, Heading))]
    for said in report.said:
        place = _place(said.text)
        facts["paragraphs"].append((said.number, _fold(said.text)))
        facts["quotations"] += [(_fold(q.text), q.partial) for q in said.quotations]
        facts["speakers"] += [(_fold(q.text)[:40], _who(q.who)) for q in said.quotations]
        facts["terms"] += [(place, term) for term in said.terms]
        facts["figures"] += [(place, f.value, f.value_to, f.unit, f.comparator, f.denominator) for f in said.figures]
        facts["agencies"] += [(place, name) for name in said.agencies]
        facts["kinds"] += [(place, index, KINDS[kind]) for index, kind in enumerate(said.kinds)]
        facts["claims"] += [(place, kind) for kind in said.claims]
    facts["cells"] = [cell for table in report.tables for cell in _cells(table.rows)]
    return facts


def facts_of(document: Document) -> Facts:
    """What was read, topic by topic, in the same shape."""
    facts: Facts = {topic: [] for topic in TOPICS}
    facts["headings"] = [document.title, *(s.heading for s in document.sections if s.heading)]
    for read in document.paragraphs():
        place = _place(read.text)
        number = "" if read.number is None else str(read.number).strip("().")
        facts["paragraphs"].append((number, _fold(read.text)))
        facts["quotations"] += [(_fold(q.text), q.partial) for q in read.quotations]
        facts["speakers"] += [(_fold(q.text)[:40], _who(q.attributed_to)) for q in read.quotations]
        facts["terms"] += [(place, term.text) for term in read.terms]
        facts["figures"] += [
            (
                place,
                Decimal(str(f.value)),
                None if f.value_to is None else Decimal(str(f.value_to)),
                f.unit.value,
                f.comparator.value,
                f.denominator,
            )
            for f in read.figures
        ]
        facts["agencies"] += [(place, name) for name in read.agencies]
        facts["kinds"] += [(place, index, s.kind.value) for index, s in enumerate(read.sentences)]
        facts["claims"] += [(place, claim.kind.value) for s in read.sentences for claim in s.claims]
    tables = [(table.header, *table.rows) if table.header else table.rows for table in document.tables]
    facts["cells"] = [cell for rows in tables for cell in _cells(rows)]
    return facts


def _cells(rows: Iterable[tuple[str, ...]]) -> list[object]:
    """Each cell with the row and the column that it stands in."""
    return [(row[0], column, _fold(text)) for row in rows for column, text in enumerate(row)]


def _words_of(report: Report, *, tables_only: bool) -> Counter[str]:
    pieces = [cell for table in report.tables for row in table.rows for cell in row]
    if not tables_only:
        pieces.append(report.title)
        pieces += [text for block in report.blocks if (text := getattr(block, "text", ""))]
        pieces += [block.mark for block in report.blocks if isinstance(block, Heading | Said)]
    return Counter(word for piece in pieces for word in words(clean(piece)))


def _words_read(document: Document) -> Counter[str]:
    pieces = [document.title, *(piece.text for piece in document.other)]
    for section in document.sections:
        pieces += [section.printed, section.heading or ""]
        pieces += [piece for p in section.paragraphs for piece in (p.printed, p.text)]
    pieces += [cell for table in document.tables for row in (table.header, *table.rows) for cell in row]
    return Counter(word for piece in pieces for word in words(piece))


def _together(parts: list[Score]) -> Score:
    missed = tuple(fact for part in parts for fact in part.missed)
    added = tuple(fact for part in parts for fact in part.added)
    return Score(sum(part.right for part in parts), missed, added)


def _fold(text: str) -> str:
    return " ".join(text.split())


def _place(text: str) -> str:
    return _fold(text)[:40]


def _who(name: str | None) -> str | None:
    """A speaker by who it is alone: «A mother», «the child's mother», «one mother of two» are one; so is «the CQC»."""
    if named := inspectorates_in(name or ""):
        return named[0].lower()
    bare = _ARTICLE.sub("", _OWNER.sub("", name or ""), count=1)
    return _WHICH.sub("", bare).lower() or None


def show(write: Callable[[str], object], wanted: list[str]) -> None:
    """Print the scores, and the differences of the reports or topics asked for."""
    strangers = (*STRANGER_HALVES, STRANGER, *SECOND_HALVES, SECOND, THIRD, FOURTH, FIFTH, SIXTH)
    strangers += (*SEVENTH_HALVES, *EIGHTH_HALVES)
    for folder in (MADE_WITH, HELD_BACK, *HALVES, *strangers):
        for ending in ("", *formats()):
            by_topic, lost = totals(folder, ending)
            figures = "  ".join(f"{topic} {by_topic[topic].f1:.3f}" for topic in TOPICS)
            write(f"{folder} {ending or 'all'} ({len(files(folder))} files): {figures}  words lost {lost:.4f}\n")
    write(f"no reader yet for: {', '.join(unread_formats()) or 'none'}\n")
    for report, ending in files(MADE_WITH):
        for topic, value in score(report, ending)[0].items() if wanted else ():
            if value.f1 < 1 and {topic, report.name, "every"} & set(wanted):
                write(f"\n{report.name}{ending} {topic}\n")
                for sign, facts in (("-", value.missed), ("+", value.added)):
                    for fact in facts:
                        write(f"  {sign} {fact}\n")


if __name__ == "__main__":
    show(sys.stdout.write, sys.argv[1:])
