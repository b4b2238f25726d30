"""Addresses of registers."""

from lineofsight.partnership.rules import Act
from lineofsight.web.registers import meetings, papers, views
from lineofsight.web.route import FORM, route

KEEP = Act.REGISTER_KEEP

ROUTES = [
    route("registers", views.show_register, may=Act.REGISTER_BEGIN, name="registers"),
    route("registers/download", views.download, may=Act.REGISTER_BEGIN, name="register_csv"),
    route("registers/new", views.begin, may=Act.REGISTER_BEGIN, name="begin_register", methods=FORM),
    route("meetings/<meeting:ref>", meetings.show_meeting, may=Act.REGISTER_READ, name="meeting"),
    route("meetings/<meeting:ref>/present", meetings.say_present, may=KEEP, name="meeting_present", methods=FORM),
    route("meetings/<meeting:ref>/book", meetings.book, may=KEEP, name="meeting_book", methods=FORM),
    route("meetings/<meeting:ref>/close", meetings.close, may=KEEP, name="meeting_close", methods=FORM),
    route("entries/<entry:ref>", views.show_entry, may=Act.REGISTER_READ, name="entry"),
    route("entries/<entry:ref>/record", views.record, may=KEEP, name="entry_record", methods=FORM),
    route("entries/<entry:ref>/papers", papers.name, may=KEEP, name="entry_paper", methods=FORM),
    route("chased/<chased:ref>/done", views.say_done, may=KEEP, name="entry_action_done", methods=FORM),
]
