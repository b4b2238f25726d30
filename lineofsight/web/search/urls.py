"""The address of the search."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.search import views

ROUTES = [
    route("search", views.show_search, may=Act.SEARCH, name="search", methods=FORM, only_asks=True),
]
