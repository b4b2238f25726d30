"""The practice room."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "lineofsight.records.practice"
    label = "practice"
