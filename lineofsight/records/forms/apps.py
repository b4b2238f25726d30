"""The forms room."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "lineofsight.records.forms"
    label = "forms"
