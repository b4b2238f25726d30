"""One piece of evidence, judging it, and the file behind it."""

from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions.evidence import move_evidence
from lineofsight.assurance.actions.evidence import use_evidence as use
from lineofsight.assurance.group_words import group_called
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.queries import behind, samples, versions
from lineofsight.assurance.queries.second_looks import waits_for_another
from lineofsight.assurance.rules import (
    EVIDENCE_MOVES,
    Consent,
    EvidenceKind,
    EvidenceState,
    OfferedByYourself,
    is_current,
)
from lineofsight.assurance.tables import figure_again, measure_of
from lineofsight.files.queries import download_of, find_held, notes_on, open_held
from lineofsight.library.scales import Shows, Spoke
from lineofsight.library.words import listed
from lineofsight.measures.figure import Figure
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.publication.unsaid import unsaid_words
from lineofsight.web.choices import offer
from lineofsight.web.evidence.words import EVIDENCE_WORDS
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.statements.forms import CONSENT_WORDS, SPOKE_WORDS, UsesForm
from lineofsight.web.words_field import AsksAboutNames, Words

_VERBS = {
    EvidenceState.ACCEPTED: "Accept it: it counts",
    EvidenceState.REJECTED: "Reject it: it does not show this",
    EvidenceState.WITHDRAWN: "Withdraw it: it no longer stands",
}


class JudgeForm(AsksAboutNames):
    """Whether it counts."""

    target = forms.ChoiceField(
        label="Your answer", widget=forms.RadioSelect, error_messages={"required": "Choose what happens with it."}
    )
    reason = Words("Why", most=400, hint="Needed unless you accept it. Its agency reads it.")
    version = Version()

    def __init__(self, *args: Any, targets: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "target", [(target, _VERBS[EvidenceState(target)]) for target in targets])


def show_evidence(request: HttpRequest, evidence: Any) -> HttpResponse:
    """What it is, what it shows, until when, and which statements rest on it."""
    actor = request.actor
    held = _file_of(evidence, actor)
    return render(
        request,
        "evidence/evidence.html",
        {
            "evidence": evidence,
            "held": held,
            # For whoever took the file in: it is theirs to look at, and to mend.
            "file_notes": notes_on(held) if held is not None and held.agency_id == actor.agency_id else (),
            "may_open": held is not None and can(actor, Act.FILE_READ, held),
            "may_ask": held is not None and can(actor, Act.GRANT_ASK, held),
            "shows": Shows(evidence.shows),
            "today": today(actor.now),
            "statements": queries.supported_by(evidence, actor),
            "weakens": behind.weakened_by(evidence, actor),
            "actions": behind.actions_resting_on(evidence, actor),
            "spoke_words": SPOKE_WORDS[Spoke(evidence.spoke)] if evidence.spoke else "",
            "consent_words": CONSENT_WORDS[Consent(evidence.consent)] if evidence.consent else "Not said",
            "may_use": can(actor, Act.EVIDENCE_ATTACH, evidence) and evidence.state in ("offered", "accepted"),
            "is_current": is_current(state=evidence.state, valid_until=evidence.valid_until, day=today(actor.now)),
            "may_judge": can(actor, Act.EVIDENCE_JUDGE, evidence) and bool(_targets(actor, evidence)),
            "waits_for_another": evidence.state == "offered" and waits_for_another(evidence, actor),
            "about": _about(evidence, actor),
            **_versions(evidence, actor),
        },
    )


def _about(evidence: Any, actor: Any) -> str:
    """Whom it is about, as it is printed: who is named, else whoever says the sentences that rest on it."""
    if evidence.about is not None:
        return str(evidence.about.name)
    said = {row.agency.name for row in queries.supported_by(evidence, actor)} if evidence.assessment is None else set()
    return listed(sorted(said)) if said else "Not said"


def _versions(evidence: Any, actor: Any) -> dict[str, Any]:
    """What its page says of its versions."""
    newer = versions.newer_of(evidence, actor)
    stands = evidence.state in ("offered", "accepted")
    return {
        "sha": versions.content_sha(evidence),
        "versions": versions.versions_of(evidence, actor),
        "newer": newer,
        "older": versions.older_of(evidence, actor),
        "left": sum(one.may_carry for one in versions.to_carry(evidence, actor)),
        "may_replace": stands and newer is None and can(actor, Act.EVIDENCE_ATTACH, evidence),
    }


def use_evidence(request: HttpRequest, evidence: Any) -> HttpResponse:
    """Put evidence that is there already behind more sentences and actions of its agency; the business unit, behind
    those of any: so a partner's audit of another agency's work stands behind that agency's sentence."""
    actor, review = request.actor, evidence.review
    used = {row.pk for row in queries.supported_by(evidence, actor)}
    done = {row.pk for row in behind.actions_resting_on(evidence, actor)}
    statements = [
        row
        for row in behind.statements_to_tick(review, actor, of=None)
        if row.pk not in used and can(actor, Act.EVIDENCE_ATTACH, row)
    ]
    actions = [
        row
        for row in behind.actions_to_tick(review, actor, of=None)
        if row.pk not in done and can(actor, Act.EVIDENCE_ATTACH, row)
    ]

    def act(clean: dict[str, Any]) -> str:
        use(
            evidence=evidence,
            statements=[row for row in statements if row.ref in clean.get("statements", ())],
            actions=[row for row in actions if row.ref in clean.get("actions", ())],
            by=actor,
        )
        return reverse("evidence", args=[evidence.ref])

    return form_page(
        request,
        UsesForm(request.POST if request.method == "POST" else None, statements=statements, actions=actions),
        act=act,
        done=f"Saved. {evidence.label} stands behind them too.",
        template="evidence/uses.html",
        evidence=evidence,
        used=len(used) + len(done),
    )


