"""Words that claim something are found where the writer says them, and nowhere else."""

from lineofsight.library.kinds import WordingRule
from lineofsight.library.shelf import load
from lineofsight.library.wording import claims_in

RULES = [load().newest(WordingRule, id) for id in sorted(load().ids("wording"))]


def found(sentence: str) -> list[str]:
    return [claim.word for claim in claims_in(sentence, RULES)]


def test_a_plain_sentence_claims_nothing():
    assert found("The council made a toolkit for plans in May 2025; 12 of 40 teams used it.") == []


def test_a_claim_knows_where_it_stands_and_how_it_is_written():
    sentence = "It Has  Improved since May."
    (claim,) = claims_in(sentence, RULES)

    assert (claim.rule_id, claim.word) == ("claims-of-better-practice", "has improved")
    assert sentence[claim.start : claim.end] == "Has  Improved"


def test_claims_of_several_rules_come_in_reading_order():
    assert found("All plans are robust and have improved.") == ["all", "robust", "have improved"]


def test_each_kind_of_quotation_mark_keeps_somebody_elses_words_apart():
    assert found("They wrote: “all is robust”.") == []
    assert found('They wrote: "all is robust".') == []
    assert found("They wrote: «all is robust».") == []
    assert found("They wrote that all is robust.") == ["all", "robust"]


def test_an_apostrophe_is_no_quotation_mark():
    assert found("The council's plans are robust and the trust's are not.") == ["robust"]


def test_one_word_that_is_passed_over_does_not_hide_another():
    assert found("Not all teams met, but all managers did.") == ["all"]
