"""Addresses of the workforce pages."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import route
from lineofsight.web.workforce import today, views

FORM = "GET POST"

ROUTES = [
    route("workforce", views.show_workforce, may=Act.WORKFORCE_READ, name="workforce"),
    route("workforce/download", views.download, may=Act.WORKFORCE_READ, name="workforce_csv"),
    route("workforce/today", today.show_today, may=Act.TEAM_DAY_READ, name="team_day"),
    route("workforce/away", today.say_away, may=Act.ABSENCE_SAY, name="say_away", methods=FORM),
    route("absences/<absence:ref>", today.say_back, may=Act.ABSENCE_SAY, name="say_back", methods=FORM),
    route("children/<child:ref>/cover", today.say_cover, may=Act.COVER_SAY, name="say_cover", methods=FORM),
    route("alerts/<alert:ref>", views.answer_alert, may=Act.ALERT_ANSWER, name="alert", methods=FORM),
]
