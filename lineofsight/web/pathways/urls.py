"""Addresses of pathways: the board, one child on one, its steps, and requests to take part."""

from lineofsight.partnership.rules import Act
from lineofsight.web.pathways import board, calls, run, start, told
from lineofsight.web.route import FORM, route

ROUTES = [
    route("pathways", board.show_board, may=Act.PATHWAYS_READ, name="pathways"),
    route("pathways/download", board.download, may=Act.PATHWAYS_READ, name="pathway_file"),
    route("pathways/<part:ref>", run.show_run, may=Act.PATHWAY_READ, name="part"),
    route("pathways/<part:ref>/step", run.do_step, may=Act.PATHWAY_STEP, name="do_step", methods=FORM),
    route("pathways/<part:ref>/form", run.begin_form, may=Act.PATHWAY_STEP, name="form_of_step", methods="POST"),
    route("pathways/<part:ref>/leave-out", run.leave_step, may=Act.PATHWAY_STEP, name="leave_step", methods=FORM),
    route("pathways/<part:ref>/stop", run.stop, may=Act.PATHWAY_STEP, name="stop_run", methods=FORM),
    route("pathways/<part:ref>/call", calls.call_agency, may=Act.PATHWAY_STEP, name="call_in", methods=FORM),
    route("pathways/<part:ref>/read", told.put_away_told, may=Act.PATHWAY_READ, name="read_told", methods="POST"),
    route("pathways-told", told.show_told, may=Act.PATHWAYS_READ, name="told"),
    route("pathways-told/read", told.put_all_told_away, may=Act.PATHWAYS_READ, name="read_all_told", methods="POST"),
    route("pathway-steps/<step_done:ref>", run.correct, may=Act.PATHWAY_STEP, name="correct_step", methods=FORM),
    route("pathway-calls/<call:ref>", calls.answer_call, may=Act.PATHWAY_ANSWER, name="answer_call", methods=FORM),
    route("sight/children/<child:ref>/start", start.start, may=Act.PATHWAY_START, name="start_pathway", methods=FORM),
    route(
        "sight/children/<child:ref>/not-started",
        start.not_started,
        may=Act.PATHWAY_START,
        name="not_started",
        methods=FORM,
    ),
]
