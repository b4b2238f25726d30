"""The reference that is made from the library: one page a kind, the glossary, and the words that files may use.

Same library, same bytes: everything is sorted and nothing reads the clock. A page shows the latest edition of each
file.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from lineofsight.library.reference.audits import audits_page
from lineofsight.library.reference.courses import courses_page, requirements_page
from lineofsight.library.reference.glossary import glossary_page
from lineofsight.library.reference.instruments import instruments_page, notices_page
from lineofsight.library.reference.mappings import mappings_page
from lineofsight.library.reference.measures import faces_page, measures_page
from lineofsight.library.reference.overview import overview_page, sources_page
from lineofsight.library.reference.partnership import (
    calendars_page,
    caseloads_page,
    clocks_page,
    groups_page,
    partners_page,
    plans_page,
    retention_page,
    themes_page,
)
from lineofsight.library.reference.pathways import pathways_page
from lineofsight.library.reference.practice import due_lists_page, worker_roles_page
from lineofsight.library.reference.publishing import (
    claims_page,
    evidence_page,
    identifying_page,
    outlines_page,
    publishing_page,
    small_numbers_page,
    wording_page,
)
from lineofsight.library.reference.registers import challenges_page, listening_page, quarterlies_page, registers_page
from lineofsight.library.reference.standards import facts_page, late_reasons_page, standards_page
from lineofsight.library.reference.systems import systems_page
from lineofsight.library.reference.vocabulary import vocabulary_page
from lineofsight.library.reference.workforce import programmes_page, staff_lists_page, surveys_page
from lineofsight.library.shelf import Shelf

MADE = "<!-- Made from the library by ./los library docs. Change the library, not this page. -->\n"


def pages(shelf: Shelf) -> dict[str, str]:
    """Every page by its path under docs/, as Markdown."""
    made: dict[str, Callable[[Shelf], Iterator[str]]] = {
        "glossary.md": glossary_page,
        "library/README.md": overview_page,
        "library/vocabulary.md": vocabulary_page,
        "library/measures.md": measures_page,
        "library/faces.md": faces_page,
        "library/evidence.md": evidence_page,
        "library/wording.md": wording_page,
        "library/themes.md": themes_page,
        "library/identifying.md": identifying_page,
        "library/outlines.md": outlines_page,
        "library/mappings.md": mappings_page,
        "library/pathways.md": pathways_page,
        "library/plans.md": plans_page,
        "library/partners.md": partners_page,
        "library/clocks.md": clocks_page,
        "library/facts.md": facts_page,
        "library/instruments.md": instruments_page,
        "library/notices.md": notices_page,
        "library/standards.md": standards_page,
        "library/late-reasons.md": late_reasons_page,
        "library/retention.md": retention_page,
        "library/calendars.md": calendars_page,
        "library/challenges.md": challenges_page,
        "library/audits.md": audits_page,
        "library/registers.md": registers_page,
        "library/quarterlies.md": quarterlies_page,
        "library/courses.md": courses_page,
        "library/requirements.md": requirements_page,
        "library/listening.md": listening_page,
        "library/due-lists.md": due_lists_page,
        "library/worker-roles.md": worker_roles_page,
        "library/staff-lists.md": staff_lists_page,
        "library/programmes.md": programmes_page,
        "library/surveys.md": surveys_page,
        "library/groups.md": groups_page,
        "library/caseloads.md": caseloads_page,
        "library/claims.md": claims_page,
        "library/publication-rules.md": publishing_page,
        "library/small-numbers.md": small_numbers_page,
        "library/systems.md": systems_page,
        "library/sources.md": sources_page,
    }
    return {path: MADE + "\n" + "\n".join(make(shelf)).rstrip("\n") + "\n" for path, make in sorted(made.items())}


def write(shelf: Shelf, docs: Path) -> tuple[str, ...]:
    """Write every page under a docs folder. Gives the paths of those that changed."""
    changed = []
    for path, text in pages(shelf).items():
        target = docs / path
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return tuple(changed)


def stale(shelf: Shelf, docs: Path) -> tuple[str, ...]:
    """The pages under a docs folder that are not what the library makes, and pages that it no longer makes."""
    made = pages(shelf)
    wrong = {
        path
        for path, text in made.items()
        if not (docs / path).exists() or (docs / path).read_text(encoding="utf-8") != text
    }
    left_over = {path.relative_to(docs).as_posix() for path in (docs / "library").glob("*.md")} - made.keys()
    return tuple(sorted(wrong | left_over))
