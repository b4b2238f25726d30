"""Addresses of courses, sessions, their registers, and what those who came answer."""

from lineofsight.partnership.rules import Act
from lineofsight.web.learning import answering, correcting, register, training, views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("learning", views.list_sessions, may=Act.LEARNING_READ, name="learning"),
    route("learning/courses", views.list_courses, may=Act.LEARNING_READ, name="courses"),
    route("learning/training", training.show_training, may=Act.TRAINING_READ, name="training"),
    route("learning/training/download", training.download, may=Act.TRAINING_READ, name="training_file"),
    route("learning/new", views.plan, may=Act.SESSION_PLAN, name="plan_session", methods=FORM),
    route("sessions/<session:ref>", views.show_session, may=Act.LEARNING_READ, name="session"),
    route("sessions/<session:ref>/book", views.book, may=Act.SESSION_BOOK, name="book_session", methods=FORM),
    route(
        "sessions/<session:ref>/register",
        register.show_register,
        may=Act.SESSION_RUN,
        name="session_register",
        methods=FORM,
    ),
    route("sessions/<session:ref>/add", register.add, may=Act.SESSION_RUN, name="session_add", methods=FORM),
    route("sessions/<session:ref>/close", register.close, may=Act.SESSION_RUN, name="session_close", methods=FORM),
    route("sessions/<session:ref>/cancel", register.cancel, may=Act.SESSION_RUN, name="session_cancel", methods=FORM),
    route("sessions/<session:ref>/answers", views.show_answers, may=Act.FEEDBACK_READ, name="session_answers"),
    route(
        "bookings/<booking:ref>/withdraw",
        views.withdraw,
        may=Act.BOOKING_WITHDRAW,
        name="withdraw_booking",
        methods=FORM,
    ),
    route(
        "bookings/<booking:ref>/correct",
        correcting.correct,
        may=Act.ATTENDANCE_CORRECT,
        name="correct_attendance",
        methods=FORM,
    ),
    route(
        "sessions/<session:ref>/missed",
        correcting.add_missed,
        may=Act.ATTENDANCE_ADD,
        name="add_to_closed",
        methods=FORM,
    ),
    route("answer/<str:token>", answering.answer, may=Act.FEEDBACK_GIVE, name="answer_session", methods=FORM),
    route("answer/manager/<str:token>", answering.confirm, may=Act.FEEDBACK_GIVE, name="confirm_used", methods=FORM),
]
