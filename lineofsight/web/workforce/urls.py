"""Addresses of the workforce pages."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.workforce import surveys, today, views

ROUTES = [
    route("workforce", views.show_workforce, may=Act.WORKFORCE_READ, name="workforce"),
    route("workforce/download", views.download, may=Act.WORKFORCE_READ, name="workforce_csv"),
    route("surveys", surveys.list_surveys, may=Act.SURVEYS_READ, name="surveys"),
    route("surveys/download", surveys.download, may=Act.SURVEYS_READ, name="surveys_csv"),
    route("surveys/new", surveys.open_round, may=Act.SURVEY_OPEN, name="open_survey", methods=FORM),
    route("surveys/<survey_round:ref>", surveys.show_round, may=Act.SURVEY_READ, name="survey_round"),
    route(
        "surveys/<survey_round:ref>/close", surveys.close_round, may=Act.SURVEY_CLOSE, name="close_survey", methods=FORM
    ),
    route("survey/<str:token>", surveys.answer, may=Act.SURVEY_ANSWER, name="answer_survey", methods=FORM),
    route("workforce/today", today.show_today, may=Act.TEAM_DAY_READ, name="team_day"),
    route("workforce/away", today.say_away, may=Act.ABSENCE_SAY, name="say_away", methods=FORM),
    route("absences/<absence:ref>", today.say_back, may=Act.ABSENCE_SAY, name="say_back", methods=FORM),
    route("children/<child:ref>/cover", today.say_cover, may=Act.COVER_SAY, name="say_cover", methods=FORM),
    route("alerts/<alert:ref>", views.answer_alert, may=Act.ALERT_ANSWER, name="alert", methods=FORM),
]
