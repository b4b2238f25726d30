"""What the gate was asked before is not judged again, and whatever it is given otherwise is."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from lineofsight.library.kinds import WordingRule
from lineofsight.library.shelf import load
from lineofsight.publication import judging
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.names import known
from lineofsight.publication.gate.own_rules import rules_of
from tests.publication.pure.factory import TODAY, content, recomputed, sources


def given() -> Given:
    """The valid edition, put together anew each time, as a page does."""
    edition = content()
    return Given(
        content=edition,
        sources=sources(),
        recomputed=recomputed(edition),
        today=TODAY,
        wording_rules=load(None).entries(WordingRule, on=TODAY),
        own_rules=rules_of(load(None), on=TODAY),
    )


@pytest.fixture
def asked(monkeypatch):
    """How often the gate was really asked."""
    times = []
    judge = judging.judge_given
    monkeypatch.setattr(judging, "judge_given", lambda one: (times.append(one), judge(one))[1])
    monkeypatch.setattr(judging, "_kept", [])
    return times


def test_the_same_values_have_the_answer_that_they_had(asked):
    first = judging.judged(given())

    assert judging.judged(given()) == first
    assert len(asked) == 1


def without_the_last(values):
    return dict(list(values.items())[:-1])


CHANGES = {
    "content": lambda one: replace(one.content, title="Another title"),
    "sources": lambda one: dict.fromkeys(one.sources, "Another text."),
    "recomputed": lambda one: without_the_last(one.recomputed),
    "today": lambda one: one.today + timedelta(days=1),
    "wording_rules": lambda one: one.wording_rules[1:],
    "own_rules": lambda one: replace(one.own_rules, beside={}),
    "earlier": lambda one: (replace(one.content, number=0),),
    "names": lambda one: known(["Ann Marsh"], by="the council"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_another_value_of_anything_that_it_is_given_is_judged(asked, name):
    before = given()
    judging.judged(before)
    judging.judged(replace(before, **{name: CHANGES[name](before)}))

    assert len(asked) == 2


def test_nothing_that_it_is_given_is_left_out_above():
    assert {one.name for one in fields(Given) if one.compare} == set(CHANGES)


def test_another_answer_comes_of_another_content(asked):
    good = judging.judged(given())
    name = " ".join(content().lines()[0].wording.split()[:2])
    bad = judging.judged(replace(given(), names=known([name], by="the council")))

    assert good.passes
    assert not bad.passes
    assert judging.judged(given()).passes
