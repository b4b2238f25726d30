"""What goes on beside the requests: how far one's own job is, what failed, and which mails were sent."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.jobs import actions as jobs
from lineofsight.jobs.queries import background
from lineofsight.jobs.rules import OPEN, JobKind, JobState, has_died
from lineofsight.mails import actions as mails
from lineofsight.mails.queries import outbox, reaches_nobody
from lineofsight.mails.rules import MailState
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.actor import job as as_job
from lineofsight.partnership.queries import who_were
from lineofsight.partnership.scope import scope
from lineofsight.web.background.words import FAILED_WORDS, GOT_BY_NOBODY, KIND_WORDS, MAIL_WORDS, mails_told
from lineofsight.web.pages import page_of

# Where what a job made can be looked at.
_RESULTS = {
    JobKind.WRITE_PLAN: ("review", "Look at what was written.", "Open the review"),
    JobKind.READ_RETURN: ("upload", "Look at what it would give.", "See what was read"),
    JobKind.TAKE_RETURN: ("upload", "Look at what was taken.", "Open the receipt"),
}


def show_job(request: HttpRequest, job: Any) -> HttpResponse:
    """How far one's own job is. The page looks again by itself while there is something to wait for."""
    now = request.actor.now
    is_open = job.state in OPEN
    if not is_open and request.headers.get("HX-Request"):
        # The page that asked showed a job that ran: it is over, so the whole page is shown anew.
        return HttpResponse(headers={"HX-Refresh": "true"})
    result = _RESULTS.get(JobKind(job.kind)) if job.state == JobState.DONE and job.result_ref else None
    context = {
        "job": job,
        "words": KIND_WORDS[JobKind(job.kind)],
        "is_open": is_open,
        "is_silent": job.state == JobState.RUNNING and has_died(beat_at=job.beat_at, now=now),
        "result": reverse(result[0], args=[job.result_ref]) if result else "",
        "onward": result[1:] if result else (),
    }
    return render(request, "background/job.html", context)


def stop_job(request: HttpRequest, job: Any) -> HttpResponse:
    """Stop one's own job: nothing of it is kept."""
    jobs.cancel(job=job, by=request.actor)
    messages.success(request, "Stopped. Nothing of it was written.")
    return HttpResponseRedirect(reverse("job", args=[job.ref]))


def show_background(request: HttpRequest) -> HttpResponse:
    """For the administrator: what failed and what to do, what runs and waits, and whether anybody works."""
    looking = as_job("background", now=request.actor.now)
    # The administrator reaches no rows; what is shown of a job is its kind, its state and who asked, by role.
    with scope(looking, writes=False):
        seen = background(looking)
        kinds = {kind.value: words for kind, words in KIND_WORDS.items()}
        jobs_there = (*seen.failed, *seen.running, *seen.waiting)
        who = who_were(job.by_ref for job in jobs_there if job.person_id)
        listed = [
            {
                "job": job,
                "words": kinds[job.kind],
                "who": who(job.by_ref, job.recorded_at) if job.person_id else "The service itself",
            }
            for job in jobs_there
        ]
        mails_now = _mails_now(looking)
    return render(
        request,
        "background/background.html",
        {
            "seen": seen,
            "listed": listed,
            "unsent": mails_now[MailState.FAILED],
            "mails": mails_told(mails_now, is_kept_back=settings.IS_DEMONSTRATION, reaches_nobody=reaches_nobody()),
            "what_to_do": FAILED_WORDS,
            "now": request.actor.now,
        },
    )


def _mails_now(looking: Actor) -> dict[str, int]:
    """How many mails stand in each state."""
    every = outbox(looking)
    return {state.value: every.filter(state=state.value).count() for state in MailState}


def try_job_again(request: HttpRequest, failed_job: Any) -> HttpResponse:
    """Let a job be tried again that failed."""
    jobs.try_again(job=failed_job, expected_version=failed_job.version, by=request.actor)
    messages.success(request, "It is tried again now.")
    return HttpResponseRedirect(reverse("background"))


def show_outbox(request: HttpRequest) -> HttpResponse:
    """Every mail with where it stands. To whom, by role; its words, which name nobody."""
    looking = as_job("outbox", now=request.actor.now)
    states = [state.value for state in MailState]
    chosen = request.GET.get("view", "")
    with scope(looking, writes=False):
        every = outbox(looking)
        counts = _mails_now(looking)
        rows = every.filter(state=chosen) if chosen in states else every
        total = counts[chosen] if chosen in states else sum(counts.values())
        page = page_of(total, asked=request.GET.get("page", "1"))
        listed = list(rows[page.start : page.stop])
    return render(
        request,
        "background/outbox.html",
        {
            "counts": counts,
            "chosen": chosen if chosen in states else "",
            "rows": listed,
            "page": page,
            "words": MAIL_WORDS if settings.IS_DEMONSTRATION else {**MAIL_WORDS, MailState.NOT_SENT: GOT_BY_NOBODY},
            "mails": mails_told(counts, is_kept_back=settings.IS_DEMONSTRATION, reaches_nobody=reaches_nobody()),
            "total": sum(counts.values()),
        },
    )


def try_mail_again(request: HttpRequest, failed_mail: Any) -> HttpResponse:
    """Let a mail be tried again that could not be sent."""
    mails.try_again(mail=failed_mail, expected_version=failed_mail.version, by=request.actor)
    messages.success(request, "It is tried again now.")
    return HttpResponseRedirect(reverse("outbox"))
