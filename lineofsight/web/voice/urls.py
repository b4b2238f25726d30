"""Addresses of what children, families and practitioners say, and of their complaints."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import FORM, route
from lineofsight.web.voice import complaints, views

ROUTES = [
    route("voice", views.show_voice, may=Act.VOICE_READ, name="voice"),
    route("voice/download", views.download, may=Act.VOICE_READ, name="voice_csv"),
    route("voice/new", views.enter, may=Act.VOICE_BEGIN, name="enter_heard", methods=FORM),
    route("voice/complaints/new", complaints.receive, may=Act.VOICE_BEGIN, name="receive_complaint", methods=FORM),
    route("voice/<heard:ref>", views.show_heard, may=Act.VOICE_READ, name="heard"),
    route("voice/<heard:ref>/changed", views.say_changed, may=Act.VOICE_WRITE, name="heard_changed", methods=FORM),
    route("voice/<heard:ref>/send", views.send, may=Act.VOICE_SEND, name="send_heard", methods=FORM),
    route("voice/<heard:ref>/take-back", views.take_back, may=Act.VOICE_WRITE, name="take_back_heard", methods=FORM),
    route("voice/<heard:ref>/words", views.keep_words, may=Act.VOICE_WRITE, name="keep_words", methods=FORM),
    route("voice/<heard:ref>/evidence", views.offer, may=Act.VOICE_SEND, name="offer_heard", methods=FORM),
    route("words/<quotation:ref>/withdraw", views.withdraw, may=Act.VOICE_WRITE, name="withdraw_words", methods=FORM),
    route("complaints/<complaint:ref>", complaints.show_complaint, may=Act.COMPLAINT_READ, name="complaint"),
    route(
        "complaints/<complaint:ref>/answer",
        complaints.answer,
        may=Act.COMPLAINT_WRITE,
        name="answer_complaint",
        methods=FORM,
    ),
    route(
        "complaints/<complaint:ref>/longer",
        complaints.extend,
        may=Act.COMPLAINT_WRITE,
        name="extend_complaint",
        methods=FORM,
    ),
    route(
        "complaints/<complaint:ref>/further",
        complaints.further,
        may=Act.COMPLAINT_WRITE,
        name="complaint_further",
        methods=FORM,
    ),
]
