"""Addresses of the leaders' page and of the questions that they ask."""

from lineofsight.partnership.rules import Act
from lineofsight.web.overview import challenging, views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("overview", views.show_overview, may=Act.OVERVIEW_READ, name="overview"),
    route("overview/ask", views.ask, may=Act.QUESTION_ASK, name="ask_holder", methods=FORM),
    route("questions", views.list_questions, may=Act.QUESTION_READ, name="questions"),
    route("questions/<question:ref>", views.show_question, may=Act.QUESTION_READ, name="question"),
    route(
        "questions/<question:ref>/answer", views.answer, may=Act.QUESTION_ANSWER, name="answer_question", methods=FORM
    ),
    route(
        "questions/<question:ref>/close",
        challenging.close,
        may=Act.QUESTION_CLOSE,
        name="close_challenge",
        methods=FORM,
    ),
    route(
        "statements/<statement:ref>/challenge",
        challenging.challenge_sentence,
        may=Act.OPINION_CHALLENGE,
        name="challenge_sentence",
        methods=FORM,
    ),
    route(
        "updates/<update:ref>/challenge",
        challenging.challenge_what_was_said,
        may=Act.OPINION_CHALLENGE,
        name="challenge_update",
        methods=FORM,
    ),
]
