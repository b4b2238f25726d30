"""The mails room."""

from django.apps import AppConfig


class MailsConfig(AppConfig):
    name = "lineofsight.mails"
    label = "mails"
