"""Addresses of measures: the list, one over time, beginning its chart anew, and keeping its figure as evidence."""

from lineofsight.partnership.rules import Act
from lineofsight.web.measures import anew, views
from lineofsight.web.route import route

ROUTES = [
    route("measures", views.list_measures, may=Act.MEASURES_READ, name="measures"),
    route("measures/<slug:id>", views.show_measure, may=Act.MEASURES_READ, name="measure"),
    route(
        "measures/<slug:id>/evidence",
        views.use_as_evidence,
        may=Act.MEASURES_READ,
        name="measure_evidence",
        methods="GET POST",
    ),
    route("measures/<slug:id>/anew", anew.begin, may=Act.CHART_ANEW, name="measure_anew", methods="GET POST"),
    route(
        "measures/<slug:id>/anew/back",
        anew.take_back,
        may=Act.CHART_ANEW,
        name="measure_anew_back",
        methods="GET POST",
    ),
]
