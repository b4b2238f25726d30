"""What a body is asked about its quarter: n, N, or why it was not counted, for each question."""

from collections.abc import Mapping
from typing import Any

from django import forms

from lineofsight.library.quarterly import Quarterly
from lineofsight.records.stated.rules import LONGEST_QUESTION, Count, WrongCounts, checked
from lineofsight.web.choices import choice, picked
from lineofsight.web.count_field import CountField
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words


class QuarterForm(forms.Form):
    """The questions of a quarter. Numbers are typed; a file may bring them instead."""

    def __init__(self, *args: Any, kind: Quarterly, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.kind = kind
        for question in kind.questions:
            for part, counted in (("n", question.counts), ("of", question.of)):
                words = "How many" if part == "n" else "Out of"
                whole = f"«{question.asks}», {words.lower()}: enter a whole number, 0 or more."
                self.fields[f"{question.id}__{part}"] = CountField(
                    label=f"{words}: {counted}", min_value=0, error_messages={"invalid": whole, "min_value": whole}
                )
            reasons = list(kind.reasons_not_counted.items())
            self.fields[f"{question.id}__why"] = picked("Why it was not counted", reasons, "It was counted")

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong at once, each at its question."""
        clean: dict[str, Any] = super().clean() or {}
        try:
            checked(self.kind, self.stated)
        except WrongCounts as trouble:
            for id, told in trouble.wrong.items():
                # What is no number has been said to be none: that it is no answer either helps nobody.
                if not any(f"{id}__{part}" in self.errors for part in ("n", "of", "why")):
                    self.add_error(f"{id}__n", told)
        return clean

    @property
    def stated(self) -> dict[str, Count]:
        """What was typed, by question."""
        clean = self.cleaned_data
        return {
            question.id: Count(
                clean.get(f"{question.id}__n"), clean.get(f"{question.id}__of"), clean.get(f"{question.id}__why") or ""
            )
            for question in self.kind.questions
        }

    def widths(self) -> dict[str, str]:
        """A number needs no long field."""
        return {name: "5" for name in self.fields if not name.endswith("__why")}

    def groups(self) -> list[dict[str, Any]]:
        """One group a question, with its definition."""
        return [
            {
                "legend": question.asks,
                "note": f"{question.definition} Counted: {question.reaches.value}.",
                "fields": [f"{question.id}__{part}" for part in ("n", "of", "why")],
            }
            for question in self.kind.questions
        ]


def as_fields(stated: Mapping[str, Count]) -> dict[str, Any]:
    """Figures as the fields of the form hold them."""
    found: dict[str, Any] = {}
    for id, one in stated.items():
        found |= {f"{id}__n": one.n, f"{id}__of": one.of, f"{id}__why": one.why}
    return found


class FileForm(forms.Form):
    """The template, filled in."""

    file = forms.FileField(
        label="The template, filled in",
        help_text="A file that you downloaded here: CSV or Excel.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
        error_messages={"required": "Choose the file that you filled in.", "empty": "The file is empty."},
    )


class JudgeForm(AsksAboutNames):
    """Accept it, or send it back with a question."""

    version = Version()
    verdict = choice(
        "What becomes of it?",
        [("accept", "Accept it: all members read it from now on"), ("back", "Send it back with a question")],
        "Choose what becomes of it.",
    )
    question = Words("The question", most=LONGEST_QUESTION, hint="Needed where it goes back. Without a name.")

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("verdict") == "back" and not clean.get("question"):
            self.add_error("question", "Enter the question with which it goes back.")
        return clean


class EvidenceForm(forms.Form):
    """Which figure is offered behind which sentence."""

    def __init__(self, *args: Any, questions: list[tuple[str, str]], statements: list[tuple[str, str]], **kw: Any):
        super().__init__(*args, **kw)
        self.fields["question"] = choice("Which figure?", questions, "Choose the figure.")
        self.fields["statement"] = picked(
            "Behind which sentence?", statements, "Choose a sentence", "Choose the sentence that it stands behind."
        )
