"""The addresses of returns."""

from lineofsight.partnership.rules import Act
from lineofsight.web.returns import adding, moved, own_list, views
from lineofsight.web.route import FORM, route

ROUTES = (
    route("returns", views.list_returns, may=Act.RETURN_READ, name="returns"),
    route("returns/new", views.upload_return, may=Act.RETURN_UPLOAD, name="upload_return", methods=FORM),
    route("returns/add-child", adding.add_one, may=Act.RETURN_UPLOAD, name="add_child", methods=FORM),
    route("returns/<delivery:ref>", views.show_receipt, may=Act.RETURN_READ, name="return"),
    route("returns/<delivery:ref>/moved", moved.show_moved, may=Act.RETURN_READ, name="return_moved"),
    route("returns/<delivery:ref>/refused.csv", views.refused_csv, may=Act.RETURN_READ, name="return_refused"),
    route("uploads/<upload:ref>", views.show_upload, may=Act.RETURN_TAKE, name="upload"),
    route("uploads/<upload:ref>/columns", own_list.say_columns, may=Act.MAPPING_KEEP, name="own_list", methods=FORM),
    route("own-lists/<own_list:ref>/file", own_list.mapping_file, may=Act.RETURN_READ, name="own_list_file"),
    route("uploads/<upload:ref>/take", views.take, may=Act.RETURN_TAKE, name="take_upload", methods="POST"),
    route("uploads/<upload:ref>/leave", views.leave, may=Act.RETURN_TAKE, name="leave_upload", methods="POST"),
    route("uploads/<upload:ref>/refused.csv", views.upload_refused_csv, may=Act.RETURN_TAKE, name="upload_refused"),
)
