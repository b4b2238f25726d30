"""Why things were late, as pages ask for it: the reason that stands for each, by the child and what was due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lineofsight.partnership.actor import Actor
from lineofsight.records.identities.models import Merge
from lineofsight.records.practice.models import WhyLate
from lineofsight.records.practice.why_late import Which


@dataclass(frozen=True, slots=True)
class Given:
    """A reason: which row last spoke of it, its code («»: taken back), who gave it in which role, and when."""

    ref: str
    code: str
    by_ref: str
    role: str
    at: datetime


def why_late(actor: Actor, *, agency_id: int | None, child: str | None = None) -> Mapping[tuple[str, Which], Given]:
    """What was said last of each thing that was late, of the children whom somebody sees, by pseudonym; or of one."""
    rows = WhyLate.objects.visible_to(actor).filter(agency_id=agency_id).order_by("id")
    columns = ("subject_id", "subject__shown", "standard", "since", "counted_from", "ref", "code", "by_ref", "by_role")
    listed = list(rows.values_list(*columns, "recorded_at"))
    if not listed:
        return {}
    shown = dict(Merge.objects.filter(agency_id=agency_id).order_by("id").values_list("subject_id", "into__shown"))
    found: dict[tuple[str, Which], Given] = {}
    for subject_id, own, standard, since, counted_from, *given in listed:
        name = shown.get(subject_id, own)
        if child in (None, name):
            found[name, Which(standard, since, counted_from)] = Given(*given)
    return found
