"""Signing in: password, then a code. allauth does the steps; here stand our pages and what we add."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from allauth.mfa import app_settings
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from lineofsight.partnership.actions import InvitationSpent, OneAgencyAtATime, accept_invitation, open_invitation
from lineofsight.partnership.one_agency import OneAgencyHere
from lineofsight.partnership.rules import ROLE_WORDS, Role
from lineofsight.partnership.scope import scope
from lineofsight.web.signin import kept_passkeys as kept
from lineofsight.web.signin.adapter import note
from lineofsight.web.signin.forms import AgainForm, CodeForm, InvitationForm, NewPasswordForm, PasswordForm, SetUpForm
from lineofsight.web.signin.organisation import came_by_organisation
from lineofsight.web.signin.our_page import OurPage
from lineofsight.web.signin.passkey_forms import PasskeyAgainForm, PasskeyForm, as_options, passkey_errors
from lineofsight.web.signin.recently import proved_recently
from lineofsight.web.signin.second_factor import has_proved_second_factor


class SignIn(OurPage, LoginView):
    """The first step. In the demonstration people choose who they are instead."""

    form_class = PasswordForm
    template_name = "signin/password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if settings.IS_DEMONSTRATION:
            return HttpResponseRedirect(reverse("who_to_be"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[PasswordForm]:
        return self.form_class

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "passkey_alone": app_settings.PASSKEY_LOGIN_ENABLED,
            "organisation": settings.LOS_OIDC and settings.LOS_OIDC.name,
        }


class Code(OurPage, AuthenticateView):
    """The second step of signing in."""

    form_class = CodeForm
    webauthn_form_class = PasskeyForm
    template_name = "signin/code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = context["webauthn_form"]
        has_one = kept.has_passkey(self.stage.login.user)
        return context | {
            "options": as_options(context["js_data"], "request_options") if has_one else "",
            "errors": passkey_errors(shown),
        }


class Again(OurPage, ReauthenticateView):
    """The second step once more. Also for a session that began before the authenticator was set up."""

    form_class = AgainForm
    template_name = "signin/again.html"

    def get_form_class(self) -> type[Any]:
        return PasskeyAgainForm if "credential" in self.request.POST else AgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        errors = []
        if isinstance(context["form"], PasskeyAgainForm):
            errors = passkey_errors(context["form"])
            context |= {"form": AgainForm(user=self.request.user), "webauthn_form": context["form"]}
        options = ""
        if kept.has_passkey(self.request.user):
            options = as_options({"request_options": auth.begin_authentication(self.request.user)}, "request_options")
        return context | {"options": options, "errors": errors}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_mfa_enabled(request.user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return super().dispatch(request, *args, **kwargs)


class SetUp(OurPage, ActivateTOTPView):
    """Set up an authenticator app: scan or type the key, then show that it works."""

    form_class = SetUpForm
    template_name = "signin/set_up.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            proved = has_proved_second_factor(request)
            return HttpResponseRedirect(reverse("your_sign_in" if proved else "mfa_reauthenticate"))
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set up, and count this code as this session's second step; it cannot be used a second time."""
        response = super().form_valid(form)
        person = self.request.user
        app = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
        app.wrap().validate_code(form.cleaned_data["code"])
        record_authentication(self.request, person, method="mfa", type=app.type)
        self.request.session.cycle_key()
        note("authenticator.set_up", person)
        return response


class RecoveryCodes(OurPage, ViewRecoveryCodesView):
    """The recovery codes: shown once."""

    template_name = "signin/recovery_codes.html"


class NewRecoveryCodes(OurPage, GenerateRecoveryCodesView):
    """New recovery codes in place of the old."""

    template_name = "signin/new_recovery_codes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not proved_recently(request):
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note("authenticator.codes_renewed", self.request.user)
        return response


class ChangePassword(OurPage, PasswordChangeView):
    """A new password; every session ends, this one too."""

    form_class = NewPasswordForm
    template_name = "signin/change_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        person = self.request.user
        response = super().form_valid(form)
        note("person.password_changed", person)
        return response


class YourSignIn(OurPage, TemplateView):
    """What one has to sign in with, and how to change it."""

    template_name = "signin/yours.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        codes = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES).first()
        return super().get_context_data(**kwargs) | {
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "has_app": is_mfa_enabled(self.request.user, [Authenticator.Type.TOTP]),
            "passkeys": kept.passkeys_of(self.request.user),
        }


class SignOut(LogoutView):
    """Sign out here; whoever came by an account of their organisation is told that it is still open there."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        came_from_there = came_by_organisation(request)
        response = super().post(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('signin')}?elsewhere=1") if came_from_there else response


sign_in = SignIn.as_view()
code = Code.as_view()
again = Again.as_view()
set_up = SetUp.as_view()
recovery_codes = RecoveryCodes.as_view()
new_recovery_codes = NewRecoveryCodes.as_view()
change_password = ChangePassword.as_view()
your_sign_in = YourSignIn.as_view()
sign_out = SignOut.as_view(http_method_names=["post", "options"])


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation. Looking at it changes nothing: mail scanners follow links."""
    if settings.IS_DEMONSTRATION:
        raise Http404
    actor = request.actor  # type: ignore[attr-defined]
    try:
        with scope(actor, writes=False):
            found = open_invitation(token, now=actor.now)
        form = InvitationForm(request.POST or None, email=found.email)
        if request.method == "POST" and form.is_valid():
            return _accept(request, token, form)
    except InvitationSpent as spent:
        return render(request, "signin/invitation_spent.html", {"sentence": str(spent)}, status=410)
    except (OneAgencyAtATime, OneAgencyHere) as refused:
        form.add_error(None, str(refused))
    words = ROLE_WORDS[Role(found.role)]
    context = {"form": form, "invitation": found, "role_words": words}
    return render(request, "signin/invitation.html", context, status=422 if form.errors else 200)


def _accept(request: HttpRequest, token: str, form: InvitationForm) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    with scope(actor, writes=True):
        person = accept_invitation(
            token=token, name=form.cleaned_data["name"], password=form.cleaned_data["password"], now=actor.now
        )
    logout(request)
    messages.success(request, "Your account is there. Now set up the second step.")
    entry = Login(user=person, email=person.email, redirect_url=reverse("mfa_activate_totp"))
    return perform_password_login(request, {"email": person.email}, entry)
