"""The workforce room."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "lineofsight.records.workforce"
    label = "workforce"
