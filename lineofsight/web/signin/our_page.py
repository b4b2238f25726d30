"""What all pages of signing in share."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import render

_TOO_MANY = ("too_many_login_attempts", "rate_limited")


class OurPage:
    """What all these pages share: none in the demonstration, and the limits answer with 429 and our page."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if settings.IS_DEMONSTRATION:
            raise Http404
        response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if response.status_code == 429 and not hasattr(response, "template_name"):
            return render(request, "errors/429.html", {}, status=429)
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        forms = [context[name] for name in ("form", "webauthn_form") if context.get(name) is not None]
        refused = any(
            error.code in _TOO_MANY for form in forms for errors in form.errors.as_data().values() for error in errors
        )
        return super().render_to_response(context, **({"status": 429} if refused else {}), **kwargs)  # type: ignore[misc]
