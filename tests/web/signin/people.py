"""People to sign in as, and the two ways to do it: by the forms, or straight into a session that passed both steps."""

import time
from dataclasses import dataclass

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as OF_WHOM,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from lineofsight.partnership.actions import add_agency, add_person, join
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rules import AgencyKind, Role

PASSWORD = "slate otter lantern"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Partnership:
    """A business unit and a council, both invented."""

    unit: Agency
    council: Agency


def partnership() -> Partnership:
    setter_up = job("set-up", now=timezone.now())
    return Partnership(
        unit=add_agency(code="unit", name="Fenwick business unit", kind=AgencyKind.HUB, by=setter_up),
        council=add_agency(code="council", name="Fenwick Council", kind=AgencyKind.COUNCIL, by=setter_up),
    )


def person(email: str, *, role: Role, agency: Agency, password: str = PASSWORD) -> Person:
    """Somebody with a role and a password, and no second step yet."""
    setter_up = job("set-up", now=timezone.now())
    made = add_person(email=email, name="", by=setter_up)
    join(person=made, agency=agency, role=role, by=setter_up)
    made.set_password(password)
    made.save()
    return made


def with_app(made: Person, secret: str = SECRET) -> Person:
    """The same, with an authenticator app that was set up before, and recovery codes."""
    TOTP.activate(made, secret)
    RecoveryCodes.activate(made)
    return made


def code_now(secret: str = SECRET) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def recovery_codes_of(made: Person) -> list[str]:
    return Authenticator.objects.get(user=made, type="recovery_codes").wrap().get_unused_codes()


def actor(made: Person) -> Actor:
    return actor_of(made, now=timezone.now())


def first_step(client: Client, email: str, password: str = PASSWORD, **headers: str):
    return client.post("/sign-in/", {"login": email, "password": password}, **headers)


def sign_in(client: Client, made: Person) -> None:
    """Both steps, by the forms."""
    first_step(client, made.email)
    answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer.status_code == 302, answer.content


def enter(client: Client, made: Person, *, proved: bool = True) -> None:
    """A session of this person; `proved`: that passed its second step just now. For tests about something else."""
    client.force_login(made)
    if proved:
        session = client.session
        session[RECORDS] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
        session[OF_WHOM] = user_id_to_str(made)
        session.save()
