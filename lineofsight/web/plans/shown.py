"""How a plan on its way in is shown: what is asked about it, its rows as they will be written, and as they stand."""

from collections import Counter
from dataclasses import dataclass

from lineofsight.assurance.actions.plans import state_of
from lineofsight.assurance.rules.chain import DELIVERY
from lineofsight.assurance.rules.plan_rows import PlanRow
from lineofsight.assurance.rules.plans import PlanReading
from lineofsight.intake.blocks import Kind
from lineofsight.web.plans.forms import FIELD_WORDS, body_named

# How many doubts of one kind a page tells one by one.
MOST_OF_A_KIND = 5


@dataclass(frozen=True)
class Question:
    """One thing that a person settles on a page of its own: what stands, what is asked, and the page, if any."""

    name: str
    page: str
    stands: tuple[str, ...]
    is_open: bool
    asks: str
    button: str


def questions(now: PlanReading, *, earlier: str = "", likely: str = "") -> tuple[Question, ...]:
    """What can be settled, in the order in which it is asked. Both are names of reviews: of which it is a later state,
    and of which it looks like one."""
    return (_columns(now), _again(earlier, likely), _owners(now), _days(now), _statuses(now), _names(now))


def _again(earlier: str, likely: str) -> Question:
    stands = f"A later state of the plan of {earlier}" if earlier else "A plan that comes for the first time"
    page = "plan_differences" if earlier else "plan_earlier"
    asks = f"Most of its actions stand in {likely}. Say whether it is a later state of that plan."
    return Question("Here before", page, (stands,), bool(likely), asks, "Say whether it is here")


def _columns(now: PlanReading) -> Question:
    taken = [table for table in now.tables if table.is_taken]
    stands = [
        f"«{header}»: {FIELD_WORDS[field].lower() if field else 'not used'}"
        for table in taken[:1]
        for header, field in ((header, table.choice.field_of(place)) for place, header in enumerate(table.headers))
        if header
    ]
    unsure = any(table.proposal.doubts and not table.is_settled for table in taken)
    asks = "Say what each column is." if taken else "No table looks like a plan to us. Say what its columns are."
    told = tuple(stands) or ("No table is read as a plan yet",)
    return Question("Columns", "plan_columns", told, unsure or not taken, asks, "Look at the columns")


def _owners(now: PlanReading) -> Question:
    stands = []
    for words, code in {row.owner_words: row.agency for row in now.rows}.items():
        told = f"«{words}»" if words else "Nobody named"
        stands.append(f"{told}: {body_named(code, now.bodies) or 'not known here'}")
    asks = "Say which agency leads where we do not know it."
    return Question("Agencies", "plan_owners", tuple(stands), bool(now.open_owners), asks, "Say which agency")


def _days(now: PlanReading) -> Question:
    count = sum(len(asked.places) for asked in now.open_days)
    stands = (
        f"{count} row{'' if count == 1 else 's'} without a day that we understand" if count else "Every row has one"
    )
    asks = "Give a day where the plan says none that we understand."
    return Question("Due days", "plan_days", (stands,), bool(count), asks, "Give the days")


def _statuses(now: PlanReading) -> Question:
    stands = tuple(f"«{word}»: {_delivery(meaning).lower()}" for word, meaning in now.meanings) or (
        "The plan says none",
    )
    asks = "Say what the plan’s words and colours of status mean."
    return Question("Words of status", "plan_statuses", stands, bool(now.open_statuses), asks, "Say what they mean")


def _names(now: PlanReading) -> Question:
    stands = tuple(f"«{name}»" for name in dict.fromkeys(one.name for one in now.names)) or ("None found",)
    asks = "Decide what stands instead of names."
    return Question("Names", "plan_names" if now.names else "", stands, bool(now.names), asks, "Decide the names")


def doubts(now: PlanReading) -> tuple[str, ...]:
    """What we were not sure of, the first of each kind one by one and the others counted."""
    counted = Counter(doubt.code for doubt in now.doubts)
    told: Counter[str] = Counter()
    found = []
    for doubt in now.doubts:
        told[doubt.code] += 1
        if told[doubt.code] <= MOST_OF_A_KIND:
            found.append(doubt.sentence)
        elif told[doubt.code] == counted[doubt.code]:
            found.append(f"The same in {counted[doubt.code] - MOST_OF_A_KIND} more places.")
    return tuple(found)


def remembered(now: PlanReading) -> tuple[str, ...]:
    """What is proposed because somebody settled it before, a sentence each."""
    shapes = dict.fromkeys(table.proposal.shape for table in now.tables if table.is_remembered)
    found = [f"These columns were settled {now.memory.told[shape]}, so we propose the same." for shape in shapes]
    count = sum(word in now.memory.statuses for word, _ in now.meanings)
    count += sum(words in now.memory.owners for words in {row.owner_words for row in now.rows})
    if count:
        found.append(f"{count} of its words {'was' if count == 1 else 'were'} settled with an earlier plan.")
    return tuple(found)


@dataclass(frozen=True)
class ShownRow:
    """One action as it will be written."""

    row: PlanRow
    agency: str
    delivery: str
    asks: str


def rows(now: PlanReading) -> tuple[ShownRow, ...]:
    """Every action, in the order of the plan."""
    return tuple(
        ShownRow(
            row,
            body_named(row.agency, now.bodies),
            _delivery(row.delivery),
            "" if row.recommendation is None else now.plan.recommendations[row.recommendation].text,
        )
        for row in now.rows
    )


def _delivery(meaning: str) -> str:
    return DELIVERY[state_of(meaning)].words if meaning != "not known" else "Not known, begins as proposed"


def leads(now: PlanReading) -> list[tuple[str, int]]:
    """How many actions each agency would lead, most first; "" where nobody is known yet."""
    counted = Counter(body_named(row.agency, now.bodies) for row in now.rows)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def headings(now: PlanReading) -> list[tuple[str, str]]:
    """The headings of the first table of the plan, each with what its column is taken for."""
    table = next((table for table in now.tables if table.is_taken), None)
    if table is None:
        return []
    fields = [table.choice.field_of(place) for place in range(len(table.headers))]
    return [(h, FIELD_WORDS[f] if f else "Not used") for h, f in zip(table.headers, fields, strict=True)]


def as_read(now: PlanReading) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the first table of the plan as they stand in the file, each with its number there."""
    taken = next((table for table in now.tables if table.is_taken), None)
    number = taken.number if taken else 0
    blocks = [block for block in now.file.blocks if block.kind is Kind.TABLE and block.rows]
    if not blocks:
        return []
    block = blocks[number]
    # The headings stand above the rows already, each with what it is taken for.
    above = taken.headers if taken and taken.choice.has_header else None
    places = [block.places[at] if at < len(block.places) else at + 1 for at in range(len(block.rows))]
    return [(place, row) for place, row in zip(places, block.rows, strict=True) if row != above]
