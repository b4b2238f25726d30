"""Addresses of leave to look at files that are not one's own."""

from lineofsight.partnership.rules import Act
from lineofsight.web.grants import views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("grants", views.list_grants, may=Act.GRANT_READ, name="grants"),
    route("evidence/<evidence:ref>/ask-to-look", views.ask, may=Act.GRANT_ASK, name="ask_for_grant", methods=FORM),
    route("grants/<grant:ref>", views.show_grant, may=Act.GRANT_READ, name="grant"),
    route("grants/<grant:ref>/decide", views.decide, may=Act.GRANT_DECIDE, name="decide_grant", methods=FORM),
    route("grants/<grant:ref>/end", views.end, may=Act.GRANT_DECIDE, name="end_grant", methods=FORM),
]
