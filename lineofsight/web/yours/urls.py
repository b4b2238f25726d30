"""The addresses of what one settles for oneself, and of a calendar behind its secret."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.yours import views

ROUTES = (
    route("account/mails", views.choose_mails, may=Act.ACCOUNT_OWN, name="your_mails", methods=FORM),
    route("account/calendar", views.show_calendar, may=Act.ACCOUNT_OWN, name="your_calendar", methods=FORM),
    route("account/calendar/end", views.stop_calendar, may=Act.ACCOUNT_OWN, name="end_calendar", methods="POST"),
    route("calendar/<str:token>.ics", views.calendar_feed, may=Act.CALENDAR_READ, name="calendar_feed"),
)
