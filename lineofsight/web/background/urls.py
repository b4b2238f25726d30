"""The addresses of jobs and mails."""

from lineofsight.partnership.rules import Act
from lineofsight.web.background import views
from lineofsight.web.route import route

ROUTES = (
    route("jobs/<job:ref>", views.show_job, may=Act.JOB_OWN, name="job"),
    route("jobs/<job:ref>/stop", views.stop_job, may=Act.JOB_OWN, name="stop_job", methods="POST"),
    route("background", views.show_background, may=Act.JOBS_READ, name="background"),
    route(
        "background/<failed_job:ref>/again",
        views.try_job_again,
        may=Act.JOBS_MANAGE,
        name="try_job_again",
        methods="POST",
    ),
    route("outbox", views.show_outbox, may=Act.OUTBOX_READ, name="outbox"),
    route(
        "outbox/<failed_mail:ref>/again",
        views.try_mail_again,
        may=Act.OUTBOX_MANAGE,
        name="try_mail_again",
        methods="POST",
    ),
)
