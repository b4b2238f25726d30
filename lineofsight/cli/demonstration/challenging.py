"""The part of the story in which the scrutineer doubts two sentences, and one agency has answered."""

from lineofsight.assurance import queries
from lineofsight.assurance.actions.challenges import challenge_statement
from lineofsight.assurance.actions.questions import answer_question
from lineofsight.cli.demonstration.telling import Telling
from lineofsight.partnership.rules import Role


def tell(told: Telling) -> None:
    """Each challenge of the story on its day, and the answer on its own."""
    for facts in told.story["challenged"]:
        with told.acting(Role.SCRUTINEER, facts["back"]) as scrutineer:
            statement = told.statement(scrutineer, facts["sentence"])
            made = challenge_statement(
                statement=queries.find_statement(scrutineer, statement.ref),
                asks=facts["asks"],
                seen_basis="",
                by=scrutineer,
            )
        if answer := facts.get("answer"):
            with told.acting(Role.SAFEGUARDING_LEAD, answer["back"], made.agency.code) as lead:
                answer_question(question=made, answer=answer["says"], expected=1, by=lead)
