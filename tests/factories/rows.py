"""The smallest valid row of each kind, written straight into its table: no rule of an action stands in between."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings

from lineofsight.assurance.models import (
    Assessment,
    Draft,
    Evidence,
    Extract,
    FigureRecord,
    ImportCorrection,
    OpenItem,
    Opinion,
    PlanMemory,
    ReportImport,
    Review,
    Section,
    StatedFigure,
    Statement,
    Supports,
    Wording,
)
from lineofsight.assurance.rules import EvidenceKind, OpenKind, ReviewKind, wording_sha
from lineofsight.assurance.rules.imports import ImportKind, ImportState
from lineofsight.files.models import Blob, Held
from lineofsight.files.store import Store
from lineofsight.intake import documents
from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.carrying import packed
from lineofsight.intake.documents import Document, Paragraph, Sentence, SentenceKind, to_json
from lineofsight.library.scales import CountKind, OpinionWord, Shows
from lineofsight.measures.figure import Figure
from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.rules import Audience
from lineofsight.publication.models import Artefact, Edition, Objection, SignOff
from lineofsight.publication.rules import Verdict
from lineofsight.trail.canonical import canonical
from lineofsight.trail.numbers import take_numbers
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}


def review(of: Agency, audience: Audience = Audience.PARTNERSHIP, *, name: str = "A review", **facts: Any) -> Review:
    return Review.objects.create(
        agency=of, audience=audience, name=name, kind=ReviewKind.PRACTICE_REVIEW, **WRITTEN, **facts
    )


def statement(
    of: Review,
    by: Agency,
    audience: Audience = Audience.HUB,
    *,
    text: str = "Every plan is read with the child.",
    kind: SentenceKind = SentenceKind.PROGRESS,
    **facts: Any,
) -> Statement:
    """A statement with its words."""
    position = facts.pop("position", None) or Statement.objects.filter(review=of).count() + 1
    made = Statement.objects.create(
        review=of, agency=by, audience=audience, position=position, kind=kind, **WRITTEN, **facts
    )
    made.current = wording(made, text)
    made.save(update_fields=["current"])
    return made


def section(of: Review, title: str, *, place: int = 1) -> Section:
    return Section.objects.create(review=of, agency_id=of.agency_id, title=title, place=place, **WRITTEN)


def draft(of: Statement, by: Person, text: str) -> Draft:
    """What somebody is typing in place of a statement, kept until the first day of 2030."""
    return Draft.objects.create(
        statement=of,
        person=by,
        text=text,
        began_sha="d" * 64,
        recorded_at=NOW,
        ends_at=datetime(2030, 1, 1, tzinfo=UTC),
    )


def wording(of: Statement, text: str) -> Wording:
    return Wording.objects.create(statement=of, agency_id=of.agency_id, text=text, sha=wording_sha(text), **WRITTEN)


def extract(of: Wording, from_: Assessment | None, text: str = "children are seen alone") -> Extract:
    return Extract.objects.create(wording=of, agency_id=of.agency_id, assessment=from_, text=text, **WRITTEN)


def stated_figure(of: Wording, text: str = "8 of 10") -> StatedFigure:
    return StatedFigure.objects.create(
        wording=of, agency_id=of.agency_id, text=text, value=8, denominator=10, unit="count", comparator="=", **WRITTEN
    )


def assessment(of: Review, by: Agency, audience: Audience = Audience.PARTNERSHIP, **facts: Any) -> Assessment:
    given = {"title": "A joint inspection", "body": "The Inspectorate"} | facts
    return Assessment.objects.create(review=of, agency=by, audience=audience, **WRITTEN, **given)


def held(by: Agency, audience: Audience = Audience.OWN, *, name: str = "minutes.txt", content: bytes = b"") -> Held:
    """A file, with its content in the store."""
    content = content or f"1. {by.name} reads every plan with the child, for {name}.\n".encode()
    sha = sha256(content).hexdigest()
    path = Store(settings.FILES_ROOT).path_of(sha)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    blob, _ = Blob.objects.get_or_create(
        sha256=sha,
        defaults={"size": len(content), "media_type": "text/plain", "verdict": "factory", "recorded_at": NOW},
    )
    return Held.objects.create(agency=by, audience=audience, blob=blob, name=name, **WRITTEN)


def evidence(of: Review, by: Agency, audience: Audience = Audience.HUB, **facts: Any) -> Evidence:
    number = facts.pop("number", None) or Evidence.objects.filter(review=of).count() + 1
    given = {
        "kind": EvidenceKind.DOCUMENT,
        "title": "Minutes",
        "note": "What was decided.",
        "shows": Shows.SAID,
    } | facts
    return Evidence.objects.create(
        review=of, agency=by, audience=audience, number=number, received_date=TODAY, **WRITTEN, **given
    )


def behind(statement: Statement, evidence: Evidence) -> Supports:
    """Put evidence behind a statement."""
    return Supports.objects.create(statement=statement, evidence=evidence, agency_id=statement.agency_id, **WRITTEN)


def opinion(on: Statement, by: Agency, *, basis_sha: str = "0" * 64, **facts: Any) -> Opinion:
    given = {"level": OpinionWord.LIMITED, "know": "Some.", "how": "We asked.", "next_step": "Ask again."} | facts
    return Opinion.objects.create(
        statement=on,
        agency=by,
        lead_agency_id=on.agency_id,
        role="Independent scrutineer",
        basis_sha=basis_sha,
        **WRITTEN,
        **given,
    )


def figure(
    *, n: int = 3, of: int = 4, group: str = "", as_at_date: date = TODAY, measure_id: str = "invented"
) -> Figure:
    """A figure; where nothing else is said, of a measure that is on no shelf."""
    return Figure(
        measure_id=measure_id,
        measure_version=1,
        definition_sha="a" * 64,
        group=group,
        n=n,
        of=of,
        left_out=(),
        period_from=None,
        period_to=None,
        as_at_date=as_at_date,
        kind=CountKind.FULL_COUNT,
        caveats=(),
        snapshot_sha="b" * 64,
    )


def figure_record(
    look: Review,
    by: Agency,
    audience: Audience = Audience.PARTNERSHIP,
    *,
    group: str = "",
    n: int = 3,
    of: int = 4,
    as_at_date: date = TODAY,
    measure_id: str = "invented",
) -> FigureRecord:
    made = figure(group=group, n=n, of=of, as_at_date=as_at_date, measure_id=measure_id)
    return FigureRecord.objects.create(
        review=look,
        agency=by,
        audience=audience,
        measure_id=made.measure_id,
        n=made.n,
        of=made.of,
        as_at_date=made.as_at_date,
        definition_sha=made.definition_sha,
        snapshot_sha=made.snapshot_sha,
        body=canonical(made.as_dict()).decode(),
        **WRITTEN,
    )


def open_item(of: Review, by: Agency, audience: Audience = Audience.PARTNERSHIP, **facts: Any) -> OpenItem:
    given = {"kind": OpenKind.NOT_KNOWN, "text": "Not known: how many children were asked."} | facts
    return OpenItem.objects.create(review=of, agency=by, audience=audience, **WRITTEN, **given)


def edition(of: Review, by: Agency, audience: Audience = Audience.PARTNERSHIP, **facts: Any) -> Edition:
    number = facts.pop("number", None) or Edition.objects.filter(review=of).count() + 1
    # The product goes on from here when the next one is opened.
    while take_numbers(f"{of.ref} edition") < number:
        pass
    given = {"title": "Summary of Progress", "as_at_date": TODAY} | facts
    return Edition.objects.create(review=of, agency=by, audience=audience, number=number, **WRITTEN, **given)


def signoff(on: Edition, of: Wording, **facts: Any) -> SignOff:
    given = {"verdict": Verdict.AGREE, "role": "Agency safeguarding lead"} | facts
    return SignOff.objects.create(edition=on, wording=of, agency_id=of.agency_id, **WRITTEN, **given)


def objection(to: SignOff, reason: str = "We did not agree to this.") -> Objection:
    return Objection.objects.create(signoff=to, agency_id=to.agency_id, reason=reason, role="Leader", **WRITTEN)


def artefact(of: Edition, path: str = "index.html") -> Artefact:
    return Artefact.objects.create(edition=of, agency_id=of.agency_id, path=path, sha256="c" * 64, size=1, **WRITTEN)


def report_import(of: Held, by: Agency, audience: Audience = Audience.HUB, **facts: Any) -> ReportImport:
    """A report that was read and waits for somebody to check it, until the first day of 2030."""
    given = {"state": ImportState.PREVIEW, "document": read("Every plan is read.")} | facts
    return ReportImport.objects.create(
        held=of,
        agency=by,
        audience=audience,
        name=of.name,
        file_sha=of.blob.sha256,
        reader="1",
        beat_at=NOW,
        waits_until=datetime(2030, 1, 1, tzinfo=UTC),
        **WRITTEN,
        **given,
    )


def read(words: str) -> str:
    """A report of one paragraph, as an import keeps it."""
    sentence = Sentence(words, 0, len(words), SentenceKind.PROGRESS, None)
    paragraph = Paragraph(1, words, "1.", 1, sentences=(sentence,))
    return json.dumps(to_json(Document("A report", (documents.Section("Visits", (paragraph,)),))))


def plan_import(of: Held, by: Agency, audience: Audience = Audience.HUB, *, words: str) -> ReportImport:
    """A plan of one row that was read and waits for somebody to check it."""
    table = (("Recommendation", "Action", "Agency", "Due date", "RAG"), (words, words, by.name, "1/9/2026", words))
    file = FileRead(of.name, (Block(Kind.TABLE, "", 1, rows=table, has_header=True),))
    return report_import(of, by, audience, kind=ImportKind.PLAN, document=json.dumps(packed(file)))


def plan_memory(of: ReportImport, *, words: str, meaning: str = "started") -> PlanMemory:
    """What somebody said that a word of status means."""
    return PlanMemory.objects.create(
        agency_id=of.agency_id,
        audience=of.audience,
        kind="status",
        words=words,
        meaning=meaning,
        plan_import=of,
        **WRITTEN,
    )


def correction(
    of: ReportImport, *, new: str = "Wexcombe Council", field: str = "who says it", old: str = ""
) -> ImportCorrection:
    """Somebody set something right: who says the first paragraph, where nothing else is said."""
    return ImportCorrection.objects.create(
        report_import=of, agency_id=of.agency_id, paragraph=0, field=field, place=0, old=old, new=new, **WRITTEN
    )
