"""Keep the open page of a form while somebody types: the page's script sends it, and says when it was kept."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from lineofsight.partnership.rows import Stale
from lineofsight.records.forms import actions as acts
from lineofsight.records.forms.queries import kept_of
from lineofsight.records.forms.rules.answers import CannotTake
from lineofsight.web.dates import clock
from lineofsight.web.forms.questions import SectionForm


def keep_quietly(request: HttpRequest, form: Any, asked: SectionForm) -> JsonResponse:
    """Keep what can be taken as it stands. Out: when, how often the section was saved, and how much is left out.

    What cannot be taken yet (half a day, a word that looks like a name) stays on the page, and is asked about there.
    """
    asked.is_valid()
    expected = asked.cleaned_data.get("number") or 0
    left_out = sum(name in asked.places for name in asked.errors)
    try:
        acts.save_section(
            form=form, section=asked.section.id, answers=asked.taken, expected=expected, by=request.actor, quietly=True
        )
        number = kept_of(form).number(asked.section.id)
    except Stale:
        return JsonResponse({"because": "somebody else saved"}, status=409)
    except CannotTake as trouble:
        return JsonResponse({"because": str(trouble)}, status=422)
    return JsonResponse({"at": clock(request.actor.now), "number": number, "left_out": left_out})
