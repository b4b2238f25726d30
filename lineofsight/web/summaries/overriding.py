"""Let one refusal of the check pass, as a second person, with a reason that is printed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lineofsight.publication import judging
from lineofsight.publication.actions.declared import override
from lineofsight.publication.actions.editions import NotSaid
from lineofsight.publication.gate.overrides import MAY_BE_LET_PASS
from lineofsight.publication.queries.editions import included
from lineofsight.web.form_page import form_page
from lineofsight.web.summaries.declaring_forms import OverrideForm


def override_refusal(request: HttpRequest, edition: Any) -> HttpResponse:
    """The refusal as the check says it, and one question: why may it stand?"""
    actor, back = request.actor, reverse("gate", args=[edition.ref])
    code, place, said = (request.GET.get(name, "") for name in ("code", "place", "said"))
    _, result = judging.gate(edition, actor)
    here = [one for one in result.refusals if (one.code, one.place) == (code, place)]
    refusal = next((one for one in here if one.said == said), here[0] if here and not said else None)
    if refusal is None or code not in MAY_BE_LET_PASS:
        messages.info(request, "The check does not refuse this now, or nobody may let it pass. Nothing was changed.")
        return HttpResponseRedirect(back)
    passed = [one.refusal for one in result.overridden if (one.refusal.code, one.refusal.place) == (code, place)]
    beside = tuple(one for one in (*here, *passed) if one is not refusal)
    number = place.rpartition(" ")[2]
    statement = next((row for row in included(edition, actor) if str(row.position) == number), None)

    def act(clean: dict[str, Any]) -> str:
        override(
            edition=edition,
            refusal=refusal,
            wording=statement.current if statement else None,
            reason=clean["reason"],
            by=actor,
            beside=beside,
        )
        return back

    return form_page(
        request,
        OverrideForm(request.POST or None),
        act=act,
        refusals=(NotSaid,),
        done="Let pass. Your reason is printed, and is lost with the first word that changes.",
        template="summaries/override.html",
        edition=edition,
        refusal=refusal,
        beside=beside,
    )
