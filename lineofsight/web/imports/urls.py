"""The addresses of reports on their way in."""

from lineofsight.partnership.rules import Act
from lineofsight.web.imports import correcting, later, receipts, views
from lineofsight.web.route import FORM, route

MAY = Act.REVIEW_IMPORT
ROUTES = (
    route("reviews/import", views.upload, may=MAY, name="import_report", methods=FORM),
    route("imports/<waiting_import:ref>", views.show_import, may=MAY, name="import"),
    route("imports/<waiting_import:ref>/again", views.import_again, may=MAY, name="import_again", methods=FORM),
    route("imports/<waiting_import:ref>/stop", views.stop_import, may=MAY, name="stop_import", methods="POST"),
    route("imports/<waiting_import:ref>/read", views.read_again, may=MAY, name="read_import_again", methods="POST"),
    route(
        "imports/<report_import:ref>/paragraph",
        correcting.correct_paragraph,
        may=MAY,
        name="correct_import",
        methods=FORM,
    ),
    route("imports/<report_import:ref>/table", correcting.decide_table, may=MAY, name="import_table", methods=FORM),
    route("imports/<report_import:ref>/names", correcting.decide_name, may=MAY, name="import_names", methods=FORM),
    route("imports/<report_import:ref>/put-back", correcting.put_back, may=MAY, name="put_back", methods="POST"),
    route("imports/<report_import:ref>/earlier", views.say_earlier, may=MAY, name="import_earlier", methods=FORM),
    route("imports/<report_import:ref>/matched", views.show_matched, may=MAY, name="import_matched"),
    route("imports/<report_import:ref>/later", later.bring_in, may=MAY, name="bring_in_edition", methods=FORM),
    route("imports/<report_import:ref>/create", views.create_review, may=MAY, name="create_review", methods=FORM),
    route("imports/<waiting_import:ref>/receipt", receipts.show_receipt, may=MAY, name="import_receipt"),
    route("imports/<waiting_import:ref>/receipt.json", receipts.receipt_json, may=MAY, name="import_receipt_json"),
    route("imports/<waiting_import:ref>/receipt.csv", receipts.receipt_csv, may=MAY, name="import_receipt_csv"),
)
