"""The reference that is made from the library: one page a kind, the glossary, and the words that files may use.

Same library, same bytes: everything is sorted and nothing reads the clock. A page shows the latest edition of each
file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lineofsight.library import reference_mappings, reference_pathways, reference_practice, reference_workforce
from lineofsight.library.caseload import Caseload
from lineofsight.library.clock import Calendar, ReviewClock
from lineofsight.library.conditions import (
    All,
    AnyOf,
    ColumnTest,
    ColumnType,
    Condition,
    HasAny,
    NamedDay,
    Not,
)
from lineofsight.library.counting import Part, Told
from lineofsight.library.entry import Entry, Strict
from lineofsight.library.groups import ChildGroups
from lineofsight.library.identifying import IdentifyingRule
from lineofsight.library.kinds import (
    KINDS,
    Asks,
    AtGate,
    EvidenceKind,
    GlossaryArea,
    GlossaryTerm,
    Outline,
    Partner,
    Theme,
    WordingRule,
)
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.plan import PlanWords, StatusScheme
from lineofsight.library.publishing import PublishingRules, SmallNumbers
from lineofsight.library.reference_audits import audits_page
from lineofsight.library.reference_courses import courses_page, requirements_page
from lineofsight.library.reference_instruments import instruments_page, notices_page
from lineofsight.library.reference_parts import foot, latest, table
from lineofsight.library.reference_registers import challenges_page, listening_page, quarterlies_page, registers_page
from lineofsight.library.reference_standards import facts_page, late_reasons_page, retention_page, standards_page
from lineofsight.library.reference_systems import systems_page
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.library.shelf import Shelf

MADE = "<!-- Made from the library by ./los library docs. Change the library, not this page. -->\n"


def pages(shelf: Shelf) -> dict[str, str]:
    """Every page by its path under docs/, as Markdown."""
    made: dict[str, Callable[[Shelf], Iterator[str]]] = {
        "glossary.md": _glossary,
        "library/README.md": _overview,
        "library/vocabulary.md": _vocabulary,
        "library/measures.md": _measures,
        "library/faces.md": _faces,
        "library/evidence.md": _evidence,
        "library/wording.md": _wording,
        "library/themes.md": _themes,
        "library/identifying.md": _identifying,
        "library/outlines.md": _outlines,
        "library/mappings.md": reference_mappings.page,
        "library/pathways.md": reference_pathways.page,
        "library/plans.md": _plans,
        "library/partners.md": _partners,
        "library/clocks.md": _clocks,
        "library/facts.md": facts_page,
        "library/instruments.md": instruments_page,
        "library/notices.md": notices_page,
        "library/standards.md": standards_page,
        "library/late-reasons.md": late_reasons_page,
        "library/calendars.md": _calendars,
        "library/challenges.md": challenges_page,
        "library/audits.md": audits_page,
        "library/registers.md": registers_page,
        "library/quarterlies.md": quarterlies_page,
        "library/courses.md": courses_page,
        "library/requirements.md": requirements_page,
        "library/retention.md": retention_page,
        "library/listening.md": listening_page,
        "library/due-lists.md": reference_practice.due_lists,
        "library/worker-roles.md": reference_practice.worker_roles,
        "library/staff-lists.md": reference_workforce.staff_lists,
        "library/programmes.md": reference_workforce.programmes,
        "library/surveys.md": reference_workforce.surveys,
        "library/groups.md": _groups,
        "library/caseloads.md": _caseloads,
        "library/publication-rules.md": _publishing,
        "library/small-numbers.md": _small_numbers,
        "library/systems.md": systems_page,
        "library/sources.md": _sources,
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


def in_words(condition: Condition | None) -> str:
    """A condition as one line that a person can follow."""
    if condition is None:
        return "every row"
    if isinstance(condition, ColumnTest):
        return _test_in_words(condition)
    if isinstance(condition, All | AnyOf):
        inner, joined = (condition.all, " and ") if isinstance(condition, All) else (condition.any, " or ")
        parts = [in_words(part) for part in inner]
        return parts[0] if len(parts) == 1 else "(" + joined.join(parts) + ")"
    if isinstance(condition, Not):
        return f"not {in_words(condition.not_)}"
    if not isinstance(condition, HasAny):
        raise TypeError(f"{type(condition).__name__} is not a condition")
    rows = condition.has_any
    return f"has any of `{rows.face}` with the same `{rows.matching}` where {in_words(rows.where)}"


def _test_in_words(test: ColumnTest) -> str:
    column = f"`{test.column}`"
    if test.test == "is":
        return f"{column} is {test.is_}"
    if test.values:
        listed = ", ".join(_value(value) for value in test.values)
        return f"{column} is {listed}" if len(test.values) == 1 else f"{column} is one of {listed}"
    day = test.day
    named = day.value.replace("_", " ") if isinstance(day, NamedDay) else day.isoformat()
    return f"{column} is {test.test.replace('_', ' ')} {named}"


def _value(value: bool | int | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"«{value}»" if isinstance(value, str) else str(value)


def _overview(shelf: Shelf) -> Iterator[str]:
    yield "# The library\n"
    yield "What a partnership could want different stands here as cited data and not in code. One file holds one idea."
    yield "A partnership lays its own shelf over this one: the same id, theirs wins, and pages say so.\n"
    titles = {
        "calendars": ("Calendars of working days", "calendars.md"),
        "caseloads": ("Children for one worker", "caseloads.md"),
        "clocks": ("Days that a review has", "clocks.md"),
        "facts": ("What is recorded about practice", "facts.md"),
        "standards": ("Standards: what is due, by when", "standards.md"),
        "recording-time": ("How soon it is written down", "late-reasons.md"),
        "late-reasons": ("Why something was late", "late-reasons.md"),
        "evidence": ("Kinds of evidence", "evidence.md"),
        "faces": ("Faces that measures count", "faces.md"),
        "groups": ("Groups of children", "groups.md"),
        "glossary": ("Glossary", "../glossary.md"),
        "instruments": ("Forms: what people are asked", "instruments.md"),
        "notices": ("Notices above pages", "notices.md"),
        "identifying": ("What could point to somebody", "identifying.md"),
        "measures": ("Measures", "measures.md"),
        "outlines": ("Outlines of a Summary", "outlines.md"),
        "mappings": ("Lists of a council's own", "mappings.md"),
        "plans": ("Words of action plans", "plans.md"),
        "statuses": ("Colours and words of status", "plans.md"),
        "partners": ("Statutory partners", "partners.md"),
        "challenges": ("Challenges", "challenges.md"),
        "registers": ("Registers", "registers.md"),
        "quarterlies": ("What bodies state each quarter", "quarterlies.md"),
        "listening": ("What children, families and practitioners say", "listening.md"),
        "complaints": ("Complaints", "listening.md"),
        "publication-rules": ("Before publishing", "publication-rules.md"),
        "small-numbers": ("Small numbers", "small-numbers.md"),
        "due-lists": ("Lists of what is due", "due-lists.md"),
        "worker-roles": ("Roles of those who work with a child", "worker-roles.md"),
        "staff-lists": ("Lists of those who work", "staff-lists.md"),
        "leaving-reasons": ("Why people leave", "staff-lists.md"),
        "programmes": ("Programmes of the newly qualified", "programmes.md"),
        "surveys": ("Surveys of those who work", "surveys.md"),
        "themes": ("Themes", "themes.md"),
        "wording": ("Wording rules", "wording.md"),
    }
    rows = []
    for folder in sorted(KINDS):
        # A kind without a page of its own is told with its words.
        title, page = titles.get(folder, (folder.replace("-", " ").capitalize(), "vocabulary.md"))
        ids = shelf.ids(folder)
        unchecked = sum(not shelf.editions(folder, id)[-1].checked for id in ids)
        rows.append([f"[{title}]({page})", f"`{folder}/`", str(len(ids)), str(unchecked)])
    yield from table(["kind", "folder", "files", "not yet checked against the source"], rows)
    yield f"[Sources](sources.md): {len(shelf.sources)} · [Words that files may use](vocabulary.md)"


def _plans(shelf: Shelf) -> Iterator[str]:
    yield "# Action plans\n"
    yield "How the columns, the owners and the status of an action plan are recognised when one is imported. Each is a"
    yield "proposal that a person corrects.\n"
    for words in latest(shelf, PlanWords):
        yield f"## {words.title}\n"
        yield from table(["part of a plan", "headings"], [[p.value, ", ".join(w)] for p, w in words.headings.items()])
        either = [[word, " or ".join(part.value for part in parts)] for word, parts in words.either.items()]
        yield from table(["a heading for two things", "read as"], either)
        yield from table(["body", "words for it"], [[name, ", ".join(some)] for name, some in words.agencies.items()])
        yield f"Words of roles: {', '.join(words.roles)}; where no body is called so: {', '.join(words.groups)}.\n"
        yield foot(words) + "\n"
    for scheme in latest(shelf, StatusScheme):
        yield f"## {scheme.title}\n"
        meanings = [*((colour.value, meaning) for colour, meaning in scheme.colours.items()), *scheme.words.items()]
        yield from table(["says", "means"], [[said, meaning.replace("_", " ")] for said, meaning in meanings])
        yield foot(scheme) + "\n"


def _publishing(shelf: Shelf) -> Iterator[str]:
    yield "# Before publishing\n"
    for rules in latest(shelf, PublishingRules):
        yield f"## {rules.title}\n"
        yield f"A search of what is public already may be {rules.search_days} days old on the day of publishing."
        yield ""
        yield (
            f"An agency may object to a signature that was recorded for it for {rules.object_days} working days, by"
            f" the calendar `{rules.object_calendar}`."
        )
        yield f"A sentence says that a released figure was corrected by: {_quoted(rules.words_of_correction)}.\n"
        yield foot(rules) + "\n"


def _caseloads(shelf: Shelf) -> Iterator[str]:
    yield "# Children for one worker\n"
    yield "What a worker reads beside the number of their own children. Nobody else's number is shown, or compared.\n"
    for one in latest(shelf, Caseload):
        yield f"## {one.title}\n"
        yield f"{one.words}. For the role «{one.role}».\n"
        yield foot(one) + "\n"


def _groups(shelf: Shelf) -> Iterator[str]:
    yield "# Groups of children\n"
    yield "By these one asks for whom something does not work. Small groups are not told, whoever reads.\n"
    for one in latest(shelf, ChildGroups):
        yield f"## {one.title}\n"
        yield from table(["group", "codes"], [[group.words, ", ".join(group.codes)] for group in one.groups])
        yield foot(one) + "\n"


def _small_numbers(shelf: Shelf) -> Iterator[str]:
    yield "# Small numbers\n"
    yield "How a number is told depends on whom it counts and on who reads it.\n"
    for numbers in latest(shelf, SmallNumbers):
        yield f"## {numbers.title}\n"
        rows = [
            [
                rule.counts.value,
                rule.reader.value,
                f"from {rule.fewest}" if rule.fewest else "all",
                f"to the nearest {rule.round_to}" if rule.round_to > 1 else "exact",
                f"from N = {rule.fewest_for_rate}" if rule.fewest_for_rate else "always",
                rule.says,
            ]
            for rule in numbers.rules
        ]
        yield from table(["who is counted", "who reads", "shown", "rounded", "percentage", "in words"], rows)
        yield "The first of these words in what a figure says it counts decides whom it counts.\n"
        yield from table(
            ["class", "words"], [[counts.value, ", ".join(some)] for counts, some in numbers.words.items()]
        )
        yield foot(numbers) + "\n"


def _vocabulary(_: Shelf) -> Iterator[str]:
    yield "# Words that library files may use\n"
    yield "The vocabulary is small and closed. A word that is not here is refused with its file, its line and the"
    yield "nearest word. No HTML, SQL or Python stands in a file.\n"
    yield "## In the heading of every file\n"
    yield from _fields(Entry, ())
    for folder, kind in sorted(KINDS.items()):
        yield f"## In `{folder}/`\n"
        yield (kind.__doc__ or "").split("\n")[0] + "\n"
        yield from _fields(kind, tuple(Entry.model_fields))
    yield "## In `population` and `numerator` of a measure\n"
    yield from _fields(Part, ())
    yield from table(["told", "what the two numbers are"], [[f"`{told.value}`", told.words] for told in Told])
    yield "## In the conditions of a measure\n"
    rows = [
        ["`{column: C, equals: V}`", "the column holds this value"],
        ["`{column: C, one_of: [V, W]}`", "the column holds one of these values"],
        ["`{column: C, is: known}`, `{column: C, is: not known}`", "there is a value, or none"],
        ["`{column: C, on_or_before: D}`", "the day is D or earlier; also `before`, `on_or_after`, `after`"],
        ["`{all: [ … ]}`, `{any: [ … ]}`, `{not: … }`", "every one, at least one, not this one"],
        ["`{has_any: {face: F, matching: C, where: … }}`", "there is such a row in another face with the same C"],
    ]
    yield from table(["condition", "holds when"], rows)
    yield f"Types of a column: {_listed(item.value for item in ColumnType)}."
    yield f"Named days: {_listed(item.value for item in NamedDay)}; or a day such as `2026-03-31`."
    yield "A value that is not known satisfies no comparison.\n"
    yield "## What a statement shows\n"
    yield from table(["value", "people read", "it is right when"], [[_low(s), s.words, s.meaning] for s in Shows])
    yield f"Who says so: {', '.join(f'«{who.words}»' for who in WhoSays)}."


def _fields(kind: type[Strict], without: tuple[str, ...]) -> Iterator[str]:
    rows = []
    for name, field in kind.model_fields.items():
        if name not in without:
            needed = "yes" if field.is_required() else "no"
            rows.append([f"`{field.alias or name}`", needed, field.description or ""])
    yield from table(["word", "needed", "what it says"], rows)


def _measures(shelf: Shelf) -> Iterator[str]:
    yield "# Measures\n"
    for measure in latest(shelf, Measure):
        yield f"## {measure.title}\n"
        yield f"{measure.question}\n"
        rows = [
            ["counted", measure.numerator.words],
            ["of", measure.population.words],
            ["left out", "; ".join(rule.reason for rule in measure.left_out) or "nothing"],
            ["told as", _told(measure)],
            ["told apart by", f"`{measure.by}`" if measure.by else "nothing"],
            ["how counted", f"{measure.kind.value}: {measure.kind.words}"],
            ["looks at", measure.window.value],
            ["which way is better", measure.direction.value],
            ["shows at most", measure.shows.words],
        ]
        yield from table(["part", "what it says"], rows)
        yield f"- In question: rows of `{measure.face}` where {in_words(measure.population.where)}"
        for rule in measure.left_out:
            yield f"- Left out ({rule.reason}): {in_words(rule.where)}"
        yield f"- Counted: {in_words(measure.numerator.where)}"
        for one in measure.beside:
            yield f"- Stands beside `{one.measure}`: {one.because}"
        for caveat in measure.caveats:
            yield f"- Mind: {caveat}"
        yield f"\n{foot(measure)}\n"


def _told(measure: Measure) -> str:
    """What the two numbers are, where they are not n of N rows."""
    if not measure.is_amount:
        return "n of N rows"
    added = [f"`{part.sum}`" for part in (measure.numerator, measure.population) if part.sum]
    said = f"sums of {' and '.join(dict.fromkeys(added))}; " if added else ""
    if measure.told is Told.SHARE or measure.per is None:
        return f"{said}{measure.told.value} of {measure.unit.many}"
    beside = f" × {measure.times.number} {measure.times.many}" if measure.times else ""
    return f"{said}{measure.told.value}, {measure.unit.many} for {measure.per.many}{beside}"


def _faces(shelf: Shelf) -> Iterator[str]:
    yield "# Faces that measures count\n"
    yield "A face is the rows that a measure may count, as columns. The program gives the rows; a measure names them.\n"
    for face in latest(shelf, FaceColumns):
        yield f"## `{face.id}`: {face.title}\n"
        yield f"One row for each {' and '.join(f'`{column}`' for column in face.key)}.\n"
        rows = [[f"`{name}`", column.type.value, column.words] for name, column in face.columns.items()]
        yield from table(["column", "type", "what it holds"], rows)


def _evidence(shelf: Shelf) -> Iterator[str]:
    yield "# Kinds of evidence\n"
    yield "What a kind can show at most, however good it is. A quotation never shows more than what was said.\n"
    for kind in latest(shelf, EvidenceKind):
        yield f"## {kind.title}\n"
        yield f"Shows at most: **{kind.shows_at_most.words}**. Usually current for {kind.valid_months} months."
        yield ("It says which period it covers.\n" if kind.needs_period else "It needs no period.\n")
        yield f"{kind.guidance}\n\nFor example: {kind.example}\n\n{foot(kind)}\n"


def _wording(shelf: Shelf) -> Iterator[str]:
    yield "# Wording rules\n"
    yield "Words that claim something, and what a sentence must rest on to use them. Words in quotation marks are"
    yield "somebody else's and claim nothing for the writer.\n"
    for rule in latest(shelf, WordingRule):
        yield f"## {rule.title}\n"
        yield f"{_asked(rule)} {_AT_GATE[rule.at_gate]}\n"
        if rule.instead:
            yield from table(["not", "but"], [[word, better] for word, better in rule.instead.items()])
        else:
            yield f"Words: {_quoted(rule.all_words())}.\n"
        if rule.not_in:
            yield f"Passed over: {_quoted(rule.not_in)}.\n"
        yield f"Why: {rule.reason}\n\nWhat to do: {rule.cure}\n\n{foot(rule)}\n"


_AT_GATE = {
    AtGate.STOP: "Without it the sentence cannot be printed.",
    AtGate.MARK: "The writer is told; the sentence can be printed.",
}


def _asked(rule: WordingRule) -> str:
    if rule.asks is Asks.LEVEL and rule.shows is not None:
        extra = [
            words
            for words, wanted in (("n of N", rule.needs_figure), ("an earlier figure", rule.needs_comparison))
            if wanted
        ]
        return f"Needs at least «{rule.shows.words}»" + (f", with {' and '.join(extra)}." if extra else ".")
    return {
        Asks.FULL_COUNT: "Needs a full count, n = N, as at a day.",
        Asks.OTHER_WORDS: "Asks for other words.",
        Asks.EXPLANATION: "Asks for an explanation.",
    }[rule.asks]


def _identifying(shelf: Shelf) -> Iterator[str]:
    yield "# What could point to somebody\n"
    yield "Nothing of this can be printed, wherever it stands: in a sentence, a title, a footnote or a reason."
    yield "Registered names are looked for as well; they stand in no file.\n"
    for rule in latest(shelf, IdentifyingRule):
        yield f"## {rule.title}\n"
        words = f" Words: {_quoted(rule.words)}." if rule.words else ""
        yield f"Looks for: {rule.shape.value}.{words}\n"
        if rule.not_in:
            yield f"Passed over: {_quoted(rule.not_in)}.\n"
        yield f"Why: {rule.reason}\n\nWhat to do: {rule.cure}\n\n{foot(rule)}\n"


def _themes(shelf: Shelf) -> Iterator[str]:
    yield "# Themes\n"
    for theme in latest(shelf, Theme):
        yield f"## {theme.order}. {theme.title}\n"
        yield f"{theme.question}\n\n{theme.about}\n\nRecognised by: {_quoted(theme.words)}.\n\n{foot(theme)}\n"


def _partners(shelf: Shelf) -> Iterator[str]:
    yield "# Statutory partners\n"
    yield "Where one of these says nothing in a review, the coverage map names it.\n"
    for partner in latest(shelf, Partner):
        yield f"## {partner.order}. {partner.title}\n"
        yield f"{partner.says}\n\nKind of agency: {partner.agency_kind}.\n\n{foot(partner)}\n"


def _clocks(shelf: Shelf) -> Iterator[str]:
    yield "# Days that a review has\n"
    for clock in latest(shelf, ReviewClock):
        yield f"## {clock.order}. {clock.title}\n"
        kinds = ", ".join(clock.review_kinds)
        least = "at least " if clock.is_least else ""
        yield f"{clock.starts_with}: from then {least}{clock.limit} {clock.counted_in.value}. {clock.ends_with}.\n"
        yield f"For: {kinds}. {clock.note or ''}\n\n{foot(clock)}\n"


def _calendars(shelf: Shelf) -> Iterator[str]:
    yield "# Calendars of working days\n"
    for calendar in latest(shelf, Calendar):
        days = ", ".join(day.isoformat() for day in calendar.days_off)
        yield f"## {calendar.title}\n"
        yield f"{calendar.first_year} to {calendar.last_year}. Nobody is at work on: {days}.\n\n{foot(calendar)}\n"


def _outlines(shelf: Shelf) -> Iterator[str]:
    yield "# Outlines of a Summary\n"
    for outline in latest(shelf, Outline):
        yield f"## {outline.title}\n"
        rows = [
            [
                section.title,
                section.holds.value,
                "yes" if section.is_required else "no",
                section.guidance,
                section.when_empty,
            ]
            for section in outline.sections
        ]
        yield from table(["section", "holds", "required", "what goes in", "when empty it says"], rows)
        yield f"{foot(outline)}\n"


def _sources(shelf: Shelf) -> Iterator[str]:
    yield "# Sources\n"
    yield "What the library cites. Nothing is copied: the library says it in our own words.\n"
    rows = []
    for id, source in sorted(shelf.sources.items()):
        rows.append(
            [f"`{id}`", source.title, source.publisher, source.published, source.address or "", source.note or ""]
        )
    yield from table(["id", "title", "publisher", "published", "address", "note"], rows)


def _glossary(shelf: Shelf) -> Iterator[str]:
    terms = sorted(latest(shelf, GlossaryTerm), key=lambda term: (term.title.casefold(), term.id))
    by_id: Mapping[str, GlossaryTerm] = {term.id: term for term in terms}
    yield "# Glossary\n"
    yield "One word for one thing. Where this page and another disagree, this page is right.\n"
    for area in GlossaryArea:
        yield f"## {area.value}\n"
        for term in terms:
            if term.area is area:
                yield from _term(term, by_id)


def _term(term: GlossaryTerm, by_id: Mapping[str, GlossaryTerm]) -> Iterator[str]:
    short = f" ({term.short})" if term.short else ""
    yield f'<a id="{term.id}"></a>**{term.title}**{short}: {term.meaning}'
    if term.we_write:
        yield f"People read: {term.we_write}."
    if term.not_these:
        yield f"Not: {', '.join(f'«{word}»' for word in term.not_these)}."
    if term.see:
        yield "See " + ", ".join(f"[{by_id[id].title}](#{id})" for id in term.see) + "."
    if not term.checked:
        yield f"*{term.checked_words}* ({', '.join(term.source)})"
    yield ""


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"«{word}»" for word in words)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _low(shows: Shows) -> str:
    return f"`{shows.name.lower().replace('_', ' ')}`"
