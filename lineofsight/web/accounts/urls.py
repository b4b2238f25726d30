"""The addresses of the technical administrator."""

from lineofsight.partnership.rules import Act
from lineofsight.web.accounts import agencies, views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("accounts/", views.list_accounts, may=Act.ACCOUNTS_READ, name="accounts"),
    route("accounts/invite/", views.invite, may=Act.ACCOUNTS_MANAGE, name="invite", methods=FORM),
    route("accounts/<person:ref>/", views.show_account, may=Act.ACCOUNTS_READ, name="account"),
    route("accounts/<person:ref>/role/", views.give_role, may=Act.ACCOUNTS_MANAGE, name="give_role", methods=FORM),
    route("accounts/<person:ref>/end/", views.end_access, may=Act.ACCOUNTS_MANAGE, name="end_access", methods=FORM),
    route("accounts/<person:ref>/lost/", views.report_lost, may=Act.ACCOUNTS_MANAGE, name="report_lost", methods=FORM),
    route("accounts/lost/<lost:ref>/", views.approve_lost, may=Act.ACCOUNTS_MANAGE, name="approve_lost", methods=FORM),
    route("agencies/", agencies.list_agencies, may=Act.ACCOUNTS_READ, name="agencies"),
    route("agencies/add/", agencies.add, may=Act.AGENCIES_MANAGE, name="add_agency", methods=FORM),
    route(
        "agencies/<agency:ref>/change/", agencies.change, may=Act.AGENCIES_MANAGE, name="change_agency", methods=FORM
    ),
    route("agencies/<agency:ref>/close/", agencies.close, may=Act.AGENCIES_MANAGE, name="close_agency", methods=FORM),
]
