"""Addresses of the coverage map and of the one page for a chair."""

from lineofsight.partnership.rules import Act
from lineofsight.web.coverage import views
from lineofsight.web.route import route

ROUTES = [
    route("reviews/<review:ref>/coverage", views.show_map, may=Act.REVIEW_READ, name="coverage"),
    route("reviews/<review:ref>/can-show", views.show_one_page, may=Act.REVIEW_READ, name="can_show"),
]
