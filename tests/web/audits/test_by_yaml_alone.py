"""The audit of docs/how-to/add-an-audit.md on the pages: drawn, graded twice, agreed, tied and taken away."""

import csv
import io
import re

import pytest

from lineofsight.assurance.faces import rows_of_records
from lineofsight.assurance.models import AuditFinding
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from lineofsight.records.audits.models import Audit, File, Pair
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY, acting, member, partnership
from tests.factories.sight_rows import returned
from tests.library.followed import saved
from tests.web.pages import words_at
from tests.web.rounds.conftest import signed_in

pytestmark = pytest.mark.django_db
DAY = {"on-day": "22", "on-month": "6", "on-year": "2026"}


def grade(client, file: File, **answers: str) -> None:
    begun = client.post(f"/audit-files/{file.ref}/grade", {"key": f"begin-{file.ref}-{id(client)}"})
    form = begun.url.split("/")[2]
    shown = re.search(r'name="shown" value="([^"]*)"', client.get(begun.url).content.decode())
    asked = {"number": "0", "then": "continue", "key": f"save-{form}", "shown": shown[1] if shown else ""}
    asked |= {f"{question}-0": answer for question, answer in answers.items()}
    assert client.post(begun.url, asked).status_code == 302
    check = client.get(f"/forms/{form}/check").content.decode()
    version = re.search(r'name="version" value="(\d+)"', check)
    signed = client.post(f"/forms/{form}/check", {"version": version[1], "key": f"sign-{form}"})
    assert signed.url == f"/audit-files/{file.ref}"


def test_a_round_is_drawn_graded_agreed_tied_and_taken_away_by_yaml_alone(tmp_path, settings):
    settings.LOS_SHELF = str(saved("add-an-audit.md", tmp_path))
    bodies = partnership()
    child = returned(bodies.council).child()
    recommendation = chain_rows.recommendation(rows.review(bodies.hub), bodies.council)
    action = chain_rows.action(recommendation, bodies.council, title="Visit at once")
    lead = signed_in(member(Role.LEARNING_LEAD, bodies.council))
    people = {
        person.pk: signed_in(person)
        for person in (member(Role.PRACTITIONER, bodies.council), member(Role.TEAM_MANAGER, bodies.council))
    }

    assert "First visits" in words_at(lead, "/audits")
    refused = lead.post("/audits/new?of=first-visits", DAY | {"size": "4", "key": "none"})
    assert refused.status_code == 422
    told = "Only 1 file is eligible as at 22 June 2026: 4 cannot be drawn. Enter 1 to read every one of them"
    assert told in refused.content.decode()
    ahead = lead.post("/audits/new?of=first-visits", DAY | {"on-year": "2027", "size": "1", "key": "ahead"})
    assert ahead.status_code == 422
    assert '-error" class="govuk-error-message">' in ahead.content.decode()
    assert "Files are looked for as at a day that has come" in ahead.content.decode()
    begun = lead.post("/audits/new?of=first-visits", DAY | {"size": "1", "key": "one"})
    audit = Audit.objects.get()
    assert begun.url == f"/audits/{audit.ref}"
    assert "is eligible. Nothing is drawn yet." in words_at(lead, begun.url)
    assert "The 1 file that is eligible: it is no sample" in words_at(lead, begun.url)
    assert lead.post(f"/audits/{audit.ref}/draw", {"version": 1, "key": "two"}).status_code == 302
    chosen = list(Person.objects.filter(pk__in=people).values_list("ref", flat=True))
    assert (
        lead.post(f"/audits/{audit.ref}/readers", {"version": 2, "people": chosen, "key": "three"}).status_code == 302
    )

    file = File.objects.get()
    first, second = (people[file.readings.get(is_second=at).person_id] for at in (False, True))
    assert child.shown in words_at(first, f"/audit-files/{file.ref}")
    assert child.shown not in words_at(lead, f"/audit-files/{file.ref}")
    grade(first, file, **{"in-time": "yes", "child-heard": "yes"})
    assert "side by side" not in words_at(second, f"/audit-files/{file.ref}")
    grade(second, file, **{"in-time": "no", "child-heard": "yes"})
    assert "You two differ in 1 of 2 areas" in words_at(second, f"/audit-files/{file.ref}")
    pair = Pair.objects.get(agreed="")
    agreed = {"in-time": "no", "version-in-time": pair.version, "key": "four"}
    assert second.post(f"/audit-files/{file.ref}/agree", agreed).status_code == 302

    read = words_at(lead, f"/audits/{audit.ref}")
    assert "In 1 area no action answers what was found yet" in read
    # In the drawing, of each width, as counts: one file has no share.
    assert "In time: 0 of 1 Voice of the child: 1 of 1 The whole bar" in read
    tie = f"/audits/{audit.ref}/areas/in-time"
    assert "Visit at once" in words_at(lead, tie)
    assert lead.post(tie, {"action": action.ref, "key": "five"}).status_code == 302
    audit.refresh_from_db()
    assert lead.post(f"/audits/{audit.ref}/close", {"version": audit.version, "key": "six"}).status_code == 302
    finding = AuditFinding.objects.get()
    assert "0 of 1 files were good or better" in words_at(lead, f"/audit-findings/{finding.ref}")

    table = list(csv.reader(io.StringIO(lead.get(f"/audits/{audit.ref}/download").content.decode("utf-8-sig"))))
    assert [row[3:] for row in table[1:]] == [
        ["1", "In time", "Yes", "No", "No"],
        ["1", "Voice of the child", "Yes", "Yes", "Yes"],
    ]
    assert child.shown not in repr(table)
    assert lead.get(f"/audits/{audit.ref}/download?as=xlsx").content[:2] == b"PK"
    asking = acting(Role.BUSINESS_MANAGER, bodies.hub)
    assert [row[1:] for row in rows_of_records("audit-grades", asking, on=TODAY)] == [
        ("in-time", "Wexcombe Council", "first-visits", audit.ref, "yes", "no", 0, 0, "random", "2026-06-22"),
        ("child-heard", "Wexcombe Council", "first-visits", audit.ref, "yes", "yes", 1, 1, "random", "2026-06-22"),
    ]
    assert [row[6:8] for row in rows_of_records("audit-findings", asking, on=TODAY)] == [(1, 0)]
    assert [row[6] for row in rows_of_records("audit-pairs", asking, on=TODAY)] == [1, 0]
