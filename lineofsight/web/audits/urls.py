"""Addresses of audits."""

from lineofsight.partnership.rules import Act
from lineofsight.web.audits import files, findings, lists, views
from lineofsight.web.route import FORM, route

RUN, GRADE = Act.AUDIT_RUN, Act.AUDIT_GRADE

ROUTES = [
    route("audits", views.show_audits, may=Act.AUDITS_READ, name="audits"),
    route("audits/new", views.begin, may=Act.AUDIT_BEGIN, name="begin_audit", methods=FORM),
    route("audits/<audit:ref>", views.show_audit, may=Act.AUDIT_READ, name="audit"),
    route("audits/<audit:ref>/draw", views.draw, may=RUN, name="audit_draw", methods=FORM),
    route("audits/<audit:ref>/readers", views.give_out, may=RUN, name="audit_readers", methods=FORM),
    route("audits/<audit:ref>/grades", lists.hand_in, may=RUN, name="audit_grades", methods=FORM),
    route("audits/<audit:ref>/grades/template", lists.template, may=RUN, name="audit_grades_template"),
    route("audits/<audit:ref>/grades/take", lists.take, may=RUN, name="audit_take_grades", methods="POST"),
    route("audits/<audit:ref>/close", views.close, may=RUN, name="audit_close", methods="POST"),
    route("audits/<audit:ref>/download", views.download, may=Act.AUDIT_EXPORT, name="audit_download"),
    route("audits/<audit:ref>/areas/<slug:area>", findings.tie, may=RUN, name="audit_tie", methods=FORM),
    route("audits/<audit:ref>/areas/<slug:area>/new", findings.make, may=RUN, name="audit_make", methods=FORM),
    route("audit-findings/<audit_finding:ref>", findings.show, may=RUN, name="audit_finding"),
    route(
        "audit-findings/<audit_finding:ref>/close",
        findings.close,
        may=RUN,
        name="audit_finding_close",
        methods="POST",
    ),
    route("audit-files/<audit_file:ref>", files.show_file, may=Act.AUDIT_READ, name="audit_file"),
    route("audit-files/<audit_file:ref>/grade", files.grade, may=GRADE, name="audit_grade", methods="POST"),
    route("audit-files/<audit_file:ref>/agree", files.agree, may=GRADE, name="audit_agree", methods=FORM),
    route("audit-files/<audit_file:ref>/correct", files.correct, may=GRADE, name="audit_correct", methods=FORM),
    route("audit-files/<audit_file:ref>/hand-back", files.hand_back, may=GRADE, name="audit_hand_back", methods="POST"),
]
