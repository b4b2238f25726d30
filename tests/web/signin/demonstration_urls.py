"""The addresses as they are in the demonstration."""

from lineofsight.web.demonstration.urls import ROUTES
from lineofsight.web.urls import handler404, urlpatterns  # noqa: F401

urlpatterns = [*urlpatterns, *ROUTES]
