"""What a register asks: its questions as fields, and what follows. Every field comes from the library."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from lineofsight.library.register import AnswerKind, Question, RegisterKind
from lineofsight.records.registers.actions.entries import Said
from lineofsight.records.registers.rules.entries import LONGEST_ACTION, LONGEST_WHY, Follows
from lineofsight.web.choices import YES_NO, choice, picked
from lineofsight.web.day_field import DayField
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

# So many actions can be written down with a decision; more are added on the item's own page.
ACTIONS = (1, 2)


def field_of(question: Question) -> forms.Field:
    """A question of the library as a field."""
    missing = f"Answer «{question.asks}»." if question.is_needed else ""
    hint = question.hint or ""
    match question.kind:
        case AnswerKind.CODE:
            words = list(question.codes.items())
            if not question.is_needed or len(words) > 8:
                return picked(question.asks, words, "Choose one", missing, hint=hint)  # type: ignore[no-any-return]
            return choice(question.asks, words, missing, hint=hint)  # type: ignore[no-any-return]
        case AnswerKind.YES_NO:
            return choice(question.asks, YES_NO, missing, hint=hint)  # type: ignore[no-any-return]
        case AnswerKind.NUMBER:
            return forms.IntegerField(
                label=question.asks,
                min_value=0,
                max_value=question.at_most,
                required=question.is_needed,
                help_text=hint,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "required": missing,
                    "invalid": f"«{question.asks}»: enter a whole number.",
                    "min_value": f"«{question.asks}»: enter a whole number.",
                    "max_value": f"«{question.asks}»: enter {question.at_most} at most.",
                },
            )
        case AnswerKind.DAY:
            return DayField(label=question.asks, required=question.is_needed, help_text=hint)


class AnswersForm(AsksAboutNames):
    """Some questions of a register. `child`: the children to choose from, where one is asked for."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        children: Sequence[tuple[str, str]] = (),
        is_child_needed: bool = False,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.questions = tuple(questions)
        asked: dict[str, forms.Field] = {}
        if children or is_child_needed:
            missing = "Choose the child whom it is about." if is_child_needed else ""
            asked["child"] = picked("Which child?", children, "Choose a child" if is_child_needed else "None", missing)
        self.fields.update(asked | {question.id: field_of(question) for question in questions})

    @property
    def answers(self) -> dict[str, object]:
        """What was answered, by question."""
        return {question.id: self.cleaned_data.get(question.id) for question in self.questions}


class RecordForm(AnswersForm):
    """What was decided of an item (or logged), and what follows from it."""

    def __init__(self, *args: Any, kind: RegisterKind, is_correction: bool = False, **kw: Any) -> None:
        super().__init__(*args, questions=kind.recorded, **kw)
        asked: dict[str, forms.Field] = {"version": Version(required=False)}
        if is_correction:
            asked["reason"] = choice("Why is it corrected?", kind.reasons_to_correct, "Choose why it is corrected.")
        more: dict[str, forms.Field] = {}
        for number in ACTIONS if kind.actions else ():
            more[f"what_{number}"] = picked(f"Action {number}", list(kind.actions.items()), "No action")
            more[f"words_{number}"] = Words(
                f"Action {number} in other words", most=LONGEST_ACTION, hint="Without a name.", is_long=False
            )
            more[f"by_{number}"] = picked(f"Action {number}: by whom", list(kind.action_roles.items()), "Choose a role")
            more[f"due_{number}"] = DayField(label=f"Action {number}: by when", required=False)
        self.fields: dict[str, forms.Field] = asked | dict(self.fields) | more

    @property
    def action_fields(self) -> list[str]:
        """The names of the fields that say what follows."""
        return [name for name in self.fields if name.partition("_")[0] in ("what", "words", "by", "due")]

    @property
    def actions_asked(self) -> list[tuple[int, list[str]]]:
        """Each action that can be written down, with the names of its fields."""
        asked = self.action_fields
        return [(n, [name for name in asked if name.endswith(f"_{n}")]) for n in ACTIONS if asked]

    def said(self) -> Said:
        """What is recorded."""
        return Said(self.answers, tuple(_follows(self.cleaned_data)), self.cleaned_data.get("reason") or "")


def _follows(clean: dict[str, Any]) -> Iterable[Follows]:
    for number in ACTIONS:
        due: date | None = clean.get(f"due_{number}")
        one = Follows(
            clean.get(f"what_{number}") or "",
            clean.get(f"by_{number}") or "",
            due,
            clean.get(f"words_{number}") or "",
        )
        # What was begun is asked for whole; what was left alone is none.
        if one.what or one.by_role or one.due or one.words:
            yield one


class LogForm(RecordForm):
    """An entry of a register without meetings: its day, and what was logged."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        day = DayField(label="On which day?")
        self.fields.update({"on": day} | dict(self.fields))


class DayForm(forms.Form):
    """One day, and the version of what it is said of."""

    on = DayField(label="On which day?")
    version = Version(required=False)


class PresentForm(AsksAboutNames):
    """Which roles are there, and why the meeting goes on without those who have to be."""

    version = Version()

    def __init__(self, *args: Any, kind: RegisterKind, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["present"] = forms.MultipleChoiceField(
            label="Who is there?",
            choices=list(kind.roles.items()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        if kind.quorum:
            needed = ", ".join(" or ".join(kind.roles[role] for role in some) for some in kind.quorum)
            self.fields["why"] = Words(
                "Why does it go on without somebody who has to be there?",
                most=LONGEST_WHY,
                hint=f"Needed where one is missing of: {needed}. Without a name.",
            )


class CloseForm(AsksAboutNames):
    """What becomes of each item that nobody decided; and why it ends without those who are missing."""

    version = Version()

    def __init__(
        self, *args: Any, undecided: Sequence[tuple[str, str]], missing: Sequence[str] = (), **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        if missing:
            told = ", ".join(missing)
            self.fields["why"] = Words(
                "Why does it end without somebody who has to be there?",
                f"Not quorate: {told} missing. Say why it ends without.",
                most=LONGEST_WHY,
                hint=f"Missing: {told}. Without a name.",
            )
        self.undecided = [ref for ref, _ in undecided]
        for ref, words in undecided:
            self.fields[f"item_{ref}"] = choice(
                words,
                [("carry", "Carry it over to the next meeting"), ("leave", "Leave it: it need not be decided")],
                f"{words} is not decided. Choose what becomes of it.",
            )

    def those(self, what: str) -> frozenset[str]:
        """The items for which this was chosen."""
        return frozenset(ref for ref in self.undecided if self.cleaned_data.get(f"item_{ref}") == what)
