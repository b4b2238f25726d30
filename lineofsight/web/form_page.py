"""One way to show a form: ask, show the errors beside what was typed, or do one act and go on."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lineofsight.partnership.rows import Stale
from lineofsight.web import sent

_ASKED_ANEW = frozenset({"csrfmiddlewaretoken", "key", "confirmed", "change"})


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], str],
    refusals: tuple[type[Exception], ...] = (),
    done: str | Callable[[], str],
    template: str = "layouts/form.html",
    on_stale: Callable[[HttpRequest, Any, str], HttpResponse] | None = None,
    last_look: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
    look_template: str = "layouts/last_look.html",
    **context: Any,
) -> HttpResponse:
    """Answer a form's page.

    `act` gets the clean values, does one call and gives the address to go to; `done` is the banner there (a function,
    where it is known only once the act was done). An exception of `refusals` carries a sentence for the person and is
    shown as an error of the form (422), with every word kept; beside the field that its `field` names, if it names one.
    `last_look`, of what is not undone: what was written is read once more as it will stand, with the way back to the
    form. It gets the clean values, raises what `act` would, and gives what `look_template` shows beside the context.
    `on_stale` answers where somebody saved first: it gets the row as it now stands, and the words of the form.
    """
    is_to_change = last_look is not None and bool(request.POST.get("change"))
    if request.method == "POST" and form.is_valid() and not is_to_change:
        try:
            if last_look is not None and not request.POST.get("confirmed"):
                shown = last_look(form.cleaned_data)
                typed = sent.kept(request, but=_ASKED_ANEW)
                return render(
                    request,
                    look_template,
                    {**context, **shown, "typed": typed, "sent_key": sent.key(request)},
                )
            address = act(form.cleaned_data)
        except refusals as trouble:
            field = getattr(trouble, "field", "")
            form.add_error(field if field in form.fields else None, str(trouble))
        except Stale as stale:
            # Without a row the form speaks of something that was never there: there is no other text to show.
            if on_stale is None or stale.row is None:
                raise
            return on_stale(request, stale.row, form.cleaned_data["text"])
        else:
            messages.success(request, done if isinstance(done, str) else done())
            return HttpResponseRedirect(address)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
