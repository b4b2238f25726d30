"""The addresses of action plans on their way in. What they share with reports stands in web/imports/urls.py."""

from lineofsight.partnership.rules import Act
from lineofsight.web.plans import again, settling, views
from lineofsight.web.route import FORM, route

MAY = Act.REVIEW_IMPORT
_PLAN = "imports/<plan_import:ref>"
ROUTES = (
    route("reviews/import-plan", views.upload, may=MAY, name="import_plan", methods=FORM),
    route(f"{_PLAN}/plan", views.show_plan, may=MAY, name="plan_import"),
    route(f"{_PLAN}/columns", settling.settle_columns, may=MAY, name="plan_columns", methods=FORM),
    route(f"{_PLAN}/status-words", settling.settle_statuses, may=MAY, name="plan_statuses", methods=FORM),
    route(f"{_PLAN}/agencies", settling.settle_owners, may=MAY, name="plan_owners", methods=FORM),
    route(f"{_PLAN}/due-days", settling.settle_days, may=MAY, name="plan_days", methods=FORM),
    route(f"{_PLAN}/plan-names", settling.decide_name, may=MAY, name="plan_names", methods=FORM),
    route(f"{_PLAN}/earlier-plan", again.say_earlier, may=MAY, name="plan_earlier", methods=FORM),
    route(f"{_PLAN}/differences", again.show_differences, may=MAY, name="plan_differences"),
    route(f"{_PLAN}/write", views.write_plan, may=MAY, name="write_plan", methods=FORM),
)
