"""Small numbers: whom a figure counts decides how it is told, and no two released figures leave a small one over."""

import random
from dataclasses import replace
from datetime import date

import pytest

from lineofsight.library.publishing import Reader
from lineofsight.library.scales import CountKind, WhoIsCounted
from lineofsight.library.shelf import load
from lineofsight.measures.figure import TOTAL
from lineofsight.publication.content.edition import (
    EditionContent,
    Line,
    LineFigure,
    MeasuredFigure,
    StatedFigure,
    wording_sha,
)
from lineofsight.publication.gate.checks.small import as_released, rounded
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.own_rules import rules_of
from lineofsight.publication.gate.whom import whom
from tests.publication.pure import factory
from tests.publication.pure.numbers import NUMBERS, ONLY_A_NUMBER
from tests.publication.pure.wording import RULES


def stated(n: int, of: int, definition: str, *, text: str, kind: CountKind = CountKind.FULL_COUNT) -> LineFigure:
    return LineFigure(
        number="F1",
        text=text,
        value=str(rounded(n, to=5)) if text.startswith("about") else str(n),
        unit="count",
        comparator="~" if text.startswith("about") else "=",
        stated=StatedFigure(
            n=n, of=of, definition=definition, source="Course register", as_at_date=date(2026, 3, 31), kind=kind
        ),
    )


def line(figure: LineFigure, wording: str) -> Line:
    return replace(
        factory.line("stated"),
        wording=wording,
        wording_sha=wording_sha(wording),
        signatures=(factory.signature(wording, factory.HEALTH),),
        figures=(figure,),
    )


def codes(content: EditionContent, *earlier: EditionContent) -> set[str]:
    result = judge(
        content,
        sources=factory.sources(),
        recomputed=factory.recomputed(content),
        today=factory.TODAY,
        wording_rules=RULES,
        earlier=earlier,
    )
    return {refusal.code for refusal in result.refusals} - ONLY_A_NUMBER


@pytest.mark.parametrize(
    ("definition", "counts"),
    [
        ("Children with a named social worker, of children in care", WhoIsCounted.CHILDREN),
        ("Young people who left care", WhoIsCounted.CHILDREN),
        ("Parents who were met before the birth", WhoIsCounted.CHILDREN),
        ("Practitioners who work with children", WhoIsCounted.STAFF),
        ("Social workers whose children were visited", WhoIsCounted.STAFF),
        ("Plans for babies judged good", WhoIsCounted.OTHER),
        ("Visits to children made in time", WhoIsCounted.OTHER),
        ("Children's homes that were visited", WhoIsCounted.OTHER),
        ("Pounds spent", WhoIsCounted.OTHER),
        ("Something that no list knows", WhoIsCounted.OTHER),
    ],
)
def test_the_first_word_of_what_is_counted_decides_whom_it_counts(definition, counts):
    figure = stated(20, 40, definition, text="20 of 40")

    assert whom(figure, line(figure, "It was so for 20 of 40."), NUMBERS) is counts


def test_what_somebody_said_goes_before_the_words_and_a_sample_is_a_sample():
    figure = stated(20, 40, "Children seen", text="20 of 40")
    said = replace(figure, stated=replace(figure.stated, counts=WhoIsCounted.OTHER))
    sample = replace(figure, stated=replace(figure.stated, kind=CountKind.RANDOM_SAMPLE))
    sentence = line(figure, "It was so for 20 of 40.")

    assert whom(said, sentence, NUMBERS) is WhoIsCounted.OTHER
    assert whom(sample, sentence, NUMBERS) is WhoIsCounted.SAMPLE


def test_what_stands_behind_the_figure_says_it_where_the_definition_does_not():
    figure = stated(20, 40, "Those seen", text="20 of 40")

    assert whom(figure, line(figure, "We saw 20 of 40 children."), NUMBERS) is WhoIsCounted.CHILDREN


def test_a_figure_out_of_an_audit_of_the_sentence_is_a_sample():
    figure = stated(3, 8, "Children whose words stand in the file", text="3 of 8")
    audited = replace(figure, stated=replace(figure.stated, source=factory.audit("E1").title))
    sentence = replace(line(audited, "It was so in 3 of 8."), basis=(factory.audit("E1", factory.HEALTH),))

    assert whom(audited, sentence, NUMBERS) is WhoIsCounted.SAMPLE
    assert codes(factory.edition(sentence)) == set()
    assert "small.too_few" in codes(factory.edition(line(figure, "It was so in 3 of 8.")))


@pytest.mark.parametrize(
    ("definition", "text"),
    [("Posts that are vacant", "3 of 41"), ("Meetings that were held", "2 of 4"), ("Workers in post", "38 of 40")],
)
def test_counts_of_staff_and_of_things_are_exact(definition, text):
    n, of = (int(word) for word in text.split(" of "))
    figure = replace(stated(n, of, definition, text=text), denominator=of)

    assert codes(factory.edition(line(figure, f"It was so for {text}."))) == set()


