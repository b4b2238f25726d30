"""What people are asked about a plan on its way in: its file, its columns, its words, its days, and where it goes."""

from datetime import date
from typing import Any

from django import forms

from lineofsight.assurance.rules.plan_rows import Asked, Body
from lineofsight.assurance.rules.plan_settled import NOT_USED, WITH_HEADINGS, WITHOUT_HEADINGS, PlanField, Said
from lineofsight.assurance.rules.plans import PlanReading
from lineofsight.intake.plans.days import Day
from lineofsight.intake.plans.mapping import Field
from lineofsight.library.plan import NOT_KNOWN
from lineofsight.library.scales import DeliveryWord
from lineofsight.web.choices import offer
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import Version

NEW = "new"
ENDINGS = ".xlsx,.ods,.csv,.tsv,.docx,.odt"
FIELD_WORDS = {
    Field.FINDING: "Finding",
    Field.RECOMMENDATION: "Recommendation",
    Field.ACTION: "Action",
    Field.LEAD_AGENCY: "Owner: the agency that leads",
    Field.SUPPORTING: "Supporting agencies",
    Field.LEAD_ROLE: "Owner: the role or person that leads",
    Field.DUE_DATE: "Due day",
    Field.STATUS: "Status",
    Field.PROGRESS: "Update",
    Field.EVIDENCE: "Evidence",
    Field.SUCCESS_MEASURE: "What should be different",
    Field.IMPACT: "Impact",
    Field.REFERENCE: "Reference",
    Field.START_DATE: "Start day",
    Field.DATE_CLOSED: "Day of closing",
    Field.SIGN_OFF: "Sign-off",
}
_MOST_PLACES = 4


class PlanUploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Upload the plan",
        help_text="A table as Excel (.xlsx), OpenDocument (.ods), CSV or Word (.docx), of up to 20 MB."
        " Nothing is written until you have looked at what we read.",
        error_messages={"required": "Choose the file of the plan.", "empty": "The file is empty. Choose another."},
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )


class SettlingForm(forms.Form):
    """Questions about a plan, each of which becomes a thing settled where its answer differs from what stands."""

    version = Version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, tuple[Said, str]] = {}
        self.groups: list[dict[str, Any]] = []

    def ask(self, name: str, about: Said, control: forms.Field, *, stands: str, is_settled: bool = True) -> str:
        """Add a question. `stands`: the answer that is in force; not settled: the same answer is one too."""
        self.fields[name] = control
        self.initial[name] = stands
        self.asked[name] = (about, stands if is_settled else "")
        return name

    def said(self) -> list[Said]:
        """What the person settled by these answers."""
        found = []
        for name, (about, stands) in self.asked.items():
            given = self.cleaned_data.get(name)
            new = given.isoformat() if isinstance(given, date) else str(given or "")
            if new and new != stands:
                found.append(Said(about.field, about.old, new, about.table, about.column))
        return found


def columns_form(now: PlanReading, data: Any = None, *, version: int) -> SettlingForm:
    """What each column of each table is."""
    form = SettlingForm(data, initial={"version": version})
    choices = [(NOT_USED, "Not used"), *((field.value, words) for field, words in FIELD_WORDS.items())]
    shapes = set()
    for table in now.tables:
        if table.proposal.shape in shapes:
            continue
        shapes.add(table.proposal.shape)
        proposed = {column.place: column for column in table.proposal.columns}
        names = []
        if table.proposal.header_row < 0:
            # We know no heading of it: its first row may be one all the same.
            stands = WITH_HEADINGS if table.choice.has_header else WITHOUT_HEADINGS
            control = forms.ChoiceField(
                label="The first row of the table is",
                choices=[(WITH_HEADINGS, "a row of headings"), (WITHOUT_HEADINGS, "a row of the plan already")],
            )
            about = Said(PlanField.HEADINGS, stands, "", table.number)
            names.append(form.ask(f"h-{table.number}", about, control, stands=stands))
        for place, header in enumerate(table.headers):
            example = next((row[place] for row in table.examples if place < len(row) and row[place]), "")
            if not header and not example:
                continue
            field = table.choice.field_of(place) if table.is_taken else None
            stands = field.value if field else NOT_USED
            control = forms.ChoiceField(
                label=f"Column «{header}»" if header else f"Column {place + 1}, without a heading",
                choices=choices,
                help_text=_hint(example, proposed[place].reason if place in proposed else ""),
            )
            about = Said(PlanField.COLUMN, stands, "", table.number, place)
            # To look at a doubtful column and leave it as it stands is an answer too.
            is_sure = table.is_settled or place not in table.doubtful
            names.append(form.ask(f"c-{table.number}-{place}", about, control, stands=stands, is_settled=is_sure))
        if names:
            form.groups.append({"legend": _called(table.sheet, len(now.tables)), "fields": names})
    return form


def _hint(example: str, reason: str) -> str:
    short = example if len(example) <= 80 else f"{example[:79].rstrip()} …"
    return f"{reason} For example: {' / '.join(short.splitlines())}" if short else f"{reason} Its first rows are empty."


def _called(sheet: str, tables: int) -> str:
    return f"The table on sheet «{sheet}»" if sheet else "The table" if tables == 1 else "A table of the file"


