"""`./los person add|list|leave|invite`: who may come in."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from lineofsight.cli.administrator import administrator, agency_called
from lineofsight.cli.command import OurCommand
from lineofsight.partnership import actions, queries
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.one_agency import OneAgencyHere
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import PERSONAL_ROLES, Role
from lineofsight.partnership.scope import scope

_REFUSED = (
    *(Forbidden, OneAgencyHere),
    *(
        actions.HasAccount,
        actions.NotIndependent,
        actions.NothingToRepeat,
        actions.LastAdministrator,
        actions.AlreadySetUp,
    ),
)


class Command(OurCommand):
    help = "People: add EMAIL --role ROLE --agency CODE; invite EMAIL (a new link); leave EMAIL; list."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="invite somebody to a role; prints a link that works once")
        add.add_argument("email")
        add.add_argument("--role", required=True, choices=[role.value for role in PERSONAL_ROLES])
        add.add_argument("--agency", required=True, metavar="CODE")
        invite = acts.add_parser("invite", help="the same invitation again, under a new link")
        invite.add_argument("email")
        leave = acts.add_parser("leave", help="end every role and session of somebody, at once")
        leave.add_argument("email")
        listed = acts.add_parser("list", help="everybody with an account")
        for one in (add, invite, leave, listed):
            one.add_argument("--by", default="", metavar="EMAIL", help="the administrator who asks")
        for one in (add, invite):
            one.add_argument(
                "--site", default="", metavar="ADDRESS", help="where people reach the service; LOS_ADDRESS"
            )

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        acts = {"add": self._add, "invite": self._invite, "leave": self._leave, "list": self._list}
        try:
            acts[act](options)
        except _REFUSED as refusal:
            raise CommandError(str(refusal)) from None

    def _add(self, options: dict[str, Any]) -> None:
        email, role = _address(options["email"]), Role(options["role"])
        actor = administrator(options["by"])
        with scope(actor, writes=True):
            agency = agency_called(options["agency"])
            if actor.is_signed_in:
                _, token = actions.invite(email=email, agency=agency, role=role, by=actor)
            elif role is Role.ADMINISTRATOR:
                _, token = actions.invite_first_administrator(email=email, agency=agency, by=actor)
            else:
                raise CommandError(f"Nobody is here yet. Invite the first one with --role {Role.ADMINISTRATOR.value}.")
        self._say(email, token, options["site"])

    def _invite(self, options: dict[str, Any]) -> None:
        email = _address(options["email"])
        actor = administrator(options["by"])
        with scope(actor, writes=True):
            _, token = actions.invite_again(email=email, by=actor)
        self._say(email, token, options["site"])

    def _say(self, email: str, token: str, site: str) -> None:
        address = (site or settings.LOS_ADDRESS).rstrip("/")
        self.stdout.write(f"{address}{reverse('invitation', args=[token])}")
        self.stderr.write(f"Hand this link to {email} yourself. It works once, for {actions.INVITATION_DAYS} days.")

    def _leave(self, options: dict[str, Any]) -> None:
        actor = administrator(options["by"])
        with scope(actor, writes=True):
            person = queries.person_called(options["email"])
            if person is None:
                raise CommandError(f"Nobody has the address {options['email']}.")
            actions.leave(person=person, by=actor)
        self.stdout.write(f"The access of {person.email} has ended, on every device.")

    def _list(self, options: dict[str, Any]) -> None:
        actor: Actor = administrator(options["by"])
        with scope(actor, writes=False):
            for one in queries.accounts(actor):
                roles = ", ".join(one.roles) or "no role today"
                words = f"{roles}, {one.agency}" if one.agency else roles
                self.stdout.write(f"{one.email:<40} {words if one.is_active else 'access ended'}")


def _address(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"“{email}” is no email address. Write it like this: name@agency.example.") from None
    return email
