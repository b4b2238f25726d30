"""One recommendation: what was asked, answered, done and shown; and writing, answering and moving it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import chain as writing
from lineofsight.assurance.actions import likeness, moving, opinions
from lineofsight.assurance.actions.chain import Asks, InThePast
from lineofsight.assurance.actions.moving import PublicWordingNeeded
from lineofsight.assurance.actions.opinions import OnlyNoAssurance
from lineofsight.assurance.queries import chain
from lineofsight.assurance.rules import OPINION_MEANINGS
from lineofsight.assurance.rules.chain import ANSWERS, RECOMMENDATION_MOVES, RecommendationState
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import agency_choices, find_agency, own_agency, today
from lineofsight.partnership.rules import Act
from lineofsight.web.both_texts import both_texts
from lineofsight.web.chain.forms import ActionForm, AnswerForm, ChangeForm, FindingForm, RecommendationForm
from lineofsight.web.chain.moving import move_on
from lineofsight.web.chain.words import behalf_button, buttons, history, opinion_sentence
from lineofsight.web.form_page import form_page
from lineofsight.web.statements.forms import OpinionForm
from lineofsight.web.statements.opinion_look import opinion_look, viewed

FIELDS = ("title", "text", "owner_role", "due_date", "respond_by_date", "measure", "why", "source_place")


def show_recommendation(request: HttpRequest, recommendation: Any) -> HttpResponse:
    """One recommendation, whole."""
    actor = request.actor
    now = chain.recommendation_now(recommendation, day=today(actor.now))
    moves = buttons(recommendation, moving.moves_open_to(recommendation, actor), "move_recommendation")
    may_answer = can(actor, Act.RECOMMENDATION_ANSWER, recommendation) and now.state in ("drafted", "reopened")
    return render(
        request,
        "chain/recommendation.html",
        {
            "now": now,
            "row": recommendation,
            "opinion_words": opinion_sentence(now),
            "opinion_level": OpinionWord(now.opinion.opinion.level).words if now.opinion else "",
            "questions": chain.quality_of(recommendation),
            "earlier": chain.earlier_like(recommendation, actor),
            "history": history(recommendation.moves.all()),
            "buttons": [
                *moves,
                *behalf_button(recommendation, "recommendation_on_behalf", may_record=can(actor, Act.CHAIN_BEHALF)),
            ],
            "onward": next((move for move in moves if move["is_next"]), None),
            "today": today(actor.now),
            "may_answer": may_answer,
            "may_record": can(actor, Act.CHAIN_BEHALF),
            "is_closed": recommendation.agency.closed_date is not None,
            "may_write": can(actor, Act.RECOMMENDATION_WRITE),
            "may_add": can(actor, Act.ACTION_ADD, recommendation),
            "may_opine": can(actor, Act.OPINION_GIVE, recommendation),
            "may_name": can(actor, Act.OWNER_NAME, recommendation),
            "may_say_alike": can(actor, Act.LIKENESS_SAY),
        },
    )


def add_finding(request: HttpRequest, review: Any) -> HttpResponse:
    """Write down what a review found."""

    def act(clean: dict[str, Any]) -> str:
        writing.add_finding(review=review, by=request.actor, **clean)
        return reverse("review", args=[review.ref]) + "#recommendations"

    return form_page(
        request,
        FindingForm(request.POST or None),
        act=act,
        done="The finding is added. Recommendations can rest on it.",
        page_title=f"Add a finding – {review.name}",
        h1="What did the review find?",
        submit="Add this finding",
        cancel=reverse("review", args=[review.ref]),
    )


def add_recommendation(request: HttpRequest, review: Any) -> HttpResponse:
    """Draft a recommendation."""
    found = {row.ref: row for row in chain.findings_of(review, request.actor)}
    form = RecommendationForm(request.POST or None, findings=found.values())

    def act(clean: dict[str, Any]) -> str:
        lead = find_agency(clean["lead"])
        if lead is None:
            raise Http404
        row = writing.draft_recommendation(
            review=review,
            lead=lead,
            asks=Asks(**{name: clean[name] for name in FIELDS}),
            findings=[found[ref] for ref in clean.get("findings", ())],
            by=request.actor,
        )
        return reverse("recommendation", args=[row.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Drafted. Its lead agency sees it now, and answers it.",
        page_title=f"Add a recommendation – {review.name}",
        h1="What is recommended?",
        lede="Good ones say who does what, by when, how we will know, and why.",
        submit="Add this recommendation",
        cancel=reverse("review", args=[review.ref]),
    )


def change_recommendation(request: HttpRequest, recommendation: Any) -> HttpResponse:
    """Give it other words. Whoever saves second gets both texts (409)."""
    initial = {name: getattr(recommendation, name) for name in FIELDS} | {"version": recommendation.version}
    form = ChangeForm(request.POST or None, initial=initial)
    address = reverse("recommendation", args=[recommendation.ref])
    if request.POST.get("choice") == "theirs":
        writing.keep_words(thing=recommendation, text=request.POST.get("text", ""), by=request.actor)
        messages.success(request, "Theirs stands. Yours is kept in its history.")
        return HttpResponseRedirect(address)

    def act(clean: dict[str, Any]) -> str:
        writing.change_recommendation(
            recommendation=recommendation,
            asks=Asks(**{name: clean[name] for name in FIELDS}),
            expected_version=clean["version"],
            by=request.actor,
        )
        return address

    return form_page(
        request,
        form,
        act=act,
        on_stale=both_texts,
        done="Saved. An opinion on the earlier words has lapsed.",
        page_title=f"Change {recommendation.label} – {recommendation.review.name}",
        h1=f"Change {recommendation.label.lower()}",
        submit=f"Save {recommendation.label.lower()}",
        cancel=address,
    )


def answer_recommendation(request: HttpRequest, recommendation: Any) -> HttpResponse:
    """Accept, accept in part or decline: written, then read once more as it will stand, then done."""
    address = reverse("recommendation", args=[recommendation.ref])
    last = chain.last_move(recommendation)
    if request.method == "GET" and last.target not in ("drafted", "reopened"):
        messages.success(request, f"It has been answered: {last.target}.")
        return HttpResponseRedirect(address)
    form = AnswerForm(request.POST or None, initial={"number": last.number})

    def look(clean: dict[str, Any]) -> dict[str, Any]:
        target = RecommendationState(clean["answer"])
        moving.check_answer(recommendation=recommendation, by=request.actor, answer=target, **_said(form))
        return {"said": clean}

    def act(clean: dict[str, Any]) -> str:
        moving.answer_recommendation(
            recommendation=recommendation,
            answer=RecommendationState(clean["answer"]),
            expected_move=clean["number"],
            by=request.actor,
            **_said(form),
        )
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(ReasonNeeded, PublicWordingNeeded),
        done="Your answer is recorded. The partnership sees it now.",
        last_look=look,
        look_template="chain/confirm_answer.html",
        template="chain/answer.html",
        row=recommendation,
        cancel=address,
    )


def _said(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("reason", "public_wording")}


def move_recommendation(request: HttpRequest, recommendation: Any) -> HttpResponse:
    """Move it on. An address that asks for a move nobody, or somebody else, can make says so (409)."""

    def act(clean: dict[str, Any]) -> None:
        moving.move_recommendation(
            recommendation=recommendation,
            target=RecommendationState(request.GET["to"]),
            expected_move=clean["number"],
            reason=clean["reason"],
            by=request.actor,
        )

    targets = [state for state in RecommendationState if state not in ANSWERS]
    return move_on(request, recommendation, "recommendation", RECOMMENDATION_MOVES, targets=targets, act=act)


def give_opinion_on(request: HttpRequest, recommendation: Any) -> HttpResponse:
    """Say how sure somebody outside can be of it."""
    now = chain.recommendation_now(recommendation, day=today(request.actor.now))
    address = reverse("recommendation", args=[recommendation.ref])

    def act(clean: dict[str, Any]) -> str:
        opinions.give_opinion_on(recommendation=recommendation, **viewed(clean), by=request.actor)
        return reverse("recommendation", args=[recommendation.ref])

    def look(clean: dict[str, Any]) -> dict[str, Any]:
        said = viewed(clean)
        opinions.check_opinion(on=recommendation, **said, by=request.actor)
        return opinion_look(said["view"], about=recommendation.text, is_printed=False, by=request.actor)

    return form_page(
        request,
        OpinionForm(request.POST or None, initial={"basis": now.basis_sha}, is_evidenced=now.is_evidenced),
        act=act,
        last_look=look,
        look_template="statements/opinion_look.html",
        refusals=(OnlyNoAssurance,),
        done="Your opinion is recorded. It lapses when what it rests on changes.",
        template="chain/opinion.html",
        now=now,
        hints={"level": {level.value: words for level, words in OPINION_MEANINGS.items()}},
        back={"text": f"Back to {recommendation.label.lower()}", "href": address},
        page_title=f"Give an opinion – {recommendation.label}",
        caption=recommendation.agency.name,
        h1=f"How sure can we be of {recommendation.label.lower()}?",
        lede=recommendation.text,
        submit="Read it once more",
        cancel=address,
    )


def add_action(request: HttpRequest, recommendation: Any) -> HttpResponse:
    """Propose an action. The business unit may propose one for any agency."""
    actor = request.actor
    is_unit = can(actor, Act.RECOMMENDATION_WRITE)
    leads = agency_choices() if is_unit else [(str(own_agency(actor).ref), own_agency(actor).name)]

    def act(clean: dict[str, Any]) -> str:
        lead = find_agency(clean.pop("lead"))
        if lead is None:
            raise Http404
        row = writing.add_action(recommendations=[recommendation], lead=lead, by=actor, **clean)
        return reverse("action", args=[row.ref])

    return form_page(
        request,
        ActionForm(request.POST or None, leads=leads),
        act=act,
        refusals=(InThePast,),
        done="Proposed. The safeguarding lead of its agency agrees to it next.",
        page_title=f"Add an action – {recommendation.label}",
        caption=recommendation.label,
        h1="What will be done?",
        lede=recommendation.text,
        submit="Add this action",
        cancel=reverse("recommendation", args=[recommendation.ref]),
    )


def say_alike(request: HttpRequest, recommendation: Any) -> HttpResponse:
    """Say whether an earlier recommendation asks the same."""
    earlier = chain.find_recommendation(request.actor, request.POST.get("earlier", ""))
    if earlier is None or earlier.pk == recommendation.pk:
        raise Http404
    is_same = request.POST.get("same") == "yes"
    likeness.say_alike(recommendation=recommendation, earlier=earlier, is_same=is_same, by=request.actor)
    messages.success(request, "Recorded. Your role stands beside it, and the last word stands.")
    return HttpResponseRedirect(reverse("recommendation", args=[recommendation.ref]) + "#earlier")
