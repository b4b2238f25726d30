"""A figure of the records is cited by a chip, also a sum, a ratio and what counts children; the edition ties it."""

import re

import pytest

from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.models import Evidence, Statement
from lineofsight.assurance.shelf import shelf
from lineofsight.library.measure import Measure
from lineofsight.measures.figure import Figure
from lineofsight.measures.terms import terms_of
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.gate.based import base_of
from lineofsight.publication.gate.checks.figures_said import counts_agree, says_what_it_is
from lineofsight.publication.render.sentences import figure_words
from lineofsight.trail.numbers import take_numbers
from tests.factories import rows
from tests.factories.partnership import TODAY, actor
from tests.web.pages import field

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

CHIPS = (
    ("posts-vacant", 3200, 22400, "32 of 224 full-time equivalents (14.3%)"),
    ("workforce-turnover", 1250, 9200, "12.5 for 92 full-time equivalents (13.6%)"),
    ("caseload", 1633, 9800, "about 1,635 children for 98 full-time equivalents (16.7 each)"),
    ("days-away", 750, 9200, "750 days away for 92 full-time equivalents × 253 working days (3.2%)"),
    ("audit-loops-closed", 38, 42, "38 of 42 (90%)"),
    ("children-offered-advocate", 412, 468, "about 410 of 470 (87%)"),
)


def frozen(given, id: str, n: int, of: int) -> Evidence:
    """The figure as its measure would give it, put behind the first sentence by the unit."""
    by = actor(Role.BUSINESS_MANAGER, given.of.hub)
    measure = shelf().get(Measure, id, on=TODAY)
    made = rows.figure(n=0, of=0, measure_id=id).as_dict() | {"n": n, "of": of, "kind": measure.kind.value}
    terms = terms_of(measure)
    figure = Figure.from_dict(made | ({} if terms is None else {"terms": terms.as_dict()}))
    with scope(by, writes=True):
        take_numbers(f"{given.review.ref} evidence", count=9)
        return freeze_figure(review=given.review, measure=measure, figure=figure, statements=[given.first], by=by)


@pytest.mark.parametrize(("id", "n", "of", "words"), CHIPS)
def test_a_chip_puts_the_figure_into_the_sentence_as_it_is_printed_and_the_edition_ties_it(
    given, id, n, of, words, monkeypatch
):
    # These figures are made by hand, over no records: whether one counts a part only is asked where figures are.
    monkeypatch.setattr("lineofsight.assurance.actions.figures.check_whole", lambda *_, **__: None)
    evidence = frozen(given, id, n, of)
    chip = f"F{evidence.number}"

    put = given.write(given.unit, given.first, "It is", do=f"put:{chip}")
    opened = given.unit.get(put["Location"]).content.decode()
    given.write(given.unit, given.first, f"It is {{{chip}}}.")
    by = actor(Role.BUSINESS_MANAGER, given.of.hub)
    with scope(by, writes=False):
        line = next(one for one in content_of(given.edition, by).lines() if one.statement_ref == given.first.ref)
    (figure,) = line.figures

    assert f"{{{chip}}}" in field(opened)
    assert Statement.objects.get(pk=given.first.pk).current.text == f"It is {words}."
    assert field(given.page(given.unit, "?sentence=1")) == f"It is {{{chip}}}."
    assert f'<span class="los-chip">{words}</span>' in given.page(given.unit, "?sentence=1")
    assert (figure.text, figure.measured.ref) == (words, evidence.figure.ref)
    assert says_what_it_is(figure, base_of(figure))
    assert counts_agree(figure, base_of(figure))
    assert figure_words(figure).startswith(words)


def test_the_page_says_nothing_against_a_sum_or_a_ratio_that_a_chip_put_in_and_much_against_another_number(given):
    evidence = frozen(given, "workforce-turnover", 1250, 9200)
    honest, other = (
        given.write(given.unit, given.first, f"Turnover was {words}.", do="draft", htmx=True).content.decode()
        for words in (f"{{F{evidence.number}}}", "12.5 for 92 full-time equivalents (15.0%)")
    )

    assert "Write what the figure says" not in honest
    assert "Write what the figure says" in other
    assert re.search(r"12\.5 for 92 full-time equivalents \(13\.6%\)", other)
