"""Addresses of lists of those who work."""

from lineofsight.partnership.rules import Act
from lineofsight.web.lists import views
from lineofsight.web.route import FORM, route

TAKE = Act.STAFF_LIST_TAKE

ROUTES = [
    route("lists", views.list_lists, may=Act.STAFF_LIST_READ, name="lists"),
    route("lists/new", views.hand_in, may=Act.STAFF_LIST_UPLOAD, name="hand_in_list", methods=FORM),
    route("lists/template", views.template, may=Act.STAFF_LIST_UPLOAD, name="list_template"),
    route("lists/<staff_list:ref>", views.show_list, may=Act.STAFF_LIST_READ, name="staff_list"),
    route("lists/<staff_list:ref>/take", views.take, may=TAKE, name="take_list", methods="POST"),
    route("lists/<staff_list:ref>/leave", views.leave, may=TAKE, name="leave_list", methods="POST"),
]
