"""The stated room."""

from django.apps import AppConfig


class StatedConfig(AppConfig):
    name = "lineofsight.records.stated"
    label = "stated"
