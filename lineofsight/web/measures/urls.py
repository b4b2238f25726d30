"""Addresses of measures: the list, one over time, its chart begun anew, its figure as evidence, and adding one."""

from lineofsight.partnership.rules import Act
from lineofsight.web.measures import anew, own, views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("measures", views.list_measures, may=Act.MEASURES_READ, name="measures"),
    route("measures/add", own.add, may=Act.MEASURE_ADD, name="measure_add", methods=FORM),
    route(
        "measures/added/<added:ref>/version",
        own.add_version,
        may=Act.MEASURE_ADD,
        name="measure_version",
        methods=FORM,
    ),
    route("measures/added/<added:ref>/file", own.own_file, may=Act.MEASURES_READ, name="measure_file"),
    route("measures/added/<added:ref>/examples", own.own_examples, may=Act.MEASURES_READ, name="measure_examples"),
    route(
        "measures/added/<added:ref>/agree",
        own.agree,
        may=Act.MEASURE_AGREE,
        name="measure_agree",
        methods=FORM,
    ),
    route("measures/<slug:id>", views.show_measure, may=Act.MEASURES_READ, name="measure"),
    route(
        "measures/<slug:id>/evidence",
        views.use_as_evidence,
        may=Act.MEASURES_READ,
        name="measure_evidence",
        methods=FORM,
    ),
    route("measures/<slug:id>/anew", anew.begin, may=Act.CHART_ANEW, name="measure_anew", methods=FORM),
    route(
        "measures/<slug:id>/anew/back",
        anew.take_back,
        may=Act.CHART_ANEW,
        name="measure_anew_back",
        methods=FORM,
    ),
]
