"""The files room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "lineofsight.files"
    label = "files"
