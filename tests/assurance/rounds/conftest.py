"""A partnership with things that can be asked about, and somebody in each role that matters here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from lineofsight.assurance.actions import answers, rounds
from lineofsight.assurance.queries import chain as chain_queries
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.assurance.rules.rounds import AnswerKind, Said
from lineofsight.partnership.rules import Role
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY, acting, partnership


class Bodies:
    """Who is there."""

    def __init__(self) -> None:
        self.of = partnership()
        self.unit = acting(Role.BUSINESS_MANAGER, self.of.hub)
        self.lead = acting(Role.SAFEGUARDING_LEAD, self.of.council)
        self.writer = acting(Role.CONTRIBUTOR, self.of.council)
        self.other = acting(Role.SAFEGUARDING_LEAD, self.of.health)
        self.scrutineer = acting(Role.SCRUTINEER, self.of.scrutiny)
        self.review = rows.review(self.of.hub)
        self.asked = chain_rows.recommendation(self.review, self.of.council, state=RecommendationState.ACCEPTED)
        self.theirs = chain_rows.recommendation(self.review, self.of.health, title="Ring before a birth")
        self.actions = [
            chain_rows.action(self.asked, self.of.council, state=ActionState.STARTED, title=title)
            for title in ("Send the list", "Train the managers")
        ]

    def opened(self, **facts):
        """A round in which everything is asked that is proposed."""
        proposed = [one.row for one in queries.can_be_asked(self.review, self.unit) if one.is_proposed]
        given = {"asked": proposed, "opens_date": TODAY, "due_date": TODAY + timedelta(days=14)} | facts
        return rounds.open_round(review=self.review, by=self.unit, **given)

    def items(self, collecting, by):
        """What somebody is asked in a round, in its order."""
        found = queries.find_round(by, collecting.ref)
        return [queries.find_item(by, item.ref) for share in found.shares.all() for item in share.items.all()]

    def answer(self, item, by, text="It goes out.", kind=AnswerKind.UPDATE, **facts):
        expected = facts.pop("expected", queries.item_now(item, by).number)
        return answers.give_answer(item=item, said=Said(kind, text), expected=expected, by=by, **facts)

    def action(self, row):
        return chain_queries.find_action(self.unit, row.ref)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def bodies(db) -> Bodies:
    return Bodies()


@pytest.fixture
def later() -> Callable:
    """The same person some days later."""
    return lambda actor, days: replace(actor, now=actor.now + timedelta(days=days))
