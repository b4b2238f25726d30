"""Exact numbers of children stand in nothing that is public: no form, no data, no folder."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.scales import WhoIsCounted
from lineofsight.measures.figure import LeftOut
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import (
    Comparison,
    EditionContent,
    LineFigure,
    MeasuredFigure,
    StatedFigure,
    Voice,
    Voices,
    wording_sha,
)
from lineofsight.publication.content.told import EXACT, LEFT_OUT, TOO_FEW, Told, as_told
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.render.files import render
from lineofsight.publication.render.sentences import figure_words
from lineofsight.publication.render.site import render_site
from lineofsight.publication.render.site_lists import Shelved
from lineofsight.publication.rounding import told_by, told_exactly, with_telling
from tests.publication.pure import factory
from tests.publication.pure.numbers import NUMBERS, ONLY_A_NUMBER
from tests.publication.pure.readable import Page, readable
from tests.publication.pure.wording import RULES

CHILDREN = told_by(NUMBERS.rule(WhoIsCounted.CHILDREN))
# Numbers that stand nowhere else in an edition, and how they are printed.
EXACTLY = ("1371", "1896", "1213", "1742", "1462", "1041", "1593", "1788", "1234")
PRINTED = "about 1370 of 1895 (72%)"


def visited(told: Told) -> LineFigure:
    """Children who were visited, as an agency counted them, with the year before."""
    return LineFigure(
        number="F1",
        text=PRINTED,
        value="1370",
        unit="count",
        comparator="~",
        denominator=1895,
        stated=StatedFigure(
            n=1371,
            of=1896,
            definition="children who were visited",
            source="Course register",
            as_at_date=date(2026, 3, 31),
        ),
        compared_with=Comparison(n=1213, of=1742, as_at_date=date(2025, 3, 31)),
        told=told,
    )


def measured(told: Told) -> LineFigure:
    """The same computed here, with some left out."""
    counted = replace(factory.figure(1593, 1788), left_out=(LeftOut("without a day", 1234),))
    return LineFigure(
        number="F2",
        text="about 1595 of 1790 (89%)",
        value="1595",
        unit="count",
        comparator="~",
        denominator=1790,
        measured=MeasuredFigure(ref="figure-2", definition="children seen in time", figure=counted),
        told=told,
    )


def edition(told: Told = CHILDREN) -> EditionContent:
    """An edition that tells of children: in two sentences, and of how many were asked."""
    lines = []
    for number, figure in enumerate((visited(told), measured(told)), start=1):
        wording = f"In the year {figure.text} children were visited."
        signed = (factory.signature(wording, factory.HEALTH),)
        line = replace(factory.line("stated"), wording=wording, wording_sha=wording_sha(wording), signatures=signed)
        lines.append(replace(line, number=number, anchor=f"s{number}", figures=(figure,)))
    asked = Voice(text="They want to know who comes.", who="Young people", how="Asked", asked=1462, answered=1041)
    return replace(factory.edition(*lines), voices=Voices(items=(replace(asked, told=told),)))


@cache
def forms(told: Told) -> dict[str, str]:
    content = edition(told)
    return readable(render(content)) | {
        f"site/{path}": text for path, text in readable(render_site([Shelved(content=as_published(content))])).items()
    }


def leaks(texts: dict[str, str]) -> dict[str, list[str]]:
    return {path: found for path, text in texts.items() if (found := [one for one in EXACTLY if one in text])}


def test_no_form_and_no_folder_holds_an_exact_number_of_children():
    assert leaks(forms(CHILDREN)) == {}


def test_each_form_prints_the_rounded_numbers():
    texts = forms(CHILDREN)
    told = {path for path, text in texts.items() if "1370 of 1895" in " ".join(text.split())}

    assert {
        "index.html",
        "all/index.html",
        "summary.pdf",
        "summary.docx/word/document.xml",
        "summary.odt/content.xml",
        "content.json",
    } <= told
    assert "earlier about 1215 of 1740 (70%)" in Page(render(edition())["index.html"]).text
    assert "About 1040 of 1460 (71%) who were asked answered" in Page(render(edition())["index.html"]).text
    assert LEFT_OUT in Page(render(edition())["all/index.html"]).text


@pytest.mark.parametrize(
    "form",
    [
        "index.html",
        "all/index.html",
        "content.json",
        "summary.pdf",
        "summary.docx/word/document.xml",
        "summary.odt/content.xml",
    ],
)
def test_control_numbers_that_nobody_rounded_are_found_in_each_form_and_in_the_folder(form):
    found = leaks(forms(EXACT))

    assert {"1371", "1896", "1213", "1742"} <= set(found[form])
    assert any(path.startswith("site/") and path.endswith(form) for path in found)


def test_an_edition_whose_numbers_nobody_rounded_is_refused_before_anything_is_written():
    planted = list(told_exactly(as_published(edition(EXACT)), NUMBERS))

    assert [one.partition(" tells")[0] for one in planted] == [
        "Sentence 1: F1",
        "Sentence 2: F2",
        "Number 1 of what children and families told us",
    ]
    assert list(told_exactly(as_published(edition()), NUMBERS)) == []


@pytest.mark.parametrize(
    "leak",
    [
        lambda one: replace(one, stated=replace(one.stated, n=1371)),
        lambda one: replace(one, stated=replace(one.stated, of=1896)),
        lambda one: replace(one, compared_with=replace(one.compared_with, n=1213)),
        lambda one: replace(one, stated=replace(one.stated, n=5)),
        lambda one: replace(one, told=EXACT),
    ],
    ids=["n", "N", "the year before", "too few", "not said"],
)
def test_one_exact_number_that_slipped_into_a_frozen_edition_is_found(leak):
    frozen = as_published(edition())
    line = frozen.sections[0].lines[0]
    slipped = replace(line, figures=(leak(line.figures[0]),))
    section = replace(frozen.sections[0], lines=(slipped, *frozen.sections[0].lines[1:]))

    assert len(list(told_exactly(replace(frozen, sections=(section, *frozen.sections[1:])), NUMBERS))) == 1


def test_whom_a_figure_counts_decides_how_it_is_told_when_the_edition_is_compiled():
    line = replace(factory.line("stated"), figures=(visited(EXACT),))
    staff = replace(visited(EXACT), stated=replace(visited(EXACT).stated, definition="social workers in post"))

    assert with_telling(line, NUMBERS).figures[0].told == CHILDREN
    assert with_telling(replace(line, figures=(staff,)), NUMBERS).figures[0].told == EXACT
    assert figure_words(staff).startswith("1371 of 1896 (72%)")


def test_freezing_twice_changes_nothing_more_and_the_mark_of_what_was_read_stays():
    once = as_published(edition())

    assert as_published(once) == once
    assert read_sha(once) == read_sha(edition())
    assert render(once) == render(edition())


def test_the_gate_counts_again_from_the_rows_and_compares_what_is_printed():
    frozen = as_published(edition())
    counted = replace(factory.figure(1593, 1788), left_out=(LeftOut("without a day", 1234),))

    def codes(again) -> set[str]:
        result = judge(
            frozen,
            sources=factory.sources(),
            recomputed={"figure-2": again},
            today=factory.TODAY,
            wording_rules=RULES,
        )
        return {one.code for one in result.refusals if one.code.startswith(("figure.", "small."))} - ONLY_A_NUMBER

    assert codes(counted) == set()
    assert codes(replace(counted, n=1594)) == set()
    assert codes(replace(counted, n=1600)) == {"figure.differs"}


def test_what_is_too_few_is_never_printed_even_where_nobody_has_asked_the_gate_yet():
    few = replace(visited(CHILDREN), stated=replace(visited(CHILDREN).stated, n=3), compared_with=None)

    assert figure_words(few).startswith(TOO_FEW)
    content = edition()
    line = replace(content.sections[0].lines[0], figures=(few,))
    frozen = as_published(replace(content, sections=(replace(content.sections[0], lines=(line,)),)))
    assert frozen.lines()[0].figures[0].stated is None


@given(n=st.integers(0, 3000), more=st.integers(0, 3000))
@settings(max_examples=100, deadline=None)
def test_what_is_printed_of_children_is_a_multiple_of_five_and_never_one_to_seven(n, more):
    words = CHILDREN.words(n, n + more)
    numbers = [int(word) for word in words.replace("(", " ").split() if word.isdigit()]

    assert all(number % 5 == 0 and number != 5 for number in numbers)
    if 0 < n < 8 or 0 < more < 8:
        assert words == TOO_FEW
    assert ("%" in words) <= (n + more >= 20)


def test_a_computed_figure_says_that_some_were_left_out_and_not_how_many():
    told = as_told(replace(factory.figure(1593, 1788), left_out=(LeftOut("without a day", 3),)), CHILDREN)

    assert (told.n, told.of, told.left_out) == (1595, 1790, ())
    assert told.caveats[-1] == LEFT_OUT
