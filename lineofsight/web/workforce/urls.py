"""Addresses of the workforce pages."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import route
from lineofsight.web.workforce import views

FORM = "GET POST"

ROUTES = [
    route("workforce", views.show_workforce, may=Act.WORKFORCE_READ, name="workforce"),
    route("workforce/download", views.download, may=Act.WORKFORCE_READ, name="workforce_csv"),
    route("alerts/<alert:ref>", views.answer_alert, may=Act.ALERT_ANSWER, name="alert", methods=FORM),
]
