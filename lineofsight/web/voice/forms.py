"""What somebody is asked when they enter what was heard, keep words, or take a complaint through."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from lineofsight.library.complaint import Complaints
from lineofsight.library.listening import Listening
from lineofsight.records.voice.rules import LONGEST_QUOTATION, ConsentGiven, HeardTold
from lineofsight.web.choices import choice, picked
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import Version, VersionForm
from lineofsight.web.words_field import AsksAboutNames, Words

MONTHS_BACK = 12


def number(label: str, missing: str = "", hint: str = "") -> Any:
    """A whole number, from nought on."""
    wrong = f"«{label}»: enter a whole number."
    return forms.IntegerField(
        label=label,
        min_value=0,
        required=bool(missing),
        help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": missing, "invalid": wrong, "min_value": wrong},
    )


class HeardForm(forms.Form):
    """One month of one way of asking, as counts."""

    def __init__(self, *args: Any, way: Listening, months: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.way = way
        self.fields["month"] = picked("In which month?", months, "Choose the month", "Choose the month.")
        self.fields["who"] = choice("Who was asked?", way.who, "Choose who was asked.")
        self.fields["occasion"] = choice("When were they asked?", way.occasions, "Choose when they were asked.")
        self.fields["asked"] = number("How many were asked?", "Enter how many were asked.")
        self.fields["answered"] = number(
            "How many answered?", "Enter how many answered.", "0 where nobody did: that is told too."
        )
        for code, words in way.questions.items():
            self.fields[f"yes__{code}"] = number(f"How many said yes: {words}")
        for code, words in way.themes.items():
            self.fields[f"theme__{code}"] = number(f"How many raised: {words}")

    def told(self) -> HeardTold:
        """What was entered."""
        clean = self.cleaned_data
        return HeardTold(
            month=date.fromisoformat(clean["month"]),
            who=clean["who"],
            occasion=clean["occasion"],
            asked=clean["asked"],
            answered=clean["answered"],
            themes=self._counts("theme"),
            yes=self._counts("yes"),
        )

    def _counts(self, part: str) -> dict[str, int]:
        found = {
            name.split("__")[1]: value for name, value in self.cleaned_data.items() if name.startswith(f"{part}__")
        }
        return {code: value for code, value in found.items() if value is not None}

    def groups(self) -> list[dict[str, Any]]:
        """Two groups that may stay empty, after what is always asked."""
        return [
            {"legend": "Who was asked", "note": "", "fields": ["month", "who", "occasion", "asked", "answered"]},
            {
                "legend": "What they said",
                "note": "Each number is of those who answered. Leave empty what was not asked.",
                "fields": [name for name in self.fields if name.startswith("yes__")],
            },
            {
                "legend": "What they raised, without being asked for it",
                "note": "One person may raise several things.",
                "fields": [name for name in self.fields if name.startswith("theme__")],
            },
        ]

    def widths(self) -> dict[str, str]:
        """A number needs no long field."""
        return {name: "4" for name in self.fields if name not in ("month", "who", "occasion")}


class ChangedForm(forms.Form):
    """What followed, and when they were told."""

    version = Version()

    def __init__(self, *args: Any, way: Listening, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["changed"] = choice("What changed?", way.changes, "Choose what changed, or that nothing did.")
        self.fields["told_how"] = picked("How were they told?", list(way.told_back.items()), "They were not told yet")
        self.fields["told_on"] = DayField(label="On which day were they told?", required=False)


class TakeBackForm(VersionForm, AsksAboutNames):
    """Why an entry was wrong."""

    reason = Words("What was wrong?", "Say in a few words what was wrong.", most=200, is_long=False)


class WordsForm(AsksAboutNames):
    """A short quotation with the consent for it."""

    def __init__(self, *args: Any, way: Listening, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields.update(
            {
                "words": Words("Their words", "Enter their words.", most=LONGEST_QUOTATION, hint=way.names_warning),
                "consent": choice("What did they agree to?", list(way.quoting()), "Choose what they agreed to."),
                "given": DayField(label="On which day did they agree?"),
                "until": DayField(
                    label="Until when may the words be used?", help_text="After that day they are used no more."
                ),
            }
        )

    def agreed(self) -> ConsentGiven:
        """The consent."""
        clean = self.cleaned_data
        return ConsentGiven(clean["consent"], clean["given"], clean["until"])


class HeardEvidenceForm(forms.Form):
    """Which sentence it stands behind, and whether with words."""

    def __init__(
        self, *args: Any, statements: Sequence[tuple[str, str]], words: Sequence[tuple[str, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        missing = "Choose the sentence that it stands behind."
        self.fields["statement"] = picked("Behind which sentence?", statements, "Choose a sentence", missing)
        if words:
            self.fields["words"] = picked("With whose words?", words, "Without words: what they raised, as counts")


class ComplaintForm(forms.Form):
    """A complaint as it came in."""

    def __init__(self, *args: Any, procedure: Complaints, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["who"] = choice("Who complains?", procedure.who, "Choose who complains.")
        self.fields["theme"] = choice(
            "What is it about?",
            procedure.themes,
            "Choose what it is about.",
            "As a code. What they wrote stays where it is.",
        )
        self.fields["began"] = DayField(label="On which day did it come?")


class AnswerForm(VersionForm):
    """How a stage was answered."""

    def __init__(self, *args: Any, outcomes: Mapping[str, str], changes: Mapping[str, str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["outcome"] = choice("How was it answered?", outcomes, "Choose how it was answered.")
        self.fields["changed"] = choice("What changed?", changes, "Choose what changed, or that nothing did.")
        self.fields["on"] = DayField(label="On which day were they told?")


class LongerForm(VersionForm):
    """Why a stage takes longer."""

    def __init__(self, *args: Any, reasons: Mapping[str, str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["why"] = choice("Why does it take longer?", reasons, "Choose why it takes longer.")


class FurtherForm(forms.Form):
    """When it was taken further."""

    began = DayField(label="On which day was it taken further?")
