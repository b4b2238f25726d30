"""One number for one thing: what two pages say of the same is counted in one place."""

from datetime import timedelta

import pytest

from lineofsight.desk.home.overview import overview
from lineofsight.desk.home.pages import home_of
from lineofsight.desk.my_work.queries import work_of
from lineofsight.desk.sight.child import child_seen
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions.editions import ask_to_sign
from lineofsight.publication.gate.refusal import Refusal
from lineofsight.publication.signing import signing, to_sign, unsigned
from lineofsight.web.summaries.gate_cards import refused_in_words
from tests.factories import rows
from tests.factories.partnership import TODAY, acting
from tests.web.conftest import no_second_step, own_folders
from tests.web.pages import words_of
from tests.web.sight.conftest import bodies, browser, clock, council

pytestmark = pytest.mark.django_db
__all__ = ["bodies", "browser", "clock", "council", "no_second_step", "own_folders"]


def refusal(code: str, number: int) -> Refusal:
    return Refusal(code=code, place=f"Sentence {number}", sentence="s", reason="r", cure="c", link="/")


def test_the_check_says_how_many_sentences_wait_for_a_signature_alone():
    told = [refusal("signed.missing", 1), refusal("small.too_few", 1), refusal("signed.missing", 2)]

    assert refused_in_words(told, 5) == ("2 of 5 sentences cannot be printed yet: 1 as they stand, 1 unsigned.")
    assert refused_in_words(told[2:], 5) == "1 of 5 sentences cannot be printed yet: 1 unsigned."
    assert refused_in_words([], 5) == ""


def test_nobody_is_asked_to_sign_what_the_check_wants_no_signature_for(bodies):
    review = rows.review(bodies.hub)
    rows.statement(review, bodies.hub, Audience.PARTNERSHIP, kind=SentenceKind.CONTEXT)
    rows.statement(review, bodies.hub, Audience.PARTNERSHIP, text="Every plan is read.")
    edition, unit = (
        rows.edition(review, bodies.hub, signing_asked_date=TODAY),
        acting(Role.BUSINESS_MANAGER, bodies.hub),
    )

    assert len(to_sign(edition, unit)) == 1
    assert unsigned([edition], unit) == {edition.pk: 1}
    assert [one.of for one in signing(edition, unit)] == [1]


def test_nothing_waits_to_be_signed_until_the_unit_asks(bodies):
    review = rows.review(bodies.hub)
    rows.statement(review, bodies.council, Audience.PARTNERSHIP)
    edition = rows.edition(review, bodies.hub)
    unit, lead = acting(Role.BUSINESS_MANAGER, bodies.hub), acting(Role.SAFEGUARDING_LEAD, bodies.council)
    before = [one.kind for one in work_of(lead).waiting]

    ask_to_sign(edition=edition, by=unit)

    assert "sign" not in before
    assert "sign" in [one.kind for one in work_of(lead).waiting]
    with pytest.raises(WrongState):
        ask_to_sign(edition=edition, by=unit)


def test_both_pages_of_a_director_count_an_opinion_that_has_lapsed(bodies):
    review = rows.review(bodies.hub)
    for text in ("Most plans are read.", "Some plans are read."):
        said = rows.statement(review, bodies.council, Audience.HUB, text=text)
        rows.behind(said, rows.evidence(review, bodies.council, Audience.PARTNERSHIP, state="accepted"))
    # Its basis was another then.
    rows.opinion(said, bodies.health, basis_sha="0" * 64)
    leader = acting(Role.LEADER, bodies.council)

    with scope(leader, writes=True):
        above = next(one for one in overview(leader).lists if one.id == "unchecked")
        first = next(one for one in home_of(leader).sections if one.title == "Nobody outside has checked")

    assert len(above.lines) == first.count == 2
    assert {line.note for line in above.lines} == {"Not yet looked at.", "The opinion has lapsed: its basis changed."}


def test_what_is_not_known_and_has_no_day_is_said_beside_a_line_and_in_a_lede(bodies, council, browser):
    child = council.child(visits=[TODAY - timedelta(days=10)], placement="", born=None)
    lead = acting(Role.SAFEGUARDING_LEAD, bodies.council)

    with scope(lead, writes=False):
        seen = child_seen(lead, child.shown, today=TODAY)

    without = sum(line.day is None and line.mark == "not_known" for line in seen.lines)
    assert without > 0
    assert f"{without} more {'is' if without == 1 else 'are'} not known" in seen.told
    page = words_of(browser(Role.LEADER, "council").get("/sight/shares?family=cla-visit").content.decode())
    of_row = page.split(" not known, in neither number")[0].split()[-1]
    assert f", {of_row} not known." in page
