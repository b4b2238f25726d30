"""Addresses of evidence, of figures that were frozen as evidence, and of files."""

from lineofsight.partnership.rules import Act
from lineofsight.web.evidence import newer, views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("reviews/<review:ref>/evidence", views.list_evidence, may=Act.REVIEW_READ, name="review_evidence"),
    route(
        "evidence/<evidence:ref>/uses",
        views.use_evidence,
        may=Act.EVIDENCE_ATTACH,
        name="use_evidence",
        methods=FORM,
    ),
    route(
        "evidence/<evidence:ref>/newer",
        newer.newer_version,
        may=Act.EVIDENCE_ATTACH,
        name="newer_version",
        methods=FORM,
    ),
    route("evidence/<evidence:ref>/carry", newer.carry_over, may=Act.EVIDENCE_ATTACH, name="carry_over", methods=FORM),
    route("evidence/<evidence:ref>", views.show_evidence, may=Act.EVIDENCE_READ, name="evidence"),
    route(
        "evidence/<evidence:ref>/judge",
        views.judge_evidence,
        may=Act.EVIDENCE_JUDGE,
        name="judge_evidence",
        methods=FORM,
    ),
    route("figures/<figure:ref>", views.show_figure, may=Act.FIGURE_READ, name="figure"),
    route("files/<held:ref>", views.download, may=Act.FILE_READ, name="file"),
]
