"""What a sentence says became of recommendations and actions is compared with the records that the edition holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lineofsight.library.scales import DeliveryWord, PublicWord
from lineofsight.library.shelf import load
from lineofsight.publication.content.edition import wording_sha
from lineofsight.publication.content.promised import Acted, Answer, Recommended
from lineofsight.publication.gate.checks.chain import CHECK
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.own_rules import rules_of
from tests.publication.pure import factory

OWN = rules_of(load(), on=factory.TODAY)
DUE, AHEAD = date(2026, 3, 31), date(2026, 12, 31)
EARLY, LATER = DUE - timedelta(days=9), DUE + timedelta(days=9)


def asked(number: int, agency: str, public: PublicWord, answer: Answer, text: str, **facts: object) -> Recommended:
    given = {"due_date": DUE, "answered_date": EARLY} | facts
    return Recommended(ref=f"r{number}", number=number, agency=agency, public=public, answer=answer, text=text, **given)


P, A, D = PublicWord, Answer, DeliveryWord
ASKED = (
    asked(1, factory.COUNCIL, P.IMPLEMENTED, A.ACCEPTED, "Every visit that is due should be made.", done_date=EARLY),
    asked(2, factory.COUNCIL, P.IMPLEMENTED, A.ACCEPTED, "Managers should read plans each month.", done_date=LATER),
    asked(3, factory.COUNCIL, P.NOT_YET_DUE, A.ACCEPTED, "The panel should meet with health.", due_date=AHEAD),
    asked(4, factory.HEALTH, P.PARTLY_IMPLEMENTED, A.IN_PART, "Midwives should be told of plans before birth."),
    asked(5, factory.HEALTH, P.REJECTED, A.DECLINED, "A nurse should sit in each office."),
    asked(6, factory.PROBATION, P.NOT_RESPONDED, A.NONE, "Officers should ask who lives in the home."),
    asked(7, factory.PROBATION, P.NOT_YET_DUE, A.REPLACED, "Officers should ask who is at home.", replaced_by=6),
)  # fmt: skip


def acted(number: int, agency: str, delivery: DeliveryWord, **facts: object) -> Acted:
    given = {"due_date": DUE, "first_due_date": DUE} | facts
    return Acted(number=number, agency=agency, delivery=delivery, **given)  # type: ignore[arg-type]


ACTED = (
    acted(1, factory.COUNCIL, D.VERIFIED, done_date=EARLY),
    acted(2, factory.COUNCIL, D.REPORTED_COMPLETE, done_date=LATER),
    acted(3, factory.HEALTH, D.STARTED, is_late=True),
    acted(4, factory.HEALTH, D.AGREED, due_date=AHEAD),
    acted(5, factory.PROBATION, D.CANCELLED),
)


def found(wording: str, *, agency: str = factory.COUNCIL, told_in: tuple[int, ...] = (), rows=ASKED, acts=ACTED):
    """What the check says of one sentence. told_in: the recommendations that it answers."""
    rows = tuple(replace(row, told_in=(1,)) if row.number in told_in else row for row in rows)
    line = replace(
        factory.line("said"), number=1, wording=wording, wording_sha=wording_sha(wording), agency=agency, quotations=()
    )
    content = replace(factory.edition(line), recommendations=rows, actions=acts)
    line = content.lines()[0]
    given = Given(content=content, sources={}, recomputed={}, today=factory.TODAY, wording_rules=(), own_rules=OWN)
    return [one.reason for one in CHECK.find(line, given)] if CHECK.applies(line, given) else []


LIES = (
    "All four recommendations are implemented.",
    "All six recommendations are implemented.",
    "All recommendations have now been implemented.",
    "All of the review’s recommendations have been carried out.",
    "Every recommendation of the review has been met.",
    "The recommendations have been implemented.",
    "The six recommendations of the review are complete.",
    "We have implemented all six recommendations.",
    "The council has implemented all of its recommendations.",
    "All the recommendations to the council are done.",
    "Three of the six recommendations have been implemented.",
    "Five of six recommendations have been completed.",
    "Most recommendations have been implemented.",
    "Nearly all recommendations are in place.",
    "Half of the recommendations were implemented on time.",
    "One of the six recommendations is still open.",
    "Of the recommendations, two of the six are still open.",
    "Recommendations were accepted by partners. All six are done.",
    "The review made six recommendations. One is still open.",
    "The review made six recommendations and we accepted all.",
    "The review made six recommendations. Partners accepted all of them.",
    "All recommendations were accepted.",
    "Five recommendations were accepted in full.",
    "No recommendation was declined.",
    "None of the recommendations is late.",
    "Each agency has answered every recommendation.",
    "All six recommendations have been answered.",
    "The review made five recommendations.",
    "The report set out eight recommendations.",
    "The recommendation to Fernley Community Health NHS Trust has been implemented.",
    "The recommendation that midwives are told of plans has been implemented.",
    "Recommendation 3 has been implemented.",
    "Every action was finished on time.",
    "All actions were completed by their day.",
    "All actions are complete.",
    "No action is late.",
    "The actions were all completed.",
    "None of the actions is outstanding.",
    "Three of the four actions are done.",
    "We finished all four actions.",
    "All but one recommendation have been implemented.",
    "The recommendations were implemented by their due dates.",
    "Not one recommendation is overdue.",
    "There were six recommendations; all have been delivered.",
    "The partnership has delivered on all six of its recommendations.",
    "All the recommendations made by the review have since been acted upon and implemented.",
    "Agencies have completed every recommendation.",
    "Four of the six recommendations are now complete, and two remain open.",
    "Each of the six recommendations has been put into practice.",
    "Only one of the six recommendations remains outstanding.",
    "There are no outstanding recommendations.",
    "No recommendations are outstanding.",
    "All recommendations have been fully implemented.",
    "The partners accepted the six recommendations in full.",
    "The partnership accepted every recommendation.",
    "Every one of the recommendations has been implemented.",
    "Of the six recommendations, five have been implemented.",
    "Of six recommendations, all are done.",
    "All agencies accepted the recommendations.",
    "We have met every recommendation made to us.",
    "The majority of recommendations have been implemented.",
    "All six recommendations were accepted, and five have been completed.",
    "Nothing is left open: every action is complete.",
    "All of the actions set by the review were completed within their deadlines.",
    "No actions are overdue.",
    "There are no overdue actions.",
)
TRUTHS = (
    "Two of the six recommendations have been implemented.",
    "Two of six recommendations are implemented, and three are still open.",
    "A third of what was asked is done.",
    "Some recommendations have been implemented.",
    "Four of the recommendations have not been implemented.",
    "Not all recommendations have been implemented.",
    "The review made six recommendations. Three are still open.",
    "The review made seven recommendations, of which one was replaced.",
    "The review made six recommendations. Four have been accepted.",
    "Most recommendations were accepted.",
    "The council accepted all its recommendations.",
    "We accepted all of the recommendations to us.",
    "All three recommendations to Fernley County Council have been accepted.",
    "Three recommendations were accepted in full, and one in part.",
    "One recommendation was declined.",
    "One recommendation has not been answered.",
    "Recommendation 1 has been implemented.",
    "The recommendation on visits that are due has been implemented.",
    "The recommendation to Fernley County Council that managers read plans has been implemented.",
    "We have implemented two recommendations.",
    "Two of our three recommendations have been implemented.",
    "All recommendations will be implemented by the spring.",
    "We aim for all recommendations to be implemented.",
    "It was not known whether all recommendations had been implemented.",
    "All recommendations of the audit have been implemented.",
    "The inspectors made four recommendations, and all have been met.",
    "All recommendations have been implemented or are under way.",
    "The recommendations are being carried out.",
    "Work on all recommendations has begun.",
    "Two of the four actions are finished.",
    "Half of the actions are complete.",
    "One action is late.",
    "One of the four actions was finished on time.",
    "Two actions are still open.",
    "All actions of the council are complete.",
    "The action plan is complete.",
    "Actions are agreed in supervision, and actions are closed within a month.",
    "Actions from supervision are completed on time.",
    "Staff took action when visits were late.",
    "Managers told teams what they found in all cases.",
    "The council acts on what parents say; all of them are asked.",
    "All but four recommendations have been implemented.",
    "The review made three recommendations to the council. We accepted all.",
    "At least two recommendations have been implemented.",
    "More than half of the recommendations have been accepted.",
    "Four of the six recommendations were accepted.",
    "One of the six recommendations was declined.",
    "The council has completed two of its three recommendations, and the third is under way.",
    "Two recommendations are complete; four are not.",
    "Of the six recommendations, two have been implemented.",
    "Of six recommendations, two are done and one was declined.",
    "Recommendations 1 and 2 have been implemented.",
    "The recommendation about visits is done, and that about the panel is not.",
    "Nobody has said that all recommendations are implemented.",
    "Only two of the six recommendations have been implemented.",
    "The council accepted the recommendation that managers read plans each month.",
    "Health declined the recommendation that a nurse sits in each office.",
    "The trust has not implemented its recommendation on midwives.",
    "One action is overdue, and two are complete.",
    "The council completed both of its actions, one of them late.",
    "Managers check that actions are completed.",
    "Managers make sure that all actions are completed on time.",
    "Every supervision ends with actions, and all of them are completed or moved.",
    "The panel reads whether actions were completed.",
    "All three recommendations to the council were accepted.",
    "The first recommendation has been implemented.",
    "Two recommendations are implemented, one of them after its day.",
    "There are two open actions.",
    "One of the four actions is late.",
)


@pytest.mark.parametrize("wording", LIES)
def test_what_the_records_do_not_say_is_refused(wording: str) -> None:
    assert found(wording)


@pytest.mark.parametrize("wording", TRUTHS)
def test_what_the_records_say_passes(wording: str) -> None:
    assert found(wording) == []


@pytest.mark.parametrize("wording", LIES)
def test_control_without_records_nothing_is_compared(wording: str) -> None:
    assert found(wording, rows=(), acts=()) == []


ALL_DONE = tuple(
    asked(number, factory.COUNCIL, P.IMPLEMENTED, A.ACCEPTED, f"Do {number}.", done_date=EARLY)
    for number in (1, 2, 3, 4)
)


@pytest.mark.parametrize(
    "wording",
    [
        "All four recommendations are implemented.",
        "All recommendations were implemented on time.",
        "We accepted all recommendations in full.",
        "None of the recommendations is still open.",
        "Nearly all recommendations have been implemented.",
        "Every action was finished on time.",
        "No recommendation was declined, and none is late.",
    ],
)
def test_what_is_whole_may_be_told_as_whole(wording: str) -> None:
    assert found(wording, rows=ALL_DONE, acts=ACTED[:1]) == []


def test_a_line_that_answers_two_may_speak_of_both() -> None:
    assert found("Both recommendations have been implemented.", told_in=(1, 2)) == []
    assert found("Both recommendations have been implemented.", told_in=(1, 3))


def test_the_reason_says_what_the_records_say() -> None:
    (reason,) = found("All four recommendations are implemented.")

    assert reason == (
        "«All four recommendations are implemented»: by the records of the review as at 30 June 2026, 2 of 6"
        " recommendations are done: 1 and 2."
    )