def statuses_form(now: PlanReading, data: Any = None, *, version: int) -> SettlingForm:
    """What each word and each colour of status means."""
    form = SettlingForm(data, initial={"version": version})
    words = [word for word in DeliveryWord if word is not DeliveryWord.SENT_BACK]
    choices = [*((word.value, word.words) for word in words), (NOT_KNOWN, "Not known: it begins as proposed")]
    counted = {word: [row for row in now.rows if row.status.casefold() == word] for word, _ in now.meanings}
    open_words = set(now.open_statuses)
    for number, (word, meaning) in enumerate(now.meanings):
        count = len(counted[word])
        rows = f"Stands in {count} row{'' if count == 1 else 's'}." if count else "Stands in the key of the plan."
        control = forms.ChoiceField(label=f"«{word}» means", choices=choices, help_text=rows)
        about = Said(PlanField.STATUS, word, "")
        form.ask(f"s-{number}", about, control, stands=meaning, is_settled=word not in open_words)
    return form


def owners_form(now: PlanReading, data: Any = None, *, version: int) -> SettlingForm:
    """Which agency each owner is, those that we do not know first."""
    form = SettlingForm(data, initial={"version": version})
    choices = [("", "Choose an agency"), *((body.code, body.name) for body in now.bodies)]
    gathered: dict[str, list[str]] = {}
    stands = {row.owner_words: row.agency for row in now.rows}
    for row in now.rows:
        gathered.setdefault(row.owner_words, []).append(row.place)
    unknown: list[str] = []
    known: list[str] = []
    for number, (words, places) in enumerate(gathered.items()):
        control = forms.ChoiceField(
            label=f"The agency that «{words}» is" if words else "The agency where none is named",
            choices=choices,
            required=False,
            help_text=places_in_words(Asked(words, tuple(places))),
        )
        # It may be said later, and has to be before anything is written: not «optional».
        control.is_asked_sometimes = True  # type: ignore[attr-defined]
        name = form.ask(f"o-{number}", Said(PlanField.OWNER, words, ""), control, stands=stands[words])
        (known if stands[words] else unknown).append(name)
    if unknown:
        form.groups.append({"legend": "Not known here", "fields": unknown})
    if known:
        form.groups.append({"legend": "Matched", "fields": known})
    return form


def days_form(now: PlanReading, data: Any = None, *, version: int) -> SettlingForm:
    """A day for all words that are none."""
    form = SettlingForm(data, initial={"version": version})
    for number, (asked, given) in enumerate(now.asked_days):
        label = f"Due where the plan says «{asked.words}»" if asked.words else "Due where the plan says nothing"
        control = DayField(label=label, required=False, help_text=places_in_words(asked))
        stands = given.isoformat() if given else ""
        name = form.ask(f"d-{number}", Said(PlanField.DUE, asked.words, ""), control, stands=stands)
        form.initial[name] = given
    return form


def places_in_words(asked: Asked) -> str:
    """Where something stands, the first places by name: «Row 4, row 9 and 12 more»."""
    shown = ", ".join(asked.places[:_MOST_PLACES])
    more = len(asked.places) - _MOST_PLACES
    told = f"{shown} and {more} more" if more > 0 else shown
    return f"{told[:1].upper()}{told[1:]}."


class WriteForm(forms.Form):
    """The last button of a plan."""

    review = forms.ChoiceField(label="Into which review")
    name = forms.CharField(
        label="Name of the new review", max_length=300, required=False, help_text="Only where it is a new one."
    )
    as_at_date = DayField(label="As at which day does the plan say this?", required=False)
    version = Version()

    def __init__(
        self,
        *args: Any,
        reviews: list[tuple[str, str]],
        is_again: bool = False,
        undated: int = 0,
        plan_day: Day | None = None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_again, self.today = is_again, today
        if undated:
            entries = "1 entry has no day" if undated == 1 else f"{undated} entries have no day"
            found = f" The plan’s head has «{plan_day.words}»." if plan_day else ""
            self.fields["as_at_date"].help_text = f"{entries} of {'its' if undated == 1 else 'their'} own.{found}"
            self.initial["as_at_date"] = (plan_day.day if plan_day else None) or today
        else:
            del self.fields["as_at_date"]
        if is_again:
            # It goes where its earlier state went.
            del self.fields["review"], self.fields["name"]
            return
        new = (NEW, "A new review")
        # Where there are reviews, somebody says which: a plan in the wrong one counts everything twice.
        choices = [*([("", "Choose")] if reviews else []), *reviews, new]
        offer(self, "review", choices)
        if not reviews:
            self.fields["review"].required = False
            self.initial["review"] = NEW

    def clean_as_at_date(self) -> date | None:
        """A day that is not to come."""
        day: date | None = self.cleaned_data["as_at_date"]
        if day and day > self.today:
            raise forms.ValidationError("The plan cannot say it as at a day that is to come.", code="to_come")
        return day

    def clean(self) -> dict[str, Any]:
        """A new review has a name."""
        given = super().clean() or {}
        if not self.is_again and given.get("review") in (NEW, "") and not given.get("name"):
            self.add_error("name", "Enter a name for the new review.")
        return given


def body_named(code: str, bodies: tuple[Body, ...]) -> str:
    """The name of an agency, by its code."""
    return next((body.name for body in bodies if body.code == code), "")
