"""Addresses of what changed between editions, and of the published site as a whole."""

from lineofsight.partnership.rules import Act
from lineofsight.web.comparing import site, views
from lineofsight.web.route import route

ROUTES = [
    route("summaries/<edition:ref>/compare", views.compare_with_last, may=Act.GATE_READ, name="compare_with_last"),
    route(
        "summaries/<edition:ref>/compare/<int:number>",
        views.compare_editions,
        may=Act.GATE_READ,
        name="compare_editions",
    ),
    route("published/site/", site.show_site, may=Act.SITE_READ, name="site"),
    route("published/site/<path:page>", site.show_site, may=Act.SITE_READ, name="site_page"),
]
