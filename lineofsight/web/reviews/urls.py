"""Addresses of reviews, their open items and the assessments that they quote."""

from lineofsight.partnership.rules import Act
from lineofsight.web.reviews import answering, beginning, begun_wrongly, days, figures, views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("reviews", views.list_reviews, may=Act.REVIEW_READ, name="reviews"),
    route("reviews/begin", beginning.begin_review, may=Act.REVIEW_IMPORT, name="begin_review", methods=FORM),
    route("reviews/<review:ref>", views.show_review, may=Act.REVIEW_READ, name="review"),
    route(
        "reviews/<review:ref>/answers",
        answering.say_each_answers,
        may=Act.RECOMMENDATION_WRITE,
        name="say_each_answers",
        methods=FORM,
    ),
    route("reviews/<review:ref>/days", days.say_day, may=Act.REVIEW_DAYS, name="review_days", methods=FORM),
    route(
        "reviews/<review:ref>/begun-by-mistake",
        begun_wrongly.say_wrongly,
        may=Act.REVIEW_BEGUN_WRONGLY,
        name="begun_wrongly",
        methods=FORM,
    ),
    route(
        "reviews/<review:ref>/figures",
        figures.show_figures,
        may=Act.EVIDENCE_JUDGE,
        name="review_figures",
        methods=FORM,
    ),
    route(
        "reviews/<review:ref>/open-items/new",
        views.add_open_item,
        may=Act.OPEN_ITEM_WRITE,
        name="add_open_item",
        methods=FORM,
    ),
    route(
        "open-items/<open_item:ref>/close",
        views.close_open_item,
        may=Act.OPEN_ITEM_WRITE,
        name="close_open_item",
        methods=FORM,
    ),
    route("assessments/<assessment:ref>", views.show_assessment, may=Act.ASSESSMENT_READ, name="assessment"),
    route(
        "assessments/<assessment:ref>/describe",
        views.describe_assessment,
        may=Act.ASSESSMENT_SOURCE,
        name="describe_assessment",
        methods=FORM,
    ),
    route(
        "assessments/<assessment:ref>/source",
        views.store_source,
        may=Act.ASSESSMENT_SOURCE,
        name="store_source",
        methods=FORM,
    ),
]
