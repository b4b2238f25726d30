"""The pathways room."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "lineofsight.records.pathways"
    label = "pathways"
