"""The voice room."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "lineofsight.records.voice"
    label = "voice"