def list_evidence(request: HttpRequest, review: Any) -> HttpResponse:
    """All evidence of a review: what counts, what waits, what ends soon and what that would weaken."""
    actor = request.actor
    rows = behind.evidence_now(review, actor)
    views = {
        "all": ("All", rows, ""),
        "soon": ("Ends within 30 days", [one for one in rows if one.ends_soon], "Nothing ends within 30 days."),
        "waiting": ("Waits to be checked", [one for one in rows if one.row.state == "offered"], "Nothing waits."),
        "expired": ("Expired", [one for one in rows if one.has_expired], "Nothing has expired."),
        "ours": ("Ours", [one for one in rows if one.row.agency_id == actor.agency_id], "Your agency offered none."),
    }
    chosen = request.GET.get("view", "all")
    chosen = chosen if chosen in views else "all"
    return render(
        request,
        "evidence/list.html",
        {
            "review": review,
            "views": {
                name: {"text": text, "rows": listed, "empty": empty} for name, (text, listed, empty) in views.items()
            },
            "chosen": chosen,
            "rows": views[chosen][1],
            "levels": list(Shows),
            "today": today(actor.now),
        },
    )


def _file_of(evidence: Any, actor: Any) -> Any:
    """Its file, where one may see that too: evidence may reach further than the file behind it."""
    held = find_held(actor, evidence.held.ref) if evidence.held else None
    if held is not None:
        held.behind = samples.stands_behind(evidence, actor)
    return held


def _targets(actor: Any, evidence: Any) -> list[str]:
    moves = [move for move in EVIDENCE_MOVES if move.source == evidence.state and move.roles & actor.roles]
    # Replacing is done by accepting the newer version.
    targets = [move.target for move in moves if move.target != EvidenceState.SUPERSEDED]
    # Somebody else says whether it counts; who offered it may still take it back.
    yours = evidence.state == "offered" and waits_for_another(evidence, actor)
    return [target for target in targets if not yours or target == EvidenceState.WITHDRAWN]


def _behind(evidence: Any, actor: Any) -> Any:
    return queries.with_basis(actor).filter(queries.rests_on(evidence)).order_by("position")


def _unsaid(statement: Any, evidence: Any, actor: Any) -> Any:
    """What a sentence claims and its evidence would not say, where somebody is to say whether that counts."""
    return unsaid_words(statement, actor, offered=evidence) if evidence.state == EvidenceState.OFFERED else ()


def judge_evidence(request: HttpRequest, evidence: Any) -> HttpResponse:
    """Accept, reject or withdraw."""
    targets = _targets(request.actor, evidence)
    if request.method == "POST" and request.POST.get("target") not in targets:
        # Sent by address: the move itself says from where, and what can be done.
        wanted = request.POST.get("target", "")
        if wanted in set(EvidenceState):
            targets = [*targets, wanted]
    form = JudgeForm(request.POST or None, initial={"version": evidence.version}, targets=targets)

    def act(clean: dict[str, Any]) -> str:
        move_evidence(
            evidence=evidence,
            target=EvidenceState(clean["target"]),
            reason=clean["reason"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("evidence", args=[evidence.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(ReasonNeeded, OfferedByYourself),
        done=f"Saved. The sentences behind which {evidence.label} stands are judged anew from now on.",
        template="evidence/judge.html",
        evidence=evidence,
        held=_file_of(evidence, request.actor),
        shows=Shows(evidence.shows),
        kind_words=EVIDENCE_WORDS[EvidenceKind(evidence.kind)],
        weakens=behind.weakened_by(evidence, request.actor),
        statements=[(row, _unsaid(row, evidence, request.actor)) for row in _behind(evidence, request.actor)],
        differs=versions.differs_from_older(evidence, request.actor),
        older=versions.older_of(evidence, request.actor),
        left=sum(not one.is_carried for one in versions.to_carry(evidence, request.actor)),
    )


def download(request: HttpRequest, held: Any) -> HttpResponse | FileResponse:
    """The file, always as something to save, never shown in the browser; 410 once it was deleted."""
    facts = download_of(held)
    if held.gone is not None:
        return render(request, "evidence/gone.html", {"gone": held.gone}, status=410)
    response = FileResponse(open_held(held))
    for name, value in facts.headers.items():
        response.headers[name] = value
    return response


def show_figure(request: HttpRequest, figure: Any) -> HttpResponse:
    """A frozen figure: n of N, definition, and whether it still computes."""
    frozen, again = figure_again(figure, request.actor)
    library = with_own_measures(request.actor)
    measure = measure_of(frozen, library)
    return render(
        request,
        "evidence/figure.html",
        {
            "record": figure,
            "figure": frozen,
            "measure": measure,
            "group": group_called(measure, frozen.group, by=measure.by, library=library) if measure else frozen.group,
            "uses": [
                (item, queries.supported_by(item, request.actor))
                for item in queries.evidence_of(figure.review, request.actor).filter(figure=figure)
            ],
            "again": again,
            "is_same": isinstance(again, Figure) and not frozen.differences(again),
        },
    )
