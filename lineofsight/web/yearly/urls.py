"""Addresses of the section for the yearly report."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import route
from lineofsight.web.yearly import views

ROUTES = [
    route("yearly-report", views.show_yearly, may=Act.REVIEW_READ, name="yearly_report"),
    route("yearly-report/word", views.download_yearly, may=Act.REVIEW_READ, name="yearly_report_word"),
]
