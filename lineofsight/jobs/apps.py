"""The jobs room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "lineofsight.jobs"
    label = "jobs"
