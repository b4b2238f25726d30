"""The trail alone: for work on this room while others are still being built (`--ds tests.trail.small_settings`)."""

from lineofsight.settings.test import *  # noqa: F403

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "lineofsight.trail", "lineofsight.cli"]
AUTH_USER_MODEL = "auth.User"
MIDDLEWARE = []
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
ROOT_URLCONF = "tests.trail.small_settings"
urlpatterns: list[object] = []
