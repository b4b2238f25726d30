"""The learning room."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "lineofsight.records.learning"
    label = "learning"
