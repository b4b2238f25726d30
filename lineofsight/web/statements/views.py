"""One statement: what it rests on, changing its words, evidence for it, an opinion on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions import chain as chain_actions
from lineofsight.assurance.actions import opinions, statements
from lineofsight.assurance.actions.opinions import OnlyNoAssurance
from lineofsight.assurance.actions.statements import EmptyWording, TooLong
from lineofsight.assurance.queries import behind
from lineofsight.assurance.queries import chain as chain_queries
from lineofsight.assurance.queries.challenges import on_statement
from lineofsight.assurance.queries.second_looks import waits_for_another
from lineofsight.assurance.rules import OPINION_MEANINGS
from lineofsight.assurance.rules.challenges import ChallengeState
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import find_agency, today, who_is
from lineofsight.partnership.rules import Act
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.queries import editions as publication
from lineofsight.publication.unsaid import unsaid_words
from lineofsight.publication.wording_diff import compare_wordings
from lineofsight.web import sent
from lineofsight.web.both_texts import ANEW
from lineofsight.web.form_page import form_page
from lineofsight.web.standing_words import in_sight, who_checked, who_opines
from lineofsight.web.statements.forms import (
    KIND_WORDS,
    AnswersForm,
    OpinionForm,
    SpeakerForm,
    WordingForm,
)
from lineofsight.web.statements.offering import offer_page
from lineofsight.web.statements.opinion_look import opinion_look, viewed
from lineofsight.web.statements.taking_away import ticks_told
from lineofsight.web.summaries.words import STATE_WORDS


def show_statement(request: HttpRequest, statement: Any) -> HttpResponse:
    """A statement with everything it rests on."""
    actor = request.actor
    seen = in_sight(statement, day=actor.now)
    return render(
        request,
        "statements/statement.html",
        {
            **seen,
            "opinion_level": OpinionWord(seen["opinion"].opinion.level).words if seen["opinion"] else "",
            "uses": _uses(statement, actor),
            "kind_words": KIND_WORDS[SentenceKind(statement.kind)],
            "earlier": [row for row in queries.wordings_of(statement, actor) if row.pk != statement.current_id],
            "today": today(actor.now),
            "reasons": behind.reasons_for(statement, day=today(actor.now)),
            **ticks_told(*queries.ticks_of(statement, actor)),
            "answers": behind.answered_by(statement, actor),
            "may_answer": can(actor, Act.RECOMMENDATION_WRITE),
            "may_settle": bool(statement.doubt) and can(actor, Act.REVIEW_IMPORT),
            "judging": _to_judge(seen["basis"], actor),
            "waiting": None if seen["basis"].standing.is_evidenced else _offered(seen["basis"]),
            "may_edit": can(actor, Act.STATEMENT_EDIT, statement),
            "may_attach": can(actor, Act.EVIDENCE_ATTACH, statement),
            "may_opine": can(actor, Act.OPINION_GIVE, statement),
            "who_opines": who_opines(statement.audience),
            **_challenges(statement, actor),
            "may_challenge": can(actor, Act.OPINION_CHALLENGE, statement),
            "unsaid": unsaid_words(statement, actor) if _reads_again(statement, actor) else (),
        },
    )


def _reads_again(statement: Any, actor: Any) -> bool:
    """Whether somebody looks at a sentence after its agency: judges its evidence, opines on it, or checks the whole."""
    return can(actor, Act.OPINION_GIVE, statement) or can(actor, Act.EVIDENCE_JUDGE) or can(actor, Act.EDITION_CHECK)


def _challenges(statement: Any, actor: Any) -> dict[str, Any]:
    """The challenges to a sentence, and the first that the actor is to answer, or to close."""
    rows = on_statement(statement, actor, day=today(actor.now))
    raised = (one.row for one in rows if one.row.state == ChallengeState.RAISED)
    told = (one.row for one in rows if one.row.state == ChallengeState.ANSWERED or (one.has_lapsed and one.is_open))
    return {
        "challenges": rows,
        "may_open_questions": can(actor, Act.QUESTION_READ),
        "to_answer": next((row for row in raised if can(actor, Act.QUESTION_ANSWER, row)), None),
        "to_close": next((row for row in told if can(actor, Act.QUESTION_CLOSE, row)), None),
    }


def _to_judge(basis: Any, actor: Any) -> Any:
    """The first piece of evidence behind a statement that the actor is to judge; None where there is none."""
    offered = (piece for piece in basis.other if piece.state == "offered" and can(actor, Act.EVIDENCE_JUDGE, piece))
    return next((piece for piece in offered if not waits_for_another(piece, actor)), None)


def _offered(basis: Any) -> Any:
    """The first piece of evidence that was offered and that nobody has judged yet."""
    return next((piece for piece in basis.other if piece.state == "offered"), None)


def _uses(statement: Any, actor: Any) -> list[dict[str, str]]:
    """The editions that print a statement, or would: newest first."""
    uses = []
    for edition in publication.editions_of(statement.review, actor):
        used = {"text": f"Edition {edition.number} of {edition.title}"}
        if not edition.content:
            if statement.is_included:
                note = f"{STATE_WORDS[edition.state]}, not published"
                uses.append({**used, "href": reverse("summary", args=[edition.ref]), "note": note})
            continue
        for line in EditionContent.from_json(edition.content).lines():
            if line.statement_ref == statement.ref:
                note = f"{STATE_WORDS[edition.state]}, as sentence {line.number}"
                uses.append({**used, "href": f"{reverse('published', args=[edition.ref])}#{line.anchor}", "note": note})
    return uses


def change_statement(request: HttpRequest, statement: Any) -> HttpResponse:
    """Change the words. Whoever saves second gets both texts (409), and loses none."""
    initial = {
        "text": statement.current.text,
        "version": statement.version,
        "is_included": statement.is_included,
        "action_date": statement.action_date,
        "due_date": statement.due_date,
        "owner_role": statement.owner_role,
    }
    form = WordingForm(request.POST or None, initial=initial)
    if request.POST.get("conflict") and (answer := _decided(request, statement)):
        return answer

    def act(clean: dict[str, Any]) -> str:
        statements.change_statement(
            statement=statement,
            text=clean["text"],
            kind=SentenceKind(clean["kind"]) if clean["kind"] else None,
            is_included=clean["is_included"],
            action_date=clean["action_date"],
            due_date=clean["due_date"],
            owner_role=clean["owner_role"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("statement", args=[statement.ref])

    return form_page(
        request,
        form,
        act=act,
        on_stale=_conflict,
        refusals=(EmptyWording, TooLong),
        done="Saved. Its agency signs it anew; an opinion on the earlier words has lapsed.",
        template="statements/change.html",
        **in_sight(statement, day=request.actor.now),
    )


def _decided(request: HttpRequest, statement: Any) -> HttpResponse | None:
    """What the page of two editors was answered, unless it asks to save what was typed."""
    choice, typed = request.POST.get("choice", ""), request.POST.get("text", "")
    if choice in ("mine", "join"):
        return None
    if choice != "theirs":
        return _conflict(request, statement, typed, error="Choose what should stand.")
    try:
        statements.keep_in_history(statement=statement, text=typed, by=request.actor)
    except (EmptyWording, TooLong) as trouble:
        return _conflict(request, statement, typed, error=str(trouble))
    messages.success(request, "Theirs stands. Yours is kept in the history of the sentence.")
    return HttpResponseRedirect(reverse("statement", args=[statement.ref]))


def _conflict(request: HttpRequest, statement: Any, typed: str, *, error: str = "") -> HttpResponse:
    theirs = queries.with_basis(request.actor).get(ref=statement.ref)
    return render(
        request,
        "statements/conflict.html",
        {
            "statement": theirs,
            "conflict": {
                "who": who_is(theirs.current.by_ref, at=theirs.current.recorded_at),
                "at": theirs.current.recorded_at,
                "diff": compare_wordings(theirs.current.text, typed),
                "yours": typed,
                "post_to": reverse("change_statement", args=[statement.ref]),
            },
            # Not `version`: every page has that name for the version of the product.
            "row_version": theirs.version,
            # What else stood in the form is sent again with it.
            "kept": sent.kept(request, but=ANEW),
            "sent_key": sent.key(request),
            "chosen": request.POST.get("choice", ""),
            "errors": [{"text": error, "href": "#choice"}] if error else [],
        },
        status=409,
    )


def settle_speaker(request: HttpRequest, statement: Any) -> HttpResponse:
    """Say which agency says a sentence, where the report did not."""
    form = SpeakerForm(request.POST or None, initial={"version": statement.version})

    def act(clean: dict[str, Any]) -> str:
        agency = find_agency(clean["agency"])
        if agency is None:
            raise Http404
        statements.settle_speaker(
            statement=statement, agency_id=agency.pk, expected_version=clean["version"], by=request.actor
        )
        return reverse("statement", args=[statement.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Saved. The sentence now belongs to that agency, which signs it.",
        template="statements/speaker.html",
        statement=statement,
    )


def attach_evidence(request: HttpRequest, statement: Any) -> HttpResponse:
    """Offer evidence for a statement, and for others that rest on the same."""
    return offer_page(
        request,
        statement,
        about=("sentence", statement.position, statement.current.text),
        back=reverse("statement", args=[statement.ref]),
        fixed={"statements": [statement]},
    )


def attach_to_action(request: HttpRequest, action: Any) -> HttpResponse:
    """Offer evidence for an action, and for sentences that rest on the same."""
    return offer_page(
        request,
        action,
        about=("action", action.number, action.title),
        back=reverse("action", args=[action.ref]),
        fixed={"actions": [action]},
    )


def say_answers(request: HttpRequest, statement: Any) -> HttpResponse:
    """Say which recommendations a sentence answers. Both pages tell it from then on."""
    rows = list(chain_queries.recommendations(request.actor).filter(review=statement.review))
    tied = [tie.recommendation.ref for tie in behind.answered_by(statement, request.actor)]
    # Nothing ticked is an answer too.
    form = AnswersForm(request.POST if request.method == "POST" else None, rows=rows, initial={"recommendations": tied})

    def act(clean: dict[str, Any]) -> str:
        chain_actions.say_what_it_answers(
            statement=statement,
            recommendations=[row for row in rows if row.ref in clean["recommendations"]],
            by=request.actor,
        )
        return reverse("statement", args=[statement.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Saved. What stands behind the sentence now stands behind those recommendations too.",
        template="statements/answers.html",
        statement=statement,
        has_any=bool(rows),
    )


def give_opinion(request: HttpRequest, statement: Any) -> HttpResponse:
    """Say how sure somebody outside can be."""
    basis = queries.basis_of(statement, day=request.actor.now)
    form = OpinionForm(request.POST or None, initial={"basis": basis.sha}, is_printed=True)

    def act(clean: dict[str, Any]) -> str:
        opinions.give_opinion(statement=statement, **viewed(clean), by=request.actor)
        return reverse("statement", args=[statement.ref])

    def look(clean: dict[str, Any]) -> dict[str, Any]:
        said = viewed(clean)
        opinions.check_opinion(on=statement, **said, by=request.actor)
        return opinion_look(said["view"], about=statement.current.text, is_printed=True, by=request.actor)

    return form_page(
        request,
        form,
        act=act,
        refusals=(OnlyNoAssurance,),
        done="Signed. It stands as long as the words and the evidence stay as they are.",
        last_look=look,
        look_template="statements/opinion_look.html",
        template="statements/opinion.html",
        page_title=f"Opinion – Sentence {statement.position}",
        caption=f"Sentence {statement.position}, {statement.agency.name}",
        cancel=reverse("statement", args=[statement.ref]),
        statement=statement,
        basis=basis,
        unsaid=unsaid_words(statement, request.actor),
        checked=who_checked(statement, basis, queries.opinion_now(statement, day=request.actor.now)),
        meanings={"level": {level.value: words for level, words in OPINION_MEANINGS.items()}},
    )
