"""Name a paper that lies before an item of a meeting: which, which edition, where it is kept. Never the paper."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from lineofsight.library.register import RegisterKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale, written_by
from lineofsight.partnership.rules import Act
from lineofsight.records.registers.actions.entries import check_kept_by
from lineofsight.records.registers.models import Entry, Paper
from lineofsight.records.registers.rules.entries import EntryState, PaperSaid, WrongEntry, check_paper
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


@transaction.atomic
def name_paper(*, kind: RegisterKind, entry: Entry, said: PaperSaid, by: Actor) -> Paper:
    """Name a paper, or a later edition of one, before its item is decided.

    Raises Forbidden, NotKept, WrongEntry, BadAnswers, Stale.
    """
    require(by, Act.REGISTER_KEEP, entry)
    own = check_kept_by(kind, by)
    if entry.state != EntryState.BOOKED:
        raise WrongEntry("The item is decided: what lay before it stands.")
    there = dict(entry.papers.order_by().values_list("what").annotate(Max("edition")))
    check_paper(kind, said, there=there, today=today(by.now))
    try:
        with transaction.atomic():
            made = Paper.objects.create(
                agency=own,
                entry=entry,
                number=entry.papers.count() + 1,
                what=said.what,
                edition=said.edition,
                paper_date=said.on,
                held_by=said.held_by,
                place=said.place,
                by_role=by.role_words[:120],
                **written_by(by),
            )
    except IntegrityError:
        raise Stale(entry) from None
    facts = {"what": said.what, "edition": said.edition, "held_by": said.held_by}
    record("paper.named", subject=entry, by=by, at=by.now, agency=own.code, sens=Sens.S3, **facts)
    return made
