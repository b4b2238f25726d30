"""A published report goes through all five steps: read, imported, completed, judged, published, built again, verified.

The real document is used where it lies beside the project; its invented twin always is.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from lineofsight.assurance import queries
from lineofsight.assurance.actions import assessments, evidence, open_items, reviews, statements
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.models import Statement, Wording
from lineofsight.assurance.rules import EvidenceKind, EvidenceState, OpenKind
from lineofsight.assurance.sources import text_of
from lineofsight.files.actions import keep_file
from lineofsight.intake.documents import SentenceKind
from lineofsight.intake.understand import read_document
from lineofsight.library.scales import Shows
from lineofsight.partnership.actions import add_agency, add_person, join
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import actor_of, agencies, hub
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions import editions as publication
from lineofsight.publication.actions import publishing
from lineofsight.publication.actions.declared import attest_search, say_family, say_lines
from lineofsight.publication.actions.signatures import sign
from lineofsight.publication.content.declared import SearchPlace
from lineofsight.publication.judging import gate
from lineofsight.publication.queries import editions as published
from lineofsight.publication.rebuilding import rebuild
from lineofsight.publication.signing import to_sign
from lineofsight.trail.sealer import seal
from lineofsight.trail.verify import verify

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared" / "source" / "tds20-summary-of-progress.txt"
TWIN = PROJECT / "lineofsight" / "cli" / "demonstration" / "report.txt"
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@dataclass
class Partnership:
    """A business unit with the people it takes to publish, and a lead for each agency that a report names."""

    people: dict[tuple[str, Role], Actor] = field(default_factory=dict)

    def actor(self, role: Role, agency: Agency | None = None) -> Actor:
        agency = agency or hub()
        if (agency.code, role) not in self.people:
            setter_up = job("test", now=NOON)
            with scope(setter_up, writes=True):
                person = add_person(email=f"{role.name}@{agency.code}.invalid", name="", by=setter_up)
                join(person=person, agency=agency, role=role, by=setter_up)
            self.people[agency.code, role] = actor_of(person, now=NOON)
        return self.people[agency.code, role]


@pytest.fixture
def partnership() -> Partnership:
    setter_up = job("test", now=NOON)
    with scope(setter_up, writes=True):
        add_agency(code="hub", name="Wexcombe Safeguarding Children Partnership", kind=AgencyKind.HUB, by=setter_up)
    return Partnership()


@pytest.fixture(params=["real", "twin"])
def report(request: pytest.FixtureRequest) -> bytes:
    path = SHARED if request.param == "real" else TWIN
    if not path.exists():
        pytest.skip("the real source document does not lie beside the project")
    return path.read_bytes()


def test_a_report_goes_from_reading_to_a_published_account_that_anyone_can_check(partnership, report):
    unit = partnership.actor(Role.BUSINESS_MANAGER)
    with scope(unit, writes=True):
        made = reviews.import_report(document=read_document(report, "report.txt"), by=unit)
        edition = publication.open_edition(review=made.review, by=unit)
        _, fresh = gate(edition, unit)
    codes = {refusal.code for refusal in fresh.refusals}
    assert codes >= {"evidence.none", "wording.above_shown", "quotation.source_not_supplied"}
    assert codes >= {"figure.no_base", "signed.missing", "open.missing"}

    store_an_invented_inspection(made.review, unit)
    give_evidence_to_everything(made.review, unit, partnership)
    with scope(unit, writes=True):
        open_items.add_open_item(
            review=made.review, agency=hub(), kind=OpenKind.NOT_KNOWN, text="No child was asked.", by=unit
        )
    soften_what_claims_too_much(made.review, edition, unit)
    sign_for_everybody(made.review, edition, partnership)
    declare_what_has_to_be(edition.ref, unit)
    with scope(unit, writes=True):
        _, judged = gate(published.find_edition(unit, edition.ref), unit)
    # The partners approve what was checked, so theirs is all that is left.
    assert {refusal.code for refusal in judged.refusals} == {"approval.missing"}

    files = publish(edition.ref, partnership)

    reader = partnership.actor(Role.PUBLISHER)
    with scope(reader, writes=False):
        again = rebuild(published.find_edition(reader, edition.ref), reader)
    assert (again.files, again.differing) == (files, ())
    with scope(job("seal", now=NOON), writes=True):
        seal(at=NOON + timedelta(minutes=1))
        verdict = verify()
    assert verdict.ok
    assert verdict.size > made.statements


def store_an_invented_inspection(review, unit: Actor) -> None:
    """A text of our own that holds every quoted extract, each in a paragraph."""
    with scope(unit, writes=True):
        assessment = queries.assessments_of(review, unit).get()
        quoted = assessment.extracts.values_list("text", flat=True)
        text = "An invented inspection for a test.\n\n" + "\n\n".join(f"We found that {words}." for words in quoted)
        about = assessment.about or Agency.objects.exclude(kind=AgencyKind.HUB).order_by("id")[0]
        assessments.describe_assessment(
            assessment=assessment,
            title="Inspection",
            body=assessment.body,
            about=about,
            scope="local",
            period_from=(NOON - timedelta(days=90)).date(),
            period_to=(NOON - timedelta(days=85)).date(),
            published_date=(NOON - timedelta(days=30)).date(),
            expected_version=assessment.version,
            by=unit,
        )
        held = keep_file(
            content=BytesIO(text.encode()),
            name="inspection.txt",
            agency=hub(),
            by=unit,
            audience=Audience.PARTNERSHIP,
        )
        assessments.store_source(
            assessment=assessment, held=held, text=text_of(held), expected_version=assessment.version, by=unit
        )


def give_evidence_to_everything(review, unit: Actor, partnership: Partnership) -> None:
    """A document behind each sentence of an agency, offered by its lead and accepted by the unit."""
    for statement in (
        Statement.objects.filter(review=review).exclude(kind=SentenceKind.CONTEXT).select_related("agency")
    ):
        of_unit = statement.agency.kind == AgencyKind.HUB
        by = unit if of_unit else partnership.actor(Role.SAFEGUARDING_LEAD, statement.agency)
        with scope(by, writes=True):
            offer = Offer(kind=EvidenceKind.DOCUMENT, title="Minutes", note="The minutes.", shows=Shows.SAID)
            offered = evidence.offer_evidence(review=review, offer=offer, statements=[statement], by=by)
        with scope(unit, writes=True):
            evidence.move_evidence(
                evidence=queries.find_evidence(unit, offered.ref),
                target=EvidenceState.ACCEPTED,
                expected_version=offered.version,
                by=unit,
            )


def soften_what_claims_too_much(review, edition, unit: Actor) -> None:
    """What still cannot be printed is said in words that its document does show; quotations stay as they are."""
    with scope(unit, writes=True):
        content, judged = gate(published.find_edition(unit, edition.ref), unit)
        refused = {r.place for r in judged.refusals if r.place != "The Summary" and not r.code.startswith("signed")}
        for line in content.lines():
            if f"Sentence {line.number}" not in refused:
                continue
            statement = queries.find_statement(unit, line.statement_ref)
            quoted = [f'The inspection found that: "{quotation.text}".' for quotation in line.quotations]
            statements.change_statement(
                statement=statement,
                text=" ".join(quoted) or f"{line.agency} wrote minutes of what it decided.",
                kind=SentenceKind.QUOTATION if quoted else SentenceKind.PROGRESS,
                expected_version=statement.version,
                by=unit,
            )


def sign_for_everybody(review, edition, partnership: Partnership) -> None:
    for agency in Agency.objects.filter(pk__in=Statement.objects.filter(review=review).values("agency")):
        role = Role.BUSINESS_MANAGER if agency.kind == AgencyKind.HUB else Role.SAFEGUARDING_LEAD
        by = partnership.actor(role, agency)
        with scope(by, writes=True):
            listed = to_sign(edition, by)
            wordings = Wording.objects.filter(pk__in=[item.statement.current_id for item in listed])
            sign(edition=edition, wordings=list(wordings), by=by)


def declare_what_has_to_be(ref: str, unit: Actor) -> None:
    """Four searches, sight offered to the family, and why no child was asked."""
    with scope(unit, writes=True):
        edition = published.find_edition(unit, ref)
        for place in SearchPlace:
            attest_search(edition=edition, place=place, searched_date=NOON.date(), by=unit)
        say_family(edition=edition, offered_date=NOON.date(), by=unit)
        why = "The review was closed before anybody had planned it."
        say_lines(edition=edition, expected_version=edition.version, nobody_asked=why, by=unit)


def council() -> Agency:
    """The one safeguarding partner that the reports name."""
    return next(agency for agency in agencies() if agency.kind == AgencyKind.COUNCIL)


def publish(ref: str, partnership: Partnership) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for role, step in (
        (Role.BUSINESS_MANAGER, publication.lock_edition),
        (Role.CHECKER, publication.check_edition),
        (Role.EXECUTIVE, publication.approve_edition),
        (Role.PUBLISHER, publishing.publish),
    ):
        by = partnership.actor(role, council() if role is Role.EXECUTIVE else None)
        with scope(by, writes=True):
            done = step(edition=published.find_edition(by, ref), by=by)
        if role is Role.PUBLISHER:
            files = done
    return files
