"""Sentences invented for every genre of these reports, each read by itself: every line of the files here is a claim.

The lines are written as in `corpus/model.py`. What a sentence does and claims (#, !) is asked where it stands.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lineofsight.intake.understand import read_document
from tests.intake.corpus.making import made
from tests.intake.corpus.model import Report, report_of
from tests.intake.corpus.scoring import facts_of, truth_of

HERE = Path(__file__).parent
ALWAYS = ("figures", "quotations", "speakers", "terms")
# Files of sentences about who acts: there it is asked of those that name none as well.
ASKED_EVEN_IF_NONE = ("agencies", "acting", "acting_again", "unnamed_kinds")


def rows() -> Iterator[tuple[str, Report]]:
    """Every line of every file as a report of one paragraph, and what to call it."""
    for path in sorted(HERE.glob("*.txt")):
        whole = report_of(path)
        for said in whole.said:
            yield f"{path.stem}: {said.text}", Report(whole.name, whole.title, whole.settings, [said])


ROWS = list(rows())


def read_otherwise(report: Report) -> dict[str, tuple[list[str], list[str]]]:
    """What of a sentence is read otherwise than it is meant: by topic, what was read and what was meant."""
    said = next(report.said)
    # The number keeps a short line from being taken for a heading.
    document = read_document(f"{report.title}\n\n1. {said.text}\n".encode(), "one.txt")
    truth, read = truth_of(report), facts_of(document)

    asked = [*ALWAYS, *(["kinds"] if said.kinds else [])]
    asked += ["agencies"] if said.agencies or report.name in ASKED_EVEN_IF_NONE else []
    both = {topic: (sorted(map(str, read[topic])), sorted(map(str, truth[topic]))) for topic in asked}
    if said.kinds or said.claims:
        both["claims"] = (sorted({kind for _, kind in read["claims"]}), sorted({kind for _, kind in truth["claims"]}))
    return {topic: (found, meant) for topic, (found, meant) in both.items() if found != meant}


@pytest.mark.parametrize("genre", sorted({report.name for _, report in ROWS}))
def test_every_sentence_of_the_genre_is_read_as_it_is_meant(genre: str):
    found = [(name, read_otherwise(report)) for name, report in ROWS if report.name == genre]

    assert [(name, otherwise) for name, otherwise in found if otherwise] == []


def test_control_a_sentence_that_is_meant_otherwise_is_named():
    name, report = next((name, report) for name, report in ROWS if next(report.said).agencies)
    said = next(report.said)
    other = Report(report.name, report.title, report.settings, [replace(said, agencies=[])])

    assert read_otherwise(report) == {}
    assert "agencies" in read_otherwise(other), name


def test_every_genre_has_its_sentences():
    assert len(list(HERE.glob("*.txt"))) >= 13
    assert len(ROWS) >= 200
    assert len({name for name, _ in ROWS}) == len(ROWS)


WHOLE = sorted((HERE / "whole").glob("*.txt"))


@pytest.mark.parametrize("path", WHOLE, ids=[path.stem for path in WHOLE])
def test_who_acts_is_told_paragraph_by_paragraph_through_a_whole_report(path: Path):
    report = report_of(path)

    document = read_document(made(report, ".txt"), "whole.txt")

    read = {" ".join(paragraph.text.split()): sorted(paragraph.agencies) for paragraph in document.paragraphs()}
    assert read == {" ".join(said.text.split()): sorted(said.agencies) for said in report.said}
