"""A browser in which somebody is signed in, their second step done."""

from django.conf import settings
from django.test import Client

from lineofsight.partnership.models import Person


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["second_step"] = True
    session.save()
    return client
