"""`./los agency add|list|close`: the bodies that take part."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import IntegrityError

from lineofsight.cli.administrator import administrator, agency_called
from lineofsight.cli.command import OurCommand
from lineofsight.partnership import actions, queries
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import AgencyKind
from lineofsight.partnership.scope import scope


class Command(OurCommand):
    help = "Agencies: add CODE NAME --kind KIND; close CODE --successor CODE; list."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="add a body that takes part")
        add.add_argument("code", help="short, for addresses and files: north-council")
        add.add_argument("name", help="its full name")
        add.add_argument(
            "--kind", required=True, choices=[kind.value for kind in AgencyKind], help="hub: the business unit itself"
        )
        add.add_argument("--short-name", default="", help="as people say it")
        close = acts.add_parser("close", help="close a body that merged or split")
        close.add_argument("code")
        close.add_argument("--successor", required=True, help="the code of the body that answers for its rows")
        for one in (add, close):
            one.add_argument("--by", default="", metavar="EMAIL", help="the administrator who asks")
        acts.add_parser("list", help="every agency that still exists")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        try:
            {"add": self._add, "close": self._close, "list": self._list}[act](options)
        except Forbidden as refusal:
            raise CommandError(str(refusal)) from None
        except IntegrityError:
            raise CommandError("This code or name is taken, or there is a business unit (hub) already.") from None

    def _add(self, options: dict[str, Any]) -> None:
        actor = administrator(options["by"])
        with scope(actor, writes=True):
            actions.add_agency(
                code=options["code"],
                name=options["name"],
                kind=AgencyKind(options["kind"]),
                short_name=options["short_name"],
                by=actor,
            )
        self.stdout.write(f"Added: {options['name']} ({options['code']}).")

    def _close(self, options: dict[str, Any]) -> None:
        actor = administrator(options["by"])
        with scope(actor, writes=True):
            agency, heir = agency_called(options["code"]), agency_called(options["successor"])
            if agency.ref == heir.ref:
                raise CommandError("A body cannot be its own successor.")
            actions.close_agency(agency=agency, successor=heir, by=actor)
        self.stdout.write(f"Closed: {agency.name}. {heir.name} answers for its rows.")

    def _list(self, options: dict[str, Any]) -> None:
        for agency in queries.agencies():
            self.stdout.write(f"{agency.code:<24} {agency.kind:<22} {agency.name}")
