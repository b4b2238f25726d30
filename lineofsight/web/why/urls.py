"""Addresses that say why somebody can see a thing, and where to ask."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.why import asking, child, looks, views

ROUTES = [
    route("access/questions", asking.list_access_questions, may=Act.ACCESS_QUESTION_READ, name="access_questions"),
    route(
        "access/questions/<access_question:ref>",
        asking.show_access_question,
        may=Act.ACCESS_QUESTION_READ,
        name="access_question",
    ),
    route(
        "access/questions/<access_question:ref>/answer",
        asking.answer,
        may=Act.ACCESS_ANSWER,
        name="answer_access_question",
        methods=FORM,
    ),
    route("access/looks", looks.list_looks, may=Act.TRAIL_READ, name="looks"),
    route("access/looks/<look:ref>/ask", looks.ask, may=Act.ACCESS_ASK_WHY, name="ask_why", methods=FORM),
    route(
        "access/looks/asked/<why_asked:ref>",
        looks.say,
        may=Act.ACCESS_SAY_WHY,
        name="say_why",
        methods=FORM,
    ),
    *(
        route(
            f"access/why/{kind}/<{kind}:ref>/ask",
            asking.ask_about_row,
            may=Act.ACCESS_ASK,
            name=f"ask_why_{kind}",
            methods=FORM,
        )
        for kind in views.KINDS
    ),
    route(
        "access/why/child/<child:ref>/ask",
        asking.ask_about_child,
        may=Act.ACCESS_ASK,
        name="ask_why_child",
        methods=FORM,
    ),
    *(
        route(f"access/why/{kind}/<{kind}:ref>", views.explain, may=act, name=f"why_{kind}")
        for kind, (act, _) in views.KINDS.items()
    ),
    route("access/why/child/<child:ref>", child.explain_child, may=Act.CHILD_READ, name="why_child"),
]
