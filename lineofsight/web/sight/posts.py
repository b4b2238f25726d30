"""Which worker of the records somebody is, and which team they manage: it brings them near children."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import own_agency, people_in
from lineofsight.partnership.rules import ROLE_WORDS, Role
from lineofsight.records.posts import Offered, offered, posts_now, worker_called
from lineofsight.records.practice.nearness import NoSuchPost, end_post, give_post
from lineofsight.web.choices import offer
from lineofsight.web.form_page import form_page

WITH_A_POST = frozenset({Role.PRACTITIONER, Role.REVIEWING_OFFICER, Role.TEAM_MANAGER})


class PostForm(forms.Form):
    """Who, and which team or worker of the records they are."""

    person = forms.ChoiceField(label="Who?", error_messages={"required": "Choose who it is."})
    of = forms.ChoiceField(
        label="Which team or worker of the records?",
        help_text="A team for a team manager. For a practitioner or a reviewing officer the worker that they are.",
        error_messages={"required": "Choose a team or a worker."},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], of: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", [("", "Choose somebody"), *people])
        offer(
            self,
            "of",
            [
                ("", "Choose one"),
                *((f"team {team}", f"Team {team}") for team in of.teams),
                *((f"worker {shown}", f"Worker {shown}{f', {teams}' if teams else ''}") for shown, teams in of.workers),
            ],
        )


def list_posts(request: HttpRequest) -> HttpResponse:
    """Who is near which children, and a form to say it of somebody else."""
    actor: Actor = request.actor
    agency = own_agency(actor)
    people = {}
    for role in sorted(WITH_A_POST):
        for person in people_in(agency, roles=frozenset({role}), now=actor.now):
            people[person.ref] = (f"{person.name or person.email}, {ROLE_WORDS[role].lower()}", person)

    def act(clean: dict[str, Any]) -> str:
        kind, _, name = clean["of"].partition(" ")
        worker = worker_called(actor, name) if kind == "worker" else None
        give_post(
            person=people[clean["person"]][1],
            agency=agency,
            by=actor,
            worker=worker,
            team=name if kind == "team" else "",
        )
        return reverse("posts")

    choices = [(str(ref), words) for ref, (words, _) in people.items()]
    return form_page(
        request,
        PostForm(request.POST or None, people=choices, of=offered(actor)),
        act=act,
        refusals=(NoSuchPost,),
        done="Said. They see these children from now on, and each look at a child's page is recorded.",
        template="sight/posts.html",
        posts=posts_now(actor),
    )


def take_post(request: HttpRequest, post: Any) -> HttpResponse:
    """End a post: the children are near no longer."""
    end_post(post=post, by=request.actor)
    messages.success(request, "Ended. They see these children no longer.")
    return HttpResponseRedirect(reverse("posts"))
