"""The addresses of the editor."""

from lineofsight.partnership.rules import Act
from lineofsight.web.editor.arranging import arrange_summary
from lineofsight.web.editor.views import edit_sentence, edit_summary
from lineofsight.web.route import route

ROUTES = [
    route("summaries/<edition:ref>/edit", edit_summary, may=Act.EDITION_READ, name="edit_summary"),
    route(
        "summaries/<edition:ref>/arrange",
        arrange_summary,
        may=Act.EDITION_COMPILE,
        name="arrange_summary",
        methods="POST",
    ),
    route(
        "statements/<statement:ref>/words", edit_sentence, may=Act.STATEMENT_EDIT, name="edit_sentence", methods="POST"
    ),
]
