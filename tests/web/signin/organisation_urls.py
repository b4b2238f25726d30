"""The addresses of the service, and beside them those of an organisation's service."""

from django.urls import include, path

from lineofsight.web.urls import handler404, urlpatterns  # noqa: F401

urlpatterns = [*urlpatterns, path("", include("allauth.idp.urls"))]
