"""Addresses of what may be kept no longer, and of the two decisions that delete."""

from lineofsight.partnership.rules import Act
from lineofsight.web.retention import views
from lineofsight.web.route import FORM, route

ROUTES = [
    route(
        "retention/asked/<deletion:ref>",
        views.answer_asked,
        may=Act.RETENTION_AGREE,
        name="answer_deletion",
        methods=FORM,
    ),
    route("retention", views.show_retention, may=Act.RETENTION_READ, name="retention"),
    route("retention/decide", views.decide_retention, may=Act.RETENTION_DECIDE, name="decide_retention", methods=FORM),
]
