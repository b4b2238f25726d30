"""The identities room."""

from django.apps import AppConfig


class IdentitiesConfig(AppConfig):
    name = "lineofsight.records.identities"
    label = "identities"
