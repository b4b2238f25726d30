"""The addresses of collecting."""

from lineofsight.partnership.rules import Act
from lineofsight.web.rounds import answering, running
from lineofsight.web.route import route

FORM = "GET POST"
RUN = Act.ROUND_RUN
ROUTES = (
    route("rounds", running.list_rounds, may=Act.ROUND_READ, name="rounds"),
    route("reviews/<review:ref>/rounds/new", running.open_round, may=RUN, name="open_round", methods=FORM),
    route("rounds/<round:ref>", running.show_round, may=Act.ROUND_READ, name="round"),
    route("rounds/<round:ref>/reminders", running.show_reminders, may=RUN, name="reminders"),
    route("rounds/<round:ref>/close", running.close_round, may=RUN, name="close_round", methods=FORM),
    route("shares/<share:ref>", answering.show_share, may=Act.ROUND_READ, name="share"),
    route("shares/<share:ref>/more-time", running.extend_share, may=RUN, name="extend_share", methods=FORM),
    route("asked/<asked:ref>/answer", answering.answer_item, may=Act.ROUND_ANSWER, name="answer_item", methods=FORM),
    route(
        "asked/<asked:ref>/unchanged",
        answering.confirm_unchanged,
        may=Act.ROUND_ANSWER,
        name="confirm_unchanged",
        methods="POST",
    ),
    route("asked/<asked:ref>/on-behalf", answering.answer_on_behalf, may=RUN, name="on_behalf", methods=FORM),
)
