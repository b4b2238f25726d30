"""Passkeys: made, named, removed, and shown in place of a password. allauth keeps them and checks what they sign."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic.edit import FormView

from lineofsight.web.signin import kept_passkeys as kept
from lineofsight.web.signin.adapter import note
from lineofsight.web.signin.our_page import OurPage
from lineofsight.web.signin.passkey_forms import (
    NewPasskeyForm,
    PasskeyAloneForm,
    PasskeyNameForm,
    as_options,
    passkey_errors,
)
from lineofsight.web.signin.recently import proved_recently
from lineofsight.web.signin.second_factor import has_proved_second_factor


class NewPasskey(OurPage, AddWebAuthnView):
    """Make a passkey. Also for somebody who has no second step yet."""

    form_class = NewPasskeyForm
    template_name = "signin/passkey_new.html"

    def get_form_class(self) -> type[NewPasskeyForm]:
        return self.form_class

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"name": ""}, "may_be_alone": app_settings.PASSKEY_LOGIN_ENABLED}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The form with its errors: allauth's view drops it.
        context = super().get_context_data() | kwargs
        return context | {
            "options": as_options(context["js_data"], "creation_options"),
            "errors": passkey_errors(context["form"]),
            "is_first": not has_proved_second_factor(self.request),
        }

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "your_sign_in")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it. Where it is somebody's first second step, it counts as this session's too."""
        response = super().form_valid(form)
        person = self.request.user
        row = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).latest("id")
        if form.cleaned_data.get("passwordless"):
            kept.let_sign_in_alone(row)
        if not has_proved_second_factor(self.request):
            record_authentication(self.request, person, method="mfa", type=row.type)
            self.request.session.cycle_key()
        note("passkey.added", person)
        return response


class PasskeyAlone(OurPage, LoginWebAuthnView):
    """Sign in by a passkey alone, where the service allows it and the passkey was set up so."""

    form_class = PasskeyAloneForm
    template_name = "signin/passkey_alone.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not app_settings.PASSKEY_LOGIN_ENABLED:
            return HttpResponseRedirect(reverse("signin"))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return FormView.get(self, request, *args, **kwargs)

    def get_form_class(self) -> type[PasskeyAloneForm]:
        return self.form_class

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = {"request_options": auth.begin_authentication(user=None)}
        return context | {
            "options": as_options(options, "request_options"),
            "errors": passkey_errors(context["form"]),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        shown = form.cleaned_data["credential"]
        entry = Login(user=shown.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, shown, entry)

    def form_invalid(self, form: Any) -> HttpResponse:
        return FormView.form_invalid(self, form)


new_passkey = NewPasskey.as_view()
passkey_alone = PasskeyAlone.as_view()


def name_passkey(request: HttpRequest, passkey: str) -> HttpResponse:
    """Give one's own passkey another name."""
    row, elsewhere = _own(request, passkey)
    if elsewhere:
        return elsewhere
    form = PasskeyNameForm(request.POST or None, initial={"name": row.wrap().name})
    if form.is_valid():
        kept.rename(row, name=form.cleaned_data["name"])
        note("passkey.named", request.user)
        return HttpResponseRedirect(reverse("your_sign_in"))
    return render(request, "signin/passkey_name.html", {"form": form}, status=422 if form.errors else 200)


def remove_passkey(request: HttpRequest, passkey: str) -> HttpResponse:
    """Take one's own passkey off, unless it is the only second step."""
    row, elsewhere = _own(request, passkey)
    if elsewhere:
        return elsewhere
    context: dict[str, Any] = {"name": row.wrap().name, "refusal": ""}
    try:
        if request.method == "POST":
            kept.remove(row)
            note("passkey.removed", request.user)
            return HttpResponseRedirect(reverse("your_sign_in"))
        if kept.is_last_second_step(row):
            raise kept.LastSecondStep
    except kept.LastSecondStep as last:
        context["refusal"] = str(last)
    status = 409 if context["refusal"] and request.method == "POST" else 200
    return render(request, "signin/passkey_remove.html", context, status=status)


def _own(request: HttpRequest, passkey: str) -> tuple[Any, HttpResponse | None]:
    """One's own passkey, or where to go first: to prove again who one is, or back where there is no such one."""
    if settings.IS_DEMONSTRATION:
        raise Http404
    row = kept.passkey_row(request.user, key=passkey)
    if row is None:
        return None, HttpResponseRedirect(reverse("your_sign_in"))
    if not proved_recently(request):
        query = urlencode({"next": request.path})
        return None, HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
    return row, None
