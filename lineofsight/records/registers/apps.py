"""The registers room."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "lineofsight.records.registers"
    label = "registers"
