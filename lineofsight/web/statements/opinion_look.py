"""An opinion is read once more before it is signed: as it will be printed beside its sentence, and in the record."""

from typing import Any

from lineofsight.assurance.actions.opinions import View
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import hub, own_agency, today
from lineofsight.publication.content.edition import Opinion
from lineofsight.publication.render.sentences import opinion_words
from lineofsight.web.dates import long_day


def viewed(clean: dict[str, Any]) -> dict[str, Any]:
    """What the form says, as the actions take it: the view, and the mark of what the person saw."""
    said = {name: value for name, value in clean.items() if name != "basis"}
    return {"view": View(**said), "seen_basis": clean["basis"]}


def opinion_look(view: View, *, about: str, is_printed: bool, by: Actor) -> dict[str, Any]:
    """What the page of the last look shows. `about`: the sentence or recommendation. `is_printed`: of a sentence."""
    partnership, agency, day = hub().name, own_agency(by).name, today(by.now)
    opinion = Opinion(level=view.level, by_role=by.in_role, by_agency=agency, given_date=day)
    rows = [
        ("How sure", view.level.words),
        *([] if is_printed else [("What we know", view.know)]),
        ("How we know it", view.how),
        ("What next", view.next_step),
        ("Look again on", long_day(view.next_test_date) if view.next_test_date else "No day"),
        ("Signed", f"{by.in_role}, {agency}, {long_day(day)}"),
    ]
    in_print = opinion_words(opinion, partnership=partnership) if is_printed else ""
    return {"view": view, "about": about, "in_print": in_print, "rows": rows}
