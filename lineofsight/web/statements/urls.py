"""Addresses of a statement and of what is done to it."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.statements import opining, taking_away, views

ROUTES = [
    route("statements/<statement:ref>", views.show_statement, may=Act.STATEMENT_READ, name="statement"),
    route(
        "statements/<statement:ref>/change",
        views.change_statement,
        may=Act.STATEMENT_EDIT,
        name="change_statement",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/speaker",
        views.settle_speaker,
        may=Act.REVIEW_IMPORT,
        name="settle_speaker",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/evidence",
        views.attach_evidence,
        may=Act.EVIDENCE_ATTACH,
        name="attach_evidence",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/evidence/away",
        taking_away.take_evidence_away,
        may=Act.EVIDENCE_ATTACH,
        name="take_evidence_away",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/opinion",
        views.give_opinion,
        may=Act.OPINION_GIVE,
        name="give_opinion",
        methods=FORM,
    ),
    route(
        "reviews/<review:ref>/opinions",
        opining.give_each_opinion,
        may=Act.OPINION_GIVE,
        name="give_each_opinion",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/answers",
        views.say_answers,
        may=Act.RECOMMENDATION_WRITE,
        name="say_answers",
        methods=FORM,
    ),
    route(
        "actions/<action:ref>/evidence",
        views.attach_to_action,
        may=Act.EVIDENCE_ATTACH,
        name="attach_to_action",
        methods=FORM,
    ),
    route(
        "actions/<action:ref>/evidence/away",
        taking_away.take_from_action,
        may=Act.EVIDENCE_ATTACH,
        name="take_from_action",
        methods=FORM,
    ),
]
