"""Sums and ratios in an edition: printed, judged and read back in their own words; children are rounded."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.intake.figures.find import figures_in
from lineofsight.library.counting import RatioIs, ToldAs
from lineofsight.measures.terms import Terms
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent, Line, LineFigure, MeasuredFigure, wording_sha
from lineofsight.publication.content.told import TOO_FEW
from lineofsight.publication.exported import Exported, read_exported
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from lineofsight.publication.rounding import told_exactly, with_telling
from tests.publication.pure import factory
from tests.publication.pure.numbers import NUMBERS
from tests.publication.pure.readable import readable
from tests.publication.pure.wording import RULES

DAY = date(2026, 3, 31)
FTE = ("full-time equivalent", "full-time equivalents")


def terms(told=ToldAs.RATIO, ratio_is=RatioIs.PERCENT, *, of=FTE, per=FTE, n_places=0, of_places=2) -> Terms:
    return Terms(
        told=told, ratio_is=ratio_is, one=of[0], unit=of[1], per_one=per[0], per=per[1], n_places=n_places,
        of_places=of_places, times=1, times_words="",
    )  # fmt: skip


COVER = (3200, 22400, terms(ToldAs.SHARE, n_places=2), "posts covered, of posts")
LEAVERS = (1200, 9200, terms(n_places=2), "people who left, for people in post")
CASES = (33, 9800, terms(ratio_is=RatioIs.EACH, of=("child", "children")), "children whom they hold, for workers")
MEETINGS = (98, 3200, terms(ratio_is=RatioIs.EACH, of=("meeting", "meetings")), "meetings held, for workers")


def line(said: str, counted, *, number: int = 1, before: str = "There were") -> Line:
    """A sentence that says a figure: what the reader takes from it is what the reading of a typed sentence takes."""
    n, of, in_terms, definition = counted
    wording = f"{before} {said} on 31 March 2026."
    read = figures_in(wording)[0]
    figure = replace(
        factory.figure(n, of, terms=in_terms, measure_id=f"amount-{number}"),
        period_from=None, period_to=None, as_at_date=DAY,
    )  # fmt: skip
    tied = LineFigure(
        number=f"F{number}", text=read.text, value=str(read.value), unit=read.unit.value,
        comparator=read.comparator.value, denominator=read.denominator,
        measured=MeasuredFigure(ref=f"figure-{number}", definition=definition, figure=figure),
    )  # fmt: skip
    made = replace(
        factory.line("stated"), number=number, anchor=f"s{number}", wording=wording, wording_sha=wording_sha(wording),
        signatures=(factory.signature(wording, factory.HEALTH),), figures=(tied,),
    )  # fmt: skip
    return with_telling(made, NUMBERS)


def judged(content: EditionContent, *earlier: EditionContent) -> GateResult:
    return judge(
        content, sources=factory.sources(), recomputed=factory.recomputed(content), today=factory.TODAY,
        wording_rules=RULES, earlier=earlier,
    )  # fmt: skip


def codes(*lines: Line, earlier: tuple[EditionContent, ...] = ()) -> set[str]:
    return {refusal.code for refusal in judged(factory.edition(*lines), *earlier).refusals}


HONEST = (
    ("32 of 224 full-time equivalents (14.3%)", COVER),
    ("12 for 92 full-time equivalents (13.0%)", LEAVERS),
    ("about 35 children for 98 full-time equivalents (0.4 each)", CASES),
    ("98 meetings for 32 full-time equivalents (3.1 each)", MEETINGS),
)


def honest() -> EditionContent:
    return factory.edition(*(line(said, one, number=at) for at, (said, one) in enumerate(HONEST, start=1)))


def test_each_is_said_in_its_own_words_and_passes_also_where_n_is_above_the_lower_number():
    assert judged(honest()).refusals == ()


@pytest.mark.parametrize(
    ("said", "counted", "code"),
    [
        ("32 of 224 full-time equivalents (15.3%)", COVER, "figure.sentence_differs"),
        ("33 of 224 full-time equivalents (14.3%)", COVER, "figure.sentence_differs"),
        ("3,200 of 22,400 full-time equivalents (14.3%)", COVER, "figure.sentence_differs"),
        ("12 for 92 full-time equivalents (13.4%)", LEAVERS, "figure.sentence_differs"),
        ("12 for 93 full-time equivalents (13.0%)", LEAVERS, "figure.sentence_differs"),
        ("92 for 12 full-time equivalents (13.0%)", LEAVERS, "figure.sentence_differs"),
        ("98 meetings for 32 full-time equivalents (3.2 each)", MEETINGS, "figure.sentence_differs"),
        ("98 meetings for 32 full-time equivalents (306.3%)", MEETINGS, "figure.sentence_differs"),
        ("33 children for 98 full-time equivalents (0.3 each)", CASES, "small.not_rounded"),
        ("about 35 children for 98 full-time equivalents (0.3 each)", CASES, "small.not_rounded"),
    ],
)
def test_a_number_that_is_not_the_figures_own_is_refused(said, counted, code):
    assert codes(line(said, counted)) == {code}


def test_what_a_reader_takes_may_stand_alone_and_over_has_to_be_over():
    assert codes(line("13.0%", LEAVERS, before="Those who left:")) == set()
    assert codes(line("over 12%", LEAVERS, before="Those who left:")) == set()
    assert codes(line("over 13.1%", LEAVERS, before="Those who left:")) == {"figure.sentence_differs"}


def test_equal_numbers_side_by_side_are_not_all_of_anything():
    same = (9200, 9200, terms(n_places=2), "people who left, for people in post")
    said = replace(line("92 for 92 full-time equivalents (100.0%)", same, before="All workers:"))

    assert "all.not_all" in codes(said)


def test_control_each_beside_anything_but_its_own_number_still_claims_all():
    said = line("98 meetings for 32 full-time equivalents (3.1 each)", MEETINGS, before="Each worker is seen:")

    assert codes(said) == {"all.not_all"}


def test_how_many_to_one_may_be_told_as_for_each_of_what_the_figure_counts_to():
    said = "98 meetings for 32 full-time equivalents (3.1 each)"

    assert codes(line(said, MEETINGS, before="For each full-time equivalent, on average:")) == set()
    # Controls: to one of something else, and said of each.
    assert codes(line(said, MEETINGS, before="For each team, on average:")) == {"all.not_all"}
    assert codes(line(said, MEETINGS, before="Each full-time equivalent, on average:")) == {"all.not_all"}


def test_every_form_says_it_and_reads_back_what_it_says():
    content = as_published(honest())
    made = render(content)
    forms = readable(made)

    assert faults_in(made, content) == ()
    assert EditionContent.from_json(made["content.json"]) == content
    for said, _ in HONEST:
        for path in ("index.html", "all/index.html", "summary.pdf"):
            words = " ".join(forms[path].split())
            assert said in words, (said, path)
            assert "as at 31 March 2026" in words, path
        assert said in forms["summary.docx/word/document.xml"]


def too_exact(frozen: EditionContent) -> list[str]:
    """What the sentences tell too exactly."""
    return [fault for fault in told_exactly(frozen, NUMBERS) if fault.startswith("Sentence")]


def test_numbers_of_children_are_rounded_in_what_is_frozen_and_full_time_equivalents_are_not():
    frozen = as_published(honest())
    cover, leavers, cases, _ = (one.figures[0].measured.figure for one in frozen.lines())

    assert [(one.n, one.of) for one in (cover, leavers, cases)] == [(3200, 22400), (1200, 9200), (35, 9800)]
    assert too_exact(frozen) == []
    assert as_published(frozen) == frozen
    assert judged(factory.approved(frozen)).refusals == ()


def test_control_an_exact_number_of_children_in_what_is_frozen_is_seen():
    content = honest()
    (third,) = content.lines()[2].figures
    as_counted = replace(third, told=replace(third.told, is_done=True))
    lines = [replace(one, figures=(as_counted,)) if one.number == 3 else one for one in content.lines()]

    assert too_exact(factory.edition(*lines)) != []


def test_fewer_than_eight_children_are_too_few_however_many_workers_there_are():
    few = (7, 9800, CASES[2], CASES[3])
    said = line("about 5 children for 98 full-time equivalents (0.1 each)", few)
    (figure,) = said.figures

    assert codes(said) == {"small.too_few"}
    assert figure.told.words(7, 9800, CASES[2]) == TOO_FEW
    assert as_published(factory.edition(said)).lines()[0].figures[0].measured is None


def test_a_few_workers_are_not_few_children():
    assert codes(line("about 35 children for 3 full-time equivalents (11.7 each)", (33, 300, *CASES[2:]))) == set()


def test_two_figures_that_overlap_may_not_leave_a_few_children():
    def beside(other: int, said: str) -> set[str]:
        first = line("about 35 children for 98 full-time equivalents (0.4 each)", CASES, number=2)
        (figure,) = first.figures
        over_all = replace(figure.measured.figure, group="", measure_id="amount-1")
        tied = replace(figure, measured=replace(figure.measured, figure=over_all))
        return codes(replace(first, figures=(tied,)), line(said, (other, 9800, *CASES[2:])))

    assert beside(38, "about 40 children for 98 full-time equivalents (0.4 each)") == {"small.by_difference"}
    assert beside(63, "about 65 children for 98 full-time equivalents (0.7 each)") == set()


def test_an_exported_edition_with_a_ratio_is_read_again_as_what_it_was():
    content = honest()
    given = Exported(
        content=content, sources=factory.sources(), recomputed=factory.recomputed(content), today=factory.TODAY,
        earlier=(),
    )  # fmt: skip

    assert read_exported(given.to_json()) == given
