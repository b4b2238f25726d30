"""The part of the story in which the scrutineer asks to open an agency's files, and the agency answers."""

from typing import Any

from lineofsight.partnership.grant_actions import Sample, ask_for_grant, decide_grant
from lineofsight.partnership.grants import SampleKind
from lineofsight.partnership.rules import Role


def tell(told: Any) -> None:
    """Ask for leave, and give it where the story says when."""
    for facts in told.story["grants"]:
        with told.acting(Role.SCRUTINEER, facts["asked"]) as scrutineer:
            statement = told.statement(scrutineer, facts["behind"])
            asked = ask_for_grant(
                agency=statement.agency,
                purpose=facts["purpose"],
                sample=[Sample(SampleKind.STATEMENT, statement.ref)],
                days=facts["days"],
                by=scrutineer,
            )
        if "given" in facts:
            with told.acting(Role.SAFEGUARDING_LEAD, facts["given"], statement.agency.code) as lead:
                decide_grant(grant=asked, approve=True, expected_version=asked.version, by=lead)
