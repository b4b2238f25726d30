"""The addresses of the chain: findings, recommendations, actions, updates and days."""

from lineofsight.partnership.rules import Act
from lineofsight.web.chain import action_list, behalf, overview, recommendations
from lineofsight.web.chain import actions as chain_actions
from lineofsight.web.route import FORM, route

ROUTES = [
    route("actions", action_list.show_actions, may=Act.RECOMMENDATION_READ, name="actions"),
    route("actions.csv", action_list.take_csv, may=Act.RECOMMENDATION_READ, name="actions_csv"),
    route("actions.xlsx", action_list.take_xlsx, may=Act.RECOMMENDATION_READ, name="actions_xlsx"),
    route("without-an-owner", overview.without_an_owner, may=Act.RECOMMENDATION_READ, name="without_an_owner"),
    route(
        "without-an-owner/pass-on",
        overview.pass_on,
        may=Act.RECOMMENDATION_WRITE,
        name="pass_on",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>",
        recommendations.show_recommendation,
        may=Act.RECOMMENDATION_READ,
        name="recommendation",
    ),
    route(
        "recommendations/<recommendation:ref>/alike",
        recommendations.say_alike,
        may=Act.LIKENESS_SAY,
        name="say_alike",
        methods="POST",
    ),
    route("actions/<action:ref>", chain_actions.show_action, may=Act.RECOMMENDATION_READ, name="action"),
    route(
        "reviews/<review:ref>/findings/new",
        recommendations.add_finding,
        may=Act.RECOMMENDATION_WRITE,
        name="add_finding",
        methods=FORM,
    ),
    route(
        "reviews/<review:ref>/recommendations/new",
        recommendations.add_recommendation,
        may=Act.RECOMMENDATION_WRITE,
        name="add_recommendation",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>/change",
        recommendations.change_recommendation,
        may=Act.RECOMMENDATION_WRITE,
        name="change_recommendation",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>/respond",
        recommendations.answer_recommendation,
        may=Act.RECOMMENDATION_ANSWER,
        name="answer_recommendation",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>/on-behalf",
        behalf.record_on_behalf,
        may=Act.CHAIN_BEHALF,
        name="recommendation_on_behalf",
        methods=FORM,
    ),
    route(
        "actions/<action:ref>/on-behalf",
        behalf.record_on_behalf,
        may=Act.CHAIN_BEHALF,
        name="action_on_behalf",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>/move",
        recommendations.move_recommendation,
        may=Act.RECOMMENDATION_MOVE,
        name="move_recommendation",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>/opinion",
        recommendations.give_opinion_on,
        may=Act.OPINION_GIVE,
        name="give_opinion_on",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>/actions/new",
        recommendations.add_action,
        may=Act.ACTION_ADD,
        name="add_action",
        methods=FORM,
    ),
    route(
        "recommendations/<recommendation:ref>/owner",
        chain_actions.name_owner,
        may=Act.OWNER_NAME,
        name="recommendation_owner",
        methods=FORM,
    ),
    route(
        "actions/<action:ref>/update",
        chain_actions.write_update,
        may=Act.UPDATE_WRITE,
        name="write_update",
        methods=FORM,
    ),
    route(
        "actions/<action:ref>/move", chain_actions.move_action, may=Act.ACTION_MOVE, name="move_action", methods=FORM
    ),
    route(
        "actions/<action:ref>/more-time", chain_actions.ask_for_time, may=Act.DUE_ASK, name="ask_for_time", methods=FORM
    ),
    route(
        "actions/<action:ref>/owner", chain_actions.name_owner, may=Act.OWNER_NAME, name="action_owner", methods=FORM
    ),
    route(
        "updates/<update:ref>/judge",
        chain_actions.judge_update,
        may=Act.UPDATE_JUDGE,
        name="judge_update",
        methods=FORM,
    ),
    route(
        "actions/<action:ref>/more-time/decide",
        chain_actions.decide_time,
        may=Act.DUE_DECIDE,
        name="decide_time",
        methods=FORM,
    ),
]
