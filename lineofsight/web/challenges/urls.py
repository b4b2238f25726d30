"""Addresses of challenges."""

from lineofsight.partnership.rules import Act
from lineofsight.web.challenges import views
from lineofsight.web.route import FORM, route

ROUTES = [
    route("challenges", views.list_challenges, may=Act.CHALLENGE_READ, name="challenges"),
    route("challenges/download", views.download, may=Act.CHALLENGE_READ, name="challenges_csv"),
    route("challenges/new", views.raise_challenge, may=Act.CHALLENGE_RAISE, name="raise_challenge", methods=FORM),
    route("challenges/<challenge:ref>", views.show_challenge, may=Act.CHALLENGE_READ, name="challenge"),
    route(
        "challenges/<challenge:ref>/step", views.make_step, may=Act.CHALLENGE_STEP, name="step_challenge", methods=FORM
    ),
    route("challenges/<challenge:ref>/copy", views.show_copy, may=Act.CHALLENGE_READ, name="copy_challenge"),
]
