"""The audits room."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "lineofsight.records.audits"
    label = "audits"