@pytest.mark.parametrize(
    ("number", "told"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (412, 410), (413, 415)]
)
def test_numbers_are_rounded_to_the_nearest_five(number, told):
    assert rounded(number, to=5) == told


def test_the_cure_says_the_words_to_write():
    assert as_released(412, 468, to=5, with_percent=True) == "about 410 of 470 (87%)"
    assert as_released(412, 468, to=5) == "about 410 of 470"
    assert as_released(412, 412, to=5) == "all of about 410"


def test_whatever_the_numbers_the_words_of_the_cure_are_taken():
    chance = random.Random(9)
    for _ in range(150):
        of = chance.randint(20, 2000)
        n = chance.randint(8, of - 8)
        words = as_released(n, of, to=5)
        about, whole = words.split(" of ")
        figure = replace(
            stated(n, of, "Children who were seen", text=words),
            value=about.removeprefix("about "),
            denominator=int(whole),
        )

        assert codes(factory.edition(line(figure, f"Workers saw {words}."))) == set(), words


def measured(n: int, of: int, group: str, number: int) -> Line:
    tied = factory.figure(n, of, group=group, measure_id="children-seen")
    wording = f"Workers saw about {rounded(n, to=5)} of {rounded(of, to=5)}."
    made = LineFigure(
        number=f"F{number}",
        text=f"about {rounded(n, to=5)} of {rounded(of, to=5)}",
        value=str(rounded(n, to=5)),
        unit="count",
        denominator=rounded(of, to=5),
        comparator="~",
        measured=MeasuredFigure(ref=f"figure-{number}", definition="Children who were seen", figure=tied),
    )
    basis = (factory.audit(f"E{number}", factory.HEALTH),)
    return replace(line(made, wording), number=number, anchor=f"s{number}", basis=basis)


def test_a_whole_that_leaves_three_children_beside_its_group_is_refused():
    few = factory.edition(measured(100, 150, TOTAL, 1), measured(97, 120, factory.COUNCIL, 2))
    many = factory.edition(measured(100, 150, TOTAL, 1), measured(60, 90, factory.COUNCIL, 2))

    assert "small.by_difference" in codes(few)
    assert codes(many) == set()


def test_a_whole_that_leaves_three_children_beside_both_its_groups_is_refused():
    groups = (measured(60, 90, factory.COUNCIL, 2), measured(37, 50, factory.OTHER_COUNCIL, 3))

    assert "small.by_difference" in codes(factory.edition(measured(100, 150, TOTAL, 1), *groups))
    assert codes(factory.edition(measured(120, 190, TOTAL, 1), *groups)) == set()


def test_a_group_released_now_is_taken_from_a_whole_released_before():
    before = factory.edition(measured(100, 150, TOTAL, 1), number=1)

    assert "small.by_difference" in codes(factory.edition(measured(97, 120, factory.COUNCIL, 1)), before)
    assert codes(factory.edition(measured(60, 90, factory.COUNCIL, 1)), before) == set()


def test_counts_on_two_days_are_of_others_and_may_be_near():
    def on(day: date, n: int) -> Line:
        figure = stated(n, 461, "Children in care with an officer", text=f"about {rounded(n, to=5)}")
        return line(replace(figure, stated=replace(figure.stated, as_at_date=day)), f"It was so for {figure.text}.")

    before = factory.edition(on(date(2026, 3, 31), 411), number=1)

    assert codes(factory.edition(on(date(2026, 6, 30), 414)), before) == set()
    assert "small.by_difference" in codes(factory.edition(on(date(2026, 3, 31), 414)), before)


def test_a_partnership_that_shows_exact_numbers_of_children_is_not_asked_to_round():
    figure = replace(stated(412, 468, "Children seen", text="412 of 468"), denominator=468)
    content = factory.edition(line(figure, "Children were visited: 412 of 468."))
    rule = next(rule for rule in NUMBERS.rules if rule.counts is WhoIsCounted.CHILDREN)
    exact = NUMBERS.model_copy(update={"rules": (rule.model_copy(update={"round_to": 1}), *NUMBERS.rules[1:])})
    own = replace(rules_of(load(), on=factory.TODAY), numbers=exact)

    result = judge(content, sources={}, recomputed={}, today=factory.TODAY, wording_rules=RULES, own_rules=own)

    assert codes(content) == {"small.not_rounded"}
    assert result.passes


def test_readers_inside_see_every_number():
    assert NUMBERS.rule(WhoIsCounted.CHILDREN, Reader.INSIDE).fewest == 0
    assert NUMBERS.rule(WhoIsCounted.STAFF, Reader.INSIDE).round_to == 1
