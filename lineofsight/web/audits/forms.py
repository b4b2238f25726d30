"""What people are asked when they begin a round, give files out, agree on grades, and tie an action."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from lineofsight.desk.audits.files import PairShown
from lineofsight.library.audit import AuditKind
from lineofsight.records.audits.rules.rounds import REASONS_TO_CORRECT, Source
from lineofsight.web.choices import choice, picked
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

SOURCES = {
    Source.COUNTED: "I count our own list: its numbers are drawn, and nothing else of it comes here",
    Source.LISTED: "I paste reference numbers: they become pseudonyms, and the numbers are not kept",
}


class BeginForm(forms.Form):
    """As at which day, how many files, and where they come from."""

    def __init__(
        self, *args: Any, kind: AuditKind, has_records: bool, before: Sequence[tuple[str, str]], today: date, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.today = today
        self.fields["on"] = DayField(
            label="As at which day?",
            help_text=f"Files are looked for as they stood then: {kind.frame.words}.",
            error_messages={"required": "Enter the day as at which files are looked for."},
        )
        self.fields["size"] = forms.IntegerField(
            label="How many files?",
            min_value=1,
            max_value=200,
            help_text="Of fewer than 20 files counts are shown, and no share.",
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), "Enter how many files to draw: from 1 to 200."
            ),
        )
        if not has_records:
            self.fields["source"] = choice(
                "Where is the list of files?",
                {one.value: words for one, words in SOURCES.items()},
                "Choose where the list of files is.",
            )
            self.fields["listed"] = forms.IntegerField(
                label="How many files are on your list?",
                required=False,
                min_value=1,
                max_value=100_000,
                help_text="Needed where you count the list yourself. Put it in the order of its reference numbers.",
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"),
                    "Enter how many files your list holds: a number from 1 to 100,000.",
                ),
            )
        if before:
            self.fields["again"] = picked(
                "Does it ask an earlier round's questions again?", before, "No, it stands by itself"
            )

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("on") and clean["on"] > self.today:
            self.add_error("on", "Files are looked for as at a day that has come: enter today or an earlier day.")
        if clean.get("source") == Source.COUNTED and not clean.get("listed") and "listed" not in self.errors:
            self.add_error("listed", "Enter how many files your list holds: a number from 1 to 100,000.")
        return clean


class DrawForm(forms.Form):
    """The version of the round as it was seen; and the list, where it is pasted."""

    version = Version()

    def __init__(self, *args: Any, is_pasted: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if is_pasted:
            self.fields["list"] = forms.CharField(
                label="Reference numbers of the files, one a line",
                help_text="Each becomes a pseudonym under your agency's key. The numbers themselves are not kept.",
                widget=forms.Textarea,
                error_messages={"required": "Paste the reference numbers of the files, one a line."},
            )


class ReadersForm(forms.Form):
    """Who reads the files of a round."""

    version = Version()

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["people"] = forms.MultipleChoiceField(
            label="Who reads?",
            choices=people,
            widget=forms.CheckboxSelectMultiple,
            help_text="Files are given out evenly. Nobody gets a file of a child whom they work with, or whose worker "
            "they manage.",
            error_messages={"required": "Choose who reads.", "invalid_choice": "Choose again who reads."},
        )


class AgreeForm(forms.Form):
    """Which grade stands, for each area where two readers differ."""

    def __init__(self, *args: Any, pairs: Sequence[PairShown], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.pairs = pairs
        for pair in pairs:
            self.fields[pair.row.area] = choice(
                pair.title,
                dict(pair.choices),
                f"Choose the grade that stands for «{pair.title}».",
                hint=f"The first reader: {pair.first}. The second reader: {pair.second}.",
            )
            self.fields[f"version-{pair.row.area}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=pair.row.version
            )

    def agreed(self) -> tuple[dict[str, str], dict[str, int]]:
        """The grade of each area, and the version of each pair as it was seen."""
        areas = [pair.row.area for pair in self.pairs]
        return (
            {area: self.cleaned_data[area] for area in areas},
            {area: self.cleaned_data[f"version-{area}"] for area in areas},
        )


class CorrectForm(forms.Form):
    """Why signed grades are corrected."""

    reason = choice("Why are your grades corrected?", REASONS_TO_CORRECT, "Choose why the grades are corrected.")


class TieForm(forms.Form):
    """Which of the actions that there are answers it."""

    def __init__(self, *args: Any, actions: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["action"] = choice(
            "Which action answers it?", actions, "Choose the action that answers it, or make a new one."
        )


class NewActionForm(AsksAboutNames):
    """An action that is made because none of those there answers what was found."""

    def __init__(self, *args: Any, recommendations: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["title"] = Words(
            "What will be done?",
            "Say what will be done.",
            most=200,
            hint="In a sentence that says what will be different for children.",
            is_long=False,
        )
        self.fields["due"] = DayField(
            label="By which day?", error_messages={"required": "Enter the day by which it will be done."}
        )
        self.fields["recommendation"] = picked(
            "Which recommendation does it answer?",
            recommendations,
            "Choose a recommendation",
            "Choose the recommendation that it answers.",
        )
