"""What a reader must know of where a figure comes from travels with it, from the library into the printed sentence."""

from dataclasses import replace

import pytest

from lineofsight.library.checks import examples_of
from lineofsight.library.measure import Measure, MeasureExample
from lineofsight.library.shelf import OURS, load
from lineofsight.measures.examples import figures_of
from lineofsight.publication.render.sentences import printed
from tests.measures.in_memory import DECLARED
from tests.publication.pure import factory

SHELF = load()
# Counts of what the program itself wrote down, for which no return is behindhand.
WITHOUT = {"newly-qualified-who-remain", "survey-after-weeks-answered"}


def of_each_face() -> list[tuple[str, Measure, MeasureExample]]:
    """For each source of rows the first measure that counts them, with an example of it."""
    found = {}
    for path, (kind, examples, _) in sorted(examples_of(OURS).items()):
        if kind is Measure:
            measure = SHELF.newest(Measure, path.rpartition("/")[2].removesuffix(".examples.yaml"))
            if measure.caveats:
                found.setdefault(measure.face, (measure.face, measure, examples[0]))
    return list(found.values())


def details_of(caveats: tuple[str, ...], figure) -> str:
    """What stands behind a sentence whose figure has these caveats."""
    line = factory.line("changed")
    [bound] = line.figures
    given = replace(bound, measured=replace(bound.measured, figure=replace(figure, caveats=caveats)))
    changed = replace(line, figures=(given,))
    return " ".join(words for row in printed(changed, factory.edition(changed)).details for words in row.values)


def test_every_measure_says_what_to_mind_but_those_that_are_named():
    assert {one.id for one in SHELF.all_newest(Measure) if not one.caveats} == WITHOUT


@pytest.mark.parametrize(
    ("face", "measure", "example"), of_each_face(), ids=lambda one: one if isinstance(one, str) else ""
)
def test_the_caveats_of_each_source_are_in_its_figures_and_behind_the_sentence(face, measure, example):
    figures = figures_of(measure, example, faces=DECLARED)

    assert figures, face
    for figure in figures:
        assert figure.caveats == measure.caveats
    told, bare = details_of(figures[0].caveats, figures[0]), details_of((), figures[0])
    for caveat in measure.caveats:
        assert f"{caveat.rstrip('.')}." in told
        assert f"{caveat.rstrip('.')}." not in bare
