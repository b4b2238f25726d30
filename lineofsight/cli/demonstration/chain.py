"""The part of the story that tells what was asked for and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from lineofsight.assurance.actions import chain, days, due_days, evidence, moving, opinions, reviews, updates
from lineofsight.assurance.actions.chain import Asks
from lineofsight.assurance.actions.opinions import View
from lineofsight.assurance.queries import chain as queries
from lineofsight.assurance.queries import find_evidence
from lineofsight.assurance.rules import EvidenceState, ReviewKind
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.cli.demonstration.evidence import offer_of
from lineofsight.library.clock import ReviewMoment
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.rules import Role


def tell(told: Any) -> None:
    """Findings, recommendations, their answers, actions, updates, more time and opinions, each on its day."""
    facts = told.story["chain"]
    _earlier(told, facts["earlier"])
    with told.acting(Role.BUSINESS_MANAGER, told.story["review"]["imported"]) as unit:
        findings = [
            chain.add_finding(review=told.review, text=one["text"], source_place=one["place"], by=unit)
            for one in facts["findings"]
        ]
    for one in facts["recommendations"]:
        _recommendation(told, one, findings)
    _days(told)


def _days(told: Any) -> None:
    with told.acting(Role.BUSINESS_MANAGER, told.story["review"]["imported"] - 1) as unit:
        for one in told.story["days"]:
            day = told.day_or_none(one.get("day"))
            days.say_day(review=told.review, what=ReviewMoment(one["what"]), day=day, note=one["note"], by=unit)


def _sentences(told: Any, recommendation: Any, begins: Sequence[str]) -> None:
    """The unit says which sentences of the Summary answer a recommendation."""
    for one in begins:
        with told.acting(Role.BUSINESS_MANAGER, told.story["chain"]["ties"]) as unit:
            row = queries.recommendation_alone(unit, recommendation.ref) or recommendation
            chain.say_what_it_answers(statement=told.statement(unit, one), recommendations=[row], by=unit)


def _evidence(told: Any, action: Any, code: str, facts: Mapping[str, Any]) -> None:
    """Evidence in the middle of the chain: behind an action."""
    with told.acting(Role.SAFEGUARDING_LEAD, facts["day"], code) as lead:
        row = queries.action_alone(lead, action.ref) or action
        offered = evidence.offer_evidence(
            review=told.review, offer=offer_of(told, facts), statements=[], actions=[row], by=lead
        )
    if "accepted" in facts:
        with told.acting(Role.BUSINESS_MANAGER, facts["accepted"]) as unit:
            evidence.move_evidence(
                evidence=find_evidence(unit, offered.ref) or offered,
                target=EvidenceState.ACCEPTED,
                expected_version=offered.version,
                by=unit,
            )


def _earlier(told: Any, facts: Mapping[str, Any]) -> None:
    asked = facts["recommendation"]
    with told.acting(Role.BUSINESS_MANAGER, facts["opened"]) as unit:
        review = reviews.open_review(
            name=facts["name"],
            kind=ReviewKind.RAPID_REVIEW,
            completed_date=told.day(facts["opened"]),
            by=unit,
        )
        row = chain.draft_recommendation(
            review=review,
            lead=agency_by_code(asked["lead"]),
            asks=Asks(title=asked["title"], text=asked["text"], owner_role=asked["role"]),
            findings=(),
            by=unit,
        )
    _answer(told, row, {**asked, "answer": "accepted"}, asked["answered"])


def _answer(told: Any, row: Any, facts: Mapping[str, Any], day: int) -> None:
    with told.acting(Role.SAFEGUARDING_LEAD, day, facts["lead"]) as lead:
        moving.answer_recommendation(
            recommendation=queries.recommendation_alone(lead, row.ref) or row,
            answer=RecommendationState(facts["answer"]),
            reason=facts.get("reason", ""),
            public_wording=facts.get("public", ""),
            expected_move=1,
            by=lead,
        )


def _recommendation(told: Any, facts: Mapping[str, Any], findings: list[Any]) -> None:
    day = facts["day"]
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        row = chain.draft_recommendation(
            review=told.review,
            lead=agency_by_code(facts["lead"]),
            asks=Asks(
                title=facts["title"],
                text=facts["text"],
                owner_role=facts["role"],
                due_date=told.day_or_none(facts.get("due")),
                respond_by_date=told.day_or_none(facts.get("respond")),
                measure=facts.get("measure", ""),
            ),
            findings=[findings[number - 1] for number in facts["findings"]],
            by=unit,
        )
    if "answer" not in facts:
        return
    _answer(told, row, facts, day - 4)
    for one in facts.get("actions", ()):
        _action(told, row, facts["lead"], one, day - 10)
    _sentences(told, row, facts.get("sentences", ()))
    if "evidenced" in facts:
        move(told, row, Role.SAFEGUARDING_LEAD, facts["implemented"], facts["lead"], RecommendationState.IMPLEMENTED)
        move(told, row, Role.BUSINESS_MANAGER, facts["evidenced"], "", RecommendationState.EVIDENCED)
    if "opinion" in facts:
        said = facts["opinion"]
        with told.acting(Role.SCRUTINEER, said["day"]) as scrutineer:
            opinions.give_opinion_on(
                recommendation=queries.recommendation_alone(scrutineer, row.ref) or row,
                view=View(level=OpinionWord(said["level"]), know=said["know"], how=said["how"], next_step=said["next"]),
                seen_basis="",
                by=scrutineer,
            )
    if "closed" in facts:
        move(told, row, Role.SCRUTINEER, facts["assured"], "", RecommendationState.ASSURED)
        move(told, row, Role.EXECUTIVE, facts["closed"], "police", RecommendationState.CLOSED)


def move(told: Any, row: Any, role: Role, day: int, agency: str, target: Any) -> None:
    """Somebody in a role moves a recommendation or an action on."""
    with told.acting(role, day, agency) as actor:
        if isinstance(target, ActionState):
            found = queries.action_alone(actor, row.ref)
            number = queries.last_move(found).number if found else 0
            moving.move_action(action=found or row, target=target, expected_move=number, by=actor)
        else:
            seen = queries.recommendation_alone(actor, row.ref)
            number = queries.last_move(seen).number if seen else 0
            moving.move_recommendation(recommendation=seen or row, target=target, expected_move=number, by=actor)


def _action(told: Any, recommendation: Any, code: str, facts: Mapping[str, Any], day: int) -> None:
    with told.acting(Role.CONTRIBUTOR, day, code) as contributor:
        action = chain.add_action(
            recommendations=[queries.recommendation_alone(contributor, recommendation.ref) or recommendation],
            lead=agency_by_code(code),
            title=facts["title"],
            due_date=told.day(facts["due"]),
            outcome=facts["outcome"],
            owner_role=facts["role"],
            by=contributor,
        )
    move(told, action, Role.SAFEGUARDING_LEAD, day - 1, code, ActionState.AGREED)
    move(told, action, Role.CONTRIBUTOR, day - 2, code, ActionState.STARTED)
    move(told, recommendation, Role.BUSINESS_MANAGER, day - 2, "", RecommendationState.PLANNED)
    move(told, recommendation, Role.CONTRIBUTOR, day - 3, code, RecommendationState.IN_PROGRESS)
    if "update" in facts:
        tell_update(told, action, code, facts["update"])
    if "done" in facts:
        tell_done(told, action, code, facts["done"])
    if "evidence" in facts:
        _evidence(told, action, code, facts["evidence"])
    if "time" in facts:
        asked = facts["time"]
        with told.acting(Role.CONTRIBUTOR, asked["day"], code) as contributor:
            change = due_days.ask_for_time(
                action=queries.action_alone(contributor, action.ref) or action,
                new_date=told.day(asked["to"]),
                reason=asked["reason"],
                by=contributor,
            )
        with told.acting(Role.BUSINESS_MANAGER, asked["given"]) as unit:
            due_days.decide_time(change=change, is_granted=True, reason="", by=unit)


def tell_done(told: Any, action: Any, code: str, facts: Mapping[str, Any]) -> None:
    """The agency reports an action complete, and the unit has seen that it is."""
    move(told, action, Role.CONTRIBUTOR, facts["reported"], code, ActionState.REPORTED_COMPLETE)
    move(told, action, Role.BUSINESS_MANAGER, facts["verified"], "", ActionState.VERIFIED)


def tell_update(told: Any, action: Any, code: str, facts: Mapping[str, Any]) -> None:
    """The lead of an agency says how far an action is; the unit may accept it."""
    with told.acting(Role.SAFEGUARDING_LEAD, facts["day"], code) as lead:
        update = updates.write_update(
            action=action, text=facts["text"], as_at_date=told.day(facts["day"]), is_unchanged=False, by=lead
        )
        updates.submit_update(update=update, expected_version=update.version, by=lead)
    if "accepted" in facts:
        with told.acting(Role.BUSINESS_MANAGER, facts["accepted"]) as unit:
            updates.accept_update(update=update, expected_version=update.version, by=unit)
