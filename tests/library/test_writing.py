"""A measure written from answers is the file that somebody would have written by hand."""

import pytest

from lineofsight.library.loading import read_text
from lineofsight.library.measure import Measure
from lineofsight.library.scales import Scope
from lineofsight.library.shelf import load
from lineofsight.library.writing import answers_of, asked_at, can_be_asked, measure_text, not_lines
from lineofsight.measures.judged import definition_sha

OURS = load()
ASKED = [measure for id in sorted(OURS.ids(Measure.FOLDER)) if can_be_asked(measure := OURS.newest(Measure, id))]


def test_each_of_our_measures_that_can_be_asked_for_reads_the_same_from_its_answers():
    assert len(ASKED) > 70
    for measure in ASKED:
        answers = answers_of(measure)
        read = read_text(f"measures/{measure.id}.yaml", measure_text(answers), Measure)
        assert (read.faults, list(not_lines(answers))) == ((), []), measure.id
        # What is added here is of one place.
        local = measure.model_copy(update={"scope": Scope.LOCAL})
        assert definition_sha(read.found[0].entry) == definition_sha(local), measure.id


def test_control_another_condition_is_another_definition():
    measure = ASKED[0]
    answers = answers_of(measure) | {"counted_where": "{column: agency, equals: Council}"}

    read = read_text(f"measures/{measure.id}.yaml", measure_text(answers), Measure)

    assert definition_sha(read.found[0].entry) != definition_sha(measure)


@pytest.mark.parametrize(
    "word", ["true", "12", "2026-03-31", "a: b", "# no", "- x", '"', "{a}", "«yes»", "it's", "a, b", "~", "&x", "\\n"]
)
def test_a_text_is_read_as_it_was_written(word):
    answers = answers_of(ASKED[0]) | {"title": word, "caveats": word, "of": word}

    found = read_text(f"measures/{ASKED[0].id}.yaml", measure_text(answers), Measure).found[0].entry

    assert (found.title, found.caveats, found.population.words) == (word, (word,), word)


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("of_where", "kind is care-visit"),
        ("of_where", "{column: kind, equals: care-visit"),
        ("counted_where", "{column: kind}}"),
        ("counted_where", "{column: kind, equals: x} }"),
        ("left_out", "{column: kind, is: not known}"),
        ("left_out", "a reason without a condition"),
    ],
)
def test_a_line_that_is_no_condition_is_named_with_its_number(asked, line):
    good = {"left_out": "x: {column: kind, is: known}"}.get(asked, "{column: kind, is: known}")
    answers = answers_of(ASKED[0]) | {asked: f"{good}\n\n{line}"}

    assert [(one.asked, one.line) for one in not_lines(answers)] == [(asked, 2)]


def test_a_trouble_is_told_at_the_answer_to_which_it_belongs():
    places = [("population", "where", "all", 0, "column"), ("numerator", "words"), ("unit",), ("from",), ("scope",), ()]

    assert [asked_at(place) for place in places] == ["of_where", "counted", "one", "from_date", "", ""]
