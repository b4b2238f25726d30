"""Addresses of forms that people fill in."""

from lineofsight.partnership.rules import Act
from lineofsight.web.forms import files, filling, views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("forms", views.list_forms, may=Act.FORMS_READ, name="forms"),
    route("forms/about/<slug:instrument>", views.show_start, may=Act.FORMS_READ, name="form_start"),
    route("forms/about/<slug:instrument>/begin", views.begin, may=Act.FORM_BEGIN, name="form_begin", methods="POST"),
    route("forms/about/<slug:instrument>/add", filling.add_entry, may=Act.FORM_BEGIN, name="form_add", methods=FORM),
    route("forms/about/<slug:instrument>/answers", files.download_answers, may=Act.FORMS_EXPORT, name="form_answers"),
    route("forms/children/<child:ref>", views.list_of_child, may=Act.CHILD_READ, name="forms_of_child"),
    route("forms/<form:ref>", views.show_form, may=Act.FORM_READ, name="form"),
    route("forms/<form:ref>/print", files.print_form, may=Act.FORM_READ, name="form_print"),
    route("forms/<form:ref>/word", files.send_word, may=Act.FORM_WRITE, name="form_word", methods=FORM),
    route("forms/<form:ref>/word/file", files.download_word, may=Act.FORM_WRITE, name="form_word_file"),
    route("forms/<form:ref>/check", views.check_form, may=Act.FORM_WRITE, name="form_check", methods=FORM),
    route("forms/<form:ref>/correct", filling.correct_entry, may=Act.FORM_WRITE, name="form_correct", methods=FORM),
    route("forms/<form:ref>/aside", views.set_aside, may=Act.FORM_WRITE, name="form_aside", methods="POST"),
    route(
        "forms/<form:ref>/sections/<slug:section>",
        filling.fill_section,
        may=Act.FORM_WRITE,
        name="form_section",
        methods=FORM,
    ),
]
