"""One way to show a form: ask, show the errors beside what was typed, or do one act and go on."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], str],
    refusals: tuple[type[Exception], ...] = (),
    done: str,
    template: str = "layouts/form.html",
    **context: Any,
) -> HttpResponse:
    """Answer a form's page.

    `act` gets the clean values, does one call and gives the address to go to; `done` is the banner there. An exception
    of `refusals` carries a sentence for the person and is shown as an error of the form (422), with every word kept.
    """
    if request.method == "POST" and form.is_valid():
        try:
            address = act(form.cleaned_data)
        except refusals as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, done)
            return HttpResponseRedirect(address)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
