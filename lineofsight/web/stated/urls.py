"""Addresses of what bodies state each quarter."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.stated import asking, views

ROUTES = [
    route("stated", views.list_stated, may=Act.STATED_READ, name="stateds"),
    route("stated/download", views.download, may=Act.STATED_READ, name="stated_csv"),
    route("stated/quarter", views.state_quarter, may=Act.STATED_BEGIN, name="state_quarter", methods=FORM),
    route("stated/template", views.download_template, may=Act.STATED_BEGIN, name="stated_template"),
    route("stated/asked", asking.ask_bodies, may=Act.STATED_ASK, name="ask_bodies", methods=FORM),
    route("stated/<stated:ref>", views.show_stated, may=Act.STATED_READ, name="stated"),
    route("stated/<stated:ref>/judge", views.judge, may=Act.STATED_JUDGE, name="judge_stated", methods=FORM),
    route("stated/<stated:ref>/evidence", views.offer, may=Act.STATED_OFFER, name="offer_stated", methods=FORM),
]
